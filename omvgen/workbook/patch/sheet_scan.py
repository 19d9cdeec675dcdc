"""Where the rows and cells of a sheet's XML are, in bytes, so that single ones can be replaced.

No tree is built and nothing is written anew: what is not replaced stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from omvgen.package import Damaged
from omvgen.patterns import pattern
from omvgen.workbook.xlsx.cells import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    Position,
    cell_position,
    parse_area,
)
from omvgen.workbook.xlsx.spreadsheetml import MAIN_URI, is_true

_TAG = pattern(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_USUAL_WIDTH = 9.0  # of a column, in digits


class Span(NamedTuple):
    """Bytes of an element: its first, that after its start tag, and that after the whole."""

    start: int
    content: int
    end: int


class ScannedCell(NamedTuple):
    """A cell of the file. `filled` says whether it holds anything.

    `shared` is the index of a shared formula that the cell states for others, None when
    it states none.
    """

    span: Span
    style: str | None
    filled: bool
    formula: bool
    shared: str | None


@dataclass
class ScannedRow:
    """A row of the file with its attributes and cells, by column."""

    start: int
    attributes: Mapping[str, str]
    cells: dict[int, ScannedCell] = field(default_factory=dict)
    span: Span = Span(0, 0, 0)

    @property
    def filled(self) -> bool:
        return any(cell.filled for cell in self.cells.values())


class Reference(NamedTuple):
    """An element that refers to cells: a merged area, or a link over cells."""

    span: Span
    area: Area


@dataclass
class SheetScan:
    """A sheet's bytes and where its parts are.

    `prefix` is that of its elements, with its colon. `row_data` is the element of the rows.
    """

    data: bytes
    prefix: str = ""
    rows: dict[int, ScannedRow] = field(default_factory=dict)
    row_data: Span = Span(0, 0, 0)
    merges: list[Reference] = field(default_factory=list)
    links: list[Reference] = field(default_factory=list)
    lists: dict[str, Span] = field(default_factory=dict)
    dimension: Reference | None = None
    widths: list[tuple[int, int, float, str | None]] = field(default_factory=list)
    usual_width: float = _USUAL_WIDTH

    @cached_property
    def last_filled(self) -> int:
        """The last row with content, 0 when there is none."""
        return max((number for number, row in self.rows.items() if row.filled), default=0)

    def width(self, column: int) -> float:
        """The column's width in digits."""
        found = (width for first, last, width, _ in self.widths if first <= column <= last)
        return next(found, self.usual_width)

    def style(self, row: int, column: int) -> str | None:
        """The style of the cell; of one that is not in the file, that of its row or column."""
        scanned = self.rows.get(row)
        if scanned is not None and column in scanned.cells:
            return scanned.cells[column].style
        if scanned is not None and is_true(scanned.attributes.get("customFormat")):
            return scanned.attributes.get("s")
        return next((s for first, last, _, s in self.widths if first <= column <= last), None)

    def cell(self, position: Position) -> ScannedCell | None:
        """The cell, when it is in the file."""
        row = self.rows.get(position[0])
        return None if row is None else row.cells.get(position[1])

    def is_filled(self, row: int) -> bool:
        return row in self.rows and self.rows[row].filled

    def is_column_filled(self, column: int) -> bool:
        """Whether any cell of the column holds something."""
        cells = (row.cells.get(column) for row in self.rows.values())
        return any(cell is not None and cell.filled for cell in cells)

    def merged(self, position: Position) -> Reference | None:
        """The merged area over the cell."""
        return next((merge for merge in self.merges if merge.area.covers(*position)), None)


def scan_sheet(data: bytes) -> SheetScan:
    """The sheet in these bytes. Raises `Damaged`."""
    data = _in_utf8(data)
    scanner = _Scanner(data)
    try:
        scanner.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged("sheet") from error
    if not scanner.scan.row_data.end:
        raise Damaged("sheet")
    return scanner.scan


