"""Cell styles of ours in a workbook's own styles, after those it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook import styles
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.styles import CellStyle
from omvgen.workbook.xlsx.spreadsheetml import MAIN

_TEXT_FORMAT = "49"  # Excel's number of the format `@`

StyleIndexes = Mapping[CellStyle, int]
"""The number by which cells refer to each style."""


def add_styles(parts: Parts, part: str, wanted: Iterable[CellStyle]) -> StyleIndexes:
    """The styles in the part, added where it does not have them; none where it cannot be edited."""
    try:
        root = parts.edit(part)
    except Damaged:
        return dict.fromkeys(wanted, 0)
    lists = [root.find(f"{MAIN}{tag}") for tag in ("fonts", "fills", "borders", "cellXfs")]
    if any(found is None for found in lists):
        return dict.fromkeys(wanted, 0)
    return {style: _add(style, *lists) for style in wanted}


def _add(
    style: CellStyle,
    fonts: etree._Element,
    fills: etree._Element,
    borders: etree._Element,
    formats: etree._Element,
) -> int:
    attributes = {
        "numFmtId": _TEXT_FORMAT,
        "fontId": str(_place(fonts, _font(style))),
        "fillId": str(_place(fills, _fill(style.fill)) if style.fill else 0),
        "borderId": str(_place(borders, _border()) if style.border else 0),
        "xfId": "0",
    }
    for applied in ("NumberFormat", "Font", "Fill", "Border", "Alignment"):
        attributes[f"apply{applied}"] = "1"
    one = etree.Element(f"{MAIN}xf", attributes)
    alignment = etree.SubElement(one, f"{MAIN}alignment", vertical="top")
    if style.wrap:
        alignment.set("wrapText", "1")
    return _place(formats, one)


def _place(parent: etree._Element, child: etree._Element) -> int:
    """The index of the child in a list that states its length. It is added when it is not there."""
    children = list(parent.iterchildren(child.tag))
    for index, known in enumerate(children):
        if _same(known, child):
            return index
    parent.append(child)
    parent.set("count", str(len(children) + 1))
    return len(children)


def _same(one: etree._Element, other: etree._Element) -> bool:
    return (
        one.tag == other.tag
        and dict(one.attrib) == dict(other.attrib)
        and len(one) == len(other)
        and all(map(_same, one, other))
    )


def _font(style: CellStyle) -> etree._Element:
    font = etree.Element(f"{MAIN}font")
    if style.bold:
        etree.SubElement(font, f"{MAIN}b")
    if style.underline:
        etree.SubElement(font, f"{MAIN}u")
    etree.SubElement(font, f"{MAIN}sz", val=f"{style.size:g}")
    etree.SubElement(font, f"{MAIN}color", rgb=f"FF{style.ink}")
    etree.SubElement(font, f"{MAIN}name", val=styles.FONT)
    etree.SubElement(font, f"{MAIN}family", val="2")
    return font


def _fill(color: str) -> etree._Element:
    fill = etree.Element(f"{MAIN}fill")
    pattern = etree.SubElement(fill, f"{MAIN}patternFill", patternType="solid")
    etree.SubElement(pattern, f"{MAIN}fgColor", rgb=f"FF{color}")
    return fill


def _border() -> etree._Element:
    border = etree.Element(f"{MAIN}border")
    for side in ("left", "right", "top", "bottom"):
        line = etree.SubElement(border, f"{MAIN}{side}", style="thin")
        etree.SubElement(line, f"{MAIN}color", rgb=f"FF{styles.BORDER}")
    etree.SubElement(border, f"{MAIN}diagonal")
    return border
