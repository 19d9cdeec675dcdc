"""The streams of a PDF: what each is to the others, and what it says.

A stream is what it is used as, whatever it says of itself: what nobody uses as a
picture, a font or a drawing is read as a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from omvgen.secrecy.search.extract.pdf_objects import references
from omvgen.secrecy.search.extract.raw import is_media, pieces
from omvgen.secrecy.search.extract.said import Inner, Said, unreadable

_MOST_DRAWN = 8 * 1024 * 1024  # bytes that a page draws: what a drawing says is slow to tell
_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|<[0-9A-Fa-f\s]*>"
# Words that stand beside what is drawn: what it is read as, or what it stands for.
_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(" + _STRING + rb")", re.DOTALL)
# A string, or the end of what is shown in a row; a sign by itself begins no string.
_ROW = re.compile(rb"\\.|(?P<string>" + _STRING + rb")|(?P<end>T[jJdD*]|ET|['\"])", re.DOTALL)
_STRINGS = re.compile(rb"\\.|" + _STRING, re.DOTALL)
_REMARK = re.compile(rb"%[^\r\n]*")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"\f", b"\n": b""}
_USED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
_DEEPEST = 20  # drawings within drawings
_SHOWS = re.compile(rb"(?:[)\]>]\s*(?:Tj|TJ|'|\")|\bDo\b|\bBI\b)")


class Role(Enum):
    """What a stream is used as."""

    PAGE = "page"  # what a page draws: its text is told by the page
    DRAWING = "drawing"  # what pages show within theirs: pictures and drawings
    MARK = "mark"  # what a note, a pattern or a letter looks like
    TOOL = "tool"  # fonts, their tables, colours, and objects packed together
    ATTACHED = "attached"  # a file by itself
    FILE = "file"  # whatever else it is


_ROLES = {
    **dict.fromkeys(("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode"), Role.TOOL),
    **dict.fromkeys(("/CIDToGIDMap", "/CIDSet", "/DestOutputProfile"), Role.TOOL),
    **dict.fromkeys(("/SMask", "/Mask"), Role.DRAWING),
    **dict.fromkeys(("/AP", "/Pattern", "/CharProcs"), Role.MARK),
    "/XObject": Role.DRAWING,
    "/EF": Role.ATTACHED,
}


class Roles:
    """The role of each object by its number, as the objects that were met so far use it."""

    def __init__(self) -> None:
        self._roles: dict[int, Role] = {}

    def of(self, number: int) -> Role:
        return self._roles.get(number, Role.FILE)

    def learn(self, reader: Any, objects: Iterable[Any]) -> None:
        """Learns what the pages draw, where objects are packed, and what the objects refer to."""
        self._roles |= {number: Role.TOOL for number, _place in reader.xref_objStm.values()}
        for page in reader.pages:
            self._give(Role.PAGE, page.raw_get("/Contents") if "/Contents" in page else None)
        for item in objects:
            self._learn_of(item)

    def _learn_of(self, item: Any) -> None:
        from pypdf.generic import DictionaryObject, IndirectObject

        waiting = [item]
        while waiting:
            here = waiting.pop()
            if isinstance(here, DictionaryObject):
                for entry in here:
                    waiting.append(here.raw_get(entry))
                    if role := _ROLES.get(entry):
                        self._give(role, here.raw_get(entry))
            elif isinstance(here, list) and not isinstance(here, IndirectObject):
                waiting += here
                if here[:1] == ["/ICCBased"]:
                    self._give(Role.TOOL, here)

    def _give(self, role: Role, value: Any) -> None:
        """Gives the role to what the value refers to, and to what a list there refers to."""
        for _entry, reference in references(value):
            self._roles.setdefault(reference.idnum, role)
            held = reference.get_object()
            if not hasattr(held, "get_data"):
                for _entry, inner in references(held):
                    self._roles.setdefault(inner.idnum, role)


def stream_texts(name: str, item: Any, role: Role, reader: Any, inner: Inner) -> Iterator[Said]:
    """What the stream says in its role. A file in it is read by `inner`."""
    data, kind = item.get_data(), item.get("/Subtype")
    if role is Role.DRAWING and kind == "/Image" and _is_pixels(item, data):
        yield Said(name, pieces(data))
    elif role is Role.DRAWING and kind == "/Image":
        yield from inner(name, data)
    elif role is Role.TOOL:
        yield from (said._replace(by_tool=True) for said in inner(name, data))
    elif role is Role.ATTACHED:
        yield from inner(name, data, alone=not is_media(data))
    else:
        if role is Role.FILE:
            yield from inner(name, data)
        if kind == "/Form" or (role is Role.DRAWING and "/Resources" in item):
            if is_too_much(item):
                raise unreadable(name)
            yield Said(name, reader.pages[0].extract_xform_text(item))
        # The letters of a page are codes, which may be any others by chance.
        told = role is Role.PAGE or (role is Role.DRAWING and kind == "/Form")
        yield Said(name, _shown(data), by_tool=told)
        yield Said(name, "\n".join(_beside(data)))


def _is_pixels(item: Any, data: bytes) -> bool:
    """Whether the data are as long as a picture of that size."""
    width, height = int(item.get("/Width", 0)), int(item.get("/Height", 0))
    bits = int(item.get("/BitsPerComponent", 1))
    return len(data) in {(width * colours * bits + 7) // 8 * height for colours in (1, 3, 4)}


def _shown(data: bytes) -> str:
    """The strings in a drawing, those of one row together."""
    pieces = (_string(m["string"]) if m["string"] else "\n" for m in _ROW.finditer(data))
    return "".join(pieces)


def _beside(data: bytes) -> Iterator[str]:
    yield from (_string(match[1]) for match in _SPOKEN.finditer(data))
    yield from (remark.decode("latin-1") for remark in _REMARK.findall(_STRINGS.sub(b"", data)))


def _string(written: bytes) -> str:
    """What a string in a drawing says."""
    if written.startswith(b"<"):
        digits = written[1:-1].translate(None, b"\t\n\v\f\r ").decode("ascii")
        said = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        said = _ESCAPE.sub(_escaped, written[1:-1])
    return said.decode("utf-16" if said.startswith(b"\xfe\xff") else "latin-1", errors="replace")


def _escaped(match: re.Match[bytes]) -> bytes:
    number, sign = match.groups()
    return bytes([int(number, 8) % 256]) if number else _SIGNS.get(sign, sign)


def is_too_much(item: Any) -> bool:
    """Whether a page or drawing draws more than any does, by drawings within drawings."""
    known: dict[int, int] = {}

    def size(here: Any, data: bytes, above: tuple[int, ...]) -> int:
        drawings = _resolved(_resolved(here.get("/Resources", {})).get("/XObject", {}))
        total = len(data)
        for name, times in Counter(_USED.findall(data)).items():
            inner = _resolved(drawings.get("/" + name.decode("latin-1")))
            if not hasattr(inner, "get_data") or inner.get("/Subtype") == "/Image":
                continue
            if id(inner) in above or len(above) > _DEEPEST:
                return _MOST_DRAWN + 1
            if id(inner) not in known:
                known[id(inner)] = size(inner, inner.get_data(), (*above, id(inner)))
            total += times * known[id(inner)]
        return total

    return size(item, _drawn_by(item), ()) > _MOST_DRAWN


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _drawn_by(item: Any) -> bytes:
    """What a page or a drawing draws."""
    if hasattr(item, "get_data"):
        return bytes(item.get_data())
    contents = item.get_contents()
    return b"" if contents is None else bytes(contents.get_data())


def is_drawn(page: Any) -> bool:
    """Whether the page shows any text or picture."""
    return _SHOWS.search(_drawn_by(page)) is not None
