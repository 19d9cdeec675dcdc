"""A small layer over lxml: `el("w:p", …)` makes an element, and nothing is looked up twice.

python-docx's own calls search the body at every paragraph, which makes a long
document quadratic; elements made here are only appended.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import nsmap
from lxml import etree

from omvgen.patterns import pattern

Element = Any
"""An lxml element; lxml has no types of its own."""

NAMESPACES = {
    **nsmap,
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "custom": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}


_LENGTH = pattern(r"(-?\d{1,9}(?:\.\d{1,20})?)(mm|cm|in|pt|pc|pi)?")
_UNITS = {"": 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0}
_UNITS["pi"] = _UNITS["pc"]


@cache
def name(prefixed: str) -> str:
    """`w:p` as lxml writes it, with its namespace."""
    prefix, _, local = prefixed.partition(":")
    if prefix == "xml":
        return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return f"{{{NAMESPACES[prefix]}}}{local}"


def el(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """The element with its children and attributes; what is None is left out.

    Attributes are of the tag's own namespace: `el("w:jc", val="right")`.
    """
    element = etree.Element(name(tag))
    for key, value in attributes.items():
        if value is not None:
            element.set(_attribute(tag, key), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


@cache
def _attribute(tag: str, key: str) -> str:
    return name(f"{tag.partition(':')[0]}:{key}")


def text_el(tag: str, text: str) -> Element:
    """An element with text whose white space counts."""
    element = el(tag)
    element.set(name("xml:space"), "preserve")
    element.text = text
    return element


def paragraph(style: str, *content: Element | None, **properties: Element | None) -> Element:
    """A paragraph in the style, with its own properties in the schema's order."""
    ordered = [properties[key] for key in _PROPERTIES if key in properties]
    return el("w:p", el("w:pPr", el("w:pStyle", val=style), *ordered), *content)


_PROPERTIES = ("keep_next", "page_break", "numbering", "tabs", "spacing", "indent", "align")


def keep_with_next(element: Element) -> None:
    """Keeps every paragraph of the element on the page of what follows it."""
    for part in element.iter(name("w:p")):
        _keep(part)


def keep_last_with_next(element: Element) -> None:
    """Keeps the element's last paragraph on the page of what follows it."""
    for part in [*element.iter(name("w:p"))][-1:]:
        _keep(part)


def _keep(part: Element) -> None:
    properties = part.find(name("w:pPr"))
    if properties.find(name("w:keepNext")) is None:
        properties.insert(1, el("w:keepNext"))


def twips(text: str | None) -> int | None:
    """A length as files have it in twips: `1440`, `1440.0000000000002`, `1in`, `2.5cm`.

    None for what is no length (ST_TwipsMeasure, ECMA-376-1, 22.9.2.14).
    """
    match = _LENGTH.fullmatch(text or "")
    return None if match is None else round(float(match[1]) * _UNITS[match[2] or ""])


def parse(data: str | bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def serialize(element: Element) -> bytes:
    data: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
