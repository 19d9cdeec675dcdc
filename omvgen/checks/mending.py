"""What a text in a wrong format surely means: the mended text, or nothing.

Each format has one function that undoes its usual slips. What comes out is
suggested only when it has the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from omvgen.form.dates import format_date
from omvgen.form.formats import PATTERNS

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?")
_OTHER_DATE = re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{2}|\d{4})\.?")


def mended(format_name: str, text: str) -> str:
    """The text as the format has it, where that is certain; otherwise an empty string."""
    suggestion = _MENDERS[format_name](" ".join(text.split()))
    return suggestion if suggestion and PATTERNS[format_name](suggestion) else ""


def _postal_code(text: str) -> str:
    """`520` has lost its zeros in Excel; `FI-00520` and `00520 HELSINKI` say more than asked."""
    if re.fullmatch(r"\d{3,4}", text):
        return text.zfill(5)
    if re.fullmatch(r"(\d ?){5}", text):
        return text.replace(" ", "")
    match = re.fullmatch(r"(?:FI-?)?(\d{5})(?:[ ,]+\D+)?", text, re.IGNORECASE)
    return match[1] if match else ""


def _phone(text: str) -> str:
    text = re.sub(r"^(puh|puhelin|p|tel)\b[.:]* *", "", _DASHES.sub("-", text), flags=re.I)
    text = re.sub(r"\(0\)", "", text) if text.startswith("+") else text
    return " ".join(re.sub(r"[()/.-]", " ", text).split())


def _email(text: str) -> str:
    text = re.sub(r"^mailto:|^<|>$|[.,;]$", "", text, flags=re.I)
    return re.sub(r" ?[\[(](?:at|ät)[\])] ?", "@", text, flags=re.I).replace(" ", "")


def _business_id(text: str) -> str:
    text = re.sub(r"^FI", "", _DASHES.sub("-", text), flags=re.I).replace(" ", "")
    match = re.fullmatch(r"(\d{6,7})-?(\d)", text)
    return f"{match[1].zfill(7)}-{match[2]}" if match else ""


def _date(text: str) -> str:
    text = re.sub(r"(?<=[./-]) | (?=[./-])", "", text)
    match = _ISO_DATE.fullmatch(text) or _OTHER_DATE.fullmatch(text)
    if match is None:
        return ""
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    day, month = int(match["d"]), int(match["m"])
    if "/" in text and day <= 12:
        return ""  # 6/7/2026 is either of two days
    try:
        return format_date(date(year, month, day))
    except ValueError:
        return ""


def _case_number(text: str) -> str:
    text = re.sub(r"^(?:asianumero|dnro)\b[.:]* *", "", text, flags=re.I)
    return re.sub(r" ?- ?", "-", _DASHES.sub("-", text)).rstrip(".,;")


def _year(text: str) -> str:
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return found[0] if len(found) == 1 else ""


def _version(text: str) -> str:
    return re.sub(r"^(?:versio|v)[.:]* *", "", text, flags=re.I).replace(",", ".")


def _integer(text: str) -> str:
    match = re.fullmatch(r"(-?\d+)(?:[.,]0+)?(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1] if match else ""


def _decimal(text: str) -> str:
    match = re.fullmatch(r"(-?\d+(?:[.,]\d+)?)(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1].replace(".", ",") if match else ""


_MENDERS: dict[str, Callable[[str], str]] = {
    "postal_code": _postal_code,
    "phone": _phone,
    "email": _email,
    "business_id": _business_id,
    "date": _date,
    "case_number": _case_number,
    "year": _year,
    "version": _version,
    "integer": _integer,
    "decimal": _decimal,
}
