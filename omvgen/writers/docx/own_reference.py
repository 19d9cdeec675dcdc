"""An organisation's own reference document: read with care, tried, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from omvgen.content.blocks import Document
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import mark, tr
from omvgen.package import (
    Reason,
    Unreadable,
    open_package,
    parse_xml,
    read_file,
    unzip_package,
    zip_package,
)
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.reference import open_reference
from omvgen.writers.docx.xml import name, parse

_OLE = b"\xd0\xcf\x11\xe0"  # compound files: encrypted packages, and Word's before 2007
_NOTHING = Document("", "", ())


def read_reference(path: Path) -> bytes:
    """The bytes of a reference document, .docx or .dotx, that a document can be written with.

    Raises `ReadError` (OMV195, OMV196, OMV761) when it cannot be read or is no Word document.
    """
    try:
        there = read_file(path)
    except Unreadable as error:
        raise ReadError(_unreadable(path, error)) from error
    reason = _other_kind(there)
    if reason:
        values = {"file": str(path), "reason": tr(reason)}
        raise ReadError(Finding(Code.REFERENCE_DOCUMENT_OTHER_KIND, values=values))
    try:
        parts = unzip_package(there)
        _check_xml(parts)
        data = zip_package(parts)
        _check_word(data)
        write_docx(_NOTHING, data)
    except (Unreadable, ValueError, LookupError, AttributeError, TypeError, SyntaxError) as error:
        # python-docx has no error of its own for a document that lacks what one has.
        if isinstance(error, Unreadable) and error.reason is Reason.TOO_LARGE:
            raise ReadError(_unreadable(path, error)) from error
        raise ReadError(
            Finding(Code.REFERENCE_DOCUMENT_NOT_WORD, values={"file": str(path)})
        ) from error
    return data


def _unreadable(path: Path, error: Unreadable) -> Finding:
    values = {"file": str(path), "reason": error.words}
    return Finding(Code.REFERENCE_DOCUMENT_UNREADABLE, values=values)


def _other_kind(data: bytes) -> str:
    """What else of Word's files it is, as a message to translate; empty when it is none."""
    if data.startswith(_OLE):
        return mark("se on suojattu salasanalla tai vanhaa Word-muotoa (.doc)")
    try:
        package = open_package(data)
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            return mark("siinä on makroja (.docm tai .dotm)")
        package.main_part()
    except Unreadable as error:
        if error.reason is Reason.STRICT:
            return mark("se on tallennettu Strict Open XML -muodossa")
        if error.reason is Reason.ENCRYPTED:
            return mark("se on suojattu salasanalla")
    return ""


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
