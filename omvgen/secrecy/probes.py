"""Probes: what to look for, so that no piece of a withheld text goes unseen.

A withheld text is looked for whole and in pieces. What the public text says
too is no probe: it is no leak there. All look-ups are in dictionaries, so the
cost of a search grows with the texts and not with their product.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise, zip_longest

from omvgen.secrecy.fold import SENTENCES, Folded, folded

_RUN = 4  # words: the shortest run that is looked for by itself
_WINDOW = 16  # letters, of words without the spaces between them
_LEAST_LETTERS = 4  # of a word that is looked for by itself
_CAPITAL = re.compile(r"\b[A-ZÅÄÖ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\b([A-ZÅÄÖ][^\W\d_]+)\s+(\d{1,4})\b")
_SMALL = re.compile(r"\b[a-zåäö][^\W\d_]+")
_COUNT = re.compile(r"\b(\d{1,2})\s+([^\W\d_]{4,})")
_OUR_MARK = ("salassa", "pidettävä")  # how placeholders begin: they may follow any public word
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
Gaps = tuple[int, ...]
"""Where in a window one word ends and the next begins."""


@dataclass
class Probes:
    """Everything to look for. Values are the owner of the probe: a number of the caller's."""

    grams: dict[Words, tuple[Kind, int]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    phones: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    windows: dict[str, tuple[int, Gaps]] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)  # words with which grams begin
    _long: dict[Words, list[Words]] = field(default_factory=dict)
    _crossing: set[Words] = field(default_factory=set)
    _firsts_of_sentences: set[Words] = field(default_factory=set)
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
        for raw in SENTENCES.split(text):
            sentence = folded(raw)
            within.update(_runs(tuple(sentence.words)))
            if len(sentence.words) > _RUN:
                self.add_words(tuple(sentence.words), Kind.SENTENCE, owner)
            ends = list(accumulate(map(len, sentence.words)))
            for window, place in _windows(sentence.words):
                self.windows.setdefault(window, (owner, _gaps(ends, place)))
            for match in _ADDRESS.finditer(raw):
                address = tuple(folded(match[0]).words)
                self.add_words(address, Kind.ADDRESS, owner)
                if not any(map(str.isalnum, raw[: match.start()])):
                    self._firsts_of_sentences.add(address)
        for match in _COUNT.finditer(text):
            self.add_words(tuple(folded(match[0]).words), Kind.NUMBER, owner)
        for run in _runs(words):
            self.add_words(run, Kind.RUN, owner)
            if run not in within or _OUR_MARK in pairwise(run):
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
        is known: two public sentences may meet anywhere by chance. So does `Liitteet 3`
        at the beginning of one, where these texts have the word without a capital.
        """
        small: set[str] = set()
        for raw in texts:
            text = folded(raw)
            small.update(map(str.casefold, _SMALL.findall(raw)))
            self._known.update(text.words)
            for kind, key, _owner in list(self.hits(text)):
                if isinstance(key, tuple):
                    self.grams.pop(key, None)
                else:
                    self._singles(kind).pop(key, None)
            for sentence in text.sentences:
                for window, _place in _windows(sentence):
                    self.windows.pop(window, None)

        for run in [run for run in self._crossing if self._known.issuperset(run)]:
            self._crossing.remove(run)
            self._drop(run, Kind.RUN)
        for address in self._firsts_of_sentences:
            if address[0] in small:
                self._drop(address, Kind.ADDRESS)

    def _drop(self, words: Words, kind: Kind) -> None:
        if self.grams.get(words, (None, 0))[0] is kind:
            del self.grams[words]

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
        ):
            home: dict[str, int] = self._singles(kind)
            for key in found:
                if key in home:
                    yield kind, key, home[key]
        for sentence in text.sentences if self.windows else ():
            ends = list(accumulate(map(len, sentence)))
            for window, place in _windows(sentence):
                if window in self.windows:
                    owner, gaps = self.windows[window]
                    if _is_told(gaps, _gaps(ends, place)):
                        yield Kind.LETTERS, window, owner

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
        }.get(kind, {})


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
    """All runs of four words, and of three that are long."""
    yield from (words[start : start + _RUN] for start in range(len(words) - _RUN + 1))
    for start in range(len(words) - _RUN + 2):
        run = words[start : start + _RUN - 1]
        if sum(map(len, run)) >= _WINDOW:
            yield run


def _windows(words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each stretch of letters of the words without the spaces between them, and its place."""
    letters = "".join(words)
    return ((letters[i : i + _WINDOW], i) for i in range(len(letters) - _WINDOW + 1))


def _gaps(ends: list[int], place: int) -> Gaps:
    """The gaps in the window at the place; `ends` is where each word ends."""
    first, last = bisect_right(ends, place), bisect_left(ends, place + _WINDOW)
    return tuple(end - place for end in ends[first:last])


def _is_told(gaps: Gaps, here: Gaps) -> bool:
    """Whether letters of a secret, which had the gaps there, are the secret here.

    They are when they are spaced out or run together. As words they are looked for in
    runs: two long public words may meet anywhere, as the old and the new one of a change.
    """
    return len(here) > len(gaps) + 1 or (bool(gaps) and not here)


def _beginnings(words: Iterable[str], lengths: set[int]) -> Iterator[str]:
    for word in words:
        yield from (word[:length] for length in lengths if length <= len(word))


def _parts(rows: Iterable[str], lengths: set[int]) -> Iterator[str]:
    """Stretches of the rows of digits that are as long as a number that is looked for."""
    for row in rows:
        for length in lengths:
            for start in range(len(row) - length + 1):
                yield row[start : start + length]
