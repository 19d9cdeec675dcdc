"""The ledger of a transfer: what became of each piece of a source that is brought into a plan.

A piece is placed (where, how surely), already there, in conflict with another, or left over
with its whole text. Nothing of the source is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from omvgen.form.dates import format_date
from omvgen.form.form import Form, FormTable
from omvgen.locale import tr
from omvgen.plan.plan import UNSURE_MARK, Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.text import plain
from omvgen.plan.wording import Wording

PARAGRAPH_SIGN = "¶"
"""Stands for the end of a paragraph in the text of a revision."""


class Evidence(StrEnum):
    """By what a piece was found to belong to its question.

    `CONTROL` is an identifier of ours (a defined name, an id, a content control), `TEXT` the
    question's own words, `LIKENESS` words that are like them.
    """

    CONTROL = "control"
    TEXT = "text"
    LIKENESS = "likeness"


@dataclass(frozen=True)
class Placed:
    """A piece that has its place in the plan.

    `target` is the question, field or table, `source` where the piece stood
    (`4 Henkilöstö!D5`). `likeness` is from 0 to 1. A person has to look at an `unsure` one.
    """

    target: Wording
    source: str
    text: str
    evidence: Evidence = Evidence.CONTROL
    likeness: float = 1.0
    unsure: bool = False


@dataclass(frozen=True)
class Conflict:
    """A question for which there are several texts.

    The plan has the first of them; where the conflict is `open`, a person has to choose.
    A source without a name is the workbook itself.
    """

    target: Wording
    texts: tuple[str, ...]
    sources: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True)
class LeftOver:
    """What has no place in the plan, with its text.

    `before` says where it stood: its sheet and, as far as known, its question. `cell` is
    empty for what is more than one cell. `comment` says that it is a comment on the cell.
    """

    before: Wording
    answer: Answer
    cell: str = ""
    comment: bool = False

    @property
    def source(self) -> str:
        return f"{self.before.sheet}!{self.cell}" if self.cell else self.before.sheet


@dataclass(frozen=True)
class Revision:
    """A tracked change: who made it, when (ISO 8601, or empty), what was put in or taken out.

    `accepted` says that the document was read as if the change was accepted.
    """

    author: str
    date: str
    inserted: bool
    text: str
    place: str
    accepted: bool = True

    @property
    def maker(self) -> str:
        """Who made it, and on which day where that is known, in words."""
        with suppress(ValueError):
            return f"{self._author}, {format_date(date.fromisoformat(self.date[:10]))}"
        return self._author

    @property
    def outcome(self) -> str:
        """What it is and what became of it, in words."""
        change = tr("lisäys") if self.inserted else tr("poisto")
        return f"{change}, {tr('hyväksytty') if self.accepted else tr('jätetty pois')}"

    @property
    def words(self) -> str:
        """The text without the signs of paragraphs, unless it is nothing else."""
        return self.text.strip(f" {PARAGRAPH_SIGN}") or self.text

    @property
    def _author(self) -> str:
        return self.author or tr("nimetön")


@dataclass(frozen=True)
class Ledger:
    """What became of each piece of the source.

    `same` counts the pieces that were in the plan already. `unreadable` are the parts of
    the source (sheets) that could not be read, `revisions` the tracked changes of documents.
    """

    placed: tuple[Placed, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    left: tuple[LeftOver, ...]
    unreadable: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def unsure(self) -> tuple[Placed, ...]:
        return tuple(piece for piece in self.placed if piece.unsure)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found in the source."""
        return not (self.placed or self.same or self.conflicts or self.left)

    @property
    def complete(self) -> bool:
        """Whether everything was placed surely: nobody needs to look at anything."""
        return not (self.unsure or self.conflicts or self.left or self.unreadable)


