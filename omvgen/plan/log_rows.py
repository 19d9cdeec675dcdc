"""Which rows of the change log are new, and which changes none of them names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.plan.log_places import PartNames
from omvgen.plan.plan import Plan


def rows_after(plan: Plan, day: date) -> tuple[int, ...]:
    """The indexes of the log's rows dated after the day; one without a date counts as new."""
    days = [parse_date(row.get("date", "")) for row in plan.log]
    return tuple(n for n, written in enumerate(days) if written is None or written > day)


def unlogged(
    plan: Plan, form: Form, changed: Collection[str], rows: Collection[int]
) -> tuple[str, ...]:
    """The changed questions that no row among those names, in the form's order.

    The section of the confirmation is left out: it is filled in anew every time.
    """
    names = PartNames(form)
    parts = (names.named_in(plan.log[n].get("place", "")) for n in rows)
    recorded = frozenset[str]().union(*(part.questions for part in parts))
    return tuple(
        key
        for key in form.questions
        if key in changed and key not in recorded and form.section_of[key].role != "confirmation"
    )


def still_unlogged(plan: Plan, form: Form, since: Mapping[str, date]) -> tuple[str, ...]:
    """The questions that no row of the log names that is later than the question's day."""
    return tuple(
        key
        for key in form.questions
        if key in since and unlogged(plan, form, {key}, rows_after(plan, since[key]))
    )
