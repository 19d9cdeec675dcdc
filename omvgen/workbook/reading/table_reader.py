"""Tables from their rows: columns by their titles, rows to the last one with content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Column
from omvgen.form.kinds import AnswerKind
from omvgen.plan.plan import Row
from omvgen.workbook.reading.cell_text import at, canonical, quoted, read_text
from omvgen.workbook.reading.doubts import Doubt, Doubted, Remark
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.lost_formatting import lost_formatting
from omvgen.workbook.reading.result import Trace
from omvgen.workbook.reading.rows import ParsedSheet, TableRows
from omvgen.workbook.reading.table_merges import TableMerges, table_merges
from omvgen.workbook.xlsx.cells import NO_CELL, Book, Sheet, Spot


class _PlacedColumn(NamedTuple):
    """A column of the table, its place on the sheet, and whether its title was found there."""

    column: Column
    place: int
    by_title: bool


class _PlacedTable(NamedTuple):
    """A table on its sheet; `owner` is the section and question it belongs to."""

    sheet: Sheet
    found: TableRows
    columns: tuple[_PlacedColumn, ...]
    merges: TableMerges
    owner: Location

    @property
    def header(self) -> Spot:
        """The header's first cell."""
        return Spot(self.sheet.name, self.found.header, self.columns[0].place)


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
    merges = table_merges(parsed.sheet, found, {c.place for c in columns})
    table = _PlacedTable(parsed.sheet, found, columns, merges, owner)
    remarks = [*_header_remarks(table), *_gaps(table), *_merged(table)]
    headers = {
        Place(kind, found.table.id, c.column.id): (Spot(found.sheet, found.header, c.place),)
        for c in columns
    }
    used = {Spot(found.sheet, found.header, c.place) for c in columns}
    rows: list[Row] = []
    for number in found.rows:
        row, trace = _read_row(book, table, number)
        remarks += trace.remarks
        used |= trace.used
        if row:
            for column, place, _ in columns:
                spot = Spot(found.sheet, number, place)
                places[Place(kind, found.table.id, column.id, len(rows))] = at(spot, owner)
            rows.append(row)
    return tuple(rows), Trace(tuple(remarks), places, frozenset(used), headers)


def _read_row(book: Book, table: _PlacedTable, number: int) -> tuple[Row, Trace]:
    """The row's texts by column; empty when it has none of its own.

    A text that stands for several rows makes no row by itself but the one it stands on.
    """
    row: dict[str, str] = {}
    own = False
    findings: list[Finding] = []
    used: set[Spot] = set()
    for column, place, _ in table.columns:
        here = Spot(table.sheet.name, number, place)
        spot = Spot(table.sheet.name, *table.merges.sources.get((number, place), (number, place)))
        cell_at = at(spot, table.owner)
        if spot != here and book.cell(here) is not NO_CELL:  # a text under the merged cell
            findings += read_text(book, here, at(here, table.owner))[1]
            used.add(here)
        text, about_text = read_text(book, spot, cell_at, column)
        if text:
            row[column.id], about_choices = canonical(column, text, cell_at)
            about_text += about_choices
        if spot.row == number and book.cell(spot) is not NO_CELL:
            findings += about_text
            findings += lost_formatting(book, spot, cell_at, book.cell(spot).runs, rich=False)
            used.add(spot)
            own |= bool(text)
    return row if own else {}, Trace(tuple(findings), used=frozenset(used))


def _merged(table: _PlacedTable) -> Iterator[Finding]:
    """A finding for each merged area whose text was read, and in which column."""
    titles = {place: column.title for column, place, _ in table.columns}
    for area, place in table.merges.areas:
        text = quoted(table.sheet.text(area.top, area.left))
        values = {"area": area.ref, "text": text, "column": titles[place]}
        spot = Spot(table.sheet.name, area.top, area.left)
        yield Finding(Code.CELLS_MERGED_IN_TABLE, at(spot, table.owner), values)


def _columns(parsed: ParsedSheet, found: TableRows, start: int) -> Iterator[_PlacedColumn]:
    """Each column of the table by its title, or without its title by its usual place.

    One that was added to the table later has no usual place: an older workbook may have
    anything there.
    """
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
        elif place not in taken and not column.optional:
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


def _header_remarks(table: _PlacedTable) -> Iterator[Remark]:
    values = {"table": table.found.table.title}
    where = at(table.header, table.owner)
    if not table.found.marked:
        yield Doubted(Doubt.TITLES_ALONE, Finding(Code.TABLE_ID_MISSING, where, values))
    for column, place, by_title in table.columns:
        if not by_title:
            there = at(table.header._replace(column=place), table.owner)
            values_here = values | {"column": column.title}
            changed = Finding(Code.COLUMN_HEADER_CHANGED, there, values_here)
            yield Doubted(Doubt.PLACE, changed)
    present = {c.column.id for c in table.columns}
    for column in table.found.table.columns:
        if column.id not in present and not column.optional:
            yield Finding(Code.TABLE_COLUMN_MISSING, where, values | {"column": column.title})


def _gaps(table: _PlacedTable) -> Iterator[Doubted]:
    """Rows after an empty one, which may be meant to be no part of the table."""
    places = {c.place for c in table.columns}
    above = header = table.found.header
    for row in table.found.rows:
        spots = [Spot(table.sheet.name, row, p) for p in table.sheet.rows[row] if p in places]
        if spots:
            if row - above > 1 and above != header:
                values = {"table": table.found.table.title}
                gap = Finding(Code.TABLE_AFTER_EMPTY_ROW, at(spots[0], table.owner), values)
                yield Doubted(Doubt.PLACE, gap)
            above = max(above, row, table.merges.bottoms.get(row, row))
