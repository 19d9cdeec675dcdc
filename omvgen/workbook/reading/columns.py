"""Which column of a sheet holds what: by its header, wherever columns were inserted or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.workbook import layout
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.grid import Columns, Grid
from omvgen.workbook.xlsx.sheet_model import Sheet, Spot

_HEADERS_WITHIN = 20  # rows from the top, however many have been inserted


def section_columns(sheet: Sheet, marks: Iterable[str], named: Iterable[Spot]) -> Columns:
    """The columns of a section's sheet. `named` are the cells that names of answers point to."""
    found = _find(sheet, marks, layout.QUESTION_HEADERS)
    return Columns(
        found.place(layout.ID),
        found.place(layout.NUMBER),
        found.place(layout.QUESTION) or found.usual[layout.QUESTION],
        found.answers(layout.ANSWER, sheet, named),
        found.place(layout.PUBLICITY),
        found.place(layout.BASIS),
        found.place(layout.NOTE),
    )


def field_columns(sheet: Sheet, named: Iterable[Spot]) -> Columns:
    """The columns of `Asiakirjan tiedot`."""
    found = _find(sheet, [layout.DOCUMENT.mark], layout.FIELD_HEADERS)
    return Columns(
        found.place(layout.ID),
        0,
        found.place(layout.FIELD) or found.usual[layout.FIELD],
        found.answers(layout.VALUE, sheet, named),
    )


def missing_columns(grid: Grid, section: str = "") -> Iterator[Finding]:
    """The columns that are gone, and with them what stood there. Notes and numbers may go."""
    columns = grid.columns
    places = {layout.FIELD_HEADERS[layout.VALUE]: columns.answer}
    if section:
        wanted = zip((layout.ANSWER, layout.PUBLICITY, layout.BASIS), columns[3:6], strict=True)
        places = {layout.QUESTION_HEADERS[column]: place for column, place in wanted}
    for title, place in places.items():
        if not place:
            where = Location(grid.sheet.name, section=section)
            yield Finding(Code.SHEET_COLUMN_MISSING, where, {"column": title})


class _Found(NamedTuple):
    """Where the columns of the layout stand usually, and where their headers are now."""

    usual: Mapping[int, int]
    shown: Mapping[int, int]

    def place(self, column: int) -> int:
        """Under its header; without one in its usual place, or nowhere when that is another's."""
        taken = self.usual[column] in self.shown.values()
        return self.shown.get(column, 0 if taken else self.usual[column])

    def answers(self, column: int, sheet: Sheet, named: Iterable[Spot]) -> int:
        """The column of the answers, which their names know too."""
        if column in self.shown:
            return self.shown[column]
        places = Counter(spot.column for spot in named if spot.sheet == sheet.name)
        return max(places, key=lambda place: places[place], default=self.place(column))


def _find(sheet: Sheet, marks: Iterable[str], headers: Mapping[int, str]) -> _Found:
    shift = _id_column(sheet, set(marks)) - layout.ID
    usual = {column: column + shift for column in (layout.ID, *headers)}
    titles = {same_words(title): column for column, title in headers.items()}
    top = [row for row in sheet.rows if row <= _HEADERS_WITHIN]
    shown = max((_shown(sheet, row, titles) for row in top), key=len, default={})
    return _Found(usual, shown if 2 * len(shown) >= len(headers) else {})


def _shown(sheet: Sheet, row: int, titles: Mapping[str, int]) -> dict[int, int]:
    """The place of each column whose header stands on the row."""
    texts = {same_words(sheet.text(row, place)): place for place in sheet.rows[row]}
    return {column: texts[title] for title, column in titles.items() if title in texts}


def _id_column(sheet: Sheet, marks: Collection[str]) -> int:
    for row in sorted(sheet.rows)[:3]:
        for column in sheet.rows[row]:
            if sheet.text(row, column) in marks:
                return column
    return layout.ID
