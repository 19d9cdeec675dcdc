"""Which rows of the change log are withheld: those that mention something withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache, partial
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT
from omvgen.patterns import pattern
from omvgen.plan.log_places import spelled_out
from omvgen.plan.plan import Row
from omvgen.secrecy.model import Reason
from omvgen.secrecy.publish.rows import PLACE_COLUMN, RowRule
from omvgen.secrecy.text import Words, words_of

# How staff say that a change concerns no particular place, or all of something.
_ALL = pattern(
    r"\b(?:kaik\w+|koko|kokonaan|kokonaisuu\w+|jokai\w+|molem\w+|kauttaaltaan|"
    r"hela|samtliga|whole|entire|every|all|muualla|muualle|läpi\s+linjan|"
    r"(?:joka|use\w+|mon(?:i|t|e)\w+|muutam\w+|mui\w+|muut\w*|eri|seuraav\w+|edelli\w+)\s+"
    r"(?:koh|osi)\w+)\b",
    re.IGNORECASE,
)
_WHOLE_PLAN = pattern(r"\W*(?:omavalvonta)?suunnitelma\w*\W*", re.IGNORECASE)
DOCUMENT_PLACE = "field"
"""Stands for the document's data among the questions that a row may mention."""

# In the place column: what may be a question's or section's number, and what surely is.
_POSSIBLE_NUMBER = pattern(r"\d{1,2}(?:\.\d{1,3})?")
_SURE_NUMBER = pattern(
    r"(?:^|\b(?:koh\w+|osi\w+|ja|sekä)\s|[,;]\s*)(\d{1,2}(?:\.\d{1,3})?)\.?(?!\w|[.\s-]\d)",
    re.IGNORECASE,
)
# The same in a column of free text: in digits or in words, before the word for it or after.
_PART = (
    r"(?:koh[td]\w*|osi\w+|lu[kv]u\w*|välileh\w+|punkt\w*|avsnitt\w*|kapit\w+|section\w*"
    r"|chapter\w*)"
)
_NUMBER_IN_TEXT = pattern(
    rf"\b{_PART}\s+(\d{{1,2}}(?:\.\d{{1,3}})?)(?!\w)|(?<![\d.,])(\d{{1,2}}\.\d{{1,3}})(?![\d.]*\d)"
    rf"|(?<![\d.,])(\d{{1,2}})[.-]?\s?-?{_PART}",
    re.IGNORECASE,
)
_WORDS_OF_NUMBERS = (
    "ensim|yksi|yhde", "toi[ns]|kaksi|kahde(?!k)", "kolm", "nelj", "viisi|viide|viite",
    "kuusi|kuude|kuute", "seitsem", "kahdek", "yhdek", "kymmen",
)  # fmt: skip
_NUMBER_WORD = "|".join(f"(?P<n{n}>{words})" for n, words in enumerate(_WORDS_OF_NUMBERS, 1))
_SPELLED_NUMBER = pattern(
    rf"\b(?:(?P<before>{_PART})\s+)?(?:{_NUMBER_WORD})(?P<end>\w*)(?:\s+(?P<after>{_PART}))?",
    re.IGNORECASE,
)
_TEEN = "toista"
_JOINING_WORD = pattern(r"koh\w+|osi\w+|ja|sekä|myös|\d+")
_MIN_BEGINNING = 5  # letters by which a word is recognised in another case


def log_rule(
    form: Form, withheld: Set[str], repeats: Set[Place], whole: Reason | None = None
) -> RowRule:
    """The rule by which rows of the log are withheld.

    `withheld` are the questions of which something is withheld, and `DOCUMENT_PLACE` if
    something of the document's data is. A row goes that names one of them, or a section
    with one, in any column, by number, id or title; that speaks of all of something; or
    whose place is not understood to the last word. `repeats` are the rows with secret
    words; `whole` is the reason if the whole log is withheld.
    """
    targets = _targets(form)
    mentions = cache(partial(_may_mention, targets, withheld))
    speaks_of = cache(partial(_may_speak_of, targets, withheld))

    def rule(n: int, row: Row) -> Reason | None:
        if whole is not None:
            return whole
        if Place("log", form.log.id, row=n) in repeats:
            return Reason.REPEATS
        if withheld and mentions(row.get(PLACE_COLUMN, "")):
            return Reason.MENTIONS
        others = (text for column, text in row.items() if column != PLACE_COLUMN)
        if withheld and any(map(speaks_of, others)):
            return Reason.MENTIONS
        return None

    return rule


