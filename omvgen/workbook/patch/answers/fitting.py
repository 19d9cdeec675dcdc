"""A long answer in the rows that it has: a part a row, and what stays of it left as it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from omvgen.plan.text import RichText, Run, slice_runs
from omvgen.workbook.text_fit import MAX_UNITS, split_rows, units
from omvgen.workbook.xlsx.strings import escape


class Unfitting(Exception):
    """The text does not fit its cells. `rows` more would do; 0 when a line is too long for any."""

    def __init__(self, rows: int, units: int = 0) -> None:
        super().__init__(rows, units)
        self.rows, self.units = rows, units


def replaced(
    old: Sequence[RichText], rows: int, text: RichText, width: float, *, details: bool
) -> tuple[RichText, ...]:
    """The text row by row. Rows at either end whose text stays are kept as they are.

    `old` are the rows of the answer as it was, none when they are not known; `rows` is how
    many it may take, in a column of the width. With `details` its first line is a choice,
    alone in its row. Raises `Unfitting`.
    """
    head, tail, middle = _between(old, text)
    room = len(old) - head - tail if tail else rows - head
    if head or tail:
        parts = _parts(middle, width, details=details and not head)
        if len(parts) == room if tail else len(parts) <= room:
            return (*old[:head], *parts, *old[len(old) - tail :])
    return _squeezed(_parts(text, width, details=details), rows, width)


def _between(old: Sequence[RichText], text: RichText) -> tuple[int, int, RichText]:
    """How many rows stay at either end, and the text between them, which has at least one row."""
    start, end, head, tail = 0, len(text.plain), 0, 0
    while head < len(old) - 1 and _stands_at(old[head], text, start):
        stop = start + len(old[head].plain)
        if text.plain[stop : stop + 1] != "\n":
            break
        start, head = stop + 1, head + 1
    while tail < len(old) - head - 1:
        piece = old[-1 - tail]
        begin = end - len(piece.plain)
        if begin <= start or text.plain[begin - 1] != "\n" or not _stands_at(piece, text, begin):
            break
        end, tail = begin - 1, tail + 1
    middle = RichText(slice_runs(text.runs, start, end))
    return (head, tail, middle) if middle.plain.strip() else (0, 0, text)


def _stands_at(piece: RichText, text: RichText, start: int) -> bool:
    end = start + len(piece.plain)
    return bool(piece) and slice_runs(text.runs, start, end) == piece.runs


def _parts(text: RichText, width: float, *, details: bool) -> tuple[RichText, ...]:
    if not details or "\n" not in text.plain:
        return split_rows(text, width)
    end = text.plain.index("\n")
    choice = RichText(slice_runs(text.runs, 0, end))
    rest = RichText(slice_runs(text.runs, end + 1, len(text.plain)))
    return (choice, *split_rows(rest, width)) if choice and rest.plain.strip() else (text,)


def _squeezed(parts: tuple[RichText, ...], rows: int, width: float) -> tuple[RichText, ...]:
    """The parts in so many rows, with as much as a cell can hold in the last ones.

    A row is at most 409 points high: what is in it beyond that is read in the formula bar.
    """
    longest = max(units(escape(line)) for part in parts for line in part.plain.split("\n"))
    if longest > MAX_UNITS:
        raise Unfitting(0, longest)
    if len(parts) <= rows:
        return parts
    last = _joined(parts[rows - 1 :])
    if units(escape(last.plain)) <= MAX_UNITS:
        return (*parts[: rows - 1], last)
    full = split_rows(_joined(parts), width, math.inf)
    if len(full) > rows:
        raise Unfitting(len(full) - rows)
    return full


def _joined(parts: Iterable[RichText]) -> RichText:
    runs: list[Run] = []
    for part in parts:
        runs += [Run("\n"), *part.runs] if runs else part.runs
    return RichText(tuple(runs))
