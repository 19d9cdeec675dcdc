"""Where in a sheet's XML a drawing of notes is named, and the sizes of its columns and rows.

A sheet may be large and in any prefix or order of attributes, and nothing of it
but one element changes: so it is not rewritten from a tree. The parser only
tells at which byte the element belongs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn
from xml.parsers import expat

from omvgen.package import Damaged
from omvgen.workbook.patch.geometry import FAR, Geometry, pixels_of_height, pixels_of_width
from omvgen.workbook.patch.parts import RELATION_TYPES
from omvgen.workbook.xlsx.sheet_model import MAX_ROW
from omvgen.workbook.xlsx.strings import MAIN

# The elements that come before it (ECMA-376, 18.3.1.99).
_BEFORE = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
}  # fmt: skip
_NAMESPACE = MAIN[1:-1]
_ROWS = f"{_NAMESPACE} sheetData"
_RELATION_ID = f"{RELATION_TYPES} id"


@dataclass(frozen=True)
class SheetFrame:
    """A sheet's part, and what a drawing of notes must know of it.

    `drawing` is the relationship's id of the drawing that the sheet has, or empty;
    `at` is the byte before which one is named.
    """

    data: bytes
    drawing: str
    geometry: Geometry
    prefix: str
    at: int

    def with_drawing(self, relation: str) -> bytes:
        """The sheet with the relationship's part as its drawing of notes."""
        prefix = f"{self.prefix}:" if self.prefix else ""
        element = f'<{prefix}legacyDrawing xmlns:r="{RELATION_TYPES}" r:id="{relation}"/>'
        data = memoryview(self.data)  # a sheet may be large, and slices would be copies
        return b"".join((data[: self.at], element.encode(_encoding(self.data)), data[self.at :]))


def read_frame(data: bytes, last_row: int = MAX_ROW) -> SheetFrame:
    """The frame of the sheet in these bytes. Raises `Damaged`.

    No note is on a row below the `last_row`, so the heights of those far below are not
    asked for: a sheet may have a million rows.
    """
    walk = _Walk(last_row + FAR)
    try:
        walk.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged("sheet") from error
    if walk.at is None or walk.depth:
        raise Damaged("sheet")
    return SheetFrame(data, walk.drawing, walk.geometry(), walk.prefix, walk.at)


def _encoding(data: bytes) -> str:
    """How to write letters of ASCII into the part."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    return marks.get(data[:2], "ascii")


class _Walk:
    """What is met while the parser walks through a sheet."""

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
        self._look_at_all()

    def _look_at_all(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _look_for_the_end_of_rows(self) -> None:
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
            self._note_row(attributes)
        elif local == "col":
            self._note_columns(attributes)

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

    def _note_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
        height = _number(attributes.get("ht"))
        if attributes.get("hidden") in ("1", "true"):
            self._rows[self._row] = 0
        elif height is not None:
            self._rows[self._row] = pixels_of_height(height)
        if self._row > self._last_row:
            self._look_for_the_end_of_rows()

    def _note_columns(self, attributes: dict[str, str]) -> None:
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
            self._look_at_all()


def _no_doctype(*_: object) -> NoReturn:
    raise Damaged("sheet")


def _number(text: str | None) -> float | None:
    """A size as the file has it; one that no sheet could have is none."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None
