"""The document's data and the change log: what stands on their sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.plan.plan import Row
from omvgen.plan.text import clean
from omvgen.workbook import layout
from omvgen.workbook.reading.anchor_remarks import anchor_remarks
from omvgen.workbook.reading.anchors import Anchored, Anchors, anchor, answer_names
from omvgen.workbook.reading.cell_text import Part, join_parts, read_text, table_names
from omvgen.workbook.reading.columns import field_columns, missing_columns
from omvgen.workbook.reading.expected import Asked, document_fields
from omvgen.workbook.reading.form_sheets import FormSheets
from omvgen.workbook.reading.grid import Columns, read_grid
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.looks import lost_looks
from omvgen.workbook.reading.remarks import (
    document_furniture,
    left_over,
    log_furniture,
    sheet_remarks,
)
from omvgen.workbook.reading.table_reader import read_table
from omvgen.workbook.xlsx.sheet_model import Book, Sheet, Spot


def read_document(
    book: Book, form: Form, sheets: FormSheets, identity: Identity
) -> tuple[Mapping[str, str], Part]:
    """The fields of the document's data, by the same anchors as answers."""
    sheet = sheets.document
    if sheet is None or sheet.damaged:
        return {}, Part()
    asked = document_fields(form)
    names = answer_names(book.names, layout.field_name(""), asked, sheets.copies)
    named = frozenset(spot for spot in names.values() if spot is not None)
    marks = [layout.DOCUMENT.mark]
    columns = field_columns(sheet, named)
    grid = read_grid(sheet, columns, asked, marks, named_tables={}, named_answers=named)
    anchors = Anchors(book, asked, (grid,), names)
    anchored = anchor(anchors)
    fields, part = _read_fields(book, anchored)
    used = part.used | identity.cells
    remarks = (
        *anchor_remarks(anchors, anchored, same_form=identity.same),
        *_missing_fields(form, anchored, sheet, asked, identity),
        *missing_columns(grid),
        *sheet_remarks(grid, used, ""),
        *left_over(grid, used, "", document_furniture(form)),
    )
    return fields, join_parts((part, Part(remarks)))


def _missing_fields(
    form: Form, anchored: tuple[Anchored, ...], sheet: Sheet, asked: Asked, identity: Identity
) -> Iterator[Finding]:
    found = {item.question for item in anchored}
    for field in form.document_fields:
        if field.id not in found:
            values = {"item": asked.label(field.id), "text": field.text}
            code = Code.QUESTION_MISSING if identity.same else Code.QUESTION_NEWER_THAN_WORKBOOK
            yield Finding(code, Location(sheet.name), values)


def _read_fields(book: Book, anchored: tuple[Anchored, ...]) -> tuple[Mapping[str, str], Part]:
    """The fields that say something, and where all of them stand."""
    fields: dict[str, str] = {}
    findings: list[Finding] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    for item in anchored:
        texts = []
        for spot in item.spots:
            where = Location(spot.sheet, spot.ref)
            text, said = read_text(book, spot, where)
            texts.append(text)
            findings += said
            findings += lost_looks(book, spot, where, book.cell(spot).runs, rich=False)
        whole = clean("\n".join(texts))
        if whole:
            fields[item.question] = whole
        first = item.spots[0] if item.spots else item.line.answer if item.line else None
        if first is not None and first.column:
            places[Place("field", item.question)] = Location(first.sheet, first.ref)
        findings += item.findings
        used |= {*item.spots, *item.claimed, *item.own_cells}
    return fields, Part(tuple(findings), places, frozenset(used))


def read_log(book: Book, form: Form, sheets: FormSheets) -> tuple[tuple[Row, ...], Part]:
    """The change log's rows."""
    sheet = sheets.log
    if sheet is None or sheet.damaged:
        return (), Part()
    asked = Asked({}, {}, {form.log.id: form.log}, {})
    columns = Columns(layout.ID, 0, 0, 0)
    named = table_names(book, sheet.name)
    grid = read_grid(sheet, columns, asked, [layout.LOG.mark], named_tables=named)
    if not grid.tables:
        values = {"table": form.log.title}
        return (), Part((Finding(Code.TABLE_MISSING, Location(sheet.name), values),))
    rows, part = read_table(
        book, grid, grid.tables[0], Location(), start=layout.LOG_START, kind="log"
    )
    remarks = (
        *sheet_remarks(grid, part.used, ""),
        *left_over(grid, part.used, "", log_furniture(form)),
    )
    return rows, join_parts((part, Part(remarks)))
