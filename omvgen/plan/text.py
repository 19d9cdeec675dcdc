"""Text in one canonical form: rich text as runs, and what counts as the same text.

Whatever comes in, from a cell or from JSON, becomes canonical here, so that
equal answers are equal values: NFC, `\\n` for every line break, no characters
that XML forbids, no white space at line ends, no empty lines at either end, and
no formatting of line breaks that their neighbours do not share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from omvgen.patterns import pattern

_BREAKS = pattern(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Everything XML 1.0 cannot hold, lone surrogates among them, and characters
# without width that Word and web pages leave behind when text is pasted.
_UNPRINTABLE = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Looking behind keeps it from trying again at each space of a row of thousands.
_LINE_END = pattern(r"(?<![^\S\n])[^\S\n]++(?=\n|\Z)")
_EMPTY_LINES = pattern(r"(?:[^\S\n]*\n)*")
_JOINERS_ONLY = pattern(r"[\s\u200c\u200d]*")


def clean(text: str) -> str:
    """The text in canonical form; an empty string when nothing visible is left."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.rstrip()  # one line of ordinary text, as most cells are
    text = _LINE_END.sub("", clean_piece(text)).strip("\n")
    return "" if _JOINERS_ONLY.fullmatch(text) else text


def clean_piece(text: str) -> str:
    """A part of a text in canonical form, its ends left as they are."""
    if not text.replace("\n", "").isprintable():
        text = _UNPRINTABLE.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


class Script(StrEnum):
    """Raised or lowered letters: the two of m² and of H₂O."""

    SUPER = "super"
    SUB = "sub"


Format = tuple[bool, bool, bool, bool, str | None, Script | None]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one format. `link` is the address it leads to."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    link: str | None = None
    script: Script | None = None

    @property
    def format(self) -> Format:
        """All but the text, in the order of the fields."""
        return (self.bold, self.italic, self.underline, self.strike, self.link, self.script)


@dataclass(frozen=True)
class RichText:
    """Text with formatting. Build it with `rich` or `plain`, which make it canonical."""

    runs: tuple[Run, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The words without their formatting, lines parted by `\\n`."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __str__(self) -> str:
        return self.plain


def plain(text: str) -> RichText:
    """Text without formatting, in canonical form."""
    text = clean(text)
    return RichText((Run(text),) if text else ())


def rich(runs: Iterable[Run]) -> RichText:
    """The runs in canonical form: cleaned, neighbours of one format joined."""
    joined = list(_join(_with_text(run, clean_piece(run.text)) for run in runs))
    whole = "".join(run.text for run in joined)
    if _JOINERS_ONLY.fullmatch(whole):
        return RichText()
    kept = tuple(_join(run for _, run in cut_runs(joined, _visible_spans(whole))))
    return RichText(kept if len(kept) < 2 else tuple(_join(_with_plain_breaks(kept))))


def _visible_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the text is, without white space at line ends and empty lines at either end."""
    start, end = _EMPTY_LINES.match(text).end(), len(text.rstrip())  # type: ignore[union-attr]
    for gap in _LINE_END.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _with_plain_breaks(runs: Iterable[Run]) -> Iterator[Run]:
    """Line breaks have no look of their own: they take what their neighbours share, or none."""
    pieces = [
        _with_text(run, piece) for run in runs for piece in re.split(r"(\n+)", run.text) if piece
    ]
    groups = [(gap, list(g)) for gap, g in groupby(pieces, key=lambda p: p.text[0] == "\n")]
    for place, (gap, group) in enumerate(groups):
        if not gap or place in (0, len(groups) - 1):
            yield from group
            continue
        before, after = groups[place - 1][1][-1], groups[place + 1][1][0]
        look = before if before.format == after.format else Run("")
        yield _with_text(look, "".join(piece.text for piece in group))


def _join(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one format as one run, empty runs left out."""
    for _, group in groupby((run for run in runs if run.text), key=lambda run: run.format):
        first, *others = group
        if others:
            # Composed again: a combining mark may have been parted from its letter.
            text = clean_piece("".join(run.text for run in (first, *others)))
            yield _with_text(first, text)
        else:
            yield first


def slice_runs(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs' characters from start to end, each with its format."""
    return tuple(run for _, run in cut_runs(runs, [(start, end)]))


def cut_runs(runs: Iterable[Run], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Run]]:
    """The runs' characters within the spans, each piece with the number of its span.

    The spans are in order and do not overlap. Linear in runs and spans together.
    """
    waiting = iter(enumerate(spans))
    number, (start, end) = next(waiting, (0, (0, 0)))
    position = 0
    for run in runs:
        after = position + len(run.text)
        while start < after:
            low, high = max(start - position, 0), min(end, after) - position
            if low < high:
                yield number, _with_text(run, run.text[low:high])
            if end > after:
                break
            following = next(waiting, None)
            if following is None:
                return
            number, (start, end) = following
        position = after


def _with_text(run: Run, text: str) -> Run:
    """The text in the run's format; most often it is the run itself, which costs nothing.

    `replace` keeps what kinds of runs of other rooms know beyond the format.
    """
    return run if text == run.text else replace(run, text=text)
