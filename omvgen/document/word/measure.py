"""How wide words are, and how wide a table's columns should be. Lengths in twips."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Widths of Arial in thousandths of its size, by groups of characters of much the same width.
_NARROW, _WIDE, _USUAL, _CAPITAL = 278, 840, 556, 690
_NARROW_LETTERS = frozenset("iljtfrI.,:;!'|()[]/- \xa0")
_WIDE_LETTERS = frozenset("mwMW%@")
_BREAKS_AFTER = re.compile(r"\s+|(?<=[-–/])")


def text_width(text: str, size: float, *, bold: bool = False) -> int:
    """The width of the text on one line, in a font of that size (points); an estimate."""
    units = sum(map(_units, text))
    return round(units * size * 20 / 1000 * (1.08 if bold else 1))


def _units(letter: str) -> int:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def longest_word(texts: Iterable[str], size: float, *, bold: bool = False) -> int:
    """The widest stretch that a line cannot break within."""
    parts = {part for text in texts for part in _BREAKS_AFTER.split(text) if part}
    return max((text_width(part, size, bold=bold) for part in parts), default=0)


def longest_text(texts: Iterable[str], size: float) -> int:
    """The widest of the texts, were each on one line."""
    return max((text_width(line, size) for t in texts for line in t.split("\n")), default=0)


def share_width(least: list[int], wanted: list[int], available: int) -> list[int]:
    """Column widths that fill the available width.

    Each column gets its least width, and what is left goes to those that want
    more, by how much more they want. When even the least do not fit, all shrink alike.
    """
    spare = available - sum(least)
    if spare < 0:
        widths = [width * available // sum(least) for width in least]
    else:
        wishes = [
            max(want - width, 0) ** 0.5 + 1 for want, width in zip(wanted, least, strict=True)
        ]
        widths = [
            width + int(spare * wish / sum(wishes))
            for width, wish in zip(least, wishes, strict=True)
        ]
    widths[-1] += available - sum(widths)
    return widths
