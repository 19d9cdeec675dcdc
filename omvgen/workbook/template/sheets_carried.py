"""The sheets of next year's workbook that say what became of last year's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, DOCUMENT, LOG, ORPHANS, SUMMARY, FixedSheet
from omvgen.locale import mark, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.carry import Carried, Entry, EntryKind, Fate, Orphan
from omvgen.plan.links import encode_links
from omvgen.plan.wording import Wording
from omvgen.workbook import layout, styles
from omvgen.workbook.layout import FIRST_ROW, ID, LINK_ROW, UP, SheetColumn, widths
from omvgen.workbook.template.sheets import new_sheet, put_headers, put_sheet_link, start_at
from omvgen.workbook.template.writing import put, put_rich
from omvgen.workbook.text_fit import row_height, split_rows
from omvgen.workbook.vocabulary import publicity_words

PLACE, OUTCOME, OLD_WORDS, NEW_WORDS, OLD_SHEET, NEW_SHEET, OLD_TEXT, NEW_TEXT = range(2, 10)
CARRIED_COLUMNS = {
    PLACE: SheetColumn(mark("Kohta"), 8.0),
    OUTCOME: SheetColumn(mark("Mitä tapahtui"), 22.0),
    OLD_WORDS: SheetColumn(mark("Kysymys ennen"), 38.0),
    NEW_WORDS: SheetColumn(mark("Kysymys nyt, jos se on muuttunut"), 30.0),
    OLD_SHEET: SheetColumn(mark("Välilehti ennen"), 24.0),
    NEW_SHEET: SheetColumn(mark("Välilehti nyt, jos se on muuttunut"), 24.0),
    OLD_TEXT: SheetColumn(mark("Teksti ennen"), 30.0),
    NEW_TEXT: SheetColumn(mark("Teksti nyt"), 26.0),
}
CARRIED_WIDTHS = widths(CARRIED_COLUMNS)
MOST_TEXT = 500  # characters of last year's text in a row of the ledger

SHEET, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(2, 9)
ORPHAN_COLUMNS = {
    SHEET: SheetColumn(mark("Välilehti ennen"), 24.0),
    NUMBER: SheetColumn(mark("Kohta ennen"), 9.0),
    QUESTION: SheetColumn(mark("Kysymys ennen"), 34.0),
    ANSWER: layout.QUESTION_COLUMNS[layout.ANSWER],
    PUBLICITY: layout.QUESTION_COLUMNS[layout.PUBLICITY],
    BASIS: layout.QUESTION_COLUMNS[layout.BASIS],
    NOTE: SheetColumn(mark("Huomautus"), 18.0),
}
ORPHAN_WIDTHS = widths(ORPHAN_COLUMNS)


def put_carried(book: Any, form: Form, carried: Carried) -> None:
    """Adds both sheets at the end of the workbook; that of orphans only when there are any."""
    _put_ledger(book, form, carried)
    if carried.orphans:
        _put_orphans(book, form, carried.orphans)


def _new_sheet(book: Any, form: Form, kind: FixedSheet, columns: Mapping[int, SheetColumn]) -> Any:
    name, summary = kind.name(form.language), SUMMARY.name(form.language)
    sheet = new_sheet(book, name, kind.mark, name, widths(columns))
    put_sheet_link(sheet.cell(LINK_ROW, ID + 1), f"{UP} {summary}", summary)
    put_headers(sheet, columns)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ID + 1)
    start_at(sheet, f"B{FIRST_ROW}")
    return sheet


def _put_ledger(book: Any, form: Form, carried: Carried) -> None:
    """A row for each new question and each entry, first what needs to be looked at."""
    sheet = _new_sheet(book, form, CARRIED, CARRIED_COLUMNS)
    in_order = sorted(carried.entries, key=_urgency)
    rows = [*map(_added_texts, carried.added), *(_entry_texts(e, form) for e in in_order)]
    for row, texts in enumerate(rows, start=FIRST_ROW):
        _put_row(sheet, row, texts, CARRIED_WIDTHS)


def _urgency(entry: Entry) -> tuple[bool, bool, bool]:
    return (entry.fate is not Fate.ORPHANED, entry.as_it_was, entry.kind is EntryKind.FIELD)


def _added_texts(wording: Wording) -> dict[int, str]:
    return dict.fromkeys(CARRIED_COLUMNS, "") | {
        PLACE: wording.number,
        OUTCOME: tr("uusi kohta"),
        NEW_WORDS: wording.text,
        NEW_SHEET: wording.sheet,
    }


def _entry_texts(entry: Entry, form: Form) -> dict[int, str]:
    before, after = entry.before, entry.after
    now = after or Wording("", "")
    differs = entry.new != entry.old
    fixed = {EntryKind.FIELD: DOCUMENT.name(form.language), EntryKind.LOG: LOG.name(form.language)}
    return {
        PLACE: now.number or before.number,
        OUTCOME: ", ".join(map(tr, entry.outcome)),
        OLD_WORDS: before.text,
        NEW_WORDS: now.text if entry.reworded else "",
        OLD_SHEET: before.sheet or fixed.get(entry.kind, ""),
        NEW_SHEET: now.sheet if entry.moved else "",
        OLD_TEXT: _beginning(entry.old) if differs or entry.kind is EntryKind.LOG else "",
        NEW_TEXT: _beginning(entry.new) if differs else "",
    }


def _beginning(text: str) -> str:
    """The beginning of a text that is only shown here: an answer of many rows fits no cell."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rstrip() + "…"


def _put_row(sheet: Any, row: int, texts: Mapping[int, str], widths: Mapping[int, float]) -> None:
    for column, text in texts.items():
        put(sheet.cell(row, column), text, styles.HELP)
    sheet.row_dimensions[row].height = row_height(
        *((text, widths[column]) for column, text in texts.items())
    )


def _put_orphans(book: Any, form: Form, orphans: tuple[Orphan, ...]) -> None:
    sheet = _new_sheet(book, form, ORPHANS, ORPHAN_COLUMNS)
    row = FIRST_ROW
    for orphan in orphans:
        row = _put_orphan(sheet, row, orphan, form.language)


def _put_orphan(sheet: Any, row: int, orphan: Orphan, language: str) -> int:
    """Writes the orphan's row and the rows that its answer goes on in; returns the next row.

    The cells are not locked, so that the answer can be moved to where it belongs.
    """
    before, answer = orphan.before, orphan.answer
    texts = {
        SHEET: before.sheet,
        NUMBER: before.number,
        QUESTION: before.text,
        PUBLICITY: publicity_words(language)[answer.publicity] if answer.publicity else "",
        BASIS: join_bases(answer.bases),
        NOTE: answer.note,
    }
    parts = split_rows(encode_links(answer.text), ORPHAN_WIDTHS[ANSWER])
    for further, part in enumerate(parts, start=row):
        others = texts if further == row else dict.fromkeys(texts, "")
        for column, text in others.items():
            put(sheet.cell(further, column), text, styles.ANSWER)
        put_rich(sheet.cell(further, ANSWER), part, styles.ANSWER)
        sized = [(text, ORPHAN_WIDTHS[column]) for column, text in others.items()]
        sheet.row_dimensions[further].height = row_height(
            (part.plain, ORPHAN_WIDTHS[ANSWER]), *sized
        )
    return row + len(parts)
