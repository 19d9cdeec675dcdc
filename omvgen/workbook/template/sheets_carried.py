"""The sheets of next year's workbook that say what became of last year's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import quote_sheetname

from omvgen.plan.bases import join_bases
from omvgen.plan.carry import Carried, Entry, EntryKind, Fate, Orphan
from omvgen.plan.links import encode_links
from omvgen.plan.wording import Wording
from omvgen.workbook.layout import (
    CARRIED,
    DOCUMENT,
    FIRST_ROW,
    ID,
    LINK_ROW,
    LOG,
    ORPHANS,
    SUMMARY,
    SheetKind,
)
from omvgen.workbook.template import styles
from omvgen.workbook.template.room import row_height, split_rows
from omvgen.workbook.template.sheets import new_sheet, put_headers, start_at
from omvgen.workbook.template.writing import put, put_link, put_rich

PLACE, OUTCOME, OLD_WORDS, NEW_WORDS, OLD_SHEET, NEW_SHEET, OLD_TEXT, NEW_TEXT = range(2, 10)
CARRIED_HEADERS = {
    PLACE: "Kohta",
    OUTCOME: "Mitä tapahtui",
    OLD_WORDS: "Kysymys ennen",
    NEW_WORDS: "Kysymys nyt, jos se on muuttunut",
    OLD_SHEET: "Välilehti ennen",
    NEW_SHEET: "Välilehti nyt, jos se on muuttunut",
    OLD_TEXT: "Teksti ennen",
    NEW_TEXT: "Teksti nyt",
}
CARRIED_WIDTHS = {
    **{PLACE: 8.0, OUTCOME: 22.0, OLD_WORDS: 38.0, NEW_WORDS: 30.0},
    **{OLD_SHEET: 24.0, NEW_SHEET: 24.0, OLD_TEXT: 30.0, NEW_TEXT: 26.0},
}

MOST_TEXT = 500  # of last year's text in a row of the ledger
_FIXED_SHEETS = {EntryKind.FIELD: DOCUMENT.name, EntryKind.LOG: LOG.name}

SHEET, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(2, 9)
ORPHAN_HEADERS = {
    SHEET: "Välilehti ennen",
    NUMBER: "Kohta ennen",
    QUESTION: "Kysymys ennen",
    ANSWER: "Vastaus",
    PUBLICITY: "Julkisuus",
    BASIS: "Salassapitoperuste",
    NOTE: "Huomautus",
}
ORPHAN_WIDTHS = {
    **{SHEET: 24.0, NUMBER: 9.0, QUESTION: 34.0, ANSWER: 66.0},
    **{PUBLICITY: 16.0, BASIS: 23.0, NOTE: 18.0},
}


def put_carried(book: Any, carried: Carried) -> None:
    """Both sheets, last in the workbook; the one of orphans when there are any."""
    _put_ledger(book, carried)
    if carried.orphans:
        _put_orphans(book, carried.orphans)


def _new_sheet(book: Any, kind: SheetKind, headers: dict[int, str], widths: Any) -> Any:
    sheet = new_sheet(book, kind.name, kind.mark, kind.name, widths)
    target = f"{quote_sheetname(SUMMARY.name)}!B1"
    put_link(sheet.cell(LINK_ROW, ID + 1), f"↑ {SUMMARY.name}", target, styles.LINK)
    put_headers(sheet, headers)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ID + 1)
    start_at(sheet, f"B{FIRST_ROW}")
    return sheet


def _put_ledger(book: Any, carried: Carried) -> None:
    """A row for each new question and each entry, what needs to be looked at first."""
    sheet = _new_sheet(book, CARRIED, CARRIED_HEADERS, CARRIED_WIDTHS)
    in_order = sorted(carried.entries, key=_urgency)
    told = [*map(_added_texts, carried.added), *map(_ledger_texts, in_order)]
    for row, texts in enumerate(told, start=FIRST_ROW):
        _put_row(sheet, row, texts, CARRIED_WIDTHS)


def _urgency(entry: Entry) -> tuple[bool, bool, bool]:
    return (entry.fate is not Fate.ORPHANED, entry.as_it_was, entry.kind is EntryKind.FIELD)


def _added_texts(asked: Wording) -> dict[int, str]:
    return dict.fromkeys(CARRIED_HEADERS, "") | {
        PLACE: asked.number,
        OUTCOME: "uusi kohta",
        NEW_WORDS: asked.text,
        NEW_SHEET: asked.sheet,
    }


def _ledger_texts(entry: Entry) -> dict[int, str]:
    before, after = entry.before, entry.after
    now = after or Wording("", "")
    differs = entry.new != entry.old
    return {
        PLACE: now.number or before.number,
        OUTCOME: ", ".join(entry.outcome),
        OLD_WORDS: before.text,
        NEW_WORDS: now.text if entry.reworded else "",
        OLD_SHEET: before.sheet or _FIXED_SHEETS.get(entry.kind, ""),
        NEW_SHEET: now.sheet if entry.moved else "",
        OLD_TEXT: _beginning(entry.old) if differs or entry.kind is EntryKind.LOG else "",
        NEW_TEXT: _beginning(entry.new) if differs else "",
    }


def _beginning(text: str) -> str:
    """A text that is told of, not kept here: an answer of many rows would fill no one cell."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rstrip() + "…"


def _put_row(sheet: Any, row: int, texts: Mapping[int, str], widths: Mapping[int, float]) -> None:
    for column, text in texts.items():
        put(sheet.cell(row, column), text, styles.HELP)
    sheet.row_dimensions[row].height = row_height(
        *((text, widths[column]) for column, text in texts.items())
    )


def _put_orphans(book: Any, orphans: tuple[Orphan, ...]) -> None:
    sheet = _new_sheet(book, ORPHANS, ORPHAN_HEADERS, ORPHAN_WIDTHS)
    row = FIRST_ROW
    for orphan in orphans:
        row = _put_orphan(sheet, row, orphan)


def _put_orphan(sheet: Any, row: int, orphan: Orphan) -> int:
    """The orphan's row, and those that its answer goes on in; the row after them.

    Its cells can be copied and cleared, so that the answer can be put elsewhere.
    """
    before, answer = orphan.before, orphan.answer
    texts = {
        SHEET: before.sheet,
        NUMBER: before.number,
        QUESTION: before.text,
        PUBLICITY: answer.publicity.value if answer.publicity else "",
        BASIS: join_bases(answer.bases),
        NOTE: answer.note,
    }
    pieces = split_rows(encode_links(answer.text), ORPHAN_WIDTHS[ANSWER])
    for further, piece in enumerate(pieces, start=row):
        beside = texts if further == row else dict.fromkeys(texts, "")
        for column, text in beside.items():
            put(sheet.cell(further, column), text, styles.ANSWER)
        put_rich(sheet.cell(further, ANSWER), piece, styles.ANSWER)
        sized = [(text, ORPHAN_WIDTHS[column]) for column, text in beside.items()]
        sheet.row_dimensions[further].height = row_height(
            (piece.plain, ORPHAN_WIDTHS[ANSWER]), *sized
        )
    return row + len(pieces)
