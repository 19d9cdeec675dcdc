"""Letters found in a row of letters, whatever spaces stood between them.

Both classes look up only every other few places of a row: what is looked for is so long
that it covers one of these whole. So a row costs the same however much is looked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from omvgen.secrecy.search.tokens import Tokens


class Substrings:
    """Strings of at least `min_length` characters, found in longer strings."""

    def __init__(self, min_length: int) -> None:
        self._step = (min_length + 1) // 2
        self._by_part: dict[str, dict[tuple[str, int], None]] = {}

    def add(self, string: str) -> None:
        for offset in range(self._step):
            part = string[offset : offset + self._step]
            self._by_part.setdefault(part, {})[string, offset] = None

    def found(self, row: str) -> Iterator[tuple[str, int]]:
        """Each string that the row holds, with its place, as often as it is there."""
        step, by_part = self._step, self._by_part
        if not by_part:
            return
        places = range(0, len(row) - step + 1, step)
        for place in [place for place in places if row[place : place + step] in by_part]:
            for string, offset in by_part[row[place : place + step]]:
                if place >= offset and row.startswith(string, place - offset):
                    yield string, place - offset


WINDOW = 16  # letters: every run of a sentence as long as this is found
_SIZE = WINDOW - 1  # of what is looked up: every other place of a sentence is enough
_STEP = (_SIZE + 1) // 2


class LetterWindows:
    """Runs of letters of sentences, found where they are spaced out or run together.

    As words they are not found here: two long public words may stand side by side
    anywhere, such as the old and the new one of a change. `Probes` finds runs of words.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}  # of each window, in the letters of all sentences
        self._parts: set[str] = set()
        self._word_ends: list[int] = []  # in the same letters
        self._sentence_starts: list[int] = []
        self._owners: list[int] = []

    def add(self, sentence: Tokens, owner: int) -> None:
        letters, start = sentence.letters, self._word_ends[-1] if self._word_ends else 0
        if len(letters) < WINDOW:
            return
        for place in range(0, len(letters) - _SIZE + 1, 2):
            self._places.setdefault(letters[place : place + _SIZE], start + place)
        self._parts.update(letters[i : i + _STEP] for i in range(len(letters) - _STEP + 1))
        self._word_ends += (start + end for end in sentence.ends)
        self._sentence_starts.append(start)
        self._owners.append(owner)

    def remove(self, text: Tokens) -> None:
        """Removes the windows that the text holds, however its words are spaced."""
        for window, _place in list(self._occurrences(text.letters)):
            self._places.pop(window, None)

    def found(self, text: Tokens) -> Iterator[tuple[str, int]]:
        """Each window that the text holds with other spaces, with its owner."""
        for window, here in self._occurrences(text.letters) if self._places else ():
            place = self._places[window]
            spaces_there = word_ends_within(self._word_ends, place, _SIZE)
            spaces_here = word_ends_within(text.ends, here, _SIZE)
            spaced_out = len(spaces_here) > len(spaces_there) + 1
            run_together = bool(spaces_there) and not spaces_here
            if spaced_out or run_together:
                yield window, self._owners[bisect_right(self._sentence_starts, place) - 1]

    def _occurrences(self, letters: str) -> Iterator[tuple[str, int]]:
        """The windows in the letters, each place once."""
        parts = self._parts
        places = range(0, len(letters) - _STEP + 1, _STEP)
        for at in [place for place in places if letters[place : place + _STEP] in parts]:
            for place in range(max(at - _STEP + 1, 0), at + 1):
                window = letters[place : place + _SIZE]
                if window in self._places:
                    yield window, place


def word_ends_within(ends: list[int], place: int, length: int) -> list[int]:
    """The ends of words that lie within the letters at the place."""
    return ends[bisect_right(ends, place) : bisect_left(ends, place + length)]
