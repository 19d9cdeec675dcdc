"""The numbers and bullets that a Word document shows before its paragraphs.

They are no part of the text; a program counts them when it shows the document
(ECMA-376-1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.word.elements import attribute, child, is_on, local, value
from omvgen.word.formatting import Styles
from omvgen.word.properties import properties_of
from omvgen.writers.docx.xml import Element

_KEYS = {"num": "numId", "abstractNum": "abstractNumId"}
_PLACE = pattern(r"%([1-9])")
BULLET = "•"
_BULLETS = frozenset("•·●○◦▪■□‣–—-*o§Ø")  # programs change one into another
# Bullets in fonts of signs: rounds, squares, arrows. Others are ticks, crosses, letters.
_OF_FONTS = {
    "symbol": frozenset("·-\uf0b7\uf02d"),
    "wingdings": frozenset("§Øvnqow¨\uf0a7\uf0d8\uf076\uf06e\uf071\uf06f\uf077\uf0a8"),
}
_OF_ANY_FONT = _BULLETS | frozenset("\uf0b7\uf0a7")
# Word's own styles for deeper items, each of them the first level of a list of its own.
_LEVEL_STYLE = pattern("list (?:bullet|number) ([2-5])")
INDENT = "  "  # of a level in a cell
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_OF_LEVEL = frozenset(
    {"start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlJc", "pPr", "rPr"}
)  # the rest, such as pictures, is not understood
_MOST = 9999  # of a number that is written in letters


class Label(NamedTuple):
    """The number or bullet of a paragraph, and the level of the list that it is of.

    `text` is without the signs around a number: `4.3` for `4.3.` and `(4.3)`, as `shown`.
    """

    text: str
    level: Element | None
    shown: str


@dataclass
class Numbering:
    """The lists of a document, counted in the order in which its paragraphs are read."""

    root: Element | None
    styles: Styles
    report: Callable[[str], None]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element | None) -> Label:
        """The number or bullet of the next paragraph."""
        properties = self.styles.paragraph_properties(paragraph).get("numPr")
        number, depth = value(properties, "numId"), _digits(value(properties, "ilvl"))
        if self.root is None or number in ("", "0"):
            return Label("", None, "")
        num = self._entry("num", number)
        abstract = value(num, "abstractNumId")
        levels = self._levels(num, abstract)
        level = levels.get(depth)
        if level is None:
            return Label("", None, "")
        self._count(number, abstract, depth, levels, num)
        shown = self._shown(level, levels, self._counts[abstract])
        bare = shown if _is_bullet(level) else ".".join(re.findall(r"[^\W_]+", shown))
        return Label(bare, level, shown)

    def list_mark(self, paragraph: Element | None) -> tuple[str, str]:
        """The mark of the next paragraph as a cell has it (`- `, `  1. `), and its bare label.

        The mark is indented by its level; both are empty when the paragraph has no number.
        """
        label, level, _ = self.label(paragraph)
        if not label or level is None:
            return "", ""
        style = self.styles.name(value(paragraph, "pStyle"))
        named = _LEVEL_STYLE.fullmatch(style)
        depth = max(_digits(attribute(level, "ilvl")), int(named[1]) - 1 if named else 0)
        text = value(level, "lvlText")
        if _is_bullet(level):
            mark = "-"
        elif label.isalpha() and len(label) == 1:
            mark = f"{label})"
        else:
            mark = label + (text[-1] if text[-1:] in (".", ")") else ".")
        return f"{INDENT * depth}{mark} ", label

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Element]:
        """The lists (`num`) and their definitions (`abstractNum`) by name and number."""
        entries = () if self.root is None else self.root
        return {
            (local(e), attribute(e, _KEYS[local(e)]) or ""): e for e in entries if local(e) in _KEYS
        }

    def _entry(self, name: str, number: str) -> Element | None:
        return self._entries.get((name, number))

    def _levels(self, num: Element | None, abstract: str) -> dict[int, Element]:
        """The levels of the list, those that it overrides itself in place of the others."""
        root, seen = self._entry("abstractNum", abstract), set[str]()
        while root is not None and (style := value(root, "numStyleLink")) and style not in seen:
            seen.add(style)
            linked = child(self.styles.styles.get(style), "pPr", "numPr")
            num_of_style = self._entry("num", value(linked, "numId"))
            root = self._entry("abstractNum", value(num_of_style, "abstractNumId"))
        levels = {}
        for element in root if root is not None else ():
            if local(element) == "lvl":
                levels[_digits(attribute(element, "ilvl"))] = element
        for override in num if num is not None else ():
            own = child(override, "lvl")
            if own is not None:
                levels[_digits(attribute(override, "ilvl"))] = own
        return levels

    def _count(
        self,
        number: str,
        abstract: str,
        depth: int,
        levels: dict[int, Element],
        num: Element | None,
    ) -> None:
        counts = self._counts.setdefault(abstract, [None] * 10)
        start = self._start_override(num, depth)
        if start is not None and (number, depth) not in self._begun:
            counts[depth] = start
        elif counts[depth] is None:
            counts[depth] = _start(levels[depth])
        else:
            counts[depth] = (counts[depth] or 0) + 1
        self._begun.add((number, depth))
        for lower in range(depth + 1, 10):
            if lower in levels and value(levels[lower], "lvlRestart") != "0":
                counts[lower] = None
        for upper in range(depth):
            if counts[upper] is None and upper in levels:
                counts[upper] = _start(levels[upper])

    def _start_override(self, num: Element | None, depth: int) -> int | None:
        for override in num if num is not None else ():
            start = child(override, "startOverride")
            if start is not None and _digits(attribute(override, "ilvl")) == depth:
                return _digits(value(start))
        return None

    def _shown(self, level: Element, levels: dict[int, Element], counts: list[int | None]) -> str:
        for element in level:
            if local(element) not in _OF_LEVEL:
                self.report(local(element))
        written = child(level, "lvlText")
        if written is not None and attribute(written, "null") is not None:
            self.report("lvlText")
        legal = child(level, "isLgl")

        def filled(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = levels.get(place)
            fmt = "decimal" if legal is not None and is_on(legal) else value(of, "numFmt")
            return self._formatted(counts[place] or 0, fmt)

        if value(level, "numFmt") == "none" and not value(level, "lvlText"):
            return ""
        text = _PLACE.sub(filled, value(level, "lvlText"))
        return self._bullet(level, text) if _is_bullet(level) else text

    def _bullet(self, level: Element, text: str) -> str:
        """The usual bullet for any of its kind; another sign as it is."""
        run = properties_of(child(level, "rPr"))
        font = self.styles.font(run, "hAnsi") or self.styles.font(run, "ascii")
        if text in _OF_FONTS.get(font.lower(), _OF_ANY_FONT):
            return BULLET
        return f"{text} ({font})" if font.lower() in _OF_FONTS else text

    def _formatted(self, count: int, fmt: str) -> str:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        match fmt or "decimal":
            case "decimal":
                return str(count)
            case "decimalZero":
                return f"{count:02}"
            case "none":
                return ""
            case "lowerLetter" | "upperLetter" if 0 < count <= _MOST:
                return letters if fmt == "lowerLetter" else letters.upper()
            case "lowerRoman" | "upperRoman" if 0 < count <= _MOST:
                return _roman(count) if fmt == "lowerRoman" else _roman(count).upper()
        self.report("numFmt")
        return str(count)


def _is_bullet(level: Element) -> bool:
    return value(level, "numFmt") == "bullet"


def _start(level: Element) -> int:
    return _digits(value(level, "start"))


def _digits(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (count // size)
        count %= size
    return text
