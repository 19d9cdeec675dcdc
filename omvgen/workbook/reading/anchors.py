"""The three anchors of every answer: its name, the id in column A, the question's text.

Each is broken by something people do: sorting rows leaves names behind, shifting
cells leaves ids behind, editing changes the text. What agrees is accepted; what
can be said with certainty all the same is accepted with a warning that says what
was repaired; and where two readings are possible the answer is not taken, and the
finding names both cells. No answer is ever taken from the wrong question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.workbook.reading.cell_text import refs
from omvgen.workbook.reading.expected import Asked
from omvgen.workbook.reading.grid import Grid, Line
from omvgen.workbook.xlsx.sheet_model import Book, Name, Spot


class Anchored(NamedTuple):
    """One question's answer in the workbook.

    `line` is the question's row, None when only a name is left of it; `spots` are
    the cells whose texts, one below another, are the answer: empty when it is
    ambiguous. `repaired` says by which rule it was accepted in spite of a fault.
    """

    question: str
    line: Line | None
    spots: tuple[Spot, ...]
    findings: tuple[Finding, ...] = ()
    claimed: tuple[Spot, ...] = ()
    repaired: str = ""

    @property
    def own_cells(self) -> tuple[Spot, ...]:
        """The cells of its row that are read or said; an edited question is said."""
        if self.line is None:
            return ()
        edited = [self.line.at(self.line.columns.question)] if self.repaired == "text" else []
        return (*self.line.asking, self.line.answer, *self.line.beside, *edited)


@dataclass(frozen=True)
class Anchors:
    """The evidence of a kind of sheet: its grids, and the names of its answers.

    `names` has the cell of each question's name, None when what it named is gone.
    """

    book: Book
    asked: Asked
    grids: tuple[Grid, ...]
    names: Mapping[str, Spot | None]
    original: frozenset[str] = frozenset()

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """The rows of each question, the most certain first."""
        found: dict[str, list[Line]] = {}
        for grid in self.grids:
            for line in grid.lines:
                if not line.conflicting:
                    found.setdefault(line.question, []).append(line)
        for question, lines in found.items():
            lines.sort(key=lambda line: self._doubt(question, line))
        return found

    def _doubt(self, question: str, line: Line) -> tuple[bool, bool]:
        agree = line.by_id is not None and line.by_text is not None
        return (self.names.get(question) != line.answer, not agree)

    @cached_property
    def conflicts(self) -> dict[str, list[Line]]:
        """The rows whose id and text name different questions, by each of the two."""
        found: dict[str, list[Line]] = {}
        for grid in self.grids:
            for line in grid.lines:
                if line.conflicting:
                    for question in (line.by_id, line.by_text):
                        found.setdefault(question or "", []).append(line)
        return found

    @cached_property
    def named(self) -> dict[Spot, list[str]]:
        """The questions whose names point to a cell."""
        found: dict[Spot, list[str]] = {}
        for question, spot in self.names.items():
            if spot is not None:
                found.setdefault(spot, []).append(question)
        return found

    @cached_property
    def owners(self) -> dict[Spot, str]:
        """The question whose row or further rows each cell right of its id stands in."""
        found: dict[Spot, str] = {}
        for grid in self.grids:
            for line in grid.lines:
                for row in (line.row, *line.more):
                    for column in line.columns.all:
                        found[Spot(line.sheet, row, column)] = line.question
            for table in grid.tables:
                for row in (table.header, *table.rows):
                    for column in grid.sheet.rows[table.header]:
                        found[Spot(table.sheet, row, column)] = ""
        return found

    @cached_property
    def sorted_sheets(self) -> frozenset[str]:
        """The sheets whose rows have been sorted, so that names alone stayed behind."""
        return frozenset(g.sheet.name for g in self.grids if self._is_sorted(g))

    def _is_sorted(self, grid: Grid) -> bool:
        """Sorting moves whole rows over one another and leaves every name where it was.

        So the rows of names and of questions are the same, the names still stand in
        the form's order, and the questions do not. Cells that were shifted or pasted
        leave the questions in order and move the names.
        """
        rows: list[tuple[int, int, int]] = []
        for line in grid.lines:
            name = self.names.get(line.question)
            solid = line.by_id is not None and line.by_id == line.by_text
            if solid and name and (name.sheet, name.column) == (line.sheet, line.columns.answer):
                rows.append((self.asked.order[line.question], name.row, line.row))
        rows.sort()
        by_name, by_line = [name for _, name, _ in rows], [line for _, _, line in rows]
        return (
            by_name != by_line and by_name == sorted(by_line) and len(set(by_line)) == len(by_line)
        )

    def is_free(self, spot: Spot) -> bool:
        """Whether the cell is no other question's and no table's."""
        return spot not in self.owners and len(self.named.get(spot, [])) < 2

    def finding(self, code: Code, where: Location, **values: str) -> Finding:
        return Finding(code, where, {"item": self.asked.label(where.question), **values})

    def text(self, spots: Iterable[Spot]) -> str:
        return "\n".join(self.book.text(spot) for spot in spots).strip("\n")


def answer_names(
    names: Sequence[Name], prefix: str, asked: Asked, copies: Iterable[str]
) -> dict[str, Spot | None]:
    """The cell of each question's name. `copies` are sheets that are not read.

    A name of the whole workbook goes before one of a sheet, which comes from
    copying: that counts only when the other is gone.
    """
    found: dict[str, Spot | None] = {}
    copies = set(copies)
    for name in sorted(names, key=lambda name: (name.spot is None, bool(name.scope))):
        if not name.name.startswith(prefix):
            continue
        row_id = name.name.removeprefix(prefix)
        question = asked.current(row_id) or row_id
        if name.spot is not None and name.spot.sheet in copies:
            continue
        found.setdefault(question, name.spot)
    return found


def anchor(anchors: Anchors) -> tuple[Anchored, ...]:
    """Where each answer stands, for all questions that the workbook knows of."""
    known = dict.fromkeys([*anchors.asked.questions, *anchors.lines, *anchors.names])
    return tuple(found for question in known if (found := _anchor(anchors, question)) is not None)


def _anchor(a: Anchors, question: str) -> Anchored | None:
    """The question's place, or None when nothing of it is left."""
    lines = a.lines.get(question, [])
    if question in a.conflicts and not lines:
        return _conflict(a, question)
    if not lines:
        return _by_name_alone(a, question)
    line, *further = lines
    found = _compare(a, question, line)
    doubles = [_double(a, question, line, other) for other in further]
    return found._replace(
        findings=(*found.findings, *(f for d in doubles for f in d.findings)),
        claimed=(*found.claimed, *(spot for d in doubles for spot in d.claimed)),
    )


