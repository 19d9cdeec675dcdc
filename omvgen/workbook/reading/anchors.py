"""The three anchors of every answer: its name, the id in column A, the question's text.

Each is broken by something people do: sorting rows leaves names behind, shifting
cells leaves ids behind, editing changes the text. Where they agree the answer is
accepted. Where it is certain all the same, the answer is accepted with a warning
that says what was repaired. Where two readings are possible it is not taken, and
the finding names both cells: no answer is ever taken from the wrong question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.locale import listed, tr
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.reading.doubts import Doubt, Doubted, Remark
from omvgen.workbook.reading.expected import Expected
from omvgen.workbook.reading.rows import ParsedSheet, QuestionRow
from omvgen.workbook.xlsx.cells import Book, DefinedName, Spot

# Kind of repair → its rule. People repair a sheet, not a cell: these are reported once a sheet.
_BY_SHEET = {
    "sorted": Code.ROWS_SORTED,
    "id": Code.ROW_IDS_MISSING,
    "name": Code.CELL_NAMES_MISSING,
}


class AnchoredAnswer(NamedTuple):
    """Where one question's answer is in the workbook.

    `row` is the question's row, None when only its name is left; `spots` are the
    cells whose texts, one below another, are the answer: none when it is ambiguous.
    `claimed` are further cells that a remark names. `repaired` is the kind of
    fault in spite of which the answer was accepted: sorted, id, name, text or single.
    """

    question: str
    row: QuestionRow | None
    spots: tuple[Spot, ...]
    remarks: tuple[Remark, ...] = ()
    claimed: tuple[Spot, ...] = ()
    repaired: str = ""

    @property
    def first_spot(self) -> Spot | None:
        """The first cell of the answer, or where it would be; None when there is no such cell."""
        spot = self.spots[0] if self.spots else self.row.answer if self.row else None
        return spot if spot is not None and spot.column else None

    @property
    def row_spots(self) -> tuple[Spot, ...]:
        """The cells of its row that are read or reported; an edited question is reported."""
        if self.row is None:
            return ()
        edited = [self.row.at(self.row.columns.question)] if self.repaired == "text" else []
        return (*self.row.question_spots, self.row.answer, *self.row.attribute_spots, *edited)


@dataclass(frozen=True)
class Anchors:
    """The evidence of one kind of sheet: what its rows say, and the names of its answers.

    `names` has the cell of each question's name, None when it refers to no cell.
    """

    book: Book
    expected: Expected
    sheets: tuple[ParsedSheet, ...]
    names: Mapping[str, Spot | None]

    @property
    def _rows(self) -> Iterator[QuestionRow]:
        return (row for parsed in self.sheets for row in parsed.questions)

    @cached_property
    def rows(self) -> dict[str, list[QuestionRow]]:
        """The rows of each question, the most certain first."""
        found: dict[str, list[QuestionRow]] = {}
        for row in self._rows:
            if not row.conflicting:
                found.setdefault(row.question, []).append(row)
        for question, rows in found.items():
            rows.sort(key=lambda row: self._doubt(question, row))
        return found

    def _doubt(self, question: str, row: QuestionRow) -> tuple[bool, bool]:
        return (self.names.get(question) != row.answer, not row.anchors_agree)

    @cached_property
    def conflicts(self) -> dict[str, list[QuestionRow]]:
        """The rows whose id and text name different questions, by each of the two."""
        found: dict[str, list[QuestionRow]] = {}
        for row in self._rows:
            if row.conflicting:
                for question in (row.by_id, row.by_text):
                    found.setdefault(question or "", []).append(row)
        return found

    @cached_property
    def named(self) -> dict[Spot, list[str]]:
        """The questions whose names refer to a cell."""
        found: dict[Spot, list[str]] = {}
        for question, spot in self.names.items():
            if spot is not None:
                found.setdefault(spot, []).append(question)
        return found

    @cached_property
    def owners(self) -> dict[Spot, str]:
        """The question on whose rows each visible cell is; empty for a table's cells."""
        found: dict[Spot, str] = {}
        for parsed in self.sheets:
            for row in parsed.questions:
                for number in row.numbers:
                    for column in row.columns.visible:
                        found[Spot(row.sheet, number, column)] = row.question
            for table in parsed.tables:
                for number in (table.header, *table.rows):
                    for column in parsed.sheet.rows[table.header]:
                        found[Spot(table.sheet, number, column)] = ""
        return found

    @cached_property
    def sorted_sheets(self) -> frozenset[str]:
        """The sheets whose rows have been sorted, so that names alone stayed behind."""
        return frozenset(p.sheet.name for p in self.sheets if self._is_sorted(p))

    def _is_sorted(self, parsed: ParsedSheet) -> bool:
        """Sorting swaps whole rows and leaves every name where it was.

        So names and questions are on the same rows, the names still in the form's
        order and the questions not. Cells that were shifted or pasted leave the
        questions in order and move the names.
        """
        places: list[tuple[int, int, int]] = []
        for row in parsed.questions:
            name = self.names.get(row.question)
            on_sheet = name and (name.sheet, name.column) == (row.sheet, row.columns.answer)
            if name and on_sheet and row.anchors_agree:
                places.append((self.expected.order[row.question], name.row, row.number))
        places.sort()
        by_name, by_row = [name for _, name, _ in places], [row for _, _, row in places]
        return by_name != by_row and by_name == sorted(by_row) and len(set(by_row)) == len(by_row)

    def is_free(self, spot: Spot) -> bool:
        """Whether the cell is no other question's and no table's."""
        return spot not in self.owners and len(self.named.get(spot, [])) < 2

    def finding(self, code: Code, where: Location, **values: str) -> Finding:
        return Finding(code, where, {"item": self.expected.label(where.question), **values})

    def text(self, spots: Iterable[Spot]) -> str:
        return "\n".join(self.book.text(spot) for spot in spots).strip("\n")


