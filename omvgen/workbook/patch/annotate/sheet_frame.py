"""A sheet's reference to its drawing of notes, and the sizes of its columns and rows.

Only one element of the sheet changes, so its other bytes are kept: the parser
finds the byte where the element belongs, and no tree is built, since a sheet may
be large.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn
from xml.parsers import expat

from omvgen.package import Damaged
from omvgen.workbook.patch.annotate.geometry import FAR, Geometry, pixels_of_height, pixels_of_width
from omvgen.workbook.xlsx.cells import MAX_ROW
from omvgen.workbook.xlsx.spreadsheetml import MAIN_URI, RELATIONSHIPS_URI

# The elements that come before `legacyDrawing` (ECMA-376, 18.3.1.99).
_BEFORE = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
}  # fmt: skip
_NAMESPACE = MAIN_URI
_ROWS = f"{_NAMESPACE} sheetData"
_RELATION_ID = f"{RELATIONSHIPS_URI} id"


@dataclass(frozen=True)
class SheetFrame:
    """A sheet's part and what a drawing of notes depends on.

    `drawing` is the relationship id of the sheet's drawing, empty when it has none.
    `at` is the offset in bytes where the reference to one belongs, and `prefix` that
    of the sheet's elements.
    """

    data: bytes
    drawing: str
    geometry: Geometry
    prefix: str
    at: int

    def with_drawing(self, relation: str) -> bytes:
        """The sheet with a reference to the drawing of that relationship id."""
        prefix = f"{self.prefix}:" if self.prefix else ""
        element = f'<{prefix}legacyDrawing xmlns:r="{RELATIONSHIPS_URI}" r:id="{relation}"/>'
        data = memoryview(self.data)  # slices of bytes would be copies
        return b"".join((data[: self.at], element.encode(_encoding(self.data)), data[self.at :]))


def read_frame(data: bytes, last_row: int = MAX_ROW) -> SheetFrame:
    """The frame of the sheet in these bytes. Raises `Damaged`.

    `last_row` is the last one that has a note. Heights far below it are not read,
    since a sheet may have a million rows.
    """
    scan = _Scan(last_row + FAR)
    try:
        scan.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged("sheet") from error
    if scan.at is None or scan.depth:
        raise Damaged("sheet")
    return SheetFrame(data, scan.drawing, scan.geometry(), scan.prefix, scan.at)


def _encoding(data: bytes) -> str:
    """The encoding in which to write ASCII letters into the part."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    return marks.get(data[:2], "ascii")


class _Scan:
    """What the parser has found of a sheet so far."""

    def __init__(self, last_row: int) -> None:
        self._last_row = last_row
        self.drawing, self.prefix = "", ""
        self.at: int | None = None
        self.depth = self._row = 0
        self._columns: list[tuple[int, int, int]] = []
        self._rows: dict[int, int] = {}
        self._usual = Geometry()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.namespace_prefixes = True  # names as "namespace name prefix"
        self.parser.StartDoctypeDeclHandler = _no_doctype
        self._handle_all()

    def _handle_all(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _skip_rows(self) -> None:
        self.parser.StartElementHandler = None
        self.parser.EndElementHandler = self._end_of_rows

    def geometry(self) -> Geometry:
        return replace(self._usual, columns=tuple(self._columns), rows=self._rows)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 3:
            return
        namespace, _, rest = name.partition(" ")
        local, _, prefix = rest.partition(" ")
        known = namespace == _NAMESPACE
        if self.depth == 1:
            if not known or local != "worksheet":
                raise Damaged("sheet")
            self.prefix = prefix
        elif self.depth == 2:
            self._child(local if known else "", attributes)
        elif local == "row":
            self._read_row(attributes)
        elif local == "col":
            self._read_columns(attributes)

    def _child(self, name: str, attributes: dict[str, str]) -> None:
        if name in _BEFORE:
            self.at = None
        elif self.at is None:
            self.at = self.parser.CurrentByteIndex
        if name == "legacyDrawing":
            self.drawing = attributes.get(_RELATION_ID, "") or next(
                (v for k, v in attributes.items() if k.startswith(f"{_RELATION_ID} ")), ""
            )
        elif name == "sheetFormatPr":
            width = _number(attributes.get("defaultColWidth"))
            height = _number(attributes.get("defaultRowHeight"))
            usual = Geometry()
            self._usual = Geometry(
                usual_width=pixels_of_width(width) if width else usual.usual_width,
                usual_height=pixels_of_height(height) if height else usual.usual_height,
            )

    def _read_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
        height = _number(attributes.get("ht"))
        if attributes.get("hidden") in ("1", "true"):
            self._rows[self._row] = 0
        elif height is not None:
            self._rows[self._row] = pixels_of_height(height)
        if self._row > self._last_row:
            self._skip_rows()

    def _read_columns(self, attributes: dict[str, str]) -> None:
        first, last = _number(attributes.get("min")), _number(attributes.get("max"))
        width = _number(attributes.get("width"))
        hidden = attributes.get("hidden") in ("1", "true")
        if first and last and (hidden or width is not None):
            pixels = 0 if hidden else pixels_of_width(width or 0)
            self._columns.append((int(first), int(last), pixels))

    def _end(self, _: str) -> None:
        if self.depth == 1 and self.at is None:
            self.at = self.parser.CurrentByteIndex
        self.depth -= 1

    def _end_of_rows(self, name: str) -> None:
        if name.startswith(_ROWS):
            self.depth = 1  # that of the sheet itself
            self._handle_all()


def _no_doctype(*_: object) -> NoReturn:
    raise Damaged("sheet")


def _number(text: str | None) -> float | None:
    """The size in an attribute; None when it is missing or no sheet can have it."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None
