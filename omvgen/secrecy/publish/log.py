"""Which rows of the change log speak of what is secret."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, partial
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.plan.log_places import spelled_out
from omvgen.plan.plan import Row
from omvgen.plan.secrets import DOCUMENT
from omvgen.secrecy.fold import folded
from omvgen.secrecy.model import Reason
from omvgen.secrecy.publish.tables import PLACE_COLUMN, Judge

# How staff say that a change is of no one place.
_WHOLE_PLAN = ("koko suunnitelma", "koko asiakirja", "suunnitelma", "kaikki osiot", "kaikki")
DOCUMENT_PLACE = "field"
"""What stands for the document's data among the questions that a row may name."""

# What may be a question's or a section's number, and what surely is one.
_LIKE_NUMBERS = re.compile(r"\d{1,2}(?:\.\d{1,3})?")
_NUMBERS = re.compile(
    r"(?:^|\b(?:koh\w+|osi\w+|ja|sekä)\s|[,;]\s*)(\d{1,2}(?:\.\d{1,3})?)\.?(?!\w|[.\s-]\d)",
    re.IGNORECASE,
)
# How a text that says more than a place names one.
_NAMED = re.compile(
    r"\b(?:koh\w+|osi\w+)\s+(\d{1,2}(?:\.\d{1,3})?)(?!\w)|(?<![\d.,])(\d{1,2}\.\d{1,3})(?![\d.]*\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"koh\w+|osi\w+|ja|sekä|myös|\d+")
_LEAST = 5  # letters by which a word is known in another case


def log_judge(
    form: Form, touched: Set[str], repeated: Set[Place], whole: Reason | None = None
) -> Judge:
    """A judge of the log's rows: out go those that name something secret.

    `touched` are the questions of which something is withheld, and the document's data
    (`DOCUMENT_PLACE`) if something of those is. A row that names a section with such a
    question, or a place that is not known to the last word, goes as well. `whole` is why
    all rows go, if they do.
    """

    names = _names(form)
    speaks = cache(partial(_speaks_of, names, touched))

    def judge(n: int, row: Row) -> Reason | None:
        if whole is not None:
            return whole
        if Place("log", form.log.id, row=n) in repeated:
            return Reason.REPEATS
        if touched and speaks(row.get(PLACE_COLUMN, "")):
            return Reason.SPEAKS
        others = (text for column, text in row.items() if column != PLACE_COLUMN)
        if any(_questions(_named(names, text, "", _numbers_in(text))) & touched for text in others):
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
    title = _folded((DOCUMENT,))
    return (*names, _Name("", DOCUMENT_PLACE, title, frozenset((DOCUMENT_PLACE,))))


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(folded(text).words) for text in texts)))


def _speaks_of(names: tuple[_Name, ...], touched: Set[str], place: str) -> bool:
    """Whether the place is, or may be, a question of which something is withheld."""
    place = spelled_out(place, [name.number for name in names if "." in name.number])
    words = " ".join(folded(place).words)
    if _questions(_named(names, place, words, set(_LIKE_NUMBERS.findall(place)))) & touched:
        return True
    if words.startswith(_WHOLE_PLAN):
        return False
    named = _named(names, place, words, set(_NUMBERS.findall(place)))
    return not named or not _is_understood(words, named)


def _numbers_in(text: str) -> Set[str]:
    """The numbers of questions and sections in a text that says other things too."""
    return {number for found in _NAMED.findall(text) for number in found if number}


def _named(
    names: tuple[_Name, ...], place: str, words: str, numbers: Set[str]
) -> tuple[_Name, ...]:
    """What the place names: by number, by title, by sheet or by id."""
    ids = set(place.split())
    return tuple(
        name
        for name in names
        if name.number in numbers or name.id in ids or any(t in words for t in name.titles)
    )


def _questions(named: tuple[_Name, ...]) -> frozenset[str]:
    return frozenset().union(*(name.questions for name in named))


def _is_understood(words: str, named: tuple[_Name, ...]) -> bool:
    """Whether every word is a part of what is named: another one may name another place."""
    known = " ".join(title for name in named for title in name.titles).split()
    return all(
        _BETWEEN.fullmatch(word) or any(one.startswith(word[:_LEAST]) for one in known)
        for word in words.split()
    )
