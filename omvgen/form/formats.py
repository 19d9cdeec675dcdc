"""What texts of a certain format look like: numbers, codes, addresses.

One pattern and one predicate a format; the schema, the checks and the cells'
help all come here. Sources: facts on formats of Finnish authorities.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from omvgen.form.dates import parse_date

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+")
# Kielitoimiston ohjepankki, "Puhelinnumerot": groups of digits, no hyphens or parentheses.
_ORDINARY_PHONE = re.compile(r"0[1-9](?:[ \xa0]?\d){6,8}")
_BUSINESS_ID = re.compile(r"[0-9]{7}-[0-9]")
_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)
_CASE_NUMBER = re.compile(
    r"(?=.*\d)[A-ZÅÄÖa-zåäö]*[ ]?[\dA-ZÅÄÖa-zåäö]+([-/. ][\dA-ZÅÄÖa-zåäö.]+)+"
)


def is_phone(text: str) -> bool:
    """Whether it is a possible number; Finnish unless it begins with a country code.

    A number as Finnish offices write them, such as `040 123 4567`, is taken by a
    pattern of our own, because `phonenumbers` is slow to import; the library
    decides all others. It would take each number that the pattern takes.
    """
    if _ORDINARY_PHONE.fullmatch(text):
        return True
    import phonenumbers

    if not re.fullmatch(r"\+?[\d\s\xa0-]+", text):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "FI"))
    except phonenumbers.NumberParseException:
        return False


def is_business_id(text: str) -> bool:
    """Whether it is a Finnish business id (Y-tunnus) with its hyphen and check digit.

    The check digit is that of the Tax Administration: 11 minus the remainder by
    11 of the weighted sum. python-stdnum counts the same, but is slow to import.
    """
    if not _BUSINESS_ID.fullmatch(text) or text == "0000000-0":
        return False
    digits = [int(digit) for digit in text.replace("-", "")]
    return sum(w * d for w, d in zip(_BUSINESS_ID_WEIGHTS, digits, strict=True)) % 11 == 0


def version_order(version: str) -> list[tuple[int, str]]:
    """What versions are ordered by: `1.10` is above `1.9`, and `2` is `2.0`."""
    numbers = [part.lstrip("0") for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return [(len(number), number) for number in numbers]


PATTERNS: dict[str, Callable[[str], bool]] = {
    "date": lambda text: parse_date(text) is not None,
    "integer": lambda text: bool(re.fullmatch(r"-?\d{1,12}", text)),
    "decimal": lambda text: bool(re.fullmatch(r"-?\d{1,12}(,\d{1,6})?", text)),
    "postal_code": lambda text: bool(re.fullmatch(r"\d{5}", text)),
    "year": lambda text: bool(re.fullmatch(r"(19|20|21)[0-9]{2}", text)),
    "version": lambda text: bool(re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", text)),
    "email": lambda text: bool(_EMAIL.fullmatch(text)),
    "phone": is_phone,
    "business_id": is_business_id,
    "case_number": lambda text: bool(_CASE_NUMBER.fullmatch(text)),
}
"""Format or kind → whether a text that is not empty has it."""
