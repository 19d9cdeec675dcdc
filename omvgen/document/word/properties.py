"""What a document says of itself in its properties: of the plan alone, nothing of the machine."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from omvgen.document.blocks import Document
from omvgen.document.word.xml import NAMESPACES, Element, el, parse, serialize

CUSTOM = "docProps/custom.xml"
FINGERPRINT, SEAL = "omvgen fingerprint", "omvgen seal"
BLANK = "0" * 64  # where the seal is put
_OURS = "omvgen "  # how the names of our custom properties begin
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties
_NONE = f'<Properties xmlns="{NAMESPACES["custom"]}" xmlns:vt="{NAMESPACES["vt"]}"/>'


def set_properties(word: Any, document: Document) -> None:
    """Core and custom properties of python-docx's document `word`."""
    _set_core(word.core_properties, document)
    _set_custom(word.part.package, document)


def _set_core(properties: CoreProperties, document: Document) -> None:
    """What the first page says too; nothing of the reference document's own stays."""
    properties._element[:] = []
    properties.title = document.title
    properties.subject = document.document_type
    properties.author = document.author
    properties.last_modified_by = document.author
    properties.identifier = document.case_number
    properties.version = document.version
    properties.language = document.language
    properties.content_status = document.watermark
    if document.date:
        properties.created = properties.modified = datetime.combine(document.date, time(), UTC)


def _set_custom(package: Any, document: Document) -> None:
    """The plan's fingerprint, and a blank seal (see `document.made`).

    Those that the reference document has stay, since its header may show them.
    """
    properties = parse(_NONE)
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            found = parse(relation.target_part.blob)
            properties.extend(p for p in found if not p.get("name", "").startswith(_OURS))
            del package.rels[key]
    ours = {FINGERPRINT: document.fingerprint, SEAL: BLANK}
    properties.extend(_property(key, value) for key, value in ours.items() if value)
    for number, element in enumerate(properties, start=2):  # 0 and 1 are not for properties
        element.set("pid", str(number))
    kind = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    part = Part(PackURI(f"/{CUSTOM}"), kind, serialize(properties), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _property(key: str, value: str) -> Element:
    text = el("vt:lpwstr")
    text.text = value
    element = el("custom:property", text)
    for attribute, said in (("fmtid", _FORMAT), ("pid", "2"), ("name", key)):
        element.set(attribute, said)
    return element
