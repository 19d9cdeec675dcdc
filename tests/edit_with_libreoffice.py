"""Run by LibreOffice's own Python: edits copies of a workbook as people do, and saves them.

    python3 edit_with_libreoffice.py PIPE FILE FOLDER SHEET

Saves FOLDER/EDIT.xlsx for each edit below. The sheet's questions stand on rows 4–10.
"""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellDeleteMode import UP
from com.sun.star.sheet.CellInsertMode import DOWN


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def cells(sheet, name):
    return sheet.getCellRangeByName(name).RangeAddress


def cell(sheet, name):
    return sheet.getCellRangeByName(name).CellAddress


def sort_rows(book, sheet, area="A4:G10"):
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = 2 if area.startswith("A") else 1, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    sort = (PropertyValue(Name="SortFields", Value=fields),)
    uno.invoke(sheet.getCellRangeByName(area), "sort", (sort,))


def cut(sheet, source, target):
    sheet.moveRange(cell(sheet, target), cells(sheet, source))


def clear_ids(book, sheet):
    sheet.getCellRangeByName("A1:A60").clearContents(1 | 2 | 4 | 16)


def merge(book, sheet):
    sheet.getCellRangeByName("D5:D6").merge(True)


EDITS = {
    "nothing": lambda book, sheet: None,
    "row inserted": lambda book, sheet: sheet.Rows.insertByIndex(5, 1),
    "column inserted": lambda book, sheet: sheet.Columns.insertByIndex(3, 1),
    "sheet renamed": lambda book, sheet: setattr(sheet, "Name", "Väki"),
    "sheet moved": lambda book, sheet: book.Sheets.moveByName(sheet.Name, 0),
    "sheet copied": lambda book, sheet: book.Sheets.copyByName(sheet.Name, "Kopio", 0),
    "sheet deleted": lambda book, sheet: book.Sheets.removeByName(sheet.Name),
    "row deleted": lambda book, sheet: sheet.Rows.removeByIndex(5, 1),
    "row cut": lambda book, sheet: cut(sheet, "A5:G5", "A11"),
    "cell cut elsewhere": lambda book, sheet: cut(sheet, "D5", "J30"),
    "cell cut onto another": lambda book, sheet: cut(sheet, "D5", "D8"),
    "rows sorted": sort_rows,
    "visible columns sorted": lambda book, sheet: sort_rows(book, sheet, "B4:G10"),
    "cell inserted": lambda book, sheet: sheet.insertCells(cells(sheet, "D6"), DOWN),
    "cell deleted": lambda book, sheet: sheet.removeRange(cells(sheet, "D6"), UP),
    "ids cleared": clear_ids,
    "cells merged": merge,
}


def main(pipe, file, folder, sheet_name):
    office = desktop(pipe)
    hidden = PropertyValue(Name="Hidden", Value=True)
    as_xlsx = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
    for name, edit in EDITS.items():
        book = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
        for sheet in book.Sheets:
            sheet.unprotect("")
        edit(book, book.Sheets.getByName(sheet_name))
        book.storeToURL((Path(folder) / f"{name}.xlsx").as_uri(), (as_xlsx,))
        book.close(True)


main(*sys.argv[1:])
