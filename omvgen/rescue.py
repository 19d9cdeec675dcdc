"""What can be had of a damaged package: its parts of XML, without its directory if need be.

A zip names its parts twice: in the directory at its end, and in a header before each of
them. Where the directory is gone, cut or leads astray, the headers are looked for; where a
header is gone, the directory tells where its part lies. A packed part is unpacked as far as
it goes. The limits of `omvgen.package` hold here too, and what is tried costs time in
proportion to the file: whatever the headers claim, so much is unpacked and no more.
"""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from omvgen.package import (
    MAX_ENTRIES,
    MAX_PART,
    MAX_UNPACKED,
    XML_ENDINGS,
    Damaged,
    Entry,
    Package,
    Reason,
    Unreadable,
    open_package,
    part_name,
)

_MARK = b"PK\3\4"  # before each part
_DESCRIPTOR = b"PK\7\x08"  # after a part whose size was not known before
_HEADER = struct.Struct("<4s2xHH4xLLLHH")
_ENCRYPTED, _SIZE_FOLLOWS, _UTF8 = 0x1, 0x8, 0x800  # flags of a part
_STORED, _DEFLATED = 0, 8
_LONGEST_NAME = 1000  # bytes
_LONG = 0xFFFFFFFF  # in place of a size that stands elsewhere
_DESCRIPTORS = (0, 12, 16, 20, 24)  # bytes that may stand between a part and the next header
# Nothing packed holds as many zeros: there somebody's disk or transfer lost a stretch, and
# what seems to be unpacked from it is noise.
_LOST = bytes(32)
_PIECE = 1024  # bytes that are unpacked at once; they give a megabyte at most
_MOST_TRIED = 8  # times the file's bytes that are unpacked, headers that overlap included


class Part(NamedTuple):
    """The bytes of a part. One that is not `whole` may lack its end, and its end be wrong."""

    data: bytes
    whole: bool


class Rescue(NamedTuple):
    """The parts of XML, by the names of `part_name`; `sound` when none of them is damaged."""

    parts: Mapping[str, Part]
    sound: bool


def rescue(data: bytes) -> Rescue:
    """The parts of XML in a package's bytes.

    Of a part that lies in the file several times the last whole one counts, unless the
    directory names another; where they differ it is not whole. Raises `Unreadable` for an
    encrypted part, and for more than the limits of `open_package`.
    """
    package = _opened(data)
    listed = {} if package is None else dict(_whole_parts(package))
    budget = _Budget(len(data))
    scanned = _scanned(data, budget)
    all_read = package is not None and len(listed) == len(_xml_entries(package))
    if all_read and scanned.keys() <= listed.keys():  # a damaged directory names fewer parts
        return Rescue(listed, sound=True)
    found = scanned | listed
    if package is not None:
        whole = {name for name, part in found.items() if part.whole}
        for name, part in _placed(data, package, whole, budget):
            if part.whole or name not in found:
                found[name] = part
    return Rescue(found, sound=False)


# By the directory


def _opened(data: bytes) -> Package | None:
    """The package, when its directory can be read, and is nothing that is refused.

    Damage makes a directory claim anything: whether the parts themselves are too large or
    encrypted, their headers say.
    """
    try:
        return open_package(data)
    except Unreadable:
        return None


def _xml_entries(package: Package) -> list[Entry]:
    return [entry for entry in package.entries if _name(entry).endswith(XML_ENDINGS)]


def _name(entry: Entry) -> str:
    return part_name(entry.filename)


def _whole_parts(package: Package) -> Iterator[tuple[str, Part]]:
    for entry in _xml_entries(package):
        with contextlib.suppress(Damaged):
            content = package.read(entry.filename)
            if content:  # zeros in the directory say that it is empty, and its checksum 0
                yield _name(entry), Part(content, whole=True)


def _placed(
    data: bytes, package: Package, known: set[str], budget: _Budget
) -> Iterator[tuple[str, Part]]:
    """The parts where the directory says that they lie, whatever stands before them.

    Those that are `known` already are left out.
    """
    ends = sorted({entry.header_offset for entry in package.entries} | {package.directory_start})
    following = dict(pairwise(ends))
    for entry in (entry for entry in _xml_entries(package) if _name(entry) not in known):
        name, size = entry.filename.encode(), entry.compress_size
        begin, end = entry.header_offset, following.get(entry.header_offset, len(data))
        starts = [begin + _HEADER.size + len(name)]
        starts += [end - size - between for between in _DESCRIPTORS]
        for start in filter(range(max(begin, 0), len(data)).__contains__, dict.fromkeys(starts)):
            header = _Header(0, entry.compress_type, entry.CRC, size, "", start)
            part, _ = _unpacked(data, header, budget)
            if part.whole or (start == starts[0] and part.data.lstrip().startswith(b"<")):
                yield _name(entry), part
            if part.whole:
                break


# By the headers before the parts


class _Header(NamedTuple):
    """What stands before a part; `start` is where its own bytes begin."""

    flags: int
    packing: int
    crc: int
    size: int  # packed
    name: str
    start: int

    @property
    def has_size(self) -> bool:
        return not self.flags & _SIZE_FOLLOWS and self.size != _LONG


