"""A workbook that is being patched: its parts, its sheets as they are scanned, its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.package import Damaged, with_parts
from omvgen.workbook.patch.cell_styles import CellStyles
from omvgen.workbook.patch.moving import Unmovable
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.patch.row_insertion import insert_rows
from omvgen.workbook.patch.shared_formulas import own_formulas
from omvgen.workbook.patch.sheet_patch import SheetEdits, patched_sheet
from omvgen.workbook.patch.sheet_scan import SheetScan, scan_sheet
from omvgen.workbook.patch.workbook_part import find_sheet_parts, forget_calculation
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book
from omvgen.workbook.xlsx.opening import open_workbook


class Insertion(NamedTuple):
    """Rows that are needed for a part of the plan: `number` of them after a row, like it."""

    place: Place
    sheet: str
    after: int
    number: int


class Workbook:
    """The file of a reading. Raises `Unreadable` where it cannot be read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts = Parts(open_workbook(reading.data, reading.file))
        self.sheets = find_sheet_parts(self.parts.package)
        self.styles = CellStyles(self.parts, self.sheets.styles)
        self._scans: dict[str, SheetScan | None] = {}

    def scan(self, sheet: str) -> SheetScan | None:
        """The sheet as scanned; None when it cannot be."""
        if sheet not in self._scans:
            try:
                scan = scan_sheet(self.parts.package.read(self.sheets.parts[sheet]))
            except Damaged:
                scan = None
            self._scans[sheet] = scan
        return self._scans[sheet]

    @cached_property
    def book(self) -> Book:
        """All cells, which are only needed where an answer takes several of them."""
        return load_book(self.parts.package)

    def apply(self, edits: Mapping[str, SheetEdits]) -> None:
        """Makes the edits, by sheet."""
        for name, changes in edits.items():
            scan = self.scan(name)
            if scan is None or not changes.texts:
                continue
            replaced = [scan.cell(position) for position in changes.texts]
            if any(cell is not None and cell.shared is not None for cell in replaced):
                scan = scan_sheet(own_formulas(scan.data))
            if any(cell is not None and cell.formula for cell in replaced):
                forget_calculation(self.parts, self.sheets)
            self.parts.put(self.sheets.parts[name], patched_sheet(scan, changes, self.styles))

    def copy(self) -> bytes:
        """The file with what was changed in it."""
        changed = self.parts.changed()
        return with_parts(self.reading.data, changed) if changed else self.reading.data


def with_rows(workbook: Workbook, insertions: Iterable[Insertion]) -> Workbook:
    """The workbook with these rows, as far as they can be put in."""
    reading = workbook.reading
    by_sheet: dict[str, dict[int, int]] = {}
    for _, sheet, after, number in insertions:
        rows = by_sheet.setdefault(sheet, {})
        rows[after] = rows.get(after, 0) + number
    for sheet, rows in by_sheet.items():
        try:
            insert_rows(workbook.parts, workbook.sheets, sheet, rows)
        except (Unmovable, UnicodeDecodeError):
            continue
        forget_calculation(workbook.parts, workbook.sheets)
        reading = read_workbook_bytes(workbook.copy(), reading.path, reading.form)
        workbook = Workbook(reading)
    return workbook
