"""What a document says of itself in its properties: of the plan alone, nothing of the machine."""

from __future__ import annotations

from omvgen.document.blocks import Document
from omvgen.document.word.package import CORE_PROPERTIES, CUSTOM_PROPERTIES, ROOT, Package
from omvgen.document.word.xml import NAMESPACES, Element, el, name, parse, serialize

CUSTOM = CUSTOM_PROPERTIES.pattern
FINGERPRINT, SEAL = "omvgen fingerprint", "omvgen seal"
BLANK = "0" * 64  # where the seal is put
_OURS = "omvgen "  # how the names of our custom properties begin
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties
_LONGEST = 255  # characters of a core property that Office reads
_NO_CUSTOM = f'<Properties xmlns="{NAMESPACES["custom"]}" xmlns:vt="{NAMESPACES["vt"]}"/>'
_PREFIXES = " ".join(f'xmlns:{p}="{NAMESPACES[p]}"' for p in ("cp", "dc", "dcterms", "xsi"))
_NO_CORE = f"<cp:coreProperties {_PREFIXES}/>"


def set_properties(word: Package, document: Document) -> None:
    """The core and custom properties of the document's package."""
    word.replace(CORE_PROPERTIES, serialize(_core(document)))
    word.replace(CUSTOM_PROPERTIES, serialize(_custom(word, document)))


def _core(document: Document) -> Element:
    """What the first page says too; nothing of the reference document's own stays."""
    said = {
        "dc:title": document.title,
        "dc:subject": document.document_type,
        "dc:creator": document.author,
        "cp:lastModifiedBy": document.author,
        "dc:identifier": document.case_number,
        "cp:version": document.version,
        "dc:language": document.language,
        "cp:contentStatus": document.watermark,
    }
    properties = parse(_NO_CORE)
    properties.extend(_with_text(el(tag), text[:_LONGEST]) for tag, text in said.items() if text)
    if document.date:
        for tag in ("dcterms:created", "dcterms:modified"):
            moment = _with_text(el(tag), f"{document.date.isoformat()}T00:00:00Z")
            moment.set(name("xsi:type"), "dcterms:W3CDTF")
            properties.append(moment)
    return properties


def _custom(word: Package, document: Document) -> Element:
    """The plan's fingerprint, and a blank seal (see `document.made`).

    Those that the reference document has stay, since its header may show them.
    """
    properties = parse(_NO_CUSTOM)
    there = word.related(ROOT, CUSTOM_PROPERTIES.relation)
    if there is not None:
        found = parse(word.data(there))
        properties.extend(p for p in found if not p.get("name", "").startswith(_OURS))
    ours = {FINGERPRINT: document.fingerprint, SEAL: BLANK}
    properties.extend(_property(key, value) for key, value in ours.items() if value)
    for number, element in enumerate(properties, start=2):  # 0 and 1 are not for properties
        element.set("pid", str(number))
    return properties


def _property(key: str, value: str) -> Element:
    element = el("custom:property", _with_text(el("vt:lpwstr"), value))
    for attribute, said in (("fmtid", _FORMAT), ("pid", "2"), ("name", key)):
        element.set(attribute, said)
    return element


def _with_text(element: Element, text: str) -> Element:
    element.text = text
    return element
