"""What a row of the change log speaks of, and whether staff are still to be told of it.

What it speaks of is read from its `Osio tai kohta`, which staff write in their own
words: `8.6`, `Osio 8`, `Henkilöstö`, `kohdat 3.1 ja 3.4`, `koko suunnitelma`. What cannot
be read names nothing; nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from omvgen.form.model import Form, Section
from omvgen.plan.model import Row

_WHOLE = ("koko suunnitelma", "koko omavalvontasuunnitelma", "kaikki osiot", "kaikki kohdat")
_DOCUMENT = "asiakirjan tiedot"
_QUESTION_NUMBER = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2})(?![\d.]*\d)")
_SECTION_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})(?![\d.]*\d)")
_NUMBER = r"(\d{1,2}(?:\.\d{1,3})?)"
_RANGE = re.compile(rf"(?<![\d.]){_NUMBER}\.?\s*[-\u2010-\u2015]\s*{_NUMBER}(?!\.?\d)")
_SHORTEST_TITLE = 5
_ESSENTIAL = "kyllä"
_NOT_YET = re.compile(r"ei\b.*|[-\u2010-\u2015]?", re.IGNORECASE | re.DOTALL)


def is_open(row: Row) -> bool:
    """Whether the row is an essential change that staff have not been told of (guideline 2.2).

    `Ei vielä` or a dash where it should say when they were told is no telling.
    """
    essential = row.get("essential", "").casefold() == _ESSENTIAL
    return essential and _NOT_YET.fullmatch(row.get("informed", "").strip()) is not None


class Named(NamedTuple):
    """The parts of the plan that a text names: question ids, and what covers many."""

    questions: frozenset[str] = frozenset()
    whole: bool = False
    document: bool = False

    def __bool__(self) -> bool:
        return bool(self.questions) or self.whole or self.document


def named_in(text: str, form: Form) -> Named:
    """The questions that the text names, by number, id, title of a section or wording."""
    words = spelled_out(" ".join(text.casefold().split()), [*form.numbers.values()])
    if any(phrase in words for phrase in _WHOLE):
        return Named(frozenset(form.questions), whole=True, document=True)
    ids = {number: key for key, number in form.numbers.items()}
    found = {ids[n] for n in _QUESTION_NUMBER.findall(words) if n in ids}
    found.update(key for key in form.questions if re.search(rf"\b{key}\b", words))
    found.update(
        key for key, q in form.questions.items() if len(words) >= 20 and words in _folded(q.text)
    )
    sections = {section.number: section for section in form.sections}
    for section in [sections[n] for n in map(int, _SECTION_NUMBER.findall(words)) if n in sections]:
        found.update(q.id for q in section.questions)
    if not found:
        for section in form.sections:
            if _names_title(words, section):
                found.update(q.id for q in section.questions)
    return Named(frozenset(found), document=_DOCUMENT in words)


def spelled_out(text: str, numbers: Sequence[str]) -> str:
    """The text with each range, such as `8.5–8.7` or `3–5`, as all the questions it covers.

    `numbers` are those of the questions, in the form's order. A range that begins or
    ends with another number stays as it is: it may be one of anything.
    """

    def whole(found: re.Match[str]) -> str:
        ends = [
            [place for place, n in enumerate(numbers) if n == end or n.startswith(f"{end}.")]
            for end in found.groups()
        ]
        if not all(ends):
            return found[0]
        return ", ".join(numbers[min(map(min, ends)) : max(map(max, ends)) + 1])

    return _RANGE.sub(whole, text)


def _names_title(words: str, section: Section) -> bool:
    titles = (_folded(section.title), _folded(section.sheet).lstrip("0123456789. "))
    return len(words) >= _SHORTEST_TITLE and any(t in words or words in t for t in titles)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
