"""What differs with a few words around it: long unchanged stretches become `…`."""

from __future__ import annotations

from dataclasses import replace

from omvgen.diff.model import Segment, SegmentKind
from omvgen.patterns import pattern

ELLIPSIS = "…"
_WORD = pattern(r"\S+")
_BRACKET = pattern(r"[\[\]]")
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
    if len(words) <= _AROUND:
        return line
    end = words[_AROUND - 1].end()
    start, stop = _passage_around(line, end)
    # A passage that was open before is shown to its end, one that begins here not at all.
    return line[: stop if start < 0 else start].rstrip() if start < stop else line[:end]


def _tail(text: str) -> str:
    line = text.rpartition("\n")[2]
    words = list(_WORD.finditer(line))
    if len(words) <= _AROUND:
        return line
    begin = words[-_AROUND].start()
    start, stop = _passage_around(line, begin)
    # A passage that is still open is shown from its mark, one that ends here not at all.
    return line[start if stop > len(line) else stop :].lstrip() if start < stop else line[begin:]


def _passage_around(line: str, place: int) -> tuple[int, int]:
    """Where the bracketed passage around the place begins and ends; two equal places if none.

    One that the line does not begin begins before it (-1), one that it does not end ends
    after it: a secret passage and its mark are never cut.
    """
    open_: list[int] = []
    for match in _BRACKET.finditer(line):
        if match.group() == "[":
            open_.append(match.start())
        else:
            start = open_.pop() if open_ else -1
            if start < place < match.end() and not open_:
                return start, match.end()
    unclosed = [start for start in open_ if start < place]
    return (unclosed[0], len(line) + 1) if unclosed else (place, place)
