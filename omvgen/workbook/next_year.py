"""Next year's workbook, with the answers carried over from the one that was read."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.plan.carry import Carried, carry, next_year
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_next_workbook, starting_plan


class NewWorkbook(NamedTuple):
    """Next year's workbook (.xlsx), and what became of each of last year's answers."""

    data: bytes
    carried: Carried


def next_workbook(reading: Reading, year: int | None) -> NewWorkbook:
    """The workbook for the year. Raises `PlanError` as `carried_over` does."""
    carried = carried_over(reading, year)
    return NewWorkbook(make_next_workbook(reading.form, carried), carried)


def carried_over(reading: Reading, year: int | None = None) -> Carried:
    """The plan that next year's workbook begins with.

    Raises `PlanError` when the year is not given and the plan does not state its own.
    """
    form, year = reading.form, year or next_year(reading.plan)
    if year is None:
        raise PlanError(Finding(Code.PLAN_YEAR_UNKNOWN, values={"file": reading.file}))
    start = starting_plan(form)
    return carry(reading.plan, reading.wordings, form, start, year, comments=reading.comments)
