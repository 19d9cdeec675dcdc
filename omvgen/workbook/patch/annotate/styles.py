"""The cell styles of the findings' sheet in the workbook's own styles, after those it has."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook import styles
from omvgen.workbook.styles import CellStyle
from omvgen.workbook.xlsx.spreadsheetml import MAIN

MARK = styles.PLAIN
TITLE = styles.TITLE
ADVICE = styles.STATEMENT
HEADER = styles.HEADER
TEXT = CellStyle(border=True)
LINK = styles.SUMMARY_LINK
ERROR = CellStyle(border=True, bold=True, ink=styles.RED)
ALL = (MARK, TITLE, ADVICE, HEADER, TEXT, LINK, ERROR)
_TEXT_FORMAT = "49"  # Excel's number of the format `@`

StyleIndexes = Mapping[CellStyle, int]
"""The number by which cells refer to each style."""
UNSTYLED: StyleIndexes = dict.fromkeys(ALL, 0)
"""For a workbook whose styles cannot be added to."""


def add_styles(root: etree._Element) -> StyleIndexes:
    """Adds the styles to the tree of the styles part. Raises `Damaged` before any change."""
    lists = [root.find(f"{MAIN}{tag}") for tag in ("fonts", "fills", "borders", "cellXfs")]
    if any(found is None for found in lists):
        raise Damaged("styles")
    return {style: _add(style, *lists) for style in ALL}


def _add(
    style: CellStyle,
    fonts: etree._Element,
    fills: etree._Element,
    borders: etree._Element,
    formats: etree._Element,
) -> int:
    attributes = {
        "numFmtId": _TEXT_FORMAT,
        "fontId": str(_appended(fonts, _font(style))),
        "fillId": str(_appended(fills, _fill(style.fill)) if style.fill else 0),
        "borderId": str(_appended(borders, _border()) if style.border else 0),
        "xfId": "0",
    }
    for applied in ("NumberFormat", "Font", "Fill", "Border", "Alignment"):
        attributes[f"apply{applied}"] = "1"
    one = etree.Element(f"{MAIN}xf", attributes)
    alignment = etree.SubElement(one, f"{MAIN}alignment", vertical="top")
    if style.wrap:
        alignment.set("wrapText", "1")
    return _appended(formats, one)


def _appended(parent: etree._Element, child: etree._Element) -> int:
    """Adds the child to a list that states its length. Returns its index."""
    parent.append(child)
    children = parent.findall(child.tag)
    parent.set("count", str(len(children)))
    return len(children) - 1


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
