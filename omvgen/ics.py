"""The days of a plan as a calendar (iCalendar, RFC 5545) for any calendar program.

An event has the same identifier each time it is written: importing the file again moves the
event instead of adding another.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from omvgen import release
from omvgen.confirmation.status import Status
from omvgen.content.front import sender
from omvgen.form.dates import months_after
from omvgen.form.form import A_YEAR
from omvgen.locale import mark, speaking, tr
from omvgen.plan.endings import endings
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading

_EVENTS = uuid.UUID("0d5c4a1e-7d1b-5c0e-8a3c-6f1f5be0b7d2")  # namespace of the identifiers
_LONGEST = 75  # octets of a line (RFC 5545, 3.1)
_REMINDER = "-P30D"  # 30 days before
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})  # 3.3.11


class _Event(NamedTuple):
    """An event of a whole day. `identity` tells it from every other, whatever its day is."""

    identity: tuple[str, ...]
    day: date
    summary: str


def calendar(reading: Reading, status: Status) -> bytes:
    """Returns the calendar (.ics) of the days on which something is due, and rows end.

    `status` is that of the reading. Calendars are shared and kept by others, so a row that
    is not public is named by its question alone.
    """
    with speaking(status.form.language):
        events = list(_events(reading, status))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//omvgen//status//FI",
        *(line for event in events for line in _lines(event, status.today)),
        "END:VCALENDAR",
    ]
    return "".join(map(_folded, lines)).encode()


def _events(reading: Reading, status: Status) -> Iterator[_Event]:
    form, plan = status.form, release.publish(reading).plan
    unit = sender(plan, form)
    if status.standing.due:
        summary = tr("Suunnitelma on vahvistettava viimeistään tänään: {unit}", unit=unit)
        yield _Event((form.id, unit, "confirm"), status.standing.due, summary)
    for number, day in enumerate(status.report_days):
        summary = tr("Seurannan selvitys on julkaistava viimeistään tänään: {unit}", unit=unit)
        yield _Event((form.id, unit, "report", str(number)), day, summary)
    yield from _request_events(status, plan, unit)
    public = Counter(endings(plan, form, months_after(status.today, A_YEAR)))
    seen: Counter[tuple[str, ...]] = Counter()
    for ending in status.endings:
        key = ending.key if public[ending] else ()
        identity = (form.id, unit, "ends", ending.question, ending.title, *key)
        seen[identity] += 1
        item = ", ".join(key) or form.questions[ending.question].text
        summary = f"{form.numbers[ending.question]} {item}: {ending.title} ({unit})"
        yield _Event((*identity, str(seen[identity])), ending.day, summary)


def _request_events(status: Status, public: Plan, unit: str) -> Iterator[_Event]:
    """The days of the authority's open requests; of one that is not public only its day."""
    form = status.form
    seen: Counter[tuple[str, ...]] = Counter()
    for request in status.requests:
        if request.due is None:
            continue
        row = request.row if request.row in public.log else {}
        named = tuple(row.get(key, "") for key in ("date", "place"))
        identity = (form.id, unit, "request", *named)
        seen[identity] += 1
        what = tr(form.request_ground or mark("viranomaisen pyyntö"))
        place = f": {row['place']}" if "place" in row else ""
        summary = tr(
            "{what}{place}, tehtävä viimeistään tänään ({unit})",
            what=what[:1].upper() + what[1:],
            place=place,
            unit=unit,
        )
        yield _Event((*identity, str(seen[identity])), request.due, summary)


def _lines(event: _Event, today: date) -> Iterator[str]:
    summary = event.summary.translate(_ESCAPED)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_EVENTS, chr(0).join(event.identity))}"
    yield f"DTSTAMP:{_written(today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_written(event.day)}"
    yield f"SUMMARY:{summary}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:{_REMINDER}"
    yield f"DESCRIPTION:{summary}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _folded(line: str) -> str:
    """The line with its end, folded so that no line has more than 75 octets of UTF-8."""
    folded, length = "", 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST:
            folded, length = folded + "\r\n ", 1
        folded, length = folded + character, length + size
    return folded + "\r\n"
