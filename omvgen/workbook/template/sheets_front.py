"""The first sheets: how to fill the workbook in, and how far it is."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter

from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import DOCUMENT, GUIDE, LOG, SUMMARY
from omvgen.locale import tr
from omvgen.workbook import styles
from omvgen.workbook.front import (
    ALL_SECTIONS,
    COMPLETE,
    ENTRIES,
    ENTRY,
    GO_TO,
    GUIDE_TITLE,
    NOTHING_REQUIRED,
    ONE_MISSING,
    SOME_MISSING,
    STEPS,
    SUMMARY_HEADERS,
    UNDECIDED_LEFT,
)
from omvgen.workbook.layout import (
    ANSWER,
    BACK,
    FIRST_ROW,
    HEADER_ROW,
    ID,
    LINK_ROW,
    ON,
    PUBLICITY,
    QUESTION_COLUMNS,
    SheetColumn,
    widths,
)
from omvgen.workbook.template.guidance import MISSING, UNDECIDED, mark_when
from omvgen.workbook.template.sheet_section import SectionMap, is_table
from omvgen.workbook.template.sheets import (
    LinkTarget,
    link_targets,
    new_sheet,
    put_headers,
    put_sheet_link,
    start_at,
)
from omvgen.workbook.template.sheets_fixed import DocumentMap
from omvgen.workbook.template.writing import put, put_formula, put_link
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.vocabulary import publicity_words

STEP_NUMBER, STEP_NAME, STEP_TEXT = 2, 3, 4
GUIDE_WIDTHS = {STEP_NUMBER: 5.0, STEP_NAME: 32.0, STEP_TEXT: 92.0}

PLACE, ITEMS, ANSWERED, LACKING, SECRET, OPEN, STATUS = range(2, 9)
COUNTS = (ITEMS, ANSWERED, LACKING, SECRET, OPEN)
_SUMMARY_WIDTHS = (38.0, 10.0, 11.0, 13.0, 13.0, 16.0, 30.0)
SUMMARY_COLUMNS = {
    column: SheetColumn(header, width)
    for column, header, width in zip(
        (PLACE, *COUNTS, STATUS), SUMMARY_HEADERS, _SUMMARY_WIDTHS, strict=True
    )
}
SUMMARY_ROW_HEIGHT = 19


def put_guide(book: Any, form: Form) -> None:
    """Adds the sheet of guidance: short steps, one screen."""
    name, summary = GUIDE.name(form.language), SUMMARY.name(form.language)
    sheet = new_sheet(book, name, GUIDE.mark, tr(GUIDE_TITLE), GUIDE_WIDTHS)
    words = f"{ON} {tr(GO_TO, sheet=summary)}"
    put_sheet_link(sheet.cell(LINK_ROW, STEP_NUMBER), words, summary)
    put(sheet.cell(HEADER_ROW, STEP_NUMBER), form.heading, styles.STATEMENT)
    named = {
        "summary": summary,
        "document": DOCUMENT.name(form.language),
        "log": LOG.name(form.language),
        "answer": tr(QUESTION_COLUMNS[ANSWER].header),
        "missing": tr(MISSING),
        "undecided": tr(UNDECIDED),
    }
    for number, (step, how) in enumerate(STEPS, start=1):
        row, text = HEADER_ROW + number, tr(how, **named)
        put(sheet.cell(row, STEP_NUMBER), f"{number}.", styles.STEP)
        put(sheet.cell(row, STEP_NAME), tr(step), styles.STEP)
        put(sheet.cell(row, STEP_TEXT), text, styles.PLAIN)
        sheet.row_dimensions[row].height = row_height((text, GUIDE_WIDTHS[STEP_TEXT])) + 6
    sheet.row_dimensions[HEADER_ROW].height = 24
    start_at(sheet, "B2")


def put_summary(
    book: Any, form: Form, sections: tuple[SectionMap, ...], document: DocumentMap, log: str
) -> None:
    """Adds the summary, whose formulas count what is on the other sheets."""
    name, guide = SUMMARY.name(form.language), GUIDE.name(form.language)
    sheet = new_sheet(book, name, SUMMARY.mark, f"{name}: {form.title}", widths(SUMMARY_COLUMNS))
    words = f"{BACK} {guide}: {tr(GUIDE_TITLE)}"
    put_sheet_link(sheet.cell(LINK_ROW, PLACE), words, guide)
    put_headers(sheet, SUMMARY_COLUMNS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, PLACE)

    document_target, *section_targets, log_target = link_targets(form)
    for row, (target, found) in enumerate(zip(section_targets, sections, strict=True), FIRST_ROW):
        _put_counts(sheet, row, target, len(found.rows), _section_counts(found, form.language))
    total = FIRST_ROW + len(sections)
    _put_total(sheet, total)
    counts = _document_counts(document)
    _put_counts(sheet, total + 1, document_target, document.fields, counts)
    _put_log_row(sheet, total + 2, log_target, log)
    unfinished = f"$E{FIRST_ROW}+$G{FIRST_ROW}>0"
    mark_when(sheet, f"H{FIRST_ROW}:H{total + 1}", unfinished)
    start_at(sheet, f"B{FIRST_ROW}")


def _put_counts(
    sheet: Any, row: int, target: LinkTarget, items: int, counts: dict[int, str]
) -> None:
    """A sheet's row: a link to it, the counts by column, and its status."""
    put_link(sheet.cell(row, PLACE), target.sheet, target.name, styles.SUMMARY_LINK)
    for column in COUNTS:
        count = str(items) if column == ITEMS else counts.get(column, "")
        put_formula(sheet.cell(row, column), count and f"={count}", styles.COUNT)
    _put_status(sheet, row, styles.STATUS)