def _compare(a: Anchors, question: str, line: Line) -> Anchored:
    """The row against the name."""
    if not line.columns.answer:
        return Anchored(question, line, ())  # the column of the answers is gone
    name = a.names.get(question)
    others = [other for other in a.named.get(line.answer, []) if other != question]
    accepted = Anchored(question, line, line.answer_spots)
    if line.sheet in a.sorted_sheets and line.by_id == line.by_text:
        return _sorted(a, accepted, line) if name != line.answer or others else accepted
    if others and a.text(line.answer_spots):
        # The text came with another question's name: whose is it?
        return _contested(a, question, line, others)
    if name == line.answer:
        return accepted._replace(repaired=_row_fault(line))
    if name is None:
        return accepted._replace(repaired="single" if _row_fault(line) else _unnamed(line))
    return _elsewhere(a, accepted, line, name)


def _elsewhere(a: Anchors, accepted: Anchored, line: Line, name: Spot) -> Anchored:
    """The name is in another cell than the row's."""
    here, there = a.text(line.answer_spots), a.text([name])
    if there in ("", here):
        return accepted._replace(repaired="name")
    where = _where(line.sheet, line.answer.ref, accepted.question)
    other = _named(name, line.sheet)
    if not here and a.is_free(name):
        moved = a.finding(Code.ANSWER_MOVED, where, other=other)
        return accepted._replace(spots=(name,), findings=(moved,))
    # Nobody can say which cell holds the answer: none is taken, both are named.
    ambiguous = a.finding(Code.ANSWER_AMBIGUOUS, where, other=other)
    claimed = (line.answer, name)
    return accepted._replace(spots=(), findings=(ambiguous,), claimed=claimed)


