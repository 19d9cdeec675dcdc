"""A worksheet's XML → Sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import format_date
from omvgen.package import Damaged, Package, Relationship
from omvgen.plan.links import link_address
from omvgen.plan.text import Run, clean
from omvgen.workbook.layout import NOTE_AUTHOR
from omvgen.workbook.reading.looks import NO_LOOKS, UNSEEN, Looks
from omvgen.workbook.xlsx import numbers
from omvgen.workbook.xlsx.sheet_model import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    Cell,
    Sheet,
    area,
    cell_place,
)
from omvgen.workbook.xlsx.strings import (
    MAIN,
    NO_FONT,
    Font,
    String,
    looks_of,
    read_string,
    runs_of,
    unescape,
)

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _MERGE, _LINK, _COLUMN = f"{MAIN}row", f"{MAIN}mergeCell", f"{MAIN}hyperlink", f"{MAIN}col"
_DRAWING = f"{MAIN}drawing"
_SHEET_DATA, _CELL, _EXTENSION = f"{MAIN}sheetData", f"{MAIN}c", f"{MAIN}extLst"
_VALUE, _INLINE, _FORMULA = f"{MAIN}v", f"{MAIN}is", f"{MAIN}f"
_AUTHOR = f"{MAIN}author"
_COMMENT_TAGS = (
    _AUTHOR,
    f"{MAIN}comment",
    "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}threadedComment",
)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_HIDDEN_COLUMNS_READ = 64
# Cells with content and rows with such cells that a workbook may have, and merges of a
# sheet. A plan a hundred times the real one has 90,000 and 20,000; more is not a plan, and
# would take long and fill memory.
MAX_CELLS, MAX_WRITTEN, MAX_MERGES = 100_000, 25_000, 5_000


class Styles(NamedTuple):
    """Each cell format's font, number format code and looks of its fill, by its index."""

    fonts: tuple[Font, ...] = ()
    codes: tuple[str, ...] = ()
    fills: tuple[Looks, ...] = ()

    def font(self, index: int) -> Font:
        return self.fonts[index] if 0 <= index < len(self.fonts) else NO_FONT

    def fill(self, index: int) -> Looks:
        return self.fills[index] if 0 <= index < len(self.fills) else NO_LOOKS

    def code(self, index: int) -> str:
        return self.codes[index] if 0 <= index < len(self.codes) else "General"


class Shared(NamedTuple):
    """What the sheets of a workbook have in common."""

    strings: tuple[String | None, ...] = ()
    styles: Styles = Styles()
    epoch_1904: bool = False


