"""Unchanged words whose formatting changed: bold, italic, a link to another address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from omvgen.diff.model import Change, Kind, Nature, SegmentKind
from omvgen.plan.text import RichText, Run, cut_runs


@dataclass(frozen=True)
class FormatChange:
    """Words that both texts have, in their old and new format; both runs have the same text."""

    old: Run
    new: Run

    @property
    def text(self) -> str:
        return self.new.text


def format_changes(change: Change) -> tuple[FormatChange, ...]:
    """The unchanged words of a changed answer whose formatting changed, in the order of the text.

    Empty for an answer that was rewritten: it is shown as a whole, not word by word.
    """
    if change.kind is not Kind.CHANGED or change.nature is Nature.REWRITTEN:
        return ()
    return tuple(found for found in _format_changes(change) if found.text.strip())


def _format_changes(change: Change) -> Iterator[FormatChange]:
    here = there = 0
    old_spans, new_spans = [], []
    for segment in change.segments:
        end, new_end = here + len(segment.old), there + len(segment.new)
        if segment.kind is SegmentKind.EQUAL and segment.was is None:
            old_spans.append((here, end))
            new_spans.append((there, new_end))
        here, there = end, new_end
    equal = zip(_runs(change.old, old_spans), _runs(change.new, new_spans), strict=True)
    for before, after in equal:
        pairs = _side_by_side(before, after)
        for (old, new), group in groupby(pairs, key=lambda pair: (pair[0].format, pair[1].format)):
            if old != new:
                text = "".join(run.text for run, _ in group)
                yield FormatChange(Run(text, *old), Run(text, *new))


def _runs(text: RichText, spans: list[tuple[int, int]]) -> list[list[Run]]:
    """The runs within each span."""
    found: list[list[Run]] = [[] for _ in spans]
    for number, run in cut_runs(text.runs, spans):
        found[number].append(run)
    return found


def _side_by_side(old: list[Run], new: list[Run]) -> Iterator[tuple[Run, Run]]:
    """The same words in both formats, cut wherever either format changes."""
    waiting, others = iter(old), iter(new)
    before, after = next(waiting, None), next(others, None)
    while before and after:
        size = min(len(before.text), len(after.text))
        text = after.text[:size]
        yield Run(text, *before.format), Run(text, *after.format)
        before = _rest(before, size) or next(waiting, None)
        after = _rest(after, size) or next(others, None)


def _rest(run: Run, start: int) -> Run | None:
    return Run(run.text[start:], *run.format) if start < len(run.text) else None
