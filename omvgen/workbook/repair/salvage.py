"""A damaged workbook → a plan with all that could be placed, and the ledger of every piece.

First counts what the reader took. Then the sheets that it did not read are read as if they
were the form's (copies, damaged ones, sheets whose mark and name are gone), and the cells that
it refused are offered to the question that their name or their row's text names. What is placed
so is unsure.
What is still unplaced is left over with its whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.publicity import Publicity
from omvgen.locale import in_language, mark
from omvgen.plan.bases import split_bases
from omvgen.plan.links import decode_links
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import Run, plain, rich
from omvgen.plan.transfer import (
    Conflict,
    Evidence,
    Ledger,
    LeftOver,
    Placed,
    fitted_to_form,
    row_in_words,
    wording_of,
)
from omvgen.plan.wording import Wording
from omvgen.workbook import layout
from omvgen.workbook.reading.columns import Columns
from omvgen.workbook.reading.doubtful import doubtful
from omvgen.workbook.reading.doubts import Doubt, has_texts_alone
from omvgen.workbook.reading.for_repair import load_for_repair
from omvgen.workbook.reading.form_sheets import find_sheets
from omvgen.workbook.reading.identity import identify
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.repair.claims import Claim, Claims
from omvgen.workbook.repair.passed_over import Parts, read_passed_over
from omvgen.workbook.repair.strays import stray_texts
from omvgen.workbook.repair.unplaced import Unplaced, held_words, words
from omvgen.workbook.template.make import starting_plan
from omvgen.workbook.vocabulary import publicity_of
from omvgen.workbook.xlsx.cells import Spot, in_ranges

# The doubts of one answer or table that make it unsure; others are of a sheet.
_UNSURE = (Doubt.PLACE, Doubt.SECRECY_MOVED, Doubt.TEXT_ALONE)
# Cells of these kinds have no text that could be an answer.
_NO_TEXT = ("error", "no_value", "unreadable", "lost")
_LOST = mark("Vioittuneesta tiedostosta puuttuu näiden solujen teksti: {cells}.")


class Salvaged(NamedTuple):
    """All that could be placed, and what became of each piece of the workbook."""

    plan: Plan
    ledger: Ledger


def salvage(reading: Reading) -> Salvaged:
    """Every text of the workbook: in the plan, in conflict, or left over.

    Raises `ReadError` (OMV701) when a damaged one has no text at all that could be had.
    """
    return _Salvage(reading).salvaged()


class _Salvage:
    """Places one piece after another, and enters what becomes of it."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.form = reading, reading.form
        damaged = load_for_repair(reading.data, reading.file, recover=True)
        self.book, self.made_anew = damaged.named_by(self.form), damaged.made_anew
        self.sheets = find_sheets(self.book, self.form)
        self.identity = identify(self.book, self.form, self.sheets.document)
        self.plan, lost = fitted_to_form(reading.plan, reading.wordings, self.form)
        self.placed: dict[tuple[str, str], Placed] = {}
        self.same = 0
        self.conflicts: dict[tuple[str, str], Conflict] = {}
        self.left: list[LeftOver] = list(lost)

    def salvaged(self) -> Salvaged:
        self._enter_what_was_read()
        others = tuple(read_passed_over(self.book, self.form, self.sheets, self.identity))
        for parts in others:
            self._offer_all(parts)
        held = held_words(self.form, self.reading.plan, self.reading.places)
        for parts in others:
            held |= held_words(self.form, parts.plan, parts.places)
        own = frozenset(parts.sheet for parts in others if parts.is_own)
        stray = stray_texts(self.book, self.reading, held, self.identity, own)
        taken = self._offer_cells(stray)
        self.left += self._left_over(others, [one for one in stray if one.spot not in taken])
        self.left += self._comments()
        ledger = Ledger(
            tuple(self.placed.values()),
            self.same,
            tuple(self.conflicts.values()),
            tuple(self.left),
            tuple(self._unreadable()),
        )
        if ledger.is_empty and ledger.unreadable:
            raise ReadError(Finding(Code.FILE_BEYOND_REPAIR, values={"file": self.reading.file}))
        return Salvaged(self._with_defaults(), ledger)

    def _unreadable(self) -> Iterator[str]:
        """The damaged sheets; where the list of sheets was lost, also those that nothing is of."""
        yield from (sheet.name for sheet in self.book.sheets if sheet.damaged)
        if self.made_anew:
            yield from (where.sheet for where in self.sheets.missing)

    # ---- what the reader took ------------------------------------------------------------

    def _enter_what_was_read(self) -> None:
        hidden = doubtful(self.reading)
        for id_, answer in self.plan.answers.items():
            if answer.text or answer.note or answer.bases:
                unsure = ("answer", id_) in hidden
                self._enter("answer", id_, answer.text.plain, unsure=unsure)
            if ("answer", id_) in hidden:
                self._set_answer(id_, _undecided(answer))
        for id_, text in self.plan.document.items():
            self._enter("field", id_, text, unsure=("field", id_) in hidden)
        for id_, rows in self.plan.tables.items():
            lines = self._lines(id_, rows)
            self._enter("table", id_, "\n".join(lines), unsure=("table", id_) in hidden)
        if self.plan.log:
            id_ = self.form.log.id
            text = "\n".join(self._lines(id_, self.plan.log))
            self._enter("log", id_, text, unsure=("log", id_) in hidden)

    def _enter(self, kind: str, id_: str, text: str, *, unsure: bool) -> None:
        where = self.reading.places.get(Place(kind, id_), Location())
        evidence = Evidence.CONTROL if self._has_control(kind, id_) else Evidence.TEXT
        doubted = (
            unsure
            or (evidence is Evidence.TEXT and has_texts_alone(self.reading.doubts))
            or any(
                one.doubt in _UNSURE
                and one.location.sheet == where.sheet
                and one.location.question in (id_, where.question)
                for one in self.reading.doubts
            )
        )
        self.placed[kind, id_] = Placed(
            wording_of(self.form, id_), str(where), text, evidence, unsure=doubted
        )

    def _has_control(self, kind: str, id_: str) -> bool:
        """Whether the workbook still has the name or the id by which we know the thing."""
        if kind in ("table", "log"):
            names, id_in_cell = {layout.table_name(id_)}, layout.table_mark(id_)
        else:
            names, id_in_cell = {layout.answer_name(id_), layout.field_name(id_)}, id_
        return bool(names & self._names) or id_in_cell in self._texts

    @cached_property
    def _names(self) -> set[str]:
        return {name.name for name in self.book.names if name.spot is not None}

    @cached_property
    def _texts(self) -> set[str]:
        return {cell.text for sheet in self.book.sheets for cell in sheet.cells.values()}

    def _lines(self, table: str, rows: Iterable[Row]) -> list[str]:
        known = self.form.log if table == self.form.log.id else self.form.tables.get(table)
        return [row_in_words(row, known) for row in rows]

    # ---- offers --------------------------------------------------------------------------

    def _offer_all(self, parts: Parts) -> None:
        plan, lost = fitted_to_form(parts.plan, parts.wordings, self.form)
        self.left += lost

        def source(place: Place) -> str:
            return str(parts.places.get(place, Location(parts.sheet)))

        for id_, answer in plan.answers.items():
            claim = Claim(id_, Evidence.TEXT)
            self._offer_answer(claim, answer, source(Place("answer", id_)))
        for id_, text in plan.document.items():
            self._offer_field(id_, text, source(Place("field", id_)))
        for id_, rows in plan.tables.items():
            self._offer_rows("table", id_, rows, source(Place("table", id_)))
        if plan.log:
            id_ = self.form.log.id
            self._offer_rows("log", id_, plan.log, source(Place("log", id_)))

    def _offer_answer(self, claim: Claim, answer: Answer, source: str) -> None:
        """Places the answer where there is none, unsurely; else it is the same or a conflict."""
        id_, evidence, likeness = claim
        wording, there = wording_of(self.form, id_), self.plan.answer(id_)
        if not answer.text:
            self._leave_attributes(wording, answer, there, source)
        elif not there.text:
            self._set_answer(id_, _joined(answer, there))
            self.placed["answer", id_] = Placed(
                wording, source, answer.text.plain, evidence, likeness, unsure=True
            )
        elif words(answer.text.plain) == words(there.text.plain):
            self.same += 1
            self._leave_attributes(wording, answer, there, source)
        else:
            self._enter_conflict("answer", id_, there.text.plain, answer.text.plain, source)
            self.left.append(_at(wording, source, answer))

    def _leave_attributes(
        self, wording: Wording, answer: Answer, there: Answer, source: str
    ) -> None:
        """Leaves over the provisions and the note of an answer whose text is there already."""
        bases = tuple(basis for basis in answer.bases if basis not in there.bases)
        note = answer.note if not words(answer.note) <= words(there.note) else ""
        if bases or note:
            left = Answer(publicity=answer.publicity, bases=bases, note=note)
            self.left.append(_at(wording, source, left))

    def _offer_field(self, id_: str, text: str, source: str) -> None:
        wording, there = wording_of(self.form, id_), self.plan.field(id_)
        if not there:
            self.plan = replace(self.plan, document={**self.plan.document, id_: text})
            self.placed["field", id_] = Placed(wording, source, text, Evidence.TEXT, unsure=True)
        elif words(there) == words(text):
            self.same += 1
        else:
            self._enter_conflict("field", id_, there, text, source)
            self.left.append(_at(wording, source, Answer(plain(text))))

    def _offer_rows(self, kind: str, id_: str, rows: tuple[Row, ...], source: str) -> None:
        there = self.plan.log if kind == "log" else self.plan.rows(id_)
        wording, lines = wording_of(self.form, id_), self._lines(id_, rows)
        if not there:
            if kind == "log":
                self.plan = replace(self.plan, log=rows)
            else:
                self.plan = replace(self.plan, tables={**self.plan.tables, id_: rows})
            text = "\n".join(lines)
            self.placed[kind, id_] = Placed(wording, source, text, Evidence.TEXT, unsure=True)
            return
        known = self._lines(id_, there)
        new = [line for line in lines if line not in known]
        self.same += len(lines) - len(new)
        if new:
            self._enter_conflict(kind, id_, "\n".join(known), "\n".join(new), source)
            self.left.append(_at(wording, source, Answer(plain("\n".join(new)))))

    def _enter_conflict(self, kind: str, id_: str, there: str, text: str, source: str) -> None:
        known = self.conflicts.get((kind, id_))
        if known is None:
            first = self.placed[kind, id_].source if (kind, id_) in self.placed else ""
            known = Conflict(wording_of(self.form, id_), (there,), (first,))
        self.conflicts[kind, id_] = replace(
            known, texts=(*known.texts, text), sources=(*known.sources, source)
        )

    def _set_answer(self, id_: str, answer: Answer) -> None:
        self.plan = replace(self.plan, answers={**self.plan.answers, id_: answer})

    # ---- cells that the reader refused ---------------------------------------------------

    def _offer_cells(self, stray: Iterable[Unplaced]) -> frozenset[Spot]:
        """Offers answers' cells to the questions that they may be of; returns those taken."""
        by_spot = {found.spot: found for found in stray if found.cell.kind not in _NO_TEXT}
        claims = Claims(self.book, self.reading, self.sheets)
        taken: set[Spot] = set()
        for spot in by_spot:
            claim = claims.of(spot)
            if claim is not None:
                taken |= self._offer_cell(spot, claims.columns[spot.sheet], claim, by_spot)
        return frozenset(taken)

    def _offer_cell(
        self, spot: Spot, columns: Columns, claim: Claim, stray: Mapping[Spot, Unplaced]
    ) -> set[Spot]:
        """Offers the cell to the question; returns the cells whose texts went along."""
        text, where = decode_links(rich(stray[spot].cell.runs)), f"{spot.sheet}!{spot.ref}"
        question = self.form.questions.get(claim.id)
        if question is None:
            self._offer_field(claim.id, text.plain, where)
            return {spot}
        answer, taken = Answer(plain(text.plain) if question.exact else text), {spot}
        if claim.evidence is Evidence.TEXT:  # the row moved as a whole, its secrecy with it
            answer, beside = self._with_attributes(answer, spot, columns, stray)
            taken |= beside
        self._offer_answer(claim, answer, where)
        return taken

    def _with_attributes(
        self, answer: Answer, spot: Spot, columns: Columns, stray: Mapping[Spot, Unplaced]
    ) -> tuple[Answer, set[Spot]]:
        """The answer with what is unplaced of its row's publicity, bases and note."""
        beside = {column: Spot(spot.sheet, spot.row, column) for column in columns.attributes}
        texts = {c: stray[s].cell.text for c, s in beside.items() if s in stray}
        word = texts.get(columns.publicity, "")
        publicity = publicity_of(word, self.form.language)
        if word and publicity is None:
            return answer, set()
        bases = split_bases(texts.get(columns.basis, ""))
        note = texts.get(columns.note, "")
        return Answer(answer.text, publicity, bases, note), {
            s for s in beside.values() if s in stray
        }

    # ---- what is left --------------------------------------------------------------------

    def _left_over(self, others: Iterable[Parts], stray: Iterable[Unplaced]) -> Iterator[LeftOver]:
        """A cell of our sheets is a piece; of a sheet of one's own a row is one.

        Cells whose texts the file has lost are one piece a sheet.
        """
        passed_over = {parts.sheet for parts in others}
        rows: dict[tuple[str, int], list[Unplaced]] = {}
        lost: dict[str, list[Spot]] = {}
        sections = {sheet.name: id_ for id_, sheet in self.sheets.sections.items()}
        for found in stray:
            spot = found.spot
            if found.cell.kind == "lost":
                lost.setdefault(spot.sheet, []).append(spot)
            elif spot.sheet in passed_over:
                rows.setdefault((spot.sheet, spot.row), []).append(found)
            else:
                wording = Wording("", "", sections.get(spot.sheet, ""), spot.sheet)
                text = rich(found.cell.runs)
                yield LeftOver(wording, Answer(text), spot.ref)
        for (sheet, _), cells in rows.items():
            runs = [run for cell in cells for run in (Run("\n"), *cell.cell.runs)]
            yield LeftOver(Wording("", "", "", sheet), Answer(rich(runs)), cells[0].spot.ref)
        for sheet, spots in lost.items():
            words_of_loss = in_language(self.form.language, _LOST).format(cells=in_ranges(spots))
            wording = Wording("", "", sections.get(sheet, ""), sheet)
            yield LeftOver(wording, Answer(plain(words_of_loss)), min(spots).ref)

    def _comments(self) -> Iterator[LeftOver]:
        for sheet in self.book.sheets:
            for comment in sheet.comments:
                if comment.author != layout.NOTE_AUTHOR and comment.text:
                    ref = Spot(sheet.name, *comment.position).ref
                    text = plain(comment.text)
                    yield LeftOver(Wording("", "", "", sheet.name), Answer(text), ref, comment=True)

    def _with_defaults(self) -> Plan:
        """Questions of which nothing was found start as in an empty workbook."""
        start = starting_plan(self.form)
        missing = {
            id_: answer
            for id_, answer in start.answers.items()
            if id_ not in self.reading.wordings and id_ not in self.plan.answers
        }
        return replace(self.plan, answers={**missing, **self.plan.answers})


def _joined(answer: Answer, there: Answer) -> Answer:
    """The text with the attributes that the question has already, never more public for it."""
    publicity = answer.publicity or (there.publicity if there.publicity else None)
    if there.publicity not in (None, Publicity.PUBLIC):
        publicity = there.publicity
    elif answer.publicity is None and publicity is Publicity.PUBLIC:
        publicity = None  # the publicity of another text says nothing about this one
    bases = tuple(dict.fromkeys((*there.bases, *answer.bases)))
    note = "\n".join(filter(None, dict.fromkeys((there.note, answer.note))))
    return Answer(answer.text, publicity, bases, note)


def _undecided(answer: Answer) -> Answer:
    """A text that nobody could see is not public until somebody says so."""
    return replace(answer, publicity=None) if answer.publicity is Publicity.PUBLIC else answer


def _at(wording: Wording, source: str, answer: Answer) -> LeftOver:
    sheet, _, cell = source.rpartition("!")
    return LeftOver(wording._replace(sheet=sheet or source), answer, cell if sheet else "")
