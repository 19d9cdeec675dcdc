"""Which question a cell answers that the reader refused: by its name or by the words on its row."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from omvgen.plan.likeness import nearest
from omvgen.plan.transfer import Evidence
from omvgen.workbook import layout
from omvgen.workbook.reading.columns import Columns, field_columns, section_columns
from omvgen.workbook.reading.doubts import Doubt
from omvgen.workbook.reading.expected import (
    Expected,
    document_fields,
    same_words,
    section_questions,
)
from omvgen.workbook.reading.form_sheets import FormSheets
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.xlsx.cells import Book, Spot


class Claim(NamedTuple):
    """The question or field that a cell may answer, and what says so."""

    id: str
    evidence: Evidence
    likeness: float = 1.0


class Claims:
    """The form's sheets with their columns, and what the cells of their answers claim to be."""

    def __init__(self, book: Book, reading: Reading, sheets: FormSheets) -> None:
        form, language = reading.form, reading.form.language
        self._book, self._doubts = book, reading.doubts
        self._expected: dict[str, Expected] = {}
        self.columns: dict[str, Columns] = {}
        for section, sheet in sheets.sections.items():
            self.columns[sheet.name] = section_columns(sheet, language, [section], ())
            self._expected[sheet.name] = section_questions(form)
        if sheets.document is not None:
            name = sheets.document.name
            self.columns[name] = field_columns(sheets.document, language, ())
            self._expected[name] = document_fields(form)

    def of(self, spot: Spot) -> Claim | None:
        """What the cell answers; None when it is no cell of an answer or nothing says so.

        A cell that was moved took its name along; sorting leaves the names behind.
        """
        columns = self.columns.get(spot.sheet)
        if columns is None or spot.column != columns.answer:
            return None
        expected, sheet = self._expected[spot.sheet], self._book.by_name[spot.sheet]
        question = same_words(sheet.text(spot.row, columns.question))
        by_text = expected.by_text.get(question)
        by_id = expected.current(sheet.text(spot.row, columns.id))
        by_name = None if spot.sheet in self._sorted else self._named(spot, expected, by_id)
        if by_name and (by_text is None or by_text == by_id):
            return Claim(by_name, Evidence.CONTROL)
        if by_text:
            return Claim(by_text, Evidence.TEXT)
        near = nearest(question, {q.id: q.text for q in expected.questions.values()})
        return Claim(near[0], Evidence.LIKENESS, near[1]) if question and near else None

    @cached_property
    def _sorted(self) -> set[str]:
        """The sheets whose rows have been sorted."""
        return {one.location.sheet for one in self._doubts if one.doubt is Doubt.SORTED}

    def _named(self, spot: Spot, expected: Expected, by_id: str | None) -> str | None:
        """The question whose name refers to the cell; of several not the row's own."""
        found = [
            expected.current(name.removeprefix(prefix))
            for name, where in self._book.names_on.get(spot.sheet, ())
            for prefix in (layout.answer_name(""), layout.field_name(""))
            if where == spot and name.startswith(prefix)
        ]
        return min(filter(None, found), key=lambda id_: id_ == by_id, default=None)
