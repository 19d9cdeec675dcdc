"""What the notes say: one for each cell that has findings, cut to what a note can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from omvgen.findings.model import Finding
from omvgen.locale import ntr, tr
from omvgen.workbook.xlsx.cells import Position, cell_position

MAX_FINDING = 1_500
_MAX_NOTE = 3_000  # of a cell with many findings: a note is read at a glance or not at all


@dataclass(frozen=True)
class Said:
    """A finding as a note says it: a heading in bold, and the text under it."""

    heading: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.heading}\n{self.text}" if self.text else self.heading


Note = tuple[Said, ...]


def notes_by_sheet(findings: Iterable[Finding]) -> dict[str, dict[Position, Note]]:
    """The notes by the sheet's name and the cell; findings without a cell have none."""
    gathered: dict[str, dict[Position, list[Finding]]] = {}
    for finding in findings:
        place = cell_position(finding.location.cell)
        if place is not None:
            cells = gathered.setdefault(finding.location.sheet, {})
            cells.setdefault(place, []).append(finding)
    return {
        sheet: {place: _note(of_cell) for place, of_cell in cells.items()}
        for sheet, cells in gathered.items()
    }


def plain(note: Note) -> str:
    """The note's whole text."""
    return "\n\n".join(said.whole for said in note)


def _note(findings: list[Finding]) -> Note:
    said: list[Said] = []
    length = 0
    for finding in findings:
        one = _said(finding)
        length += len(one.whole)
        if said and length > _MAX_NOTE:
            rest = len(findings) - len(said)
            more = ntr("… ja {n} muu havainto", "… ja {n} muuta havaintoa", rest)
            where = tr("Kaikki havainnot ovat työkirjan viimeisellä välilehdellä.")
            return (*said, Said(more, where))
        said.append(one)
    return tuple(said)


def _said(finding: Finding) -> Said:
    lines = [finding.message]
    if finding.remedy:
        lines.append(tr("Korjaus: {remedy}", remedy=finding.remedy))
    text = "\n".join(lines)
    if len(text) > MAX_FINDING:
        text = text[: MAX_FINDING - 1] + "…"
    return Said(f"{finding.severity.word.capitalize()} · {finding.code}", text)