def _in_utf8(data: bytes) -> bytes:
    """The bytes in an encoding that has ASCII as it is. Office itself writes no other."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return data
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Damaged("sheet") from error
    return re.sub(r"\A<\?xml.*?\?>", "", text).encode()


def _no_doctype(*_: object) -> NoReturn:
    raise Damaged("sheet")


class _Scanner:
    """The handlers of the parser: what they found is in `scan`."""

    def __init__(self, data: bytes) -> None:
        self.scan = SheetScan(data)
        self._data = data
        self._path: list[str] = []
        self._starts: list[int] = []
        self._row: ScannedRow | None = None
        self._row_number = self._column = 0
        self._cell: dict[str, str] = {}
        self._cell_has = {"filled": False, "formula": False}
        self._shared: str | None = None
        self._area: Area | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.namespace_prefixes = True  # names as "namespace name prefix"
        self.parser.StartDoctypeDeclHandler = _no_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, rest = name.partition(" ")
        local, _, prefix = rest.partition(" ")
        path = local if namespace == MAIN_URI else "?"
        depth = len(self._path)
        if not depth:
            if path != "worksheet":
                raise Damaged("sheet")
            self.scan.prefix = f"{prefix}:" if prefix else ""
        self._path.append(path)
        self._starts.append(self.parser.CurrentByteIndex)
        if depth == 2 and path == "row":
            self._start_row(attributes)
        elif depth == 3 and path == "c" and self._row is not None:
            self._start_cell(attributes)
        elif depth == 4 and self._path[3] == "c":
            self._cell_has["filled"] = True
            if path == "f":
                self._cell_has["formula"] = True
                if attributes.get("t") == "shared" and "ref" in attributes:
                    self._shared = attributes.get("si")
        elif path in ("mergeCell", "hyperlink", "dimension"):
            self._area = parse_area(attributes.get("ref", ""))
        elif path == "col":
            self._read_column(attributes)
        elif path == "sheetFormatPr":
            self.scan.usual_width = _number(attributes.get("defaultColWidth")) or _USUAL_WIDTH

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row_number = int(number) if number.isdecimal() else self._row_number + 1
        if self._row_number in self.scan.rows or self._row_number > MAX_ROW:
            raise Damaged("sheet")  # which of the two rows holds is not known
        self._row = ScannedRow(self._starts[-1], attributes)
        self.scan.rows[self._row_number] = self._row
        self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        position = cell_position(attributes.get("r", ""))
        self._column = position[1] if position else self._column + 1
        self._cell = attributes
        self._cell_has = {"filled": False, "formula": False}
        self._shared = None

    def _read_column(self, attributes: dict[str, str]) -> None:
        first, last = _number(attributes.get("min")), _number(attributes.get("max"))
        width = _number(attributes.get("width"))
        if first and last:
            size = _USUAL_WIDTH if width is None else width
            style = attributes.get("style")
            self.scan.widths.append((int(first), min(int(last), MAX_COLUMN), size, style))

    def _end(self, _: str) -> None:
        path, start = self._path.pop(), self._starts.pop()
        depth = len(self._path)
        if depth == 3 and path == "c" and self._row is not None:
            cell = ScannedCell(
                self._span(start),
                self._cell.get("s"),
                self._cell_has["filled"],
                self._cell_has["formula"],
                self._shared,
            )
            if self._column in self._row.cells:
                raise Damaged("sheet")
            self._row.cells[self._column] = cell
        elif depth == 2 and path == "row" and self._row is not None:
            self._row.span, self._row = self._span(start), None
        elif depth == 2 and path in ("mergeCell", "hyperlink") and self._area is not None:
            found = self.scan.merges if path == "mergeCell" else self.scan.links
            found.append(Reference(self._span(start), self._area))
        elif depth == 1:
            if path == "sheetData":
                self.scan.row_data = self._span(start)
            elif path == "dimension" and self._area is not None:
                self.scan.dimension = Reference(self._span(start), self._area)
            self.scan.lists[path] = self._span(start)

    def _span(self, start: int) -> Span:
        content = _tag_end(self._data, start)
        if self._data[content - 2 : content] == b"/>":
            return Span(start, content, content)
        return Span(start, content, _tag_end(self._data, self.parser.CurrentByteIndex))


def _tag_end(data: bytes, start: int) -> int:
    tag = _TAG.match(data, start)
    if tag is None:
        raise Damaged("sheet")
    return tag.end()


def _number(text: str | None) -> float | None:
    """The number in an attribute; None when it is missing or none."""
    try:
        return float(text or "")
    except ValueError:
        return None
