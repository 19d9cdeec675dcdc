"""Spellings of one value: `2,0` and `2`, `01.01.2026` and `1.1.2026`, a phone's spaces.

Two texts are the same value when their normal spelling is equal. A normal spelling is
for comparison alone: it is never shown, and a plan keeps the text that was typed.
"""

from __future__ import annotations

from omvgen.form.dates import parse_date
from omvgen.patterns import pattern

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = {'"': "\u201c\u201d\u201e\u201f\u00ab\u00bb", "'": "\u2018\u2019\u201a\u201b\u00b4`"}
_SAME = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | {mark: plain for plain, marks in _QUOTES.items() for mark in marks}
    | {"\u2026": "..."}
)
_LOOSE_SPACE = pattern(r"(?<!\d) | (?!\d)")
# Zeros before the day or month of a date: `01.01.2026`.
_DATE_ZERO = pattern(r"(?<![\d.])(0?)([1-9]|[12]\d|3[01])\.(0?)([1-9]|1[0-2])\.(?=\d{4}(?!\d))")
_PHONE = pattern(r"\+?[\d-]+")
_NUMBER = pattern(r"(-?)(\d+)(?:[.,](\d+))?")
_DECIMAL_COMMA = pattern(r"-?(?:\d+|[1-9]\d{0,2}(?: \d{3})+),\d+|-?[1-9]\d{0,2}(?: \d{3})+")
# A whole text that is a phone number, and one that is a date as computers write it.
_WHOLE_PHONE = pattern(r"(?:\+|0)\d[\d -]{5,18}\d")
_ISO_DATE = pattern(r"(\d{4})-(\d\d)-(\d\d)")


def folded(text: str) -> str:
    """The text without differences of typography: dashes, quotes, spaces, zeros in dates.

    A space between digits stays, since it may part two numbers.
    """
    text = _LOOSE_SPACE.sub("", " ".join(text.translate(_SAME).split()))
    return _DATE_ZERO.sub(r"\2.\4.", text)


def value(text: str) -> str:
    """The spelling of a short text: a number without closing zeros and spaces at thousands.

    Digits alone stay: zeros before them may belong to a code. A phone number is one in all
    its spellings, and a date may stand as 2026-01-30.
    """
    text = folded(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return decimal(text)
    if found := _ISO_DATE.fullmatch(text):
        return f"{int(found[3])}.{int(found[2])}.{found[1]}"
    return phone(text) if _WHOLE_PHONE.fullmatch(text) else text


def day(text: str) -> str:
    """The spelling of a date: without spaces and zeros."""
    text = unspaced(text)
    found = parse_date(text)
    return text if found is None else found.isoformat()


def phone(text: str) -> str:
    """The spelling of a phone number: without spaces and hyphens, Finland's `+358` as 0."""
    text = unspaced(text)
    if not _PHONE.fullmatch(text):
        return text
    digits = text.replace("-", "")
    for prefix in ("+358", "00358"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix)
    return "+" + digits[2:] if digits.startswith("00") else digits


def decimal(text: str) -> str:
    """The spelling of a number: a decimal comma, no zeros that say nothing."""
    text = unspaced(text)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    whole, decimals = match[2].lstrip("0") or "0", (match[3] or "").rstrip("0")
    number = f"{whole},{decimals}" if decimals else whole
    return number if number == "0" else match[1] + number


def version(text: str) -> str:
    """The spelling of a version: `2.0` is 2, `1.10` is not `1.1`."""
    text = unspaced(text)
    if not all(part.isdecimal() for part in text.split(".")):
        return text
    return ".".join(number for _, number in version_order(text)) or "0"


def version_order(version: str) -> list[tuple[int, str]]:
    """What versions are ordered by: `1.10` is above `1.9`, and `2` is `2.0`."""
    numbers = [part.lstrip("0") for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return [(len(number), number) for number in numbers]


def business_id(text: str) -> str:
    """The spelling of a business id: without spaces and its hyphen."""
    return unspaced(text).replace("-", "")


def email(text: str) -> str:
    """The spelling of an e-mail address: capitals make no other address."""
    return unspaced(text).casefold()


def unspaced(text: str) -> str:
    """The spelling of a code in which a space says nothing, such as `00 520`."""
    return "".join(text.translate(_SAME).split())
