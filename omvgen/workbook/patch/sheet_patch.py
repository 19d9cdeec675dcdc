"""Cells of a sheet replaced in its XML; every byte outside them and their rows' tags stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.plan.text import RichText
from omvgen.workbook.patch.cell_styles import CellStyles
from omvgen.workbook.patch.cell_xml import cell_xml
from omvgen.workbook.patch.sheet_scan import Reference, ScannedRow, SheetScan, Span
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.xlsx.cells import Area, Position, cell_ref
from omvgen.workbook.xlsx.spreadsheetml import is_true

_DECLARED = pattern(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([^"']+)""")


@dataclass
class SheetEdits:
    """What changes on a sheet: texts of cells, and areas that are merged no longer.

    `like` has for rows that are not in the file the row whose look they take, `like_column`
    the same for columns.
    """

    texts: dict[Position, RichText] = field(default_factory=dict)
    like: dict[int, int] = field(default_factory=dict)
    like_column: dict[int, int] = field(default_factory=dict)
    unmerged: set[Area] = field(default_factory=set)


class Splice(NamedTuple):
    """New text in place of the bytes from `start` to `end`."""

    start: int
    end: int
    text: str


def patched_sheet(scan: SheetScan, edits: SheetEdits, styles: CellStyles) -> bytes:
    """The sheet's bytes with the edits. A cell that is not in the file is put into its row."""
    writer = _Writer(scan, edits, styles)
    return spliced(
        scan.data,
        [
            *writer.rows(),
            *writer.without(scan.merges, edits.unmerged, "mergeCells"),
            *writer.links(),
            *writer.dimension(),
        ],
    )


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The data with the splices, which do not overlap."""
    declared = _DECLARED.match(data)
    utf8 = declared is None or declared[1].lower() == b"utf-8"
    pieces: list[bytes | memoryview] = []
    copied = 0
    view = memoryview(data)  # slices of bytes would be copies
    for start, end, text in sorted(splices):
        new = text.encode() if utf8 else text.encode("ascii", "xmlcharrefreplace")
        pieces += [view[copied:start], new]
        copied = end
    return b"".join([*pieces, view[copied:]])


def with_attribute(tag: str, name: str, value: str) -> str:
    """The tag with the attribute's value, where it has the attribute."""
    return re.sub(rf"""(\s{name}\s*=\s*)(["']).*?\2""", rf"\g<1>\g<2>{value}\g<2>", tag, count=1)


