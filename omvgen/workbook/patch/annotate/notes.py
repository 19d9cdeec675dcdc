"""The notes: one for each cell that has findings, cut to what a note can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from omvgen.findings.model import Finding
from omvgen.locale import ntr, tr
from omvgen.workbook.xlsx.cells import Position, cell_position

MAX_FINDING = 1_500  # characters
_MAX_NOTE = 3_000  # characters of a cell with many findings: a note is not scrolled


@dataclass(frozen=True)
class NoteItem:
    """A finding in a note: a heading in bold, and the text under it."""

    heading: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.heading}\n{self.text}" if self.text else self.heading


Note = tuple[NoteItem, ...]


def notes_by_sheet(findings: Iterable[Finding]) -> dict[str, dict[Position, Note]]:
    """The notes by sheet name and cell. Findings without a cell have none."""
    gathered: dict[str, dict[Position, list[Finding]]] = {}
    for finding in findings:
        position = cell_position(finding.location.cell)
        if position is not None:
            cells = gathered.setdefault(finding.location.sheet, {})
            cells.setdefault(position, []).append(finding)
    return {
        sheet: {position: _note(of_cell) for position, of_cell in cells.items()}
        for sheet, cells in gathered.items()
    }


def plain(note: Note) -> str:
    """The note's whole text."""
    return "\n\n".join(item.whole for item in note)


def _note(findings: list[Finding]) -> Note:
    """As many of the findings as fit, at least one, and how many more there are."""
    items: list[NoteItem] = []
    length = 0
    for finding in findings:
        item = _item(finding)
        length += len(item.whole)
        if items and length > _MAX_NOTE:
            rest = len(findings) - len(items)
            more = ntr("… ja {n} muu havainto", "… ja {n} muuta havaintoa", rest)
            where = tr("Kaikki havainnot ovat työkirjan viimeisellä välilehdellä.")
            return (*items, NoteItem(more, where))
        items.append(item)
    return tuple(items)


def _item(finding: Finding) -> NoteItem:
    lines = [finding.message]
    if finding.remedy:
        lines.append(tr("Korjaus: {remedy}", remedy=finding.remedy))
    text = "\n".join(lines)
    if len(text) > MAX_FINDING:
        text = text[: MAX_FINDING - 1] + "…"
    return NoteItem(f"{finding.severity.word.capitalize()} · {finding.code}", text)
