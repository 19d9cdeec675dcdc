"""In what way a text changed: another value, other words, another order, or the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from omvgen.diff.lines import lines
from omvgen.diff.model import Nature, Segment, SegmentKind
from omvgen.diff.words import kept_share, line_segments, text_segments, word_segments
from omvgen.form.item import FormItem, named_choices
from omvgen.form.kinds import Comparison
from omvgen.form.spelling import folded
from omvgen.patterns import pattern
from omvgen.plan.text import RichText

# After a full stop, before a capital letter, a quote or a secret passage: not
# within `24 § 1 mom. 7 k` or `esim. näin`.
_SENTENCE = pattern(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ\"”'’\[(])")
_STOPS = " .,;:"  # at the end of a line or sentence
_REWRITTEN = 0.5  # less than this of the shorter text was kept


def compared(
    item: FormItem | None, old: RichText, new: RichText
) -> tuple[Nature, tuple[Segment, ...]]:
    """The nature of a change and the words that differ.

    `item` says what kind of answer it is; None stands for a question that the
    form no longer has, read as a long answer. A change of bold, italic or a
    link alone is typography: no word differs.
    """
    if item is None:
        return _compared_wording(old, new, details=False)
    match item.compared:
        case Comparison.VALUE:
            return _compared_values(item, old, new)
        case Comparison.CHOICES:
            return _compared_choices(old.plain, new.plain)
        case Comparison.WORDING:
            return _compared_wording(old, new, details=item.details)
        case other:
            assert_never(other)


def _compared_values(
    item: FormItem, old: RichText, new: RichText
) -> tuple[Nature, tuple[Segment, ...]]:
    """A value is another one unless only its spelling differs."""
    if item.spelled(old.plain) == item.spelled(new.plain):
        return Nature.TYPOGRAPHY, word_segments(old.plain, new.plain)
    return Nature.VALUE, text_segments(old, new)


def _compared_choices(old: str, new: str) -> tuple[Nature, tuple[Segment, ...]]:
    """Which choices have come and gone; their order alone changes no answer."""
    if old == new:
        return Nature.TYPOGRAPHY, line_segments(old, new)
    same = set(named_choices(old)) == set(named_choices(new))
    return (Nature.REORDERED if same else Nature.VALUE), line_segments(old, new)


def _compared_wording(
    old: RichText, new: RichText, *, details: bool
) -> tuple[Nature, tuple[Segment, ...]]:
    """Sentence by sentence. With `details` the first line is a choice, and the rest explains it."""
    before, after = list(_sentences(old)), list(_sentences(new))
    if before == after or _run_on(old) == _run_on(new):
        return Nature.TYPOGRAPHY, word_segments(old.plain, new.plain)
    segments = text_segments(old, new)
    if details and _first_line(old) != _first_line(new):
        return Nature.VALUE, segments
    if Counter(before) == Counter(after):
        return Nature.REORDERED, segments
    rewritten = kept_share(segments) < _REWRITTEN and not _only_numbers(segments)
    return (Nature.REWRITTEN if rewritten else Nature.WORDING), segments


def _only_numbers(segments: tuple[Segment, ...]) -> bool:
    """Whether the words are the same, and numbers differ, however much of the text they are."""
    differ = (segment.text for segment in segments if segment.kind is not SegmentKind.EQUAL)
    return not any(sign.isalpha() for text in differ for sign in text)


def _run_on(text: RichText) -> str:
    """The text without its line breaks."""
    return folded(" ".join(line.substance for line in lines(text)))


def _sentences(text: RichText) -> Iterator[str]:
    """The sentences and list items, folded, without list marks and closing stops."""
    for line in lines(text):
        for sentence in _SENTENCE.split(line.substance):
            if plain := folded(sentence).rstrip(_STOPS):
                yield plain


def is_value(item: FormItem | None) -> bool:
    """Whether the whole answer is a value or choices, and not text to read."""
    return item is not None and item.compared is not Comparison.WORDING


def _first_line(text: RichText) -> str:
    return text.plain.partition("\n")[0]