def _put_status(sheet: Any, row: int, style: styles.CellStyle) -> None:
    one = _quoted(tr(ONE_MISSING))
    many = _counted(f"E{row}", tr(SOME_MISSING))
    lacking = f"IF(E{row}=1,{one},{many})"
    nothing, done = _quoted(tr(NOTHING_REQUIRED)), _quoted(tr(COMPLETE))
    complete = f"IF(D{row}=0,{nothing},{done})"
    undecided = _quoted(tr(UNDECIDED_LEFT))
    status = f"IF(E{row}>0,{lacking},IF(G{row}>0,{undecided},{complete}))"
    put_formula(sheet.cell(row, STATUS), f"={status}", style)
    sheet.row_dimensions[row].height = SUMMARY_ROW_HEIGHT


def _put_total(sheet: Any, row: int) -> None:
    put(sheet.cell(row, PLACE), tr(ALL_SECTIONS), styles.NUMBER)
    for column in COUNTS:
        letter = get_column_letter(column)
        total = f"=SUM({letter}{FIRST_ROW}:{letter}{row - 1})"
        put_formula(sheet.cell(row, column), total, styles.TOTAL_COUNT)
    _put_status(sheet, row, styles.TOTAL_STATUS)


def _put_log_row(sheet: Any, row: int, target: LinkTarget, entries: str) -> None:
    """The change log's row: how many entries it has."""
    put_link(sheet.cell(row, PLACE), target.sheet, target.name, styles.SUMMARY_LINK)
    count = f"COUNTA({entries})"
    one, many = (_quoted(f" {word}") for word in (tr(ENTRY), tr(ENTRIES)))
    for column in COUNTS:
        put(sheet.cell(row, column), "", styles.COUNT)
    put_formula(sheet.cell(row, STATUS), f"={count}&IF({count}=1,{one},{many})", styles.STATUS)
    sheet.row_dimensions[row].height = SUMMARY_ROW_HEIGHT


def _section_counts(found: SectionMap, language: str) -> dict[int, str]:
    """The formulas of a section's numbers, by column, without their `=`."""
    first, last = min(found.rows.values()), found.last_row
    ids = found.cells(ID, first, last)
    answers = found.cells(ANSWER, first, last)
    publicity = found.cells(PUBLICITY, first, last)
    answered = [f'SUMPRODUCT(({ids}<>"")*(TRIM({answers})<>""))']
    lacking = [
        f'SUMPRODUCT(({found.cells(ID, *rows)}<>"")*(TRIM({found.cells(ANSWER, *rows)})=""))'
        for rows in found.required_ranges()
    ]
    for question in filter(is_table, found.section.questions):
        row = found.rows[question.id]
        blank = f'(TRIM({found.cells(ANSWER, row, row)})="")'
        rows = "+".join(f"COUNTA({found.tables[table.id]})" for table in question.tables)
        answered.append(f"{blank}*({rows}>0)")
        if question.required:
            lacking.append(f"{blank}*({found.is_table_empty(question)})")
    undecided = f'SUMPRODUCT(({ids}<>"")*(TRIM({answers})<>"")*({publicity}=""))'
    words = publicity_words(language)
    secret = (
        f"COUNTIF({publicity},{_quoted(words[p])})" for p in (Publicity.PARTLY, Publicity.SECRET)
    )
    return {
        ANSWERED: "+".join(answered),
        LACKING: "+".join(lacking) or "0",
        SECRET: "+".join(secret),
        OPEN: undecided,
    }


def _document_counts(document: DocumentMap) -> dict[int, str]:
    lacking = (f'SUMPRODUCT(--(TRIM({values})=""))' for values in document.required)
    return {
        ANSWERED: f'SUMPRODUCT(--(TRIM({document.values})<>""))',
        LACKING: "+".join(lacking) or "0",
    }


def _quoted(text: str) -> str:
    """The text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def _counted(number: str, text: str) -> str:
    """A formula of the text with the number in place of its `{n}`."""
    before, _, after = text.partition("{n}")
    return f"{_quoted(before)}&{number}&{_quoted(after)}"
