"""A conflict: a place of the plan for which several sides have different texts.

It stands on a sheet of the workbook until a person chooses, so both the merge and the
workbook know this model. Every value of a plan has a text here: an answer its own, a row of
a table or of the log a line for each cell (`Laite: Sammutin`), nothing an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import FormTable
from omvgen.plan.plan import Row
from omvgen.plan.text import RichText, Run, cut_runs, rich


class Side(NamedTuple):
    """The text of one side. `name` is the source's, empty for the workbook merged into."""

    name: str
    text: RichText


@dataclass(frozen=True)
class OpenConflict:
    """A conflict that nobody has decided. The plan has `kept` at the place.

    A place of kind `table` is a row, the one that reads as `kept`. Choosing a side puts its
    whole text there: what does not conflict has been merged into it.
    """

    place: Place
    kept: RichText
    sides: tuple[Side, ...]


class Choice(NamedTuple):
    """What a person chose for a conflict: the texts, none while undecided, and in which words."""

    conflict: OpenConflict
    texts: tuple[RichText, ...] = ()
    words: str = ""


_FURTHER = "    "  # before each further line of a cell


def row_text(row: Row, table: FormTable | None) -> str:
    """The row with a line for each cell, under the column's title. Read back by `row_of`."""
    titles = {column.id: column.title for column in table.columns} if table else {}
    ordered = dict.fromkeys([*titles, *row])
    cells = (f"{titles.get(key, key)}: {row[key]}" for key in ordered if row.get(key))
    return "\n".join(cell.replace("\n", "\n" + _FURTHER) for cell in cells)


def row_of(text: str, table: FormTable | None) -> Row:
    """The row that the text describes. A line that names no column continues the cell before."""
    titles = {column.title: column.id for column in table.columns} if table else {}
    row: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        title, colon, cell = line.partition(":")
        named = titles.get(title, title if table is None else "") if colon else ""
        if named and named not in row:
            key = named
            row[key] = cell.removeprefix(" ")
        elif key:
            row[key] += "\n" + line.removeprefix(_FURTHER)
        elif line and table:
            key = table.columns[0].id
            row[key] = line
    return row


Line = tuple[Run, ...]
"""A line of a rich text, without its line break."""


def split_lines(text: RichText) -> list[Line]:
    """The lines of the text, none for an empty text."""
    if not text:
        return []
    spans, position = [], 0
    for line in text.plain.split("\n"):
        spans.append((position, position + len(line)))
        position += len(line) + 1
    lines: list[list[Run]] = [[] for _ in spans]
    for number, run in cut_runs(text.runs, spans):
        lines[number].append(run)
    return [tuple(line) for line in lines]


def join_lines(lines: Iterable[Line]) -> RichText:
    """The lines as one text. The inverse of `split_lines`."""
    runs: list[Run] = []
    for place, line in enumerate(lines):
        runs += (Run("\n"), *line) if place else line
    return rich(runs)
