"""The one safe opener of Office files (zip packages), and the writer of our own.

A file comes from somebody else's machine, so nothing in it is trusted. It is read
once into memory and closed before anything is parsed: a fault never leaves it locked
on Windows. Its directory is checked before any part is unpacked, parts are unpacked in
pieces and never beyond the size that was checked, and XML is parsed without entities,
DTDs or network and with a bound on its tags. Whatever fails raises `Unreadable` with
one `Reason`; each room turns the reason into its own finding.

Workbooks are not opened with openpyxl, which loses text without a word (values under a
merge, sheets of Strict files, runs after plain text), turns one bad cell into an
exception for the whole file, and costs 90 ms to import.
"""

from __future__ import annotations

import contextlib
import copy
import errno
import io
import os
import posixpath
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import cause, os_reason
from omvgen.locale import mark, tr

# A plan a hundred times the real form takes some 10 MB. The limits leave room for
# pictures and for sheets whose every row has been formatted, and stop what is made to
# fill memory.
MAX_FILE = 100_000_000  # bytes of the file
MAX_ENTRIES = 5_000
MAX_PART = 100_000_000  # bytes of one part of XML, unpacked
MAX_UNPACKED = 160_000_000  # bytes of all parts that are unpacked
# Tags in a part, and those of one element (such as a row) that are held at a time:
# a small file can hold millions of them, each a hundred times its size in memory.
MAX_TAGS, MAX_TAGS_HELD = 4_000_000, 400_000

_CHUNK = 65_536  # bytes
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that Office writes and reads
_ENCRYPTED = 0x1  # a flag of an entry
XML_ENDINGS = (".xml", ".rels", ".vml")
_STRICT = "purl.oclc.org"  # in the names of Strict Open XML (ISO/IEC 29500-1)
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "huge_tree": False}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Everything that zipfile raises for damaged or odd packages.
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip
# Windows: the file's bytes are not on this machine (OFFLINE, RECALL_ON_DATA_ACCESS).
_NOT_HERE = 0x1000 | 0x400000
_CLOUD_ERRORS = range(358, 405)

# The earliest moment that a zip can name: the package must not tell when it was made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # its mark; the lengths of the name and the extra field


Entry = zipfile.ZipInfo
"""What a package's directory says of a part."""


class Reason(Enum):
    """Why a file or a package cannot be read."""

    # The system does not give the file's bytes.
    MISSING = auto()
    NOT_A_FILE = auto()
    DENIED = auto()
    IN_CLOUD = auto()
    SYSTEM = auto()
    # The bytes are there, and are no sound package.
    TOO_LARGE = auto()
    DAMAGED = auto()
    ENCRYPTED = auto()
    REPEATED_PART = auto()
    OUTSIDE_PART = auto()
    DOCTYPE = auto()
    STRICT = auto()


# For the others the system's own error says why.
_WORDS = {
    Reason.IN_CLOUD: mark("sen sisältö on vain pilvipalvelussa"),
    Reason.TOO_LARGE: mark("se on liian suuri"),
    Reason.DAMAGED: mark("se on vioittunut"),
    Reason.ENCRYPTED: mark("se on suojattu salasanalla"),
    Reason.REPEATED_PART: mark("sama osa kahteen kertaan"),
    Reason.OUTSIDE_PART: mark("osa, jonka nimi johtaa tiedoston ulkopuolelle"),
    Reason.DOCTYPE: mark("asiakirjatyypin määrittely (DOCTYPE)"),
    Reason.STRICT: mark("se on Strict Open XML -muodossa"),
}


class Unreadable(Exception):
    """A file or a package cannot be read.

    `part` is the part at fault, empty when it is the whole file; `system` is the
    system's own error when there is one.
    """

    def __init__(self, reason: Reason, part: str = "", system: OSError | None = None) -> None:
        super().__init__(reason, part)
        self.reason, self.part, self.system = reason, part, system

    @property
    def words(self) -> str:
        """The reason in the reader's language, as it follows a colon or `on`."""
        if self.system is not None and self.reason not in _WORDS:
            return os_reason(self.system)
        return tr(_WORDS[self.reason])


class Damaged(Unreadable):
    """A part is missing, cut, or not the XML that it should be; the others may be sound."""

    def __init__(self, part: str) -> None:
        super().__init__(Reason.DAMAGED, part)


