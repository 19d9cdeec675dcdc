"""The properties of a document: of the plan alone, nothing of the machine."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from omvgen.content.blocks import Document
from omvgen.seals import BLANK, CUSTOM, PROPERTY
from omvgen.writers.docx.xml import NAMESPACES, Element, el, parse, serialize

FINGERPRINT = "omvgen fingerprint"
_IN_CORE = {"title", "document_type", "author", "case_number", "version", "language", "date"}
"""The metadata that Word has properties of its own for."""

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties
_LONGEST = 255  # characters that Word takes
_NO_CUSTOM = f'<Properties xmlns="{NAMESPACES["custom"]}" xmlns:vt="{NAMESPACES["vt"]}"/>'
_NO_APPLICATION = f'<Properties xmlns="{NAMESPACES["ep"]}"/>'


def set_properties(word: Any, document: Document) -> None:
    """Sets all properties of python-docx's document `word`; the first page shows them too."""
    _set_core(word.core_properties, document)
    _set_application(word.part.package, document)
    _set_custom(word.part.package, document)


def _set_core(properties: CoreProperties, document: Document) -> None:
    """Word's own properties, empty ones left out."""
    properties._element[:] = []
    core = {
        "title": document.title,
        "subject": document.document_type,
        "author": document.author,
        "last_modified_by": document.author,
        "identifier": document.case_number,
        "version": document.version,
        "language": document.plan_language,
        "content_status": document.watermark,
    }
    for key, text in core.items():
        if text:
            setattr(properties, key, _short(text))
    if document.date:
        properties.created = properties.modified = datetime.combine(document.date, time(), UTC)


def _set_application(package: Any, document: Document) -> None:
    """What made the document, and the organisation that sends it."""
    properties = parse(_NO_APPLICATION)
    for tag, text in (("Application", "omvgen"), ("Company", _short(document.sender))):
        if text:
            element = el(f"ep:{tag}")
            element.text = text
            properties.append(element)
    kind = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    part = Part(PackURI("/docProps/app.xml"), kind, serialize(properties), package)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _set_custom(package: Any, document: Document) -> None:
    """The metadata that Word has no property for, by their keys (`content.metadata`).

    With them the plan's fingerprint and a blank seal (`seals`). Those of the reference
    document do not come along: nobody sees what they say.
    """
    others = document.metadata.keys() - _IN_CORE
    ours = {key: _short("; ".join(document.metadata[key])) for key in sorted(others)}
    ours |= {FINGERPRINT: document.fingerprint, PROPERTY: BLANK}
    properties = parse(_NO_CUSTOM)
    properties.extend(_property(key, value) for key, value in ours.items() if value)
    for number, element in enumerate(properties, start=2):  # 0 and 1 are not for properties
        element.set("pid", str(number))
    kind = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    part = Part(PackURI(f"/{CUSTOM}"), kind, serialize(properties), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _short(text: str) -> str:
    """The text as a property holds it: several lines as several names, cut where it is too long."""
    line = text.replace("\n", "; ")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _property(key: str, value: str) -> Element:
    text = el("vt:lpwstr")
    text.text = value
    element = el("custom:property", text)
    for attribute, given in (("fmtid", _FORMAT), ("pid", "2"), ("name", key)):
        element.set(attribute, given)
    return element
