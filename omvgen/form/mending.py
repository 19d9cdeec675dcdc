"""What a text in a wrong format surely means: a function for each format undoes its usual slips.

What comes out is a guess, or an empty string: `formats.TextFormat.mended` suggests it
only when it has the format.
"""

from __future__ import annotations

import datetime
import re

from omvgen.form.dates import format_date

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?")
_OTHER_DATE = re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{2}|\d{4})\.?")


def postal_code(text: str) -> str:
    """`520` has lost its zeros in Excel; `FI-00520` and `00520 HELSINKI` say more than asked."""
    if re.fullmatch(r"\d{3,4}", text):
        return text.zfill(5)
    if re.fullmatch(r"(\d ?){5}", text):
        return text.replace(" ", "")
    match = re.fullmatch(r"(?:FI-?)?(\d{5})(?:[ ,]+\D+)?", text, re.IGNORECASE)
    return match[1] if match else ""


def phone(text: str) -> str:
    text = re.sub(r"^(puh|puhelin|p|tel)\b[.:]* *", "", _DASHES.sub("-", text), flags=re.I)
    text = re.sub(r"\(0\)", "", text) if text.startswith("+") else text
    return " ".join(re.sub(r"[()/.-]", " ", text).split())


def email(text: str) -> str:
    text = re.sub(r"^mailto:|^<|>$|[.,;]$", "", text, flags=re.I)
    return re.sub(r" ?[\[(](?:at|ät)[\])] ?", "@", text, flags=re.I).replace(" ", "")


def business_id(text: str) -> str:
    text = re.sub(r"^FI", "", _DASHES.sub("-", text), flags=re.I).replace(" ", "")
    match = re.fullmatch(r"(\d{6,7})-?(\d)", text)
    return f"{match[1].zfill(7)}-{match[2]}" if match else ""


def date(text: str) -> str:
    text = re.sub(r"(?<=[./-]) | (?=[./-])", "", text)
    match = _ISO_DATE.fullmatch(text) or _OTHER_DATE.fullmatch(text)
    if match is None:
        return ""
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    day, month = int(match["d"]), int(match["m"])
    if "/" in text and day <= 12:
        return ""  # 6/7/2026 is either of two days
    try:
        return format_date(datetime.date(year, month, day))
    except ValueError:
        return ""


def case_number(text: str) -> str:
    text = re.sub(r"^(?:asianumero|dnro)\b[.:]* *", "", text, flags=re.I)
    return re.sub(r" ?- ?", "-", _DASHES.sub("-", text)).rstrip(".,;")


def year(text: str) -> str:
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return found[0] if len(found) == 1 else ""


def version(text: str) -> str:
    return re.sub(r"^(?:versio|v)[.:]* *", "", text, flags=re.I).replace(",", ".")


def integer(text: str) -> str:
    match = re.fullmatch(r"(-?\d+)(?:[.,]0+)?(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1] if match else ""


def decimal(text: str) -> str:
    match = re.fullmatch(r"(-?\d+(?:[.,]\d+)?)(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1].replace(".", ",") if match else ""
