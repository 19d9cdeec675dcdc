"""The common ancestor of a workbook and a source, and the source's changes relative to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from omvgen.confirmation import KEPT
from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.content.plan import plan_document
from omvgen.errors import PlanError, ReadError
from omvgen.form.form import Form
from omvgen.merging.merge import merge
from omvgen.merging.model import SourcePlan
from omvgen.merging.places import rows_at, table_at, with_rows, with_values
from omvgen.plan.conflicts import row_of
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.transfer import LeftOver
from omvgen.sources.reading import Source
from omvgen.word.document_reading import DocumentReading
from omvgen.word.own import read_own
from omvgen.word.shown import source_of
from omvgen.workbook.next_year import carried_over
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading


def ancestors(reading: Reading, wanted: frozenset[str]) -> dict[str, Plan]:
    """The plans of these fingerprints: the workbook's own, and those that were confirmed.

    Confirmed workbooks are kept beside it, and next year's workbook begins with their
    answers. One that cannot be read is passed over.
    """
    found: dict[str, Plan] = {}
    for plan in _candidates(reading) if wanted else ():
        fingerprint = plan_fingerprint(plan)
        if fingerprint in wanted:
            found.setdefault(fingerprint, plan)
        if found.keys() == wanted:
            break
    return found


def _candidates(reading: Reading) -> Iterator[Plan]:
    yield reading.plan
    folder = reading.path.parent / KEPT
    for file in sorted(folder.glob(f"*{reading.path.suffix}")) if folder.is_dir() else ():
        with suppress(ReadError, PlanError):
            kept = read_workbook(file, reading.form)
            yield kept.plan
            yield carried_over(kept).plan


class PlanToMerge(NamedTuple):
    """A source as a plan to merge, and what of it has no place in the plan."""

    source: SourcePlan
    left: tuple[LeftOver, ...]


def to_merge(source: Source, base: Plan | None, mine: Plan, form: Form) -> PlanToMerge:
    """The source as a plan to merge: what it leaves out is as in the base, or else in `mine`."""
    before = base if base is not None else mine
    plan, left = source.plan, source.left
    if source.printed:
        shown = _printed(before, form)
        plan = _as_changes_of(before, shown.plan, source, form)
        own = {piece.answer for piece in shown.ledger.left}
        left = tuple(piece for piece in left if piece.answer not in own)
    elif source.partial:
        plan = replace(
            plan,
            answers={
                id_: _completed(answer, before.answer(id_)) for id_, answer in plan.answers.items()
            },
        )
    return PlanToMerge(SourcePlan(source.name, plan, source.said), left)


def _printed(plan: Plan, form: Form) -> DocumentReading:
    """What the document that omvgen builds of the plan says when it is read."""
    reading = read_own(source_of(plan_document(plan, form)), form)
    assert reading is not None
    return reading


def _completed(answer: Answer, before: Answer) -> Answer:
    """The answer with the parts that it does not state."""
    return replace(
        answer,
        publicity=answer.publicity or before.publicity,
        bases=answer.bases or before.bases,
        note=answer.note or before.note,
    )


def _as_changes_of(before: Plan, shown: Plan, source: Source, form: Form) -> Plan:
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
