"""A compared text as lines: in one column with both texts, and as two columns side by side.

Unchanged stretches far from a change are folded: a rendering that can unfold
them shows a gap in their place, one that cannot leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from omvgen.diff.excerpt import ELLIPSIS, left_out
from omvgen.diff.model import Part, Segment
from omvgen.plan.text import RichText, Run, cut_runs

_BREAK = "¶"  # shown for a change of line breaks alone, which could not be seen
_NO_BREAK = "\xa0"


@dataclass(frozen=True)
class Piece:
    """A stretch of one line, in one format and of one part. A gap stands for what is folded."""

    run: Run
    part: Part = Part.EQUAL
    folded: bool = False
    gap: bool = False

    @property
    def text(self) -> str:
        return self.run.text


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """Lines that belong together: those of both texts, of the old one, of the new one.

    Blocks are parted where both texts have the same line break. A folded block
    is shown when all is; a gap block only when it is not.
    """

    both: tuple[Line, ...]
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    folded: bool = False
    gap: bool = False


def blocks(segments: tuple[Segment, ...], old: RichText, new: RichText) -> tuple[Block, ...]:
    """The segments of two texts as blocks, each piece in the format that it has there."""
    before = _pieces(segments, old, Part.DELETE)
    after = _pieces(segments, new, Part.INSERT)
    made = _Making()
    for segment, here, there in zip(segments, before, after, strict=True):
        if segment.part is Part.DELETE:
            made.add("old", _changed_lines(segment, here))
            made.add("both", _changed_lines(segment, here, breaks=bool(segment.text.strip())))
        elif segment.part is Part.INSERT:
            for side in ("new", "both"):
                made.add(side, _changed_lines(segment, there))
        else:
            made.add_equal(_lines(here), _lines(there))
    return tuple(_with_gaps(made.closed()))


def _open() -> dict[str, list[list[Piece]]]:
    return {"both": [[]], "old": [[]], "new": [[]]}


@dataclass
class _Making:
    """Blocks in the making."""

    blocks: list[Block] = field(default_factory=list)
    open: dict[str, list[list[Piece]]] = field(default_factory=_open)

    def add(self, side: str, lines: list[list[Piece]]) -> None:
        """Continues the last line of that side of the open block."""
        self.open[side][-1] += lines[0]
        self.open[side] += lines[1:]

    def add_equal(self, old: list[list[Piece]], new: list[list[Piece]]) -> None:
        """The same with what both sides have; each of their line breaks closes a block."""
        if len(old) != len(new):
            self.add("old", old)
            self.add("both", new)
            self.add("new", new)
            return
        for place, (here, there) in enumerate(zip(old, new, strict=True)):
            if place:
                self.close()
            self.add("old", [here])
            self.add("both", [there])
            self.add("new", [there])

    def close(self) -> None:
        both, old, new = (
            tuple(tuple(line) for line in self.open[side]) for side in ("both", "old", "new")
        )
        pieces = [piece for lines in (both, old, new) for line in lines for piece in line]
        if pieces:
            folded = all(piece.folded for piece in pieces)
            self.blocks.append(Block(both, old, new, folded=folded))
        self.open = _open()

    def closed(self) -> list[Block]:
        self.close()
        return self.blocks


def _pieces(segments: tuple[Segment, ...], text: RichText, own: Part) -> list[list[Piece]]:
    """The pieces of each segment that the text has; `own` is the part that is its alone."""
    spans: list[tuple[int, int]] = []
    owners: list[tuple[int, partial[Piece]]] = []
    position, last = 0, len(segments) - 1
    for place, segment in enumerate(segments):
        words = segment.old if own is Part.DELETE else segment.new
        start, end = len(words), len(words)
        if segment.part is Part.EQUAL:
            start, end = left_out(words, place == 0, place == last)
        for low, high, folded in ((0, start, False), (start, end, True), (end, len(words), False)):
            if low < high:
                spans.append((position + low, position + high))
                owners.append((place, partial(Piece, part=segment.part, folded=folded)))
        position += len(words)
    found: list[list[Piece]] = [[] for _ in segments]
    for number, run in cut_runs(text.runs, spans):
        place, made = owners[number]
        found[place].append(made(run))
    return found


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line, at least one line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(_with_text(piece, text))
    return lines


def _changed_lines(
    segment: Segment, pieces: list[Piece], *, breaks: bool = True
) -> list[list[Piece]]:
    """The lines of a segment that only one text has; white space alone is made visible."""
    if segment.text.strip():
        return _lines(pieces)
    if "\n" not in segment.text:
        return [[_with_text(piece, _NO_BREAK * len(piece.text)) for piece in pieces]]
    sign = Piece(Run(_BREAK), segment.part)
    return [[sign], []] if breaks else [[sign]]


def _with_text(piece: Piece, text: str) -> Piece:
    return replace(piece, run=replace(piece.run, text=text))


def _with_gaps(made: list[Block]) -> list[Block]:
    """Gaps within lines that are folded in part, and one for folded blocks between whole lines."""
    shown: list[Block] = []
    waiting: list[Block] = []
    for block in made:
        if block.folded:
            waiting.append(block)
            continue
        gapped = replace(
            block,
            both=tuple(_gapped(line) for line in block.both),
            old=tuple(_gapped(line) for line in block.old),
            new=tuple(_gapped(line) for line in block.new),
        )
        shown += _with_gap(shown, waiting, gapped)
        shown.append(gapped)
        waiting = []
    return shown + _with_gap(shown, waiting, None)


def _with_gap(shown: list[Block], waiting: list[Block], following: Block | None) -> list[Block]:
    """The folded blocks, after a gap where no line beside them has one."""
    before = bool(shown) and any(line and line[-1].folded for line in shown[-1].both[-1:])
    after = following is not None and any(line and line[0].gap for line in following.both[:1])
    if not waiting or before or after:
        return waiting
    lines = ((Piece(Run(ELLIPSIS), gap=True),),)
    return [Block(lines, lines, lines, gap=True), *waiting]


def _gapped(line: Line) -> Line:
    """The line with a gap beside each folded stretch of it."""
    pieces: list[Piece] = []
    for place, piece in enumerate(line):
        begins = piece.folded and not (place and line[place - 1].folded)
        if begins:
            more = any(not other.folded for other in line[place:])
            text = (" " if place else "") + ELLIPSIS + (" " if more else "")
            pieces.append(Piece(Run(text), gap=True))
        pieces.append(piece)
    return tuple(pieces)
