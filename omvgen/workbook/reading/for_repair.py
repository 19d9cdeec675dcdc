"""A damaged workbook's sheets, as far as they can be had, and which of them are doubtful."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from omvgen.form.form import Form
from omvgen.form.sheets import FIXED_SHEETS
from omvgen.workbook import layout
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book, Sheet
from omvgen.workbook.xlsx.rescued import open_rescued


class DamagedBook(NamedTuple):
    """The workbook; `made_anew`: its package could not be read as it is, and may lack sheets.

    The names of the `unnamed` sheets are lost.
    """

    book: Book
    made_anew: bool
    unnamed: frozenset[str]

    @property
    def is_damaged(self) -> bool:
        """Whether answers may be missing from it."""
        return self.made_anew or any(sheet.damaged for sheet in self.book.sheets)

    def named_by(self, form: Form) -> Book:
        """The workbook whose unnamed sheets have the form's names for them, by their marks."""
        names = {sheet.mark: sheet.name(form.language) for sheet in FIXED_SHEETS}
        names |= {section.id: section.sheet for section in form.sections}
        taken = {sheet.name for sheet in self.book.sheets}
        sheets = []
        for sheet in self.book.sheets:
            name = names.get(sheet.text(layout.TITLE_ROW, layout.ID), sheet.name)
            named = sheet.name in self.unnamed and name not in taken
            sheets.append(replace(sheet, name=name) if named else sheet)
            taken.add(name)
        return replace(self.book, sheets=tuple(sheets))


def load_for_repair(data: bytes, file: str, *, recover: bool = False) -> DamagedBook:
    """The workbook in the bytes, whatever is damaged; with `recover` as `load_book` has it.

    A sheet whose name is a guess is damaged, unless it says itself in A1 what it is. Raises
    `ReadError` when no sheet can be had, or when the file is refused without being damaged.
    """
    rescued = open_rescued(data, file)
    book = load_book(rescued.package, recover=recover, cut=rescued.cut)
    sheets = tuple(
        _doubted(sheet, recover=recover) if sheet.name in rescued.guessed else sheet
        for sheet in book.sheets
    )
    return DamagedBook(replace(book, sheets=sheets), rescued.made_anew, rescued.unnamed)


def _doubted(sheet: Sheet, *, recover: bool) -> Sheet:
    if sheet.text(layout.TITLE_ROW, layout.ID):
        return sheet
    return (
        replace(sheet, damaged=True) if recover else Sheet(sheet.name, sheet.hidden, damaged=True)
    )
