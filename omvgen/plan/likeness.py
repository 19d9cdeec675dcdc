"""How alike two wordings are, and which of several known ones a text is nearest to."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

FLOOR = 0.75
"""Below this likeness nothing is guessed."""


def likeness(one: str, other: str) -> float:
    """From 0 to 1; case and white space do not matter."""
    return SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()


def nearest(text: str, wordings: Mapping[str, str]) -> tuple[str, float] | None:
    """The key of the wording nearest to the text, with its likeness.

    None when no wording reaches `FLOOR`, or when another one is as near.
    """
    length = len(_folded(text))
    best: list[tuple[float, str]] = []
    for key, wording in wordings.items():
        shorter, longer = sorted((length, len(_folded(wording))))
        if 2 * shorter >= FLOOR * (shorter + longer):  # no ratio could be above it otherwise
            best.append((likeness(text, wording), key))
    best.sort(reverse=True)
    if not best or best[0][0] < FLOOR or (len(best) > 1 and best[1][0] == best[0][0]):
        return None
    return best[0][1], best[0][0]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
