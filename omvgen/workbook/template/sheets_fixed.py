"""The sheets that every form has: the document's own data, and the change log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.utils import quote_sheetname

from omvgen.form.form import Form, Question
from omvgen.plan.plan import Plan
from omvgen.workbook.layout import (
    DOCUMENT,
    FIELD,
    FIELD_HEADERS,
    FIELD_HELP,
    FIRST_ROW,
    FORM_ID_LABEL,
    FORM_ID_ROW,
    FORM_ROW_HELP,
    FORM_VERSION_LABEL,
    FORM_VERSION_ROW,
    HEADER_ROW,
    ID,
    LOG,
    LOG_START,
    VALUE,
    field_name,
)
from omvgen.workbook.template import guidance, styles
from omvgen.workbook.template.guidance import MISSING, listed, mark_when, offer, offer_choices
from omvgen.workbook.template.room import row_height
from omvgen.workbook.template.sheet_section import runs_of, takes_paragraphs
from omvgen.workbook.template.sheets import (
    new_sheet,
    put_headers,
    put_navigation,
    set_name,
    start_at,
)
from omvgen.workbook.template.table import put_table
from omvgen.workbook.template.writing import put

FIELD_WIDTHS = {FIELD: 36.0, VALUE: 70.0, FIELD_HELP: 60.0}
LOG_WIDTHS = dict(enumerate((9.0, 12.0, 28.0, 46.0, 12.0, 22.0, 21.0, 21.0, 21.0), LOG_START))
LOG_SPARE_ROWS = 30


@dataclass(frozen=True)
class DocumentMap:
    """The values and, run by run, the required ones, as formulas on any sheet name them."""

    values: str
    required: tuple[str, ...]


def put_document(book: Any, form: Form, plan: Plan) -> DocumentMap:
    """The sheet `Asiakirjan tiedot`, its last rows saying which form this is."""
    sheet = new_sheet(book, DOCUMENT.name, DOCUMENT.mark, DOCUMENT.name, FIELD_WIDTHS)
    put_navigation(sheet, form, (FIELD, FIELD_HELP, VALUE))
    put_headers(sheet, FIELD_HEADERS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, VALUE)
    start_at(sheet, f"C{FIRST_ROW}")
    for row, field in enumerate(form.document_fields, start=FIRST_ROW):
        _put_field(sheet, row, field, plan.field(field.id))
    last = FIRST_ROW + len(form.document_fields) - 1
    for row, mark, name, value in (
        (last + 1, FORM_ID_ROW, FORM_ID_LABEL, form.id),
        (last + 2, FORM_VERSION_ROW, FORM_VERSION_LABEL, form.version),
    ):
        put(sheet.cell(row, ID), mark, styles.PLAIN)
        put(sheet.cell(row, FIELD), name, styles.QUESTION)
        put(sheet.cell(row, VALUE), value, styles.NOT_ASKED)
        put(sheet.cell(row, FIELD_HELP), FORM_ROW_HELP, styles.HELP)
        sheet.row_dimensions[row].height = row_height()
    return DocumentMap(
        values=f"{quote_sheetname(sheet.title)}!$C${FIRST_ROW}:$C${last}",
        required=tuple(_mark_missing(sheet, form.document_fields)),
    )


def _put_field(sheet: Any, row: int, field: Question, value: str) -> None:
    cell = sheet.cell(row, VALUE)
    set_name(field_name(field.id), cell)
    put(sheet.cell(row, ID), field.id, styles.PLAIN)
    put(sheet.cell(row, FIELD), field.text, styles.NUMBER)
    put(cell, value, styles.ANSWER)
    put(sheet.cell(row, FIELD_HELP), field.help, styles.HELP)
    sheet.row_dimensions[row].height = row_height(
        (field.text, FIELD_WIDTHS[FIELD]),
        (value, FIELD_WIDTHS[VALUE]),
        (field.help, FIELD_WIDTHS[FIELD_HELP]),
        least=2 if takes_paragraphs(field) else 1,
    )
    if field.format == "secrecy_basis":
        offer(sheet, cell.coordinate, listed(guidance.basis_choices()), strict=False)
    else:
        offer_choices(sheet, cell.coordinate, field)


def _mark_missing(sheet: Any, fields: tuple[Question, ...]) -> list[str]:
    """Marks required fields that are empty; the ranges where they stand."""
    rows = dict(enumerate(fields, start=FIRST_ROW))
    required = [row for row, field in rows.items() if field.required]
    ranges = []
    for first, last in runs_of(required, set(rows)):
        missing = f'TRIM($C{first})=""'
        mark_when(sheet, f"B{first}:B{last}", missing, MISSING)
        mark_when(sheet, f"C{first}:C{last}", missing)
        ranges.append(f"{quote_sheetname(sheet.title)}!$C${first}:$C${last}")
    return ranges


def put_log(book: Any, form: Form, plan: Plan) -> str:
    """The sheet `Muutosloki`, with room for new entries; the range that counts them."""
    sheet = new_sheet(book, LOG.name, LOG.mark, form.log.title, LOG_WIDTHS)
    put_navigation(sheet, form, (LOG_START, LOG_START + 2, LOG_START + 3))
    start = sheet.cell(HEADER_ROW, LOG_START)
    area = put_table(
        start, form.log, plan.log, spare_rows=LOG_SPARE_ROWS, header_look=styles.HEADER
    )
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.freeze_panes = sheet.cell(FIRST_ROW, LOG_START)
    start_at(sheet, f"B{FIRST_ROW + len(plan.log)}")
    first = f"$B${area.first_row}:$B${area.last_row}"
    return f"{quote_sheetname(sheet.title)}!{first}"
