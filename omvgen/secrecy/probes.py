"""Probes: what to look for, so that no piece of a withheld text goes unseen.

A withheld text is looked for whole and in pieces. What the public text says
too is no probe: it is no leak there. All look-ups are in dictionaries, so the
cost of a search grows with the texts and not with their product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from omvgen.secrecy.fold import Folded, folded

_RUN = 4  # words: the shortest run that is looked for by itself
_WINDOW = 16  # letters, of words without the spaces between them
_LEAST_LETTERS = 4  # of a word that is looked for by itself
SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_CAPITAL = re.compile(r"\b[A-ZÅÄÖ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\b([A-ZÅÄÖ][^\W\d_]+)\s+(\d{1,4})\b")
_COUNT = re.compile(r"\b(\d{1,2})\s+([^\W\d_]{4,})")
_SHORT_PIECE = 4  # words: in a piece as short as this a capital is a name's, even the first


class Kind(StrEnum):
    """What piece of a withheld text a probe is, in the order in which they are told."""

    WHOLE = "whole"
    SENTENCE = "sentence"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"
    RUN = "run"
    LETTERS = "letters"


Words = tuple[str, ...]
Key = str | Words


@dataclass
class Probes:
    """Everything to look for. Values are the owner of the probe: a number of the caller's."""

    grams: dict[Words, tuple[Kind, int]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    phones: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    windows: dict[str, int] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)  # words with which grams begin
    _long: dict[Words, list[Words]] = field(default_factory=dict)
    _crossing: set[Words] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _name_lengths: set[int] = field(default_factory=set)
    _phone_lengths: set[int] = field(default_factory=set)

    def add(self, text: str, owner: int) -> None:
        """Adds the text whole and all its pieces."""
        whole = folded(text)
        words = tuple(whole.words)
        if telling(words):
            self.add_words(words, Kind.WHOLE, owner)
        within: set[Words] = set()
        for sentence in map(folded, SENTENCES.split(text)):
            within.update(_runs(tuple(sentence.words)))
            if len(sentence.words) > _RUN:
                self.add_words(tuple(sentence.words), Kind.SENTENCE, owner)
            # Not across sentences: two public ones may meet anywhere by chance.
            for window in _windows(sentence.squeezed):
                self.windows.setdefault(window, owner)
        for pattern, kind in ((_ADDRESS, Kind.ADDRESS), (_COUNT, Kind.NUMBER)):
            for match in pattern.finditer(text):
                self.add_words(tuple(folded(match[0]).words), kind, owner)
        for run in _runs(words):
            self.add_words(run, Kind.RUN, owner)
            if run not in within:
                self._crossing.add(run)
        stems = {stem(name): owner for name in names(text)}
        self.names.update(stems)
        self.numbers.update((number, owner) for number in whole.numbers)
        self.phones.update((phone, owner) for phone in whole.phones)
        self.emails.update((email, owner) for email in whole.emails)
        self._name_lengths.update(map(len, stems))
        self._phone_lengths.update(map(len, whole.phones))

    def add_words(self, words: Words, kind: Kind, owner: int) -> None:
        """Adds a run of words that is looked for as it is."""
        if words and words not in self.grams:
            self.grams[words] = (kind, owner)
            self._firsts.add(words[0])
            if len(words) > _RUN:
                self._long.setdefault(words[:_RUN], []).append(words)

    def remove(self, texts: Iterable[str]) -> None:
        """Takes away whatever these texts say, since it may stand anywhere.

        A run that goes from one sentence to the next goes too when each of its words
        is known: two public sentences may meet anywhere by chance.
        """
        for text in map(folded, texts):
            self._known.update(text.words)
            for kind, key, _owner in list(self.hits(text)):
                if isinstance(key, tuple):
                    self.grams.pop(key, None)
                else:
                    self._singles(kind).pop(key, None)

        for run in [run for run in self._crossing if self._known.issuperset(run)]:
            self._crossing.remove(run)
            if self.grams.get(run, (Kind.WHOLE, 0))[0] is Kind.RUN:
                del self.grams[run]

    def hits(self, text: Folded) -> Iterator[tuple[Kind, Key, int]]:
        """Each probe that the text holds, with its owner; the same one as often as it is there."""
        for words in self._found_grams(text.words):
            kind, owner = self.grams[words]
            yield kind, words, owner
        if not (self.names or self.numbers or self.phones or self.emails or self.windows):
            return
        for kind, found in (
            (Kind.NAME, _beginnings(text.words, self._name_lengths)),
            (Kind.NUMBER, text.numbers),
            (Kind.PHONE, _parts(text.phones, self._phone_lengths)),
            (Kind.EMAIL, text.emails),
            (Kind.LETTERS, _windows(text.squeezed) if self.windows else ()),
        ):
            home: dict[str, int] = self._singles(kind)
            for key in found:
                if key in home:
                    yield kind, key, home[key]

    def _found_grams(self, words: list[str]) -> Iterator[Words]:
        for place, first in enumerate(words):
            if first not in self._firsts:  # as most words are not
                continue
            start = tuple(words[place : place + _RUN])
            yield from (gram for n in range(len(start)) if (gram := start[: n + 1]) in self.grams)
            for gram in self._long.get(start, ()):
                if gram in self.grams and tuple(words[place : place + len(gram)]) == gram:
                    yield gram

    def _singles(self, kind: Kind) -> dict[str, int]:
        return {
            Kind.NAME: self.names,
            Kind.NUMBER: self.numbers,
            Kind.PHONE: self.phones,
            Kind.EMAIL: self.emails,
            Kind.LETTERS: self.windows,
        }[kind]


def telling(words: Words) -> bool:
    """Whether the words say enough to be looked for as they are: `5 kpl` does not."""
    letters = sum(map(len, words))
    if len(words) == 1:
        return letters >= (3 if words[0].isdigit() else _LEAST_LETTERS)
    return letters > _LEAST_LETTERS


def names(text: str) -> Iterator[str]:
    """Words with a capital that no sentence gives them, folded, without short ones."""
    short = len(text.split()) <= _SHORT_PIECE
    for sentence in SENTENCES.split(text):
        capitals = list(_CAPITAL.finditer(sentence))
        for match, following in zip_longest(capitals, capitals[1:]):
            first = not any(map(str.isalnum, sentence[: match.start()]))
            paired = following is not None and sentence[match.end() : following.start()] == " "
            if short or paired or not first:
                yield from (w for w in folded(match[0]).words if len(w) >= _LEAST_LETTERS)


def stem(name: str) -> str:
    """The beginning that the name keeps in its Finnish cases."""
    if len(name) <= 5:
        return name
    return name[:-1] if len(name) <= 8 else name[:-3]


def _runs(words: Words) -> Iterator[Words]:
    return (words[start : start + _RUN] for start in range(len(words) - _RUN + 1))


def _windows(squeezed: str) -> Iterator[str]:
    return (squeezed[i : i + _WINDOW] for i in range(len(squeezed) - _WINDOW + 1))


def _beginnings(words: Iterable[str], lengths: set[int]) -> Iterator[str]:
    for word in words:
        yield from (word[:length] for length in lengths if length <= len(word))


def _parts(rows: Iterable[str], lengths: set[int]) -> Iterator[str]:
    """Stretches of the rows of digits that are as long as a number that is looked for."""
    for row in rows:
        for length in lengths:
            for start in range(len(row) - length + 1):
                yield row[start : start + length]
