"""OMV602, OMV610–OMV613, OMV665: the change log and the version against what has changed.

Guideline 2.2: essential changes are written in without delay, and staff are at
least informed of them. These are no rules over one plan: they need to know what has
changed, from last year's workbook or from the fingerprints of the last confirmation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.form.spelling import version as version_spelled
from omvgen.plan.log_places import PartNames, is_open
from omvgen.plan.log_rows import still_unlogged, unlogged
from omvgen.plan.plan import Plan, Row
from omvgen.plan.requests import open_requests


def against_previous(
    previous_version: str, plan: Plan, form: Form, changed: Collection[str], rows: Collection[int]
) -> Iterator[Finding]:
    """All findings of this module, from a comparison with an earlier plan.

    `changed` and `rows` are those of `log_against_changes`.
    """
    version = plan.field("version")
    if version and version_spelled(version) == version_spelled(previous_version):
        yield from version_not_raised(plan, changed)
    yield from log_against_changes(plan, form, changed, rows)
    yield from staff_not_informed(plan, form)


def version_not_raised(plan: Plan, changed: Collection[str]) -> Iterator[Finding]:
    """Changes in a plan that has the version of the plan it is compared with (OMV602)."""
    if changed:
        values = {"version": plan.field("version")}
        yield Finding(Code.VERSION_NOT_RAISED, place=Place("field", "version"), values=values)


def log_against_changes(
    plan: Plan,
    form: Form,
    changed: Collection[str],
    rows: Collection[int],
    earlier: Collection[str] = (),
) -> Iterator[Finding]:
    """Changes without a row of the log, and rows without a change (OMV610, OMV611, OMV613).

    `changed` holds the ids of the questions whose answer or table has changed,
    `rows` the indexes in the plan's change log of the rows written since. A row may also
    tell of an `earlier` change that had none, or of a request that is yet to be done.
    """
    names = PartNames(form)
    to_come = {request.number for request in open_requests(plan, form)}
    named = {n: names.named_in(plan.log[n].get("place", "")) for n in rows}
    for key in unlogged(plan, form, changed, rows):
        values = {"number": form.numbers[key]}
        yield Finding(Code.CHANGE_NOT_LOGGED, place=Place("answer", key), values=values)
    for n, parts in named.items():
        place = Place("log", form.log.id, "place", n)
        values = {"row": row_label(plan.log[n])}
        if not parts:
            yield Finding(Code.LOG_ROW_PLACE_UNCLEAR, place=place, values=values)
        elif n in to_come or parts.whole or parts.document:
            continue
        elif not parts.questions & {*changed, *earlier}:
            yield Finding(Code.LOG_ROW_WITHOUT_CHANGE, place=place, values=values)


def confirmed_unlogged(
    plan: Plan, form: Form, version: str, since: Mapping[str, date]
) -> Iterator[Finding]:
    """Changes that were confirmed and are still without a row of the log (OMV665).

    `since` has the questions that had none in the confirmed version, each with the day
    after which a row may be about it.
    """
    for key in still_unlogged(plan, form, since):
        values = {"number": form.numbers[key], "version": version}
        yield Finding(Code.CONFIRMED_CHANGE_NOT_LOGGED, place=Place("answer", key), values=values)


def staff_not_informed(plan: Plan, form: Form) -> Iterator[Finding]:
    """Essential changes of which staff have not been informed, whenever made (OMV612)."""
    for n, row in enumerate(plan.log):
        if is_open(row):
            place = Place("log", form.log.id, "informed", n)
            yield Finding(Code.STAFF_NOT_INFORMED, place=place, values={"row": row_label(row)})


def row_label(row: Row) -> str:
    """How messages name a row: by its version, date and place."""
    return ", ".join(row[key] for key in ("version", "date", "place") if key in row)
