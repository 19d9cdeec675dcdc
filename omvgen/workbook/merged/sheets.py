"""The sheets of a merged workbook: conflicts to decide, the ledger, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, CONFLICTS, ORPHANS
from omvgen.locale import in_language, tr
from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.links import encode_links
from omvgen.plan.text import RichText
from omvgen.plan.transfer import Ledger, LeftOver, wording_of
from omvgen.workbook import conflict_sheet, layout, ledger_rows
from omvgen.workbook.patch.own_sheet import OwnColumn, OwnSheet
from omvgen.workbook.xlsx.cells import column_letters

_PARTS = {
    "publicity": layout.QUESTION_COLUMNS[layout.PUBLICITY].header,
    "basis": layout.QUESTION_COLUMNS[layout.BASIS].header,
    "note": layout.QUESTION_COLUMNS[layout.NOTE].header,
}


def conflicts_sheet(conflicts: Sequence[OpenConflict], form: Form) -> OwnSheet:
    """The sheet on which a person chooses for each conflict."""
    language = form.language
    most = max((len(conflict.sides) for conflict in conflicts), default=0)
    choices = (
        *(column_letters(n) for n in range(1, most + 1)),
        conflict_sheet.all_word(language),
        conflict_sheet.keep_word(language),
        conflict_sheet.own_word(language),
    )
    columns = [
        OwnColumn(
            in_language(language, column.header),
            column.width,
            choices if place == conflict_sheet.CHOICE else (),
            hidden=place == conflict_sheet.PLACE,
        )
        for place, column in conflict_sheet.COLUMNS.items()
    ]
    rows = [row for conflict in conflicts for row in _conflict_rows(conflict, form)]
    note = tr(
        "Valitse jokaiselle ristiriidalle teksti sarakkeessa Valinta tai kirjoita oma teksti. "
        "Aja sitten omvgen merge tälle työkirjalle."
    )
    return OwnSheet(CONFLICTS.name(language), CONFLICTS.mark, columns, rows, note)


def _conflict_rows(conflict: OpenConflict, form: Form) -> Iterator[list[str | RichText]]:
    wording = wording_of(form, conflict.place.id)
    part = _PARTS.get(conflict.place.part)
    title = wording.text + (f" ({in_language(form.language, part)})" if part else "")
    place = conflict_sheet.place_to_text(conflict.place)
    keep = conflict_sheet.keep_word(form.language)
    options = [(keep, tr("työkirjassa nyt"), conflict.kept)]
    options += [
        (column_letters(n), side.name or tr("tämä työkirja"), side.text)
        for n, side in enumerate(conflict.sides, start=1)
    ]
    for option, name, text in options:
        yield [wording.number, title, option, name, encode_links(text), "", "", place]


def ledger_sheet(ledger: Ledger, form: Form, note: str) -> OwnSheet:
    """The ledger. `note` says with which base the plans were merged."""
    columns = ledger_rows.LEDGER_COLUMNS
    rows = [[texts[place] for place in columns] for texts in ledger_rows.ledger_rows(ledger, form)]
    return OwnSheet(CARRIED.name(form.language), CARRIED.mark, _columns(columns, form), rows, note)


def left_over_sheet(left: Sequence[LeftOver], form: Form) -> OwnSheet:
    """What has no place in the plan, with its whole text."""
    columns = ledger_rows.LEFT_COLUMNS
    rows: list[list[str | RichText]] = []
    for piece in left:
        texts = ledger_rows.left_over_texts(piece, form.language)
        cells: dict[int, str | RichText] = {
            **texts,
            ledger_rows.ANSWER: encode_links(piece.answer.text),
        }
        rows.append([cells[place] for place in columns])
    return OwnSheet(ORPHANS.name(form.language), ORPHANS.mark, _columns(columns, form), rows, "")


def _columns(columns: dict[int, layout.SheetColumn], form: Form) -> list[OwnColumn]:
    return [OwnColumn(in_language(form.language, c.header), c.width) for c in columns.values()]
