"""Numbered headings and lists: the definitions, and which list each item belongs to."""

from __future__ import annotations

from omvgen.plan.paragraphs import MAX_LEVEL
from omvgen.writers.docx.xml import Element, el, name

# Twips: 0.63 cm a level of a list; heading numbers stand in the margin, their text at 1304.
_STEP, _HEADING = 357, 1304
_BULLETS = "•–"  # by turns, from the outermost level in
_FORMATS = {"1.": ("decimal", "."), "1)": ("decimal", ")"), "a)": ("lowerLetter", ")")}


class Numbering:
    """Gives each heading and list item its `w:numPr`, adding lists to `w:numbering` as needed.

    A list goes on while its items count on from one another; any other number
    begins a new list that starts there. So the numbers are those that the
    writer of the answer saw. `indent` is the left indent of the text, in twips.
    """

    def __init__(self, numbering: Element, indent: int) -> None:
        self._numbering = numbering
        self._next = {
            kind: 1 + max((int(e.get(name(f"w:{kind}Id"))) for e in found), default=0)
            for kind in ("abstractNum", "num")
            if (found := list(numbering.iterchildren(name(f"w:{kind}")))) or True
        }
        self._headings = self._define([_heading_level(level) for level in range(3)])
        self._indent = indent
        self._lists: dict[str, int] = {}  # mark → abstract list, made when it is needed
        self._bullet_num = 0
        self._heading_num = self._start(self._headings)
        self._last_heading: tuple[int, ...] = ()
        self._heading_level = 0  # of the first heading of the list that goes on
        self._open: dict[tuple[int, str], tuple[int, int]] = {}  # level, mark → num, last value

    def heading(self, number: str) -> Element:
        """For a heading with this number, such as `4.3`; none at all when it is empty."""
        if not number:
            return _num_pr(0, 0)
        parts = tuple(map(int, number.split(".")))
        level, last = len(parts) - 1, self._last_heading
        follows = (*last[:level], last[level] + 1) if len(last) > level else (*last, 1)
        if parts != follows or level < self._heading_level:
            # Where a heading is passed over, its number is said by the list itself.
            self._heading_num = self._start(self._headings, parts)
            self._heading_level = level
        self._last_heading = parts
        return _num_pr(level, self._heading_num)

    def item(self, mark: str, level: int, value: int) -> Element:
        """For an item of a list whose numbers look like `mark` (see `blocks.ListItem`)."""
        self._open = {key: seen for key, seen in self._open.items() if key[0] <= level}
        if mark not in _FORMATS:
            self._bullet_num = self._bullet_num or self._start(self._list(mark))
            return _num_pr(level, self._bullet_num)
        num, last = self._open.get((level, mark), (0, -1))
        if not num or value != last + 1:
            num = self._start(self._list(mark), (value,), level)
        self._open[level, mark] = (num, value)
        return _num_pr(level, num)

    def _list(self, mark: str) -> int:
        if mark not in self._lists:
            levels = [_list_level(level, self._indent, mark) for level in range(MAX_LEVEL + 1)]
            self._lists[mark] = self._define(levels)
        return self._lists[mark]

    def _define(self, levels: list[Element]) -> int:
        """Adds an abstract list; those stand before all `w:num`."""
        number = self._next["abstractNum"]
        self._next["abstractNum"] += 1
        kind = el("w:multiLevelType", val="multilevel")
        abstract = el("w:abstractNum", kind, *levels, abstractNumId=number)
        first_num = self._numbering.find(name("w:num"))
        if first_num is None:
            self._add(abstract)
        else:
            first_num.addprevious(abstract)
        return number

    def _start(self, abstract: int, values: tuple[int, ...] = (), level: int = 0) -> int:
        """A new list of that kind, its levels from `level` on starting at the values."""
        number = self._next["num"]
        self._next["num"] += 1
        num = el("w:num", el("w:abstractNumId", val=abstract), numId=number)
        for ilvl, value in enumerate(values, start=level):
            num.append(el("w:lvlOverride", el("w:startOverride", val=value), ilvl=ilvl))
        self._add(num)
        return number

    def _add(self, element: Element) -> None:
        """Adds it last, but before what Word for Mac has after all lists."""
        last = self._numbering.find(name("w:numIdMacAtCleanup"))
        if last is None:
            self._numbering.append(element)
        else:
            last.addprevious(element)


def _num_pr(level: int, num: int) -> Element:
    return el("w:numPr", el("w:ilvl", val=level), el("w:numId", val=num))


def _heading_level(level: int) -> Element:
    """`4` and `4.3`, without a full stop at the end (SFS 2487:2024)."""
    text = ".".join(f"%{part}" for part in range(1, level + 2))
    return _level(level, "decimal", text, _HEADING, _HEADING)


def _list_level(level: int, indent: int, mark: str) -> Element:
    if mark not in _FORMATS:
        bullet = _BULLETS[level % len(_BULLETS)]
        return _level(level, "bullet", bullet, indent + (level + 1) * _STEP, _STEP)
    number_format, end = _FORMATS[mark]
    hanging = _STEP + 70  # room for two digits
    left = indent + level * _STEP + hanging
    return _level(level, number_format, f"%{level + 1}{end}", left, hanging)


def _level(level: int, number_format: str, text: str, left: int, hanging: int) -> Element:
    return el(
        "w:lvl",
        el("w:start", val=1),
        el("w:numFmt", val=number_format),
        el("w:suff", val="tab"),
        el("w:lvlText", val=text),
        el("w:lvlJc", val="left"),
        el(
            "w:pPr",
            el("w:tabs", el("w:tab", val="num", pos=left)),
            el("w:ind", left=left, hanging=hanging),
        ),
        ilvl=level,
    )