@dataclass(frozen=True)
class _Writer:
    """The splices that make the edits."""

    scan: SheetScan
    edits: SheetEdits
    styles: CellStyles

    def _text(self, span: Span, end: int = 0) -> str:
        return self.scan.data[span.start : end or span.end].decode("utf-8", "surrogateescape")

    def _inner_end(self, span: Span) -> int:
        """Where the element's end tag begins."""
        return self.scan.data.rindex(b"</", span.content, span.end)

    # Rows and cells

    def rows(self) -> Iterator[Splice]:
        by_row: dict[int, dict[int, RichText]] = {}
        for (number, column), text in sorted(self.edits.texts.items()):
            by_row.setdefault(number, {})[column] = text
        new: dict[int, str] = {}
        for number, texts in by_row.items():
            row = self.scan.rows.get(number)
            if row is None:
                new[number] = self._new_row(number, texts)
            else:
                yield from self._cells(number, row, texts)
                yield from self._row_tag(row, texts)
        yield from self._new_rows(new)

    def _cells(
        self, number: int, row: ScannedRow, texts: Mapping[int, RichText]
    ) -> Iterator[Splice]:
        """Cells replaced, and new ones before the first that stands to their right."""
        in_order = sorted(row.cells)
        is_empty = row.span.content == row.span.end
        end = row.span.end if is_empty else self._inner_end(row.span)
        inserted: dict[int, str] = {}
        for column, text in texts.items():
            known, xml = row.cells.get(column), self._cell((number, column), text)
            if known is not None:
                yield Splice(known.span.start, known.span.end, xml)
            elif text:
                after = next((c for c in in_order if c > column), None)
                at = end if after is None else row.cells[after].span.start
                inserted[at] = inserted.get(at, "") + xml
        for at, cells in inserted.items():
            if is_empty:  # `<row …/>` is opened
                yield Splice(at - len("/>"), at, f">{cells}</{self.scan.prefix}row>")
            else:
                yield Splice(at, at, cells)

    def _cell(self, position: Position, text: RichText) -> str:
        row, column = position
        known = self.scan.rows[row].cells.get(column) if row in self.scan.rows else None
        like = self.edits.like.get(row, row)
        look = self.edits.like_column.get(column, column)
        style = known.style if known else self.scan.style(like, look)
        style = self.styles.for_text(style, text.plain)
        return cell_xml(cell_ref(position), style, text, self.styles.font(style), self.scan.prefix)

    def _row_tag(self, row: ScannedRow, texts: Mapping[int, RichText]) -> Iterator[Splice]:
        """The row's start tag: high enough for the new texts, and no narrower than its new cells.

        A height that a person has set stays.
        """
        tag = changed = self._text(row.span, row.span.content)
        if "ht" in row.attributes and not is_true(row.attributes.get("customHeight")):
            needed = self._height(texts)
            if needed > float(row.attributes["ht"] or 0):
                changed = with_attribute(changed, "ht", f"{needed:g}")
        if any(column not in row.cells for column, text in texts.items() if text):
            changed = re.sub(r"""\sspans=(["']).*?\1""", "", changed)  # only a hint for readers
        if changed != tag:
            # The end of `<row …/>` may be replaced by that of the cells in it.
            closing = len("/>") if tag.endswith("/>") else 0
            yield Splice(
                row.span.start, row.span.content - closing, changed[: len(changed) - closing]
            )

    def _height(self, texts: Mapping[int, RichText]) -> float:
        return row_height(*((text.plain, self.scan.width(c)) for c, text in texts.items() if text))

    def _new_row(self, number: int, texts: Mapping[int, RichText]) -> str:
        """A row that is not in the file, with all the cells of the row that it is like."""
        model = self.scan.rows.get(self.edits.like.get(number, number))
        columns = sorted({*texts, *(model.cells if model else ())})
        cells = (self._cell((number, c), texts.get(c, RichText())) for c in columns)
        prefix = self.scan.prefix
        tag = f'<{prefix}row r="{number}" ht="{self._height(texts):g}">'
        return f"{tag}{''.join(cells)}</{prefix}row>"

    def _new_rows(self, rows: Mapping[int, str]) -> Iterator[Splice]:
        """The new rows, each before the first that stands below it."""
        span, prefix = self.scan.row_data, self.scan.prefix
        if rows and span.content == span.end:  # `<sheetData/>` is opened
            whole = "".join(xml for _, xml in sorted(rows.items()))
            yield Splice(span.start, span.end, f"<{prefix}sheetData>{whole}</{prefix}sheetData>")
            return
        numbers = iter(sorted(self.scan.rows))
        below = next(numbers, None)
        inserted: dict[int, str] = {}
        for number, xml in sorted(rows.items()):
            while below is not None and below < number:
                below = next(numbers, None)
            at = self._inner_end(span) if below is None else self.scan.rows[below].span.start
            inserted[at] = inserted.get(at, "") + xml
        for at, new in inserted.items():
            yield Splice(at, at, new)

    # What else refers to cells

    def without(self, elements: list[Reference], areas: Set[Area], parent: str) -> Iterator[Splice]:
        """The elements of these areas taken out; the whole list when nothing is left in it."""
        gone = [element for element in elements if element.area in areas]
        if not gone:
            return
        whole = self.scan.lists[parent]
        if len(gone) == len(elements):
            yield Splice(whole.start, whole.end, "")
            return
        for element in gone:
            yield Splice(element.span.start, element.span.end, "")
        tag = self._text(whole, whole.content)
        stated = with_attribute(tag, "count", str(len(elements) - len(gone)))
        yield Splice(whole.start, whole.content, stated)

    def links(self) -> Iterator[Splice]:
        """Links of changed cells taken off them: a link within a text is written in the text."""
        changed = self.edits.texts.keys()
        cut = [e for e in self.scan.links if any(e.area.covers(*cell) for cell in changed)]
        if all(element.area[:2] == element.area[2:] for element in cut):
            areas = {element.area for element in cut}
            yield from self.without(self.scan.links, areas, "hyperlinks")
            return
        for element in cut:
            yield Splice(element.span.start, element.span.end, self._elsewhere(element))

    def _elsewhere(self, link: Reference) -> str:
        """The link over the cells of its area that stay as they are, column by column."""
        element, area, pieces = self._text(link.span), link.area, []
        for column in range(area.left, area.right + 1):
            cut = sorted(r for r, c in self.edits.texts if c == column and area.covers(r, c))
            edges = [area.top - 1, *cut, area.bottom + 1]
            for above, below in pairwise(edges):
                if above + 1 < below:
                    ref = Area(above + 1, column, below - 1, column).ref
                    pieces.append(with_attribute(element, "ref", ref))
        return "".join(pieces)

    def dimension(self) -> Iterator[Splice]:
        """The used range that the sheet states, where a new cell stands outside it."""
        stated, changed = self.scan.dimension, self.edits.texts
        if stated is None or all(stated.area.covers(*cell) for cell in changed):
            return
        rows, columns = zip(*changed, strict=True)
        area = Area(
            min(stated.area.top, *rows),
            min(stated.area.left, *columns),
            max(stated.area.bottom, *rows),
            max(stated.area.right, *columns),
        )
        text = with_attribute(self._text(stated.span), "ref", area.ref)
        yield Splice(stated.span.start, stated.span.end, text)
