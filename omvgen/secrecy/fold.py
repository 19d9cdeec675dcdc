"""Text as the search for leaks sees it: without all that may differ in the same words.

Case, composed and decomposed letters, compatibility forms, white space, signs
without width, and hyphens at line ends make no difference here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# Signs that no reader sees: soft hyphen, joiners, directions, variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011][ \t\r]*\n\s*(?=\w)")
SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\w)\d+(?:(?:[.,:/-]| (?=\d{3}(?!\d)))\d+)*(?!\w)")
_DIGITS = re.compile(r"\d(?:[ \xa0()/-]{0,2}\d){6,}")
_EMAIL = re.compile(r"[^\s@<>,;:()\"'\[\]|]+@[^\s@<>,;:()\"'\[\]|/]+\.[^\W_]+")
_LEAST_DIGITS = 3
_PHONE_DIGITS = 7


def fold(text: str) -> str:
    """The text without the differences that do not count."""
    text = unicodedata.normalize("NFKC", _BROKEN_WORD.sub("", text)).casefold()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Folded:
    """A folded text, taken apart in the ways in which it is searched, each when asked for."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def sentences(self) -> list[list[str]]:
        """The words by sentence: two public sentences may meet anywhere by chance."""
        return [_WORD.findall(sentence) for sentence in SENTENCES.split(self.text)]

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers of three digits or more, separators alike: `1,42` and `1.42` are one."""
        found = (re.sub(r"[,:/-]", ".", n.replace(" ", "")) for n in _NUMBER.findall(self.text))
        return [n for n in found if sum(map(str.isdigit, n)) >= _LEAST_DIGITS]

    @cached_property
    def phones(self) -> list[str]:
        """Long rows of digits without separators, country code and first zero."""
        rows = (re.sub(r"\D", "", digits) for digits in _DIGITS.findall(self.text))
        return [n for n in (re.sub(r"^(?:0{0,2}358|0)", "", row) for row in rows) if _is_long(n)]

    @cached_property
    def emails(self) -> list[str]:
        return _EMAIL.findall(self.text)


def _is_long(digits: str) -> bool:
    return len(digits) >= _PHONE_DIGITS


def folded(text: str) -> Folded:
    return Folded(fold(text))
