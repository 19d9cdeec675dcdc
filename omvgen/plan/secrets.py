"""Where a plan is marked secret, and by which provisions.

Checks and documents need both for the marking that the act on openness (621/1999) 25 §
requires on a document.
"""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.form.form import Form, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import DOCUMENT
from omvgen.plan.bases import parse_basis, row_bases, split_bases
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.plan import Plan, Row

CLOSED = (Publicity.PARTLY, Publicity.SECRET)


def secret_places(plan: Plan, form: Form) -> tuple[str, ...]:
    """The numbers of the questions where something is secret, in the form's order.

    After them the document's data and the change log, by their titles.
    """
    found = [form.numbers[q.id] for q in form.questions.values() if _has_secret(plan, q)]
    document = DOCUMENT.name(form.language)
    found += [document] if any(map(has_secret, plan.document.values())) else []
    log = (text for row in plan.log for text in row.values())
    return (*found, *([form.log.title] if any(map(has_secret, log)) else []))


def is_secret_row(table: FormTable, row: Row) -> bool:
    """Whether the row's own publicity says that it, or a part of it, is secret."""
    column = table.column_with_role("publicity")
    return column is not None and Publicity.named(row.get(column.id, "")) in CLOSED


def needs_no_basis(plan: Plan, question: Question) -> bool:
    """Whether a public answer names a provision, and nothing of it or its tables is secret."""
    answer = plan.answer(question.id)
    return (
        answer.publicity is Publicity.PUBLIC
        and bool(answer.bases)
        and not _has_secret(plan, question)
    )


def row_needs_no_basis(table: FormTable, row: Row) -> bool:
    """The same for a row that has a publicity of its own."""
    column = table.column_with_role("publicity")
    public = column and Publicity.named(row.get(column.id, "")) is Publicity.PUBLIC
    return bool(public and row_bases(table, row)) and not any(map(_is_marked, row.values()))


def used_bases(plan: Plan, form: Form) -> tuple[str, ...]:
    """Every provision that an answer, a passage or a row rests on, in order, as it is written."""
    return tuple(dict.fromkeys(_used(plan, form)))


def all_bases(plan: Plan, form: Form) -> tuple[str, ...]:
    """Every provision by which something is secret, each once in its first spelling."""
    found: dict[object, str] = {}
    for basis in (*split_bases(plan.field("bases")), *used_bases(plan, form)):
        found.setdefault(parse_basis(basis) or basis, basis)
    return tuple(found.values())


def _has_secret(plan: Plan, question: Question) -> bool:
    """Whether the answer, a passage of it, or a row or cell of its tables is secret."""
    answer = plan.answer(question.id)
    rows = [(table, row) for table in question.tables for row in plan.rows(table.id)]
    texts = (answer.text.plain, *(text for _, row in rows for text in row.values()))
    return (
        answer.publicity in CLOSED
        or any(is_secret_row(table, row) for table, row in rows)
        or any(map(_is_marked, texts))
    )


def _is_marked(text: str) -> bool:
    """Whether a passage begins in the text, or ends without having begun."""
    return has_secret(text) or "]]" in text


def _used(plan: Plan, form: Form) -> Iterator[str]:
    for question in form.questions.values():
        if _has_secret(plan, question):
            answer = plan.answer(question.id)
            yield from (*answer.bases, *_passage_bases(answer.text.plain))
            for table in question.tables:
                for row in plan.rows(table.id):
                    yield from row_bases(table, row) if is_secret_row(table, row) else ()
                    yield from _row_passage_bases(row)
    yield from _row_passage_bases(plan.document)
    for row in plan.log:
        yield from _row_passage_bases(row)


def _row_passage_bases(row: Row) -> Iterator[str]:
    for text in row.values():
        yield from _passage_bases(text)


def _passage_bases(text: str) -> list[str]:
    return [basis for passage in passages(text) for basis in split_bases(passage.basis)]
