"""Everything that a PDF says: its pages' text, every string, every stream, and the bytes between.

Only this needs pypdf (the extra `pdf`): the text of a page is in codes that its
fonts alone explain.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.secrecy.search.extract.pdf_bytes import between
from omvgen.secrecy.search.extract.pdf_objects import strings, touched
from omvgen.secrecy.search.extract.pdf_streams import Roles, is_drawn, is_too_much, stream_texts
from omvgen.secrecy.search.extract.raw import pieces
from omvgen.secrecy.search.extract.said import Inner, Said, unreadable

_END = re.compile(rb"%%EOF")
_MOST_VERSIONS = 50
_MOST_PAGES = 2000
_LETTER = re.compile(r"[^\W_]")

Key = tuple[int, int]
"""The number and generation of an object."""

Place = tuple[int, int]
"""Where an object stands: an offset, and the number within what is packed there, or -1."""


def pdf_texts(name: str, data: bytes, inner: Inner) -> Iterator[Said]:
    """The texts of the pages, then metadata, outlines, tags, links and whatever else is a string.

    What was changed in a PDF may still be in it: each version that was saved is read,
    but no object and no page of it that a later one has too. `inner` reads attached files.
    Raises `ReadError`: OMV425 without pypdf, OMV424 when the file cannot be read whole.
    """
    *earlier, _last = [match.end() for match in _END.finditer(data)] or [0]
    if len(earlier) > _MOST_VERSIONS:
        raise unreadable(name)
    read: set[Place] = set()
    roles = Roles()
    for end in (len(data), *reversed(earlier)):
        try:
            yield from _version(name, data[:end], read, roles, inner)
        except ReadError:
            # The first part of a file for the web is no version, and stands in the last one.
            if end != min(earlier, default=-1) or b"/Linearized" not in data[:end]:
                raise
    yield Said(name, pieces(data), by_tool=True)
    for gap in between(name, data, [offset for offset, _ in read]):
        yield from inner(name, gap)


def _version(
    name: str, data: bytes, read: set[Place], roles: Roles, inner: Inner
) -> Iterator[Said]:
    """What this version says that none of those `read` did."""
    try:
        reader = _reader(data)
        if len(reader.pages) > _MOST_PAGES:
            raise unreadable(name)
        places = _places(reader)
        fresh = {key for key, place in places.items() if place not in read}
        read.update(places.values())
        objects = [_object(reader, key) for key in sorted(fresh)]
        roles.learn(reader, objects)
        told, by_tool = strings(reader.trailer, *objects)
        yield Said(name, "\n".join(told))
        yield Said(name, "\n".join(by_tool), by_tool=True)
        yield from _pages(name, reader, fresh)
        for key, item in zip(sorted(fresh), objects, strict=True):
            if hasattr(item, "get_data"):
                yield from stream_texts(name, item, roles.of(key[0]), reader, inner)
    except ReadError:
        raise
    except Exception as error:  # pypdf has no one exception for what a broken file may cause
        raise unreadable(name) from error


def _reader(data: bytes) -> Any:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ReadError(Finding(Code.PDF_NOT_SEARCHABLE)) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks mean nothing to staff
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def _places(reader: Any) -> dict[Key, Place]:
    places = {(n, gen): (at, -1) for gen, table in reader.xref.items() for n, at in table.items()}
    offsets = {n: at for (n, _), (at, _) in places.items()}
    packed = {(n, 0): (offsets.get(stream, 0), i) for n, (stream, i) in reader.xref_objStm.items()}
    return packed | places


def _object(reader: Any, key: Key) -> Any:
    from pypdf.generic import IndirectObject

    return reader.get_object(IndirectObject(*key, reader))


def _pages(name: str, reader: Any, fresh: set[Key]) -> Iterator[Said]:
    """The text of the pages that are made of anything fresh.

    Raises `ReadError` for a page that shows something and says nothing: what is a picture,
    or in letters that stand for none, cannot be searched.
    """
    for page in touched(reader.pages, fresh):
        if is_too_much(page):
            raise unreadable(name)
        text = page.extract_text()
        if not _LETTER.search(text) and is_drawn(page):
            raise unreadable(name)
        yield Said(name, text)
