"""What all sheets share: their set-up for screen and print, their title, headers and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT, LOG, SUMMARY
from omvgen.locale import tr
from omvgen.workbook import layout, styles
from omvgen.workbook.layout import (
    BACK,
    HEADER_ROW,
    ID,
    LINK_ROW,
    ON,
    TITLE_ROW,
    UP,
    SheetColumn,
    answer_name,
    field_name,
    table_name,
)
from omvgen.workbook.template.writing import put, put_link
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.xlsx.cells import quoted_sheet

TITLE_HEIGHT, LINK_HEIGHT = 26, 18


@dataclass(frozen=True)
class LinkTarget:
    """A sheet to fill in, and the defined name to which links to it lead.

    The name stays right when its sheet is renamed or moved.
    """

    sheet: str
    name: str


def link_targets(form: Form) -> tuple[LinkTarget, ...]:
    """The sheets to fill in, in the order of the workbook."""
    return (
        LinkTarget(DOCUMENT.name(form.language), field_name(form.document_fields[0].id)),
        *(LinkTarget(s.sheet, answer_name(s.questions[0].id)) for s in form.sections),
        LinkTarget(LOG.name(form.language), table_name(form.log.id)),
    )


def new_sheet(book: Any, name: str, mark: str, title: str, widths: Mapping[int, float]) -> Any:
    """A sheet with its mark, title, widths, protection and print set-up."""
    sheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    put(sheet.cell(TITLE_ROW, ID), mark, styles.PLAIN)
    put(sheet.cell(TITLE_ROW, ID + 1), title, styles.TITLE)
    sheet.row_dimensions[TITLE_ROW].height = TITLE_HEIGHT
    sheet.row_dimensions[LINK_ROW].height = LINK_HEIGHT
    sheet.column_dimensions[get_column_letter(ID)].hidden = True
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    _protect(sheet)
    _set_up_print(sheet)
    return sheet


def _protect(sheet: Any) -> None:
    """Protects without a password, against slips. Rows can be added, sized and formatted."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "insertHyperlinks",
        "deleteRows",
    ):
        setattr(protection, allowed, False)  # the attributes say what is locked


def _set_up_print(sheet: Any) -> None:
    sheet.page_setup.paperSize = styles.PAPER_A4
    sheet.page_setup.orientation = styles.ORIENTATION
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(**styles.MARGINS)
    sheet.oddFooter.left.text = styles.FOOTER_LEFT
    sheet.oddFooter.right.text = styles.FOOTER_RIGHT


def column_width(sheet: Any, column: int) -> float:
    width: float = sheet.column_dimensions[get_column_letter(column)].width
    return width


def put_headers(sheet: Any, columns: Mapping[int, SheetColumn]) -> None:
    """The header row, which is repeated on every printed page."""
    headers = {place: tr(column.header) for place, column in columns.items()}
    for place, header in headers.items():
        put(sheet.cell(HEADER_ROW, place), header, styles.HEADER)
    sheet.row_dimensions[HEADER_ROW].height = row_height(
        *((header, column_width(sheet, place)) for place, header in headers.items()), bold=True
    )
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def print_tables_apart(sheet: Any, last_row: int) -> None:
    """Begins a printed page with the tables, which stand below the `last_row` of the questions.

    Their columns are not the questions', so the sheet's title is repeated on every
    page in place of the questions' headers.
    """
    sheet.print_title_rows = f"{TITLE_ROW}:{TITLE_ROW}"
    sheet.row_breaks.append(Break(id=last_row))


def put_sheet_link(cell: Any, words: str, sheet: str) -> None:
    """A link to the top of a sheet that has no defined name."""
    put_link(cell, words, f"{quoted_sheet(sheet)}!B1", styles.LINK)


def put_navigation(sheet: Any, form: Form, columns: tuple[int, int, int]) -> None:
    """Links to the summary, the sheet before and the sheet after, in the three columns."""
    to_summary, to_before, to_after = (sheet.cell(LINK_ROW, column) for column in columns)
    summary = SUMMARY.name(form.language)
    put_sheet_link(to_summary, f"{UP} {summary}", summary)
    targets = link_targets(form)
    here = next(place for place, target in enumerate(targets) if target.sheet == sheet.title)
    if here > 0:
        before = targets[here - 1]
        words = f"{BACK} {tr(layout.BEFORE, sheet=before.sheet)}"
        put_link(to_before, words, before.name, styles.LINK)
    if here + 1 < len(targets):
        after = targets[here + 1]
        words = f"{ON} {tr(layout.AFTER, sheet=after.sheet)}"
        put_link(to_after, words, after.name, styles.LINK)


def start_at(sheet: Any, cell: str) -> None:
    """The cell that is selected when the sheet is first opened."""
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def set_name(name: str, cell: Any) -> None:
    """Gives the cell a defined name in its workbook."""
    sheet = cell.parent
    reference = f"{quoted_sheet(sheet.title)}!${cell.column_letter}${cell.row}"
    sheet.parent.defined_names[name] = DefinedName(name, attr_text=reference)
