"""A document's blocks as one stream of lines: paragraphs, and the cells of tables of text.

A table whose cells hold questions and answers is read cell by cell; one with columns of data
stays a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.plan.text import RichText, Run, rich
from omvgen.word.placing.labels import numbering
from omvgen.word.placing.secrecy_marks import secrecy_mark
from omvgen.word.source import SourceBlock, SourceTable, SourceText
from omvgen.word.source_text import flat

_ONLY_NUMBER = pattern(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s*")
_MOST_WORDS = 40  # of a heading or a question


class Rank(IntEnum):
    """How high a heading stands; styled ones have their level, from 1."""

    NUMBERED = 10  # and the depth of its number
    BOLD = 20
    PLAIN = 30


@dataclass(frozen=True)
class Line:
    """A paragraph. `label` says that it stands in the cell before that of an answer,
    `further` that it stands in a cell after that of the answer.

    `secret` are the provisions of a heading's secrecy mark, which is no part of its `text`;
    None when it has none.
    """

    source: SourceText
    text: RichText
    rank: int
    label: bool = False
    further: bool = False
    secret: tuple[str, ...] | None = None

    @property
    def place(self) -> str:
        return self.source.place

    @property
    def stands_out(self) -> bool:
        """Whether it looks like a heading."""
        return self.rank < Rank.PLAIN or self.label


@dataclass(frozen=True)
class End:
    """The answer before it ends here: its cell does."""


Item = Line | SourceTable | End
Cell = tuple[SourceBlock, ...]
IsData = Callable[[SourceTable], bool]


class Asks(NamedTuple):
    """Whether a paragraph is a wording of the form, one of many words, or like one."""

    exact: Callable[[RichText], bool]
    distinct: Callable[[RichText], bool]
    like: Callable[[RichText], bool]


def lines_of(blocks: Iterable[SourceBlock], asks: Asks, is_data: IsData) -> list[Item]:
    """The blocks as lines, in order.

    `is_data` says of a table whether its columns are those of a table of the form.
    """
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, SourceText):
            if block.text:
                items.append(_line(block))
        elif not is_data(block) and _holds_text(block, asks):
            items += _rows(block, asks, is_data)
        else:
            items.append(block)
    return _without_list_items(_with_whole_questions(items, asks))


def _with_whole_questions(items: list[Item], asks: Asks) -> list[Item]:
    """A question that goes on in the next paragraph as one line."""
    kept: list[Item] = []
    for item in items:
        before = kept[-1] if kept else None
        if isinstance(item, Line) and isinstance(before, Line) and _goes_on(before, item):
            joined = replace(
                before.source,
                text=rich([*before.text.runs, Run(" "), *item.text.runs]),
                notes=before.source.notes + item.source.notes,
                comments=before.source.comments + item.source.comments,
            )
            alone = asks.exact(before.text) or asks.exact(item.text)
            if not alone and asks.distinct(joined.text):
                kept[-1] = Line(joined, joined.text, before.rank, before.label)
                continue
        kept.append(item)
    return kept


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a line may be cut where the other one begins: a small letter shows it."""
    seen = not (before.source.hidden or after.source.hidden or before.source.placeholder)
    first, last = after.text.plain[:1], before.text.plain[-1:]
    return seen and (first.islower() or first == "(") and (last.isalnum() or last in ",-–)")


def _line(block: SourceText) -> Line:
    rank = _rank(block, block.text.plain)
    marked = secrecy_mark(block.text) if rank < Rank.PLAIN else None
    if marked and marked.text:
        return Line(block, marked.text, rank, secret=marked.bases)
    return Line(block, block.text, rank)


def _rank(block: SourceText, text: str) -> int:
    if len(text.split()) > _MOST_WORDS:
        return Rank.PLAIN
    if block.heading:
        return block.heading
    number = numbering(text)
    short = not text.rstrip().endswith((".", ";", ",")) and "\n" not in text
    if number and short:
        return Rank.NUMBERED + 1 + number.count(".")
    return Rank.BOLD if block.bold else Rank.PLAIN


def _without_list_items(items: list[Item]) -> list[Item]:
    """Numbered paragraphs right after one another are a list and no headings."""

    def listed(item: Item | None) -> bool:
        return (
            isinstance(item, Line)
            and item.rank == Rank.NUMBERED + 1
            and not item.source.bold
            and not item.label
        )

    pairs = zip([None, *items], items, [*items[1:], None], strict=False)
    return [
        replace(item, rank=Rank.PLAIN)
        if isinstance(item, Line) and listed(item) and (listed(before) or listed(after))
        else item
        for before, item, after in pairs
    ]


def texts_in(cell: Iterable[SourceBlock]) -> list[SourceText]:
    """The paragraphs of a cell, those of nested tables included. A merged one comes once."""
    return list(flat(cell))


def cells_of(row: tuple[Cell, ...]) -> list[Cell]:
    """The cells of a row, a merged one once."""
    cells: list[Cell] = []
    for cell in row:
        if not cells or cell is not cells[-1] or not cell:
            cells.append(cell)
    return cells


