"""A workbook's file as a package of parts, opened safely whatever the file is.

A workbook comes from somebody else's machine, so nothing in it is believed: the
name, the kind of file, the first bytes, the sizes and the XML are looked at in
this order, and each fault has its own finding. The bytes are read once and the
file is closed before anything is parsed, so that a fault never leaves it locked
on Windows. Parts are inflated piece by piece and never above a limit.

The package is parsed here and not with openpyxl, which loses text without a
word (values under a merge, sheets of Strict files, runs after plain text),
turns one bad cell into an exception for the whole file, and costs 90 ms to import.
"""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.locale import tr
from omvgen.workbook.xlsx.identify import foreign_file, foreign_package

# A plan a hundred times the real form takes some 10 MB. The limits leave room for
# sheets whose every row has been formatted, and stop what is made to fill memory.
MAX_FILE = 100_000_000
MAX_ENTRIES = 5_000
MAX_PART = 100_000_000
MAX_XML = 160_000_000
# Tags in a part, and those of one element (such as a row) that are held at a time:
# a small file can hold millions of them, each a hundred times its size in memory.
MAX_TAGS, MAX_TAGS_HELD = 4_000_000, 400_000
_CHUNK = 65_536

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Windows: the file's bytes are not on this machine (OFFLINE, RECALL_ON_DATA_ACCESS).
_NOT_HERE = 0x1000 | 0x400000
_CLOUD_ERRORS = range(358, 405)


class Damaged(Exception):
    """A part cannot be read: missing, cut, or not the XML it should be."""


class Relationship(NamedTuple):
    """Where a part's relationship leads: `target` is a part's name, or an address outside."""

    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of an Office file in memory. Parts are found without regard to case."""

    file: str
    _zip: zipfile.ZipFile

    @cached_property
    def _entries(self) -> dict[str, zipfile.ZipInfo]:
        return {part_name(entry.filename): entry for entry in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def size(self, part: str) -> int:
        """How many bytes the part says it has when inflated; it is never inflated further."""
        entry = self._entries.get(part.lower())
        return 0 if entry is None else entry.file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes in pieces. Raises `Damaged`."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise Damaged(part)
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Damaged(part) from error
        except (RuntimeError, ValueError) as error:  # zipfile says so of odd headers
            raise Damaged(part) from error

    def elements(self, part: str, *tags: str) -> Iterator[etree._Element]:
        """The part's elements with these names (`{namespace}name`), as each ends.

        An element is emptied after its turn: take what is needed at once.
        Raises `Damaged`, and `ReadError` (OMV116) when the part has a DOCTYPE.
        """
        parser = etree.XMLPullParser(
            events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
        )
        tags_fed = tags_held = 0
        first = True
        try:
            for piece in chain(self.chunks(part), (None,)):
                if piece is None:
                    parser.close()
                else:
                    parser.feed(piece)
                    tags_fed += piece.count(b"<")
                    tags_held += piece.count(b"<")
                for _, element in parser.read_events():
                    if first:
                        self._refuse_doctype(element)
                    first, tags_held = False, 0
                    yield element
                    _forget(element)
                if tags_fed > MAX_TAGS or tags_held > MAX_TAGS_HELD:
                    raise ReadError(Finding("OMV115", values={"file": self.file}))
        except (etree.XMLSyntaxError, etree.LxmlError, ValueError) as error:
            raise Damaged(part) from error

    def _refuse_doctype(self, element: etree._Element) -> None:
        """An element stands in a document whose head has been read: every one says the same."""
        if element.getroottree().docinfo.doctype:
            what = tr("asiakirjatyypin määrittely (DOCTYPE)")
            raise ReadError(Finding("OMV116", values={"file": self.file, "what": what}))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The part's relationships by id; none when it has no such list.

        `part` is empty for the package itself. Raises `Damaged`.
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


def _forget(element: etree._Element) -> None:
    """Empties the element, which has had its turn, and takes what stands before it away."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def package_of(data: bytes, file: str) -> Package:
    """The package of a file's bytes. Raises `ReadError` with what the file is and what to do."""
    finding = foreign_file(data, file)
    if finding is not None:
        raise ReadError(finding)
    package = Package(file, _open_zip(data, file))
    finding = foreign_package(package._zip, file)
    if finding is not None:
        raise ReadError(finding)
    return package


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises `ReadError` when they cannot or should not be read."""
    try:
        code = _refused_name(path) or _refused_file(path)
        data = path.read_bytes() if code is None else b""
    except OSError as error:
        raise ReadError(_cannot_read(path, error)) from error
    if code is None and not data:
        code = "OMV102"
    if code is None and not data.strip(b"\0"):
        code = "OMV105"  # a synchroniser has made room for the file and not filled it
    if code is not None:
        raise ReadError(Finding(code, values={"file": str(path)}))
    return data


def _refused_name(path: Path) -> str | None:
    name = path.name
    if name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#")):
        return "OMV103"
    if not path.exists() and path.with_name(f".{name}.icloud").exists():
        return "OMV105"
    return None


def _refused_file(path: Path) -> str | None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return "OMV101"
    if status.st_size > MAX_FILE:
        return "OMV115"
    return None


def _cannot_read(path: Path, error: OSError) -> Finding:
    values = {"file": str(path), "reason": os_reason(error)}
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Finding("OMV100", values=values)
    if getattr(error, "winerror", None) in _CLOUD_ERRORS or _is_placeholder(path):
        return Finding("OMV105", values=values)
    code = "OMV104" if isinstance(error, PermissionError) else "OMV106"
    return Finding(code, values=values)


def _is_placeholder(path: Path) -> bool:
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _NOT_HERE)
    except OSError:
        return False


def _open_zip(data: bytes, file: str) -> zipfile.ZipFile:
    """The zip, after its directory has been looked at. Raises `ReadError`."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError) as error:
        raise ReadError(Finding("OMV114", values={"file": file})) from error
    except (NotImplementedError, RuntimeError, UnicodeError) as error:
        raise ReadError(Finding("OMV114", values={"file": file})) from error
    names = [part_name(entry.filename) for entry in entries]
    xml = [e.file_size for e, name in zip(entries, names, strict=True) if _is_xml(name)]
    if len(entries) > MAX_ENTRIES or sum(xml) > MAX_XML or max(xml, default=0) > MAX_PART:
        raise ReadError(Finding("OMV115", values={"file": file}))
    if len(set(names)) < len(names):
        raise ReadError(
            Finding("OMV116", values={"file": file, "what": tr("sama osa kahteen kertaan")})
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ReadError(Finding("OMV107", values={"file": file}))
    return package


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


def part_name(name: str) -> str:
    """Some writers part folders with backslashes or begin with a slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
