"""How much a heading is about the same as a wording of the form, by its words.

Finnish words are inflected at their ends and joined to compounds: two words are alike when
one begins as the other does, and partly so when one is a part of the other. A word that few
of the form's wordings have says more than one that most of them have.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.word.placing.labels import words_of

FLOOR = 0.58
"""Below this likeness nothing is guessed,"""
LOW_FLOOR = 0.41
"""or below this, when no other wording comes near: is less alike by `CLEARLY`."""
CLEARLY = 0.2
MARGIN = 0.03
"""By how much the best wording must be better than the next."""
_WITHIN = 0.65  # how much it says that a heading's words are in the wording, and not the reverse
_IN_VIEW = 0.1  # how much more likely a wording of the group in view is
_SHORTEST = 3  # letters; shorter words say nothing
_ENDING = 2  # letters at the end of the shorter word in which inflected forms may differ
_COMPOUND = 0.6  # how alike a word and a compound with it are
_PART = 6  # letters of a word that is looked for within a compound
_INFLECTION = 7  # letters after what two forms of a word share, at most
_ROOT = 5  # letters that two words must share, one less when one of them has no more
_DOING = pattern(r"(?:(t[aä])?mi(?:nen|s(?:e|t)?\w*)|(?:[aäei]?t)?[aä][aä]n)\Z")
_LONG = 8  # letters that words share when they may differ in one letter more at their ends
# What headings and questions of any form are made of, besides what they are about.
_LITTLE = frozenset(
    words_of(
        "ja sekä tai että muista muiden miten mitä mikä millä kuinka onko joka jossa jotka jos "
        "niin kuin sen sille kanssa myös muu muut eri ovat kuvaus kuvatkaa kuvaa yleinen"
    )
)
_DONE = words_of(
    "huolehditaan varmistetaan järjestetään toteutetaan toimenpiteillä menettelytavoilla "
    "koskevat liittyvät"
)


class Nearest(NamedTuple):
    """The wording that a heading is most like, and how much, from 0 to 1."""

    id: str
    likeness: float


_NOTHING = Nearest("", 0.0)


class Wordings:
    """What things are called, by id, as words weighed by how few of them have each."""

    def __init__(self, texts: Mapping[str, Sequence[str]], groups: Mapping[str, str]) -> None:
        """`texts` are the names of each thing, `groups` the group that it belongs to."""
        self._names = {id_: [about(text) for text in names] for id_, names in texts.items()}
        self._groups = groups
        self._words = {
            id_: {w for name in names for w in name} for id_, names in self._names.items()
        }
        vocabulary = set().union(*self._words.values())
        self._weights = {word: self._weight(word) for word in vocabulary}
        self._known: dict[str, float] = {}

    @property
    def ids(self) -> Iterable[str]:
        return self._names

    def _weight(self, word: str) -> float:
        having = sum(any(alike(word, one) == 1 for one in words) for words in self._words.values())
        return math.log(1 + len(self._words) / max(having, 1))

    def nearest(self, heading: str, among: Iterable[str], group: str = "") -> Nearest | None:
        """The wording that the heading is most like.

        None when none reaches `FLOOR`, or when another one is about as near.
        """
        first, second = self.two_best(heading, among, group)
        ahead = first.likeness - second.likeness
        floor = LOW_FLOOR if ahead >= CLEARLY else FLOOR
        return first if first.likeness >= floor and ahead >= MARGIN else None

    def two_best(self, heading: str, among: Iterable[str], group: str = "") -> list[Nearest]:
        """The two wordings that the heading is most like, however little."""
        words = about(heading)
        found = (Nearest(id_, self._likeness(words, id_, group)) for id_ in among if words)
        return nlargest(2, (*found, _NOTHING, _NOTHING), key=lambda one: one.likeness)

    def _likeness(self, words: tuple[str, ...], id_: str, group: str) -> float:
        """Mostly how much of the heading is in the wording, partly how much of it is covered."""
        weighed = [(word, self._of(word)) for word in words]
        near = 0.0
        for name in self._names[id_]:
            whole = _covered([(word, self._weights[word]) for word in name], words)
            if whole:
                near = max(near, _WITHIN * _covered(weighed, name) + (1 - _WITHIN) * whole)
        in_view = bool(group) and self._groups.get(id_) == group
        return min(near * (1 + _IN_VIEW * in_view), 1.0)

    def _of(self, word: str) -> float:
        """The weight of a heading's word: that of the word of the form that it is most like."""
        if word not in self._known:
            near = max(self._weights, key=lambda one: alike(word, one), default="")
            known = bool(near) and alike(word, near) > 0
            self._known[word] = self._weights[near] if known else math.log(1 + len(self._words)) / 2
        return self._known[word]


@lru_cache(maxsize=1024)  # the titles of the form are asked of each cell anew
def about(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about, forms of one word once."""
    kept: list[str] = []
    for word in words_of(text):
        if _says_something(word) and not any(alike(word, one) == 1 for one in kept):
            kept.append(word)
    return tuple(kept)


@cache
def _says_something(word: str) -> bool:
    if len(word) < _SHORTEST or word.isdigit() or word in _LITTLE:
        return False
    return not any(alike(word, one) == 1 for one in _DONE)


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much of two texts is the same words, each word counting the same, from 0 to 1."""
    if not one or not other:
        return 0.0
    both = _covered([(word, 1.0) for word in one], other) * len(one)
    both += _covered([(word, 1.0) for word in other], one) * len(other)
    return both / (len(one) + len(other))


def _covered(words: list[tuple[str, float]], others: Iterable[str]) -> float:
    """The share of the words, by weight, that have one like them among the others."""
    others = tuple(others)
    whole = sum(weight for _, weight in words)
    met = sum(weight * max(alike(word, other) for other in others) for word, weight in words)
    return met / whole if whole else 0.0


@cache
def alike(one: str, other: str) -> float:
    """1 for forms of a word, less for a word and a compound with it, 0 for others."""
    short, long = sorted((_base(one), _base(other)), key=len)
    if short == long:
        return 1.0
    pairs = enumerate(zip(short, long, strict=False))
    common = next((n for n, (a, b) in pairs if a != b), len(short))
    least = _ROOT - (len(short) <= _ROOT)
    if common >= least and len(short) - common <= _ENDING + (common >= _LONG):
        if len(long) - common <= min(_INFLECTION, len(short)):
            return 1.0
        if common == len(short) > _ROOT:
            return _COMPOUND
    if common >= _LONG:
        return _COMPOUND
    stem = short[: max(_PART, len(short) - _ENDING)]
    return _COMPOUND if len(stem) >= _PART and stem in long else 0.0


def _base(word: str) -> str:
    """The word without an ending that changes wholly: `osaaminen`, `osaamisesta`, `osataan`."""
    doing = _DOING.search(word)
    if doing:
        return word[: max(doing.start() if doing.start() >= _ROOT else doing.end(1), 0)] or word
    return word.removesuffix("nen") if len(word) > _ROOT + 1 else word
