"""Dates as texts have them: d.m.yyyy without leading zeros (SFS 2487:2024)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from omvgen.patterns import pattern

_DATE = pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def parse_date(text: str) -> date | None:
    """The date that the text says as d.m.yyyy, or None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """The same day of the month so many calendar months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def format_date(day: date) -> str:
    """d.m.yyyy without leading zeros (SFS 2487:2024)."""
    return f"{day.day}.{day.month}.{day.year}"


def find_date(text: str) -> date | None:
    """The last date that stands in the text, such as in `Esimerkkilä 30.1.2026`."""
    found = [parse_date(match.group()) for match in _DATE.finditer(text)]
    return next((day for day in reversed(found) if day is not None), None)
