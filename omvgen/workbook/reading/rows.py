"""What each row of a sheet is: a question, more of its answer, a table's header or row.

The evidence here is the sheet's own: the ids in the hidden column and the texts
of the questions. `anchors` compares it with the defined names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from omvgen.form.form import Column, FormTable
from omvgen.form.kinds import AnswerKind
from omvgen.patterns import pattern
from omvgen.workbook import layout
from omvgen.workbook.reading.columns import Columns
from omvgen.workbook.reading.expected import Expected, same_words
from omvgen.workbook.xlsx.cells import NO_CELL, Cell, Position, Sheet, Spot

_ID = pattern(r"[A-Za-z][A-Za-z0-9_]*")


class QuestionRow(NamedTuple):
    """A question's row. `more` are the rows below it in which its answer goes on.

    `id` is what the hidden column holds. `by_id` and `by_text` are the questions
    that the hidden column and the question's text name, None when they name none.
    """

    sheet: str
    number: int
    columns: Columns
    id: str
    by_id: str | None
    by_text: str | None
    more: tuple[int, ...] = ()

    @property
    def question(self) -> str:
        """The question that the row names; an id that the form does not have is kept."""
        return self.by_id or self.by_text or self.id

    @property
    def conflicting(self) -> bool:
        return self.by_id is not None and self.by_text is not None and self.by_id != self.by_text

    @property
    def anchors_agree(self) -> bool:
        """Whether the id and the text name the same question."""
        return self.by_id is not None and self.by_id == self.by_text

    @property
    def numbers(self) -> tuple[int, ...]:
        """The rows of the question and its answer."""
        return (self.number, *self.more)

    def at(self, column: int) -> Spot:
        return Spot(self.sheet, self.number, column)

    @property
    def answer(self) -> Spot:
        """The first cell of the answer."""
        return self.at(self.columns.answer)

    @property
    def answer_spots(self) -> tuple[Spot, ...]:
        return tuple(Spot(self.sheet, row, self.columns.answer) for row in self.numbers)

    @property
    def attribute_spots(self) -> tuple[Spot, ...]:
        """The cells for publicity, basis and note, on all rows of the answer."""
        return tuple(
            Spot(self.sheet, row, c) for row in self.numbers for c in self.columns.attributes
        )

    @property
    def question_spots(self) -> tuple[Spot, ...]:
        """The cells that name the question. A text that is not the form's is none of them."""
        unknown = self.by_id is None and self.by_text is None
        text = [self.at(self.columns.question)] if self.by_text is not None or unknown else []
        return (*text, *([self.at(self.columns.id)] if unknown else []))


class TableRows(NamedTuple):
    """A table on a sheet: its header row and the rows with content under it.

    `marked` says whether the hidden column of the header row names the table.
    """

    table: FormTable
    sheet: str
    header: int
    rows: tuple[int, ...]
    marked: bool


@dataclass(frozen=True)
class ParsedSheet:
    """A sheet with its questions and tables."""

    sheet: Sheet
    columns: Columns
    questions: tuple[QuestionRow, ...]
    tables: tuple[TableRows, ...]

    def cell(self, spot: Spot) -> Cell:
        return self.sheet.cell(spot.row, spot.column) if spot.sheet == self.sheet.name else NO_CELL

    @cached_property
    def first_row(self) -> int:
        """The first row of a question or a table. The rows above it are the template's."""
        rows = [row.number for row in self.questions] + [table.header for table in self.tables]
        return min(rows, default=layout.FIRST_ROW)


def parse_rows(
    sheet: Sheet,
    columns: Columns,
    expected: Expected,
    marks: Iterable[str],
    *,
    named_tables: Mapping[Position, str],
    named_answers: frozenset[Spot] = frozenset(),
) -> ParsedSheet:
    """Tells the sheet's rows apart.

    `marks` are what the hidden column may hold in the title row; `named_tables`
    has the table of each cell that a table's name refers to; `named_answers` are
    the cells that names of answers refer to: such a cell never continues another
    answer.
    """
    marks = set(marks)
    headers = _headers(sheet, columns, expected, named_tables)
    questions: list[QuestionRow] = []
    more: dict[int, list[int]] = {}  # a question's row → the rows in which its answer goes on
    under: dict[int, list[int]] = {}  # a header's row → the rows under it
    above: list[int] | None = None  # the further rows of what is above, if it can have any
    in_table = False
    for row in sheet.rows:
        row_id = sheet.text(row, columns.id)
        if row in headers:
            above, in_table = under.setdefault(row, []), True
        elif _is_title(sheet, row, columns, headers) or (not questions and row_id in marks):
            above = None
        elif (found := _question_row(sheet, row, columns, expected)) is not None and (
            # A row of a table may have the same words as a question.
            not in_table or found.by_id is not None or found.answer in named_answers
        ):
            questions.append(found)
            above, in_table = more.setdefault(row, []), False
        elif above is not None and (in_table or _continues(sheet, row, columns, named_answers)):
            above.append(row)
    return ParsedSheet(
        sheet,
        columns,
        tuple(found._replace(more=tuple(more[found.number])) for found in questions),
        tuple(
            TableRows(table, sheet.name, row, tuple(under[row]), marked)
            for row, (table, marked) in headers.items()
        ),
    )


