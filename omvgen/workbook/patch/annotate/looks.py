"""The looks of `Huomiot` in the workbook's own styles, after those that are there."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook.template import styles
from omvgen.workbook.template.styles import Look
from omvgen.workbook.xlsx.strings import MAIN

MARK = styles.PLAIN
TITLE = styles.TITLE
ADVICE = styles.STATEMENT
HEADER = styles.HEADER
TEXT = Look(border=True)
LINK = styles.SUMMARY_LINK
GRAVE = Look(border=True, bold=True, ink=styles.RED)
ALL = (MARK, TITLE, ADVICE, HEADER, TEXT, LINK, GRAVE)
_AS_TEXT = "49"  # Excel's number of the format `@`

Indexes = Mapping[Look, int]
UNSTYLED: Indexes = dict.fromkeys(ALL, 0)
"""For a workbook whose styles cannot be added to: cells as they are without any."""


def add_looks(root: etree._Element) -> Indexes:
    """Adds the looks to the tree of the styles. Returns each one's number for cells.

    Raises `Damaged`, and then nothing has been added.
    """
    lists = [root.find(f"{MAIN}{tag}") for tag in ("fonts", "fills", "borders", "cellXfs")]
    if any(found is None for found in lists):
        raise Damaged("styles")
    return {look: _add(look, *lists) for look in ALL}


def _add(
    look: Look,
    fonts: etree._Element,
    fills: etree._Element,
    borders: etree._Element,
    formats: etree._Element,
) -> int:
    attributes = {
        "numFmtId": _AS_TEXT,
        "fontId": str(_appended(fonts, _font(look))),
        "fillId": str(_appended(fills, _fill(look.fill)) if look.fill else 0),
        "borderId": str(_appended(borders, _border()) if look.border else 0),
        "xfId": "0",
    }
    for applied in ("NumberFormat", "Font", "Fill", "Border", "Alignment"):
        attributes[f"apply{applied}"] = "1"
    one = etree.Element(f"{MAIN}xf", attributes)
    alignment = etree.SubElement(one, f"{MAIN}alignment", vertical="top")
    if look.wrap:
        alignment.set("wrapText", "1")
    return _appended(formats, one)


def _appended(parent: etree._Element, child: etree._Element) -> int:
    """Adds the child to the list, which says how many it has. Returns its number."""
    parent.append(child)
    children = parent.findall(child.tag)
    parent.set("count", str(len(children)))
    return len(children) - 1


def _font(look: Look) -> etree._Element:
    font = etree.Element(f"{MAIN}font")
    if look.bold:
        etree.SubElement(font, f"{MAIN}b")
    if look.underline:
        etree.SubElement(font, f"{MAIN}u")
    etree.SubElement(font, f"{MAIN}sz", val=f"{look.size:g}")
    etree.SubElement(font, f"{MAIN}color", rgb=f"FF{look.ink}")
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
        etree.SubElement(line, f"{MAIN}color", rgb=f"FF{styles.LINE}")
    etree.SubElement(border, f"{MAIN}diagonal")
    return border
