"""Two plans to Changes. Questions are matched by id, rows by key, nothing by its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    FormChange,
    Kind,
    Nature,
    PublicityChange,
    Segment,
    SegmentKind,
    TableChange,
    Version,
)
from omvgen.diff.nature import compared, is_value
from omvgen.diff.publicity import answer_is_secret, row_is_secret, touches_secret
from omvgen.diff.rows import compare_rows
from omvgen.form.form import Form, Question
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.text import RichText, plain


def compare_plans(old: Plan, new: Plan, form: Form) -> Changes:
    """What changed from the old plan to the new one.

    `form` is the new plan's form. A question that it renamed is followed to its
    new id; one that it does not know is compared as a long answer, last. A
    question was added to the form when the old plan, of another form or version,
    has nothing on its row: a workbook's row always has a publicity.
    """
    before, after = with_current_ids(old, form), with_current_ids(new, form)
    ids = list(dict.fromkeys([*form.questions, *before.answers, *after.answers]))
    changes = [_answer_change(id_, before, after, form) for id_ in ids]
    publicity = [_publicity_change(id_, before, after, form) for id_ in ids]
    return Changes(
        old=_version(old),
        new=_version(new),
        changes=tuple(change for change in changes if change),
        publicity=tuple(change for change in publicity if change),
        tables=tuple(_table_changes(before, after, form)),
        fields=tuple(_field_changes(before, after, form)),
        log=compare_rows(form.log, before.log, after.log, _log_secrecy),
        form=tuple(_form_changes(old, new, form)),
        unchanged=changes.count(None),
    )


def _version(plan: Plan) -> Version:
    fields = {name: plan.field(name) for name in ("title", "year", "version", "date")}
    return Version(**fields, form_id=plan.form_id, form_version=plan.form_version)


def _section(id_: str, form: Form) -> str:
    section = form.section_of.get(id_)
    return section.id if section else ""


def _answer_change(id_: str, old: Plan, new: Plan, form: Form) -> Change | None:
    before, after = old.answer(id_), new.answer(id_)
    if before.text == after.text:
        return None
    question = form.questions.get(id_)
    kind = _kind(before.text, after.text)
    if kind is Kind.FILLED and _is_new_question(question, id_, old, new):
        kind = Kind.ADDED
    elif kind is Kind.CLEARED and question is None:
        kind = Kind.REMOVED
    nature, segments = _differences(question, before.text, after.text)
    secret = answer_is_secret(before, after, segments)
    section, bases = _section(id_, form), after.bases or before.bases
    return Change(id_, section, kind, nature, before.text, after.text, segments, secret, bases)


def _kind(old: RichText, new: RichText) -> Kind:
    if old and new:
        return Kind.CHANGED
    return Kind.FILLED if new else Kind.CLEARED


def _is_new_question(question: Question | None, id_: str, old: Plan, new: Plan) -> bool:
    same_form = (old.form_id, old.form_version) == (new.form_id, new.form_version)
    return question is None or (not same_form and id_ not in old.answers)


def _differences(
    question: Question | None, old: RichText, new: RichText
) -> tuple[Nature, tuple[Segment, ...]]:
    if old and new:
        return compared(question, old, new)
    segment = (
        Segment(SegmentKind.INSERT, new.plain) if new else Segment(SegmentKind.DELETE, old.plain)
    )
    return (Nature.VALUE if is_value(question) else Nature.REWRITTEN), (segment,)


def _publicity_change(id_: str, old: Plan, new: Plan, form: Form) -> PublicityChange | None:
    before, after = old.answer(id_), new.answer(id_)
    if (before.publicity, before.bases) == (after.publicity, after.bases):
        return None
    return PublicityChange(
        id_,
        _section(id_, form),
        before.publicity,
        after.publicity,
        before.bases,
        after.bases,
    )


def _table_changes(old: Plan, new: Plan, form: Form) -> Iterator[TableChange]:
    for id_ in dict.fromkeys([*form.tables, *old.tables, *new.tables]):
        table, question = form.tables.get(id_), form.question_of_table.get(id_)
        home = (
            (old.answer(question.id), new.answer(question.id)) if question else (Answer(), Answer())
        )
        rows = compare_rows(
            table, old.rows(id_), new.rows(id_), partial(row_is_secret, table, home)
        )
        if rows:
            there = sum(1 for row in rows if row.new is not None)
            yield TableChange(id_, _section(id_, form), rows, len(new.rows(id_)) - there)


def _log_secrecy(old: Row | None, new: Row | None) -> bool:
    return any(has_secret(text) for row in (old, new) if row for text in row.values())


def _field_changes(old: Plan, new: Plan, form: Form) -> Iterator[FieldChange]:
    for id_ in dict.fromkeys([*form.fields, *old.document, *new.document]):
        before, after = plain(old.field(id_)), plain(new.field(id_))
        if before == after:
            continue
        nature, segments = _differences(form.fields.get(id_), before, after)
        secret = touches_secret(before.plain, after.plain, segments)
        kind = _kind(before, after)
        yield FieldChange(id_, kind, nature, before.plain, after.plain, segments, secret)


def _form_changes(old: Plan, new: Plan, form: Form) -> Iterator[FormChange]:
    if old.form_id != new.form_id:
        yield FormChange("form", old.form_id, new.form_id)
    if old.form_version != new.form_version:
        yield FormChange("version", old.form_version, new.form_version)
    for id_ in old.answers:
        current = form.current_ids.get(id_, id_)
        if current != id_ and current not in old.answers and id_ not in new.answers:
            yield FormChange("renamed", id_, current)
