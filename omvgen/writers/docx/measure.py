"""How wide words are, and how wide a table's columns should be. Lengths in twips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from omvgen.patterns import pattern

# Advance widths of Arial (and of Liberation Sans, made to the same measure) in
# thousandths of the font's size; all others are as wide as most letters and digits.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "'ijl’|",
        278: " \xa0!,./:;I[]ft",
        333: "()-r",
        500: "Jcksvxyz",
        611: "FTZ",
        667: "&ABEKPSVXYÅÄ",
        722: "CDHNRUw",
        778: "GOQÖ",
        833: "Mm",
        944: "W%@",
    }.items()
    for letter in letters
}
_USUAL, _BOLD = 556, 1.1
# Fonts whose letters are wider than Arial's, and by how much at the most.
_BREADTHS = {
    "verdana": 1.2,
    "dejavu sans": 1.2,
    "montserrat": 1.2,
    "poppins": 1.2,
    "century gothic": 1.1,
    "lucida sans": 1.1,
    "lucida sans unicode": 1.1,
    "noto sans": 1.1,
    "open sans": 1.1,
}
_SPACE, _HYPHEN = pattern(r"\s+"), pattern(r"(?<=[-–/])")
_RAGGED = 1.3  # by which lines that words do not fill are more
_LEADING = 1.6  # a line of a table with what lies between it and the next, by its size
_SLACK = 30  # twips that rounding and borders take
_LONGEST = 30  # letters; a longer word than usual ones is broken wherever it must be
_SHORT = 12  # a code this short, such as a Y-tunnus, is not broken after its hyphen


class Page(NamedTuple):
    """What the reference document leaves for words.

    The width between the margins, how far text is indented, and how wide its letters
    are, measured by Arial's.
    """

    width: int
    indent: int
    breadth: float


class Need(NamedTuple):
    """What a column needs: for its codes and dates, its longest word, its longest line."""

    codes: int
    word: int
    line: int


def text_width(text: str, size: float, *, bold: bool = False) -> int:
    """The width of the text on one line, in Arial of that size (points)."""
    units = sum(_WIDTHS.get(letter, _USUAL) for letter in text)
    return round(units * size * 20 / 1000 * (_BOLD if bold else 1))


def text_height(text: str, size: float, width: int) -> int:
    """About how high the text is in a column so wide, its lines no more than nearly full."""
    lines = (1 + int(text_width(line, size) * _RAGGED / max(width, 1)) for line in text.split("\n"))
    return round(sum(lines) * size * 20 * _LEADING)


def breadth(font: str) -> float:
    """How wide the letters of the font are, measured by Arial's."""
    return _BREADTHS.get(font.lower(), 1.0)


def column_need(title: str, texts: Iterable[str], size: float, padding: int) -> Need:
    """What a column with that title and those texts needs, `padding` on both sides included."""
    lines = {line for text in texts for line in text.split("\n")}
    parts = {part for line in lines for part in _parts(line)}
    widths = {part: text_width(part, size) for part in parts}
    titles = max((text_width(part, size, bold=True) for part in _parts(title)), default=0)
    # An address has digits, but is no code: it may be broken wherever it must be.
    words = {word for line in lines for word in _SPACE.split(line) if len(word) <= _LONGEST}
    numbered = {part for word in words for part in _parts(word) if any(map(str.isdigit, part))}
    codes = max((widths[part] for part in numbered), default=0)
    word = max(titles, *widths.values(), 0)
    line = max((text_width(line, size) for line in lines), default=0)
    around = 2 * padding + _SLACK
    return Need(codes + around, word + around, max(word, line) + around)


def _parts(line: str) -> Iterable[str]:
    """The stretches that should not be broken."""
    for word in _SPACE.split(line):
        if len(word) <= _SHORT:
            yield word
        else:
            yield from (part[:_LONGEST] for part in _HYPHEN.split(word))


def share_width(needs: list[Need], available: int) -> list[int]:
    """Column widths that fill the available width.

    Each gets room for its longest word, and the rest goes where lines are long. When the
    words do not fit, the longest are broken, but not codes and dates if that can be helped.
    """
    words, codes = [need.word for need in needs], [need.codes for need in needs]
    wishes = [(need.line - need.word) ** 0.8 + 1 for need in needs]
    if sum(words) > available:  # they may fit without the slack, of which all give as much
        bare = _within([word - _SLACK for word in words], codes, available)
        words, wishes = bare, [need.word - word for need, word in zip(needs, bare, strict=True)]
    if sum(words) > available:
        words = _cut(words, codes, available)
    spare, wished = available - sum(words), sum(wishes) or 1
    widths = [w + int(spare * wish / wished) for w, wish in zip(words, wishes, strict=True)]
    widths[-1] += available - sum(widths)
    return widths


def _cut(words: list[int], codes: list[int], available: int) -> list[int]:
    """The words' widths, the widest cut to one width, but none below its codes' when they fit."""
    if sum(codes) > available:
        codes = [0] * len(codes)
    low, high = 0, max(words)
    while high - low > 1:
        middle = (low + high) // 2
        fits = sum(_within(words, codes, middle)) <= available
        low, high = (middle, high) if fits else (low, middle)
    return _within(words, codes, low)


def _within(words: list[int], codes: list[int], most: int) -> list[int]:
    return [max(code, min(word, most)) for word, code in zip(words, codes, strict=True)]
