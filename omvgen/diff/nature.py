"""In what way a text changed: another value, other words, another order, or the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from omvgen.diff.lines import lines
from omvgen.diff.model import Nature, Segment, SegmentKind
from omvgen.diff.words import kept_share, text_segments, word_segments
from omvgen.form.model import Column, Question
from omvgen.plan.text import RichText

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = {'"': "\u201c\u201d\u201e\u201f\u00ab\u00bb", "'": "\u2018\u2019\u201a\u201b\u00b4`"}
_SAME = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | {mark: plain for plain, marks in _QUOTES.items() for mark in marks}
    | {"\u2026": "..."}
)
_LOOSE_SPACE = re.compile(r"(?<!\d) | (?!\d)")
# After a full stop, before a capital letter, a quote or a secret passage: not
# within `24 § 1 mom. 7 k` or `esim. näin`.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ\"”'’\[(])")
_STOPS = " .,;:"  # at the end of a line or sentence
_REWRITTEN = 0.5  # less than this of the shorter text was kept


def compared(
    item: Question | Column | None, old: RichText, new: RichText
) -> tuple[Nature, tuple[Segment, ...]]:
    """The nature of a change and the words that differ.

    `item` says what kind of answer it is; None stands for a question that the
    form no longer has, read as a long answer. A change of bold, italic or a
    link alone is typography: no word differs.
    """
    if _same_substance(item, old, new):
        return Nature.TYPOGRAPHY, word_segments(old.plain, new.plain)
    segments = text_segments(old, new)
    if _is_value(item, old, new):
        return Nature.VALUE, segments
    if Counter(_sentences(old)) == Counter(_sentences(new)):
        return Nature.REORDERED, segments
    rewritten = kept_share(segments) < _REWRITTEN and not _only_numbers(segments)
    return (Nature.REWRITTEN if rewritten else Nature.WORDING), segments


def _only_numbers(segments: tuple[Segment, ...]) -> bool:
    """Whether the words are the same, and numbers differ, however much of the text they are."""
    differ = (segment.text for segment in segments if segment.kind is not SegmentKind.EQUAL)
    return not any(sign.isalpha() for text in differ for sign in text)


def folded(text: str) -> str:
    """The text without differences of typography: dashes, quotes, spaces.

    A space between digits stays, since it may part two numbers.
    """
    return _LOOSE_SPACE.sub("", " ".join(text.translate(_SAME).split()))


def _same_substance(item: Question | Column | None, old: RichText, new: RichText) -> bool:
    """Whether only the typography differs: the lines and sentences say the same in one order."""
    if is_short(item):
        return folded(old.plain) == folded(new.plain)
    return list(_sentences(old)) == list(_sentences(new)) or _run_on(old) == _run_on(new)


def _run_on(text: RichText) -> str:
    """The text without its line breaks."""
    return folded(" ".join(line.substance for line in lines(text)))


def _sentences(text: RichText) -> Iterator[str]:
    """The sentences and list items, folded, without list marks and closing stops."""
    for line in lines(text):
        for sentence in _SENTENCE.split(line.substance):
            if plain := folded(sentence).rstrip(_STOPS):
                yield plain


def is_short(item: Question | Column | None) -> bool:
    """Whether the whole answer is one value, and not text to read."""
    return item is not None and item.kind not in ("long", "table") and not _has_details(item)


def _has_details(item: Question | Column) -> bool:
    return isinstance(item, Question) and item.details


def _is_value(item: Question | Column | None, old: RichText, new: RichText) -> bool:
    """Whether a value changed. What explains a choice, in the lines below, is text."""
    if item is not None and _has_details(item):
        return _first_line(old) != _first_line(new)
    return is_short(item)


def _first_line(text: RichText) -> str:
    return text.plain.partition("\n")[0]
