"""The text of a cell, and findings about the way the cell holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.item import FormItem, named_twice
from omvgen.patterns import pattern
from omvgen.plan.text import Run, clean
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.numbers import read_number
from omvgen.workbook.xlsx.cells import NO_CELL, Book, Spot

_UNREAD = {
    "picture": Code.PICTURE_IN_CELL,
    "error": Code.ERROR_VALUE_IN_CELL,
    "no_value": Code.FORMULA_WITHOUT_RESULT,
    "unreadable": Code.CELL_UNREADABLE,
    "lost": Code.CELL_UNREADABLE,
}

# An error value that was pasted as a text, as Excel shows it in Finnish, Swedish and English,
# or a number that did not fit its column.
_ERROR_AS_TEXT = pattern(
    r"#(?:viittaus!|arvo!|nimi\?|jako/0!|puuttuu!?|luku!|tyhjä!|"
    r"referens!|värdefel!|namn\?|division/0!|saknas!?|ogiltigt!|skärning!|"
    r"ref!|value!|name\?|div/0!|n/a|num!|null!|spill!|calc!)|#{3,}",
    re.IGNORECASE,
)
_OVERRIDES = ("\u202d", "\u202e")  # Unicode Standard Annex 9, 2.2


def read_cell(
    book: Book, spot: Spot, where: Location, item: FormItem | None = None
) -> tuple[tuple[Run, ...], list[Finding]]:
    """The cell's runs as an answer to the item, and the findings about them.

    No runs when they cannot be trusted. A text that a merged cell hides is not taken:
    nobody can see what they would sign.
    """
    cell = book.cell(spot)
    if cell is NO_CELL:
        return (), []
    area = book.by_name[spot.sheet].covered.get((spot.row, spot.column))
    if area is not None:
        return (), [
            Finding(Code.TEXT_UNDER_MERGE, where, {"area": area.ref, "text": quoted(cell.text)})
        ]
    if cell.kind in _UNREAD:
        return (), [Finding(_UNREAD[cell.kind], where, {"text": quoted(cell.text)})]
    runs, findings = cell.runs, list[Finding]()
    if _ERROR_AS_TEXT.fullmatch(cell.text):  # kept: it may be what was written in a document
        findings = [Finding(Code.ERROR_VALUE_IN_CELL, where, {"text": quoted(cell.text)})]
    if cell.kind in ("number", "date"):
        text, findings = read_number(cell, item, where)
        runs = (Run(text),)
    findings += _turned_around("".join(run.text for run in runs), where)
    if cell.formula:
        findings.append(Finding(Code.FORMULA_IN_CELL, where, {"text": quoted(cell.text)}))
    return runs, findings


def _turned_around(text: str, where: Location) -> list[Finding]:
    """The finding (OMV642) that letters are shown in another order than they are read in.

    `clean` takes the signs away. Those that part runs of two directions turn no letters.
    """
    if not any(sign in text for sign in _OVERRIDES):
        return []
    return [Finding(Code.TEXT_TURNED_AROUND, where, {"text": quoted(clean(text))})]


def read_text(
    book: Book, spot: Spot, where: Location, item: FormItem | None = None
) -> tuple[str, list[Finding]]:
    """The cell's text without formatting, in canonical form, and the findings about it."""
    runs, findings = read_cell(book, spot, where, item)
    return clean("".join(run.text for run in runs)), findings


def canonical(item: FormItem, text: str, where: Location) -> tuple[str, list[Finding]]:
    """The text as a plan holds it, and findings about choices that it names twice."""
    whole = item.canonical(text)
    twice = named_twice(text) if whole != text else ()
    return whole, [Finding(Code.CHOICE_REPEATED, where, {"value": quoted(name)}) for name in twice]


def at(spot: Spot, owner: Location) -> Location:
    """The cell's location, with the section and question of its `owner`."""
    return Location(spot.sheet, spot.ref, owner.section, owner.question)


def quoted(text: str, most: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = same_words(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def refs(spots: Iterable[Spot]) -> str:
    """Cells as a list for a message."""
    return ", ".join(spot.ref for spot in spots)
