"""The values of a plan as texts by place: read, merged and put back in one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from omvgen.findings.model import Place
from omvgen.form.form import Form, FormTable
from omvgen.form.item import FormItem
from omvgen.form.publicity import Publicity
from omvgen.merging.values import MergedValue, merge_text, merge_value, same_text
from omvgen.plan.bases import join_bases, split_bases
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, plain

PARTS = ("text", "publicity", "basis", "note")


def places_that_differ(mine: Plan, other: Plan, form: Form) -> Iterator[Place]:
    """The answers' parts and the fields in which the other plan differs."""
    for id_ in dict.fromkeys([*form.fields, *mine.document, *other.document]):
        if mine.field(id_) != other.field(id_):
            yield Place("field", id_)
    for id_ in dict.fromkeys([*form.questions, *mine.answers, *other.answers]):
        if mine.answer(id_) != other.answer(id_):
            for place in (Place("answer", id_, part) for part in PARTS):
                if value_at(mine, place) != value_at(other, place):
                    yield place


def value_at(plan: Plan, place: Place) -> RichText:
    """The text of the place, which is a field or a part of an answer."""
    if place.kind == "field":
        return plain(plan.field(place.id))
    answer = plan.answer(place.id)
    match place.part:
        case "text":
            return answer.text
        case "publicity":
            return plain(answer.publicity.value if answer.publicity else "")
        case "basis":
            return plain(join_bases(answer.bases))
        case _:
            return plain(answer.note)


def with_values(plan: Plan, values: Mapping[Place, RichText]) -> Plan:
    """The plan with the texts at their places."""
    fields, answers = dict(plan.document), dict(plan.answers)
    for place, text in values.items():
        if place.kind == "field":
            fields[place.id] = text.plain
        else:
            answers[place.id] = _with_part(answers.get(place.id, Answer()), place.part, text)
    return replace(
        plan,
        document={id_: text for id_, text in fields.items() if text},
        answers={id_: answer for id_, answer in answers.items() if answer != Answer()},
    )


def _with_part(answer: Answer, part: str, text: RichText) -> Answer:
    match part:
        case "text":
            return replace(answer, text=text)
        case "publicity":
            return replace(answer, publicity=Publicity(text.plain) if text else None)
        case "basis":
            return replace(answer, bases=split_bases(text.plain))
        case _:
            return replace(answer, note=text.plain)


def merge_at(
    place: Place, form: Form, base: RichText, sides: Sequence[RichText]
) -> MergedValue[RichText]:
    """The merged text of the place. Notes and prose are merged by paragraph."""
    if place.part in {"publicity", "basis"}:
        return merge_value(base, sides)
    return merge_text(item_at(place, form), base, sides)


def same_at(place: Place, form: Form, one: RichText, other: RichText) -> bool:
    """Whether the texts are one value for the place."""
    return same_text(item_at(place, form), one, other)


def item_at(place: Place, form: Form) -> FormItem | None:
    """What the form says of the place; None for free text."""
    if place.kind == "field":
        return form.fields.get(place.id)
    return form.questions.get(place.id) if place.part == "text" else None


def table_at(place: Place, form: Form) -> FormTable | None:
    return form.log if place.kind == "log" else form.tables.get(place.id)


def rows_at(plan: Plan, place: Place) -> tuple[Row, ...]:
    """The rows of a table or of the log."""
    return plan.log if place.kind == "log" else plan.rows(place.id)


def with_rows(plan: Plan, rows: Mapping[Place, tuple[Row, ...]]) -> Plan:
    """The plan with other rows in these tables."""
    tables = {**plan.tables, **{p.id: each for p, each in rows.items() if p.kind == "table"}}
    log = next((each for place, each in rows.items() if place.kind == "log"), plan.log)
    return replace(plan, tables=tables, log=log)
