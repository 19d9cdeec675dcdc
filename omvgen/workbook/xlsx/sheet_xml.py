"""The XML of a worksheet → Sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import NamedTuple

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.dates import format_date
from omvgen.locale import tr
from omvgen.package import Damaged, Package, Reason, Relationship, Unreadable
from omvgen.patterns import pattern
from omvgen.plan.links import link_address
from omvgen.plan.text import Run, clean
from omvgen.workbook.xlsx.cells import (
    MAX_COLUMN,
    MAX_ROW,
    NO_CELL,
    Area,
    Cell,
    Comment,
    Laid,
    Position,
    Sheet,
    Spot,
    cell_position,
    parse_area,
)
from omvgen.workbook.xlsx.number_format import show_number
from omvgen.workbook.xlsx.overlays import CONDITIONAL_TAGS, bounded, read_conditional
from omvgen.workbook.xlsx.spreadsheetml import MAIN, RELATIONSHIP_ID, index_of, is_true
from omvgen.workbook.xlsx.strings import (
    String,
    fonts_of,
    in_format,
    read_string,
    runs_of,
    string_length,
    unescape,
)
from omvgen.workbook.xlsx.styles import CellFormat, Palette, Styles

_ROW, _MERGE, _LINK, _COLUMN = f"{MAIN}row", f"{MAIN}mergeCell", f"{MAIN}hyperlink", f"{MAIN}col"
_DRAWING, _DEFAULTS = f"{MAIN}drawing", f"{MAIN}sheetFormatPr"
_SHEET_DATA, _CELL, _EXTENSION = f"{MAIN}sheetData", f"{MAIN}c", f"{MAIN}extLst"
_VALUE, _INLINE, _FORMULA = f"{MAIN}v", f"{MAIN}is", f"{MAIN}f"
_AUTHOR = f"{MAIN}author"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ANCHORS = (f"{_XDR}twoCellAnchor", f"{_XDR}oneCellAnchor")
_FROM, _TO, _ROW_OF, _COL = f"{_XDR}from", f"{_XDR}to", f"{_XDR}row", f"{_XDR}col"
_COMMENT_TAGS = (
    _AUTHOR,
    f"{MAIN}comment",
    "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}threadedComment",
)
_THREAD = "tc="  # begins the author of the ordinary comment that stands for a thread
_NUMBER = pattern(r"[-+]?(\d++(?:\.\d*+)?|\.\d++)([eE][-+]?\d{1,3})?", re.ASCII)
_NEAR_NONE = {"ht": 4.0, "width": 0.9}
_HIDDEN_COLUMNS_READ = 64  # a range of hidden columns may reach to the last of the sheet
# Limits of a workbook: its cells with content and the rows that have such cells; and of a
# sheet: its merged areas, and the cells under its links, each counted once a link. A plan
# a hundred times the real one has 90,000 cells and 20,000 rows. Larger files are no plans,
# and would take long and fill memory.
MAX_CELLS, MAX_WRITTEN, MAX_MERGES, MAX_LINKED = 100_000, 25_000, 5_000, 1_000_000
MAX_CELL_LETTERS = 32_767  # of one cell: as many as Excel takes
LOST = "\ufffd"  # in place of a text that the file has no more
# Letters of all cells. One shared string can stand in thousands of cells.
MAX_LETTERS = 20_000_000


class Shared(NamedTuple):
    """What the sheets of a workbook share. `strings_cut`: there were more strings than these."""

    strings: tuple[String | None, ...] = ()
    styles: Styles = Styles()
    epoch_1904: bool = False
    people: Mapping[str, str] = {}  # the names of those who write threaded comments, by id
    palette: Palette = Palette()
    strings_cut: bool = False


@dataclass
class _Gathered:
    """What has been read of a sheet so far, while its XML is parsed."""

    file: str
    sheet: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    formats: dict[Position, CellFormat] = field(default_factory=dict)
    strings: dict[Position, tuple[String, CellFormat]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    linked: set[Position] = field(default_factory=set)
    laid: list[Laid] = field(default_factory=list)
    drawings: bool = False
    rows_hidden: bool = False  # unless they state a height, or that they are shown
    row: int = 0
    written: int = 0  # rows with content
    linked_over: int = 0  # cells that were looked at for links
    letters: int = 0
    recover: bool = False  # a damaged sheet, as far as it can be had

    @property
    def too_much(self) -> bool:
        many_cells = self.written > MAX_WRITTEN or len(self.cells) > MAX_CELLS
        return many_cells or len(self.merges) > MAX_MERGES or self.linked_over > MAX_LINKED


def read_sheet(
    package: Package, part: str, name: str, *, hidden: bool, shared: Shared, recover: bool = False
) -> Sheet:
    """The sheet in the part. Raises `Damaged`, `Unreadable` when it is too large, and `ReadError`
    (OMV115) when a cell is.

    An element among the rows or cells that is neither makes the sheet damaged: its
    text would be lost without a finding. So does a shared string, when these are cut. With
    `recover` what can be had of a damaged one.
    """
    require = _require_nothing if recover else _require
    relations = _relations(package, part, recover=recover)
    found = _Gathered(package.file, name, recover=recover)
    tags = (_ROW, _SHEET_DATA, _MERGE, _LINK, _COLUMN, _DRAWING, _DEFAULTS, *CONDITIONAL_TAGS)
    for element in package.elements(part, *tags, recover=recover):
        if element.tag == _ROW:
            before = element.getprevious()
            if before is not None and before.tag != _ROW:
                require(element.itersiblings(preceding=True), _ROW, part)
            numbered = _number_row(element, found)
            if not len(element):
                continue  # a sheet may have a million rows that are only formatted
            require(element, _CELL, part)
            if any(map(len, element)):
                _read_row(element, numbered, found, shared)
        elif element.tag == _SHEET_DATA:
            require(element, _ROW, part)
        else:
            _read_about_cells(element, found, relations, shared)
        if found.too_much:
            raise Unreadable(Reason.TOO_LARGE)
    return Sheet(
        name,
        hidden,
        found.cells,
        found.formats,
        tuple(found.merges),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        frozenset(found.linked),
        _comments(package, relations, shared.people),
        found.drawings,
        under_drawings=_under_drawings(package, relations) if found.drawings else (),
        palette=shared.palette,
        laid=bounded(found.laid),
    )


def _read_about_cells(
    element: etree._Element,
    found: _Gathered,
    relations: Mapping[str, Relationship],
    shared: Shared,
) -> None:
    """What a sheet says of its cells apart from them: what is merged, linked, hidden, laid over."""
    if element.tag == _MERGE:
        merged = parse_area(element.get("ref", ""))
        if merged is not None:
            found.merges.append(merged)
    elif element.tag == _LINK:
        _read_link(element, found, relations)
    elif element.tag in (_COLUMN, _DEFAULTS):
        _read_size(element, found)
    elif element.tag in CONDITIONAL_TAGS:
        found.laid += read_conditional(element, shared.styles.overlays)
    else:
        found.drawings = True


def _relations(package: Package, part: str, *, recover: bool) -> dict[str, Relationship]:
    """The sheet's relationships; with `recover` none where their list is damaged."""
    try:
        return package.relationships(part)
    except Damaged:
        if recover:
            return {}
        raise


