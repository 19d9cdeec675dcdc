"""Run by LibreOffice's own Python: types texts into cells, as staff do, and saves the workbook.

    python3 fill_with_libreoffice.py PIPE FILE STEPS.json TARGET

STEPS.json is a list of {"sheet", "cells": {cell: text}, "after": row, "rows": n}: n rows are
inserted after the row before the texts are typed. The workbook is saved as
TARGET, an .xlsx: the file stays, so that the script can be run again.
"""

import json
from pathlib import Path

from uno_office import HIDDEN, PropertyValue, desktop, run


def main(context, file, steps, target):
    office = desktop(context)
    as_xlsx = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
    book = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (HIDDEN,))
    for step in json.loads(Path(steps).read_text("utf-8")):
        sheet = book.Sheets.getByName(step["sheet"])
        if step["rows"]:
            sheet.unprotect("")
            sheet.Rows.insertByIndex(step["after"], step["rows"])
        for cell, text in step["cells"].items():
            sheet.getCellRangeByName(cell).String = text
    book.storeToURL(Path(target).as_uri(), (as_xlsx,))
    book.close(True)


run(main)