def answer_names(
    names: Sequence[DefinedName], prefix: str, expected: Expected, copies: Iterable[str]
) -> dict[str, Spot | None]:
    """The cell of each question's name, None when it refers to none.

    `copies` are sheets that are not read. A name that belongs to a sheet comes from
    copying a sheet: it counts only when the workbook's own name is gone.
    """
    found: dict[str, Spot | None] = {}
    copies = set(copies)
    for name in sorted(names, key=lambda name: (name.spot is None, bool(name.scope))):
        if not name.name.startswith(prefix):
            continue
        row_id = name.name.removeprefix(prefix)
        question = expected.current(row_id) or row_id
        if name.spot is not None and name.spot.sheet in copies:
            continue
        found.setdefault(question, name.spot)
    return found


def locate_answers(anchors: Anchors) -> tuple[AnchoredAnswer, ...]:
    """Where each answer is, for all questions that the form or the workbook has."""
    known = dict.fromkeys([*anchors.expected.questions, *anchors.rows, *anchors.names])
    located = (_locate(anchors, question) for question in known)
    return tuple(found for found in located if found is not None)


def _locate(a: Anchors, question: str) -> AnchoredAnswer | None:
    """The question's answer, or None when nothing of the question is left."""
    rows = a.rows.get(question, [])
    if question in a.conflicts and not rows:
        return _conflict(a, question)
    if not rows:
        return _by_name_alone(a, question)
    row, *further = rows
    found = _compare(a, question, row)
    doubles = [_double(a, question, row, other) for other in further]
    return found._replace(
        remarks=(*found.remarks, *(one for d in doubles for one in d.remarks)),
        claimed=(*found.claimed, *(spot for d in doubles for spot in d.claimed)),
    )


