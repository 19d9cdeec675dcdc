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
    """The attribute of the name, whatever its namespace."""
    for key, found in element.items():
        if _without_namespace(key) == name:
            return str(found)
    return None


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
