"""Text of staff's own on the sheets that guide them, which are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.patterns import pattern
from omvgen.workbook.front import front_texts
from omvgen.workbook.layout import FIRST_ROW, ID
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.xlsx.cells import Position, Sheet, Spot

_FIRST = ID + 1  # the column in which every row of ours has something


_WORD = pattern(r"[^\W\d_]+")
_LIKE = 0.5  # the share of its words by which a text is ours, in an earlier wording perhaps


def own_texts(sheet: Sheet, form: Form, names: Iterable[str]) -> Iterator[Finding]:
    """The cells with text beside, below or in place of what the template has on the sheet.

    `names` are those of the workbook's sheets.

    The template's area is known by its shape, not by its words, which other versions of
    the program have otherwise: from the top to the last row that follows without a gap,
    as wide as the narrowest of the rows under the headers: all of ours are full.
    """
    last = FIRST_ROW
    while sheet.text(last + 1, _FIRST) and len(sheet.rows[last + 1]) > 1:
        last += 1
    width = min(max(sheet.rows.get(row, [_FIRST])) for row in range(FIRST_ROW, last + 1))
    typed_over = _unlike_ours(sheet, form, names)
    own = [
        Spot(sheet.name, *position)
        for position in sorted(sheet.cells)
        if sheet.text(*position)
        and (position[0] > last or position[1] > width or position in typed_over)
    ]
    if own:
        values = {"cells": refs(own), "text": quoted(sheet.text(own[0].row, own[0].column))}
        yield Finding(Code.OWN_TEXT_ON_GUIDE, Location(sheet.name, own[0].ref), values)


def _unlike_ours(sheet: Sheet, form: Form, names: Iterable[str]) -> set[Position]:
    """Where a text stands that has few words in common with any of ours.

    Nothing, where most texts are so: the sheet is then that of quite another version.
    """
    ours = {_words(text) for text in (*front_texts(form), *names)}
    texts = {
        position: words
        for position, cell in sheet.cells.items()
        if position[1] >= _FIRST and not cell.formula and (words := _words(cell.text))
    }
    unlike = {
        position
        for position, words in texts.items()
        if words not in ours and max(len(words & own) for own in ours) < _LIKE * len(words)
    }
    return unlike if len(unlike) <= len(texts) / 2 else set()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
