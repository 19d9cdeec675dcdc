"""The changes in a document: what it says otherwise than the one that omvgen builds of a plan."""

from __future__ import annotations

from omvgen.content.plan import plan_document
from omvgen.form.form import Form
from omvgen.merging.merge import merge
from omvgen.merging.model import SourcePlan
from omvgen.merging.places import rows_at, table_at, with_rows, with_values
from omvgen.plan.conflicts import row_of
from omvgen.plan.plan import Plan
from omvgen.sources.reading import Source
from omvgen.word.document_reading import DocumentReading
from omvgen.word.own import read_own
from omvgen.word.shown import source_of


def printed(plan: Plan, form: Form) -> DocumentReading:
    """What the document that omvgen builds of the plan says when it is read."""
    reading = read_own(source_of(plan_document(plan, form)), form)
    assert reading is not None
    return reading


def as_changes_of(before: Plan, shown: Plan, source: Source, form: Form) -> Plan:
    """The plan with what the document says otherwise than the one built from the plan.

    A document prints neither notes nor every mark and empty line, so what differs from the
    plan as it was `shown` is a change. Where both differ in one paragraph the document counts.
    """
    merged = merge(shown, before, [SourcePlan(source.name, source.plan, source.said)], form)
    plan = merged.plan
    for conflict in merged.conflicts:
        place = conflict.place
        text = next(side.text for side in conflict.sides if side.name)
        if place.kind in {"field", "answer"}:
            plan = with_values(plan, {place: text})
            continue
        rows = list(rows_at(plan, place))
        kept = row_of(conflict.kept.plain, table_at(place, form))
        at = rows.index(kept) if kept in rows else len(rows)
        new = [row_of(text.plain, table_at(place, form))] if text else []
        rows[at : at + (kept in rows)] = new
        plan = with_rows(plan, {place: tuple(rows)})
    return plan
