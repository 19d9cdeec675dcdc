"""Text with deletions and insertions for a terminal: signs always, colours when wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.diff.model import Segment, SegmentKind
from omvgen.patterns import pattern
from omvgen.plan.paragraphs import mark_length

RED, GREEN, BOLD, _PLAIN = "\033[31m", "\033[32m", "\033[1m", "\033[0m"
_SIGNS = {SegmentKind.DELETE: ("[-", "-]", RED), SegmentKind.INSERT: ("{+", "+}", GREEN)}
_CHUNK = pattern(r" +|[^ ]+")
_NO_BREAK = "\xa0"

Painted = tuple[str, str]
"""A stretch of text without line breaks, and its colour or nothing."""


def painted(text: str, color: str, use: bool) -> str:
    return f"{color}{text}{_PLAIN}" if use and color and text else text


def sign(kind: SegmentKind, text: str) -> str:
    """The text between the signs of its kind: `[-poistettu-]`, `{+lisätty+}`."""
    opening, closing, _ = _SIGNS[kind]
    return opening + text + closing


def marked_lines(segments: Iterable[Segment], width: int, colors: bool) -> list[str]:
    """The segments as lines no wider than `width`, changes between their signs."""
    return [
        wrapped
        for line in _logical_lines(tuple(segments))
        for wrapped in wrap(line, width, colors, hanging(line))
    ]


def hanging(stretches: Iterable[Painted]) -> int:
    """Where the lines after the first of a list item begin: under its words."""
    return mark_length("".join(text for text, _ in stretches))


def wrap(stretches: list[Painted], width: int, colors: bool, hang: int = 0) -> list[str]:
    """The stretches as lines; breaks come at spaces only, so a word is never cut.

    The first line keeps its indent; the others begin at column `hang`.
    """
    whole = "".join(text for text, _ in stretches)
    start = " " * (len(whole) - len(whole.lstrip()))
    lines: list[str] = []
    line, length = start, len(start)
    for word in _words(stretches):
        size = sum(len(text) for text, _ in word)
        if line.strip() and length + 1 + size > width:
            lines.append(line)
            line, length = " " * hang, hang
        shown = "".join(painted(text, color, colors) for text, color in word)
        gap = " " if line.strip() else ""
        line, length = line + gap + shown, length + len(gap) + size
    return [*lines, line] if line.strip() else lines


def _words(stretches: Iterable[Painted]) -> Iterator[list[Painted]]:
    word: list[Painted] = []
    for text, color in stretches:
        for chunk in _CHUNK.findall(text):
            if not chunk.startswith(" "):
                word.append((chunk, color))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _logical_lines(segments: tuple[Segment, ...]) -> Iterator[list[Painted]]:
    """The stretches of each line of the text, with their signs."""
    line: list[Painted] = []
    before = None
    for segment in segments:
        if before is SegmentKind.DELETE and segment.kind is SegmentKind.INSERT and line:
            line.append((" ", ""))  # apart, to be read as two
        for number, text in enumerate(segment.text.split("\n")):
            if number:
                yield line
                line = []
            line += _signed(text, segment.kind, begins=not line, alone=segment.text == text)
        before = segment.kind
    yield line


def _signed(text: str, kind: SegmentKind, *, begins: bool, alone: bool) -> list[Painted]:
    """A text between its signs; its list mark and the spaces at its ends stay outside.

    A change of spaces alone is shown where there is no line break to show it.
    """
    if kind is SegmentKind.EQUAL or not text:
        return [(text, "")]
    color = _SIGNS[kind][2]
    if not text.strip():
        return [(sign(kind, _NO_BREAK * len(text)), color)] if alone else []
    start = mark_length(text) if begins else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    end = len(text.rstrip())
    return [(text[:start], ""), (sign(kind, text[start:end]), color), (text[end:], "")]
