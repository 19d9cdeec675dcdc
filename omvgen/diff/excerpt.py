"""What differs with a few words around it: long unchanged stretches become `…`."""

from __future__ import annotations

import re
from dataclasses import replace

from omvgen.diff.model import Segment, SegmentKind

ELLIPSIS = "…"
_WORD = re.compile(r"\S+")
_AROUND = 8  # words kept on each side of a change, within its line
_WORTH = 20  # characters that an ellipsis must save


def excerpt(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments, equal ones shortened to what a reader needs to find the place."""
    last = len(segments) - 1
    return tuple(
        replace(segment, text=shortened(segment.text, place == 0, place == last), was=None)
        if segment.kind is SegmentKind.EQUAL
        else segment
        for place, segment in enumerate(segments)
    )


def left_out(text: str, first: bool, last: bool) -> tuple[int, int]:
    """From where to where an equal stretch is left out; two equal places where it is not.

    `first` and `last` are true of a stretch that begins or ends the whole text.
    """
    head, tail = "" if first else _head(text), "" if last else _tail(text)
    if len(head) + len(tail) > len(text) - _WORTH:
        return len(text), len(text)
    return len(head), len(text) - len(tail)


def shortened(text: str, first: bool, last: bool) -> str:
    """An equal stretch with an ellipsis in place of what `left_out` finds."""
    start, end = left_out(text, first, last)
    if start == end:
        return text
    before = "" if first else _gap(text[start])
    after = "" if last else _gap(text[end - 1])
    return text[:start] + before + ELLIPSIS + after + text[end:]


def _gap(neighbour: str) -> str:
    """A line break where the stretch left out begins or ends with one."""
    return "\n" if neighbour == "\n" else " "


def _head(text: str) -> str:
    line = text.partition("\n")[0]
    words = list(_WORD.finditer(line))
    return line[: words[_AROUND - 1].end()] if len(words) > _AROUND else line


def _tail(text: str) -> str:
    line = text.rpartition("\n")[2]
    words = list(_WORD.finditer(line))
    return line[words[-_AROUND].start() :] if len(words) > _AROUND else line
