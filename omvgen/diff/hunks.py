"""A compared text as lines: both texts in one column, and each in a column of its own.

Unchanged stretches far from a change are folded. A writer that can unfold them shows
a gap in their place until then; one that cannot shows the gap alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from omvgen.diff.excerpt import ELLIPSIS, left_out
from omvgen.diff.model import Segment, SegmentKind
from omvgen.plan.text import RichText, Run, cut_runs

_BREAK = "¶"  # makes a change visible that is of line breaks alone
_NO_BREAK = "\xa0"


@dataclass(frozen=True)
class Fragment:
    """A stretch of one line in one format. One with `gap` is the ellipsis for what is folded."""

    run: Run
    kind: SegmentKind = SegmentKind.EQUAL
    folded: bool = False
    gap: bool = False

    @property
    def text(self) -> str:
        return self.run.text


FragmentLine = tuple[Fragment, ...]
_Column = Literal["both", "old", "new"]


@dataclass(frozen=True)
class Hunk:
    """Lines that belong together: of both texts in one column, of the old one, of the new one.

    A hunk ends where both texts have the same line break. A folded hunk is shown
    only with the whole text, one with `gap` only without it.
    """

    both: tuple[FragmentLine, ...]
    old: tuple[FragmentLine, ...]
    new: tuple[FragmentLine, ...]
    folded: bool = False
    gap: bool = False


def hunks(segments: tuple[Segment, ...], old: RichText, new: RichText) -> tuple[Hunk, ...]:
    """The segments of two texts as hunks, each fragment in the format that it has there."""
    before = _fragments(segments, old, SegmentKind.DELETE)
    after = _fragments(segments, new, SegmentKind.INSERT)
    builder = _Builder()
    for segment, here, there in zip(segments, before, after, strict=True):
        if segment.kind is SegmentKind.DELETE:
            builder.add("old", _changed_lines(segment, here))
            builder.add("both", _changed_lines(segment, here, breaks=bool(segment.text.strip())))
        elif segment.kind is SegmentKind.INSERT:
            builder.add("new", _changed_lines(segment, there))
            builder.add("both", _changed_lines(segment, there))
        else:
            builder.add_equal(_lines(here), _lines(there))
    return tuple(_with_gaps(builder.closed()))


def _open() -> dict[_Column, list[list[Fragment]]]:
    return {"both": [[]], "old": [[]], "new": [[]]}


@dataclass
class _Builder:
    """Collects lines into hunks, column by column."""

    hunks: list[Hunk] = field(default_factory=list)
    open: dict[_Column, list[list[Fragment]]] = field(default_factory=_open)

    def add(self, column: _Column, lines: list[list[Fragment]]) -> None:
        """Continues the last line of the column in the open hunk."""
        self.open[column][-1] += lines[0]
        self.open[column] += lines[1:]

    def add_equal(self, old: list[list[Fragment]], new: list[list[Fragment]]) -> None:
        """The same for lines that both texts have; each common line break closes a hunk."""
        if len(old) != len(new):
            self.add("old", old)
            self.add("both", new)
            self.add("new", new)
            return
        for place, (here, there) in enumerate(zip(old, new, strict=True)):
            if place:
                self.close()
            self.add("old", [here])
            self.add("both", [there])
            self.add("new", [there])

    def close(self) -> None:
        both, old, new = (tuple(map(tuple, lines)) for lines in self.open.values())
        fragments = [fragment for lines in (both, old, new) for line in lines for fragment in line]
        if fragments:
            folded = all(fragment.folded for fragment in fragments)
            self.hunks.append(Hunk(both, old, new, folded=folded))
        self.open = _open()

    def closed(self) -> list[Hunk]:
        self.close()
        return self.hunks


def _fragments(
    segments: tuple[Segment, ...], text: RichText, own: SegmentKind
) -> list[list[Fragment]]:
    """The fragments of each segment in one of the texts; `own` is the kind that only it has."""
    spans: list[tuple[int, int]] = []
    owners: list[tuple[int, partial[Fragment]]] = []
    position, last = 0, len(segments) - 1
    for place, segment in enumerate(segments):
        words = segment.old if own is SegmentKind.DELETE else segment.new
        start, end = len(words), len(words)
        if segment.kind is SegmentKind.EQUAL:
            start, end = left_out(words, place == 0, place == last)
        for low, high, folded in ((0, start, False), (start, end, True), (end, len(words), False)):
            if low < high:
                spans.append((position + low, position + high))
                owners.append((place, partial(Fragment, kind=segment.kind, folded=folded)))
        position += len(words)
    found: list[list[Fragment]] = [[] for _ in segments]
    for number, run in cut_runs(text.runs, spans):
        place, fragment = owners[number]
        found[place].append(fragment(run))
    return found


def _lines(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """The fragments line by line, at least one line."""
    lines: list[list[Fragment]] = [[]]
    for fragment in fragments:
        for number, text in enumerate(fragment.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(_with_text(fragment, text))
    return lines


def _changed_lines(
    segment: Segment, fragments: list[Fragment], *, breaks: bool = True
) -> list[list[Fragment]]:
    """The lines of a segment that only one text has; white space alone is made visible."""
    if segment.text.strip():
        return _lines(fragments)
    if "\n" not in segment.text:
        return [[_with_text(fragment, _NO_BREAK * len(fragment.text)) for fragment in fragments]]
    sign = Fragment(Run(_BREAK), segment.kind)
    return [[sign], []] if breaks else [[sign]]


def _with_text(fragment: Fragment, text: str) -> Fragment:
    return replace(fragment, run=replace(fragment.run, text=text))


def _with_gaps(closed: list[Hunk]) -> list[Hunk]:
    """Gaps within lines that are folded in part, and one for folded hunks between whole lines."""
    shown: list[Hunk] = []
    waiting: list[Hunk] = []
    for hunk in closed:
        if hunk.folded:
            waiting.append(hunk)
            continue
        gapped = replace(
            hunk,
            both=tuple(_gapped(line) for line in hunk.both),
            old=tuple(_gapped(line) for line in hunk.old),
            new=tuple(_gapped(line) for line in hunk.new),
        )
        shown += _with_gap(shown, waiting, gapped)
        shown.append(gapped)
        waiting = []
    return shown + _with_gap(shown, waiting, None)


def _with_gap(shown: list[Hunk], waiting: list[Hunk], following: Hunk | None) -> list[Hunk]:
    """The folded hunks, after a gap unless a neighbouring line has one at that end."""
    before = bool(shown) and any(line and line[-1].folded for line in shown[-1].both[-1:])
    after = following is not None and any(line and line[0].gap for line in following.both[:1])
    if not waiting or before or after:
        return waiting
    lines = ((Fragment(Run(ELLIPSIS), gap=True),),)
    return [Hunk(lines, lines, lines, gap=True), *waiting]


def _gapped(line: FragmentLine) -> FragmentLine:
    """The line with a gap before each folded stretch of it."""
    fragments: list[Fragment] = []
    for place, fragment in enumerate(line):
        begins = fragment.folded and not (place and line[place - 1].folded)
        if begins:
            more = any(not other.folded for other in line[place:])
            text = (" " if place else "") + ELLIPSIS + (" " if more else "")
            fragments.append(Fragment(Run(text), gap=True))
        fragments.append(fragment)
    return tuple(fragments)
