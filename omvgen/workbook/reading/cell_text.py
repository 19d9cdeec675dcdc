"""What a cell says, and what is to be said of the way it says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.item import FormItem, named_twice
from omvgen.form.kinds import AnswerKind
from omvgen.plan.text import Run, clean
from omvgen.workbook import layout
from omvgen.workbook.xlsx.sheet_model import NO_CELL, Book, Cell, Spot

_UNREAD = {
    "error": Code.ERROR_VALUE_IN_CELL,
    "no_value": Code.FORMULA_WITHOUT_RESULT,
    "unreadable": Code.CELL_UNREADABLE,
}


@dataclass(frozen=True)
class Part:
    """What one step of the reading gave beside its value.

    `used` are the cells that ended in the plan or in a finding.
    """

    findings: tuple[Finding, ...] = ()
    places: Mapping[Place, Location] = field(default_factory=dict)
    used: frozenset[Spot] = frozenset()


def join_parts(parts: Iterable[Part]) -> Part:
    findings: list[Finding] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    for part in parts:
        findings += part.findings
        places |= part.places
        used |= part.used
    return Part(tuple(findings), places, frozenset(used))


def read_cell(book: Book, spot: Spot, where: Location) -> tuple[tuple[Run, ...], list[Finding]]:
    """The cell's runs, none when they cannot be trusted, and why.

    A text that lies unseen under a merged cell is not taken: nobody would know
    that they sign it.
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
    if cell.formula:
        return cell.runs, [Finding(Code.FORMULA_IN_CELL, where, {"text": quoted(cell.text)})]
    return cell.runs, []


def read_text(book: Book, spot: Spot, where: Location) -> tuple[str, list[Finding]]:
    """The cell's text without formatting, in canonical form."""
    runs, findings = read_cell(book, spot, where)
    return clean("".join(run.text for run in runs)), findings


def shown_or_bare(cell: Cell, kind: AnswerKind) -> str:
    """A number for a column of numbers is read without the looks that its format gives it."""
    return cell.bare if cell.kind == "number" and kind.traits.number else cell.text


def canonical(item: FormItem, text: str, where: Location) -> tuple[str, list[Finding]]:
    """The text as a plan holds it, and what of it was left out: choices named twice."""
    whole = item.canonical(text)
    twice = named_twice(text) if whole != text else ()
    return whole, [Finding(Code.CHOICE_REPEATED, where, {"value": quoted(name)}) for name in twice]


def quoted(text: str, most: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def refs(spots: Iterable[Spot]) -> str:
    """Cells as a list for a message."""
    return ", ".join(spot.ref for spot in spots)


def table_names(book: Book, sheet: str) -> dict[tuple[int, int], str]:
    """The table of each cell of the sheet that a table's name points to."""
    prefix = layout.table_name("")
    return {
        (spot.row, spot.column): name.removeprefix(prefix)
        for name, spot in book.names_on.get(sheet, ())
        if name.startswith(prefix)
    }
