"""A damaged workbook's sheets, as far as they can be had, and which of them are doubtful."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from omvgen.workbook import layout
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book, Sheet
from omvgen.workbook.xlsx.rescued import open_rescued


class DamagedBook(NamedTuple):
    """The workbook; `made_anew`: its package could not be read as it is, and may lack sheets."""

    book: Book
    made_anew: bool


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
    return DamagedBook(replace(book, sheets=sheets), rescued.made_anew)


def _doubted(sheet: Sheet, *, recover: bool) -> Sheet:
    if sheet.text(layout.TITLE_ROW, layout.ID):
        return sheet
    return (
        replace(sheet, damaged=True) if recover else Sheet(sheet.name, sheet.hidden, damaged=True)
    )
