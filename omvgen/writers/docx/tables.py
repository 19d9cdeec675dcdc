"""Tables: captions, repeated header rows, columns as wide as their words need."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.content.blocks import Spans, Table, plain, split_lines, words
from omvgen.locale import tr
from omvgen.writers.docx.measure import Need, Page, column_need, share_width, text_height
from omvgen.writers.docx.runs import Runs, field, run
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.xml import Element, el, keep_with_next, paragraph


class _Density(NamedTuple):
    """How close a table's text is set: its styles, its size in points, its padding in twips."""

    text: str
    header: str
    size: float
    padding: int


_USUAL = _Density("taulukon teksti", "taulukon otsikko", 9, 57)
_DENSE = _Density("tiheän taulukon teksti", "tiheän taulukon otsikko", 8, 40)
_SMALL = 6  # rows; a longer table may break across pages
_TALL_TABLE, _TALL_ROW = 8500, 6000  # twips; what is higher may break across pages
_SHORT_ROW = 200  # characters; too few to be high in any column
_WORDS = 0.85  # of the width, the most that words alone may take
_HAND = 567  # twips, 1 cm; high enough to write in


class Tables:
    """Writes tables within a page."""

    def __init__(self, ids: StyleIds, runs: Runs, page: Page) -> None:
        self._ids = ids
        self._runs = runs
        self._page = page
        self._count = 0

    def __call__(self, table: Table) -> list[Element]:
        """The caption and the table. It starts at the text's indent unless it needs all width."""
        self._count += 1
        density, indent, needs = self._fit(table)
        widths = share_width(needs, self._page.width - indent)
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
        rows = [self._header(table, density.header, widths)]
        rows += [self._row(table, row, density, widths) for row in table.rows]
        if self._is_small(table, density, widths):
            for row in rows[:-1]:
                keep_with_next(row)
        properties = self._properties(table, sum(widths), indent, density.padding)
        return [self._caption(table, indent), el("w:tbl", properties, grid, *rows)]

    def _properties(self, table: Table, width: int, indent: int, padding: int) -> Element:
        return el(
            "w:tblPr",
            el("w:tblStyle", val=self._ids["table", "omavalvontataulukko"]),
            el("w:tblW", w=width, type="dxa"),
            el("w:tblInd", w=indent, type="dxa"),
            el("w:tblLayout", type="fixed"),
            el(
                "w:tblCellMar",
                el("w:left", w=padding, type="dxa"),
                el("w:right", w=padding, type="dxa"),
            ),
            el("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
               noHBand=1, noVBand=1),
            el("w:tblCaption", val=table.caption),
            el("w:tblDescription", val=table.description),
        )  # fmt: skip

    def _fit(self, table: Table) -> tuple[_Density, int, list[Need]]:
        """Density, indent and needs: as the text if it fits, then wider, then denser."""
        for density, indent in ((_USUAL, self._page.indent), (_USUAL, 0), (_DENSE, 0)):
            needs = _needs(table, density, self._page.breadth)
            # Long lines need more than room for their longest words.
            room = (self._page.width - indent) * (1 if density is _DENSE else _WORDS)
            if sum(need.word for need in needs) <= room:
                break
        return density, indent, needs

    def _is_small(self, table: Table, density: _Density, widths: list[int]) -> bool:
        """Whether the table stands on one page: LibreOffice never ends when it cannot."""
        if len(table.rows) > _SMALL:
            return False
        return sum(self._height(row, density, widths) for row in table.rows) <= _TALL_TABLE

    def _is_whole(self, row: tuple[Spans, ...], density: _Density, widths: list[int]) -> bool:
        """Whether the row stands on one page: LibreOffice loses what goes beyond it."""
        texts = [plain(spans) for spans in row]
        if sum(map(len, texts)) <= _SHORT_ROW and not any("\n" in text for text in texts):
            return True
        return self._height(row, density, widths) <= _TALL_ROW

    def _height(self, row: tuple[Spans, ...], density: _Density, widths: list[int]) -> int:
        """How high the row is, about, in twips."""
        size = density.size * self._page.breadth
        return max(
            text_height(plain(spans), size, width - 2 * density.padding)
            for spans, width in zip(row, widths, strict=True)
        )

    def _caption(self, table: Table, indent: int) -> Element:
        word = tr("Taulukko")
        number = field(f"SEQ {word} \\* ARABIC", [run(str(self._count))])
        return paragraph(
            self._ids["paragraph", "caption"],
            run(f"{word} "),
            *number,
            run(f"  {table.caption}"),
            indent=el("w:ind", left=indent),
        )

    def _header(self, table: Table, style: str, widths: list[int]) -> Element:
        cells = [
            _cell(width, [self._line(style, words(column.title), right=column.numeric)])
            for column, width in zip(table.columns, widths, strict=True)
        ]
        return el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")), *cells)

    def _row(
        self, table: Table, row: tuple[Spans, ...], density: _Density, widths: list[int]
    ) -> Element:
        cells = [
            _cell(
                width,
                [
                    self._line(density.text, line, right=column.numeric)
                    for line in split_lines(spans)
                ],
            )
            for column, spans, width in zip(table.columns, row, widths, strict=True)
        ]
        properties = [
            el("w:cantSplit") if self._is_whole(row, density, widths) else None,
            el("w:trHeight", val=_HAND, hRule="atLeast") if table.to_fill_in else None,
        ]
        return el(
            "w:tr",
            el("w:trPr", *properties) if any(p is not None for p in properties) else None,
            *cells,
        )

    def _line(self, style: str, spans: Spans, *, right: bool) -> Element:
        align = {"align": el("w:jc", val="right")} if right else {}
        return paragraph(self._ids["paragraph", style], *self._runs(spans), **align)


def _cell(width: int, lines: list[Element]) -> Element:
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *lines)


def _needs(table: Table, density: _Density, breadth: float) -> list[Need]:
    return [
        column_need(
            column.title,
            (plain(row[place]) for row in table.rows),
            density.size * breadth,
            density.padding,
        )
        for place, column in enumerate(table.columns)
    ]
