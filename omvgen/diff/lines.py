"""A text as lines to compare: the words of each, and what frames them.

The frame of a line is what stands before its words: the line break, empty
lines, the indent and the list mark. Numbers of list items are not substance
where they only count: an item put in between makes every later number differ,
and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from omvgen.plan.paragraphs import Paragraph, paragraphs
from omvgen.plan.text import RichText


@dataclass(frozen=True)
class Line:
    """A paragraph or list item. `frame + words` of all lines is the whole text.

    `gap` is the frame's part with line breaks, `mark` the rest of it. `label`
    is equal for marks that mean the same: any number that follows the one
    before it, but the number itself where it does not.
    """

    gap: str
    mark: str
    label: str
    words: str
    counted: bool

    def __str__(self) -> str:
        return self.gap + self.mark + self.words

    @property
    def substance(self) -> str:
        """The words, with the mark where it is more than a mark: `3. linja`, `12. päivä`."""
        return self.words if self.counted or not self.mark.strip() else self.mark + self.words


def lines(text: RichText) -> tuple[Line, ...]:
    """The lines of the text in order; empty ones belong to the frame of the next."""
    return tuple(_lines(text))


def _lines(text: RichText) -> Iterator[Line]:
    whole = text.plain
    found = iter(paragraphs(text))
    numbers: dict[tuple[int, str], int] = {}
    frame_start = position = 0
    for raw in whole.split("\n"):
        end = position + len(raw)
        if raw.strip():
            paragraph = next(found)
            words_start = end - len(paragraph.plain)
            gap = whole[frame_start:position]
            label, counted = _label(paragraph, numbers)
            yield Line(gap, whole[position:words_start], label, paragraph.plain, counted)
            frame_start = end
        position = end + 1


def _label(paragraph: Paragraph, numbers: dict[tuple[int, str], int]) -> tuple[str, bool]:
    """What the list mark means, and whether it only counts or dots."""
    level, kind = paragraph.level, paragraph.kind
    if kind == "text":
        return "", True
    if kind == "bullet":
        return f"{level}{paragraph.mark}", True
    number = _number(paragraph.mark)
    counted = number in (1, numbers.get((level, kind), 0) + 1)
    numbers[level, kind] = number
    return f"{level}{kind}{paragraph.mark[-1] if counted else paragraph.mark}", counted


def _number(mark: str) -> int:
    stem = mark.rstrip(".)")
    return int(stem) if stem.isdigit() else "abcdefghijklmnopqrstuvwxyzåäö".index(stem) + 1