def _require(elements: Iterable[etree._Element], tag: str, part: str) -> None:
    """Raises `Damaged` when one of them is no `tag`. XML comments and extensions may be there."""
    for element in elements:
        if element.tag not in (tag, _EXTENSION) and isinstance(element.tag, str):
            raise Damaged(part)


def _require_nothing(elements: Iterable[etree._Element], tag: str, part: str) -> None:
    pass


def _number_row(row: etree._Element, found: _Gathered) -> bool:
    """Sets `found.row`; whether the row states its number. If not, it follows the one before."""
    number = row.get("r", "")
    numbered = number.isdecimal() and len(number) <= 7
    found.row = int(number) if numbered else found.row + 1
    by_default = found.rows_hidden and "ht" not in row.attrib and "hidden" not in row.attrib
    if by_default or _is_hidden(row, "ht"):
        found.hidden_rows.add(found.row)
    return numbered


def _read_row(row: etree._Element, numbered: bool, found: _Gathered, shared: Shared) -> None:
    """The row's cells. One without a reference follows the cell before it."""
    cells_before = len(found.cells)
    before, column = "", 0
    for element in row.iterchildren(_CELL):
        ref = element.get("r", "")
        if not ref:
            column = (cell_position(before) or (0, column))[1] + 1
        before = ref
        if not len(element):
            continue
        stated = cell_position(ref) if ref else (found.row, column)
        position = stated or (found.row, column + 1)
        column = position[1]
        if found.recover and position in found.cells:
            continue  # after its fault a part may repeat what stands before it, as noise
        format_ = shared.styles.format(index_of(element.get("s", "0")))
        children = _children(element)
        if shared.strings_cut and element.get("t") == "s" and not found.recover:
            raise Damaged(found.sheet)
        string = _string(element, children, shared)
        letters = string_length(string) if string else sum(map(len, element.itertext()))
        if letters > MAX_CELL_LETTERS and found.recover:
            continue
        if letters > MAX_CELL_LETTERS:
            raise _too_long(found, position, letters)
        found.letters += letters
        if found.letters > MAX_LETTERS:
            raise Unreadable(Reason.TOO_LARGE)
        cell, string = _read_cell(element, children, string, format_, shared)
        elsewhere = numbered and position[0] != found.row
        if elsewhere or _is_outside(stated, position) or position in found.cells:
            # Outside its row or the sheet, or one position twice: which cell holds is not known.
            cell, position = Cell(cell.runs, "unreadable"), (min(position[0], MAX_ROW), column)
        if cell.text or cell.kind != "text":
            found.cells[position] = cell
            found.formats[position] = format_
            if string:
                found.strings[position] = (string, format_)
            if not isinstance(string, str):
                found.formats[position] = format_._replace(fonts=fonts_of(string, format_.font))
    found.written += len(found.cells) > cells_before


