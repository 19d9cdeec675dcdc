"""Tables from their rows: columns by their titles, rows to the last that says something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Column
from omvgen.form.kinds import AnswerKind
from omvgen.plan.plan import Row
from omvgen.workbook.reading.cell_text import Part, canonical, read_text, shown_or_bare
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.grid import Grid, TableRows
from omvgen.workbook.reading.looks import lost_looks
from omvgen.workbook.xlsx.sheet_model import Book, Spot


class _Column(NamedTuple):
    """A column of a table and where it stands in its sheet."""

    asked: Column
    column: int
    by_title: bool


def read_table(
    book: Book,
    grid: Grid,
    found: TableRows,
    whose: Location,
    *,
    start: int,
    kind: str = "table",
    unknown_too: bool = False,
) -> tuple[tuple[Row, ...], Part]:
    """The table's rows that say something, in order.

    `start` is the column in which the template begins the table, `whose` the
    section and question it belongs to, `kind` the kind of its places. `unknown_too`
    reads columns that the form does not have, each with its title as its id.
    """
    columns = tuple(_columns(grid, found, start))
    header = Spot(found.sheet, found.header, min(c.column for c in columns))
    where = _at(whose, header)
    places = {Place(kind, found.table.id): where}
    named = sum(c.by_title for c in columns)
    if named * 2 < len(columns) or any(_shifted(grid, found, c) for c in columns):
        return (), Part(
            (Finding(Code.TABLE_HEADERS_UNKNOWN, where, {"table": found.table.title}),), places
        )
    if unknown_too:
        columns += tuple(_unknown_columns(grid, found, columns))
    findings = list(_header_findings(found, columns, whose))
    findings += _gaps(grid, found, columns, whose)
    used = {Spot(found.sheet, found.header, column.column) for column in columns}
    rows: list[Row] = []
    for number in found.rows:
        row = {}
        says = set(grid.sheet.rows[number])
        for column in (c for c in columns if c.column in says):
            spot = Spot(found.sheet, number, column.column)
            text, said = read_text(book, spot, _at(whose, spot))
            runs = book.cell(spot).runs
            findings += [*said, *lost_looks(book, spot, _at(whose, spot), runs, rich=False)]
            used.add(spot)
            if text:
                shown = shown_or_bare(book.cell(spot), column.asked.kind)
                row[column.asked.id], said = canonical(column.asked, shown, _at(whose, spot))
                findings += said
        if row:
            for column in columns:
                place = Place(kind, found.table.id, column.asked.id, len(rows))
                places[place] = _at(whose, Spot(found.sheet, number, column.column))
            rows.append(row)
    return tuple(rows), Part(tuple(findings), places, frozenset(used))


def _at(whose: Location, spot: Spot) -> Location:
    return Location(spot.sheet, spot.ref, whose.section, whose.question)


def _columns(grid: Grid, found: TableRows, start: int) -> Iterator[_Column]:
    """Each column of the table by its title, and where that is gone by its place."""
    titles: dict[str, int] = {}
    for column in grid.sheet.rows[found.header]:
        if column != grid.columns.id:
            titles.setdefault(same_words(grid.sheet.text(found.header, column)).casefold(), column)
    matched = {
        c.id: titles[same_words(c.title).casefold()]
        for c in found.table.columns
        if same_words(c.title).casefold() in titles
    }
    taken = set(matched.values())
    for place, asked in enumerate(found.table.columns):
        if asked.id in matched:
            yield _Column(asked, matched[asked.id], True)
        elif start + place not in taken:
            yield _Column(asked, start + place, False)


def _unknown_columns(grid: Grid, found: TableRows, known: tuple[_Column, ...]) -> Iterator[_Column]:
    """The columns that only another version of the form has."""
    taken = {grid.columns.id, *(column.column for column in known)}
    for column in grid.sheet.rows[found.header]:
        title = same_words(grid.sheet.text(found.header, column))
        if column not in taken and title:
            yield _Column(Column(title, title, AnswerKind.SHORT), column, True)


def _shifted(grid: Grid, found: TableRows, column: _Column) -> bool:
    """Whether the column's cells, its title among them, have moved to rows not their own."""
    title = same_words(column.asked.title)
    rows = (found.header - 1, *found.rows)
    return not column.by_title and any(
        same_words(grid.sheet.text(row, column.column)) == title for row in rows
    )


def _header_findings(
    found: TableRows, columns: tuple[_Column, ...], whose: Location
) -> Iterator[Finding]:
    values = {"table": found.table.title}
    header = Spot(found.sheet, found.header, columns[0].column)
    if not found.marked:
        yield Finding(Code.TABLE_ID_MISSING, _at(whose, header), values)
    for column in columns:
        if not column.by_title:
            spot = Spot(found.sheet, found.header, column.column)
            yield Finding(
                Code.COLUMN_HEADER_CHANGED,
                _at(whose, spot),
                values | {"column": column.asked.title},
            )
    there = {column.asked.id for column in columns}
    for asked in found.table.columns:
        if asked.id not in there:
            yield Finding(
                Code.TABLE_COLUMN_MISSING, _at(whose, header), values | {"column": asked.title}
            )


def _gaps(
    grid: Grid, found: TableRows, columns: tuple[_Column, ...], whose: Location
) -> Iterator[Finding]:
    """Rows after an empty one: people may have meant them to be apart."""
    letters = {c.column for c in columns}
    above = found.header
    for row in found.rows:
        spots = [Spot(found.sheet, row, c) for c in grid.sheet.rows[row] if c in letters]
        if spots:
            if row - above > 1 and above != found.header:
                yield Finding(
                    Code.TABLE_AFTER_EMPTY_ROW, _at(whose, spots[0]), {"table": found.table.title}
                )
            above = row
