"""Two sheets that every form has: the document's own data, and the change log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from omvgen.form.form import Form, Question
from omvgen.form.sheets import DOCUMENT, LOG
from omvgen.locale import tr
from omvgen.plan.plan import Plan
from omvgen.workbook import styles, vocabulary
from omvgen.workbook.layout import (
    FIELD,
    FIELD_COLUMNS,
    FIELD_HELP,
    FIRST_ROW,
    FORM_ID_LABEL,
    FORM_ID_ROW,
    FORM_ROW_HELP,
    FORM_VERSION_LABEL,
    FORM_VERSION_ROW,
    FORM_WORDING_LABEL,
    FORM_WORDING_ROW,
    HEADER_ROW,
    ID,
    LOG_START,
    VALUE,
    field_name,
    widths,
)
from omvgen.workbook.template import guidance
from omvgen.workbook.template.guidance import MISSING, listed, mark_when, offer, offer_choices
from omvgen.workbook.template.sheet_section import row_ranges, takes_paragraphs
from omvgen.workbook.template.sheets import (
    new_sheet,
    put_headers,
    put_navigation,
    set_name,
    start_at,
)
from omvgen.workbook.template.table import put_table
from omvgen.workbook.template.writing import put
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.xlsx.cells import Area

FIELD_WIDTHS = widths(FIELD_COLUMNS)
_LOG_COLUMNS = (9.0, 12.0, 28.0, 46.0, 12.0, 22.0, 21.0, 21.0, 21.0, 13.0, 13.0)
LOG_WIDTHS = dict(enumerate(_LOG_COLUMNS, LOG_START))
LOG_SPARE_ROWS = 30


@dataclass(frozen=True)
class DocumentMap:
    """The number of fields, and references, for the summary, to all values and to required ones."""

    fields: int
    values: str
    required: tuple[str, ...]


def put_document(book: Any, form: Form, plan: Plan) -> DocumentMap:
    """Adds the sheet of the document's data, whose last rows name the form and its version."""
    name = DOCUMENT.name(form.language)
    sheet = new_sheet(book, name, DOCUMENT.mark, name, FIELD_WIDTHS)
    put_navigation(sheet, form, (FIELD, FIELD_HELP, VALUE))
    put_headers(sheet, FIELD_COLUMNS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, VALUE)
    start_at(sheet, f"C{FIRST_ROW}")
    fields = tuple(f for f in form.document_fields if not f.on_request or plan.field(f.id))
    for row, field in enumerate(fields, start=FIRST_ROW):
        value = vocabulary.as_shown(plan.field(field.id), field, form.language)
        _put_field(sheet, row, vocabulary.with_words(field, form.language), value)
    last = FIRST_ROW + len(fields) - 1
    about_form = [
        (FORM_ID_ROW, FORM_ID_LABEL, form.id, tr(FORM_ROW_HELP)),
        (FORM_VERSION_ROW, FORM_VERSION_LABEL, form.version, tr(FORM_ROW_HELP)),
    ]
    if form.reservation:
        about_form.append((FORM_WORDING_ROW, FORM_WORDING_LABEL, form.reservation, ""))
    for row, (mark, label, value, help_text) in enumerate(about_form, start=last + 1):
        put(sheet.cell(row, ID), mark, styles.PLAIN)
        put(sheet.cell(row, FIELD), tr(label), styles.QUESTION)
        put(sheet.cell(row, VALUE), value, styles.UNUSED)
        put(sheet.cell(row, FIELD_HELP), help_text, styles.HELP)
        sheet.row_dimensions[row].height = row_height((value, FIELD_WIDTHS[VALUE]))
    return DocumentMap(
        fields=len(fields),
        values=Area(FIRST_ROW, VALUE, last, VALUE).on(name),
        required=tuple(_mark_missing(sheet, fields)),
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
    """Marks required fields that are empty; returns the references to their values."""
    rows = dict(enumerate(fields, start=FIRST_ROW))
    required = [row for row, field in rows.items() if field.required]
    references = []
    for first, last in row_ranges(required, rows):
        missing = f'TRIM($C{first})=""'
        mark_when(sheet, f"B{first}:B{last}", missing, MISSING)
        mark_when(sheet, f"C{first}:C{last}", missing)
        references.append(Area(first, VALUE, last, VALUE).on(sheet.title))
    return references


def put_log(book: Any, form: Form, plan: Plan) -> str:
    """Adds the sheet of the change log; returns the reference to its first column."""
    name = LOG.name(form.language)
    sheet = new_sheet(book, name, LOG.mark, form.log.title, LOG_WIDTHS)
    put_navigation(sheet, form, (LOG_START, LOG_START + 2, LOG_START + 3))
    columns = tuple(vocabulary.with_words(column, form.language) for column in form.log.columns)
    area = put_table(
        sheet.cell(HEADER_ROW, LOG_START),
        replace(form.log, columns=columns),
        vocabulary.rows_as_shown(plan.log, form.log, form.language),
        spare_rows=LOG_SPARE_ROWS,
        header_style=styles.HEADER,
    )
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.freeze_panes = sheet.cell(FIRST_ROW, LOG_START)
    start_at(sheet, f"B{FIRST_ROW + len(plan.log)}")
    return area._replace(right=area.left).on(name)
