"""The sheets that the reader passed over, read as if they were the form's.

They are copies of sheets, damaged ones as far as they can be had, sheets whose mark and name
are gone, and people's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from omvgen.findings.model import Location, Place
from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, DOCUMENT, FINDINGS, GUIDE, LOG, MERGED, ORPHANS, SUMMARY
from omvgen.plan.plan import Plan
from omvgen.plan.wording import Wording
from omvgen.workbook import layout
from omvgen.workbook.reading.document import read_document, read_log
from omvgen.workbook.reading.form_sheets import FormSheets
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.sections import read_sections
from omvgen.workbook.xlsx.cells import Book, Sheet

# On a sheet that is no copy of ours, as many fields must be named before any is taken.
_FEWEST_FIELDS = 3


class Parts(NamedTuple):
    """What one sheet says as a part of a plan, and the place of each piece of it."""

    sheet: str
    plan: Plan
    places: Mapping[Place, Location]
    wordings: Mapping[str, Wording]

    @property
    def is_own(self) -> bool:
        """Whether nothing of the form is on the sheet: it is one of people's own."""
        return not (self.wordings or self.plan.document or self.plan.tables or self.plan.log)


def read_passed_over(
    book: Book, form: Form, sheets: FormSheets, identity: Identity
) -> Iterator[Parts]:
    """Reads each sheet that is neither the form's nor made anew by omvgen."""
    found = (*sheets.sections.values(), sheets.document, sheets.log)
    read = {sheet.name for sheet in found if sheet is not None and not sheet.damaged}
    made = {sheet.name(form.language) for sheet in (GUIDE, SUMMARY)}
    marks = {sheet.mark for sheet in (GUIDE, SUMMARY, CARRIED, MERGED, FINDINGS, ORPHANS)}
    for sheet in book.sheets:
        if sheet.name not in read | made and sheet.text(1, 1) not in marks:
            yield _read_as_ours(book, form, replace(sheet, damaged=False), identity)


def _read_as_ours(book: Book, form: Form, sheet: Sheet, identity: Identity) -> Parts:
    # Names that refer to other sheets would contradict what stands here: it may be a copy.
    own = tuple(name for name in book.names if name.spot and name.spot.sheet == sheet.name)
    alone = replace(book, names=own)
    home = _home(sheet, form)
    # Read as another kind of sheet than it is, its rows would be there twice.
    no_sections = home in (DOCUMENT.mark, LOG.mark)
    mark = home or sheet.text(layout.TITLE_ROW, layout.ID)
    as_section, as_document, as_log = (
        FormSheets({} if no_sections else {mark: sheet}, None, None),
        FormSheets({}, sheet if home in ("", DOCUMENT.mark) else None, None),
        FormSheets({}, None, sheet if home in ("", LOG.mark) else None),
    )
    sections = read_sections(alone, form, as_section, identity)
    fields, of_fields = read_document(alone, form, as_document, Identity("", "", same=True))
    log, of_log = read_log(alone, form, as_log)
    is_document = home == DOCUMENT.mark or len(fields.keys() & form.fields.keys()) >= _FEWEST_FIELDS
    plan = Plan(
        form.id,
        form.version,
        fields if is_document else {},
        sections.answers if sections.found_any else {},
        sections.tables,
        log,
    )
    places = {**sections.trace.places, **of_fields.places, **of_log.places}
    held = {place: where for place, where in places.items() if _is_in(plan, place)}
    return Parts(sheet.name, plan, held, sections.wordings)


def _home(sheet: Sheet, form: Form) -> str:
    """The mark of the form's sheet that this one is or was, by its own mark or its name.

    Empty when neither says it.
    """
    names = {one.name(form.language).casefold(): one.mark for one in (DOCUMENT, LOG)}
    names |= {section.sheet.casefold(): section.id for section in form.sections}
    mark = sheet.text(layout.TITLE_ROW, layout.ID)
    return mark if mark in names.values() else names.get(sheet.name.strip().casefold(), "")


def _is_in(plan: Plan, place: Place) -> bool:
    parts = {"answer": plan.answers, "field": plan.document, "table": plan.tables}
    return place.id in parts.get(place.kind, ()) or (place.kind == "log" and bool(plan.log))
