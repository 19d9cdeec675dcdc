"""Tables: captions, repeated header rows, columns as wide as their words need."""

from __future__ import annotations

from omvgen.document.blocks import Pieces, Table, plain, split_lines, words
from omvgen.document.word.measure import longest_text, longest_word, share_width
from omvgen.document.word.runs import Runs, field, run
from omvgen.document.word.styles import StyleIds
from omvgen.document.word.xml import Element, el, paragraph

_PADDING = 57  # twips on either side of a cell, as in the table style
# Text and header styles with their size in points: the dense one for many columns.
_NORMAL = ("taulukon teksti", "taulukon otsikko", 9.0)
_DENSE = ("tiheän taulukon teksti", "tiheän taulukon otsikko", 8.0)
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
        styles, indent = self._fit(table)
        least, wanted = _widths(table, styles[2])
        widths = share_width(least, wanted, self._width - indent)
        properties = el(
            "w:tblPr",
            el("w:tblStyle", val=self._ids["table", "omavalvontataulukko"]),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblInd", w=indent, type="dxa"),
            el("w:tblLayout", type="fixed"),
            el("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
               noHBand=1, noVBand=1),
            el("w:tblCaption", val=table.caption),
            el("w:tblDescription", val=table.description),
        )  # fmt: skip
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
        rows = [self._header(table, styles[1], widths)]
        rows += [self._row(table, row, styles[0], widths) for row in table.rows]
        return [self._caption(table, indent), el("w:tbl", properties, grid, *rows)]

    def _fit(self, table: Table) -> tuple[tuple[str, str, float], int]:
        """The styles and the indent: as the text if it fits, then wider, then denser."""
        for styles, indent in ((_NORMAL, self._indent), (_NORMAL, 0)):
            if sum(_widths(table, styles[2])[0]) <= self._width - indent:
                return styles, indent
        return _DENSE, 0

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
        return el("w:tr", el("w:trPr", el("w:cantSplit")) if whole else None, *cells)

    def _line(self, style: str, pieces: Pieces, *, right: bool) -> Element:
        align = {"align": el("w:jc", val="right")} if right else {}
        return paragraph(self._ids["paragraph", style], *self._runs(pieces), **align)


def _cell(width: int, lines: list[Element]) -> Element:
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *lines)


def _widths(table: Table, size: float) -> tuple[list[int], list[int]]:
    """The least and the wanted width of each column."""
    least, wanted = [], []
    for place, column in enumerate(table.columns):
        texts = [plain(row[place]) for row in table.rows]
        titles = longest_word([column.title], size, bold=True)
        least.append(max(longest_word(texts, size), titles) + 2 * _PADDING)
        wanted.append(max(longest_text(texts, size), titles) + 2 * _PADDING)
    return least, wanted