class _Target(NamedTuple):
    """A section or question: its number, id and titles, and the questions it covers."""

    number: str
    id: str
    titles: tuple[str, ...]
    questions: frozenset[str]


def _targets(form: Form) -> tuple[_Target, ...]:
    """The form's sections and questions, and the document's data."""
    targets = []
    for section in form.sections:
        titles = (section.title, section.sheet, section.sheet.lstrip("0123456789 "))
        ids = frozenset(question.id for question in section.questions)
        targets.append(_Target(str(section.number), section.id, _folded(titles), ids))
        for question in section.questions:
            texts = _folded((question.text, *(table.title for table in question.tables)))
            ids = frozenset((question.id,))
            targets.append(_Target(form.numbers[question.id], question.id, texts, ids))
    title = _folded((DOCUMENT.name(form.language),))
    return (*targets, _Target("", DOCUMENT_PLACE, title, frozenset((DOCUMENT_PLACE,))))


@lru_cache(1_024)  # the texts of a form are the same for each of its plans
def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(words_of(text)) for text in texts)))


def _may_mention(targets: tuple[_Target, ...], withheld: Set[str], place: str) -> bool:
    """Whether the place is, or may be, a question of which something is withheld."""
    place = spelled_out(place, [target.number for target in targets if "." in target.number])
    words = " ".join(words_of(place))
    possible = set(_POSSIBLE_NUMBER.findall(place))
    if _questions(_named(targets, place, words, possible)) & withheld:
        return True
    if _ALL.search(place) or _WHOLE_PLAN.fullmatch(place):
        return True
    named = _named(targets, place, words, set(_SURE_NUMBER.findall(place)))
    return not named or not _is_understood(words, named)


def _may_speak_of(targets: tuple[_Target, ...], withheld: Set[str], text: str) -> bool:
    """Whether a free text speaks of a withheld question or of all: titles in any case count."""
    if _ALL.search(text):
        return True
    text = spelled_out(text, [target.number for target in targets if "." in target.number])
    numbers = {number for found in _NUMBER_IN_TEXT.findall(text) for number in found if number}
    numbers.update(_spelled_numbers(text))
    words = words_of(text)
    named = _named(targets, text, " ".join(words), numbers)
    if _questions(named) & withheld:
        return True
    hidden = (target for target in targets if target.questions & withheld)
    return any(_is_titled(title, words) for target in hidden for title in target.titles)


def _spelled_numbers(text: str) -> Iterator[str]:
    """The numbers that the text has in words beside a word for a part: `viides osio`."""
    for match in _SPELLED_NUMBER.finditer(text):
        if match["before"] or match["after"]:
            is_teen = match["end"].casefold().endswith(_TEEN)
            yield str(_number_of(match) + (10 if is_teen else 0))


def _number_of(match: re.Match[str]) -> int:
    return next(n for n in range(1, len(_WORDS_OF_NUMBERS) + 1) if match[f"n{n}"])


def _is_titled(title: str, words: Words) -> bool:
    """Whether the words have each long word of the title, in whatever case."""
    stems = [w[: max(len(w) - 2, _MIN_BEGINNING)] for w in title.split() if len(w) > _MIN_BEGINNING]
    return bool(stems) and all(any(word.startswith(stem) for word in words) for stem in stems)


def _named(
    targets: tuple[_Target, ...], place: str, words: str, numbers: Set[str]
) -> tuple[_Target, ...]:
    """What the place names: by number, by title, by sheet or by id."""
    ids = set(place.split())
    return tuple(
        target
        for target in targets
        if target.number in numbers or target.id in ids or any(t in words for t in target.titles)
    )


def _questions(named: tuple[_Target, ...]) -> frozenset[str]:
    return frozenset().union(*(target.questions for target in named))


def _is_understood(words: str, named: tuple[_Target, ...]) -> bool:
    """Whether every word belongs to what is named: another one may name another place."""
    known = " ".join(title for target in named for title in target.titles).split()
    return all(
        _JOINING_WORD.fullmatch(word) or any(one.startswith(word[:_MIN_BEGINNING]) for one in known)
        for word in words.split()
    )
