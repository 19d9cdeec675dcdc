"""Probes: what to look for, so that no piece of a withheld text goes unseen.

A withheld text is looked for whole and in pieces. What public texts say as well is no
probe: it is no leak. All look-ups are in dictionaries, so the cost of a search grows
with the texts and not with their product.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from omvgen.patterns import pattern
from omvgen.secrecy.codes import codes, tokens_with_signs
from omvgen.secrecy.search.tokens import MIN_PHONE, Tokens, tokens_of
from omvgen.secrecy.search.unspaced import WINDOW, LetterWindows, Substrings, word_ends_within
from omvgen.secrecy.text import (
    CAPITALISED,
    MIN_NAME,
    Words,
    is_distinctive,
    names,
    sentences,
    stem,
    words_of,
)

_RUN = 4  # words: the shortest run that is looked for by itself
_MIN_CODE = 4  # letters and digits of the shortest code
_MIN_SPACED = 8  # letters of a word that is looked for with spaces and line breaks within it
_ADDRESS = pattern(r"\b([A-ZÅÄÖ][^\W\d_]+)\s+(\d{1,4})\b")
_COUNT = pattern(r"\b(\d{1,2})\s+([^\W\d_]{4,})")
_UNCAPITALISED = pattern(r"\b[a-zåäö][^\W\d_]+")
_OF_PLACEHOLDER = ("salassa", "pidettävä")  # may follow any public word


class Kind(StrEnum):
    """What a probe is of a withheld text, the most telling kind first."""

    WHOLE = "whole"
    SENTENCE = "sentence"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"
    NAME = "name"
    NUMBER = "number"
    RUN = "run"
    LETTERS = "letters"


Key = str | Words


class Probes:
    """Everything to look for, each with the number of the withheld text (its owner)."""

    def __init__(self) -> None:
        self._phrases: dict[Words, tuple[Kind, int]] = {}
        self._names: dict[str, int] = {}  # by their stems
        self._numbers: dict[str, int] = {}
        self._phones: dict[str, int] = {}
        self._emails: dict[str, int] = {}
        self._codes: dict[str, int] = {}  # of letters and digits, such as passwords
        self._singles = {
            Kind.NAME: self._names,
            Kind.NUMBER: self._numbers,
            Kind.PHONE: self._phones,
            Kind.EMAIL: self._emails,
            Kind.CODE: self._codes,
        }
        self._spaced: dict[str, tuple[Kind, int]] = {}  # words, looked for with spaces in them
        self._windows = LetterWindows()
        # To look these up:
        self._first_words: set[str] = set()  # of phrases
        self._long_phrases: dict[Words, list[Words]] = {}  # by their first run
        self._name_pairs: dict[str, list[Words]] = {}  # by the first name
        self._name_lengths: set[int] = set()
        self._name_beginnings: set[str] = set()
        self._phone_rows = Substrings(MIN_PHONE)
        self._spaced_rows = Substrings(_MIN_SPACED)
        self._code_rows = Substrings(_MIN_CODE)
        # To remove them when they turn out to be public:
        self._across_sentences: set[Words] = set()
        self._first_in_sentence: set[Words] = set()
        self._public_words: set[str] = set()

    def add(self, text: str, owner: int) -> None:
        """Adds the text whole and all its pieces."""
        whole = tokens_of(text)
        words = tuple(whole.words)
        if is_distinctive(words):
            self._add_phrase(words, Kind.WHOLE, owner)
            if len(words) == 1:
                self._add_spaced(words[0], Kind.WHOLE, owner)
        within: set[Words] = set()
        for sentence in sentences(text):
            within.update(self._add_sentence(sentence, owner))
        for match in _COUNT.finditer(text):
            self._add_phrase(words_of(match[0]), Kind.NUMBER, owner)
        for run in _runs(words):
            self._add_phrase(run, Kind.RUN, owner)
            if run not in within or _OF_PLACEHOLDER in pairwise(run):
                self._across_sentences.add(run)
        self._add_singles(text, whole, owner)

    def _add_sentence(self, sentence: str, owner: int) -> Iterator[Words]:
        """Adds the sentence and the addresses in it; returns its runs of words."""
        tokens = tokens_of(sentence)
        words = tuple(tokens.words)
        if len(words) > _RUN:
            self._add_phrase(words, Kind.SENTENCE, owner)
        self._windows.add(tokens, owner)
        for match in _ADDRESS.finditer(sentence):
            address = words_of(match[0])
            self._add_phrase(address, Kind.ADDRESS, owner)
            if not any(map(str.isalnum, sentence[: match.start()])):
                self._first_in_sentence.add(address)
        return _runs(words)

    def _add_singles(self, text: str, whole: Tokens, owner: int) -> None:
        """Adds names, numbers and such, each of which is looked for by itself."""
        for name in names(text):
            self._names[stem(name)] = owner
            self._name_lengths.add(len(stem(name)))
            self._name_beginnings.add(name[:MIN_NAME])
            self._add_spaced(name, Kind.NAME, owner)
        for first, second in _short_names(text):
            self._phrases.setdefault((first, second), (Kind.NAME, owner))
            self._name_pairs.setdefault(first, []).append((first, second))
        self._numbers.update((number, owner) for number in whole.numbers)
        self._emails.update((email, owner) for email in whole.emails)
        for email in whole.emails:
            self._add_spaced("".join(words_of(email)), Kind.EMAIL, owner)
        for code in (*codes(text), *tokens_with_signs(text)):
            self._codes[code] = owner
            self._code_rows.add(code)
        for phone in whole.phones:
            self._phones[phone] = owner
            self._phone_rows.add(phone)

    def _add_spaced(self, word: str, kind: Kind, owner: int) -> None:
        if len(word) >= _MIN_SPACED and word not in self._spaced:
            self._spaced[word] = (kind, owner)
            self._spaced_rows.add(word)

    def _add_phrase(self, words: Words, kind: Kind, owner: int) -> None:
        if words and words not in self._phrases:
            self._phrases[words] = (kind, owner)
            self._first_words.add(words[0])
            if len(words) > _RUN:
                self._long_phrases.setdefault(words[:_RUN], []).append(words)

    def remove(self, texts: Iterable[str]) -> None:
        """Removes what these texts say: it is public.

        A run from one sentence into the next goes too if each of its words is public: two
        public sentences may stand side by side anywhere. So does `Liitteet 3` at the head
        of a sentence, where these texts have the word without a capital.
        """
        uncapitalised: set[str] = set()
        for text in texts:
            tokens = _public_tokens(text)
            if self._first_in_sentence:
                uncapitalised.update(map(str.casefold, _UNCAPITALISED.findall(text)))
            self._public_words.update(tokens.words)
            for kind, key, _owner in list(self._as_words(tokens)):
                if isinstance(key, tuple):
                    self._phrases.pop(key, None)
                else:
                    self._singles[kind].pop(key, None)
            for word, _place in self._spaced_rows.found(tokens.letters):
                self._spaced.pop(word, None)
            self._windows.remove(tokens)

        for run in [run for run in self._across_sentences if self._public_words.issuperset(run)]:
            self._across_sentences.remove(run)
            self._remove_phrase(run, Kind.RUN)
        for address in self._first_in_sentence:
            if address[0] in uncapitalised:
                self._remove_phrase(address, Kind.ADDRESS)

    def _remove_phrase(self, words: Words, kind: Kind) -> None:
        if self._phrases.get(words, (None, 0))[0] is kind:
            del self._phrases[words]

    def hits(self, text: Tokens) -> Iterator[tuple[Kind, Key, int]]:
        """Each probe that the text holds, with its owner, as often as it is there."""
        yield from self._as_words(text)
        for word, place in self._spaced_rows.found(text.letters) if self._spaced else ():
            if word in self._spaced and _is_spaced(text, place, len(word)):
                kind, owner = self._spaced[word]
                yield kind, word, owner
        for window, owner in self._windows.found(text):
            yield Kind.LETTERS, window, owner

    def _as_words(self, text: Tokens) -> Iterator[tuple[Kind, Key, int]]:
        """The probes that stand in the text with their words as they are."""
        for words in self._found_phrases(text.words):
            kind, owner = self._phrases[words]
            yield kind, words, owner
        for kind, candidates in (
            (Kind.NAME, self._possible_names),
            (Kind.NUMBER, _numbers),
            (Kind.PHONE, self._possible_phones),
            (Kind.EMAIL, _emails),
            (Kind.CODE, self._possible_codes),
        ):
            if probes := self._singles[kind]:
                yield from ((kind, key, probes[key]) for key in candidates(text) if key in probes)

    def _found_phrases(self, words: list[str]) -> Iterator[Words]:
        first_words, pairs = self._first_words, self._name_pairs
        for place in [i for i, w in enumerate(words) if w in first_words or w in pairs]:
            first, run = words[place], tuple(words[place : place + _RUN])
            shorter = (run[: n + 1] for n in range(len(run)))
            yield from (phrase for phrase in shorter if phrase in self._phrases)
            for phrase in self._long_phrases.get(run, ()):
                if phrase in self._phrases and tuple(words[place : place + len(phrase)]) == phrase:
                    yield phrase
            for pair in pairs.get(first, ()):
                if pair in self._phrases and run[1:] and run[1].startswith(pair[1]):
                    yield pair

    def _possible_names(self, text: Tokens) -> Iterator[str]:
        beginnings = self._name_beginnings
        for word in [word for word in text.words if word[:MIN_NAME] in beginnings]:
            yield from (word[:length] for length in self._name_lengths if length <= len(word))

    def _possible_phones(self, text: Tokens) -> Iterator[str]:
        return (phone for row in text.digit_rows for phone, _ in self._phone_rows.found(row))

    def _possible_codes(self, text: Tokens) -> Iterator[str]:
        """Codes as words, in parts or, when they are long, within other words."""
        for code, place in self._code_rows.found(text.letters):
            if len(code) >= _MIN_SPACED or _is_whole(text, place, len(code)):
                yield code


@lru_cache(maxsize=4096)
def _public_tokens(text: str) -> Tokens:
    """Several searches excuse the same words: those of the form and of the public plan."""
    return tokens_of(text)


def is_single(kind: Kind, key: Key) -> bool:
    """Whether it is a name, a number, or a word or two: a font's name may be that by chance."""
    short = isinstance(key, str) or len(key) < _RUN - 1
    return kind in (Kind.ADDRESS, Kind.NAME, Kind.NUMBER, Kind.CODE) or (
        kind is Kind.WHOLE and short
    )


