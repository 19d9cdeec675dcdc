"""Windows: stretches of a secret's letters, whatever spaces are between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from omvgen.secrecy.fold import Folded

WINDOW = 16  # letters: every stretch as long as this is found
_SIZE = WINDOW - 1  # of what is looked up: every other place of a secret is enough
_STEP = (_SIZE + 1) // 2  # in a text what is looked up covers one of so many places whole


class Windows:
    """The windows of the sentences, with the owner of the sentence."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}  # of each window, in the letters of all sentences
        self._covered: set[str] = set()
        self._ends: list[int] = []  # of each word, in the same letters
        self._starts: list[int] = []  # of each sentence
        self._owners: list[int] = []

    def add(self, sentence: Folded, owner: int) -> None:
        letters, start = sentence.letters, self._ends[-1] if self._ends else 0
        if len(letters) < WINDOW:
            return
        for place in range(0, len(letters) - _SIZE + 1, 2):
            self._places.setdefault(letters[place : place + _SIZE], start + place)
        self._covered.update(letters[i : i + _STEP] for i in range(len(letters) - _STEP + 1))
        self._ends += (start + end for end in sentence.ends)
        self._starts.append(start)
        self._owners.append(owner)

    def remove(self, text: Folded) -> None:
        """Takes away the windows that the text holds, however its words are parted."""
        for window, _place in list(self._met(text.letters)):
            self._places.pop(window, None)

    def found(self, text: Folded) -> Iterator[tuple[str, int]]:
        """Each window whose letters are the secret's in the text, with its owner."""
        for window, here in self._met(text.letters) if self._places else ():
            place = self._places[window]
            if _is_told(gaps(self._ends, place, _SIZE), gaps(text.ends, here, _SIZE)):
                yield window, self._owners[bisect_right(self._starts, place) - 1]

    def _met(self, letters: str) -> Iterator[tuple[str, int]]:
        """The windows in the letters, each place once."""
        covered = self._covered
        places = range(0, len(letters) - _STEP + 1, _STEP)
        for at in [place for place in places if letters[place : place + _STEP] in covered]:
            for place in range(max(at - _STEP + 1, 0), at + 1):
                window = letters[place : place + _SIZE]
                if window in self._places:
                    yield window, place


def gaps(ends: list[int], place: int, length: int) -> tuple[int, ...]:
    """Where within the letters at the place one word ends and the next begins."""
    first, last = bisect_right(ends, place), bisect_left(ends, place + length)
    return tuple(end - place for end in ends[first:last])


def _is_told(secret: tuple[int, ...], here: tuple[int, ...]) -> bool:
    """Whether letters of a secret, which had the gaps there, are the secret here.

    They are when they are spaced out or run together. As words they are looked for in
    runs: two long public words may meet anywhere, as the old and the new one of a change.
    """
    return len(here) > len(secret) + 1 or (bool(secret) and not here)
