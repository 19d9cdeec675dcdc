"""The words of dates that a number format shows in its own language: `[$-41D]d mmmm yyyy`."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.patterns import pattern


class DateNames(NamedTuple):
    """Months and days in full and as `mmm` and `ddd` shorten them; the halves of the day.

    `of_day` is what a month gets beside a day's number; `colon` parts hours from minutes.
    """

    months: tuple[str, ...]
    days: tuple[str, ...]
    short_months: tuple[str, ...]
    short_days: tuple[str, ...]
    halves: tuple[str, str]
    of_day: str = ""
    colon: str = ":"


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _short(names: tuple[str, ...], letters: int = 3) -> tuple[str, ...]:
    return tuple(name[:letters] for name in names)


_FI_MONTHS = _words(
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
    "marraskuu joulukuu"
)
_FI_DAYS = _words("maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai")
_SV_MONTHS = _words(
    "januari februari mars april maj juni juli augusti september oktober november december"
)
_SV_DAYS = _words("måndag tisdag onsdag torsdag fredag lördag söndag")
_EN_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_EN_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
FINNISH = DateNames(
    _FI_MONTHS,
    _FI_DAYS,
    tuple(name.removesuffix("kuu") for name in _FI_MONTHS),
    _short(_FI_DAYS, 2),
    ("ap.", "ip."),
    of_day="ta",
    colon=".",  # of a time of day (SFS 2487:2024)
)
_SWEDISH = DateNames(_SV_MONTHS, _SV_DAYS, _short(_SV_MONTHS), _short(_SV_DAYS, 2), ("fm", "em"))
_ENGLISH = DateNames(_EN_MONTHS, _EN_DAYS, _short(_EN_MONTHS), _short(_EN_DAYS), ("AM", "PM"))
NAMES = {"fi": FINNISH, "sv": _SWEDISH, "en": _ENGLISH}

# The languages by the last ten bits of their numbers in Windows (MS-LCID, 2.2).
_NUMBERS = {0x0B: "fi", 0x1D: "sv", 0x09: "en"}
_NUMBER = pattern("[0-9A-Fa-f]{3,8}")


def language_of(locale: str) -> str:
    """The language that a bracket of a format code names after `$-`: empty when not known here.

    It is a number in hexadecimal (`409`, `1041D`) or, since Excel 2016, a tag (`sv-FI`).
    """
    if _NUMBER.fullmatch(locale):
        return _NUMBERS.get(int(locale, 16) & 0x3FF, "")
    tag = locale.partition("-")[0].lower()
    return tag if tag in NAMES else ""
