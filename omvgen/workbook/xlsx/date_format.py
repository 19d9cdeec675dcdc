"""Dates, times and durations in number formats: `30. tammikuuta 2026`, `37:30`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from omvgen.form.dates import format_date
from omvgen.workbook.xlsx.date_names import FINNISH, NAMES, DateNames

Tokens = Sequence[tuple[str, str]]
DATE_TOKENS = "dmyhs"
"""The letters of a format code that stand for a part of a date or time."""

_LAST_DAY = 2_958_465  # 31.12.9999
_UNITS = {"h": 3600, "m": 60, "s": 1}  # seconds
_EPOCH_1904 = 1462  # days between the two beginnings of time


class _Moment(NamedTuple):
    """A serial number as day and time; `seconds` of the day, `thousandths` of the second.

    `elapsed` is the whole number of seconds since the beginning, for durations.
    """

    day: date
    weekday: int
    seconds: int
    thousandths: int
    elapsed: int


def show_moment(tokens: Tokens, serial: float, *, epoch_1904: bool) -> tuple[str, str] | None:
    """The section's text for the serial number of a day, None when there is no such day.

    With it comes the text in which the whole date stands if the section has any part of
    one: of `d.m.` as well as of `mmmm yyyy` it is d.m.yyyy.
    `tokens` are pairs of a kind and a text (`format_token.Token`). A date in digits
    is d.m.yyyy, in whatever order the section has its parts. The time of a day is
    parted by full stops, as Finnish has it, and a duration by colons. Words are Finnish, or
    of the language that the section names (a token `language`).
    """
    duration = any(kind == "elapsed" for kind, _ in tokens)
    first, last = (-_LAST_DAY, _LAST_DAY) if duration and serial < 0 else (0, _LAST_DAY)
    days = serial + (_EPOCH_1904 if epoch_1904 and not duration else 0)
    if not first <= days < last + 1:
        return None
    moment = _moment(abs(days))
    names = next((NAMES[text] for kind, text in tokens if kind == "language"), FINNISH)
    parts = _minutes_told_apart([t for t in tokens if t[0] != "language"], names.colon)
    if any(name == "digit" for name, _ in parts):
        return None  # places for digits belong to numbers
    shown = ("-" if days < 0 else "") + _joined(parts, moment, names).strip(" \xa0")
    has_date = any(name in ("day", "month", "year") for name, _ in parts)
    in_full = _in_full(parts, moment, names) if has_date else shown
    return (in_full if _is_full_date(parts) else shown), in_full


def _in_full(parts: list[tuple[str, str]], moment: _Moment, names: DateNames) -> str:
    """The date as d.m.yyyy, and the time if the section shows it."""
    time = [part for part in parts if part[0] in ("hour", "minute", "second", "ampm")]
    shown = format_date(moment.day)
    return f"{shown} {_joined(_without_edges(parts, time), moment, names)}".rstrip()


def _moment(days: float) -> _Moment:
    thousandths = round(days * 86_400_000)
    whole, rest = divmod(thousandths, 86_400_000)
    # Excel counts a 29 February 1900 that never was, its day 60; day 0 is 0.1.1900.
    start = date(1899, 12, 30) if whole >= 60 else date(1899, 12, 31)
    day = start + timedelta(days=min(whole, _LAST_DAY))
    return _Moment(day, (whole + 5) % 7, rest // 1000, rest % 1000, thousandths // 1000)


def _minutes_told_apart(tokens: Tokens, colon: str) -> list[tuple[str, str]]:
    """The tokens by what they show; `m` is minutes after hours and before seconds.

    `colon` parts the hours of a day from its minutes.
    """
    parts: list[tuple[str, str]] = []
    letters = [(place, t) for place, t in enumerate(tokens) if t[0] in ("date", "elapsed")]
    minutes = set()
    for number, (place, (_, text)) in enumerate(letters):
        before = letters[number - 1][1][1][0] if number else ""
        after = letters[number + 1][1][1][0] if number + 1 < len(letters) else ""
        if text[0] == "m" and len(text) < 3 and (before == "h" or after == "s"):
            minutes.add(place)
    decimals = 0
    for place, (kind, text) in enumerate(tokens):
        if kind == "date":
            name = {"d": "day", "m": "month", "y": "year", "h": "hour", "s": "second"}[text[0]]
            parts.append(("minute" if place in minutes else name, text))
        elif kind == "digit" and text == "0" and parts and parts[-1][0] in ("point", "decimal"):
            decimals += 1
            parts.append(("decimal", str(decimals)))
        elif (kind, text) == ("sign", ".") and _decimals_follow(tokens, place):
            parts.append(("point", ","))
        elif (kind, text) == ("sign", "/"):
            parts.append(("literal", "."))  # a slash stands for the language's own separator
        else:
            parts.append((kind if kind in ("elapsed", "ampm", "digit") else "literal", text))
    if any(kind == "elapsed" for kind, _ in parts) or not any(k == "hour" for k, _ in parts):
        return parts
    return [(kind, colon if text == ":" else text) for kind, text in parts]


def _decimals_follow(tokens: Tokens, place: int) -> bool:
    return tuple(tokens[place + 1 : place + 2]) == (("digit", "0"),) and any(
        kind in ("date", "elapsed") and text[0] == "s" for kind, text in tokens[:place]
    )


def _is_full_date(parts: list[tuple[str, str]]) -> bool:
    """Whether day, month and year are all there in digits, and no words but separators."""
    names = {name for name, text in parts if not (name in ("day", "month") and len(text) > 2)}
    worded = any(name in ("day", "month") and len(text) > 2 for name, text in parts)
    words = any(name == "literal" and any(map(str.isalpha, text)) for name, text in parts)
    return {"day", "month", "year"} <= names and not worded and not words


def _without_edges(
    parts: list[tuple[str, str]], time: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The stretch of parts from the first of the time to its last."""
    if not time:
        return []
    places = [place for place, part in enumerate(parts) if part in time]
    return parts[places[0] : places[-1] + 1]


