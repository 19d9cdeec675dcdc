"""How many lines and rows a text needs in a column, and how high a row must be.

Excel does not size rows when it opens a file, so heights are estimated here from
the widths of Arial's letters, rather too high than too low. Lengths of text are
in UTF-16 units, as Excel counts them; widths of columns in digits, as files have them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from math import ceil

from omvgen.plan.text import RichText, rich, slice_runs

MAX_UNITS = 32_767  # of text in a cell (Excel's specification)
MAX_HEIGHT = 409.5  # of a row, in points
LINE_HEIGHT, PADDING = 13.0, 5.0  # Arial 10, in points
MAX_LINES = int((MAX_HEIGHT - PADDING) / LINE_HEIGHT)

_USABLE = 0.96  # of a column's width: the rest is padding
_BOLD = 1.08  # how much wider bold letters are
# Widths of letters in digits, for those that are not about as wide as a digit.
_LETTERS = {
    "'|ijl": 0.4,
    " !,./:;I[\\]ft": 0.5,
    '"()*-`r{}°': 0.65,
    "Jcksvxyz": 0.9,
    "CDGHNOQRUwÖ–%": 1.35,
    "ABEFKLPSTVXYZÄÅ&": 1.2,
    "mMW—@": 1.7,
}
_WIDTHS = {letter: width for letters, width in _LETTERS.items() for letter in letters}


def units(text: str) -> int:
    """The text's length as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def lines_needed(text: str, width: float) -> int:
    """How many lines the text takes in a column of that width."""
    return sum(_wrapped(line, width * _USABLE) for line in text.split("\n"))


def row_height(*cells: tuple[str, float], least: int = 1, bold: bool = False) -> float:
    """The height, in points, of a row that shows each (text, column width) whole.

    `least` is the least number of lines. The height is at most `MAX_HEIGHT`.
    """
    wider = _BOLD if bold else 1.0
    lines = max([least, *(lines_needed(text, width / wider) for text, width in cells)])
    return min(lines * LINE_HEIGHT + PADDING, MAX_HEIGHT)


def split_rows(text: RichText, width: float, most_lines: float = MAX_LINES) -> tuple[RichText, ...]:
    """The text in parts that each fit a row, split at line breaks; at least one.

    The break between two parts is left out, empty lines beside it stay with the
    upper part. A line is never split: it may be too long for a row.
    """
    spans, start, end = [], 0, 0
    used_lines = used_units = 0
    visible = False  # a part of empty lines alone would be read as an empty cell
    for line in text.plain.split("\n"):
        lines, length = lines_needed(line, width), units(line)
        full = line and used_lines + lines > most_lines
        if visible and (full or used_units + length > MAX_UNITS):
            spans.append((start, end - 1))
            start, used_lines, used_units, visible = end, 0, 0, False
        end += len(line) + 1
        used_lines, used_units = used_lines + lines, used_units + length + 1
        visible = visible or bool(line.strip())
    spans.append((start, end - 1))
    return tuple(RichText(slice_runs(text.runs, *span)) for span in spans)


def first_line(text: RichText) -> tuple[RichText, RichText]:
    """The text's first line, and the rest as it is."""
    end = len(text.plain.split("\n", 1)[0])
    rest = slice_runs(text.runs, end + 1, len(text.plain))
    return rich(slice_runs(text.runs, 0, end)), RichText(rest)


def _wrapped(line: str, width: float) -> int:
    lines, used = 1, 0.0
    for place, word in enumerate(line.split(" ")):
        length = sum(map(_letter_width, word))
        space = _WIDTHS[" "] if place else 0.0
        if used + space + length <= width:
            used += space + length
        elif length <= width:
            lines, used = lines + 1, length
        else:  # a word longer than the column is cut where the column ends
            lines += ceil(length / width) - (0 if used else 1)
            used = length % width
    return lines


@cache
def _letter_width(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    known = _WIDTHS.get(letter) or _WIDTHS.get(base)
    if known:
        return known
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.2
    return 1.0 if base.isascii() else 1.4
