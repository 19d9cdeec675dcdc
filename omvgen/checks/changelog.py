"""The change log held against what has changed: was it recorded, were staff told?

Guideline 2.2: essential changes are written in without delay, and staff are at
least told of them. These rules need to know what has changed, from a comparison
with last year's workbook or from the fingerprints of the last confirmation, so
they stand apart from the rules over one plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from omvgen.findings.model import Finding, Place
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.plan.log_places import NamedParts, PartNames, is_open
from omvgen.plan.plan import Plan, Row


def reconcile(
    plan: Plan, form: Form, changed: Collection[str], rows: Collection[int]
) -> Iterator[Finding]:
    """Findings OMV610, OMV611 and OMV613.

    `changed` holds the ids of the questions whose answer or table has changed,
    `rows` the places in the plan's change log of the rows written since.
    """
    names = PartNames(form)
    named = {n: names.named_in(plan.log[n].get("place", "")) for n in rows}
    yield from _changes_without_a_row(form, changed, named.values())
    for n, what in named.items():
        place = Place("log", form.log.id, "place", n)
        values = {"row": _shown(plan.log[n])}
        if not what:
            yield Finding("OMV613", place=place, values=values)
        elif not what.whole and not what.document and not what.questions & set(changed):
            yield Finding("OMV611", place=place, values=values)


def against_confirmed(plan: Plan, changed: Collection[str]) -> Iterator[Finding]:
    """What has changed in a version that was confirmed: another text is another version."""
    if changed:
        values = {"version": plan.field("version")}
        yield Finding("OMV602", place=Place("field", "version"), values=values)


def untold(plan: Plan, form: Form) -> Iterator[Finding]:
    """Essential changes that staff have not been told of, whenever they were made (OMV612)."""
    for n, row in enumerate(plan.log):
        if is_open(row):
            place = Place("log", form.log.id, "informed", n)
            yield Finding("OMV612", place=place, values={"row": _shown(row)})


def against_previous(
    previous_version: str, plan: Plan, form: Form, changed: Collection[str], rows: Collection[int]
) -> Iterator[Finding]:
    """What last year's plan brings to light: the log's gaps, and a version left as it was."""
    version = plan.field("version")
    if changed and version and version == previous_version:
        yield Finding("OMV602", place=Place("field", "version"), values={"version": version})
    yield from reconcile(plan, form, changed, rows)
    yield from untold(plan, form)


def rows_after(plan: Plan, day: date) -> tuple[int, ...]:
    """The places of the rows dated after the day; one without a date counts as new."""
    days = [parse_date(row.get("date", "")) for row in plan.log]
    return tuple(n for n, written in enumerate(days) if written is None or written > day)


def _changes_without_a_row(
    form: Form, changed: Collection[str], named: Collection[NamedParts]
) -> Iterator[Finding]:
    recorded = frozenset[str]().union(*(what.questions for what in named))
    for key in form.questions:
        if key in changed and key not in recorded and form.section_of[key].role != "confirmation":
            values = {"number": form.numbers[key]}
            yield Finding("OMV610", place=Place("answer", key), values=values)


def _shown(row: Row) -> str:
    """A row as it is spoken of: its version, date and place."""
    return ", ".join(row[key] for key in ("version", "date", "place") if key in row)
