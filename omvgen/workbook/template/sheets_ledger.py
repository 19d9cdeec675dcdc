"""Sheets that say what became of the pieces of a source: the ledger, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, ORPHANS, SUMMARY, FixedSheet
from omvgen.locale import mark, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.links import encode_links
from omvgen.plan.transfer import UNSURE_MARK, Conflict, Ledger, LeftOver, Placed
from omvgen.workbook import layout, styles
from omvgen.workbook.layout import FIRST_ROW, ID, LINK_ROW, UP, SheetColumn, widths
from omvgen.workbook.template.sheets import new_sheet, put_headers, put_sheet_link, start_at
from omvgen.workbook.template.writing import put, put_rich
from omvgen.workbook.text_fit import row_height, split_rows
from omvgen.workbook.vocabulary import publicity_words

SHEET, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(2, 9)
LEFT_COLUMNS = {
    SHEET: SheetColumn(mark("Välilehti ennen"), 24.0),
    NUMBER: SheetColumn(mark("Kohta ennen"), 9.0),
    QUESTION: SheetColumn(mark("Kysymys ennen"), 34.0),
    ANSWER: layout.QUESTION_COLUMNS[layout.ANSWER],
    PUBLICITY: layout.QUESTION_COLUMNS[layout.PUBLICITY],
    BASIS: layout.QUESTION_COLUMNS[layout.BASIS],
    NOTE: SheetColumn(mark("Huomautus"), 18.0),
}
LEFT_WIDTHS = widths(LEFT_COLUMNS)

PLACE, OUTCOME, WORDS, SOURCE, TEXT = range(2, 7)
LEDGER_COLUMNS = {
    PLACE: SheetColumn(mark("Kohta"), 8.0),
    OUTCOME: SheetColumn(mark("Mitä tapahtui"), 30.0),
    WORDS: SheetColumn(mark("Kysymys"), 38.0),
    SOURCE: SheetColumn(mark("Mistä"), 30.0),
    TEXT: SheetColumn(mark("Teksti"), 60.0),
}
LEDGER_WIDTHS = widths(LEDGER_COLUMNS)
MOST_TEXT = 500  # characters of a text in a row of the ledger


def put_ledger(book: Any, form: Form, ledger: Ledger) -> None:
    """Adds the ledger at the end of the workbook, and the sheet of what is left over."""
    sheet = ledger_sheet(book, form, CARRIED, LEDGER_COLUMNS)
    unsure = [_placed_texts(piece, form) for piece in ledger.placed if piece.unsure]
    sure = [_placed_texts(piece, form) for piece in ledger.placed if not piece.unsure]
    conflicts = [texts for conflict in ledger.conflicts for texts in _conflict_texts(conflict)]
    for row, texts in enumerate((*conflicts, *unsure, *sure), start=FIRST_ROW):
        put_row(sheet, row, texts, LEDGER_WIDTHS)
    if ledger.left:
        put_left_over(book, form, ledger.left)


def _placed_texts(piece: Placed, form: Form) -> dict[int, str]:
    """The row of a piece. What has no notes of its own, unlike answers, is marked here."""
    outcome = tr("siirretty")
    if piece.unsure:
        outcome = tr("tarkista: siirretty, mutta paikka ei ole varma")
        if piece.target.id not in form.questions:
            outcome = f"{UNSURE_MARK} {outcome}"
    return {
        PLACE: piece.target.number,
        OUTCOME: outcome,
        WORDS: piece.target.text,
        SOURCE: piece.source,
        TEXT: beginning(piece.text) if piece.unsure else "",
    }


def _conflict_texts(conflict: Conflict) -> Iterable[dict[int, str]]:
    """A row for each of the texts; the workbook has the first."""
    pairs = zip(conflict.texts, conflict.sources, strict=True)
    for place, (text, source) in enumerate(pairs):
        outcome = tr("ristiriita: jäi siirtymättä") if place else tr("ristiriita: siirretty")
        yield {
            PLACE: conflict.target.number,
            OUTCOME: outcome,
            WORDS: conflict.target.text,
            SOURCE: source,
            TEXT: beginning(text),
        }


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


def beginning(text: str) -> str:
    """The beginning of a text that is only shown here: an answer of many rows fits no cell."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rstrip() + "…"


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
    before, answer = piece.before, piece.answer
    comment = tr("Solun kommentti") if piece.comment else ""
    texts = {
        SHEET: piece.source,
        NUMBER: before.number,
        QUESTION: before.text,
        PUBLICITY: publicity_words(language)[answer.publicity] if answer.publicity else "",
        BASIS: join_bases(answer.bases),
        NOTE: answer.note or comment,
    }
    parts = split_rows(encode_links(answer.text), LEFT_WIDTHS[ANSWER])
    for further, part in enumerate(parts, start=row):
        others = texts if further == row else dict.fromkeys(texts, "")
        for column, text in others.items():
            put(sheet.cell(further, column), text, styles.ANSWER)
        put_rich(sheet.cell(further, ANSWER), part, styles.ANSWER)
        sized = [(text, LEFT_WIDTHS[column]) for column, text in others.items()]
        sheet.row_dimensions[further].height = row_height((part.plain, LEFT_WIDTHS[ANSWER]), *sized)
    return row + len(parts)