def fitted_to_form(
    plan: Plan, wordings: Mapping[str, Wording], form: Form
) -> tuple[Plan, tuple[LeftOver, ...]]:
    """The plan under the form's present ids, and what the form has no place for.

    `wordings` are the source's own questions and tables, by the id that they have now.
    """
    plan = with_current_ids(plan, form)
    left: list[LeftOver] = []
    for id_, text in plan.document.items():
        if id_ not in form.fields:
            left.append(LeftOver(Wording(id_, id_), Answer(plain(text))))
    for id_, answer in plan.answers.items():
        if id_ not in form.questions and (answer.text or answer.note or answer.bases):
            left.append(LeftOver(wordings.get(id_) or Wording(id_, id_), answer))
    tables = {}
    for id_, rows in plan.tables.items():
        table = form.tables.get(id_)
        wording = wordings.get(id_) or wording_of(form, id_)
        tables[id_] = known_cells(rows, table)
        left += _lost_cells(wording, rows, table)
    left += _lost_cells(wording_of(form, form.log.id), plan.log, form.log)
    fitted = Plan(
        form.id,
        form.version,
        {id_: text for id_, text in plan.document.items() if id_ in form.fields},
        {id_: answer for id_, answer in plan.answers.items() if id_ in form.questions},
        {id_: rows for id_, rows in tables.items() if id_ in form.tables},
        known_cells(plan.log, form.log),
    )
    return fitted, tuple(left)


def wording_of(form: Form, id_: str) -> Wording:
    """The question, table, field or log of the form in the form's own words."""
    if id_ in form.section_of:
        section, question = form.section_of[id_], form.questions.get(id_)
        text = question.text if question else form.tables[id_].title
        return Wording(id_, text, section.id, section.sheet, form.numbers.get(id_, ""))
    field = form.fields.get(id_)
    if field is not None:
        return Wording(id_, field.text)
    return Wording(id_, form.log.title if id_ == form.log.id else id_)


def row_in_words(row: Row, table: FormTable | None) -> str:
    """A table's row on one line: `Laite: Sammutin; Kunto: hyvä`."""
    titles = {column.id: column.title for column in table.columns} if table else {}
    keys = dict.fromkeys([*titles, *row])
    cells = ((titles.get(key, key), row[key]) for key in keys if key in row)
    return "; ".join(f"{title}: {' '.join(text.split())}" for title, text in cells)


def known_cells(rows: tuple[Row, ...], table: FormTable | None) -> tuple[Row, ...]:
    """The rows without the cells of columns that the table does not have."""
    known = {column.id for column in table.columns} if table else set()
    kept = ({key: text for key, text in row.items() if key in known} for row in rows)
    return tuple(row for row in kept if row)


def unknown_cells(rows: tuple[Row, ...], table: FormTable | None) -> str:
    """A line for each row with cells that the table has no column for, after the row's keys."""
    known = {column.id for column in table.columns} if table else set()
    keys = [column.id for column in table.key_columns] if table else []
    lines = []
    for row in rows:
        lost = {key: text for key, text in row.items() if key not in known}
        if lost:
            lines.append(row_in_words({key: row[key] for key in keys if key in row} | lost, table))
    return "\n".join(lines)


def _lost_cells(
    wording: Wording, rows: tuple[Row, ...], table: FormTable | None
) -> Iterator[LeftOver]:
    lines = unknown_cells(rows, table)
    if lines:
        yield LeftOver(wording, Answer(plain(lines)))


def with_doubts_noted(plan: Plan, ledger: Ledger, form: Form) -> Plan:
    """The plan with a mark of doubt in the notes of each answer whose place is not sure.

    Rows of a table are doubted in the notes of their question; a field has no notes. The
    words are of the language in use.
    """
    answers = dict(plan.answers)
    for piece in ledger.unsure:
        owner = form.questions.get(piece.target.id) or form.question_of_table.get(piece.target.id)
        if owner is not None and piece.text:
            answer = answers.get(owner.id, Answer())
            doubt = f"{UNSURE_MARK} {tr('Teksti oli tässä: {source}.', source=piece.source)}"
            if doubt not in answer.note.split("\n"):  # each part of an answer is a piece
                note = "\n".join(filter(None, (answer.note, doubt)))
                answers[owner.id] = replace(answer, note=note)
    return replace(plan, answers=answers)
