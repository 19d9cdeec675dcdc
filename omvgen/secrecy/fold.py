"""Text as the search for leaks sees it: without all that may differ in the same words.

Case, composed and decomposed letters, compatibility forms, white space, signs
without width, kinds of dashes, and hyphens at line ends make no difference here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

# Signs that no reader sees: soft hyphen, joiners, directions, variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011][ \t\r]*\n\s*(?=\w)")
# A letter has a few accents; to put a thousand in order takes a million steps.
_HEAP = re.compile("[\u0300-\U0010ffff]{32,}")
_MOST_ACCENTS = 8
SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NUMBER = re.compile(rf"{_BEFORE}\d+(?:(?:[.,:/-]| (?=\d{{3}}(?!\d)))\d+)*{_AFTER}")
_DATE = re.compile(
    rf"{_BEFORE}(?:(\d{{1,2}})[./-] ?(\d{{1,2}})[./-] ?(\d{{4}})|(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}))"
    rf"{_AFTER}(?![.,:/-]\d)"
)
_PARTED = re.compile(rf"{_BEFORE}\d+(?:\s{{1,3}}\d+)+{_AFTER}")
_DIGITS = re.compile(r"\d(?:[ \xa0()/-]{0,2}\d){6,}")
_DIGITS_ANYHOW = re.compile(r"\d(?:[\s()/._-]{0,3}\d){6,}")
_COUNTRY = re.compile(r"^(?:0{0,2}358|0)")
_OF_AN_EMAIL = r"[^\s@<>,;:()\"'\[\]|]"
_AT = re.compile(rf"(?<={_OF_AN_EMAIL})@(?={_OF_AN_EMAIL})")
_MAILBOX = re.compile(rf"{_OF_AN_EMAIL}+\Z")
_HOST = re.compile(r"[^\s@<>,;:()\"'\[\]|/]{1,190}\.[^\W_]{1,63}")
_LONGEST_MAILBOX = 64  # letters (RFC 5321)
_LEAST_DIGITS = 3
_TELLING_DIGITS = 5  # so many are the same number however they are grouped
_PHONE_DIGITS = 7


def fold(text: str) -> str:
    """The text without the differences that do not count."""
    text = _HEAP.sub(_without_heaps, _BROKEN_WORD.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    return _DASHES.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def _without_heaps(match: re.Match[str]) -> str:
    kept, accents = [], 0
    for letter in match[0]:
        accents = accents + 1 if unicodedata.combining(letter) else 0
        if accents <= _MOST_ACCENTS:
            kept.append(letter)
    return "".join(kept)


@dataclass(frozen=True)
class Folded:
    """A folded text, taken apart in the ways in which it is searched, each when asked for."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def letters(self) -> str:
        """All words without what is between them."""
        return "".join(self.words)

    @cached_property
    def ends(self) -> list[int]:
        """Where in `letters` each word ends."""
        return list(accumulate(map(len, self.words)))

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers of three digits or more, dates, and codes of letters and digits.

        Separators are alike: `1,42` and `1.42` are one, as are `12.345,60` and `12345.60`.
        """
        found = [_date(match) for match in _DATE.finditer(self.text)]
        for number in _NUMBER.findall(self.text):
            digits = sum(map(str.isdigit, number))
            if digits >= _LEAST_DIGITS and not _DATE.fullmatch(number):
                parting = "" if digits >= _TELLING_DIGITS else "."
                found.append(re.sub(r"[.,:/-]", parting, number.replace(" ", "")))
        return [*found, *filter(_is_code, self.words)]

    @cached_property
    def parted_numbers(self) -> list[str]:
        """Digits as the numbers that they are if white space has come between them."""
        rows = ("".join(row.split()) for row in _PARTED.findall(self.text))
        return [row for row in rows if len(row) >= _TELLING_DIGITS]

    @cached_property
    def phones(self) -> list[str]:
        """Long rows of digits without separators, country code and first zero."""
        rows = (re.sub(r"\D", "", digits) for digits in _DIGITS.findall(self.text))
        return [n for n in (_COUNTRY.sub("", row) for row in rows) if len(n) >= _PHONE_DIGITS]

    @cached_property
    def digits(self) -> list[str]:
        """Long rows of digits, whatever signs part them: a phone number may be within one."""
        return [re.sub(r"\D", "", digits) for digits in _DIGITS_ANYHOW.findall(self.text)]

    @cached_property
    def emails(self) -> list[str]:
        return list(self._emails())

    def _emails(self) -> Iterator[str]:
        for at in _AT.finditer(self.text):
            before = self.text[max(0, at.start() - _LONGEST_MAILBOX) : at.start()]
            mailbox, host = _MAILBOX.search(before), _HOST.match(self.text, at.end())
            if mailbox and host:
                yield f"{mailbox[0]}@{host[0]}"


def _date(match: re.Match[str]) -> str:
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return f"{year}-{month:0>2}-{day:0>2}"


def _is_code(word: str) -> bool:
    if len(word) < _TELLING_DIGITS or word.isalpha() or word.isdigit():
        return False
    return sum(map(str.isdigit, word)) >= _LEAST_DIGITS


def folded(text: str) -> Folded:
    return Folded(fold(text))
