"""Elements of Word documents by their names without a namespace.

A strict document (ISO/IEC 29500-1) has other namespaces for the same names.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from omvgen.patterns import pattern
from omvgen.writers.docx.xml import Element

_OFF = ("0", "false", "off")
_MEASURE = pattern(r"\s*([-+]?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi|%)?\s*")
# A unit in points; a bare number is in the unit of its attribute.
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}

_WORDS = "/wordprocessingml/"  # in the names of the namespaces of text
_OF_RELATIONS = ("id", "embed", "link")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
SIGNS |= {"noBreakHyphen": "\u2011", "softHyphen": ""}
AROUND = frozenset({"sdtContent", "smartTag", "customXml", "ins", "moveTo", "r"})
CONTAINERS = frozenset(
    {"body", "hdr", "ftr", "footnotes", "endnotes", "footnote", "endnote", "comments", "comment"}
)
SILENT = frozenset(
    {"pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"}
    | {"smartTagPr", "customXmlPr", "sectPr", "background", "proofErr", "delText"}
    | {"bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "commentRangeStart"}
    | {"commentRangeEnd", "commentReference", "lastRenderedPageBreak", "annotationRef"}
    | {"footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator"}
    | {"continuationSeparator", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"}
    | {"moveToRangeEnd", "del", "moveFrom", "delInstrText"}
)


def local(element: Any) -> str:
    """The element's name; empty for comments, instructions and entities."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


@cache
def _without_namespace(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The attribute of the name: in the element's namespace, or of a relationship.

    Of another namespace it is not what programs read; nor is one without any, but in drawings.
    """
    space = _space(element.tag)
    found = element.get(space + name)
    if found is None and _WORDS not in space:
        found = element.get(name)
    if found is None and name in _OF_RELATIONS:
        keys = (f"{{{one}}}{name}" for one in _RELATIONS)
        found = next((element.get(key) for key in keys if key in element.attrib), None)
    return None if found is None else str(found)


@cache
def _space(tag: str) -> str:
    """The namespace of a name, in brackets; empty when it has none."""
    return tag[: tag.rfind("}") + 1]


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the name, its first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def value(element: Element | None, *names: str) -> str:
    """The `val` of the element, or of its child by the names; empty when there is none."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val") or ""


def is_on(element: Element) -> bool:
    """Whether a property that can be on or off is on."""
    return attribute(element, "val") not in _OFF


def number(text: str | None, units: float = 20) -> float | None:
    """A measure as a number of units, `units` to the point; None when it is no measure."""
    match = _MEASURE.fullmatch(text or "")
    if not match:
        return None
    return float(match[1]) * (_POINTS[match[2]] * units if match[2] in _POINTS else 1)


def own_text(element: Element) -> str:
    """The text of `w:t`: programs take white space at its ends only when it is to be kept."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")


def any_text(element: Element) -> str:
    """Whatever words are in an element that is not understood, of two forms the first."""
    if local(element) == "AlternateContent":
        element = next((e for e in element if local(e)), element)
    return " ".join(e.text or "" for e in element.iter() if local(e) == "t")


def symbol(element: Element) -> str:
    try:
        return chr(int(attribute(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
