"""Whether anybody can see the text of a cell in Excel.

Colours are compared as they are shown: those of a theme by the workbook's own theme, and
indexed ones by Excel's palette. What a conditional format hides is
not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from omvgen.patterns import pattern
from omvgen.workbook.xlsx.cells import Sheet
from omvgen.workbook.xlsx.styles import CellFormat, Color, Fill, Font

Palette = Sequence[str]  # colours as `RRGGBB`
_SMALLEST = 2.0  # points: what is smaller is a line of dots
_LEAST_CONTRAST = 1.1  # of luminances (WCAG 2.1, 1.4.3); 1 is the same colour
_BLACK, _WHITE = "000000", "FFFFFF"
_NO_FILL = ("none", "gray125")  # the two that every workbook begins its list with
# Excel's palette from 8 on (ECMA-376, 18.8.27); 0 to 7 are the first eight again.
_EXCELS_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 "
    "800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 "
    "99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)
_INDEXED = _EXCELS_PALETTE.split()
_COLOR_OF_CODE = pattern(r"\[(white|valkoinen|vit|black|musta|svart)\]", re.IGNORECASE)
_WHITES = ("white", "valkoinen", "vit")


def is_invisible(sheet: Sheet, row: int, column: int) -> bool:
    """Whether some of the cell's text cannot be seen for its colour, size or number format."""
    if sheet.cell(row, column).is_hidden:
        return True
    return _is_format_unseen(sheet.format(row, column), sheet.theme)


@lru_cache
def _is_format_unseen(format_: CellFormat, theme: Palette) -> bool:
    """Whether text of the format cannot be seen. Most cells of a workbook have few formats."""
    named = _COLOR_OF_CODE.search(format_.code)
    ink = (_WHITE if named[1].casefold() in _WHITES else _BLACK) if named else ""
    return any(_is_unseen(font, format_.fill, ink, theme) for font in format_.fonts)


def _is_unseen(font: Font, fill: Fill, ink: str, theme: Palette) -> bool:
    """Whether text in the font cannot be seen on the fill; `ink` is a colour that goes first."""
    ground = _ground(fill, theme)
    color = ink or _rgb(font.color, _BLACK, theme)
    alike = ground is not None and _contrast(color, ground) < _LEAST_CONTRAST
    return alike or _size(font) <= _SMALLEST


def _ground(fill: Fill, theme: Palette) -> str | None:
    """The colour behind the text; None of a pattern, on which any colour can be seen."""
    if fill.pattern in _NO_FILL:
        return _WHITE
    return _rgb(fill.color, _BLACK, theme) if fill.pattern == "solid" else None


def _rgb(color: Color | None, automatic: str, theme: Palette) -> str:
    """The colour as six hexadecimal digits; `automatic` when it is the system's own."""
    if color is None or color.auto:
        return automatic
    if color.rgb is not None:
        return color.rgb[-6:].upper() if re.fullmatch("[0-9A-Fa-f]{6,8}", color.rgb) else automatic
    if color.theme is not None:
        return _tinted(_at(theme, color.theme, 0, automatic), color.tint)
    index = color.indexed or ""
    if index == "65":  # the window's ground
        return _WHITE
    return _at(_INDEXED, index, 0 if len(index) == 1 and index < "8" else 8, automatic)


def _at(palette: Palette, index: str, first: int, automatic: str) -> str:
    """The colour at the index of a palette whose first colour has the index `first`."""
    place = int(index) - first if index.isdecimal() and len(index) < 4 else -1
    return palette[place] if 0 <= place < len(palette) else automatic


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
