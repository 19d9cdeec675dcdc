"""When a plan was confirmed and is due, and which answers have changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, takewhile

from omvgen.confirmation.fingerprint import answer_fingerprints, keyed, value_fingerprints
from omvgen.confirmation.record import Record
from omvgen.form.dates import months_after, parse_date
from omvgen.form.form import A_YEAR, Form, Question
from omvgen.form.formats import FORMATS
from omvgen.plan.plan import Plan


@dataclass(frozen=True)
class Standing:
    """The last confirmation, None when there is none, and what follows from it.

    `due` is the last day on which the next one is in time by the form's rhythm, None
    when the plan states no year. `changed` are the ids of the questions whose answer or
    table differs from what was confirmed, in the form's order.
    """

    last: Record | None
    due: date | None
    overdue: bool
    changed: tuple[str, ...]


def standing(plan: Plan, form: Form, records: Sequence[Record], today: date) -> Standing:
    """The standing on the day. A plan never confirmed is due by the end of its own year."""
    if not records:
        year = plan.field("year")
        due = date(int(year), 12, 31) if FORMATS["year"].holds(year) else None
        return Standing(None, due, due is not None and today > due, ())
    last = records[-1]
    due = months_after(last.day, form.confirm_every_months)
    changed = changed_questions(plan, form, last.parts, last.key)
    return Standing(last, due, today > due, changed)


def report_days(plan: Plan, form: Form, records: Sequence[Record], today: date) -> tuple[date, ...]:
    """The last days for the follow-up reports of a year from today, in order.

    The form's months are counted from the last confirmation, or else from the day from
    which the plan is valid, or its own. None is owed where the form has no such rhythm.
    """
    fields = (parse_date(plan.field(key)) for key in ("valid_from", "date"))
    days = (*(record.day for record in records[-1:]), *fields)
    start, every = next((day for day in days if day), None), form.report_every_months
    if start is None or not every:
        return ()
    until = months_after(max(today, start), A_YEAR)
    first = max(1, ((today.year - start.year) * 12 + today.month - start.month) // every)
    due = (months_after(start, n * every) for n in count(first))
    return tuple(day for day in takewhile(lambda day: day <= until, due) if day >= today)


def changed_questions(
    plan: Plan, form: Form, parts: Mapping[str, str], key: bytes = b""
) -> tuple[str, ...]:
    """The questions whose answer or table differs from the fingerprints, in the form's order.

    `key` is that of the fingerprints, empty when they are plain.
    The section of the confirmation is left out: signer and date are new every time. So are
    questions that the form no longer has: there the form has changed, not the plan.
    """
    former = {q.id: _former_id(q, parts) for q in form.questions.values()}
    named = _with_ids(former, plan)
    # Records made before values had one spelling hold them as they were typed.
    ways = (value_fingerprints(named, form), answer_fingerprints(named))
    now = [{tag: keyed(key, part) for tag, part in way.items()} for way in ways]
    return tuple(
        question.id
        for section in form.sections
        if section.role != "confirmation"
        for question in section.questions
        if any(
            parts.get(part) not in [way.get(part) for way in now]
            for part in (former[question.id], *(table.id for table in question.tables))
        )
    )


def changed_since_confirmed(plan: Plan, form: Form, records: Sequence[Record]) -> tuple[str, ...]:
    """The questions that have changed since this version of the plan was confirmed, if it was."""
    same = [record for record in records if record.version == plan.field("version")]
    return changed_questions(plan, form, same[-1].parts, same[-1].key) if same else ()


def unlogged_since(plan: Plan, records: Sequence[Record]) -> dict[str, date]:
    """The questions that were confirmed in this plan year with a change not logged.

    Each with the day of the confirmation before the change: a row of the log that is later
    may be about it.
    """
    last = records[-1] if records else None
    if last is None or last.year != plan.field("year"):
        return {}
    return {key: _confirmed_before(records, key) for key in last.unlogged}


def _confirmed_before(records: Sequence[Record], question: str) -> date:
    earlier = (r.day for r in reversed(records) if question not in r.unlogged)
    return next(earlier, date.min)


@dataclass(frozen=True)
class Confirmed:
    """The confirmation of a document; `to_the_byte` when this very file was confirmed."""

    record: Record
    to_the_byte: bool


def confirmation_of(
    records: Sequence[Record], document_hash: str, fingerprint: str
) -> Confirmed | None:
    """The last confirmation of the file with the hash, or else of the plan, as last corrected.

    `document_hash` is empty when there is no file, and `fingerprint`, that of the plan whose
    text the document has, when it is uncertain.
    """
    for record in reversed(records):
        if document_hash and record.document_hash == document_hash:
            return Confirmed(record, to_the_byte=True)
    for record in reversed(records):
        if record.is_of(fingerprint):
            return Confirmed(record, to_the_byte=False)
    return None


def _former_id(question: Question, parts: Mapping[str, str]) -> str:
    """The id under which the question was confirmed: a renamed one had another."""
    known = (key for key in (question.id, *question.renamed_from) if key in parts)
    return next(known, question.id)


def _with_ids(ids: Mapping[str, str], plan: Plan) -> Plan:
    """The plan with its answers under those ids: a fingerprint covers the id as well."""
    return replace(plan, answers={ids.get(key, key): plan.answers[key] for key in plan.answers})