def _unnamed(line: Line) -> str:
    """A question that the form does not know need not have a name."""
    return "name" if line.by_id is not None else ""


def _row_fault(line: Line) -> str:
    """What is wrong with the row's own two anchors, empty when they agree."""
    if line.by_id is None and line.by_text is not None:
        return "id"
    return "text" if line.by_id is not None and line.by_text is None else ""


def _sorted(a: Anchors, accepted: Anchored, line: Line) -> Anchored:
    """Rows below an answer have nothing to be sorted by: nobody knows whose they were."""
    if not line.more:
        return accepted._replace(repaired="sorted")
    further = ", ".join(spot.ref for spot in line.answer_spots[1:])
    where = _where(line.sheet, line.answer.ref, line.question)
    finding = a.finding(Code.ANSWER_SPLIT_BY_SORTING, where, cells=further)
    return accepted._replace(spots=(), findings=(finding,), claimed=line.answer_spots)


def _contested(a: Anchors, question: str, line: Line, others: list[str]) -> Anchored:
    """The text on the row has another question's name: it is not taken for either."""
    where = _where(line.sheet, line.answer.ref, question)
    rows = [row.answer for other in others for row in a.lines.get(other, [])[:1]]
    finding = a.finding(
        Code.ANSWER_OF_ANOTHER_QUESTION,
        where,
        other_item=", ".join(map(a.asked.label, others)),
        other=", ".join(_named(spot, line.sheet) for spot in rows) or "–",
    )
    return Anchored(question, line, (), (finding,), claimed=(line.answer, *rows))


def _conflict(a: Anchors, question: str) -> Anchored:
    """A row that is two questions': it is neither's, and is said of each."""
    lines = a.conflicts[question]
    line = next((line for line in lines if line.by_id == question), lines[0])
    of_id, of_text = a.asked.label(line.by_id or ""), a.asked.label(line.by_text or "")
    where = _where(line.sheet, line.at(line.columns.question).ref, question)
    unread = [spot for spot in (*line.answer_spots, *line.beside) if a.book.text(spot)]
    finding = a.finding(
        Code.ROW_ID_CONTRADICTS_QUESTION,
        where,
        cells=refs(unread or [line.answer]),
        of_id=of_id,
        of_text=of_text,
    )
    claimed = (*line.asking, *unread)
    return Anchored(question, None, (), (finding,), claimed=claimed)


def _by_name_alone(a: Anchors, question: str) -> Anchored | None:
    """A name without its row: its cell is taken when it is nobody else's."""
    name = a.names.get(question)
    if name is None or not a.book.text(name) or question not in a.asked.questions:
        return None
    if not a.is_free(name):
        return None  # the cell is another question's now: this one is missing
    where = _where(name.sheet, name.ref, question)
    return Anchored(question, None, (name,), (a.finding(Code.SINGLE_ANCHOR, where),))


def _double(a: Anchors, question: str, line: Line, other: Line) -> Anchored:
    """The question a second time: harmless when it says nothing more."""
    said = a.text(other.answer_spots)
    same = said in ("", a.text(line.answer_spots))
    where = _where(other.sheet, other.answer.ref, question)
    first = _named(line.answer, other.sheet)
    finding = a.finding(Code.QUESTION_REPEATED if same else Code.TWO_ANSWERS, where, other=first)
    alike = [
        spot
        for spot, original in zip(other.beside, line.beside, strict=False)
        if a.book.text(spot) == a.book.text(original)
    ]
    claimed = (*other.asking, other.answer, *alike)
    return Anchored(question, other, (), (finding,), claimed=claimed)


def _where(sheet: str, cell: str, question: str) -> Location:
    return Location(sheet, cell, question=question)


def _named(spot: Spot, sheet: str = "") -> str:
    """The cell, with its sheet when it is another one."""
    return spot.ref if spot.sheet == sheet else f"{spot.sheet}!{spot.ref}"
