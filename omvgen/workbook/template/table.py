"""A table on a sheet: its header row, its rows, and some empty ones to fill in."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter

from omvgen.form.form import Column, FormTable
from omvgen.plan.plan import Row
from omvgen.workbook import styles
from omvgen.workbook.layout import ID, table_mark, table_name
from omvgen.workbook.template import guidance
from omvgen.workbook.template.guidance import listed, offer, offer_choices
from omvgen.workbook.template.sheets import column_width, set_name
from omvgen.workbook.template.writing import put
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.xlsx.cells import Area

SPARE_ROWS = 5


def put_table(
    start: Any,
    table: FormTable,
    rows: tuple[Row, ...],
    *,
    spare_rows: int = SPARE_ROWS,
    header_style: styles.CellStyle = styles.TABLE_HEADER,
) -> Area:
    """Puts the table from its first header cell on, with its defined name and its lists.

    Returns the cells of its rows, without the header.
    """
    sheet, header_row, first_column = start.parent, start.row, start.column
    put(sheet.cell(header_row, ID), table_mark(table.id), styles.PLAIN)
    set_name(table_name(table.id), start)
    area = Area(
        header_row + 1,
        first_column,
        header_row + len(rows) + spare_rows,
        first_column + len(table.columns) - 1,
    )
    titles = {column.id: column.title for column in table.columns}
    for row, texts in enumerate([titles, *rows, *[{}] * spare_rows], start=header_row):
        style = header_style if row == header_row else styles.ANSWER
        in_order = [texts.get(column.id, "") for column in table.columns]
        _put_row(sheet, row, first_column, in_order, style)
    for place, column in enumerate(table.columns):
        _offer(sheet, area, first_column + place, column)
    return area


def _put_row(
    sheet: Any, row: int, first_column: int, texts: list[str], style: styles.CellStyle
) -> None:
    sized = []
    for column, text in enumerate(texts, start=first_column):
        put(sheet.cell(row, column), text, style)
        sized.append((text, column_width(sheet, column)))
    sheet.row_dimensions[row].height = row_height(*sized, bold=style.bold)


def _offer(sheet: Any, area: Area, place: int, column: Column) -> None:
    """The list and the prompt of a column, from its first empty or filled cell to its last."""
    letter = get_column_letter(place)
    cells = f"{letter}{area.top}:{letter}{area.bottom}"
    prompt = guidance.column_prompt(column)
    if column.format == "secrecy_basis":
        source = listed(guidance.basis_choices())
        offer(sheet, cells, source, title=column.title, help_text=prompt, strict=False)
    else:
        offer_choices(sheet, cells, column, column.title, prompt)
