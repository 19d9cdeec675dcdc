"""Probes: what to look for, so that no piece of a withheld text goes unseen.

A withheld text is looked for whole and in pieces. What the public text says
too is no probe: it is no leak there. All look-ups are in dictionaries, so the
cost of a search grows with the texts and not with their product.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise, zip_longest

from omvgen.secrecy.fold import SENTENCES, Folded, folded
from omvgen.secrecy.search.stretches import Stretches
from omvgen.secrecy.search.windows import WINDOW, Windows, gaps

_RUN = 4  # words: the shortest run that is looked for by itself
_PHONE_DIGITS = 7
_PARTED_LETTERS = 8  # of a word that is looked for with spaces and line ends within it
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


_SINGLE = (Kind.ADDRESS, Kind.NAME, Kind.NUMBER)

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
    parted: dict[str, tuple[Kind, int]] = field(default_factory=dict)  # words, looked for in parts
    windows: Windows = field(default_factory=Windows)
    _firsts: set[str] = field(default_factory=set)  # words with which grams begin
    _long: dict[Words, list[Words]] = field(default_factory=dict)
    _pairs: dict[str, list[Words]] = field(default_factory=dict)  # of names, by the first one
    _crossing: set[Words] = field(default_factory=set)
    _firsts_of_sentences: set[Words] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _name_lengths: set[int] = field(default_factory=set)
    _name_beginnings: set[str] = field(default_factory=set)
    _phones: Stretches = field(default_factory=lambda: Stretches(_PHONE_DIGITS))
    _parted: Stretches = field(default_factory=lambda: Stretches(_PARTED_LETTERS))

    def add(self, text: str, owner: int) -> None:
        """Adds the text whole and all its pieces."""
        whole = folded(text)
        words = tuple(whole.words)
        if telling(words):
            self.add_words(words, Kind.WHOLE, owner)
            if len(words) == 1:
                self._add_parted(words[0], Kind.WHOLE, owner)
        within: set[Words] = set()
        for raw in SENTENCES.split(text):
            sentence = folded(raw)
            within.update(_runs(tuple(sentence.words)))
            if len(sentence.words) > _RUN:
                self.add_words(tuple(sentence.words), Kind.SENTENCE, owner)
            self.windows.add(sentence, owner)
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
        self._add_singles(text, whole, owner)

    def _add_singles(self, text: str, whole: Folded, owner: int) -> None:
        """Adds names, numbers and such, which are looked for each by itself."""
        for name in names(text):
            self.names[stem(name)] = owner
            self._name_lengths.add(len(stem(name)))
            self._name_beginnings.add(name[:_LEAST_LETTERS])
            self._add_parted(name, Kind.NAME, owner)
        for first, second in _short_names(text):
            self.grams.setdefault((first, second), (Kind.NAME, owner))
            self._pairs.setdefault(first, []).append((first, second))
        self.numbers.update((number, owner) for number in whole.numbers)
        self.emails.update((email, owner) for email in whole.emails)
        for email in whole.emails:
            self._add_parted("".join(folded(email).words), Kind.EMAIL, owner)
        for phone in whole.phones:
            self.phones[phone] = owner
            self._phones.add(phone)

    def _add_parted(self, word: str, kind: Kind, owner: int) -> None:
        if len(word) >= _PARTED_LETTERS and word not in self.parted:
            self.parted[word] = (kind, owner)
            self._parted.add(word)

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
            for kind, key, _owner in list(self._pieces(text)):
                if isinstance(key, tuple):
                    self.grams.pop(key, None)
                else:
                    self._singles(kind).pop(key, None)
            for word, _place in self._parted.found(text.letters):
                self.parted.pop(word, None)
            self.windows.remove(text)

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
        yield from self._pieces(text)
        for word, place in self._parted.found(text.letters) if self.parted else ():
            if word in self.parted and _is_parted(text, place, len(word)):
                kind, owner = self.parted[word]
                yield kind, word, owner
        for window, owner in self.windows.found(text):
            yield Kind.LETTERS, window, owner

    def _pieces(self, text: Folded) -> Iterator[tuple[Kind, Key, int]]:
        """The probes that stand in the text with their words as they are."""
        for words in self._found_grams(text.words):
            kind, owner = self.grams[words]
            yield kind, words, owner
        found_in = (
            (Kind.NAME, self.names, self._beginnings),
            (Kind.NUMBER, self.numbers, _numbers),
            (Kind.PHONE, self.phones, self._found_phones),
            (Kind.EMAIL, self.emails, _emails),
        )
        for kind, home, find in found_in:
            if home:
                yield from ((kind, key, home[key]) for key in find(text) if key in home)

    def _found_grams(self, words: list[str]) -> Iterator[Words]:
        firsts, pairs = self._firsts, self._pairs
        for place in [i for i, w in enumerate(words) if w in firsts or w in pairs]:
            first, start = words[place], tuple(words[place : place + _RUN])
            yield from (gram for n in range(len(start)) if (gram := start[: n + 1]) in self.grams)
            for gram in self._long.get(start, ()):
                if gram in self.grams and tuple(words[place : place + len(gram)]) == gram:
                    yield gram
            for pair in pairs.get(first, ()):
                if pair in self.grams and start[1:] and start[1].startswith(pair[1]):
                    yield pair

    def _beginnings(self, text: Folded) -> Iterator[str]:
        beginnings = self._name_beginnings
        for word in [word for word in text.words if word[:_LEAST_LETTERS] in beginnings]:
            yield from (word[:length] for length in self._name_lengths if length <= len(word))

    def _found_phones(self, text: Folded) -> Iterator[str]:
        return (phone for row in text.digits for phone, _place in self._phones.found(row))

    def _singles(self, kind: Kind) -> dict[str, int]:
        return {
            Kind.NAME: self.names,
            Kind.NUMBER: self.numbers,
            Kind.PHONE: self.phones,
            Kind.EMAIL: self.emails,
        }[kind]


def _numbers(text: Folded) -> Iterator[str]:
    yield from text.numbers
    yield from text.parted_numbers


def _emails(text: Folded) -> Iterator[str]:
    yield from text.emails


def _is_parted(text: Folded, place: int, length: int) -> bool:
    """Whether a word begins at the place of the letters, and another one within the length."""
    begins = place == 0 or text.ends[bisect_left(text.ends, place)] == place
    return begins and bool(gaps(text.ends, place, length))


def is_single(kind: Kind, key: Key) -> bool:
    """Whether it is a name, a number, or a word or two: a font's name may be that by chance."""
    short = isinstance(key, str) or len(key) < _RUN - 1
    return kind in _SINGLE or (kind is Kind.WHOLE and short)


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


def _short_names(text: str) -> Iterator[tuple[str, str]]:
    """Two words with capitals side by side of which one is too short to be looked for alone."""
    for sentence in SENTENCES.split(text):
        for one, other in pairwise(_CAPITAL.finditer(sentence)):
            if sentence[one.end() : other.start()] == " ":
                pair = (*folded(one[0]).words[-1:], *folded(other[0]).words[:1])
                if len(pair) == 2 and min(map(len, pair)) < _LEAST_LETTERS:
                    yield pair[0], stem(pair[1])


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
        if sum(map(len, run)) >= WINDOW:
            yield run
