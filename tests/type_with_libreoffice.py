"""Run by LibreOffice's own Python: types into a cell and tells the row's heights.

    python3 type_with_libreoffice.py PIPE FILE SHEET CELL TEXT

Prints the height before and after, in points.
"""

from pathlib import Path

from uno_office import HIDDEN, desktop, run


def main(context, file: str, sheet: str, cell: str, text: str) -> None:  # type: ignore[no-untyped-def]
    office = desktop(context)
    book = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (HIDDEN,))
    typed = book.Sheets.getByName(sheet).getCellRangeByName(cell)
    before = typed.Rows.Height
    typed.String = text
    print(before / 100 * 72 / 25.4, typed.Rows.Height / 100 * 72 / 25.4)
    book.close(True)


run(main)
