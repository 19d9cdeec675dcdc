"""The findings of a workbook: its own, those against last year's, those against its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from omvgen.checks import check
from omvgen.checks.consequences import without_consequences
from omvgen.checks.order import in_order
from omvgen.checks.requests import request_overdue
from omvgen.findings.model import Finding
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record
    from omvgen.diff.model import Changes


def findings_of(
    reading: Reading,
    previous: Reading | None = None,
    records: Sequence[Record] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """All findings of the workbook, in the order of its sheets and rows.

    With the `previous` workbook the change log is compared with what has changed; with the
    `records` of confirmations, with what has changed since the last of them; with `today`
    the days by which something was to be done are compared with it.
    """
    plan, form = reading.plan, reading.form
    found = without_consequences((*reading.findings, *reading.locate(check(plan, form))))
    if previous is not None:
        found += compared(previous, reading).log_findings or ()
    if today is not None:
        found += reading.locate(request_overdue(plan, form, today))
    if records:
        from omvgen.checks.changelog import confirmed_unlogged, version_not_raised
        from omvgen.confirmation.standing import changed_since_confirmed, unlogged_since

        changed = changed_since_confirmed(plan, form, records)
        found += reading.locate(version_not_raised(plan, changed))
        since, version = unlogged_since(plan, records), records[-1].version
        found += reading.locate(confirmed_unlogged(plan, form, version, since))
    return in_order(found, form)


def compared(old: Reading, new: Reading) -> Changes:
    """What changed between the plans, with the findings of holding the change log against it."""
    from omvgen.checks.changelog import against_previous
    from omvgen.diff.compare import compare_plans

    form = new.form
    changes = compare_plans(old.plan, new.plan, form)
    questions, rows = changes.changed_questions(form), changes.new_log_rows
    found = against_previous(changes.old.version, new.plan, form, questions, rows)
    return replace(changes, log_findings=in_order(new.locate(found), form))
