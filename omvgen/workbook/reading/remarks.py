"""What is to be said of a sheet as a whole: hidden, merged, commented, or never read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.workbook import layout
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.grid import Grid
from omvgen.workbook.reading.looks import FILL, NO_LOOKS, UNSEEN
from omvgen.workbook.xlsx.sheet_model import Sheet, Spot, column_letters

_NUMBER = re.compile(r"\d{1,3}[.,]\d{1,3}")  # of a question, in whatever version of the form
_ARROWS = ("↑", "←", "→")  # how the links between sheets begin
_ROWS_SAID_ONE_BY_ONE = 50


def sheet_remarks(grid: Grid, used: frozenset[Spot], section: str) -> Iterator[Finding]:
    """Findings of one sheet that was read; `used` are the cells that were."""
    sheet = grid.sheet
    yield from _hidden(sheet, used, section)
    yield from _merged(grid, section)
    if sheet.comments:
        spots = [Spot(sheet.name, *place) for place in sheet.comments]
        where = Location(sheet.name, spots[0].ref, section)
        yield Finding(Code.COMMENTS_NOT_READ, where, {"cells": refs(spots)})
    if sheet.drawings:
        yield Finding(Code.DRAWINGS_NOT_READ, Location(sheet.name, section=section))


def _hidden(sheet: Sheet, used: frozenset[Spot], section: str) -> Iterator[Finding]:
    """Texts that go to the plan although nobody sees them in Excel."""
    if sheet.hidden:
        yield Finding(Code.SHEET_HIDDEN, Location(sheet.name, section=section))
    unseen = [
        Spot(sheet.name, row, column)
        for row, column in sorted(sheet.cells)
        if column != layout.ID
        and (
            row in sheet.hidden_rows
            or column in sheet.hidden_columns
            or _is_invisible(sheet, row, column)
        )
        and Spot(sheet.name, row, column) in used
    ]
    if unseen:
        rows = {spot.row for spot in unseen if spot.row in sheet.hidden_rows}
        columns = {spot.column for spot in unseen if spot.column in sheet.hidden_columns}
        cells = [spot.ref for spot in unseen if spot.row not in rows and spot.column not in columns]
        names = [*map(str, sorted(rows)), *map(column_letters, sorted(columns)), *cells]
        where = Location(sheet.name, unseen[0].ref, section)
        yield Finding(Code.TEXT_HIDDEN, where, {"names": ", ".join(names)})


def _is_invisible(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the cell's text is not seen where it stands: white on white, or by its format."""
    looks = sheet.looks.get((row, column), NO_LOOKS)
    return UNSEEN in looks and FILL not in looks


def _merged(grid: Grid, section: str) -> Iterator[Finding]:
    """Merges over questions' cells: what one of them shows may be meant for several."""
    rows = {row: line for line in grid.lines for row in (line.row, *line.more)}
    for area in grid.sheet.merges:
        touched = next((r for r in range(area.top, min(area.bottom, 5_000) + 1) if r in rows), 0)
        if touched and any(area.left <= c <= area.right for c in rows[touched].columns.all):
            line = rows[touched]
            cell = Spot(line.sheet, area.top, area.left).ref
            where = Location(line.sheet, cell, section, line.question)
            yield Finding(Code.CELLS_MERGED, where, {"area": area.ref})


def left_over(
    grid: Grid, used: frozenset[Spot], section: str, furniture: frozenset[str]
) -> Iterator[Finding]:
    """Texts that are in no answer and no table: they would be lost without a word.

    `furniture` are the texts that the template writes on the sheet itself.
    """
    rows: dict[int, list[Spot]] = {}
    for row, columns in grid.sheet.rows.items():
        spots = [Spot(grid.sheet.name, row, column) for column in columns]
        rest = [s for s in spots if s not in used and not _is_furniture(grid, s, furniture)]
        if rest:
            rows[row] = rest
    for count, spots in enumerate(rows.values()):
        if count == _ROWS_SAID_ONE_BY_ONE:
            rest = [spot for spots in list(rows.values())[count:] for spot in spots]
            yield _many(grid, rest, section)
            return
        where = Location(spots[0].sheet, spots[0].ref, section)
        text = quoted(grid.cell(spots[0]).text)
        yield Finding(Code.TEXT_IN_UNREAD_CELL, where, {"cells": refs(spots), "text": text})


def _many(grid: Grid, spots: list[Spot], section: str) -> Finding:
    """The rest of a sheet that is full of what nobody reads, as one range."""
    left, right = min(s.column for s in spots), max(s.column for s in spots)
    first, last = Spot(spots[0].sheet, spots[0].row, left), Spot("", spots[-1].row, right)
    where = Location(first.sheet, first.ref, section)
    text = quoted(grid.cell(spots[0]).text)
    return Finding(
        Code.TEXT_IN_UNREAD_CELL, where, {"cells": f"{first.ref}–{last.ref}", "text": text}
    )


def _is_furniture(grid: Grid, spot: Spot, furniture: frozenset[str]) -> bool:
    text = same_words(grid.cell(spot).text)
    if text in furniture:
        return True
    if spot.row < grid.first_row:
        return (spot.row, spot.column) in grid.sheet.linked and text.startswith(_ARROWS)
    return spot.column == grid.columns.number and bool(_NUMBER.fullmatch(text))


def section_furniture(form: Form, section_id: str) -> frozenset[str]:
    """What the template itself writes on a section's sheet, beside the questions."""
    section = next((s for s in form.sections if s.id == section_id), None)
    own = [] if section is None else [section.title, section.statement or ""]
    former = [] if section is None else section.renamed_from
    tables = [table for q in (section.questions if section else ()) for table in q.tables]
    texts = [
        section_id,
        *former,
        *own,
        layout.TABLE_TITLE,
        *layout.QUESTION_HEADERS.values(),
        *(table.title for table in tables),
        *(layout.table_mark(table.id) for table in tables),
    ]
    return form.known_ids.union(map(same_words, texts))


def former_furniture(grid: Grid) -> frozenset[Spot]:
    """Where another version of the form has its words: the sheet's title, its tables' captions.

    What stands there is no answer, though this form does not have those words.
    """
    above = grid.first_row > layout.TITLE_ROW
    title = [(layout.TITLE_ROW, c) for c in grid.sheet.rows.get(layout.TITLE_ROW, ()) if above]
    captions = [(found.header - 1, grid.columns.question) for found in grid.tables]
    marks = [(found.header, grid.columns.id) for found in grid.tables]
    return frozenset(Spot(grid.sheet.name, *place) for place in (*title, *captions, *marks))


def document_furniture(form: Form) -> frozenset[str]:
    texts = [
        layout.DOCUMENT.name,
        layout.DOCUMENT.mark,
        *layout.FIELD_HEADERS.values(),
        *(layout.FORM_ID_LABEL, layout.FORM_VERSION_LABEL, layout.FORM_ROW_HELP),
        *(field.help for field in form.document_fields),
        *form.fields,
    ]
    return frozenset(map(same_words, texts))


def log_furniture(form: Form) -> frozenset[str]:
    texts = [layout.LOG.name, layout.LOG.mark, form.log.title]
    texts += [column.title for column in form.log.columns]
    return frozenset(map(same_words, texts))
