"""The inputs of rules: the subjects of each scope, from the whole plan to a single text.

A subject is a mapping from the names of inputs to their values. `place` is always the
place that a finding about the subject points to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import CodeType
from typing import Any, NamedTuple, Protocol

from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form, FormTable
from omvgen.plan.bases import row_bases, split_bases
from omvgen.plan.plan import Answer, Plan, Row

Subject = Mapping[str, Any]


class Rule(Protocol):
    """A rule: a plain function whose parameters name its inputs."""

    __code__: CodeType

    def __call__(self, *args: Any, **inputs: Any) -> Iterator[Finding]: ...


class Scope(NamedTuple):
    """A kind of subject: the names of its inputs, and all such subjects of a plan."""

    inputs: frozenset[str]
    subjects: Callable[[Plan, Form], Iterator[Subject]]


def _whole(plan: Plan, form: Form) -> Iterator[Subject]:
    yield {"plan": plan, "form": form}


def _sections(plan: Plan, form: Form) -> Iterator[Subject]:
    for section in form.sections:
        place = Place("answer", section.questions[0].id)
        yield {"plan": plan, "form": form, "section": section, "place": place}


def _answers(plan: Plan, form: Form) -> Iterator[Subject]:
    for question in form.questions.values():
        place = Place("answer", question.id)
        answer = plan.answer(question.id)
        rows = tuple(row for table in question.tables for row in plan.rows(table.id))
        yield {
            "plan": plan,
            "form": form,
            "question": question,
            "answer": answer,
            "rows": rows,
            "place": place,
        }


def _fields(plan: Plan, form: Form) -> Iterator[Subject]:
    for field in form.document_fields:
        yield {"field": field, "value": plan.field(field.id), "place": Place("field", field.id)}


def _tables(plan: Plan, form: Form) -> Iterator[Subject]:
    for table in form.tables.values():
        yield {
            "plan": plan,
            "table": table,
            "rows": plan.rows(table.id),
            "place": Place("table", table.id),
        }


def _rows(plan: Plan, form: Form) -> Iterator[Subject]:
    for table, row, place in _every_row(plan, form):
        question = form.question_of_table.get(table.id)
        yield {
            "plan": plan,
            "table": table,
            "row": row,
            "question": question,
            "answer": plan.answer(question.id) if question else Answer(),
            "place": place,
        }


def texts(plan: Plan, form: Form) -> Iterator[Subject]:
    """Every text of the plan that is not empty, with the bases of its secret passages.

    `printed` is False for texts that are never printed in a document.
    """
    for question_id, answer in plan.answers.items():
        place = Place("answer", question_id)
        if answer.text:
            yield _text(answer.text.plain, place, answer.bases)
        if answer.note:
            yield _text(answer.note, place._replace(part="note"), printed=False)
        if answer.bases:
            yield _text("\n".join(answer.bases), place._replace(part="basis"), printed=False)
        for run in answer.text.runs:
            if run.link:
                yield _text(run.link, place, printed=False)
    of_document = split_bases(plan.field("bases"))
    for field_id, value in plan.document.items():
        yield _text(value, Place("field", field_id), of_document)
    for table, row, place in _every_row(plan, form):
        question = form.question_of_table.get(table.id)
        of_row = row_bases(table, row) or (
            plan.answer(question.id).bases if question else of_document
        )
        for column_id, value in row.items():
            yield _text(value, place._replace(part=column_id), of_row)


def _text(text: str, place: Place, bases: tuple[str, ...] = (), *, printed: bool = True) -> Subject:
    return {"text": text, "place": place, "bases": bases, "printed": printed}


def _every_row(plan: Plan, form: Form) -> Iterator[tuple[FormTable, Row, Place]]:
    for table in form.tables.values():
        for n, row in enumerate(plan.rows(table.id)):
            yield table, row, Place("table", table.id, row=n)
    for n, row in enumerate(plan.log):
        yield form.log, row, Place("log", form.log.id, row=n)


# From the widest to the narrowest: a rule runs in the first that has all of its inputs.
SCOPES = (
    Scope(frozenset({"plan", "form"}), _whole),
    Scope(frozenset({"plan", "form", "section", "place"}), _sections),
    Scope(frozenset({"plan", "form", "question", "answer", "rows", "place"}), _answers),
    Scope(frozenset({"field", "value", "place"}), _fields),
    Scope(frozenset({"plan", "table", "rows", "place"}), _tables),
    Scope(frozenset({"plan", "table", "row", "question", "answer", "place"}), _rows),
    Scope(frozenset({"text", "place", "bases", "printed"}), texts),
)
