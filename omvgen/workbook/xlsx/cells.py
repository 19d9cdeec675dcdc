"""A workbook as sheets of cells, without its XML: the model that `book` fills.

Only cells with content are kept, so a sheet whose far corner is formatted costs
nothing. A cell holds what Excel shows: a date as a date, a percent as a percent.
A cell that cannot be read is kept as `unreadable`, so that a finding can name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from omvgen.plan.text import Run, clean
from omvgen.workbook.xlsx.styles import PLAIN_FORMAT, CellFormat, Overlay, Palette

MAX_COLUMN, MAX_ROW = 16_384, 1_048_576
_POSITIONS_KEPT = 4_096  # the sheets of a workbook have the same ones

Position = tuple[int, int]
"""The row and the column of a cell on its sheet, counted from 1."""


class Spot(NamedTuple):
    """A cell of a workbook: its sheet, row and column, counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def ref(self) -> str:
        return cell_ref((self.row, self.column))


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

    def on(self, sheet: str) -> str:
        """As formulas and defined names refer to it on the sheet: `'4 Henkilöstö'!$D$4:$D$9`."""
        left, right = column_letters(self.left), column_letters(self.right)
        return f"{quoted_sheet(sheet)}!${left}${self.top}:${right}${self.bottom}"


class Laid(NamedTuple):
    """What a conditional format lays over the cells of the areas when its condition holds."""

    areas: tuple[Area, ...]
    overlay: Overlay

    def covers(self, row: int, column: int) -> bool:
        return any(area.covers(row, column) for area in self.areas)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    `kind` is text, number, date, boolean, error, picture (one placed in the cell),
    no_value (a formula that has not been calculated), unreadable or lost (a shared text
    that a damaged file no longer has); the runs of the last five hold what the file has.
    `formula` says whether the value was calculated. `bare` is a number's or a date's text
    without its number format. `is_hidden`: the number format shows nothing of the value,
    and the runs have it all the same. `is_format_known`: the number format was understood,
    otherwise the runs have the bare number.
    """

    runs: tuple[Run, ...]
    kind: str = "text"
    formula: bool = False
    bare: str = ""
    is_hidden: bool = False
    is_format_known: bool = True
    text: str = field(init=False, compare=False)
    """The text of the runs in canonical form."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean("".join([run.text for run in self.runs])))


NO_CELL = Cell(())


class Comment(NamedTuple):
    """A comment on a cell, a reply in a thread included. `author` is empty when not known."""

    position: Position
    author: str = ""
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet. `cells` are those with content; `formats` has the format of each of them.

    `linked` are the cells with a link over the whole cell. `drawings` says whether
    pictures, charts or shapes lie on the sheet, `under_drawings` the cells under
    them, `palette` the colours that formats name by an index, `laid` the conditional formats.
    A `damaged` sheet could not be read; it has no cells, or those that could be had.
    """

    name: str
    hidden: bool = False
    cells: Mapping[Position, Cell] = field(default_factory=dict)
    formats: Mapping[Position, CellFormat] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    linked: frozenset[Position] = frozenset()
    comments: tuple[Comment, ...] = ()
    drawings: bool = False
    damaged: bool = False
    under_drawings: tuple[Area, ...] = ()
    palette: Palette = Palette()
    laid: tuple[Laid, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), NO_CELL)

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), NO_CELL).text

    def format(self, row: int, column: int) -> CellFormat:
        return self.formats.get((row, column), PLAIN_FORMAT)

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """The columns that have content, by row, in order."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        return rows

    @cached_property
    def covered(self) -> dict[Position, Area]:
        """The cells with content that a merged cell hides, each with the merged area."""
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


class DefinedName(NamedTuple):
    """A defined name. `spot` is None when it refers to no cell (`#REF!`).

    `scope` is the sheet that the name belongs to, empty for the whole workbook:
    copying a sheet makes such names.
    """

    name: str
    spot: Spot | None
    scope: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook. `properties` are its custom ones; `macros` says whether it has any."""

    file: str
    sheets: tuple[Sheet, ...]
    names: tuple[DefinedName, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    macros: bool = False

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        return {sheet.name: sheet for sheet in self.sheets}

    @cached_property
    def names_on(self) -> dict[str, list[tuple[str, Spot]]]:
        """The defined names and their cells, by the sheet of the cell."""
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
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_ref(position: Position) -> str:
    """The reference of the cell, such as `D5`."""
    return f"{column_letters(position[1])}{position[0]}"


def in_ranges(spots: Iterable[Spot]) -> str:
    """The cells of one sheet, column by column, those below one another as `D5–D9`."""
    ranges: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: (spot.column, spot.row)):
        last = ranges[-1][-1] if ranges else None
        if last and (last.column, last.row + 1) == (spot.column, spot.row):
            ranges[-1].append(spot)
        else:
            ranges.append([spot])
    return ", ".join("–".join(dict.fromkeys((r[0].ref, r[-1].ref))) for r in ranges)


def quoted_sheet(name: str) -> str:
    """The sheet's name as references have it before their `!`."""
    return "'" + name.replace("'", "''") + "'"


@lru_cache(_POSITIONS_KEPT)
def cell_position(ref: str) -> Position | None:
    """The position of a reference such as `D5` or `$D$5`; None when it is none."""
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


def parse_area(ref: str) -> Area | None:
    """The rectangle of a reference such as `C4:D5` or `C4`; None when it is none."""
    first, _, last = ref.partition(":")
    start, end = cell_position(first), cell_position(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(rows[0], columns[0], rows[1], columns[1])
