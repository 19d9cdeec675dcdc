"""Tables of data: which table of the form a table of a document is, by its columns' headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from omvgen.form.form import Column, Form, FormTable
from omvgen.plan.plan import Row
from omvgen.word.placing.labels import words_of
from omvgen.word.placing.likeness import about, overlap
from omvgen.word.placing.lines import Cell, cells_of, texts_in
from omvgen.word.placing.secrecy_marks import as_passage, secrecy_mark
from omvgen.word.source import SourceTable

FLOOR = 0.6  # of the likeness of a header and a column's title
_LEAST = 2  # columns
_CAPTIONS = 2  # rows that may stand above the headers, and one for them


@dataclass(frozen=True)
class Columns:
    """The columns of a document's table that are those of a table of the form.

    `likeness` is that of the least alike header. `other` are the columns that the table
    of the form does not have.
    """

    table: FormTable
    header: int
    columns: dict[int, Column]
    likeness: float
    other: tuple[int, ...]

    @property
    def sure(self) -> bool:
        return self.likeness == 1 and not self.other


def columns_of(table: SourceTable, form: Form, near: str = "") -> Columns | None:
    """The table of the form that has the headers; None when none or several have as many.

    `near` is the id of the question in whose answer the table stands.
    """
    found = [
        one
        for number in range(min(_CAPTIONS, len(table.rows)))
        for candidate in (*form.tables.values(), form.log)
        if (one := _match(table, number, candidate))
    ]
    if not found:
        return None

    def rank(one: Columns) -> tuple[int, float, bool]:
        home = form.question_of_table.get(one.table.id)
        return (len(one.columns), one.likeness, home is not None and home.id == near)

    best, *others = sorted(found, key=rank, reverse=True)
    return None if others and rank(others[0]) == rank(best) else best


def _match(table: SourceTable, number: int, candidate: FormTable) -> Columns | None:
    headers = [cell_text(cell) for cell in table.rows[number]]
    columns: dict[int, Column] = {}
    least = 1.0
    for place, header in enumerate(headers):
        free = [column for column in candidate.columns if column not in columns.values()]
        exact = next((c for c in free if words_of(c.title) == words_of(header)), None)
        if exact and header:
            columns[place] = exact
    for place, header in enumerate(headers):
        if place in columns or not header:
            continue
        free = [column for column in candidate.columns if column not in columns.values()]
        likely = [(overlap(about(header), about(c.title)), c.id, c) for c in free]
        near, _, column = max(likely, default=(0.0, "", None))
        if column and near >= FLOOR:
            columns[place], least = column, min(least, near)
    named = [place for place, header in enumerate(headers) if header]
    keys = candidate.key_columns[:1]
    if len(columns) < _LEAST or 2 * len(columns) < len(named):
        return None
    if any(key not in columns.values() for key in keys):
        return None
    other = tuple(place for place in range(len(headers)) if place not in columns)
    other = tuple(p for p in other if any(cell_text(row[p]) for row in table.rows if p < len(row)))
    return Columns(candidate, number, columns, least, other)


def rows_of(table: SourceTable, columns: Columns) -> Iterator[Row]:
    """The rows of data, by the ids of the columns."""
    for row in table.rows[columns.header + 1 :]:
        cells = {
            column.id: _canonical(cell_text(row[place]), column)
            for place, column in columns.columns.items()
            if place < len(row)
        }
        if any(cells.values()):
            yield cells


def other_cells(table: SourceTable, columns: Columns) -> str:
    """The texts that the table of the form has no column for, a line each row.

    Captions above the headers are among them, and headers that are worded otherwise.
    """
    headers = ((cell_text(table.rows[columns.header][p]), c) for p, c in columns.columns.items())
    reworded = (text for text, column in headers if words_of(text) != words_of(column.title))
    rows = table.rows[columns.header :]
    lines = (
        "; ".join(filter(None, (cell_text(row[p]) for p in columns.other if p < len(row))))
        for row in rows
    )
    captions = (cell_text(cell) for row in table.rows[: columns.header] for cell in cells_of(row))
    return "\n".join(filter(None, (*captions, *reworded, *lines)))


def as_lines(table: SourceTable) -> str:
    """The table as text: a line each row."""
    rows = (filter(None, map(cell_text, cells_of(row))) for row in _unmerged(table))
    return "\n".join(filter(None, map(" | ".join, rows)))


def _unmerged(table: SourceTable) -> Iterator[tuple[Cell, ...]]:
    """The rows, each paragraph only in the first cell that it covers."""
    seen: set[int] = set()
    for row in table.rows:
        yield tuple(tuple(b for b in cell if id(b) not in seen) for cell in cells_of(row))
        seen.update(id(block) for cell in row for block in cell)


def cell_text(cell: Cell) -> str:
    """The text of a cell, its paragraphs below each other; a secret one as a passage."""
    lines = []
    for one in texts_in(cell):
        marked = secrecy_mark(one.text)
        text = as_passage(marked) if marked and marked.text else one.text
        if text and not one.hidden and not one.placeholder:
            lines.append(text.plain)
    return "\n".join(lines)


def _canonical(text: str, column: Column) -> str:
    chosen = {choice.casefold(): choice for choice in column.choices}
    return chosen.get(text.casefold(), text)
