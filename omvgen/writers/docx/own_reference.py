"""An organisation's own reference document: read with care, tried, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from omvgen.content.blocks import Document
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.package import Unreadable, parse_xml, read_file, unzip_package, zip_package
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.reference import open_reference
from omvgen.writers.docx.xml import name, parse

_NOTHING = Document("", "", ())


def read_reference(path: Path) -> bytes:
    """The bytes of a reference document, .docx or .dotx, that a document can be written with.

    Raises `ReadError` (OMV195, OMV196) when it cannot be read or is no Word document.
    """
    try:
        there = read_file(path)
    except Unreadable as error:
        values = {"file": str(path), "reason": error.words}
        raise ReadError(Finding(Code.REFERENCE_DOCUMENT_UNREADABLE, values=values)) from error
    try:
        parts = unzip_package(there)
        _check_xml(parts)
        data = zip_package(parts)
        _check_word(data)
        write_docx(_NOTHING, data)
    except (Unreadable, ValueError, LookupError, AttributeError, TypeError, SyntaxError) as error:
        # python-docx has no error of its own for a document that lacks what one has.
        raise ReadError(
            Finding(Code.REFERENCE_DOCUMENT_NOT_WORD, values={"file": str(path)})
        ) from error
    return data


def _check_xml(parts: Mapping[str, bytes]) -> None:
    """Parses every part of XML. Raises `Unreadable`."""
    for part, data in parts.items():
        if part.endswith((".xml", ".rels", ".vml")):
            parse_xml(data, part)


def _check_word(data: bytes) -> None:
    """The parts that are WordprocessingML by name are so by what they hold."""
    namespace = name("w:document").removesuffix("document")
    for part in open_reference(data).part.package.iter_parts():
        if ".wordprocessingml." in part.content_type and not parse(part.blob).tag.startswith(
            namespace
        ):
            raise ValueError(part.partname)
