"""Text of staff's own on the sheets that guide them, which are not read."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.workbook.layout import FIRST_ROW, ID
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.xlsx.cells import Sheet, Spot

_FIRST = ID + 1  # the column in which every row of ours has something


def own_texts(sheet: Sheet) -> Iterator[Finding]:
    """The cells with text beside and below what the template has on the sheet.

    The template's area is known by its shape, not by its words, which other versions of
    the program have otherwise: from the top to the last row that follows without a gap,
    as wide as the narrowest of the rows under the headers: all of ours are full.
    """
    last = FIRST_ROW
    while sheet.text(last + 1, _FIRST) and len(sheet.rows[last + 1]) > 1:
        last += 1
    width = min(max(sheet.rows.get(row, [_FIRST])) for row in range(FIRST_ROW, last + 1))
    own = [
        Spot(sheet.name, row, column)
        for row, column in sorted(sheet.cells)
        if sheet.text(row, column) and (row > last or column > width)
    ]
    if own:
        values = {"cells": refs(own), "text": quoted(sheet.text(own[0].row, own[0].column))}
        yield Finding(Code.OWN_TEXT_ON_GUIDE, Location(sheet.name, own[0].ref), values)
