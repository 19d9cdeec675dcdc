"""The formats of short texts: what each looks like, how its slips are mended, what is said of it.

A row of `FORMATS` holds all of it; schema, checks, reader and cells ask the table.
Sources: facts on formats of Finnish authorities.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from omvgen.form import mending
from omvgen.form.dates import parse_date
from omvgen.locale import mark

# Kielitoimiston ohjepankki, "Puhelinnumerot": groups of digits, no hyphens or parentheses.
_ORDINARY_PHONE = re.compile(r"0[1-9](?:[ \xa0]?\d){6,8}")
_PHONE = re.compile(r"\+?[\d\s\xa0-]+")
_BUSINESS_ID = re.compile(r"[0-9]{7}-[0-9]")
_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)


def is_phone(text: str) -> bool:
    """Whether it is a possible number; Finnish unless it begins with a country code.

    A number as Finnish offices write them, such as `040 123 4567`, is taken by a
    pattern of our own, because `phonenumbers` is slow to import; the library
    decides all others. It would take each number that the pattern takes.
    """
    if _ORDINARY_PHONE.fullmatch(text):
        return True
    if not _PHONE.fullmatch(text):
        return False
    import phonenumbers

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


class TextFormat(NamedTuple):
    """What a text must look like.

    `holds` says whether a text that is not empty has the format; `mend` guesses what one
    that has it not was meant to be. `code` is the finding of such a text, `help` tells how
    to write it, as a message to translate. `bare` says that a cell which Excel holds as a
    number or date, and not as text, is as good.
    """

    holds: Callable[[str], bool]
    mend: Callable[[str], str]
    code: str
    help: str
    bare: bool = False

    def mended(self, text: str) -> str:
        """The text as the format has it where that is certain, otherwise an empty string."""
        guess = self.mend(" ".join(text.split()))
        return guess if guess and self.holds(guess) else ""


def _pattern(pattern: str) -> Callable[[str], bool]:
    whole = re.compile(pattern)
    return lambda text: whole.fullmatch(text) is not None


FORMATS = {
    "postal_code": TextFormat(
        _pattern(r"\d{5}"),
        mending.postal_code,
        "OMV301",
        mark("Viisi numeroa, esimerkiksi 00520."),
    ),
    "phone": TextFormat(is_phone, mending.phone, "OMV302", mark("Esimerkiksi 029 500 0000.")),
    "email": TextFormat(
        _pattern(r"[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+"),
        mending.email,
        "OMV303",
        mark("Esimerkiksi etunimi.sukunimi@organisaatio.fi."),
    ),
    "business_id": TextFormat(
        is_business_id,
        mending.business_id,
        "OMV304",
        mark("Y-tunnus, esimerkiksi 1234567-1."),
    ),
    "date": TextFormat(
        lambda text: parse_date(text) is not None,
        mending.date,
        "OMV305",
        mark("Päivä, kuukausi ja vuosi ilman etunollia, esimerkiksi 30.1.2026."),
        bare=True,
    ),
    "case_number": TextFormat(
        _pattern(r"(?=.*\d)[A-ZÅÄÖa-zåäö]*[ ]?[\dA-ZÅÄÖa-zåäö]+([-/. ][\dA-ZÅÄÖa-zåäö.]+)+"),
        mending.case_number,
        "OMV307",
        mark("Asianumero, esimerkiksi MIGDno-2026-99002."),
    ),
    "year": TextFormat(
        _pattern(r"(19|20|21)[0-9]{2}"),
        mending.year,
        "OMV308",
        mark("Vuosi neljällä numerolla, esimerkiksi 2026."),
        bare=True,
    ),
    "version": TextFormat(
        _pattern(r"[0-9]{1,9}(\.[0-9]{1,9})*"),
        mending.version,
        "OMV309",
        mark("Versio, esimerkiksi 2.0."),
        bare=True,
    ),
    "integer": TextFormat(
        _pattern(r"-?\d{1,12}"),
        mending.integer,
        "OMV310",
        mark("Kokonaisluku, esimerkiksi 3."),
        bare=True,
    ),
    "decimal": TextFormat(
        _pattern(r"-?\d{1,12}(,\d{1,6})?"),
        mending.decimal,
        "OMV311",
        mark("Luku, desimaalit pilkulla, esimerkiksi 1,8."),
        bare=True,
    ),
}
"""The formats by the names that forms use; `date`, `integer` and `decimal` are kinds as well."""
