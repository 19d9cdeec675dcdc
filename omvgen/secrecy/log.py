"""Which rows of the change log speak of what is secret."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, partial
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.model import Form
from omvgen.plan.log_places import spelled_out
from omvgen.plan.model import Row
from omvgen.plan.passages import has_secret
from omvgen.secrecy.fold import folded
from omvgen.secrecy.model import Reason
from omvgen.secrecy.redact import unclear
from omvgen.secrecy.tables import PLACE_COLUMN, Judge

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
    form: Form, touched: Set[str], repeated: Set[Place], whole: Reason | None = None
) -> Judge:
    """A judge of the log's rows: out go those that have or name something secret.

    `touched` are the questions of which something is withheld. A row that names
    a section with such a question, or a place that nobody knows, goes as well.
    `whole` is why all rows go, if they do.
    """

    names = _names(form)
    speaks = cache(partial(_speaks_of, names, touched))

    def judge(n: int, row: Row) -> Reason | None:
        if whole is not None:
            return whole
        if any(has_secret(text) or "]]" in text or unclear(text) for text in row.values()):
            return Reason.SPEAKS
        if Place("log", form.log.id, row=n) in repeated:
            return Reason.REPEATS
        if touched and speaks(row.get(PLACE_COLUMN, "")):
            return Reason.SPEAKS
        return None

    return judge


class _Name(NamedTuple):
    """What a place of the form is called, and the questions that the name means."""

    number: str
    id: str
    titles: tuple[str, ...]
    questions: frozenset[str]


def _names(form: Form) -> tuple[_Name, ...]:
    """The names of sections, each meaning all of its questions, and of questions."""
    names = []
    for section in form.sections:
        titles = (section.title, section.sheet, section.sheet.lstrip("0123456789 "))
        ids = frozenset(question.id for question in section.questions)
        names.append(_Name(str(section.number), section.id, _folded(titles), ids))
        for question in section.questions:
            texts = _folded((question.text, *(table.title for table in question.tables)))
            ids = frozenset((question.id,))
            names.append(_Name(form.numbers[question.id], question.id, texts, ids))
    return tuple(names)


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(folded(text).words) for text in texts)))


def _speaks_of(names: tuple[_Name, ...], touched: Set[str], place: str) -> bool:
    """Whether the place is, or may be, a question of which something is withheld."""
    place = spelled_out(place, [name.number for name in names if "." in name.number])
    words = " ".join(folded(place).words)
    if words in _WHOLE_PLAN:
        return False
    if _named(names, place, words, set(_LIKE_NUMBERS.findall(place))) & touched:
        return True
    return not _named(names, place, words, set(_NUMBERS.findall(place)))


def _named(names: tuple[_Name, ...], place: str, words: str, numbers: Set[str]) -> frozenset[str]:
    """The questions that the place names: by number, by title, by sheet or by id."""
    ids = set(place.split())
    return frozenset().union(
        *(
            name.questions
            for name in names
            if name.number in numbers or name.id in ids or any(t in words for t in name.titles)
        )
    )
