"""Run by LibreOffice's own Python: edits copies of a workbook as people do, and saves them.

    python3 edit_with_libreoffice.py PIPE FILE FOLDER SHEET OTHER

Saves FOLDER/EDIT.xlsx for each edit below. The sheet's questions stand on rows 4–10;
OTHER is another sheet of questions, from row 4 on.
"""

import sys
from pathlib import Path

import uno
from com.sun.star.sheet.CellDeleteMode import LEFT, UP
from com.sun.star.sheet.CellInsertMode import DOWN, RIGHT
from uno_office import HIDDEN, PropertyValue, desktop, run


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


def cut(sheet, source, target, from_sheet=None):
    sheet.moveRange(cell(sheet, target), cells(from_sheet or sheet, source))


def copy(sheet, source, target):
    sheet.copyRange(cell(sheet, target), cells(sheet, source))


def clear_ids(book, sheet):
    sheet.getCellRangeByName("A1:A60").clearContents(1 | 2 | 4 | 16)


def hide(book, sheet):
    sheet.Rows.getByIndex(4).IsVisible = False
    sheet.Columns.getByIndex(4).IsVisible = False
    book.Sheets.getByName(OTHER).IsVisible = False


def swap_names(book, sheet):
    one, two = sheet.Name, OTHER
    other = book.Sheets.getByName(two)
    sheet.Name, other.Name, sheet.Name = "x", one, two


def to_another_sheet(book, sheet, source, target):
    cut(book.Sheets.getByName(OTHER), source, target, sheet)


def type_anything(book, sheet):
    """What people type, cell by cell; the test says what is to become of each."""
    at = sheet.getCellRangeByName
    at("D4").Value = 1234.5
    for name, formula in (("D5", "=1/0"), ("D6", '=CONCATENATE("yhteen";"laskettu")')):
        at(name).NumberFormat = 0
        at(name).Formula = formula
    at("D7").NumberFormat = 36  # d.m.yyyy
    at("D7").Value = 46052
    at("D8").String, at("E8").String = "", "Vastaus väärässä sarakkeessa."
    at("C9").String = "Miten perehdytätte?"
    sheet.Annotations.insertNew(cell(sheet, "D9"), "Tarkista tämä.")
    at("D10").String = "A\u0308iti\u200b ja\u00ad isa\u0308."
    at("J12").String = "Muistiinpano sivussa."
    pasted = book.Sheets.getByName(OTHER).getCellRangeByName("D4:F5")
    pasted.setDataArray((("Huone", "Pinta-ala", "Käyttö"), ("Aula", "40 m", "odotus")))


EDITS = {
    "nothing": lambda book, sheet: None,
    "row inserted": lambda book, sheet: sheet.Rows.insertByIndex(5, 1),
    "column inserted": lambda book, sheet: sheet.Columns.insertByIndex(3, 1),
    "column of answers cut elsewhere": lambda book, sheet: cut(sheet, "D1:D30", "J1"),
    "column of ids deleted": lambda book, sheet: sheet.Columns.removeByIndex(0, 1),
    "column of questions deleted": lambda book, sheet: sheet.Columns.removeByIndex(2, 1),
    "column of answers deleted": lambda book, sheet: sheet.Columns.removeByIndex(3, 1),
    "sheet renamed": lambda book, sheet: setattr(sheet, "Name", "Väki"),
    "sheets renamed as each other": swap_names,
    "sheet moved": lambda book, sheet: book.Sheets.moveByName(sheet.Name, 0),
    "sheet copied": lambda book, sheet: book.Sheets.copyByName(sheet.Name, "Kopio", 0),
    "sheet deleted": lambda book, sheet: book.Sheets.removeByName(sheet.Name),
    "row, column and sheet hidden": hide,
    "row deleted": lambda book, sheet: sheet.Rows.removeByIndex(5, 1),
    "row cut": lambda book, sheet: cut(sheet, "A5:G5", "A11"),
    "row cut onto another": lambda book, sheet: cut(sheet, "A5:G5", "A8"),
    "row cut to another sheet": lambda book, sheet: to_another_sheet(book, sheet, "A5:G5", "A20"),
    "row copied": lambda book, sheet: copy(sheet, "A5:G5", "A11"),
    "rows sorted": sort_rows,
    "visible columns sorted": lambda book, sheet: sort_rows(book, sheet, "B4:G10"),
    "cell cut elsewhere": lambda book, sheet: cut(sheet, "D5", "J30"),
    "cell cut onto another": lambda book, sheet: cut(sheet, "D5", "D8"),
    "cell cut to another sheet": lambda book, sheet: to_another_sheet(book, sheet, "D5", "D4"),
    "cell inserted": lambda book, sheet: sheet.insertCells(cells(sheet, "D6"), DOWN),
    "cell inserted, shifted right": lambda book, sheet: sheet.insertCells(
        cells(sheet, "D6"), RIGHT
    ),
    "cell deleted": lambda book, sheet: sheet.removeRange(cells(sheet, "D6"), UP),
    "cell deleted, shifted left": lambda book, sheet: sheet.removeRange(cells(sheet, "D6"), LEFT),
    "question deleted, shifted up": lambda book, sheet: sheet.removeRange(cells(sheet, "C6"), UP),
    "ids cleared": clear_ids,
    "cells merged": lambda book, sheet: sheet.getCellRangeByName("D5:D6").merge(True),
    "anything typed": type_anything,
}


def main(context, file, folder, sheet_name, _other):
    office = desktop(context)
    as_xlsx = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
    for name, edit in EDITS.items():
        book = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (HIDDEN,))
        for sheet in book.Sheets:
            sheet.unprotect("")
        edit(book, book.Sheets.getByName(sheet_name))
        book.storeToURL((Path(folder) / f"{name}.xlsx").as_uri(), (as_xlsx,))
        book.close(True)


OTHER = sys.argv[5]
run(main)
