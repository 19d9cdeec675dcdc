"""Numbers and dates as Excel shows them in Finnish: 1,5 – 30.1.2026 – 25 %.

A cell holds a number and a format code; a person sees the two together. Codes
are interpreted as far as plans need: decimals, leading zeros, thousands,
percents, words around the number, dates and times.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from omvgen.form.dates import format_date
from omvgen.workbook.xlsx.spreadsheetml import GENERAL

# Number formats that have no code in the file (ECMA-376, 18.8.30).
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@",
} | dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "d.m.yyyy") | {
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d.m.yyyy h:mm",
    45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip

# Literal words and characters, spaces as wide as a character, fillers, colours and conditions.
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_NUMBER = re.compile(r"[#0?](?:[#0?, ]*[#0?])?(?:\.[#0?]*)?|\.[#0?]+")
_LONGEST = 1e15  # Excel keeps fifteen digits
_LAST_DAY = 2_958_465  # 31.12.9999


@cache
def is_date_format(code: str) -> bool:
    """Whether a number with this format code is shown as a date or a time."""
    bare = re.sub(r"\[([hms]+)\]", r"\1", code.split(";", maxsplit=1)[0], flags=re.IGNORECASE)
    bare = _QUOTED.sub("", bare)
    return bare.lower() != GENERAL.lower() and bool(re.search(r"[dmyhs]", bare, re.IGNORECASE))


def show_date(serial: float, code: str, *, epoch_1904: bool) -> str | None:
    """The day or time of the serial number, or None when there is no such day.

    Dates are d.m.yyyy whatever the order of parts in the code, as a plan's dates
    are (SFS 2487:2024). Times are h.mm. `epoch_1904` is the workbook's date system.
    """
    day = serial + 1462 if epoch_1904 else serial
    if not 0 <= day < _LAST_DAY + 1:
        return None
    # Excel counts day 60 as 29 February 1900, which did not exist.
    start = datetime(1899, 12, 30) if day >= 60 else datetime(1899, 12, 31)
    moment = start + timedelta(seconds=round(day * 86_400))
    bare = _QUOTED.sub("", code).lower()
    date_part = format_date(moment) if re.search(r"[dy]", bare) else ""
    time_part = f"{moment.hour}.{moment.minute:02}" if "h" in bare else ""
    if not date_part and not time_part:
        # A code of months or minutes alone: the day is shown rather than nothing.
        date_part = format_date(moment)
    return f"{date_part} {time_part}".strip()


def show_number(value: float, code: str) -> str:
    """The number as the format code shows it."""
    section = _section(value, code)
    text = _QUOTED.sub(_literal, section)
    match = _NUMBER.search(text)
    too_long = abs(value) >= _LONGEST
    if too_long or GENERAL.lower() in code.lower() or code == "@" or match is None or "E+" in text:
        return plain_number(value)
    pattern = match.group()
    percent = text.count("%")
    shown = _digits(Decimal(repr(abs(value))) * 100**percent, pattern)
    before = text[: match.start()].translate(_LITERALS)
    after = re.sub(r"[ \xa0]*%", "\xa0%", text[match.end() :].translate(_LITERALS))
    minus = "-" if value < 0 and shown.strip("0,\xa0") and ";" not in code else ""
    if value < 0 and ";" in code and "-" not in before and "(" not in before:
        minus = "-"  # Excel shows it by a colour, which text does not have
    return f"{minus}{before}{shown}{after}".strip()


# Literal characters are replaced by private ones while the code is searched for digits' places.
_LITERALS = {0xE000 + ord(c): c for c in "#0?.,%;"}
_HIDDEN = {ord(c): chr(0xE000 + ord(c)) for c in "#0?.,%;"}


def _literal(match: re.Match[str]) -> str:
    words = match[1] if match[1] is not None else match[2] or ""
    if match[0].startswith("[$"):
        words = match[0][2:-1].split("-")[0]  # a currency: [$€-40B]
    return words.translate(_HIDDEN)


def hides_text(code: str) -> bool:
    """Whether the format code shows nothing of a text: one such as `;;;`, its last part empty."""
    return code.count(";") == 3 and not code.rpartition(";")[2]


def _section(value: float, code: str) -> str:
    """The part of the code for positive, negative or zero numbers."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', code) or [code]
    if value < 0 and len(parts) > 1:
        return str(parts[1])
    if value == 0 and len(parts) > 2:
        return str(parts[2])
    return str(parts[0])


def _in_thousands(digits: str) -> str:
    head = len(digits) % 3
    groups = [digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))]
    return "\xa0".join(group for group in groups if group)


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    least, most = decimals.count("0"), len(decimals)
    rounded = f"{value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):f}"
    left, _, right = rounded.partition(".")
    right = right[:least] + right[least:].rstrip("0")
    left = left.zfill(whole.count("0"))
    if re.search(r"[#0?],[#0?]", whole):
        left = _in_thousands(left)
    return f"{left},{right}" if right else left


def plain_number(value: float) -> str:
    """The number as the format General shows it, with the precision of the formula bar."""
    if value == int(value) and abs(value) < _LONGEST:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        return f"{digits.replace('.', ',')}E{int(power):+03d}"
    return text.replace(".", ",")
