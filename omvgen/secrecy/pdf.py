"""Everything that a PDF says: its pages' text, and every string anywhere in it.

Only this needs pypdf (the extra `pdf`): the text of a page is in codes that its
fonts alone explain.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from omvgen.findings.model import Finding, Refused

_END = re.compile(rb"%%EOF")
_MOST_VERSIONS = 50
# Streams that hold no words of their own: pictures, fonts, colours, objects packed together.
_WORDLESS = ("/Image", "/Type1C", "/CIDFontType0C", "/OpenType")
_PACKED = ("/XRef", "/ObjStm")
_TABLES = ("/Length1", "/N")  # keys that only fonts and colours have
_CODE_TABLE = b"begincmap"
# Words that stand beside what is drawn: what it is read as, or what it stands for.
_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_DRAWS = re.compile(rb"\b(?:Tj|TJ|Tf|Do|re|cm|BDC)\b")


def pdf_texts(data: bytes) -> Iterator[str]:
    """The texts of the pages, then metadata, outlines, tags, links and whatever else is a string.

    What was changed in a PDF may still be in it: each version that was saved is read.
    Raises `Refused`: OMV425 without pypdf, OMV424 when the file cannot be read whole.
    """
    yield from _texts(data)
    *earlier, _last = [match.end() for match in _END.finditer(data)] or [0]
    if len(earlier) > _MOST_VERSIONS:
        raise _unreadable()
    for number, end in enumerate(earlier):
        try:
            yield from _texts(data[:end])
        except Refused:
            # The first part of a file for the web is no version, and stands in the last one.
            if number or b"/Linearized" not in data[:end]:
                raise


def _unreadable() -> Refused:
    return Refused(Finding("OMV424", values={"part": "PDF"}))


def _texts(data: bytes) -> list[str]:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise Refused(Finding("OMV425")) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks mean nothing to staff
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        texts = [page.extract_text() for page in reader.pages]
        return [*texts, *_strings(reader.trailer), *_strings_of_objects(reader)]
    except Refused:
        raise
    except Exception as error:  # pypdf has no one exception for what a broken file may cause
        raise _unreadable() from error


def _strings_of_objects(reader: Any) -> Iterator[str]:
    from pypdf.generic import IndirectObject

    numbers = {(n, gen) for gen, table in reader.xref.items() for n in table}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    for number, generation in sorted(numbers):
        item = reader.get_object(IndirectObject(number, generation, reader))
        if item is not None:
            yield from _strings(item)
            yield from _stream(item, reader)


def _strings(item: Any) -> Iterator[str]:
    """The strings and names within one object; what it refers to is an object of its own."""
    from pypdf.generic import (
        ByteStringObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        TextStringObject,
    )

    waiting = [item]
    while waiting:
        here = waiting.pop()
        if isinstance(here, (TextStringObject, NameObject)):
            yield str(here)
        elif isinstance(here, ByteStringObject):
            yield here.decode("utf-8", errors="replace")
            yield here.decode("latin-1")
        elif isinstance(here, DictionaryObject):
            waiting += [*here.keys(), *map(here.raw_get, here)]
        elif isinstance(here, list) and not isinstance(here, IndirectObject):
            waiting += list(here)


def _stream(item: Any, reader: Any) -> Iterator[str]:
    """The words of a stream that is neither picture nor font.

    They are those of drawings that no page may show, of metadata, scripts, forms and
    attached files; of what a page draws itself, the words that are read for it.
    """
    if not hasattr(item, "get_data"):
        return
    kind = item.get("/Subtype")
    if kind == "/Form":
        yield reader.pages[0].extract_xform_text(item)
    if kind in _WORDLESS or item.get("/Type") in _PACKED or any(key in item for key in _TABLES):
        return
    data = item.get_data()
    yield from (_string(match[1]) for match in _SPOKEN.finditer(data))
    if kind != "/Form" and _CODE_TABLE not in data and not _DRAWS.search(data):
        from omvgen.secrecy.extract import said

        yield from said("PDF", data, alone=False)


def _string(written: bytes) -> str:
    """What a string in a page's drawing says."""
    if written.startswith(b"<"):
        digits = re.sub(rb"\s", b"", written[1:-1]).decode("ascii")
        said = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        said = re.sub(rb"\\(.)", rb"\1", written[1:-1], flags=re.DOTALL)
    return said.decode("utf-16" if said.startswith(b"\xfe\xff") else "latin-1", errors="replace")
