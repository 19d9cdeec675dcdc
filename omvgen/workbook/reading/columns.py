"""Which column of a sheet holds what: by its header, wherever columns were inserted or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.sheets import DOCUMENT
from omvgen.locale import in_language
from omvgen.workbook import layout
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.xlsx.cells import Sheet, Spot

_HEADERS_WITHIN = 20  # rows from the top, however many have been inserted


class Columns(NamedTuple):
    """The places of a sheet's columns. 0 stands for none."""

    id: int
    number: int
    question: int
    answer: int
    publicity: int = 0
    basis: int = 0
    note: int = 0

    @property
    def attributes(self) -> tuple[int, ...]:
        """The columns of an answer's publicity, basis and note, those that there are."""
        return tuple(c for c in (self.publicity, self.basis, self.note) if c)

    @property
    def visible(self) -> tuple[int, ...]:
        """All columns but that of the ids."""
        return tuple(c for c in (self.number, self.question, self.answer, *self.attributes) if c)


def section_columns(
    sheet: Sheet, language: str, marks: Iterable[str], named: Iterable[Spot]
) -> Columns:
    """The columns of a section's sheet.

    `marks` are what its column of ids may hold in the title row, `named` the cells
    that names of answers refer to.
    """
    found = _find(sheet, marks, layout.headers(layout.QUESTION_COLUMNS, language))
    return Columns(
        found.place(layout.ID),
        found.place(layout.NUMBER),
        found.place(layout.QUESTION),
        found.answers(layout.ANSWER, sheet, named),
        found.place(layout.PUBLICITY),
        found.place(layout.BASIS),
        found.place(layout.NOTE),
    )


def field_columns(sheet: Sheet, language: str, named: Iterable[Spot]) -> Columns:
    """The columns of the document's sheet."""
    headers = layout.headers(layout.FIELD_COLUMNS, language)
    found = _find(sheet, [DOCUMENT.mark], headers)
    return Columns(
        found.place(layout.ID),
        0,
        found.place(layout.FIELD),
        found.answers(layout.VALUE, sheet, named),
    )


def missing_columns(
    sheet: Sheet, columns: Columns, language: str, section: str = ""
) -> Iterator[Finding]:
    """A finding for each column that is gone with its content. Notes and numbers may go.

    The `part` of its place is the part of an answer that the column had.
    """
    if section:
        own = layout.QUESTION_COLUMNS
        needed = {
            layout.QUESTION: (columns.question, "question"),
            layout.ANSWER: (columns.answer, "text"),
            layout.PUBLICITY: (columns.publicity, "publicity"),
            layout.BASIS: (columns.basis, "basis"),
        }
    else:
        own = layout.FIELD_COLUMNS
        needed = {
            layout.FIELD: (columns.question, "question"),
            layout.VALUE: (columns.answer, "text"),
        }
    for column, (place, part) in needed.items():
        if not place:
            where = Location(sheet.name, section=section)
            header = in_language(language, own[column].header)
            of = Place("answer" if section else "field", "", part)
            yield Finding(Code.SHEET_COLUMN_MISSING, where, {"column": header}, place=of)


class _HeaderPlaces(NamedTuple):
    """The usual place of each column, and the place of each header that was found."""

    usual: Mapping[int, int]
    shown: Mapping[int, int]

    def place(self, column: int) -> int:
        """Under its header; without one its usual place, or 0 when another column is there."""
        taken = self.usual[column] in self.shown.values()
        return self.shown.get(column, 0 if taken else self.usual[column])

    def answers(self, column: int, sheet: Sheet, named: Iterable[Spot]) -> int:
        """The column of the answers. Without its header it is where most of their names are."""
        if column in self.shown:
            return self.shown[column]
        places = Counter(spot.column for spot in named if spot.sheet == sheet.name)
        return max(places, key=lambda place: places[place], default=self.place(column))


def _find(sheet: Sheet, marks: Iterable[str], headers: Mapping[int, str]) -> _HeaderPlaces:
    shift = _id_column(sheet, set(marks)) - layout.ID
    usual = {column: column + shift for column in (layout.ID, *headers)}
    titles = {same_words(title): column for column, title in headers.items()}
    top = [row for row in sheet.rows if row <= _HEADERS_WITHIN]
    shown: dict[int, int] = {}  # by the row that shows most headers, the first of several
    for row in top:
        shown = max(shown, _shown(sheet, row, titles), key=len)
        if len(shown) == len(titles):
            break
    return _HeaderPlaces(usual, shown if 2 * len(shown) >= len(headers) else {})


def _shown(sheet: Sheet, row: int, titles: Mapping[str, int]) -> dict[int, int]:
    """The place of each column whose header is on the row."""
    texts = {same_words(sheet.text(row, place)): place for place in sheet.rows[row]}
    return {column: texts[title] for title, column in titles.items() if title in texts}


def _id_column(sheet: Sheet, marks: Collection[str]) -> int:
    for row in sorted(sheet.rows)[:3]:
        for column in sheet.rows[row]:
            if sheet.text(row, column) in marks:
                return column
    return layout.ID
