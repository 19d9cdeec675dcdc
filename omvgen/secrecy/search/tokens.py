"""A text taken apart into what is looked for: words, numbers, phone numbers, e-mails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from omvgen.patterns import pattern
from omvgen.secrecy.text import emails, fold, words_of_folded

_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NUMBER = pattern(rf"{_BEFORE}\d+(?:(?:[.,:/-]| (?=\d{{3}}(?!\d)))\d+)*{_AFTER}")
_DATE = pattern(
    rf"{_BEFORE}(?:(\d{{1,2}})[./-] ?(\d{{1,2}})[./-] ?(\d{{4}})|(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}))"
    rf"{_AFTER}(?![.,:/-]\d)"
)
_SPACED_DIGITS = pattern(rf"{_BEFORE}\d+(?:\s{{1,3}}\d+)+{_AFTER}")
_HYPHENED_DIGITS = pattern(rf"{_BEFORE}\d(?:-\d){{3,}}{_AFTER}(?!-)")
_PHONE = pattern(r"\d(?:[ \xa0()/-]{0,2}\d){6,}")
_DIGIT_ROW = pattern(r"\d(?:[\s()/._-]{0,3}\d){6,}")
_COUNTRY_CODE = pattern(r"^(?:0{0,2}358|0)")
_MIN_DIGITS = 4
_MIN_LONG_NUMBER = 5  # digits: so many are the same number however they are grouped
MIN_PHONE = 7  # digits


@dataclass(frozen=True)
class Tokens:
    """A folded text and its tokens, each kind taken apart when it is needed."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words_of_folded(self.text)

    @cached_property
    def letters(self) -> str:
        """All words run together."""
        return "".join(self.words)

    @cached_property
    def ends(self) -> list[int]:
        """Where in `letters` each word ends."""
        return list(accumulate(map(len, self.words)))

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers of four digits or more, and dates as yyyy-mm-dd.

        A number of three digits stands in any text by chance.
        Separators are alike: `1,42` and `1.42` are one, as are `12.345,60` and `12345.60`.
        """
        found = [_iso_date(match) for match in _DATE.finditer(self.text)]
        for number in _NUMBER.findall(self.text):
            digits = sum(map(str.isdigit, number))
            if digits >= _MIN_DIGITS and not _DATE.fullmatch(number):
                separator = "" if digits >= _MIN_LONG_NUMBER else "."
                found.append(re.sub(r"[.,:/-]", separator, number.replace(" ", "")))
        return found

    @cached_property
    def spaced_numbers(self) -> list[str]:
        """Rows of digits with white space within them, joined; short ones of one line alone.

        Digits with hyphens between them are joined, too.
        """
        found = [row for row in _SPACED_DIGITS.findall(self.text) if _is_long(row, "\n" in row)]
        parted = _HYPHENED_DIGITS.findall(self.text)
        return [re.sub(r"\D", "", row) for row in (*found, *parted)]

    @cached_property
    def phones(self) -> list[str]:
        """The digits of phone numbers, without country code and first zero."""
        rows = (re.sub(r"\D", "", digits) for digits in _PHONE.findall(self.text))
        return [n for n in (_COUNTRY_CODE.sub("", row) for row in rows) if len(n) >= MIN_PHONE]

    @cached_property
    def digit_rows(self) -> list[str]:
        """Long rows of digits, whatever separates them: a phone number may be within one."""
        return [re.sub(r"\D", "", digits) for digits in _DIGIT_ROW.findall(self.text)]

    @cached_property
    def emails(self) -> list[str]:
        return list(emails(self.text))


def tokens_of(text: str) -> Tokens:
    return Tokens(fold(text))


def _is_long(row: str, in_lines: bool) -> bool:
    """Whether the row has so many digits that it is one number: numbers may stand in a column."""
    return sum(map(str.isdigit, row)) >= (_MIN_LONG_NUMBER if in_lines else _MIN_DIGITS)


def _iso_date(match: re.Match[str]) -> str:
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return f"{year}-{month:0>2}-{day:0>2}"
