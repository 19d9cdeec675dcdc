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
    """The background of a cell. `color` is that of a solid fill.

    A hatched one has another colour behind its lines, and a gradient several: `others`.
    """

    pattern: str = "none"
    color: Color | None = None
    others: tuple[Color | None, ...] = ()


class CellFormat(NamedTuple):
    """What a cell looks like: the fonts that its text is in, its fill and its number format."""

    fonts: tuple[Font, ...] = (Font(),)
    fill: Fill = Fill()
    code: str = GENERAL

    @property
    def font(self) -> Font:
        return self.fonts[0]


class Overlay(NamedTuple):
    """What a conditional format changes of a cell's looks (`dxf`); None is left as it is."""

    color: Color | None = None
    fill: Fill | None = None
    code: str | None = None


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
# Excel's palette from 8 on (ECMA-376, 18.8.27); 0 to 7 are the first eight again.
_EXCELS_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 "
    "800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 "
    "99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)


class Palette(NamedTuple):
    """The colours (`RRGGBB`) that formats name by an index: the theme's, and those from 8 on."""

    theme: tuple[str, ...] = OFFICE_THEME
    indexed: tuple[str, ...] = tuple(_EXCELS_PALETTE.split())


_SCHEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"


class Styles(NamedTuple):
    """The cell formats of a workbook, by the index that cells give; `others` have the rest.

    `overlays` are those of conditional formats; `palette` are the workbook's own indexed
    colours from 0 on, empty when it has Excel's.
    """

    formats: tuple[CellFormat, ...] = ()
    others: CellFormat = PLAIN_FORMAT
    overlays: tuple[Overlay, ...] = ()
    palette: tuple[str, ...] = ()

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
    overlays: list[Overlay] = []
    changed = Overlay()  # by the `dxf` that is being read: its children end before it does
    palette: list[str] = []
    names = ("numFmt", "font", "fill", "cellXfs", "dxf", "rgbColor")
    tags = [f"{MAIN}{tag}" for tag in names]
    try:
        for element in package.elements(part, *tags) if part else ():
            if element.tag == f"{MAIN}dxf":
                overlays.append(changed)
                changed = Overlay()
            elif _parent_is(element, "dxf"):
                changed = _changed(changed, element)
            elif element.tag == f"{MAIN}rgbColor":
                palette.append(element.get("rgb", "")[-6:].upper())
            elif element.tag == f"{MAIN}numFmt":
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
        ),
        overlays=tuple(overlays),
        palette=tuple(palette),
    )


def read_overlay(dxf: etree._Element) -> Overlay:
    """What a differential format changes, of those that are looked at."""
    overlay = Overlay()
    for element in dxf.iterchildren(tag=etree.Element):
        overlay = _changed(overlay, element)
    return overlay


def _changed(overlay: Overlay, element: etree._Element) -> Overlay:
    """The overlay with what one child of a `dxf` says."""
    if element.tag == f"{MAIN}font":
        return overlay._replace(color=read_font(element).color)
    if element.tag == f"{MAIN}fill":
        return overlay._replace(fill=_read_fill(element, differential=True))
    if element.tag == f"{MAIN}numFmt":
        return overlay._replace(code=element.get("formatCode"))
    return overlay


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


def _read_fill(fill: etree._Element, *, differential: bool = False) -> Fill:
    """The fill. In a differential format the colour of a solid one is its background's."""
    for child in fill.iterchildren(f"{MAIN}patternFill"):
        front, back = (
            None if found is None else _read_color(found)
            for found in (child.find(f"{MAIN}fgColor"), child.find(f"{MAIN}bgColor"))
        )
        pattern = child.get("patternType", "solid" if differential else "none")
        if pattern == "none":
            return Fill()
        if pattern == "solid":
            return Fill(pattern, (back or front) if differential else front)
        return Fill(pattern, front, (back,))
    stops = [_read_color(stop) for stop in fill.iter(f"{MAIN}color")]
    return Fill("gradient", stops[0], tuple(stops[1:])) if stops else Fill()


def _read_color(color: etree._Element) -> Color:
    return Color(
        color.get("rgb"),
        color.get("theme"),
        color.get("indexed"),
        tint if (tint := color.get("tint", "")).strip("-0.") else "",
        is_true(color.get("auto")),
    )
