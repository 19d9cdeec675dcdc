"""A workbook's sheets as cells that hold something: the reader's neutral view of xlsx.

Cells are walked as they stand in the file, never as a rectangle: a sheet whose
far corner is formatted would otherwise take minutes. What the person sees is what
is read: a date as a date, a percent as a percent. A cell that cannot be read does
not stop its sheet; it is kept as `unreadable`, so that a finding can name it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from omvgen.plan.text import Run, clean

MAX_COLUMN, MAX_ROW = 16_384, 1_048_576


class Spot(NamedTuple):
    """A cell's place in a workbook. Rows and columns are counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def ref(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def ref(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    `kind` is text, number, date, boolean, error, no_value (a formula that has
    not been calculated) or unreadable. `bare` is a number's text without its
    format. The runs of the last three kinds say what stands in the file.
    """

    runs: tuple[Run, ...]
    kind: str = "text"
    formula: bool = False
    bare: str = ""
    text: str = field(init=False, compare=False)
    """What it shows, in canonical form."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean("".join(run.text for run in self.runs)))


NO_CELL = Cell(())


@dataclass(frozen=True)
class Sheet:
    """A sheet: `cells` holds those that say something, by (row, column).

    `looks` are those looks of cells that a document does not keep, where there are any.
    """

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    linked: frozenset[tuple[int, int]] = frozenset()
    looks: Mapping[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    comments: tuple[tuple[int, int], ...] = ()
    drawings: bool = False
    damaged: bool = False

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), NO_CELL)

    def text(self, row: int, column: int) -> str:
        return self.cell(row, column).text

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """The columns that say something, by row, in order."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        return rows

    @cached_property
    def covered(self) -> dict[tuple[int, int], Area]:
        """The cells that hold something and lie unseen under a merge."""
        found = {}
        for area in self.merges:
            for row, columns in self._rows_between(area.top, area.bottom):
                for column in columns:
                    if area.covers(row, column) and (row, column) != (area.top, area.left):
                        found[(row, column)] = area
        return found

    def _rows_between(self, top: int, bottom: int) -> list[tuple[int, list[int]]]:
        if bottom - top < len(self.rows):
            rows = (row for row in range(top, bottom + 1) if row in self.rows)
        else:
            rows = (row for row in self.rows if top <= row <= bottom)
        return [(row, self.rows[row]) for row in rows]


class Name(NamedTuple):
    """A defined name. `spot` is None when what it named is gone (`#REF!`).

    `scope` is the sheet that a name belongs to, empty for the whole workbook:
    a copied sheet brings names of its own.
    """

    name: str
    spot: Spot | None
    scope: str = ""


@dataclass(frozen=True)
class Book:
    """A whole workbook. `properties` are the custom ones."""

    file: str
    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    macros: bool = False

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        return {sheet.name: sheet for sheet in self.sheets}

    @cached_property
    def names_on(self) -> dict[str, list[tuple[str, Spot]]]:
        """The names that point to a sheet's cells, by the sheet."""
        found: dict[str, list[tuple[str, Spot]]] = {}
        for name in self.names:
            if name.spot is not None:
                found.setdefault(name.spot.sheet, []).append((name.name, name.spot))
        return found

    def cell(self, spot: Spot) -> Cell:
        sheet = self.by_name.get(spot.sheet)
        return NO_CELL if sheet is None else sheet.cell(spot.row, spot.column)

    def text(self, spot: Spot) -> str:
        return self.cell(spot).text


@cache
def column_letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_place(ref: str) -> tuple[int, int] | None:
    """Row and column of a reference such as `D5` or `$D$5`; None when it is none."""
    ref = ref.replace("$", "")
    letters = ref.rstrip("0123456789")
    digits = ref[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and digits):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    row = int(digits) if len(digits) <= 7 else MAX_ROW + 1
    return (row, column) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


def area(ref: str) -> Area | None:
    """The rectangle of a reference such as `C4:D5`; one cell is a rectangle too."""
    first, _, last = ref.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(rows[0], columns[0], rows[1], columns[1])
