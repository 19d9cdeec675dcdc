"""One text made public: what stays of it, and what was removed.

Nobody may be able to conclude anything from what stays, except that something is
missing. Therefore
- a sentence with a passage `[[…]]` is removed whole: the rest of a sentence would show
  where the passage stood, and may say the opposite of what was written. Where it is not
  certain that a sentence ends, it goes on;
- a list item that is removed takes the items below it along, and all lists of the text
  lose their numbers, whether or not they lost an item;
- one placeholder stands at the end, however many passages there were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from omvgen.plan.paragraphs import list_mark
from omvgen.plan.text import RichText, Run, cut_runs, plain, rich
from omvgen.secrecy.model import Reason, placeholder
from omvgen.secrecy.publish.marks import (
    Span,
    bases_of,
    has_unclear_mark,
    secret_spans,
    secret_texts,
    without_marks,
)
from omvgen.secrecy.publish.sentences import (
    lines_of,
    masked_text,
    public_sentences,
)


class Redacted(NamedTuple):
    """`text` is what stays, with the placeholder at its end if something was `removed`."""

    text: RichText
    removed: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    reason: Reason = Reason.MARKED


def redact(text: RichText, bases: tuple[str, ...]) -> Redacted:
    """The text without the sentences that hold secret passages.

    `bases` are the provisions of the text's row. A mark that is unclear withholds the
    whole text.
    """
    words = text.plain
    if has_unclear_mark(words):
        return redact_whole(text, bases, Reason.UNCLEAR)
    secret = tuple(secret_spans(words))
    if not secret:
        return Redacted(text)
    masked = masked_text(words, secret)
    kept = [piece for span in public_sentences(masked, secret) for piece in lines_of(masked, span)]
    bases = bases_of(words, bases)
    runs = [*_lines(text, masked, kept), Run("\n" + placeholder(bases))]
    return Redacted(rich(runs), tuple(secret_texts(words)), bases)


def redact_whole(text: RichText, bases: tuple[str, ...], reason: Reason) -> Redacted:
    """Only the placeholder, with the provisions of the row and of the text itself."""
    return replace_whole(text, bases_of(text.plain, bases), reason)


def replace_whole(text: RichText, bases: tuple[str, ...], reason: Reason) -> Redacted:
    """Only the placeholder, with these provisions."""
    return Redacted(plain(placeholder(bases)), (without_marks(text.plain),), bases, reason)


@dataclass
class _Line:
    """A line with words; `kept` are the numbers of its sentences that stay."""

    item: re.Match[str] | None
    kept: list[int]
    after_gap: bool  # an empty line stands before it

    @property
    def depth(self) -> int:
        """How deep the list item is; an ordinary line is less deep than any item."""
        return len(self.item["indent"].expandtabs(4)) if self.item else -1


def _lines(text: RichText, masked: str, kept: list[Span]) -> Iterator[Run]:
    """The kept sentences as lines, without gaps, lists without their numbers."""
    sentences: list[list[Run]] = [[] for _ in kept]
    for number, run in cut_runs(text.runs, kept):
        sentences[number].append(run)
    lines = _layout(masked, kept)
    _remove_subitems(lines)
    _remove_introductions(lines, masked, kept)
    first = True
    gap = False
    for line in lines:
        gap = gap or line.after_gap
        if not line.kept:
            continue
        yield Run(("" if first else "\n\n" if gap else "\n") + _mark(line))
        for place, number in enumerate(line.kept):
            yield from ([Run(" ")] if place else [])
            yield from sentences[number]
        first = gap = False


def _layout(masked: str, kept: list[Span]) -> list[_Line]:
    """The lines of the text; those within a passage are one with the line around it."""
    lines = []
    position = number = 0
    gap = False
    for line in masked.split("\n"):
        end = position + len(line)
        on_line = []
        while number < len(kept) and kept[number][1] <= end:
            on_line.append(number)
            number += 1
        if line.strip():
            lines.append(_Line(list_mark(line), on_line, gap))
        gap = not line.strip()
        position = end + 1
    return lines


def _remove_subitems(lines: list[_Line]) -> None:
    """An item that is removed takes the deeper items below it along."""
    removed: int | None = None
    of_item = False  # the line above was removed with a deeper item, and may go on here
    for line in lines:
        if line.item is None:
            removed = None
            of_item = of_item and not line.after_gap
            line.kept = [] if of_item else line.kept
        elif removed is not None and line.depth > removed:
            line.kept, of_item = [], True
        else:
            removed, of_item = None if line.kept else line.depth, False


def _remove_introductions(lines: list[_Line], masked: str, kept: list[Span]) -> None:
    """`Asunnot ovat:` goes with what it introduces: alone it would show where that stood."""
    for place, line in reversed(list(enumerate(lines))):
        if line.kept and masked[slice(*kept[line.kept[-1]])].endswith(":"):
            introduced = _introduced(line, lines[place + 1 :])
            if introduced and not any(below.kept for below in introduced):
                line.kept = line.kept[:-1]


def _introduced(line: _Line, below: list[_Line]) -> list[_Line]:
    """Of the lines below one that ends in a colon, those that it introduces: a list or a line."""
    items = list(takewhile(lambda one: one.depth > line.depth, below))
    return items or [one for one in below[:1] if one.item is None]


def _mark(line: _Line) -> str:
    """The list mark as typed, but a hyphen in place of a number.

    A gap in the numbers would show which item is missing.
    """
    if line.item is None:
        return ""
    numbered = any(line.item.groupdict().get(name) for name in ("number", "letter"))
    return f"{line.item['indent']}- " if numbered else line.item[0]
