"""Every text of a plan and of its form, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.form.form import Column, Form, Question
from omvgen.plan.plan import Plan


def plan_texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan. Addresses of links are not among them."""
    yield from (answer.text.plain for answer in plan.answers.values())
    yield from plan.document.values()
    for rows in (*plan.tables.values(), plan.log):
        yield from (text for row in rows for text in row.values())


def form_texts(form: Form) -> Iterator[str]:
    """The form's own wording, and its ids, which stand in the files that are made of it."""
    yield from (form.title, form.heading, form.source, form.document_title)
    for section in form.sections:
        yield from (section.id, section.title, section.sheet, section.statement or "")
    for question in (*form.questions.values(), *form.document_fields):
        yield from _item_texts(question)
    for table in (*form.tables.values(), form.log):
        yield from (table.id, table.title)
        for column in table.columns:
            yield from _item_texts(column)


def _item_texts(item: Question | Column) -> Iterator[str]:
    yield from (item.id, item.text if isinstance(item, Question) else item.title)
    yield from item.choices
