"""A table on a sheet: its header row, its rows, and some empty ones to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname

from omvgen.form.form import Column, FormTable
from omvgen.plan.plan import Row
from omvgen.workbook.layout import ID, table_mark, table_name
from omvgen.workbook.template import guidance, styles
from omvgen.workbook.template.guidance import listed, offer, offer_choices
from omvgen.workbook.template.room import row_height
from omvgen.workbook.template.sheets import column_width, set_name
from omvgen.workbook.template.writing import put

SPARE_ROWS = 5


@dataclass(frozen=True)
class Area:
    """The cells of a table's rows, its header not included."""

    sheet: str
    first_column: int
    last_column: int
    first_row: int
    last_row: int

    @property
    def absolute(self) -> str:
        """As a formula on any sheet names it."""
        first, last = get_column_letter(self.first_column), get_column_letter(self.last_column)
        cells = f"${first}${self.first_row}:${last}${self.last_row}"
        return f"{quote_sheetname(self.sheet)}!{cells}"


def put_table(
    start: Any,
    table: FormTable,
    rows: tuple[Row, ...],
    *,
    spare_rows: int = SPARE_ROWS,
    header_look: styles.Look = styles.TABLE_HEADER,
) -> Area:
    """The table from its first header cell on, with its defined name and its lists."""
    sheet, header_row, first_column = start.parent, start.row, start.column
    put(sheet.cell(header_row, ID), table_mark(table.id), styles.PLAIN)
    set_name(table_name(table.id), start)
    area = Area(
        sheet.title,
        first_column,
        first_column + len(table.columns) - 1,
        header_row + 1,
        header_row + len(rows) + spare_rows,
    )
    texts = [{column.id: column.title for column in table.columns}, *rows, *[{}] * spare_rows]
    for row, text in enumerate(texts, start=header_row):
        look = header_look if row == header_row else styles.ANSWER
        _put_row(sheet, row, area, [text.get(column.id, "") for column in table.columns], look)
    for place, column in enumerate(table.columns):
        _offer(sheet, area, first_column + place, column)
    return area


def _put_row(sheet: Any, row: int, area: Area, texts: list[str], look: styles.Look) -> None:
    sized = []
    for column, text in enumerate(texts, start=area.first_column):
        put(sheet.cell(row, column), text, look)
        sized.append((text, column_width(sheet, column)))
    sheet.row_dimensions[row].height = row_height(*sized, bold=look.bold)


def _offer(sheet: Any, area: Area, column: int, asked: Column) -> None:
    letter = get_column_letter(column)
    cells = f"{letter}{area.first_row}:{letter}{area.last_row}"
    prompt = guidance.column_prompt(asked)
    if asked.format == "secrecy_basis":
        source = listed(guidance.basis_choices())
        offer(sheet, cells, source, title=asked.title, help_text=prompt, strict=False)
    else:
        offer_choices(sheet, cells, asked, asked.title, prompt)
