"""What an earlier merge or import left over: the rows of the sheet `Siirtymättömät`, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from omvgen.form.sheets import ORPHANS
from omvgen.plan.text import RichText, Run, rich
from omvgen.workbook import layout
from omvgen.workbook.ledger_rows import ANSWER, LEFT_COLUMNS, NOTE
from omvgen.workbook.xlsx.cells import Book, Sheet

LeftRow = Mapping[int, RichText]


def read_left_over(book: Book) -> tuple[LeftRow, ...]:
    """The texts of each row by column, as they stand. A row goes on in those with a text alone.

    What people wrote beside the columns or as comments comes with the notes of its row.
    """
    sheets = (s for s in book.sheets if s.text(layout.TITLE_ROW, layout.ID) == ORPHANS.mark)
    return tuple(row for sheet in sheets for row in _rows(sheet))


def _rows(sheet: Sheet) -> Iterator[LeftRow]:
    last: dict[int, RichText] | None = None
    commented = {comment.position[0] for comment in sheet.comments}
    for number in sorted({*sheet.rows, *commented}):
        row = _row(sheet, number) if number >= layout.FIRST_ROW else {}
        if last is not None and row.keys() == {ANSWER}:
            last[ANSWER] = _joined(last.get(ANSWER, RichText()), row[ANSWER])
        elif row:
            if last is not None:
                yield last
            last = row
    if last is not None:
        yield last


def _row(sheet: Sheet, number: int) -> dict[int, RichText]:
    columns = sorted(c for row, c in sheet.cells if row == number and c != layout.ID)
    texts = {column: rich(sheet.cell(number, column).runs) for column in columns}
    row = {column: text for column, text in texts.items() if text and column in LEFT_COLUMNS}
    notes = [text for column, text in texts.items() if text and column not in LEFT_COLUMNS]
    notes += [rich([Run(c.text)]) for c in sheet.comments if c.position[0] == number and c.text]
    for note in notes:
        row[NOTE] = _joined(row.get(NOTE, RichText()), note)
    return row


def _joined(text: RichText, more: RichText) -> RichText:
    return rich([*text.runs, Run("\n"), *more.runs]) if text else more
