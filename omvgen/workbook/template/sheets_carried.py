"""The sheets of next year's workbook that say what became of last year's answers."""

from __future__ import annotations

from typing import Any

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, DOCUMENT, LOG
from omvgen.locale import mark, tr
from omvgen.plan.carry import Carried, Entry, EntryKind, Fate, Outdated
from omvgen.plan.wording import CellComment, Wording
from omvgen.workbook.layout import FIRST_ROW, SheetColumn, widths
from omvgen.workbook.ledger_rows import beginning
from omvgen.workbook.template.sheets_ledger import ledger_sheet, put_left_over, put_row

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


def put_carried(book: Any, form: Form, carried: Carried) -> None:
    """Adds both sheets at the end of the workbook; that of orphans only when there are any."""
    _put_ledger(book, form, carried)
    if carried.orphans:
        put_left_over(book, form, carried.orphans)


def _put_ledger(book: Any, form: Form, carried: Carried) -> None:
    """A row for each new question, outdated text, entry and comment, the urgent ones first."""
    sheet = ledger_sheet(book, form, CARRIED, CARRIED_COLUMNS)
    in_order = sorted(carried.entries, key=_urgency)
    rows = [
        *map(_added_texts, carried.added),
        *map(_outdated_texts, carried.outdated),
        *map(_comment_texts, carried.comments),
        *(_entry_texts(entry, form) for entry in in_order),
    ]
    for row, texts in enumerate(rows, start=FIRST_ROW):
        put_row(sheet, row, texts, CARRIED_WIDTHS)


def _urgency(entry: Entry) -> tuple[bool, bool, bool]:
    return (entry.fate is not Fate.ORPHANED, entry.as_it_was, entry.kind is EntryKind.FIELD)


def _added_texts(wording: Wording) -> dict[int, str]:
    return dict.fromkeys(CARRIED_COLUMNS, "") | {
        PLACE: wording.number,
        OUTCOME: tr("uusi kohta"),
        NEW_WORDS: wording.text,
        NEW_SHEET: wording.sheet,
    }


def _outdated_texts(item: Outdated) -> dict[int, str]:
    return dict.fromkeys(CARRIED_COLUMNS, "") | {
        PLACE: item.after.number,
        OUTCOME: tr("Vanhentunut tieto?"),
        OLD_WORDS: item.after.text,
        OLD_SHEET: item.after.sheet,
        NEW_TEXT: item.words,
    }


def _comment_texts(comment: CellComment) -> dict[int, str]:
    by = f"{comment.author}: " if comment.author else ""
    return dict.fromkeys(CARRIED_COLUMNS, "") | {
        OUTCOME: tr("kommentti jäi edelliseen työkirjaan"),
        OLD_SHEET: f"{comment.sheet}!{comment.cell}",
        OLD_TEXT: beginning(by + comment.text),
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
        OLD_TEXT: beginning(entry.old) if differs or entry.kind is EntryKind.LOG else "",
        NEW_TEXT: beginning(entry.new) if differs else "",
    }