def _headers(
    sheet: Sheet,
    columns: Columns,
    expected: Expected,
    named_tables: Mapping[Position, str],
) -> dict[int, tuple[FormTable, bool]]:
    """The header rows, each with its table and whether the hidden column names it.

    A table is found by its mark, by its defined name, or by most of its columns'
    titles. Of several headers of a table the one with most evidence counts.
    """
    found: dict[str, tuple[tuple[bool, bool], int, FormTable]] = {}
    named = {row: key for (row, _), key in named_tables.items()}
    # The document's sheet, whose fields have no numbers, has no tables.
    may_have_tables = bool(expected.tables or expected.numbers)
    for row in sheet.rows:
        row_id = sheet.text(row, columns.id)
        mark = row_id[1:] if row_id.startswith(layout.TABLE_TITLE) and may_have_tables else ""
        if expected.current(row_id) is not None or row_id == layout.TABLE_TITLE:
            continue
        shown = _table_by_titles(sheet, row, expected)
        key = mark or shown or named.get(row, "")
        table = expected.tables.get(key) or (
            _unknown_table(sheet, row, columns, expected, key) if mark else None
        )
        evidence = (shown == key, bool(mark))
        if table is not None and (key not in found or evidence > found[key][0]):
            found[key] = (evidence, row, table)
    by_row = sorted(found.values(), key=lambda entry: entry[1])
    return {row: (table, marked) for (_, marked), row, table in by_row}


def _table_by_titles(sheet: Sheet, row: int, expected: Expected) -> str | None:
    """The table most of whose columns have their titles on the row."""
    titled: Counter[str] = Counter()
    for column in sheet.rows[row]:
        titled.update(expected.tables_of_title.get(same_words(sheet.text(row, column)), ()))
    key = max(titled, key=titled.__getitem__, default=None)
    if key is None or titled[key] < max(2, 0.6 * len(expected.tables[key].columns)):
        return None
    return key


def _unknown_table(
    sheet: Sheet, row: int, columns: Columns, expected: Expected, key: str
) -> FormTable | None:
    """A table that the form does not have: its columns are known by their titles alone.

    None when the row is a question's, or its mark is no table's, such as `#N/A`.
    """
    titles = [sheet.text(row, column) for column in sheet.rows[row] if column != columns.id]
    is_question = same_words(sheet.text(row, columns.question)) in expected.by_text
    if not titles or is_question or not _ID.fullmatch(key):
        return None
    return FormTable(key, key, tuple(Column(title, title, AnswerKind.SHORT) for title in titles))


def _is_title(
    sheet: Sheet, row: int, columns: Columns, headers: Mapping[int, tuple[FormTable, bool]]
) -> bool:
    """Whether the row is the title above a table: a question may have the same text."""
    row_id = sheet.text(row, columns.id)
    if row_id or row + 1 not in headers:
        return row_id == layout.TABLE_TITLE
    title = headers[row + 1][0].title
    return same_words(sheet.text(row, columns.question)) == same_words(title)


def _question_row(
    sheet: Sheet, row: int, columns: Columns, expected: Expected
) -> QuestionRow | None:
    """The row as a question's, when its id or its text says so."""
    row_id = sheet.text(row, columns.id)
    words = same_words(sheet.text(row, columns.question))
    by_id = expected.current(row_id)
    by_text = expected.by_text.get(words)
    if by_id is not None and words == same_words(expected.questions[by_id].text):
        by_text = by_id
    unknown = bool(row_id and words and _ID.fullmatch(row_id))
    if by_id is None and by_text is None and not unknown:
        return None
    return QuestionRow(sheet.name, row, columns, row_id, by_id, by_text)


def _continues(sheet: Sheet, row: int, columns: Columns, named_answers: frozenset[Spot]) -> bool:
    """Whether the row goes on with the answer above: it names no question and has content."""
    if any(sheet.text(row, c) for c in (columns.id, columns.number, columns.question) if c):
        return False
    if Spot(sheet.name, row, columns.answer) in named_answers:
        return False
    return any(sheet.cell(row, c) is not NO_CELL for c in (columns.answer, *columns.attributes))
