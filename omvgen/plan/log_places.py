"""Which questions a row of the change log names, and whether staff are still to be told of it.

Staff write the place of a change (`Osio tai kohta`) in their own words: `8.6`, `Osio 8`,
`Henkilöstö`, `kohdat 3.1 ja 3.4`, `koko suunnitelma`. What cannot be read for certain
names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT
from omvgen.patterns import pattern
from omvgen.plan.plan import Row

_WHOLE = ("koko suunnitelma", "koko omavalvontasuunnitelma", "kaikki osiot", "kaikki kohdat")
_QUESTION_NUMBER = pattern(r"(?<![\d.])(\d{1,2}\.\d{1,2})(?![\d.]*\d)")
_SECTION_NUMBER = pattern(r"(?<![\d.])(\d{1,2})(?![\d.]*\d)")
_NUMBER = r"(\d{1,2}(?:\.\d{1,3})?)"
_RANGE = pattern(rf"(?<![\d.]){_NUMBER}\.?\s*[-\u2010-\u2015]\s*{_NUMBER}(?!\.?\d)")
_WORD = pattern(r"\w+")
_SHORTEST_TITLE, _SHORTEST_QUOTE = 5, 20
_ESSENTIAL = "kyllä"
_NOT_YET = pattern(r"ei\b.*|[-\u2010-\u2015]?", re.IGNORECASE | re.DOTALL)


def is_open(row: Row) -> bool:
    """Whether the row is an essential change that staff have not been told of (guideline 2.2).

    `Ei vielä` or a dash instead of the date means that they have not.
    """
    essential = row.get("essential", "").casefold() == _ESSENTIAL
    return essential and _NOT_YET.fullmatch(row.get("informed", "").strip()) is not None


class NamedParts(NamedTuple):
    """The parts of the plan that a text names: question ids, all of it, or its data."""

    questions: frozenset[str] = frozenset()
    whole: bool = False
    document: bool = False

    def __bool__(self) -> bool:
        return bool(self.questions) or self.whole or self.document


class PartNames:
    """The names of a form's sections and questions, to be found in what staff write."""

    def __init__(self, form: Form) -> None:
        self._numbers = {number: id_ for id_, number in form.numbers.items()}
        self._document = _folded(DOCUMENT.name(form.language))
        self._texts = {id_: _folded(question.text) for id_, question in form.questions.items()}
        self._all_texts = "\n".join(self._texts.values())
        self._sections = {
            str(section.number): frozenset(q.id for q in section.questions)
            for section in form.sections
        }
        self._titles = [
            (title, self._sections[str(section.number)])
            for section in form.sections
            for title in (_folded(section.title), _folded(section.sheet).lstrip("0123456789. "))
        ]

    def named_in(self, text: str) -> NamedParts:
        """The questions that the text names, by number, id, title of a section or wording."""
        words = spelled_out(_folded(text), [*self._numbers])
        if any(phrase in words for phrase in _WHOLE):
            return NamedParts(frozenset(self._texts), whole=True, document=True)
        found = {self._numbers[n] for n in _QUESTION_NUMBER.findall(words) if n in self._numbers}
        found.update(word for word in _WORD.findall(words) if word in self._texts)
        found.update(self._quoted(words))
        for number in _SECTION_NUMBER.findall(words):
            found |= self._sections.get(str(int(number)), frozenset())
        return NamedParts(frozenset(found or self._titled(words)), document=self._document in words)

    def _quoted(self, words: str) -> list[str]:
        """The questions whose text the words are, or a good part of it."""
        if len(words) < _SHORTEST_QUOTE or words not in self._all_texts:
            return []
        return [id_ for id_, text in self._texts.items() if words in text]

    def _titled(self, words: str) -> set[str]:
        """The questions of the sections whose title the words have, or are a part of."""
        if len(words) < _SHORTEST_TITLE:
            return set()
        named = (ids for title, ids in self._titles if title in words or words in title)
        return set().union(*named)


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


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