@dataclass
class _Gathered:
    """What has been met of a sheet while its XML passes by."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    fonts: dict[tuple[int, int], tuple[String, Font]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    linked: set[tuple[int, int]] = field(default_factory=set)
    looks: dict[tuple[int, int], Looks] = field(default_factory=dict)
    drawings: bool = False
    row: int = 0
    written: int = 0  # rows that say something

    @property
    def too_much(self) -> bool:
        many_cells = self.written > MAX_WRITTEN or len(self.cells) > MAX_CELLS
        return many_cells or len(self.merges) > MAX_MERGES


def read_sheet(package: Package, part: str, name: str, *, hidden: bool, shared: Shared) -> Sheet:
    """The sheet in the part. Raises `Damaged`, and `ReadError` (OMV115) when it is too large.

    What stands among the rows or the cells and is neither would be lost without a
    word: such a sheet is damaged.
    """
    relations = package.relationships(part)
    found = _Gathered()
    for element in package.elements(part, _ROW, _SHEET_DATA, _MERGE, _LINK, _COLUMN, _DRAWING):
        if element.tag == _ROW:
            before = element.getprevious()
            if before is not None and before.tag != _ROW:
                _check(element.itersiblings(preceding=True), _ROW, part)
            numbered = _number_row(element, found)
            if not len(element):
                continue  # a sheet may have a million rows that are only formatted
            _check(element, _CELL, part)
            if any(map(len, element)):
                _read_row(element, numbered, found, shared)
        elif element.tag == _SHEET_DATA:
            _check(element, _ROW, part)
        elif element.tag == _MERGE:
            merged = area(element.get("ref", ""))
            if merged is not None:
                found.merges.append(merged)
        elif element.tag == _LINK:
            _read_link(element, found, relations)
        elif element.tag == _COLUMN:
            _read_column(element, found)
        else:
            found.drawings = True
        if found.too_much:
            raise ReadError(Finding(Code.FILE_TOO_LARGE, values={"file": package.file}))
    return Sheet(
        name,
        hidden,
        found.cells,
        tuple(found.merges),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        frozenset(found.linked),
        found.looks,
        _comments(package, relations),
        found.drawings,
    )


def _check(elements: Iterable[etree._Element], tag: str, part: str) -> None:
    """That they are what belongs in their place. Comments and extensions say nothing."""
    for element in elements:
        if element.tag not in (tag, _EXTENSION) and isinstance(element.tag, str):
            raise Damaged(part)


def _number_row(row: etree._Element, found: _Gathered) -> bool:
    """Moves on to the row; whether it says its number. If not, it follows the one before."""
    number = row.get("r", "")
    numbered = number.isdecimal() and len(number) <= 7
    found.row = int(number) if numbered else found.row + 1
    if _is_hidden(row, "ht"):
        found.hidden_rows.add(found.row)
    return numbered


def _read_row(row: etree._Element, numbered: bool, found: _Gathered, shared: Shared) -> None:
    """The row's cells. They may leave their place out: then they follow the one before."""
    cells_before = len(found.cells)
    before, column = "", 0  # the cell before counts only when a cell has no reference
    for element in row.iterchildren(_CELL):
        ref = element.get("r", "")
        if not ref:
            column = (cell_place(before) or (0, column))[1] + 1
        before = ref
        if not len(element):
            continue
        known = cell_place(ref) if ref else (found.row, column)
        place = known or (found.row, column + 1)
        column = place[1]
        style = _index(element.get("s", "0"))
        cell, string = _read_cell(element, style, shared)
        elsewhere = numbered and place[0] != found.row
        if elsewhere or _is_outside(known, place) or place in found.cells:
            # A place outside its row or the sheet, or one place twice: nobody can say which holds.
            cell, place = Cell(cell.runs, "unreadable"), (min(place[0], MAX_ROW), column)
        if cell.text or cell.kind != "text":
            found.cells[place] = cell
            if string:
                found.fonts[place] = (string, shared.styles.font(style))
            looks = looks_of(string, shared.styles.font(style)) | shared.styles.fill(style)
            if numbers.hides_text(shared.styles.code(style)):
                looks |= {UNSEEN}
            if looks:
                found.looks[place] = looks
    found.written += len(found.cells) > cells_before


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether a row or a column is hidden, by a word or by having no height or width."""
    return element.get("hidden") in ("1", "true") or not element.get(size, "1").strip("0.")


def _is_outside(known: tuple[int, int] | None, place: tuple[int, int]) -> bool:
    return known is None or place[0] > MAX_ROW or place[1] > MAX_COLUMN


def _index(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _read_cell(element: etree._Element, style: int, shared: Shared) -> tuple[Cell, String]:
    """The cell, and its text as it stands in the file when it is one."""
    kind = element.get("t", "n")
    formula = element.find(_FORMULA) is not None
    value = (element.findtext(_VALUE) or "").strip()
    string: String | None = ""
    if kind == "inlineStr":
        inline = element.find(_INLINE)
        string = "" if inline is None else read_string(inline)
    elif kind == "str":
        string = unescape(element.findtext(_VALUE) or "")
    elif kind == "s" and value:
        index = _index(value)
        string = shared.strings[index] if 0 <= index < len(shared.strings) else None
    elif value:
        return _read_value(value, kind, formula, shared.styles.code(style), shared), ""
    elif formula:
        return Cell((), "no_value", formula), ""
    if string is None or (not string and _has_strange_text(element)):
        return _odd("".join(element.itertext()), "unreadable", formula), ""
    return Cell(runs_of(string, shared.styles.font(style)), "text", formula), string


def _has_strange_text(element: etree._Element) -> bool:
    """Whether a cell that says nothing holds a text all the same, where none belongs."""
    strange = (child for child in element if child.tag not in (_FORMULA, _VALUE))
    return any(clean("".join(child.itertext())) for child in strange)


def _read_value(value: str, kind: str, formula: bool, code: str, shared: Shared) -> Cell:
    if kind == "b":
        return _odd("TOSI" if value in ("1", "true") else "EPÄTOSI", "boolean", formula)
    if kind == "e":
        return _odd(value, "error", formula)
    if kind == "d":
        return _iso_date(value, formula)
    number = float(value) if _NUMBER.fullmatch(value) else math.inf
    if not math.isfinite(number):
        return _odd(value, "unreadable", formula)
    bare = numbers.plain_number(number)
    if numbers.is_date_format(code):
        shown = numbers.show_date(number, code, epoch_1904=shared.epoch_1904)
        if shown is not None:
            return Cell((Run(shown),), "date", formula, bare)
    return Cell((Run(numbers.show_number(number, code)),), "number", formula, bare)


def _iso_date(value: str, formula: bool) -> Cell:
    try:
        moment = datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return _odd(value, "unreadable", formula)
    return Cell((Run(format_date(moment.date())),), "date", formula)


def _odd(text: str, kind: str, formula: bool) -> Cell:
    return Cell((Run(text),), kind, formula)


def _read_link(
    element: etree._Element, found: _Gathered, relations: Mapping[str, Relationship]
) -> None:
    """A link over a whole cell: its words lead to the address, if a document may go there."""
    place = cell_place(element.get("ref", "").partition(":")[0])
    if place is None:
        return
    found.linked.add(place)
    relation = relations.get(element.get(_RELATION, ""))
    address = link_address(relation.target) if relation is not None and relation.external else None
    if address is not None and place in found.fonts:
        string, font = found.fonts[place]
        old = found.cells[place]
        found.cells[place] = Cell(runs_of(string, font, address), old.kind, old.formula)


def _read_column(element: etree._Element, found: _Gathered) -> None:
    if _is_hidden(element, "width"):
        first, last = _index(element.get("min", "")), _index(element.get("max", ""))
        found.hidden_columns.update(range(max(first, 1), min(last, _HIDDEN_COLUMNS_READ) + 1))


def _comments(
    package: Package, relations: Mapping[str, Relationship]
) -> tuple[tuple[int, int], ...]:
    """The cells that have a comment, a threaded one included; notes of our own are none."""
    places = set()
    for relation in relations.values():
        if re.search(r"/(comments|threadedComment)$", relation.type):
            authors: list[str] = []
            try:
                for element in package.elements(relation.target, *_COMMENT_TAGS):
                    if element.tag == _AUTHOR:
                        authors.append(element.text or "")
                    elif _is_by(NOTE_AUTHOR, element, authors):
                        continue
                    elif clean("".join(element.itertext())):
                        places.add(cell_place(element.get("ref", "")))
            except Damaged:
                continue  # comments are no part of the plan: their loss changes nothing in it
    return tuple(sorted(place for place in places if place is not None))


def _is_by(author: str, comment: etree._Element, authors: list[str]) -> bool:
    number = _index(comment.get("authorId", ""))
    return 0 <= number < len(authors) and authors[number] == author
