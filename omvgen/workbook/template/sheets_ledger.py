"""Sheets that say what became of the pieces of a source: the ledger, and what is left over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, ORPHANS, SUMMARY, FixedSheet
from omvgen.plan.links import encode_links
from omvgen.plan.transfer import Ledger, LeftOver
from omvgen.workbook import styles
from omvgen.workbook.layout import FIRST_ROW, ID, LINK_ROW, UP, SheetColumn, widths
from omvgen.workbook.ledger_rows import (
    ANSWER,
    LEDGER_COLUMNS,
    LEFT_COLUMNS,
    ledger_rows,
    left_over_texts,
)
from omvgen.workbook.template.sheets import new_sheet, put_headers, put_sheet_link, start_at
from omvgen.workbook.template.writing import put, put_rich
from omvgen.workbook.text_fit import row_height, split_rows

LEFT_WIDTHS, LEDGER_WIDTHS = widths(LEFT_COLUMNS), widths(LEDGER_COLUMNS)


def put_ledger(book: Any, form: Form, ledger: Ledger) -> None:
    """Adds the ledger at the end of the workbook, and the sheet of what is left over."""
    sheet = ledger_sheet(book, form, CARRIED, LEDGER_COLUMNS)
    for row, texts in enumerate(ledger_rows(ledger, form), start=FIRST_ROW):
        put_row(sheet, row, texts, LEDGER_WIDTHS)
    if ledger.left:
        put_left_over(book, form, ledger.left)


def ledger_sheet(
    book: Any, form: Form, kind: FixedSheet, columns: Mapping[int, SheetColumn]
) -> Any:
    """A new sheet of the kind at the end of the workbook, with its headers."""
    name, summary = kind.name(form.language), SUMMARY.name(form.language)
    sheet = new_sheet(book, name, kind.mark, name, widths(columns))
    put_sheet_link(sheet.cell(LINK_ROW, ID + 1), f"{UP} {summary}", summary)
    put_headers(sheet, columns)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ID + 1)
    start_at(sheet, f"B{FIRST_ROW}")
    return sheet


def put_row(sheet: Any, row: int, texts: Mapping[int, str], widths: Mapping[int, float]) -> None:
    for column, text in texts.items():
        put(sheet.cell(row, column), text, styles.HELP)
    sheet.row_dimensions[row].height = row_height(
        *((text, widths[column]) for column, text in texts.items())
    )


def put_left_over(book: Any, form: Form, left: tuple[LeftOver, ...]) -> None:
    """Adds the sheet of what has no place in the plan, with its whole text."""
    sheet = ledger_sheet(book, form, ORPHANS, LEFT_COLUMNS)
    row = FIRST_ROW
    for piece in left:
        row = _put_left_over(sheet, row, piece, form.language)


def _put_left_over(sheet: Any, row: int, piece: LeftOver, language: str) -> int:
    """Writes the piece's row and the rows that its text goes on in; returns the next row.

    The cells are not locked, so that the answer can be moved to where it belongs.
    """
    texts = left_over_texts(piece, language)
    answer = piece.answer
    parts = split_rows(encode_links(answer.text), LEFT_WIDTHS[ANSWER])
    for further, part in enumerate(parts, start=row):
        others = texts if further == row else dict.fromkeys(texts, "")
        for column, text in others.items():
            put(sheet.cell(further, column), text, styles.ANSWER)
        put_rich(sheet.cell(further, ANSWER), part, styles.ANSWER)
        sized = [(text, LEFT_WIDTHS[column]) for column, text in others.items()]
        sheet.row_dimensions[further].height = row_height((part.plain, LEFT_WIDTHS[ANSWER]), *sized)
    return row + len(parts)
