"""Everything that a PDF says: its pages' text, and every string anywhere in it.

Only this needs pypdf (the extra `pdf`): the text of a page is in codes that its
fonts alone explain.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from omvgen.findings.model import Finding, Refused

_TEXTLESS = ("/Image", "/Font", "/Form")


def pdf_texts(data: bytes) -> Iterator[str]:
    """The texts of the pages, then metadata, outlines, tags, links and whatever else is a string.

    Raises `Refused`: OMV425 without pypdf, OMV424 when the file cannot be read whole.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise Refused(Finding("OMV425")) from error
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        texts = [page.extract_text() for page in reader.pages]
        texts += [*_strings(reader.trailer), *_strings_of_objects(reader)]
    except Exception as error:  # pypdf has no one exception for what a broken file may cause
        raise Refused(Finding("OMV424", values={"part": "PDF"})) from error
    yield from texts


def _strings_of_objects(reader: Any) -> Iterator[str]:
    from pypdf.generic import IndirectObject

    numbers = {(n, gen) for gen, table in reader.xref.items() for n in table}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    for number, generation in sorted(numbers):
        item = reader.get_object(IndirectObject(number, generation, reader))
        if item is not None:
            yield from _strings(item)
            yield from _stream(item)


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


def _stream(item: Any) -> Iterator[str]:
    """The words of a stream that is neither picture nor font: metadata, scripts, attached files."""
    if not hasattr(item, "get_data") or item.get("/Subtype") in _TEXTLESS or "/Length1" in item:
        return
    from omvgen.secrecy.extract import extract

    if item.get("/Type") in ("/Metadata", "/EmbeddedFile"):
        yield from extract("PDF", item.get_data()).values()
