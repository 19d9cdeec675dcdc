"""OMV2xx: answers and data of the document that are missing, or stand in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.findings.severity import Severity
from omvgen.form.form import Form, Question, Section
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import UNSURE_MARK, Answer, Plan, Row

_PARTICIPANTS = ("participants_management", "participants_staff")
_LONG = 60  # characters: shorter answers may well be the same on purpose


def required_answer_missing(
    question: Question, answer: Answer, rows: tuple[Row, ...], place: Place
) -> Iterator[Finding]:
    """Guideline 2.1. A question that is only a table is answered by its rows."""
    answered = answer.text or (question.kind.traits.rows and rows)
    if question.required and not answered:
        if answer.note:
            yield from _in_notes(answer, place)
        else:
            yield Finding(Code.REQUIRED_ANSWER_MISSING, place=place)


def answer_in_notes(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """A long note beside an optional question without an answer may be its answer."""
    if not question.required and not answer.text and len(answer.note) >= _LONG:
        for finding in _in_notes(answer, place):
            yield replace(finding, severity_override=Severity.WARNING)


def placed_unsurely(answer: Answer, place: Place) -> Iterator[Finding]:
    """A text that import, merge or repair has put here, and that nobody has read since."""
    if UNSURE_MARK in answer.note.casefold():
        where, values = place._replace(part="note"), {"mark": UNSURE_MARK}
        yield Finding(Code.PLACED_UNSURELY, place=where, values=values)


def _in_notes(answer: Answer, place: Place) -> Iterator[Finding]:
    values = {"text": excerpt(answer.note)}
    yield Finding(Code.ANSWER_IN_NOTES, place=place._replace(part="note"), values=values)


def required_field_missing(field: Question, value: str, place: Place) -> Iterator[Finding]:
    if field.required and not value:
        values = {"field": field.text, "help": field.help}
        yield Finding(Code.REQUIRED_FIELD_MISSING, place=place, values=values)


def participants_missing(field: Question, value: str, place: Place) -> Iterator[Finding]:
    """Both management and staff take part in making the plan (guideline 2.1)."""
    if field.id in _PARTICIPANTS and not value:
        yield Finding(Code.PARTICIPANTS_MISSING, place=place, values={"field": field.text})


def section_unanswered(plan: Plan, form: Form, section: Section, place: Place) -> Iterator[Finding]:
    """No answer and no table row in a section.

    Not of the confirmation, which is filled in by hand, nor where the only question is
    a required one: that has a finding of its own.
    """
    if section.role == "confirmation" or [q.required for q in section.questions] == [True]:
        return
    tables = [table.id for question in section.questions for table in question.tables]
    if any(q.id in plan.answered for q in section.questions) or any(map(plan.rows, tables)):
        return
    values = {"number": section.number, "section": section.title}
    yield Finding(Code.SECTION_UNANSWERED, place=place, values=values)


def publicity_as_answer(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """When a cell is deleted, Excel may move the cells to its right into its place."""
    text = answer.text.plain.strip()
    if Publicity.named(text) and text not in question.choices:
        yield Finding(Code.PUBLICITY_AS_ANSWER, place=place, values={"value": text})


def answer_repeated(plan: Plan, form: Form) -> Iterator[Finding]:
    """A long answer twice: one of them may have been copied over another."""
    first_with: dict[str, str] = {}
    for question in form.questions:
        words = " ".join(plan.text(question).split()).casefold()
        if len(words) >= _LONG and first_with.setdefault(words, question) != question:
            values = {"other": form.numbers[first_with[words]]}
            yield Finding(Code.ANSWER_REPEATED, place=Place("answer", question), values=values)


RULES = (
    required_answer_missing,
    answer_in_notes,
    placed_unsurely,
    required_field_missing,
    participants_missing,
    section_unanswered,
    publicity_as_answer,
    answer_repeated,
)