def _compare(a: Anchors, question: str, row: QuestionRow) -> AnchoredAnswer:
    """Compares the row with the name."""
    if not row.columns.answer:
        return AnchoredAnswer(question, row, ())  # the column of the answers is gone
    name = a.names.get(question)
    others = [other for other in a.named.get(row.answer, []) if other != question]
    accepted = AnchoredAnswer(question, row, row.answer_spots)
    if row.sheet in a.sorted_sheets and row.by_id == row.by_text:
        return _sorted(a, accepted, row) if name != row.answer or others else accepted
    if others and a.text(row.answer_spots):
        # The text came with another question's name: it may be either question's.
        return _contested(a, question, row, others)
    if name == row.answer:
        return accepted._replace(repaired=_row_fault(row))
    if name is None:
        return accepted._replace(repaired="single" if _row_fault(row) else _unnamed(row))
    return _name_elsewhere(a, accepted, row, name)


def _name_elsewhere(
    a: Anchors, accepted: AnchoredAnswer, row: QuestionRow, name: Spot
) -> AnchoredAnswer:
    """The name refers to another cell than the row's."""
    here, there = a.text(row.answer_spots), a.text([name])
    if there in ("", here):
        return accepted._replace(repaired="name")
    where = Location(row.sheet, row.answer.ref, question=accepted.question)
    other = _on_sheet(name, row.sheet)
    if not here and a.is_free(name):
        moved = a.finding(Code.ANSWER_MOVED, where, other=other)
        return accepted._replace(spots=(name,), remarks=(Doubted(Doubt.PLACE, moved),))
    ambiguous = a.finding(Code.ANSWER_AMBIGUOUS, where, other=other)
    claimed = (row.answer, name)
    return accepted._replace(spots=(), remarks=(ambiguous,), claimed=claimed)


def _unnamed(row: QuestionRow) -> str:
    """The repair of a row without a name. An unknown question need not have one."""
    return "name" if row.by_id is not None else ""


def _row_fault(row: QuestionRow) -> str:
    """What is wrong with the row's own two anchors; empty when they agree."""
    if row.by_id is None and row.by_text is not None:
        return "id"
    shown = row.columns.question  # 0 when the column is gone: a finding of its own says so
    return "text" if row.by_id is not None and row.by_text is None and shown else ""


def _sorted(a: Anchors, accepted: AnchoredAnswer, row: QuestionRow) -> AnchoredAnswer:
    """A row of a sorted sheet. The rows below it may have been any answer's: none is taken."""
    if not row.more:
        return accepted._replace(repaired="sorted")
    where = Location(row.sheet, row.answer.ref, question=row.question)
    finding = a.finding(Code.ANSWER_SPLIT_BY_SORTING, where, cells=refs(row.answer_spots[1:]))
    remarks = (Doubted(Doubt.SORTED, finding),)
    return accepted._replace(spots=(), remarks=remarks, claimed=row.answer_spots)


def _contested(a: Anchors, question: str, row: QuestionRow, others: list[str]) -> AnchoredAnswer:
    """The text on the row has another question's name: it is not taken for either."""
    where = Location(row.sheet, row.answer.ref, question=question)
    rows = [found.answer for other in others for found in a.rows.get(other, [])[:1]]
    own = [_on_sheet(spot, row.sheet) for spot in rows]
    finding = a.finding(
        Code.ANSWER_OF_ANOTHER_QUESTION,
        where,
        other_item=listed(map(a.expected.label, others)),
        own_cell=tr(", jonka oma vastaussolu on {cells}", cells=listed(own)) if own else "",
    )
    return AnchoredAnswer(question, row, (), (finding,), claimed=(row.answer, *rows))


def _conflict(a: Anchors, question: str) -> AnchoredAnswer:
    """A row that names two questions: it is taken for neither, and reported for each."""
    rows = a.conflicts[question]
    row = next((row for row in rows if row.by_id == question), rows[0])
    of_id, of_text = a.expected.label(row.by_id or ""), a.expected.label(row.by_text or "")
    where = Location(row.sheet, row.at(row.columns.question).ref, question=question)
    unread = [spot for spot in (*row.answer_spots, *row.attribute_spots) if a.book.text(spot)]
    finding = a.finding(
        Code.ROW_ID_CONTRADICTS_QUESTION,
        where,
        cells=refs(unread or [row.answer]),
        of_id=of_id,
        of_text=of_text,
    )
    return AnchoredAnswer(question, None, (), (finding,), claimed=(*row.question_spots, *unread))


