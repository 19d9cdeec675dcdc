"""The formats of short texts: one row a format, with its check, its correction, finding and help.

Where the pattern or the check digit is our own although a library has it, the library
is slow to import (docs/performance.md). Sources: facts on formats of Finnish authorities.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.form import spelling
from omvgen.form.dates import format_date, parse_date
from omvgen.locale import mark
from omvgen.patterns import pattern


class TextFormat(NamedTuple):
    """What a text must look like.

    `holds` says whether a text that is not empty has the format; `mend` guesses what one
    that has it not was meant to be. `code` is the finding of such a text, `help` tells how
    to write it, as a message to translate. `bare` says that a cell which Excel holds as a
    number or date, and not as text, is as good. `spelling` gives each spelling of a value
    one form, by which texts are compared.
    """

    holds: Callable[[str], bool]
    mend: Callable[[str], str]
    code: Code
    help: str
    bare: bool = False
    spelling: Callable[[str], str] = spelling.value

    def mended(self, text: str) -> str:
        """The text as the format has it where that is certain, otherwise an empty string."""
        guess = self.mend(" ".join(text.split()))
        return guess if guess and self.holds(guess) else ""


# Kielitoimiston ohjepankki, "Puhelinnumerot": groups of digits, no hyphens or parentheses.
_ORDINARY_PHONE = pattern(r"0[1-9](?:[ \xa0]?\d){6,8}")
_PHONE = pattern(r"\+?[\d\s\xa0-]+")
_BUSINESS_ID = pattern(r"[0-9]{7}-[0-9]")
_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)


def is_phone(text: str) -> bool:
    """Whether it is a possible number; Finnish unless it begins with a country code.

    A number as Finnish offices write them, such as `040 123 4567`, is known by a pattern
    of our own; `phonenumbers`, which would accept each of these, decides all others.
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
    11 of the weighted sum. A test holds it against python-stdnum.
    """
    if not _BUSINESS_ID.fullmatch(text) or text == "0000000-0":
        return False
    digits = [int(digit) for digit in text.replace("-", "")]
    return sum(w * d for w, d in zip(_BUSINESS_ID_WEIGHTS, digits, strict=True)) % 11 == 0


# Corrections: each undoes the usual slips of a format. What comes out is only a guess.

_DASHES = pattern("[\u2010-\u2015\u2212]")
_ISO_DATE = pattern(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?")
_OTHER_DATE = pattern(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{2}|\d{4})\.?")


def _mend_postal_code(text: str) -> str:
    """`520` has lost its zeros in Excel; `FI-00520` and `00520 HELSINKI` say more than asked."""
    if re.fullmatch(r"\d{3,4}", text):
        return text.zfill(5)
    if re.fullmatch(r"(\d ?){5}", text):
        return text.replace(" ", "")
    match = re.fullmatch(r"(?:FI-?)?(\d{5})(?:[ ,]+\D+)?", text, re.IGNORECASE)
    return match[1] if match else ""


def _mend_phone(text: str) -> str:
    text = re.sub(r"^(puh|puhelin|p|tel)\b[.:]* *", "", _DASHES.sub("-", text), flags=re.I)
    text = re.sub(r"\(0\)", "", text) if text.startswith("+") else text
    return " ".join(re.sub(r"[()/.-]", " ", text).split())


def _mend_email(text: str) -> str:
    text = re.sub(r"^mailto:|^<|>$|[.,;]$", "", text, flags=re.I)
    return re.sub(r" ?[\[(](?:at|ät)[\])] ?", "@", text, flags=re.I).replace(" ", "")


def _mend_business_id(text: str) -> str:
    text = re.sub(r"^FI", "", _DASHES.sub("-", text), flags=re.I).replace(" ", "")
    match = re.fullmatch(r"(\d{6,7})-?(\d)", text)
    return f"{match[1].zfill(7)}-{match[2]}" if match else ""


def _mend_date(text: str) -> str:
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


def _mend_case_number(text: str) -> str:
    text = re.sub(r"^(?:asianumero|dnro)\b[.:]* *", "", text, flags=re.I)
    return re.sub(r" ?- ?", "-", _DASHES.sub("-", text)).rstrip(".,;")


def _mend_year(text: str) -> str:
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return found[0] if len(found) == 1 else ""


def _mend_version(text: str) -> str:
    return re.sub(r"^(?:versio|v)[.:]* *", "", text, flags=re.I).replace(",", ".")


def _mend_integer(text: str) -> str:
    match = re.fullmatch(r"(-?\d+)(?:[.,]0+)?(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1] if match else ""


def _mend_decimal(text: str) -> str:
    match = re.fullmatch(r"(-?\d+(?:[.,]\d+)?)(?: ?[a-zåäö.]+)?", _DASHES.sub("-", text), re.I)
    return match[1].replace(".", ",") if match else ""


def _matches(expression: str) -> Callable[[str], bool]:
    whole = pattern(expression)
    return lambda text: whole.fullmatch(text) is not None


FORMATS = {
    "postal_code": TextFormat(
        _matches(r"\d{5}"),
        _mend_postal_code,
        Code.POSTAL_CODE_INVALID,
        mark("Viisi numeroa, esimerkiksi 00520."),
        spelling=spelling.unspaced,
    ),
    "phone": TextFormat(
        is_phone,
        _mend_phone,
        Code.PHONE_INVALID,
        mark("Esimerkiksi 029 500 0000."),
        spelling=spelling.phone,
    ),
    "email": TextFormat(
        _matches(r"[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+"),
        _mend_email,
        Code.EMAIL_INVALID,
        mark("Esimerkiksi etunimi.sukunimi@organisaatio.fi."),
        spelling=spelling.email,
    ),
    "business_id": TextFormat(
        is_business_id,
        _mend_business_id,
        Code.BUSINESS_ID_INVALID,
        mark("Y-tunnus, esimerkiksi 1234567-1."),
        spelling=spelling.business_id,
    ),
    "date": TextFormat(
        lambda text: parse_date(text) is not None,
        _mend_date,
        Code.DATE_INVALID,
        mark("Päivä, kuukausi ja vuosi ilman etunollia, esimerkiksi 30.1.2026."),
        bare=True,
        spelling=spelling.day,
    ),
    "case_number": TextFormat(
        _matches(
            r"(?=\D*+\d)(?:[A-ZÅÄÖa-zåäö]*+ )?[\dA-ZÅÄÖa-zåäö]++"
            r"[-/. ][\dA-ZÅÄÖa-zåäö.]++(?:[-/ ][\dA-ZÅÄÖa-zåäö.]++)*+"
        ),
        _mend_case_number,
        Code.CASE_NUMBER_INVALID,
        mark("Asianhallintajärjestelmän tunnus sellaisenaan."),
    ),
    "year": TextFormat(
        _matches(r"(19|20|21)[0-9]{2}"),
        _mend_year,
        Code.YEAR_INVALID,
        mark("Vuosi neljällä numerolla, esimerkiksi 2026."),
        bare=True,
        spelling=spelling.unspaced,
    ),
    "version": TextFormat(
        _matches(r"[0-9]{1,9}(\.[0-9]{1,9})*"),
        _mend_version,
        Code.VERSION_INVALID,
        mark("Versio, esimerkiksi 2.0."),
        bare=True,
        spelling=spelling.version,
    ),
    "integer": TextFormat(
        _matches(r"-?\d{1,12}"),
        _mend_integer,
        Code.INTEGER_INVALID,
        mark("Kokonaisluku, esimerkiksi 3."),
        bare=True,
        spelling=spelling.decimal,
    ),
    "decimal": TextFormat(
        _matches(r"-?\d{1,12}(,\d{1,6})?"),
        _mend_decimal,
        Code.DECIMAL_INVALID,
        mark("Luku, desimaalit pilkulla, esimerkiksi 1,8."),
        bare=True,
        spelling=spelling.decimal,
    ),
}
"""The formats by the names that forms use; `date`, `integer` and `decimal` are kinds as well."""