_Children = Mapping[str, etree._Element]


def _children(element: etree._Element) -> _Children:
    """The first child of each name. A search for each of them takes four times as long."""
    return {child.tag: child for child in element.iterchildren(reversed=True)}


def _value(children: _Children) -> str:
    value = children.get(_VALUE)
    return "" if value is None else value.text or ""


def _string(element: etree._Element, children: _Children, shared: Shared) -> String | None:
    """The string that the cell has, or shares with others; None when it cannot be read."""
    match element.get("t"):
        case "inlineStr":
            inline = children.get(_INLINE)
            return "" if inline is None else read_string(inline)
        case "str":
            return unescape(_value(children))
        case "s" if value := _value(children).strip():
            index = index_of(value)
            return shared.strings[index] if 0 <= index < len(shared.strings) else None
    return ""


def _too_long(found: _Gathered, position: Position, letters: int) -> ReadError:
    """The refusal of a cell with more letters than Excel takes, which names the cell."""
    spot = Spot(found.sheet, *position)
    detail = tr(
        " Välilehden ”{sheet}” solussa {cell} on {n} merkkiä, ja Excelin soluun mahtuu {most}.",
        sheet=spot.sheet,
        cell=spot.ref,
        n=letters,
        most=MAX_CELL_LETTERS,
    )
    values = {"file": found.file, "detail": detail}
    return ReadError(Finding(Code.FILE_TOO_LARGE, Location(spot.sheet, spot.ref), values))


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether a row or a column is hidden, by its attribute or by a height or width near none."""
    return is_true(element.get("hidden")) or _is_near_none(element.get(size, ""), size)


def _is_near_none(value: str, size: str) -> bool:
    """Whether a height (points) or a width (letters) leaves no room for a letter."""
    try:
        return float(value or "inf") <= _NEAR_NONE[size]
    except ValueError:
        return False


def _is_outside(stated: Position | None, position: Position) -> bool:
    return stated is None or position[0] > MAX_ROW or position[1] > MAX_COLUMN


def _read_cell(
    element: etree._Element,
    children: _Children,
    string: String | None,
    format_: CellFormat,
    shared: Shared,
) -> tuple[Cell, String]:
    """The cell, and its text as the file has it when the cell holds a text."""
    kind = element.get("t", "n")
    formula = _FORMULA in children
    value = _value(children).strip()
    if not (kind in ("inlineStr", "str") or (kind == "s" and value)):
        if kind == "e" and element.get("vm"):  # a rich value: Excel shows it, others the error
            return _odd(value, "picture", formula), ""
        if value:
            return _read_value(value, kind, formula, format_.code, shared), ""
        if formula:
            return Cell((), "no_value", formula), ""
    if string is None and shared.strings_cut:
        return Cell((Run(LOST),), "lost", formula), ""
    if string is None or (not string and _has_unknown_text(element)):
        return _odd("".join(element.itertext()), "unreadable", formula), ""
    shown = in_format(string, format_.code)
    hidden = shown is None
    string = string if shown is None else shown
    return Cell(runs_of(string, format_.font), "text", formula, is_hidden=hidden), string


def _has_unknown_text(element: etree._Element) -> bool:
    """Whether an empty cell has text in an element that no cell has."""
    # Of elements alone: XML comments and unknown entities of a broken sheet have no text.
    unknown = (c for c in element.iterchildren("*") if c.tag not in (_FORMULA, _VALUE))
    return any(clean("".join(child.itertext())) for child in unknown)


def _read_value(value: str, kind: str, formula: bool, code: str, shared: Shared) -> Cell:
    if kind == "b":
        return _odd("TOSI" if is_true(value) else "EPÄTOSI", "boolean", formula)
    if kind == "e":
        return _odd(value, "error", formula)
    if kind == "d":
        return _iso_date(value, formula)
    number = float(value) if _NUMBER.fullmatch(value) else math.inf
    if not math.isfinite(number):
        return _odd(value, "unreadable", formula)
    shown = show_number(number, code, epoch_1904=shared.epoch_1904)
    if not shown.text and not number:
        return NO_CELL  # a zero that is not to be seen
    return Cell(
        (Run(shown.text or shown.bare),),
        "date" if shown.is_date else "number",
        formula,
        shown.bare,
        is_hidden=not shown.text,
        is_format_known=shown.is_known,
    )


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
    """A link over whole cells. Their texts lead to the address, if a document may link there."""
    area = parse_area(element.get("ref", ""))
    if area is None:
        return
    relation = relations.get(element.get(RELATIONSHIP_ID, ""))
    address = None
    if relation is not None and relation.external:
        place = element.get("location", "")  # what stands after the `#` of the address
        address = link_address(f"{relation.target}#{place}" if place else relation.target)
    for position in _cells_in(area, found):
        found.linked.add(position)
        if address is not None and position in found.strings:
            string, format_ = found.strings[position]
            runs = runs_of(string, format_.font, address)
            found.cells[position] = replace(found.cells[position], runs=runs)


def _cells_in(area: Area, found: _Gathered) -> list[Position]:
    """The cells of the area that have content. How many were looked at is counted."""
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    if len(rows) * len(columns) > len(found.cells):
        found.linked_over += len(found.cells)
        return [position for position in found.cells if area.covers(*position)]
    found.linked_over += len(rows) * len(columns)
    return [p for p in product(rows, columns) if p in found.cells]


def _read_size(element: etree._Element, found: _Gathered) -> None:
    """Which columns are hidden, or that rows are which say nothing of it."""
    if element.tag == _DEFAULTS:
        found.rows_hidden = is_true(element.get("zeroHeight"))
    elif _is_hidden(element, "width"):
        first, last = index_of(element.get("min", "")), index_of(element.get("max", ""))
        found.hidden_columns.update(range(max(first, 1), min(last, _HIDDEN_COLUMNS_READ) + 1))


def _under_drawings(package: Package, relations: Mapping[str, Relationship]) -> tuple[Area, ...]:
    """The cells under each picture, chart or shape, as its anchors say; counted from 0 there."""
    areas: list[Area] = []
    for relation in relations.values():
        if relation.type.endswith("/drawing"):
            try:
                for anchor in package.elements(relation.target, *_ANCHORS):
                    corners = [
                        (
                            index_of(corner.findtext(_ROW_OF, "")),
                            index_of(corner.findtext(_COL, "")),
                        )
                        for corner in anchor.iterchildren(_FROM, _TO)
                    ]
                    if corners and min(map(min, corners)) >= 0:
                        first, last = corners[0], corners[-1]
                        areas.append(Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1))
            except Damaged:
                continue  # drawings are no part of a plan
    return tuple(areas)


def _comments(
    package: Package, relations: Mapping[str, Relationship], people: Mapping[str, str]
) -> tuple[Comment, ...]:
    """The comments that have a text, threaded ones included, in the order of their cells.

    Beside a thread Excel keeps an ordinary comment for older programs, which says the same:
    it is left out.
    """
    comments: list[Comment] = []
    for relation in relations.values():
        if re.search(r"/(comments|threadedComment)$", relation.type):
            authors: list[str] = []
            try:
                for element in package.elements(relation.target, *_COMMENT_TAGS):
                    position = cell_position(element.get("ref", ""))
                    text = clean("".join(element.itertext()))
                    if element.tag == _AUTHOR:
                        authors.append(element.text or "")
                    elif position is not None and text:
                        number = index_of(element.get("authorId", ""))
                        author = authors[number] if 0 <= number < len(authors) else ""
                        named = people.get(element.get("personId", ""), author)
                        comments.append(Comment(position, named, text))
            except Damaged:
                continue  # comments are no part of a plan: without them nothing in it changes
    threads = {one.position for one in comments if not one.author.startswith(_THREAD)}
    return tuple(
        sorted(c for c in comments if not (c.author.startswith(_THREAD) and c.position in threads))
    )
