"""Reads the lines of an answer as paragraphs and list items.

Staff write lists as they would in a letter: lines that begin with `-`, `–`, `•`
or `*`, or with `1.`, `1)`, `a)`. Indents make levels. The plan keeps the text as
it was typed; only this module interprets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.plan.text import RichText, Run, slice_runs

MAX_LEVEL = 8  # from 0: Word has nine levels
_BULLET = pattern(
    r"(?P<indent>[ \t\xa0]*)"
    # Word's bullets in Symbol and Wingdings (U+F0B7, U+F0A7 …) are nothing else: no space is due.
    r"(?P<mark>[-–—•▪◦*·](?=[ \t\xa0])|[\uf021-\uf0ff])[ \t\xa0]*(?=\S)"
)
_NUMBER = pattern(
    r"(?P<indent>[ \t\xa0]*)"
    r"(?P<mark>(?P<number>\d{1,3})[.)]|(?P<letter>[a-zåäö])\))[ \t\xa0]+(?=\S)"
)


class Paragraph(NamedTuple):
    """One line of an answer.

    `kind` is `text`, `bullet`, `number` (1. 2.) or `letter` (a) b)); `level` is
    0 for the outermost list; `mark` is the mark as typed; `starts` says that a
    new list begins here. An empty line between paragraphs is not a paragraph.
    """

    runs: tuple[Run, ...]
    kind: str = "text"
    level: int = 0
    mark: str = ""
    starts: bool = False

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraphs(text: RichText) -> tuple[Paragraph, ...]:
    """The answer's lines as paragraphs and list items, in order."""
    return tuple(_with_levels(_lines(text)))


def mark_length(line: str) -> int:
    """How many characters of the line are its indent and list mark; 0 when it is no item."""
    match = list_mark(line)
    return match.end() if match else 0


def list_mark(line: str) -> re.Match[str] | None:
    """The indent and list mark that the line begins with.

    Its groups are `indent` and `mark`, and for a numbered item `number` or `letter`.
    """
    return _BULLET.match(line) or _NUMBER.match(line)


class _Line(NamedTuple):
    runs: tuple[Run, ...]
    kind: str
    indent: int
    mark: str
    first: bool


def _lines(text: RichText) -> Iterator[_Line | None]:
    """Each line with its mark parted from its words; None for an empty line."""
    position = 0
    for line in text.plain.split("\n"):
        end = position + len(line)
        if not line.strip():
            yield None
        else:
            match = list_mark(line)
            if match is None:
                start = position + len(line) - len(line.lstrip())
                yield _Line(slice_runs(text.runs, start, end), "text", 0, "", False)
            else:
                yield _Line(
                    slice_runs(text.runs, position + match.end(), end),
                    _kind(match),
                    len(match["indent"].expandtabs(4)),
                    match["mark"],
                    match["mark"].rstrip(".)") in ("1", "a"),
                )
        position = end + 1


def _kind(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("number"):
        return "number"
    return "letter" if groups.get("letter") else "bullet"


def _with_levels(lines: Iterator[_Line | None]) -> Iterator[Paragraph]:
    """Levels from indents: deeper than the item above is one level more."""
    open_lists: list[tuple[int, str]] = []  # indent and kind of each open level
    for line in lines:
        if line is None:
            continue
        if line.kind == "text":
            open_lists.clear()
            yield Paragraph(line.runs)
            continue
        while open_lists and line.indent < open_lists[-1][0]:
            open_lists.pop()
        deeper = not open_lists or line.indent > open_lists[-1][0]
        if deeper and len(open_lists) <= MAX_LEVEL:
            open_lists.append((line.indent, line.kind))
            starts = True
        else:
            starts = open_lists[-1][1] != line.kind or (line.kind != "bullet" and line.first)
            open_lists[-1] = (open_lists[-1][0], line.kind)
        yield Paragraph(line.runs, line.kind, len(open_lists) - 1, line.mark, starts)
