"""The texts of a Word document or workbook: all its parts, their names, and the rest of the zip."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from omvgen.package import Entry, Unreadable, open_package
from omvgen.secrecy.search.extract.encoding import decoded, printable_runs
from omvgen.secrecy.search.extract.markup import NotXml, html_texts, xml_texts
from omvgen.secrecy.search.extract.model import Budget, PartText, unsearchable

_XML = (".xml", ".rels", ".vml", ".svg")
# What may stand in a package and is no text: pictures by their first bytes, embedded
# fonts, and the settings of a printer. Only metadata in it can be words.
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\1\0\0\0",
    b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
_FONT = ".odttf"
_PRINTER_SETTINGS = "printersettings"

_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_SIZE = 30  # bytes, without the name
_PART_COST = 1024  # bytes that a part costs to open, however small it is


def package_texts(name: str, data: bytes, budget: Budget) -> Iterator[PartText]:
    """The texts of each part, and those of the zip archive around the parts.

    Raises `ReadError` (OMV424) for a part of another kind, and for what cannot be unpacked.
    """
    parts, around = _open(name, data, budget)
    yield PartText(f"{name} (zip)", around)
    for part, content in parts:
        yield from _part_texts(part, content, budget)


def _part_texts(part: str, data: bytes, budget: Budget) -> Iterator[PartText]:
    path = part.lower()
    if path.endswith(_XML):
        budget.spend(part, 0, tags=data.count(b"<"))
        try:
            yield from xml_texts(part, data)
        except NotXml:  # VML often is none, and programs read it all the same
            for text in decoded(part, data):
                yield from html_texts(part, text)
    elif data.startswith(_PICTURES) or path.endswith(_FONT) or _PRINTER_SETTINGS in path:
        yield PartText(part, printable_runs(data))
    elif data:
        raise unsearchable(part)


def _open(name: str, data: bytes, budget: Budget) -> tuple[list[tuple[str, bytes]], str]:
    """The parts of the package, by name, and the words of what stands around them.

    These are the parts' names, the comments, and whatever stands between the parts.
    """
    try:
        package = open_package(data, name)
        budget.spend(name, sum(_PART_COST + entry.file_size for entry in package.entries))
        around = b"\n".join(_around(data, package.entries, package.directory_start))
        if _LOCAL_HEADER in around:  # a part that the package's own list does not name
            raise unsearchable(name)
        parts = [*package.parts().items()]
    except (Unreadable, struct.error) as error:
        raise unsearchable(name) from error
    names = "\n".join(part for part, _ in parts)
    return parts, f"{names}\n{printable_runs(around)}"


def _around(data: bytes, entries: tuple[Entry, ...], directory: int) -> Iterator[bytes]:
    """All bytes that are no part's content: headers, gaps and the central directory."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        name, extra = struct.unpack("<HH", data[start + 26 : start + _LOCAL_HEADER_SIZE])
        content = start + _LOCAL_HEADER_SIZE + name + extra
        yield data[at:start]
        yield data[start + len(_LOCAL_HEADER) : content]
        at = content + entry.compress_size
    yield data[at:directory]
    yield data[directory:]
