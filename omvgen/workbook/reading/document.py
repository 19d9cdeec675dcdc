"""The document's data and the change log, each from its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT, LOG
from omvgen.plan.plan import Row
from omvgen.plan.text import clean
from omvgen.workbook import layout
from omvgen.workbook.reading.anchors import (
    AnchoredAnswer,
    Anchors,
    anchor_remarks,
    answer_names,
    locate_answers,
)
from omvgen.workbook.reading.cell_text import read_text
from omvgen.workbook.reading.columns import Columns, field_columns, missing_columns
from omvgen.workbook.reading.doubts import Doubt, Doubted, Remark
from omvgen.workbook.reading.expected import Expected, change_log, document_fields, same_words
from omvgen.workbook.reading.form_sheets import FormSheets, tables_of_names
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.lost_formatting import lost_formatting
from omvgen.workbook.reading.result import Trace, join_traces
from omvgen.workbook.reading.rows import parse_rows
from omvgen.workbook.reading.sheet_findings import (
    document_texts,
    log_texts,
    sheet_findings,
    unread_texts,
)
from omvgen.workbook.reading.table_reader import read_table
from omvgen.workbook.vocabulary import as_in_plan, rows_as_in_plan
from omvgen.workbook.xlsx.cells import Book, Sheet, Spot


def read_document(
    book: Book, form: Form, sheets: FormSheets, identity: Identity
) -> tuple[Mapping[str, str], Trace]:
    """The fields of the document's data, by the same anchors as answers."""
    sheet = sheets.document
    if sheet is None or sheet.damaged:
        return {}, Trace()
    expected = document_fields(form)
    names = answer_names(book.names, layout.field_name(""), expected, sheets.copies)
    named = frozenset(spot for spot in names.values() if spot is not None)
    columns = field_columns(sheet, form.language, named)
    marks = [DOCUMENT.mark]
    parsed = parse_rows(sheet, columns, expected, marks, named_tables={}, named_answers=named)
    anchors = Anchors(book, expected, (parsed,), names)
    located = locate_answers(anchors)
    fields, trace = _read_fields(book, form, located)
    used = trace.used | identity.cells
    remarks = (
        *(
            remark
            for remark in anchor_remarks(anchors, located, same_form=identity.same)
            if not _is_typed(form, remark)
        ),
        *_missing_fields(form, located, sheet, expected, identity),
        *missing_columns(sheet, columns, form.language),
        *sheet_findings(parsed, used, ""),
        *unread_texts(parsed, used, "", document_texts(form)),
    )
    return fields, join_traces((trace, Trace(remarks)))


def _is_typed(form: Form, remark: Remark) -> bool:
    """Whether the remark is that a person has typed the row of a field, which is as it should."""
    field = form.fields.get(remark.location.question)
    alone = isinstance(remark, Doubted) and remark.doubt is Doubt.TEXT_ALONE
    return alone and field is not None and field.on_request


def _missing_fields(
    form: Form,
    located: tuple[AnchoredAnswer, ...],
    sheet: Sheet,
    expected: Expected,
    identity: Identity,
) -> Iterator[Finding]:
    found = {item.question for item in located}
    for field in form.document_fields:
        if field.id not in found and not field.on_request:
            values = {"item": expected.label(field.id), "text": field.text}
            code = Code.QUESTION_MISSING if identity.same else Code.QUESTION_NEWER_THAN_WORKBOOK
            yield Finding(code, Location(sheet.name), values)


def _read_fields(
    book: Book, form: Form, located: tuple[AnchoredAnswer, ...]
) -> tuple[Mapping[str, str], Trace]:
    """The fields that are not empty, and the places of all of them."""
    fields: dict[str, str] = {}
    remarks: list[Remark] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    cells: dict[Place, tuple[Spot, ...]] = {}
    for item in located:
        field = form.fields.get(item.question)
        texts = []
        for spot in item.spots:
            where = Location(spot.sheet, spot.ref)
            text, found = read_text(book, spot, where, field)
            texts.append(text)
            remarks += found
            remarks += lost_formatting(book, spot, where, book.cell(spot).runs, rich=False)
        whole = clean("\n".join(texts))
        if whole:
            fields[item.question] = as_in_plan(whole, field, form.language) if field else whole
        first = item.first_spot
        if first is not None:
            places[Place("field", item.question)] = Location(first.sheet, first.ref)
        if item.spots:
            cells[Place("field", item.question)] = item.spots
        remarks += item.remarks
        used |= {*item.spots, *item.claimed, *item.row_spots}
    return fields, Trace(tuple(remarks), places, frozenset(used), cells)


def _log_columns(sheet: Sheet, form: Form) -> tuple[Columns, int]:
    """The column of ids, 0 when it is gone, and the column in which the template begins the log."""
    titles = {same_words(column.title) for column in form.log.columns}
    gone = any(same_words(sheet.text(row, layout.ID)) in titles for row in sheet.rows)
    return Columns(0 if gone else layout.ID, 0, 0, 0), layout.LOG_START - gone


def read_log(book: Book, form: Form, sheets: FormSheets) -> tuple[tuple[Row, ...], Trace]:
    """The change log's rows."""
    sheet = sheets.log
    if sheet is None or sheet.damaged:
        return (), Trace()
    columns, start = _log_columns(sheet, form)
    named = tables_of_names(book, sheet.name)
    parsed = parse_rows(sheet, columns, change_log(form), [LOG.mark], named_tables=named)
    found = next((one for one in parsed.tables if one.table.id == form.log.id), None)
    if found is None:
        values = {"table": form.log.title}
        return (), Trace((Finding(Code.TABLE_MISSING, Location(sheet.name), values),))
    rows, trace = read_table(book, parsed, found, Location(), start=start, kind="log")
    remarks = (
        *sheet_findings(parsed, trace.used, ""),
        *unread_texts(parsed, trace.used, "", log_texts(form)),
    )
    return rows_as_in_plan(rows, form.log, form.language), join_traces((trace, Trace(remarks)))
