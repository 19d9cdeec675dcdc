"""What all sheets share: their set-up for screen and print, their title and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break

from omvgen.form.form import Form
from omvgen.workbook.layout import (
    DOCUMENT,
    HEADER_ROW,
    ID,
    LINK_ROW,
    LOG,
    SUMMARY,
    TITLE_ROW,
    answer_name,
    field_name,
    table_name,
)
from omvgen.workbook.template import styles
from omvgen.workbook.template.room import row_height
from omvgen.workbook.template.writing import put, put_link

A4 = 9  # Excel's number of the paper size
TITLE_HEIGHT, LINK_HEIGHT = 26, 18


@dataclass(frozen=True)
class Stop:
    """A sheet to fill in, and the defined name that links to it lead to.

    Names stay right when a sheet is renamed or moved.
    """

    sheet: str
    target: str


def stops(form: Form) -> tuple[Stop, ...]:
    """The sheets to fill in, in the order of the workbook."""
    return (
        Stop(DOCUMENT.name, field_name(form.document_fields[0].id)),
        *(Stop(s.sheet, answer_name(s.questions[0].id)) for s in form.sections),
        Stop(LOG.name, table_name(form.log.id)),
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
    """No password: the protection is against slips. Rows can be added, sized and formatted."""
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
        setattr(protection, allowed, False)  # the file says what is locked


def _set_up_print(sheet: Any) -> None:
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P (&N)"


def column_width(sheet: Any, column: int) -> float:
    width: float = sheet.column_dimensions[get_column_letter(column)].width
    return width


def put_headers(sheet: Any, headers: Mapping[int, str]) -> None:
    """The header row, which stays in view and on every printed page."""
    for column, header in headers.items():
        put(sheet.cell(HEADER_ROW, column), header, styles.HEADER)
    sheet.row_dimensions[HEADER_ROW].height = row_height(
        *((header, column_width(sheet, column)) for column, header in headers.items()), bold=True
    )
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def print_tables_apart(sheet: Any, last_row: int) -> None:
    """Tables below the `last_row` of the questions begin a page of their own.

    Their columns are not the questions': so the sheet's title stands on every page, and
    the questions' headers on the first alone.
    """
    sheet.print_title_rows = f"{TITLE_ROW}:{TITLE_ROW}"
    sheet.row_breaks.append(Break(id=last_row))


def put_navigation(sheet: Any, form: Form, columns: tuple[int, int, int]) -> None:
    """Links to the summary, the sheet before and the sheet after, in the three columns."""
    way = stops(form)
    here = next(place for place, stop in enumerate(way) if stop.sheet == sheet.title)
    row = [sheet.cell(LINK_ROW, column) for column in columns]
    put_link(row[0], f"↑ {SUMMARY.name}", f"{quote_sheetname(SUMMARY.name)}!B1", styles.LINK)
    if here > 0:
        before = way[here - 1]
        put_link(row[1], f"← Edellinen: {before.sheet}", before.target, styles.LINK)
    if here + 1 < len(way):
        after = way[here + 1]
        put_link(row[2], f"→ Seuraava: {after.sheet}", after.target, styles.LINK)


def start_at(sheet: Any, cell: str) -> None:
    """The cell that is chosen when the sheet is first opened."""
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def set_name(name: str, cell: Any) -> None:
    """A defined name for the cell, in its workbook."""
    sheet = cell.parent
    place = f"{quote_sheetname(sheet.title)}!${cell.column_letter}${cell.row}"
    sheet.parent.defined_names[name] = DefinedName(name, attr_text=place)
