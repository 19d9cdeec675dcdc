"""The texts of a workbook that are in no part of its plan and that omvgen did not write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from omvgen.form.form import Form
from omvgen.form.sheets import CARRIED, DOCUMENT, FINDINGS, GUIDE, LOG, MERGED, ORPHANS, SUMMARY
from omvgen.locale import in_language
from omvgen.workbook import layout
from omvgen.workbook.ledger_rows import LEDGER_COLUMNS, LEFT_COLUMNS, LEFT_NOTE
from omvgen.workbook.reading.expected import same_words, section_questions
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.repair.unplaced import HeldWords, OurTexts, Unplaced, unplaced
from omvgen.workbook.template.make import make_workbook
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book
from omvgen.workbook.xlsx.opening import open_workbook


def stray_texts(
    book: Book, reading: Reading, held: HeldWords, identity: Identity, own: frozenset[str]
) -> tuple[Unplaced, ...]:
    """The cells whose words the plan does not hold; `own` are the sheets of people's own.

    Lists that omvgen made anew are left out.
    """
    form = reading.form
    ours = OurTexts(_blank(form), _further_texts(reading, identity))
    made = {sheet.mark for sheet in (CARRIED, MERGED, FINDINGS)}
    sheets = [sheet for sheet in book.sheets if sheet.text(1, 1) not in made]
    found = unplaced(sheets, held, ours, known=identity.cells, own=own)
    return tuple(one for one in found if not _is_ours(book, form, one))


@lru_cache(maxsize=4)
def _blank(form: Form) -> Book:
    """The form's empty workbook, as it is read."""
    return load_book(open_workbook(make_workbook(form), ""))


def _further_texts(reading: Reading, identity: Identity) -> Iterator[str]:
    """Ids, marks, headers of sheets with a ledger, and the questions of another version."""
    form = reading.form
    yield from (*form.known_ids, *form.fields)
    yield from (layout.table_mark(table) for table in (*form.tables, form.log.id))
    yield from (sheet.mark for sheet in (GUIDE, SUMMARY, DOCUMENT, LOG, ORPHANS, CARRIED))
    for section in form.sections:
        yield from (section.id, *section.renamed_from)
    for columns in (LEFT_COLUMNS, LEDGER_COLUMNS):
        yield from layout.headers(columns, form.language).values()
    yield ORPHANS.name(form.language)
    yield in_language(form.language, LEFT_NOTE)
    yield in_language(form.language, layout.FORM_ROW_HELP)
    columns_of = {key: {c.id for c in table.columns} for key, table in form.tables.items()}
    for key, rows in reading.plan.tables.items():  # titles of columns that the form lacks
        yield from (title for row in rows for title in row if title not in columns_of.get(key, ()))
    for wording in reading.wordings.values():
        # The question of an answer that the form has no place for is left over with it.
        if not identity.same or wording.id not in form.section_of:
            yield from (wording.id, wording.text, wording.number)


def _is_ours(book: Book, form: Form, found: Unplaced) -> bool:
    """Whether the cell is a count, a link from sheet to sheet, or names a question."""
    text, spot = found.cell.text, found.spot
    if spot.sheet == SUMMARY.name(form.language) and found.cell.formula:
        return True
    if spot.row == layout.LINK_ROW and text.startswith((layout.UP, layout.BACK, layout.ON)):
        return True
    question = same_words(book.text(spot._replace(column=layout.QUESTION)))
    return (
        spot.column in (layout.NUMBER, layout.QUESTION)
        and question in section_questions(form).by_text
        and same_words(text) in (question, *form.numbers.values())
    )
