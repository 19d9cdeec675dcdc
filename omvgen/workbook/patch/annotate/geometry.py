"""Positions and sizes of notes, which Excel states in columns and rows of the sheet.

Sizes are in pixels of 1/96 inch unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from omvgen.workbook.text_fit import lines_needed
from omvgen.workbook.xlsx.cells import MAX_COLUMN, MAX_ROW, Position

_DIGIT = 7  # the width of a digit, by which files state the widths of columns
_PIXEL = 0.75  # points
_NOTE_WIDTH, _LINE, _PADDING = 360, 16, 14  # a line of 9 points
_LEAST_HEIGHT, _MOST_HEIGHT = 48, 720
_GAP = 12  # between the cell and its note
FAR = 500  # columns or rows that a note covers at most


@dataclass(frozen=True)
class Box:
    """A note's box: its anchor as files have it, and its size in points."""

    anchor: str
    width: float
    height: float


@dataclass(frozen=True)
class Geometry:
    """The sizes of a sheet's columns and rows. Those that are not listed have the usual size."""

    columns: tuple[tuple[int, int, int], ...] = ()  # first, last, width
    rows: Mapping[int, int] = field(default_factory=dict)
    usual_width: int = 64
    usual_height: int = 20

    def box(self, place: Position, text: str) -> Box:
        """A box beside the cell that shows the whole text, as far as `_MOST_HEIGHT` allows."""
        lines = lines_needed(text, (_NOTE_WIDTH - _PADDING) / _DIGIT)
        height = min(max(lines * _LINE + _PADDING, _LEAST_HEIGHT), _MOST_HEIGHT)
        row, column = place[0], min(place[1] + 1, MAX_COLUMN)
        left = min(_GAP, self._width(column))
        right = _reached(column, left + _NOTE_WIDTH, self._width, MAX_COLUMN)
        bottom = _reached(row, height, self._height, MAX_ROW)
        anchor = (column - 1, left, row - 1, 0, right[0] - 1, right[1], bottom[0] - 1, bottom[1])
        return Box(", ".join(map(str, anchor)), _NOTE_WIDTH * _PIXEL, height * _PIXEL)

    def _width(self, column: int) -> int:
        widths = (width for first, last, width in self.columns if first <= column <= last)
        return next(widths, self.usual_width)

    def _height(self, row: int) -> int:
        return self.rows.get(row, self.usual_height)


def _reached(start: int, length: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """The column or row where this length ends when it begins at `start`, and the offset in it."""
    for index in range(start, min(start + FAR, last)):
        if length <= size(index):
            return index, length
        length -= size(index)
    return min(start + FAR, last), 0


def pixels_of_width(digits: float) -> int:
    """A column's width, which files state in digits."""
    return round(digits * _DIGIT)


def pixels_of_height(points: float) -> int:
    """A row's height, which files state in points."""
    return round(points / _PIXEL)
