"""The form that a workbook was made from. Others than the shipped are looked for by `finding`."""

from __future__ import annotations

from pathlib import Path

from omvgen.form.form import Form
from omvgen.form.loader import BUILT_IN, shipped_form
from omvgen.form.shipped import shipped_names
from omvgen.workbook.layout import FORM_ID_PROPERTY, FORM_ID_ROW
from omvgen.workbook.xlsx.cells import Book


def form_of(book: Book, folder: Path) -> Form:
    """The form that the workbook, which lies in the folder, names; otherwise the built-in one.

    Raises `ReadError` (OMV800) when the form is not found.
    """
    name = _named_in(book) or BUILT_IN
    if name in shipped_names():
        return shipped_form(name)
    from omvgen.workbook.form_book.finding import named

    return named(name, folder)


def _named_in(book: Book) -> str:
    """The id of the form by the properties, or by the row of the document's sheet."""
    if id_ := book.properties.get(FORM_ID_PROPERTY):
        return id_
    for sheet in book.sheets:
        for row, column in sheet.cells:
            if sheet.text(row, column) == FORM_ID_ROW:
                return sheet.text(row, column + 2)
    return ""
