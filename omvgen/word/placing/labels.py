"""The form's own wordings, and which of them a line of a document has to the letter.

Letter case, white space, punctuation and a number before the words do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from omvgen.form.form import Form
from omvgen.patterns import pattern
from omvgen.plan.text import RichText, Run, rich, slice_runs

_WORD = pattern(r"\w+")
_NUMBERING = pattern(
    r"\s*(?:[-–—•*·]\s+)?(?:(?:kohta|osio|luku)\s+)?"
    r"\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.):]?(?=\s)\s+(?=\S)",
    re.IGNORECASE,
)
_PAGE = pattern(r"(?<![\s.…])(?>[\s.…]*?(?:\t|\.{3}|…))[\s.…]*+\d{1,3}\s*+\Z")
_BETWEEN = pattern(r"[^\w\[(]*+")  # what may part a question from its answer on one line
_PARTS = pattern(r"[:?\n\t]|\s[–—-]\s|[.)]\s*\Z")
DISTINCT_WORDS = 4
"""A wording of fewer words may stand in any text by chance."""


class What(StrEnum):
    """What a wording of the form is."""

    QUESTION = "question"
    FIELD = "field"
    SECTION = "section"
    TABLE = "table"
    TITLE = "title"  # the form's name and other words that nothing answers


class Label(NamedTuple):
    """A wording of the form. `section` is the id of its section, empty for fields."""

    what: What
    id: str
    section: str
    words: int


@dataclass(frozen=True)
class Found:
    """A wording at the beginning of a line: what may have it, and the text after it."""

    labels: tuple[Label, ...]
    rest: RichText = RichText()


class Labels:
    """The wordings of a form, by their words."""

    def __init__(self, form: Form) -> None:
        self._by_words: dict[tuple[str, ...], list[Label]] = {}
        for title in (form.heading, form.title, form.document_title, form.source):
            self._add(What.TITLE, "", title)
        for section in form.sections:
            self._add(What.SECTION, section.id, section.title, section.id)
            if section.statement:
                self._add(What.TITLE, "", section.statement, section.id)
            for question in section.questions:
                self._add(What.QUESTION, question.id, question.text, section.id)
                for table in question.tables:
                    self._add(What.TABLE, table.id, table.title, section.id)
        for field in form.document_fields:
            self._add(What.FIELD, field.id, field.text)
        self._add(What.TABLE, form.log.id, form.log.title)
        self._lengths = sorted({len(words) for words in self._by_words}, reverse=True)

    def _add(self, what: What, id_: str, text: str, section: str = "") -> None:
        words = words_of(text)
        label = Label(what, id_, section, len(words))
        known = self._by_words.setdefault(words, []) if words else [label]
        if label not in known:
            known.append(label)

    def whole(self, text: str) -> tuple[Label, ...]:
        """The wordings that the text is, and nothing else."""
        return tuple(self._by_words.get(words_of(text), ()))

    def at_start(self, text: RichText) -> Found | None:
        """The longest wording that the text is or begins with, parted from what follows it."""
        line = text.plain
        whole = self.whole(line)
        if whole:
            return Found(whole)
        start = numbering_end(line)
        words: list[tuple[str, int]] = []
        for match in _WORD.finditer(line, start):
            words.append((_folded(match.group()), match.end()))
            if len(words) == self._lengths[0]:
                break
        for length in self._lengths:
            if length > len(words):
                continue
            labels = self._by_words.get(tuple(word for word, _ in words[:length]))
            if labels is None:
                continue
            end = words[length - 1][1]
            between = _BETWEEN.match(line, end)
            after = between.end() if between else end
            if _PARTS.search(line[end:after]) or end <= bold_end(text) <= after:
                return Found(tuple(labels), slice_text(text, after))
        return None


def bold_end(text: RichText) -> int:
    """Where bold words at the beginning of a text end and others follow; 0 when none do."""
    if len(text.runs) < 2 or not text.runs[0].bold or text.runs[1].bold:
        return 0
    return len(text.runs[0].text)


@lru_cache(maxsize=1024)  # the titles of the form are asked of each cell anew
def words_of(text: str) -> tuple[str, ...]:
    """The words by which two wordings are the same, without a number before them."""
    text = _PAGE.sub("", text)
    return tuple(_folded(m.group()) for m in _WORD.finditer(text, numbering_end(text)))


def numbering(line: str) -> str:
    """The number that the line begins with, such as `4.3`, or an empty text."""
    match = _NUMBERING.match(line)
    return match["number"] if match else ""


def numbering_end(line: str) -> int:
    match = _NUMBERING.match(line)
    return match.end() if match else 0


def slice_text(text: RichText, start: int, end: int | None = None) -> RichText:
    """The text from start to end, each character with its format."""
    return rich(slice_runs(text.runs, start, len(text.plain) if end is None else end))


def joined_lines(lines: Iterable[RichText]) -> RichText:
    """The texts below each other."""
    runs: list[Run] = []
    for line in lines:
        if line:
            runs += [*([Run("\n")] if runs else []), *line.runs]
    return rich(runs)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
