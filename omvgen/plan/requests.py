"""The authority's requests: rows of the change log that ask for something, by a day.

The authority may ask that the plan be completed, corrected or changed (guideline 2.2). Such a
row has the form's ground for it (`Form.request_ground`), the day by which it is due, and
whether it is done. Rows of before the log had these two columns tell of neither.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.patterns import pattern
from omvgen.plan.plan import Plan, Row

NOT_DONE = "Ei"
# As they are typed in workbooks of any language; the list's own choices come in Finnish.
_YES = pattern(r"(?:kyllä|tehty|valmis|ja|gjort|yes|done)\b.*", re.IGNORECASE | re.DOTALL)
_NO = pattern(r"(?:ei|kesken|nej|inte|no|not)\b.*|[-\u2010-\u2015]", re.IGNORECASE | re.DOTALL)


class State(StrEnum):
    """What a request's row says of its being done."""

    DONE = "done"
    OPEN = "open"
    UNTOLD = "untold"  # neither that nor when


class Request(NamedTuple):
    """A request: the index of its row in the log, the row, its last day, and its state."""

    number: int
    row: Row
    due: date | None
    state: State

    def days_late(self, today: date) -> int:
        """By how many days an open request is late; 0 or less when it is not."""
        return (today - self.due).days if self.due and self.state is State.OPEN else 0


def requests(plan: Plan, form: Form) -> tuple[Request, ...]:
    """The log's requests, in its order."""
    return tuple(
        Request(n, row, parse_date(row.get("due", "")), state_of(row))
        for n, row in enumerate(plan.log)
        if is_request(row, form)
    )


def open_requests(plan: Plan, form: Form) -> tuple[Request, ...]:
    """Those that are not done: the earliest last day first, those without one at the end."""
    still = (one for one in requests(plan, form) if one.state is State.OPEN)
    return tuple(sorted(still, key=lambda one: one.due or date.max))


def is_request(row: Row, form: Form) -> bool:
    """Whether the row has the ground of a request, or what only a request has."""
    asked = bool(form.request_ground) and row.get("ground") == form.request_ground
    return asked or "due" in row or "done" in row


def state_of(row: Row) -> State:
    """What the row says. A text that is not understood leaves the request open."""
    done = row.get("done", "").strip()
    if is_understood(done) and done and not _NO.fullmatch(done):
        return State.DONE
    return State.OPEN if done or "due" in row else State.UNTOLD


def is_understood(done: str) -> bool:
    """Whether a text of the column is empty, yes, no, or the day on which it was done."""
    done = done.strip()
    return not done or bool(_YES.fullmatch(done) or _NO.fullmatch(done) or parse_date(done))
