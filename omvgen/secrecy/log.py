"""Which rows of the change log speak of what is secret."""

from __future__ import annotations

import re
from collections.abc import Set

from omvgen.findings.model import Place
from omvgen.form.model import Form
from omvgen.plan.model import Row
from omvgen.plan.passages import has_secret
from omvgen.secrecy.fold import folded
from omvgen.secrecy.model import Reason
from omvgen.secrecy.redact import unclear
from omvgen.secrecy.tables import Judge

_PLACE_COLUMN = "place"
# How staff say that a change is of no one place.
_WHOLE_PLAN = frozenset(
    {"koko suunnitelma", "koko asiakirja", "suunnitelma", "kaikki osiot", "kaikki"}
)
# What may be a question's or a section's number, and what surely is one.
_LIKE_NUMBERS = re.compile(r"\d{1,2}(?:\.\d{1,3})?")
_NUMBERS = re.compile(
    r"(?:^|\b(?:koh\w+|osi\w+|ja|sekä)\s|[,;]\s*)(\d{1,2}(?:\.\d{1,3})?)\.?(?!\w|[.\s-]\d)",
    re.IGNORECASE,
)


def log_judge(
    form: Form, touched: Set[str], repeated: Set[Place], *, all_secret: bool = False
) -> Judge:
    """A judge of the log's rows: out go those that have or name something secret.

    `touched` are the questions of which something is withheld. A row that names
    a section with such a question, or a place that nobody knows, goes as well.
    """

    def judge(n: int, row: Row) -> Reason | None:
        if all_secret:
            return Reason.SECRET
        if any(has_secret(text) or "]]" in text or unclear(text) for text in row.values()):
            return Reason.SPEAKS
        if Place("log", form.log.id, row=n) in repeated:
            return Reason.REPEATS
        if touched and _speaks_of(form, touched, row.get(_PLACE_COLUMN, "")):
            return Reason.SPEAKS
        return None

    return judge


def _speaks_of(form: Form, touched: Set[str], place: str) -> bool:
    """Whether the place is, or may be, a question of which something is withheld."""
    words = " ".join(folded(place).words)
    if words in _WHOLE_PLAN:
        return False
    if _named(form, place, words, set(_LIKE_NUMBERS.findall(place))) & touched:
        return True
    return not _named(form, place, words, set(_NUMBERS.findall(place)))


def _named(form: Form, place: str, words: str, numbers: Set[str]) -> set[str]:
    """The ids of the questions that the place names: by number, by title, by sheet or by id.

    A section's name means all of its questions. Empty when nothing is named.
    """
    named = set()
    for section in form.sections:
        ids = {question.id for question in section.questions}
        titles = (section.title, section.sheet, section.sheet.lstrip("0123456789 "))
        if str(section.number) in numbers or _says(words, titles) or section.id in place.split():
            named |= ids
        for question in section.questions:
            by_number = form.numbers[question.id] in numbers
            by_text = _says(words, (question.text, *(t.title for t in question.tables)))
            if by_number or by_text or question.id in place.split():
                named.add(question.id)
    return named


def _says(words: str, titles: tuple[str, ...]) -> bool:
    """Whether the words are one of the titles, or hold it."""
    return any(title and title in words for title in (" ".join(folded(t).words) for t in titles))
