"""Cell formats of a workbook: fonts, fills and number formats, as the file states them."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from omvgen.package import Damaged, Package
from omvgen.plan.text import Script
from omvgen.workbook.xlsx.number_format import BUILT_IN
from omvgen.workbook.xlsx.spreadsheetml import GENERAL, MAIN, index_of, is_true

_SCRIPTS = {f"{script}script": script for script in Script}


class Color(NamedTuple):
    """A colour by its RGB value, by a theme or by the indexed palette; `auto` is the system's."""

    rgb: str | None = None
    theme: str | None = None
    indexed: str | None = None
    tint: str = ""
    auto: bool = False


class Font(NamedTuple):
    """A font. What the file does not state is None or False."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    double_underline: bool = False
    script: Script | None = None
    size: str = ""
    color: Color | None = None


class Fill(NamedTuple):
    """The background of a cell. `color` is that of a solid fill."""

    pattern: str = "none"
    color: Color | None = None


class CellFormat(NamedTuple):
    """What a cell looks like: the fonts that its text is in, its fill and its number format."""

    fonts: tuple[Font, ...] = (Font(),)
    fill: Fill = Fill()
    code: str = GENERAL

    @property
    def font(self) -> Font:
        return self.fonts[0]


PLAIN_FORMAT = CellFormat()
# A number format that nobody knows; of texts it changes nothing.
UNKNOWN = ""
# The colours of Office's theme by their names in it, in the order of the indexes in cells.
_THEME = {
    "lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A",
    "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000",
    "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
OFFICE_THEME = tuple(_THEME.values())
_SCHEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"


class Styles(NamedTuple):
    """The cell formats of a workbook, by the index that cells give; `others` have the rest."""

    formats: tuple[CellFormat, ...] = ()
    others: CellFormat = PLAIN_FORMAT

    def format(self, index: int) -> CellFormat:
        return self.formats[index] if 0 <= index < len(self.formats) else self.others


def read_styles(package: Package, part: str) -> Styles:
    """The cell formats in the part; none when it is missing or damaged: texts are still read.

    The number formats of a damaged one are unknown: a date may be shown as a number.
    """
    codes: dict[int, str] = dict(BUILT_IN)
    fonts: list[Font] = []
    fills: list[Fill] = []
    indexes: list[tuple[int, int, int]] = []
    tags = [f"{MAIN}{tag}" for tag in ("numFmt", "font", "fill", "cellXfs")]
    try:
        for element in package.elements(part, *tags) if part else ():
            if element.tag == f"{MAIN}numFmt":
                number = index_of(element.get("numFmtId", ""))
                codes[number] = element.get("formatCode") or codes.get(number, GENERAL)
            elif element.tag == f"{MAIN}font" and _parent_is(element, "fonts"):
                fonts.append(read_font(element))
            elif element.tag == f"{MAIN}fill" and _parent_is(element, "fills"):
                fills.append(_read_fill(element))
            elif element.tag == f"{MAIN}cellXfs":
                for xf in element.iterchildren(f"{MAIN}xf"):
                    font, fill, code = (
                        index_of(xf.get(f"{name}Id", "0")) for name in ("font", "fill", "numFmt")
                    )
                    indexes.append((font, fill, code))
    except Damaged:
        return Styles(others=CellFormat(code=UNKNOWN))
    font_at, fill_at = dict(enumerate(fonts)), dict(enumerate(fills))
    return Styles(
        tuple(
            CellFormat(
                (font_at.get(font, Font()),), fill_at.get(fill, Fill()), codes.get(code, GENERAL)
            )
            for font, fill, code in indexes
        )
    )


def read_theme(package: Package, part: str) -> tuple[str, ...]:
    """The theme's colours (`RRGGBB`) by the index in cells; Office's where it has none."""
    colors: dict[str, str] = {}
    try:
        for scheme in package.elements(part, _SCHEME) if part else ():
            for entry in scheme.iterchildren(tag=etree.Element):
                for color in entry.iterchildren(tag=etree.Element):
                    value = color.get("lastClr") or color.get("val", "")
                    if re.fullmatch("[0-9A-Fa-f]{6}", value):
                        colors[etree.QName(entry).localname] = value.upper()
    except Damaged:
        return OFFICE_THEME
    return tuple(colors.get(name, usual) for name, usual in _THEME.items())


def _parent_is(element: etree._Element, tag: str) -> bool:
    """Differential formats (`dxf`) have fonts and fills too, which no cell refers to."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{MAIN}{tag}"


def read_font(properties: etree._Element) -> Font:
    """The font of a run's `rPr` or of a `font` in the styles."""
    children = {
        etree.QName(child).localname: child for child in properties.iterchildren(tag=etree.Element)
    }
    values = {name: child.get("val", "1") for name, child in children.items()}
    on = {name for name, value in values.items() if value not in ("0", "false", "none")}
    color = children.get("color")
    return Font(
        bold="b" in on,
        italic="i" in on,
        underline="u" in on,
        strike="strike" in on,
        double_underline=values.get("u", "").startswith("double"),
        script=_SCRIPTS.get(values.get("vertAlign", "")),
        size=values.get("sz", ""),
        color=None if color is None else _read_color(color),
    )


def _read_fill(fill: etree._Element) -> Fill:
    for child in fill.iterchildren(f"{MAIN}patternFill"):
        pattern = child.get("patternType", "none")
        color = child.find(f"{MAIN}fgColor") if pattern == "solid" else None
        return Fill(pattern, None if color is None else _read_color(color))
    return Fill()


def _read_color(color: etree._Element) -> Color:
    return Color(
        color.get("rgb"),
        color.get("theme"),
        color.get("indexed"),
        tint if (tint := color.get("tint", "")).strip("-0.") else "",
        is_true(color.get("auto")),
    )
