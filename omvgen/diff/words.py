"""The words that differ between two texts: by line first, then by word.

A word is whole, whatever its ending: a changed case or suffix makes another
word. So are compounds with hyphens, dates, numbers and addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from omvgen.diff.lines import Line, lines
from omvgen.diff.matching import Pair, aligned, gaps_between, matches
from omvgen.diff.model import Segment, SegmentKind
from omvgen.patterns import pattern
from omvgen.plan.text import RichText

# Signs that join parts of one word: kysymys–vastaus-pankki, EU:n, 13,4, 1.1.2026, a@b.example.
_TOKEN = pattern(r"\w+(?:[-‐‑–.,:'’/@+]+\w+)*|\s|[^\w\s]")
_LINE_OR_BREAK = pattern(r"[^\n]+|\n")
_ALIKE = 0.5  # lines that share less than this are two lines, not one that changed


def tokens(text: str) -> list[str]:
    """The text cut into words, single spaces and single signs."""
    return _TOKEN.findall(text)


def text_segments(old: RichText, new: RichText) -> tuple[Segment, ...]:
    """What differs, lines compared with the lines that they became."""
    before, after = lines(old), lines(new)
    parts: list[Segment] = []
    pairs = aligned(
        before, after, lambda line: line.words, lambda line: weights(line.words), likeness
    )
    for gone, come in pairs:
        if gone is not None and come is not None:
            parts += _frame(gone, come)
            parts += word_segments(gone.words, come.words)
        else:
            parts.append(Segment(SegmentKind.DELETE, str(gone or "")))
            parts.append(Segment(SegmentKind.INSERT, str(come or "")))
    return _tidy(parts)


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """What differs between two texts whose lines are not looked at."""
    return _without_islands(_segments(tokens(old), tokens(new)))


def line_segments(old: str, new: str) -> tuple[Segment, ...]:
    """The lines that differ, each whole: what stands in them is not looked at."""
    return _segments(_LINE_OR_BREAK.findall(old), _LINE_OR_BREAK.findall(new))


def _segments(before: list[str], after: list[str]) -> tuple[Segment, ...]:
    """What differs between two texts in parts."""
    pairs = _slid(matches(before, after), before, after)
    parts: list[Segment] = []
    same = 0  # where the equal stretch before the next gap begins
    for gone, come in gaps_between(pairs, len(before), len(after)):
        if before[gone] or after[come]:
            parts.append(Segment(SegmentKind.EQUAL, "".join(before[same : gone.start])))
            parts.append(Segment(SegmentKind.DELETE, "".join(before[gone])))
            parts.append(Segment(SegmentKind.INSERT, "".join(after[come])))
            same = gone.stop
    parts.append(Segment(SegmentKind.EQUAL, "".join(before[same:])))
    return _tidy(parts)


def kept_share(segments: Iterable[Segment]) -> float:
    """How much of the shorter text stands in the other, from 0 to 1, by characters."""
    size = Counter[SegmentKind]()
    for segment in segments:
        size[segment.kind] += len("".join(segment.text.split()))
    equal = size[SegmentKind.EQUAL]
    return equal / max(1, equal + min(size[SegmentKind.DELETE], size[SegmentKind.INSERT]))


def _frame(old: Line, new: Line) -> Iterator[Segment]:
    """What stands before the words of two lines that belong together."""
    yield from word_segments(old.gap, new.gap)
    if old.label == new.label:
        yield Segment(SegmentKind.EQUAL, new.mark, None if old.mark == new.mark else old.mark)
    else:
        yield Segment(SegmentKind.DELETE, old.mark)
        yield Segment(SegmentKind.INSERT, new.mark)


def weights(words: str) -> Counter[str]:
    """The words of a line, each weighing as much as it has letters, and a number next to nothing.

    A line with another number, date or time in it is the same line.
    """
    found = Counter[str]()
    for token in tokens(words):
        if not token.isspace():
            found[token] += max(1, sum(map(str.isalpha, token)))
    return found


def likeness(old: Counter[str], new: Counter[str]) -> int:
    """How much the lines have in common, or 0 when most of the shorter one is not in the other."""
    few, many = (old, new) if len(old) < len(new) else (new, old)
    common = sum(min(weight, many[word]) for word, weight in few.items() if word in many)
    return common if common >= _ALIKE * min(old.total(), new.total()) else 0


def _tidy(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Neighbours of one part joined, nothing empty, deletions before insertions."""
    tidy: list[Segment] = []
    said = (segment for segment in parts if segment.old or segment.new)
    for equal, group in groupby(said, lambda segment: segment.kind is SegmentKind.EQUAL):
        together = list(group)
        old = "".join(segment.old for segment in together)
        new = "".join(segment.new for segment in together)
        if equal:
            tidy.append(Segment(SegmentKind.EQUAL, new, None if old == new else old))
        else:
            tidy += [Segment(SegmentKind.DELETE, old)] if old else []
            tidy += [Segment(SegmentKind.INSERT, new)] if new else []
    return tuple(tidy)


def _without_islands(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """A word or two left standing between longer replacements are read as part of them."""
    parts: list[Segment] = []
    for place, segment in enumerate(segments):
        before, after = segments[max(0, place - 2) : place], segments[place + 1 : place + 3]
        length = len(segment.text.strip())
        few = segment.kind is SegmentKind.EQUAL and len(segment.text.split()) < 3
        if few and length <= min(_replaced(before), _replaced(after)):
            parts += [
                Segment(SegmentKind.DELETE, segment.text),
                Segment(SegmentKind.INSERT, segment.text),
            ]
        else:
            parts.append(segment)
    return _tidy(parts)


def _replaced(segments: tuple[Segment, ...]) -> int:
    """The length of a replacement, -1 when it is none."""
    if [segment.kind for segment in segments] != [SegmentKind.DELETE, SegmentKind.INSERT]:
        return -1
    return max(len(segment.text) for segment in segments)


def _slid(pairs: list[Pair], old: list[str], new: list[str]) -> list[Pair]:
    """The pairs so that what came or went begins with a word where it can.

    `a[-. B-].` says the same as `a.[- B.-]`, and the second can be read.
    """
    slid: list[Pair] = []
    i = j = 0
    for old_place, new_place in pairs:
        here, there = old_place, new_place
        if j == there and i < here and old[i] == old[here] and not old[i][0].isalnum():
            here = i
        elif i == here and j < there and new[j] == new[there] and not new[j][0].isalnum():
            there = j
        slid.append((here, there))
        i, j = here + 1, there + 1
    return slid