class _Budget:
    """What may still be tried, so that no file costs more than its size and the limits."""

    def __init__(self, size: int) -> None:
        self._fed, self._made, self._headers = _MOST_TRIED * size + _PIECE, MAX_UNPACKED, 0

    def spend(self, fed: int, made: int) -> None:
        self._fed, self._made = self._fed - fed, self._made - made
        if min(self._fed, self._made) < 0:
            raise Unreadable(Reason.TOO_LARGE)

    def count_header(self) -> None:
        self._headers += 1
        if self._headers > MAX_ENTRIES:
            raise Unreadable(Reason.TOO_LARGE)


def _scanned(data: bytes, budget: _Budget) -> dict[str, Part]:
    """The parts after each header in the bytes, the last whole one of each name.

    Raises `Unreadable` when there are none but encrypted ones, or more than the limits allow.
    """
    found: dict[str, Part] = {}
    encrypted = False
    at = data.find(_MARK)
    while at >= 0:
        budget.count_header()
        header = _header(data, at)
        at += len(_MARK)
        if header is not None:
            at = header.start
            encrypted = encrypted or bool(header.flags & _ENCRYPTED)
            if header.name.endswith(XML_ENDINGS) and not header.flags & _ENCRYPTED:
                part, end = _unpacked(data, header, budget)
                found[header.name] = _better(found.get(header.name), part)
                at = end if part.whole else at
            elif header.has_size:  # a picture, or a package within this one
                at += header.size
        at = data.find(_MARK, at)
    if encrypted and not found:
        raise Unreadable(Reason.ENCRYPTED)
    return found


def _better(before: Part | None, part: Part) -> Part:
    """The later of two parts of one name, unless it alone is cut.

    Of two whole ones that differ it is doubtful.
    """
    if before is None or not before.whole:
        return part
    return part._replace(whole=part.data == before.data) if part.whole else before


def _header(data: bytes, at: int) -> _Header | None:
    """The header at this byte; None when it is cut or none."""
    if len(data) < at + _HEADER.size:
        return None
    _, flags, packing, crc, size, _, length, extra = _HEADER.unpack_from(data, at)
    begin = at + _HEADER.size
    raw = data[begin : begin + min(length, _LONGEST_NAME)]
    name = part_name(raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace"))
    if (
        not name
        or length > _LONGEST_NAME
        or not name.isprintable()
        or packing not in (_STORED, _DEFLATED)
    ):
        return None
    return _Header(flags, packing, crc, size, name, begin + length + extra)


# Unpacking


def _unpacked(data: bytes, header: _Header, budget: _Budget) -> tuple[Part, int]:
    """The part after the header, as far as it goes, and the byte after it."""
    limit = min(len(data), header.start + header.size) if header.has_size else len(data)
    read = _inflated if header.packing == _DEFLATED else _stored
    content, end = read(data, header.start, limit, budget)
    if _is_whole(data, header, content, end):
        return Part(content, whole=True), end
    lost = data.find(_LOST, header.start, end)
    if lost >= 0:
        content, _ = read(data, header.start, lost, budget)
    return Part(content, whole=False), end


def _is_whole(data: bytes, header: _Header, content: bytes, end: int) -> bool:
    """Whether the checksum before the part, or that after it, is the content's.

    Nothing has the checksum 0, as zeroed headers have it: no part is empty.
    """
    crc = zlib.crc32(content)
    if not content:
        return False
    if not header.flags & _SIZE_FOLLOWS:
        return crc == header.crc
    following = data[end : end + 8]
    said = crc.to_bytes(4, "little")
    return said in (following.removeprefix(_DESCRIPTOR)[:4], following[:4])


def _stored(data: bytes, start: int, limit: int, budget: _Budget) -> tuple[bytes, int]:
    """The bytes up to the limit, or up to what follows a part when that is nearer."""
    end = limit
    if limit == len(data):
        for following in (_MARK, _DESCRIPTOR):
            found = data.find(following, start, end)
            end = found if found >= 0 else end
    budget.spend(end - start, end - start)
    return data[start:end], end


def _inflated(data: bytes, start: int, limit: int, budget: _Budget) -> tuple[bytes, int]:
    """What comes of the packed bytes before their end or a fault, and the byte after them."""
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    made: list[bytes] = []
    at, size = start, 0
    while at < limit and not decoder.eof:
        piece = data[at : min(at + _PIECE, limit)]
        before, fault = decoder.copy(), False
        try:
            made.append(decoder.decompress(piece))
        except zlib.error:
            fault = True
            made.append(_before_fault(before, piece))
        at, size = at + len(piece), size + len(made[-1])
        budget.spend(len(piece), len(made[-1]))
        if size > MAX_PART:
            raise Unreadable(Reason.TOO_LARGE)
        if fault:
            break
    return b"".join(made), at - len(decoder.unused_data)


def _before_fault(decoder: zlib._Decompress, piece: bytes) -> bytes:
    """What comes of the piece before its fault, fed byte by byte: a fault gives nothing."""
    made = bytearray()
    try:
        for at in range(len(piece)):
            made += decoder.decompress(piece[at : at + 1])
    except zlib.error:
        pass
    return bytes(made)
