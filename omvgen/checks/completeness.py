"""OMV2xx: what is asked and not answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.checks.words import shown
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form, Question, Section
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan, Row

_PARTICIPANTS = ("participants_management", "participants_staff")
_PUBLICITIES = {value.casefold() for value in Publicity}
_LONG = 60  # letters: what is shorter may well be said twice
# A whole answer that says only that there will be one.
_FILLER = re.compile(
    r"[\W_]*(?:x{2,}|tba|tbd|todo|puuttuu|tulossa|tulee|kesken|kirjoita tähän"
    r"|täydennetään( myöhemmin)?|täydennä|lisätään( myöhemmin)?|ks|katso)?[\W_]*",
    re.IGNORECASE,
)


def required_answer(
    question: Question, answer: Answer, rows: tuple[Row, ...], place: Place
) -> Iterator[Finding]:
    """Guideline 2.1. A question that is only a table is answered by its rows."""
    answered = answer.text or (question.kind.traits.rows and rows)
    if question.required and not answered:
        yield Finding("OMV201", place=place)


def required_field(field: Question, value: str, place: Place) -> Iterator[Finding]:
    if field.required and not value:
        yield Finding("OMV202", place=place, values={"field": field.text, "help": field.help})


def participants(field: Question, value: str, place: Place) -> Iterator[Finding]:
    """Both management and staff take part (guideline 2.1)."""
    if field.id in _PARTICIPANTS and not value:
        yield Finding("OMV203", place=place, values={"field": field.text})


def unanswered_section(plan: Plan, form: Form, section: Section, place: Place) -> Iterator[Finding]:
    """A confirmation is filled in by hand; a lone required question speaks for itself."""
    if section.role == "confirmation" or [q.required for q in section.questions] == [True]:
        return
    tables = [table.id for question in section.questions for table in question.tables]
    if any(q.id in plan.answered for q in section.questions) or any(map(plan.rows, tables)):
        return
    values = {"number": section.number, "section": section.title}
    yield Finding("OMV204", place=place, values=values)


def filler_answer(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    text = answer.text.plain
    if text and question.required and len(text) <= 40 and _FILLER.fullmatch(text):
        yield Finding("OMV205", place=place, values={"value": shown(text)})


def publicity_as_answer(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """The cells right of a deleted answer come into its place."""
    text = answer.text.plain.strip()
    if text.casefold() in _PUBLICITIES and text not in question.choices:
        yield Finding("OMV207", place=place, values={"value": text})


def same_answer(plan: Plan, form: Form) -> Iterator[Finding]:
    """A long answer twice: one of them may have been copied over another."""
    said: dict[str, str] = {}
    for question in form.questions:
        words = " ".join(plan.text(question).split()).casefold()
        if len(words) >= _LONG and said.setdefault(words, question) != question:
            other = form.numbers[said[words]]
            yield Finding("OMV208", place=Place("answer", question), values={"other": other})


RULES = (
    required_answer,
    required_field,
    participants,
    unanswered_section,
    filler_answer,
    publicity_as_answer,
    same_answer,
)
