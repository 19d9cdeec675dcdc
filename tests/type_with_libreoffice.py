"""Run by LibreOffice's own Python: types into a cell and tells the row's heights.

    python3 type_with_libreoffice.py PIPE FILE SHEET CELL TEXT

Prints the height before and after, in points.
"""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def desktop(pipe: str):  # type: ignore[no-untyped-def]
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def main(pipe: str, file: str, sheet: str, cell: str, text: str) -> None:
    office = desktop(pipe)
    hidden = PropertyValue(Name="Hidden", Value=True)
    book = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
    typed = book.Sheets.getByName(sheet).getCellRangeByName(cell)
    before = typed.Rows.Height
    typed.String = text
    print(before / 100 * 72 / 25.4, typed.Rows.Height / 100 * 72 / 25.4)
    book.close(True)


main(*sys.argv[1:])
