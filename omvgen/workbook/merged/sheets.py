"""The sheets of a merged workbook: conflicts to decide, the ledger, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from omvgen.form.form import Form
from omvgen.form.sheets import CONFLICTS, MERGED, ORPHANS
from omvgen.locale import in_language, tr
from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.links import encode_links
from omvgen.plan.text import RichText, plain
from omvgen.plan.transfer import Ledger, LeftOver, wording_of
from omvgen.workbook import conflict_sheet, layout, ledger_rows, styles
from omvgen.workbook.patch.own_sheet import OwnCell, OwnColumn, OwnSheet
from omvgen.workbook.reading.left_over import LeftRow
from omvgen.workbook.xlsx.cells import column_letters

_PARTS = {
    "publicity": layout.QUESTION_COLUMNS[layout.PUBLICITY].header,
    "basis": layout.QUESTION_COLUMNS[layout.BASIS].header,
    "note": layout.QUESTION_COLUMNS[layout.NOTE].header,
}


_FIRST = styles.QUESTION._replace(fill=styles.PALE_BLUE)
_TO_FILL = (OwnCell("", styles.ANSWER), OwnCell("", styles.ANSWER))


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
        "Jokaisella ristiriidalla on sininen rivi ja sen alla vaihtoehdot. Valitse sinisellä "
        "rivillä sarakkeessa Valinta vaihtoehdon kirjain, kaikki (tekstit peräkkäin) tai ennallaan "
        "(työkirjan nykyinen teksti), tai kirjoita oma teksti. Aja sitten omvgen merge tälle "
        "työkirjalle."
    )
    return OwnSheet(CONFLICTS.name(language), CONFLICTS.mark, columns, rows, note)


def _conflict_rows(conflict: OpenConflict, form: Form) -> Iterator[list[OwnCell]]:
    """The row of what the workbook has now, by which a person chooses, and those of the sides."""
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
        look = _FIRST if option == keep else styles.QUESTION
        is_word = conflict.place.part == "publicity"
        said = plain(in_language(form.language, text.plain)) if is_word else encode_links(text)
        shown = (wording.number, title, option, name, said)
        yield [*(OwnCell(each, look) for each in shown), *_TO_FILL, OwnCell(place)]


def ledger_sheet(ledger: Ledger, form: Form, note: str) -> OwnSheet:
    """The ledger. `note` says with which base the plans were merged."""
    columns = ledger_rows.LEDGER_COLUMNS
    all_rows = ledger_rows.ledger_rows(ledger, form, with_texts=True)
    rows = [[texts.get(place, "") for place in columns] for texts in all_rows]
    return OwnSheet(MERGED.name(form.language), MERGED.mark, _columns(columns, form), rows, note)


def left_over_sheet(earlier: Sequence[LeftRow], left: Sequence[LeftOver], form: Form) -> OwnSheet:
    """What has no place in the plan, with its whole text, below what was left over `earlier`."""
    columns = ledger_rows.LEFT_COLUMNS
    rows = [[row.get(place, RichText()) for place in columns] for row in earlier]
    for piece in left:
        texts = ledger_rows.left_over_texts(piece, form.language)
        answer = encode_links(piece.answer.text)
        row = [answer if p == ledger_rows.ANSWER else plain(texts[p]) for p in columns]
        if row not in rows:
            rows.append(row)
    note = in_language(form.language, ledger_rows.LEFT_NOTE)
    return OwnSheet(ORPHANS.name(form.language), ORPHANS.mark, _columns(columns, form), rows, note)


def _columns(columns: dict[int, layout.SheetColumn], form: Form) -> list[OwnColumn]:
    return [OwnColumn(in_language(form.language, c.header), c.width) for c in columns.values()]
