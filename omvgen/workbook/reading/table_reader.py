"""Tables from their rows: columns by their titles, rows to the last one with content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Column
from omvgen.form.kinds import AnswerKind
from omvgen.plan.plan import Row
from omvgen.workbook.reading.cell_text import at, canonical, read_text, shown_or_bare
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.lost_formatting import lost_formatting
from omvgen.workbook.reading.result import Trace
from omvgen.workbook.reading.rows import ParsedSheet, TableRows
from omvgen.workbook.xlsx.cells import Book, Spot


class _PlacedColumn(NamedTuple):
    """A column of the table, its place on the sheet, and whether its title was found there."""

    column: Column
    place: int
    by_title: bool


def read_table(
    book: Book,
    parsed: ParsedSheet,
    found: TableRows,
    owner: Location,
    *,
    start: int,
    kind: str = "table",
    unknown_too: bool = False,
) -> tuple[tuple[Row, ...], Trace]:
    """The table's rows with content, in order.

    `start` is the column in which the template begins the table, `owner` the
    section and question it belongs to, `kind` the kind of its places. `unknown_too`
    reads columns that the form does not have, each with its title as its id.
    """
    columns = tuple(_columns(parsed, found, start))
    header = Spot(found.sheet, found.header, min(c.place for c in columns))
    where = at(header, owner)
    places = {Place(kind, found.table.id): where}
    titled = sum(c.by_title for c in columns)
    if titled * 2 < len(columns) or any(_has_moved(parsed, found, c) for c in columns):
        return (), Trace(
            (Finding(Code.TABLE_HEADERS_UNKNOWN, where, {"table": found.table.title}),), places
        )
    if unknown_too:
        columns += tuple(_unknown_columns(parsed, found, columns))
    findings = list(_header_findings(found, columns, owner))
    findings += _gaps(parsed, found, columns, owner)
    used = {Spot(found.sheet, found.header, c.place) for c in columns}
    rows: list[Row] = []
    for number in found.rows:
        row = {}
        filled = set(parsed.sheet.rows[number])
        for column, place, _ in (c for c in columns if c.place in filled):
            spot = Spot(found.sheet, number, place)
            cell, cell_at = book.cell(spot), at(spot, owner)
            text, about_text = read_text(book, spot, cell_at)
            findings += about_text
            findings += lost_formatting(book, spot, cell_at, cell.runs, rich=False)
            used.add(spot)
            if text:
                shown = shown_or_bare(cell, column.kind)
                row[column.id], about_choices = canonical(column, shown, cell_at)
                findings += about_choices
        if row:
            for column, place, _ in columns:
                spot = Spot(found.sheet, number, place)
                places[Place(kind, found.table.id, column.id, len(rows))] = at(spot, owner)
            rows.append(row)
    return tuple(rows), Trace(tuple(findings), places, frozenset(used))


def _columns(parsed: ParsedSheet, found: TableRows, start: int) -> Iterator[_PlacedColumn]:
    """Each column of the table by its title, or without its title by its usual place."""
    titles: dict[str, int] = {}
    for place in parsed.sheet.rows[found.header]:
        if place != parsed.columns.id:
            titles.setdefault(_title(parsed, found, place), place)
    matched = {
        column.id: titles[_folded(column.title)]
        for column in found.table.columns
        if _folded(column.title) in titles
    }
    taken = set(matched.values())
    for place, column in enumerate(found.table.columns, start):
        if column.id in matched:
            yield _PlacedColumn(column, matched[column.id], True)
        elif place not in taken:
            yield _PlacedColumn(column, place, False)


def _title(parsed: ParsedSheet, found: TableRows, place: int) -> str:
    return _folded(parsed.sheet.text(found.header, place))


def _folded(title: str) -> str:
    return same_words(title).casefold()


def _unknown_columns(
    parsed: ParsedSheet, found: TableRows, known: tuple[_PlacedColumn, ...]
) -> Iterator[_PlacedColumn]:
    """The columns that only another version of the form has."""
    taken = {parsed.columns.id, *(c.place for c in known)}
    for place in parsed.sheet.rows[found.header]:
        title = same_words(parsed.sheet.text(found.header, place))
        if place not in taken and title:
            yield _PlacedColumn(Column(title, title, AnswerKind.SHORT), place, True)


def _has_moved(parsed: ParsedSheet, found: TableRows, c: _PlacedColumn) -> bool:
    """Whether the column's title is on another row than the header's: its cells were shifted."""
    rows = (found.header - 1, *found.rows)
    title = same_words(c.column.title)
    return not c.by_title and any(
        same_words(parsed.sheet.text(row, c.place)) == title for row in rows
    )


def _header_findings(
    found: TableRows, columns: tuple[_PlacedColumn, ...], owner: Location
) -> Iterator[Finding]:
    values = {"table": found.table.title}
    header = Spot(found.sheet, found.header, columns[0].place)
    if not found.marked:
        yield Finding(Code.TABLE_ID_MISSING, at(header, owner), values)
    for column, place, by_title in columns:
        if not by_title:
            spot = Spot(found.sheet, found.header, place)
            yield Finding(
                Code.COLUMN_HEADER_CHANGED, at(spot, owner), values | {"column": column.title}
            )
    there = {c.column.id for c in columns}
    for column in found.table.columns:
        if column.id not in there:
            yield Finding(
                Code.TABLE_COLUMN_MISSING, at(header, owner), values | {"column": column.title}
            )


def _gaps(
    parsed: ParsedSheet, found: TableRows, columns: tuple[_PlacedColumn, ...], owner: Location
) -> Iterator[Finding]:
    """Rows after an empty one, which may be meant to be no part of the table."""
    places = {c.place for c in columns}
    above = found.header
    for row in found.rows:
        spots = [Spot(found.sheet, row, p) for p in parsed.sheet.rows[row] if p in places]
        if spots:
            if row - above > 1 and above != found.header:
                yield Finding(
                    Code.TABLE_AFTER_EMPTY_ROW, at(spots[0], owner), {"table": found.table.title}
                )
            above = row