def _numbers(text: Tokens) -> Iterator[str]:
    yield from text.numbers
    yield from text.spaced_numbers


def _emails(text: Tokens) -> Iterator[str]:
    yield from text.emails


def _is_whole(text: Tokens, place: int, length: int) -> bool:
    """Whether words begin and end at the ends of the letters at the place."""
    ends = text.ends
    starts = place == 0 or ends[bisect_left(ends, place)] == place
    return starts and ends[bisect_left(ends, place + length)] == place + length


def _is_spaced(text: Tokens, place: int, length: int) -> bool:
    """Whether a word begins at the place of the letters, and another one within the length."""
    begins = place == 0 or text.ends[bisect_left(text.ends, place)] == place
    return begins and bool(word_ends_within(text.ends, place, length))


def _short_names(text: str) -> Iterator[tuple[str, str]]:
    """Two capitalised words side by side of which one is too short to be looked for alone."""
    for sentence in sentences(text):
        for one, other in pairwise(CAPITALISED.finditer(sentence)):
            if sentence[one.end() : other.start()] == " ":
                pair = (*words_of(one[0])[-1:], *words_of(other[0])[:1])
                if len(pair) == 2 and min(map(len, pair)) < MIN_NAME:
                    yield pair[0], stem(pair[1])


def _runs(words: Words) -> Iterator[Words]:
    """All runs of four words, and of three that are long."""
    yield from (words[start : start + _RUN] for start in range(len(words) - _RUN + 1))
    for start in range(len(words) - _RUN + 2):
        run = words[start : start + _RUN - 1]
        if sum(map(len, run)) >= WINDOW:
            yield run