def _joined(parts: list[tuple[str, str]], moment: _Moment, names: DateNames) -> str:
    twelve = any(name == "ampm" for name, _ in parts)
    with_day = any(name == "day" and len(text) < 3 for name, text in parts)
    shown = "".join(
        _shown(name, text, moment, names, twelve=twelve, with_day=with_day) for name, text in parts
    )
    return shown.replace("kuutata", "kuuta")  # older formats have the ending: d. mmmm"ta" yyyy


def _shown(
    name: str, text: str, moment: _Moment, names: DateNames, *, twelve: bool, with_day: bool
) -> str:
    """What one part of the format shows of the moment; words of the format as they are."""
    width, day = len(text), moment.day
    hour = moment.seconds // 3600
    match name:
        case "day":
            shown = _day(moment, width, names)
        case "month":
            shown = _month(day.month, width, names, with_day=with_day)
        case "year":
            shown = f"{day.year}" if width > 2 else f"{day.year % 100:02}"
        case "hour":
            shown = _padded((hour - 1) % 12 + 1 if twelve else hour, width)
        case "minute":
            shown = _padded(moment.seconds // 60 % 60, width)
        case "second":
            shown = _padded(moment.seconds % 60, width)
        case "decimal":
            shown = f"{moment.thousandths:03}"[int(text) - 1 : int(text)]
        case "elapsed":
            shown = f"{moment.elapsed // _UNITS[text[0]]:0{width}d}"
        case "ampm":
            shown = names.halves[hour >= 12]
        case _:
            shown = text
    return shown


def _padded(number: int, width: int) -> str:
    return f"{number:0{min(width, 2)}d}"


def _day(moment: _Moment, width: int, names: DateNames) -> str:
    if width < 3:
        return _padded(moment.day.day, width)
    return (names.short_days if width == 3 else names.days)[moment.weekday]


def _month(month: int, width: int, names: DateNames, *, with_day: bool) -> str:
    """The month in digits or words; after a day a Finnish one is in the partitive: `tammikuuta`."""
    if width < 3:
        return _padded(month, width)
    name = names.months[month - 1]
    if width == 3:
        return names.short_months[month - 1]
    if width == 5:
        return name[0]
    return name + names.of_day if with_day else name
