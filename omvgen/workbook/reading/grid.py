"""The rows of a sheet and what each of them is: a question, more of its answer, a table.

This is where a sheet's own evidence is read: the ids in the hidden column and the
texts of the questions. Whether they hold against the defined names is for `anchors`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from omvgen.form.form import Column, FormTable
from omvgen.form.kinds import AnswerKind
from omvgen.workbook import layout
from omvgen.workbook.reading.expected import Asked, same_words
from omvgen.workbook.xlsx.sheet_model import NO_CELL, Cell, Sheet, Spot

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Columns(NamedTuple):
    """Which column of a sheet holds what. 0 stands for none."""

    id: int
    number: int
    question: int
    answer: int
    publicity: int = 0
    basis: int = 0
    note: int = 0

    @property
    def beside(self) -> tuple[int, ...]:
        """The columns right of the answer that belong to it."""
        return tuple(c for c in (self.publicity, self.basis, self.note) if c)

    @property
    def all(self) -> tuple[int, ...]:
        """All of them but the hidden one."""
        return tuple(c for c in (self.number, self.question, self.answer, *self.beside) if c)


class Line(NamedTuple):
    """A question's row. `more` are the rows below it that its answer goes on in.

    `by_id` and `by_text` are the questions that the hidden column and the
    question's text name; `id` is what stands in the hidden column.
    """

    sheet: str
    row: int
    columns: Columns
    id: str
    by_id: str | None
    by_text: str | None
    more: tuple[int, ...] = ()

    @property
    def question(self) -> str:
        """The question that the row names; an id that the form does not know stays itself."""
        return self.by_id or self.by_text or self.id

    @property
    def conflicting(self) -> bool:
        return self.by_id is not None and self.by_text is not None and self.by_id != self.by_text

    @property
    def answer(self) -> Spot:
        return self.at(self.columns.answer)

    def at(self, column: int) -> Spot:
        return Spot(self.sheet, self.row, column)

    @property
    def asking(self) -> tuple[Spot, ...]:
        """The cells that ask: a question's text that is not the form's is none of them."""
        unknown = self.by_id is None and self.by_text is None
        question = [self.at(self.columns.question)] if self.by_text is not None or unknown else []
        return (*question, *([self.at(self.columns.id)] if unknown else []))

    @property
    def beside(self) -> tuple[Spot, ...]:
        """The cells right of the answer, of the rows that it goes on in as well."""
        rows = (self.row, *self.more)
        return tuple(Spot(self.sheet, row, c) for row in rows for c in self.columns.beside)

    @property
    def answer_spots(self) -> tuple[Spot, ...]:
        column = self.columns.answer
        return tuple(Spot(self.sheet, row, column) for row in (self.row, *self.more))


class TableRows(NamedTuple):
    """A table on a sheet: its header row and the rows under it that say something.

    `marked` says whether the hidden column names it.
    """

    table: FormTable
    sheet: str
    header: int
    rows: tuple[int, ...]
    marked: bool


@dataclass(frozen=True)
class Grid:
    """A sheet with its rows told apart."""

    sheet: Sheet
    columns: Columns
    lines: tuple[Line, ...]
    tables: tuple[TableRows, ...]

    def cell(self, spot: Spot) -> Cell:
        return self.sheet.cell(spot.row, spot.column) if spot.sheet == self.sheet.name else NO_CELL

    @cached_property
    def first_row(self) -> int:
        """The first row that is a question's or a table's; what is above it is furniture."""
        rows = [line.row for line in self.lines] + [table.header for table in self.tables]
        return min(rows, default=layout.FIRST_ROW)


def read_grid(
    sheet: Sheet,
    columns: Columns,
    asked: Asked,
    marks: Iterable[str],
    *,
    named_tables: Mapping[tuple[int, int], str],
    named_answers: frozenset[Spot] = frozenset(),
) -> Grid:
    """Tells the sheet's rows apart.

    `marks` are what the hidden column may hold in the title row; `named_tables`
    the table of each cell that a table's name points to; `named_answers` the cells
    that names of answers point to: such a cell never continues another answer.
    """
    marks = set(marks)
    headers = _headers(sheet, columns, asked, named_tables)
    lines: list[Line] = []
    more: dict[int, list[int]] = {}  # row of a line → the rows its answer goes on in
    under: dict[int, list[int]] = {}  # row of a header → the rows under it
    above: list[int] | None = None  # the rows of what stands above, if it can have more
    in_table = False
    for row in sheet.rows:
        row_id = sheet.text(row, columns.id)
        if row in headers:
            above, in_table = under.setdefault(row, []), True
        elif _is_title(sheet, row, columns, headers) or (not lines and row_id in marks):
            above = None
        elif (line := _line(sheet, row, columns, asked)) is not None and (
            # A row of a table may say the same words as a question.
            not in_table or line.by_id is not None or line.answer in named_answers
        ):
            lines.append(line)
            above, in_table = more.setdefault(row, []), False
        elif above is not None and (in_table or _continues(sheet, row, columns, named_answers)):
            above.append(row)
    return Grid(
        sheet,
        columns,
        tuple(line._replace(more=tuple(more[line.row])) for line in lines),
        tuple(
            TableRows(table, sheet.name, row, tuple(under[row]), marked)
            for row, (table, marked) in headers.items()
        ),
    )


def _headers(
    sheet: Sheet,
    columns: Columns,
    asked: Asked,
    named_tables: Mapping[tuple[int, int], str],
) -> dict[int, tuple[FormTable, bool]]:
    """The header rows, each with its table and whether the hidden column names it.

    A table is found by its mark, by its defined name, or by most of its columns'
    titles; a second header of the same table is none, and its rows are looked at
    as any others.
    """
    found: dict[str, tuple[tuple[bool, bool], int, FormTable]] = {}
    named = {row: key for (row, _), key in named_tables.items()}
    # A form may have lost all its tables; only the document's data is without numbers.
    may_have_tables = bool(asked.tables or asked.numbers)
    for row in sheet.rows:
        row_id = sheet.text(row, columns.id)
        mark = row_id[1:] if row_id.startswith(layout.TABLE_TITLE) and may_have_tables else ""
        if asked.current(row_id) is not None or row_id == layout.TABLE_TITLE:
            continue
        shown = _table_by_titles(sheet, row, asked)
        key = mark or shown or named.get(row, "")
        table = asked.tables.get(key) or (
            _unknown_table(sheet, row, columns, asked, key) if mark else None
        )
        evidence = (shown == key, bool(mark))
        if table is not None and (key not in found or evidence > found[key][0]):
            found[key] = (evidence, row, table)
    by_row = sorted(found.values(), key=lambda entry: entry[1])
    return {row: (table, marked) for (_, marked), row, table in by_row}


def _table_by_titles(sheet: Sheet, row: int, asked: Asked) -> str | None:
    met: Counter[str] = Counter()
    for column in sheet.rows[row]:
        met.update(asked.tables_of_title.get(same_words(sheet.text(row, column)), ()))
    for key, count in met.most_common(1):
        if count >= max(2, 0.6 * len(asked.tables[key].columns)):
            return key
    return None


def _unknown_table(
    sheet: Sheet, row: int, columns: Columns, asked: Asked, key: str
) -> FormTable | None:
    """A table that the form does not have: its columns are known by their titles alone.

    None when the row is no table's: a question's, or one whose id has become `#N/A`.
    """
    titles = [sheet.text(row, column) for column in sheet.rows[row] if column != columns.id]
    is_asking = same_words(sheet.text(row, columns.question)) in asked.by_text
    if not titles or is_asking or not _ID.fullmatch(key):
        return None
    return FormTable(key, key, tuple(Column(title, title, AnswerKind.SHORT) for title in titles))


def _is_title(
    sheet: Sheet, row: int, columns: Columns, headers: Mapping[int, tuple[FormTable, bool]]
) -> bool:
    """Whether the row is the title above a table: its text may be a question's as well."""
    row_id = sheet.text(row, columns.id)
    if row_id or row + 1 not in headers:
        return row_id == layout.TABLE_TITLE
    title = headers[row + 1][0].title
    return same_words(sheet.text(row, columns.question)) == same_words(title)


def _line(sheet: Sheet, row: int, columns: Columns, asked: Asked) -> Line | None:
    """The row as a question's, when its id or its text says so."""
    row_id = sheet.text(row, columns.id)
    words = same_words(sheet.text(row, columns.question))
    by_id = asked.current(row_id)
    by_text = asked.by_text.get(words)
    if by_id is not None and words == same_words(asked.questions[by_id].text):
        by_text = by_id
    unknown = bool(row_id and words and _ID.fullmatch(row_id))
    if by_id is None and by_text is None and not unknown:
        return None
    return Line(sheet.name, row, columns, row_id, by_id, by_text)


def _continues(sheet: Sheet, row: int, columns: Columns, named_answers: frozenset[Spot]) -> bool:
    """Whether the row goes on with the answer above: nothing asked, something answered."""
    if any(sheet.text(row, c) for c in (columns.id, columns.number, columns.question) if c):
        return False
    if Spot(sheet.name, row, columns.answer) in named_answers:
        return False
    return any(sheet.cell(row, c) is not NO_CELL for c in (columns.answer, *columns.beside))
