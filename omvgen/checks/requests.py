"""OMV614–OMV616: the authority's requests in the change log (guideline 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from omvgen.checks.changelog import row_label
from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.plan.plan import Plan
from omvgen.plan.requests import is_understood, open_requests, requests


def request_overdue(plan: Plan, form: Form, today: date) -> Iterator[Finding]:
    """Requests that were to be done before the day (OMV614); no rule, since plans have no clock."""
    for request in open_requests(plan, form):
        if request.days_late(today) > 0:
            values = {"row": row_label(request.row), "day": request.row["due"]}
            place = Place("log", form.log.id, "done", request.number)
            yield Finding(Code.REQUEST_OVERDUE, place=place, values=values)


def request_done_unclear(plan: Plan, form: Form) -> Iterator[Finding]:
    for request in requests(plan, form):
        done = request.row.get("done", "")
        if not is_understood(done):
            values = {"row": row_label(request.row), "text": excerpt(done)}
            place = Place("log", form.log.id, "done", request.number)
            yield Finding(Code.REQUEST_DONE_UNCLEAR, place=place, values=values)


def request_without_ground(plan: Plan, form: Form) -> Iterator[Finding]:
    """A last day or a done request on a row whose ground is another."""
    for request in requests(plan, form):
        if form.request_ground and request.row.get("ground") != form.request_ground:
            values = {"row": row_label(request.row), "ground": form.request_ground}
            place = Place("log", form.log.id, "ground", request.number)
            yield Finding(Code.REQUEST_WITHOUT_GROUND, place=place, values=values)


RULES = (request_done_unclear, request_without_ground)
