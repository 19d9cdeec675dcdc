"""Colours of text and ground in Word documents, and whether one can be told from the other.

Contrast is that of WCAG 2.1 (relative luminance), from 1 (the same colour) to 21.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.word.elements import attribute, local, number
from omvgen.writers.docx.xml import Element

LEAST_CONTRAST = 2.0
"""Below this nobody notices the text: light grey (C0C0C0) on white is 1.8."""


class Color(NamedTuple):
    """A colour as three parts of 0 to 255."""

    red: float
    green: float
    blue: float


WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
_HEX = pattern(r"[0-9A-Fa-f]{6}")
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
# What a document calls the colours of its theme, and what the theme calls them (17.18.97).
_THEME_NAMES = {
    "background1": "lt1", "light1": "lt1", "text1": "dk1", "dark1": "dk1",
    "background2": "lt2", "light2": "lt2", "text2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip

_THEME_SLOTS = {"latin": ("Ascii", "HAnsi"), "ea": ("EastAsia",), "cs": ("Bidi",)}


class UnknownColor(ValueError):
    """A colour that is not written as the standard has it."""


def theme_colors(theme: Element | None) -> dict[str, Color]:
    """The colours of the document's theme by the names that the theme uses."""
    found = {"dk1": BLACK, "lt1": WHITE}
    if theme is None:
        return found
    for scheme in (e for e in theme.iter() if local(e) == "clrScheme"):
        for entry in scheme:
            value = next((attribute(e, "lastClr") or attribute(e, "val") for e in entry), None)
            if value and _HEX.fullmatch(value):
                found[local(entry)] = _parsed(value)
    return found


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts of the document's theme by the names that documents use, as `minorHAnsi`."""
    found: dict[str, str] = {}
    for fonts in () if theme is None else theme.iter("{*}majorFont", "{*}minorFont"):
        kind = local(fonts).removesuffix("Font")
        for element in fonts:
            for slot in _THEME_SLOTS.get(local(element), ()):
                found[kind + slot] = attribute(element, "typeface") or ""
    return found


def text_color(element: Element | None, theme: Mapping[str, Color]) -> Color | None:
    """The colour of `w:color`; None when the program chooses one that shows (auto).

    Raises `UnknownColor`.
    """
    return None if element is None else _of(element, "", "val", theme)


def ground_color(element: Element | None, theme: Mapping[str, Color]) -> Color | None:
    """The colour of `w:shd` or `w:highlight`; None when it has none. Raises `UnknownColor`."""
    if element is None:
        return None
    value = attribute(element, "val") or "clear"
    if local(element) == "highlight":
        return _parsed(_HIGHLIGHTS[value]) if value in _HIGHLIGHTS else None
    fill = _of(element, "Fill", "fill", theme)
    ink = _of(element, "", "color", theme) or BLACK
    if value == "solid":
        return ink
    if not value.startswith("pct") and value not in ("clear", "nil", "none"):
        raise UnknownColor(value)  # stripes, through which nobody reads well
    percent = number(value.removeprefix("pct")) if value.startswith("pct") else 0.0
    return _mixed(ink, fill or WHITE, (percent or 0) / 100) if percent else fill


def shows(text: Color | None, grounds: Iterable[Color]) -> bool:
    """Whether text of the colour can be read on every one of the grounds."""
    return text is None or all(_contrast(text, ground) >= LEAST_CONTRAST for ground in grounds)


def _of(element: Element, prefix: str, name: str, theme: Mapping[str, Color]) -> Color | None:
    key = f"theme{prefix or 'Color'}"
    themed = attribute(element, key)
    if themed and themed != "none":
        base = theme.get(_THEME_NAMES.get(themed, themed))
        if base is None:
            raise UnknownColor(themed)
        shade, tint = (attribute(element, f"theme{prefix}{what}") for what in ("Shade", "Tint"))
        base = _mixed(base, BLACK, _share(shade)) if shade else base
        return _mixed(base, WHITE, _share(tint)) if tint else base
    value = attribute(element, name)
    return None if value in (None, "", "auto") else _parsed(str(value))


def _share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError as error:
        raise UnknownColor(text) from error


def _parsed(text: str) -> Color:
    if not _HEX.fullmatch(text):
        raise UnknownColor(text)
    return Color(*(int(text[place : place + 2], 16) for place in (0, 2, 4)))


def _mixed(one: Color, other: Color, share: float) -> Color:
    """The first colour by its share, the other for the rest."""
    return Color(*(a * share + b * (1 - share) for a, b in zip(one, other, strict=True)))


def _contrast(one: Color, other: Color) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (min(max(part / 255, 0), 1) for part in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