# Files


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_FILE` bytes. Raises `Unreadable`."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
        if status.st_size > MAX_FILE:
            raise Unreadable(Reason.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(_file_reason(path, error), system=error) from error


def read_whole(path: Path) -> bytes:
    """The bytes of a file, as `read_file` gives them. Raises `ReadError` (OMV199)."""
    try:
        return read_file(path)
    except Unreadable as error:
        raise ReadError(cannot_read(path, error)) from error


def cannot_read(path: Path, error: Unreadable) -> Finding:
    """The finding about a file that is not a workbook and cannot be read."""
    return Finding(Code.FILE_UNREADABLE, values={"file": str(path), "reason": error.words})


def _file_reason(path: Path, error: OSError) -> Reason:
    if cause(error) in (errno.ENOENT, errno.ENOTDIR):
        # iCloud leaves a placeholder of another name.
        away = os.path.exists(path.with_name(f".{path.name}.icloud"))
        return Reason.IN_CLOUD if away else Reason.MISSING
    if getattr(error, "winerror", None) in _CLOUD_ERRORS or _is_placeholder(path):
        return Reason.IN_CLOUD
    if error.errno in (errno.EISDIR, errno.ENODEV):
        return Reason.NOT_A_FILE
    denied = cause(error) in (errno.EACCES, errno.EPERM, errno.EBUSY)
    return Reason.DENIED if denied else Reason.SYSTEM


def _is_placeholder(path: Path) -> bool:
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _NOT_HERE)
    except OSError:
        return False


# Reading packages


class Relationship(NamedTuple):
    """Where a part's relationship leads: `target` is a part's name, or an address outside."""

    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of an Office file in memory, unpacked when they are read.

    Parts are found without regard to case, backslashes and a leading slash, which some
    writers use. `file` is what messages call the file.
    """

    file: str
    _zip: zipfile.ZipFile

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {part_name(entry.filename): entry for entry in self.entries}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The package's directory, in its order."""
        return tuple(self._zip.infolist())

    @property
    def comment(self) -> bytes:
        """The comment on the whole zip."""
        return self._zip.comment

    @property
    def directory_start(self) -> int:
        """The byte at which the directory begins."""
        return self._zip.start_dir

    def __contains__(self, part: str) -> bool:
        return part_name(part) in self._by_name

    def size(self, part: str) -> int:
        """The size that the part claims in bytes, beyond which it is never unpacked."""
        entry = self._by_name.get(part_name(part))
        return 0 if entry is None else entry.file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes in pieces. Raises `Damaged`."""
        entry = self._by_name.get(part_name(part))
        if entry is None or entry.compress_type not in _PACKINGS:
            raise Damaged(part)
        try:
            with self._zip.open(entry) as stream:
                # Unpacked at once, a part could grow beyond the size that it claims.
                while piece := stream.read(_CHUNK):
                    yield piece
        except _ZIP_FAULTS as error:
            raise Damaged(part) from error

    def _chunks_before_fault(self, part: str) -> Iterator[bytes]:
        with contextlib.suppress(Damaged):
            yield from self.chunks(part)

    def read(self, part: str) -> bytes:
        """The part's bytes. Raises `Damaged`."""
        return b"".join(self.chunks(part))

    def parts(self) -> dict[str, bytes]:
        """All parts by their names as written. Raises `Unreadable`."""
        if sum(entry.file_size for entry in self.entries) > MAX_UNPACKED:
            raise Unreadable(Reason.TOO_LARGE)
        return {entry.filename: self.read(entry.filename) for entry in self.entries}

    def tree(self, part: str) -> etree._Element:
        """The root of the part's XML. Raises `Unreadable`, as `parse_xml` does."""
        return parse_xml(self.read(part), part)

    def elements(self, part: str, *tags: str, recover: bool = False) -> Iterator[etree._Element]:
        """The part's elements with these names (`{namespace}name`), as each ends.

        An element is emptied after its turn: take what is needed at once. Raises `Unreadable`,
        after the elements that end before the fault. With `recover` what can be had of a part
        that is cut or broken, which may be wrong.
        """
        parser = etree.XMLPullParser(events=("end",), tag=tags, recover=recover, **_PARSER_OPTIONS)
        pieces = self._chunks_before_fault(part) if recover else self.chunks(part)
        tags_fed = tags_held = 0
        first = True
        for piece in chain(pieces, (b"",)):
            fault = _feed(parser, piece)
            opened = piece.count(b"<")
            tags_fed, tags_held = tags_fed + opened, tags_held + opened
            for _, element in parser.read_events():
                if first:
                    _refuse_doctype(element, part)
                first, tags_held = False, 0
                yield element
                _forget(element)
            if tags_fed > MAX_TAGS or tags_held > MAX_TAGS_HELD:
                raise Unreadable(Reason.TOO_LARGE, part)
            if fault:
                raise Damaged(part) from fault

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The part's relationships by id; none when it has no such list.

        `part` is empty for the package itself. Raises `Unreadable`.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        found = {}
        for element in self.elements(rels, _RELATIONSHIP):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            found[element.get("Id", "")] = Relationship(
                element.get("Type", ""),
                target if external else _resolved(folder, target),
                external,
            )
        return found

    def main_part(self) -> str:
        """The part of the workbook or document itself.

        Raises `Damaged` when there is none, and `Unreadable` when it is Strict Open XML,
        whose elements have other names.
        """
        for relation in self.relationships("").values():
            if relation.type.endswith("/officeDocument"):
                if _STRICT in relation.type:
                    raise Unreadable(Reason.STRICT)
                return relation.target
        raise Damaged("_rels/.rels")


def open_package(data: bytes, file: str = "") -> Package:
    """The package in a file's bytes, its directory checked. Raises `Unreadable`."""
    try:
        package = Package(file, zipfile.ZipFile(io.BytesIO(data)))
    except _ZIP_FAULTS as error:
        raise Unreadable(Reason.DAMAGED) from error
    names = [part_name(entry.filename) for entry in package.entries]
    xml = [
        entry.file_size
        for entry, name in zip(package.entries, names, strict=True)
        if name.endswith(XML_ENDINGS)
    ]
    if len(names) > MAX_ENTRIES or sum(xml) > MAX_UNPACKED or max(xml, default=0) > MAX_PART:
        raise Unreadable(Reason.TOO_LARGE)
    if len(set(names)) < len(names):  # programs would read different ones
        raise Unreadable(Reason.REPEATED_PART)
    if any(".." in name.split("/") for name in names):
        raise Unreadable(Reason.OUTSIDE_PART)
    if any(entry.flag_bits & _ENCRYPTED for entry in package.entries):
        raise Unreadable(Reason.ENCRYPTED)
    return package


def unzip_package(data: bytes) -> dict[str, bytes]:
    """All parts of the package in a file's bytes. Raises `Unreadable`."""
    return open_package(data).parts()


def part_name(name: str) -> str:
    """The name by which a part is found, the same however it is written."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


# XML


def parse_xml(data: bytes, part: str = "") -> etree._Element:
    """The root of XML that anybody may have written.

    Raises `Damaged` for what is no XML, and `Unreadable` for a DOCTYPE or too many tags.
    """
    if data.count(b"<") > MAX_TAGS:
        raise Unreadable(Reason.TOO_LARGE, part)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))
    except (etree.LxmlError, ValueError) as error:
        raise Damaged(part) from error
    _refuse_doctype(root, part)
    return root


def _feed(parser: etree.XMLPullParser, piece: bytes) -> Exception | None:
    """Feeds the bytes, or ends the parsing when there are none; what is wrong with the XML."""
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except (etree.LxmlError, ValueError) as error:
        return error
    return None


def _refuse_doctype(element: etree._Element, part: str) -> None:
    """Office writes none. Every element of a document whose head was read knows of it."""
    if element.getroottree().docinfo.doctype:
        raise Unreadable(Reason.DOCTYPE, part)


def _forget(element: etree._Element) -> None:
    """Empties the element, which has had its turn, and removes what stands before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


# Writing packages


def zip_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip: same parts, same bytes, on any machine and day.

    `[Content_Types].xml` comes first, as readers of Office files expect.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(_new_entry(name), parts[name])
    return buffer.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with these parts in place of its own of the same name, new ones last.

    One that is None is left out.

    The order of the entries stays, and so do the dates and the packing of those that do
    not change: they are copied packed, byte for byte. Raises `Unreadable`.
    """
    waiting = {part_name(name): (name, new) for name, new in parts.items()}
    source = open_package(data)
    # Entries that lie over each other would be copied to more than the file.
    if sum(entry.compress_size for entry in source.entries) > len(data):
        raise Damaged("")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.entries:
            changed = waiting.pop(part_name(entry.filename), None)
            if changed is None:
                _copy(data, entry, target)
            elif changed[1] is not None:
                target.writestr(_new_entry(entry.filename, entry.date_time), changed[1])
        for name, new in waiting.values():
            if new is not None:
                target.writestr(_new_entry(name), new)
    return buffer.getvalue()


def _new_entry(name: str, moment: tuple[int, int, int, int, int, int] = _EPOCH) -> Entry:
    """An entry for a part that we write: nothing in it tells when or where."""
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on Windows, where Python would write 0
    entry.external_attr = 0o644 << 16
    return entry


def _copy(data: bytes, entry: Entry, target: zipfile.ZipFile) -> None:
    """Copies the entry as it lies in the file, for which zipfile has no function of its own."""
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        raise Damaged(entry.filename)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    start += _LOCAL_HEADER.size + name + extra
    packed = data[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise Damaged(entry.filename)
    entry = copy.copy(entry)
    entry.extra = b""  # sizes too large for the old fields, which our limits forbid
    entry.flag_bits &= ~0x08  # the sizes stand in the header, not behind the data
    assert target.fp is not None
    entry.header_offset = target.fp.tell()
    target.fp.write(entry.FileHeader(zip64=False) + packed)
    target.filelist.append(entry)
    target.NameToInfo[entry.filename] = entry
    target.start_dir = target.fp.tell()
