"""Tables: captions, repeated header rows, columns as wide as their words need."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.document.blocks import Pieces, Table, plain, split_lines, words
from omvgen.document.word.measure import Need, column_need, share_width
from omvgen.document.word.runs import Runs, field, run
from omvgen.document.word.styles import StyleIds
from omvgen.document.word.xml import Element, el, keep_with_next, paragraph


class _Density(NamedTuple):
    """How close a table's text is set: its styles, its size in points, its padding in twips."""

    text: str
    header: str
    size: float
    padding: int


_USUAL = _Density("taulukon teksti", "taulukon otsikko", 9, 57)
_DENSE = _Density("tiheän taulukon teksti", "tiheän taulukon otsikko", 8, 40)
_SMALL = 6  # rows; a table no longer stays on one page
_HAND = 567  # twips, 1 cm; high enough to write in
_LONG_ROW = 1200  # characters; a longer row may break across pages


class Tables:
    """Writes tables within a page whose text is `width` wide and indented by `indent`."""

    def __init__(self, ids: StyleIds, runs: Runs, width: int, indent: int) -> None:
        self._ids = ids
        self._runs = runs
        self._width = width
        self._indent = indent
        self._count = 0

    def __call__(self, table: Table) -> list[Element]:
        """The caption and the table. It starts at the text's indent unless it needs all width."""
        self._count += 1
        density, indent, needs = self._fit(table)
        widths = share_width(needs, self._width - indent)
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
        rows = [self._header(table, density.header, widths)]
        rows += [self._row(table, row, density.text, widths) for row in table.rows]
        if len(table.rows) <= _SMALL:
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
        for density, indent in ((_USUAL, self._indent), (_USUAL, 0), (_DENSE, 0)):
            needs = _needs(table, density)
            if sum(need.word for need in needs) <= self._width - indent:
                break
        return density, indent, needs

    def _caption(self, table: Table, indent: int) -> Element:
        number = field("SEQ Taulukko \\* ARABIC", [run(str(self._count))])
        return paragraph(
            self._ids["paragraph", "caption"],
            run("Taulukko "),
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

    def _row(self, table: Table, row: tuple[Pieces, ...], style: str, widths: list[int]) -> Element:
        cells = [
            _cell(
                width,
                [self._line(style, line, right=column.numeric) for line in split_lines(pieces)],
            )
            for column, pieces, width in zip(table.columns, row, widths, strict=True)
        ]
        whole = sum(len(plain(pieces)) for pieces in row) <= _LONG_ROW
        properties = [
            el("w:cantSplit") if whole else None,
            el("w:trHeight", val=_HAND, hRule="atLeast") if table.to_fill_in else None,
        ]
        return el(
            "w:tr",
            el("w:trPr", *properties) if any(p is not None for p in properties) else None,
            *cells,
        )

    def _line(self, style: str, pieces: Pieces, *, right: bool) -> Element:
        align = {"align": el("w:jc", val="right")} if right else {}
        return paragraph(self._ids["paragraph", style], *self._runs(pieces), **align)


def _cell(width: int, lines: list[Element]) -> Element:
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *lines)


def _needs(table: Table, density: _Density) -> list[Need]:
    return [
        column_need(
            column.title,
            (plain(row[place]) for row in table.rows),
            density.size,
            density.padding,
        )
        for place, column in enumerate(table.columns)
    ]