def _text_of(cell: Cell) -> str:
    return "\n".join(one.text.plain for one in texts_in(cell)).strip()


def _holds_text(table: SourceTable, asks: Asks) -> bool:
    """Whether cells of the table ask for what stands beside or below them, or it is a frame.

    A column of a table of data may be headed by a short wording of the form: one such row
    is not enough.
    """
    rows = [_worded(row) for row in table.rows]
    if all(len(cells) < 2 for cells in rows):
        return True
    wide = any(len(cells) > 2 for cells in rows)
    exact = like = 0
    for cells in filter(None, rows):
        texts = texts_in(cells[0])
        if any(asks.distinct(text.text) for text in texts):
            return True
        exact += any(asks.exact(text.text) for text in texts)
        like += bool(texts) and asks.like(texts[0].text)
    return exact > wide or (not wide and like > 1 and 2 * like >= len(rows))


def _rows(table: SourceTable, asks: Asks, is_data: IsData) -> Iterator[Item]:
    """The cells of each row in order: before each answer the cell that asks for it."""
    if all(len(_worded(row)) < 2 for row in table.rows):
        yield from _boxes(table, asks, is_data)
        return
    titles = _titles(table, asks)
    above: Cell = ()
    open_ = False  # whether an answer in a cell of its own may go on in the next row
    for row in table.rows:
        cells = _worded(row)
        if len(cells) > 1 and open_ and (not _text_of(cells[0]) or _is_same(cells[0], above)):
            for cell in cells[1:]:
                yield from lines_of(cell, asks, is_data)
            continue
        if open_:
            yield End()
        open_ = len(cells) > 1
        above = cells[0] if cells else ()
        asked = 0
        for number, cell in enumerate(cells):
            lines = lines_of(cell, asks, is_data)
            if number and number % 2 == 0 and _is_asked(cell, asks):
                yield End()
                asked = number
            elif number or not open_:
                below = row is not table.rows[0] and len(titles) >= len(cells)
                title = titles[number - len(cells)] if below else ""
                yield from _further(lines, title) if number > asked + 1 else lines
                continue
            yield from (replace(i, label=True) if isinstance(i, Line) else i for i in lines)
    if open_:
        yield End()


def _titles(table: SourceTable, asks: Asks) -> list[str]:
    """What stands above the columns of a table of questions and answers, or nothing."""
    cells = cells_of(table.rows[0])
    titled = all(_is_short(cell) and not _is_asked(cell, asks) for cell in cells)
    return list(map(_text_of, cells)) if titled else []


def _further(lines: Iterable[Item], title: str) -> Iterator[Item]:
    """A column beside the answer's: it comes with the answer, below its own title.

    Nobody can say whether who is responsible, or by when, is a part of the answer.
    """
    for item in lines:
        if isinstance(item, Line):
            titled = rich([Run(f"{title}: "), *item.text.runs]) if title else item.text
            yield replace(item, text=titled, further=True)
            title = ""
        else:
            yield item


def _boxes(table: SourceTable, asks: Asks, is_data: IsData) -> Iterator[Item]:
    """The cells of a table of one column: a heading's, and that of the answer below it.

    Headings stand in the first cell, in each that is like a question, or in every other one.
    """
    cells = [cell for row in table.rows for cell in _worded(row)]
    short = [_is_short(cell) for cell in cells]
    in_turn = len(cells) % 2 == 0 and all(short[::2])
    asked = False  # the cell above asks for this one
    for number, cell in enumerate(cells):
        lines = lines_of(cell, asks, is_data)
        heads = short[number] and number + 1 < len(cells)
        like = heads and not asked and asks.like(texts_in(cell)[0].text)
        asked = heads and (like or _is_asked(cell, asks))
        if heads and (asked or not number or (in_turn and number % 2 == 0)):
            yield End()
            yield from (replace(i, label=True) if isinstance(i, Line) else i for i in lines)
        else:
            yield from lines


def _is_short(cell: Cell) -> bool:
    """Whether the cell has one paragraph that may be a heading."""
    texts = texts_in(cell)
    words = texts[0].text.plain if len(texts) == 1 else ""
    return bool(words) and len(words.split()) <= _MOST_WORDS and not words.endswith((".", ";", ","))


def _worded(row: tuple[Cell, ...]) -> list[Cell]:
    """The cells of a row without one that only has a number before its question."""
    cells = cells_of(row)
    while len(cells) > 1 and _ONLY_NUMBER.fullmatch(_text_of(cells[0])):
        cells = cells[1:]
    return cells


def _is_asked(cell: Cell, asks: Asks) -> bool:
    return any(asks.exact(one.text) for one in texts_in(cell))


def _is_same(cell: Cell, above: Cell) -> bool:
    """Whether the cell is merged with the one above it, whose blocks it repeats."""
    return bool(cell and above) and cell[-1] is above[-1]
