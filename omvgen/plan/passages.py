"""Secret passages in a text: `[[text]]` and `[[SALASSA provision: text]]`.

In Swedish the word is `SEKRETESS`; either is understood in a plan of any language.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from omvgen.patterns import pattern

# The colon of `24 §:n` is a part of the provision and not its end.
_OPEN = pattern(
    r"\[\[(?:\s*(?:SALASSA|SEKRETESS)\b\s*(?P<basis>(?:§:(?=\w)|[^:\[\]\n])*?)\s*:(?!(?<=§:)\w)\s*)?",
    re.IGNORECASE,
)
_MARK = pattern(r"\[\[|\]\]")
_END = "]]"


class Passage(NamedTuple):
    """A stretch of a text, from `start` to `end`, that is secret or not.

    The marks themselves lie between `start` and `text_start` and between
    `text_end` and `end`. `basis` is the passage's own provision, or empty when
    it follows its row. `closed` is False when `]]` is missing: then everything
    to the end of the text counts as secret, since nobody can say where it ends.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    secret: bool
    basis: str = ""
    closed: bool = True


def passages(text: str) -> tuple[Passage, ...]:
    """The text cut into public and secret stretches, in order and without gaps.

    A `[[` within a secret passage belongs to it; the passage ends where every
    `[[` in it has met its `]]`.
    """
    found: list[Passage] = []
    position = 0
    # Two brackets begin each passage, and are found sooner by themselves.
    while (start := text.find("[[", position)) >= 0 and (match := _OPEN.match(text, start)):
        if match.start() > position:
            found.append(_public(position, match.start()))
        end = _close(text, match.end())
        closed = end is not None
        text_end = len(text) if end is None else end
        found.append(
            Passage(
                match.start(),
                text_end + (len(_END) if closed else 0),
                match.end(),
                text_end,
                True,
                (match["basis"] or "").strip(),
                closed,
            )
        )
        position = found[-1].end
    if position < len(text):
        found.append(_public(position, len(text)))
    return tuple(found)


def has_secret(text: str) -> bool:
    """Whether the text opens a secret passage."""
    return "[[" in text


def stray_end(text: str) -> bool:
    """Whether a `]]` stands in the text without its `[[`."""
    return any(_END in text[p.start : p.end] for p in passages(text) if not p.secret)


def _public(start: int, end: int) -> Passage:
    return Passage(start, end, start, end, False)


def _close(text: str, position: int) -> int | None:
    depth = 1
    for mark in _MARK.finditer(text, position):
        depth += 1 if mark.group() == "[[" else -1
        if not depth:
            return mark.start()
    return None
