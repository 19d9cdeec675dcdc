"""Whether anybody can see the text of a cell in Excel.

Colours are compared as they are shown: those of a theme by the workbook's own theme, and
indexed ones by its palette.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from omvgen.patterns import pattern
from omvgen.workbook.xlsx.cells import Sheet
from omvgen.workbook.xlsx.number_format import show_number, show_text
from omvgen.workbook.xlsx.styles import CellFormat, Color, Fill, Font, Overlay, Palette

_SMALLEST = 2.0  # points: what is smaller is a line of dots
_LEAST_CONTRAST = 1.3  # of luminances (WCAG 2.1, 1.4.3); 1 is the same colour
_BLACK, _WHITE = "000000", "FFFFFF"
_NO_FILL = ("none", "gray125")  # the two that every workbook begins its list with
# The colours that number formats name, in English, Finnish and Swedish; others by a number.
_INKS = {
    "black musta svart": _BLACK, "white valkoinen vit": _WHITE, "red punainen röd": "FF0000",
    "green vihreä grön": "00FF00", "blue sininen blå": "0000FF",
    "yellow keltainen gul": "FFFF00", "magenta": "FF00FF", "cyan syaani": "00FFFF",
}  # fmt: skip
_INK = {name: color for names, color in _INKS.items() for name in names.split()}
_COLOR_OF_CODE = pattern(
    rf"\[(?:(?P<name>{'|'.join(_INK)})|(?:color|väri|färg) ?(?P<number>\d{{1,2}}))\]", re.IGNORECASE
)
_ANY_TEXT, _ANY_NUMBER = "a", 1.0


def is_invisible(sheet: Sheet, row: int, column: int) -> bool:
    """Whether some of the cell's text cannot be seen for its colour, size or number format.

    What a conditional format hides counts whether or not its condition holds.
    """
    cell, format_ = sheet.cell(row, column), sheet.format(row, column)
    if cell.is_hidden or _is_format_unseen(format_, sheet.palette):
        return True
    return any(
        _is_overlay_hiding(format_, one.overlay, sheet.palette, is_text=cell.kind == "text")
        for one in sheet.laid
        if one.covers(row, column)
    )


@lru_cache
def _is_overlay_hiding(
    format_: CellFormat, overlay: Overlay, palette: Palette, *, is_text: bool
) -> bool:
    """Whether the format's text cannot be seen with what is laid over it."""
    code = overlay.code
    if code is not None:
        shown = show_text(_ANY_TEXT, code) if is_text else show_number(_ANY_NUMBER, code).text
        if not shown.strip():
            return True
    fonts = format_.fonts
    if overlay.color is not None:
        fonts = tuple(font._replace(color=overlay.color) for font in fonts)
    laid = CellFormat(fonts, overlay.fill or format_.fill, format_.code if code is None else code)
    return _is_format_unseen(laid, palette)


@lru_cache
def _is_format_unseen(format_: CellFormat, palette: Palette) -> bool:
    """Whether text of the format cannot be seen. Most cells of a workbook have few formats."""
    named = _COLOR_OF_CODE.search(format_.code)
    ink = _named_ink(named, palette) if named else ""
    return any(_is_unseen(font, format_.fill, ink, palette) for font in format_.fonts)


def _named_ink(named: re.Match[str], palette: Palette) -> str:
    """`[White]`, or `[Color2]`: the colours of the palette are counted from 1 there."""
    if named["name"]:
        return _INK[named["name"].casefold()]
    return _at(palette.indexed, named["number"], 1, _BLACK)


def _is_unseen(font: Font, fill: Fill, ink: str, palette: Palette) -> bool:
    """Whether text in the font cannot be seen on the fill; `ink` is a colour that goes first."""
    color = ink or _rgb(font.color, _BLACK, palette)
    alike = [_contrast(color, ground) < _LEAST_CONTRAST for ground in _grounds(fill, palette)]
    # On lines of another colour it is seen; what a gradient comes to hide is hidden.
    is_alike = any(alike) if fill.pattern == "gradient" else all(alike)
    return is_alike or _size(font) <= _SMALLEST


def _grounds(fill: Fill, palette: Palette) -> list[str]:
    """The colours behind the text."""
    if fill.pattern in _NO_FILL and fill.color is None:
        return [_WHITE]
    front = _rgb(fill.color, _BLACK, palette)
    return [front, *(_rgb(color, _WHITE, palette) for color in fill.others)]


def _rgb(color: Color | None, automatic: str, palette: Palette) -> str:
    """The colour as six hexadecimal digits; `automatic` when it is the system's own."""
    if color is None or color.auto:
        return automatic
    if color.rgb is not None:
        return color.rgb[-6:].upper() if re.fullmatch("[0-9A-Fa-f]{6,8}", color.rgb) else automatic
    if color.theme is not None:
        return _tinted(_at(palette.theme, color.theme, 0, automatic), color.tint)
    index = color.indexed or ""
    if index == "65":  # the window's ground
        return _WHITE
    return _at(palette.indexed, index, 0 if len(index) == 1 and index < "8" else 8, automatic)


def _at(colors: Sequence[str], index: str, first: int, automatic: str) -> str:
    """The colour at the index of colours of which the first has the index `first`."""
    place = int(index) - first if index.isdecimal() and len(index) < 4 else -1
    return colors[place] if 0 <= place < len(colors) else automatic


def _tinted(rgb: str, tint: str) -> str:
    """The colour made lighter (up to 1) or darker (to -1), about as Excel does it."""
    share = _number(tint)
    parts = [int(rgb[place : place + 2], 16) for place in (0, 2, 4)]
    if share < 0:
        parts = [round(part * (1 + max(share, -1.0))) for part in parts]
    else:
        parts = [round(part + (255 - part) * min(share, 1.0)) for part in parts]
    return "".join(f"{part:02X}" for part in parts)


def _contrast(one: str, other: str) -> float:
    """The ratio of the colours' luminances, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: str) -> float:
    parts = [int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _size(font: Font) -> float:
    return _number(font.size) if font.size else 11.0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