def _by_name_alone(a: Anchors, question: str) -> AnchoredAnswer | None:
    """A name without its row: its cell is taken when it is no other question's."""
    name = a.names.get(question)
    if name is None or not a.book.text(name) or question not in a.expected.questions:
        return None
    if not a.is_free(name):
        return None  # the cell is another question's now: this question is missing
    where = Location(name.sheet, name.ref, question=question)
    return AnchoredAnswer(question, None, (name,), (_single(a, where),))


def _single(a: Anchors, where: Location) -> Doubted:
    return Doubted(Doubt.TEXT_ALONE, a.finding(Code.SINGLE_ANCHOR, where))


def _double(a: Anchors, question: str, row: QuestionRow, other: QuestionRow) -> AnchoredAnswer:
    """A second row of the question: harmless when it has the same answer or none."""
    text = a.text(other.answer_spots)
    same = text in ("", a.text(row.answer_spots))
    where = Location(other.sheet, other.answer.ref, question=question)
    first = _on_sheet(row.answer, other.sheet)
    finding = a.finding(Code.QUESTION_REPEATED if same else Code.TWO_ANSWERS, where, other=first)
    alike = [
        spot
        for spot, original in zip(other.attribute_spots, row.attribute_spots, strict=False)
        if a.book.text(spot) == a.book.text(original)
    ]
    claimed = (*other.question_spots, other.answer, *alike)
    return AnchoredAnswer(question, other, (), (finding,), claimed=claimed)


def _on_sheet(spot: Spot, sheet: str) -> str:
    """The cell, with its sheet when it is another one."""
    return spot.ref if spot.sheet == sheet else f"{spot.sheet}!{spot.ref}"


def anchor_remarks(
    anchors: Anchors, answers: tuple[AnchoredAnswer, ...], *, same_form: bool
) -> Iterator[Remark]:
    """What was repaired, and ids that the form does not have or has in another form now.

    `same_form` says whether the workbook was made from this version of the form.
    """
    groups: dict[tuple[str, str], list[QuestionRow]] = {}
    for answer in answers:
        if answer.row is None:
            continue
        if answer.repaired in _BY_SHEET:
            groups.setdefault((answer.repaired, answer.row.sheet), []).append(answer.row)
        else:
            yield from _repair(anchors, answer, answer.row, same_form=same_form)
        yield from _other_ids(anchors, answer, answer.row)
    for (repair, sheet), rows in groups.items():
        where = Location(sheet, rows[0].answer.ref, question=rows[0].question)
        finding = Finding(_BY_SHEET[repair], where, {"cells": refs(row.answer for row in rows)})
        yield Doubted(Doubt.SORTED, finding) if repair == "sorted" else finding


def _repair(
    anchors: Anchors, answer: AnchoredAnswer, row: QuestionRow, *, same_form: bool
) -> Iterator[Remark]:
    spot = row.at(row.columns.question)
    if answer.repaired == "text":
        # Another version of the form may have the question in other words.
        code = Code.QUESTION_TEXT_CHANGED if same_form else Code.QUESTION_REWORDED_IN_FORM
        where = Location(row.sheet, spot.ref, question=answer.question)
        finding = anchors.finding(code, where, text=quoted(anchors.book.text(spot)))
        yield Doubted(Doubt.PLACE, finding) if same_form else finding
    elif answer.repaired == "single":
        where = Location(row.sheet, row.answer.ref, question=answer.question)
        yield _single(anchors, where)


def _other_ids(anchors: Anchors, answer: AnchoredAnswer, row: QuestionRow) -> Iterator[Finding]:
    where = Location(row.sheet, row.at(row.columns.id).ref, question=answer.question)
    if answer.question not in anchors.expected.questions:
        text = quoted(anchors.book.text(row.at(row.columns.question)))
        yield Finding(Code.UNKNOWN_QUESTION_ID, where, {"id": row.id, "text": text})
    elif row.by_id is not None and row.id != answer.question:
        yield anchors.finding(Code.FORMER_QUESTION_ID, where, id=row.id)
