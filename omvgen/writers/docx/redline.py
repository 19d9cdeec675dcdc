"""A redline's blocks as the elements of one body with tracked changes.

Both documents are written in full, each with lists and tables of its own, and then
laid into one another: what is equal stands once, the rest in revisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from lxml import etree

from omvgen.content.blocks import Contents, Table
from omvgen.content.redline import Redline, Step, StepBlock, last_paired
from omvgen.diff.matching import aligned
from omvgen.diff.words import likeness, weights
from omvgen.locale import speaking
from omvgen.writers.docx.body import Body
from omvgen.writers.docx.package import NewBody, package_around
from omvgen.writers.docx.revisions import (
    DELETED,
    INSERTED,
    Revisions,
    same_properties,
    text_of,
)
from omvgen.writers.docx.xml import Element, keep_with_next, name

_TABLE, _ROW, _CELL, _PARAGRAPH = (name(f"w:{tag}") for tag in ("tbl", "tr", "tc", "p"))
_LIST, _VALUE = name("w:numId"), name("w:val")
_Pair = tuple[list[Element], list[Element]]


def write_redline(redline: Redline, reference: bytes | None = None) -> bytes:
    """The redline as a .docx with tracked changes, in the same styles as the document."""
    with speaking(redline.document.language):
        return package_around(redline.document, reference, partial(_elements, redline))


def _elements(redline: Redline, new_body: NewBody, numbering: Element) -> list[Element]:
    """The body with its revisions. `new_body` gives a writer that has written nothing yet.

    `numbering` is the document's `w:numbering`, which both documents' lists are in.
    """
    sides = [_sides(step) for step in redline.steps]
    after = [*_written(new_body(), [new for _, new in sides])]
    before = _written(new_body(), [old for old, _ in sides])
    lists = _Lists(numbering)
    pairs = [lists.pair(*both) for both in zip(before, after, strict=True)]
    for old, _ in pairs:
        lists.settle(old)
    merged = _Merged(Revisions(redline.author, redline.day))
    return [
        element
        for place, (step, pair) in enumerate(zip(redline.steps, pairs, strict=True), start=1)
        for element in merged(step, pair, last=place == len(pairs))
    ]


class _Side(NamedTuple):
    """A block to write. Of a table only these `rows` are its own; the others widen it."""

    step: StepBlock
    rows: slice = slice(None)


def _sides(step: Step) -> tuple[_Side | None, _Side | None]:
    """Both blocks of the step. Two tables are written as wide as the rows of both need."""
    old, new = step
    if old is None or new is None or not isinstance(old.block, Table):
        return _Side(old) if old else None, _Side(new) if new else None
    assert isinstance(new.block, Table)
    rows, own = (*old.block.rows, *new.block.rows), len(old.block.rows)
    return (
        _Side(replace(old, block=old.block._replace(rows=rows)), slice(own)),
        _Side(replace(new, block=new.block._replace(rows=rows)), slice(own, None)),
    )


def _written(body: Body, sides: list[_Side | None]) -> Iterator[list[Element]]:
    """The elements of each block: its caption too, where it is a table; none of no block.

    One body is written to its end before another begins: both number their lists.
    """
    elements = body.one_by_one(tuple(side.step.block for side in sides if side))
    for side in sides:
        if side is None:
            yield []
            continue
        found = list(islice(elements, _count(side.step)))
        for element in found if side.step.kept else []:
            keep_with_next(element)
        if isinstance(side.step.block, Table):
            _keep_rows(found[1], side.rows)
        yield found


def _keep_rows(table: Element, own: slice) -> None:
    """Leaves the table its header and its own rows."""
    _, *others = table.iterchildren(_ROW)
    del others[own]
    for row in others:
        table.remove(row)


def _count(step: StepBlock) -> int:
    return 2 if isinstance(step.block, Table) else 1


class _Lists:
    """Lets the old document's lists be the new one's, where items of both are the same.

    An item is then the same paragraph in both, whatever number it has by what
    stands before it. Two lists of one document are never made one.
    """

    def __init__(self, numbering: Element) -> None:
        self._numbering = numbering
        self._kinds: dict[str, tuple[bytes, ...]] = {}
        self._levels: dict[str, list[bytes]] = {}
        self._shared: dict[str, str] = {}
        self._taken: set[str] = set()

    def pair(self, old: list[Element], new: list[Element]) -> _Pair:
        """Both, their lists shared; what is the same in both once.

        Most is the same, and two of each would take much memory.
        """
        for before, after in zip(_lists(old), _lists(new), strict=False):
            self._share(before.get(_VALUE), after.get(_VALUE))
        self.settle(old)
        alike = [*map(etree.tostring, old)] == [*map(etree.tostring, new)]
        return (new if alike else old), new

    def settle(self, old: list[Element]) -> None:
        """Puts the old document's items into the lists that are known to be shared."""
        for number in _lists(old):
            number.set(_VALUE, self._shared.get(number.get(_VALUE), number.get(_VALUE)))

    def _share(self, old: str, new: str) -> None:
        free = old not in self._shared and new not in self._taken
        if free and self._kind(old) == self._kind(new):
            self._shared[old] = new
            self._taken.add(new)

    def _kind(self, number: str) -> tuple[bytes, ...]:
        """How the list looks and where it starts; none of no list."""
        for num in self._numbering.iterchildren(name("w:num"), reversed=True):
            if num.get(name("w:numId")) in self._kinds:
                break
            abstract = num.find(name("w:abstractNumId")).get(_VALUE)
            levels, starts = self._levels_of(abstract), _as_bytes(num)[1:]
            self._kinds[num.get(name("w:numId"))] = (*levels, *starts)
        return self._kinds.get(number, ())

    def _levels_of(self, abstract: str) -> list[bytes]:
        """The levels of a definition; definitions come as they are needed."""
        if abstract not in self._levels:
            for one in self._numbering.iterchildren(name("w:abstractNum")):
                self._levels.setdefault(one.get(name("w:abstractNumId")), _as_bytes(one))
        return self._levels[abstract]


def _lists(elements: list[Element]) -> list[Element]:
    return [number for element in elements for number in element.iter(_LIST)]


def _as_bytes(element: Element) -> list[bytes]:
    return [etree.tostring(child, method="c14n") for child in element]


class _Merged:
    """Lays the elements of an old and a new block into one another."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions

    def __call__(self, step: Step, pair: _Pair, *, last: bool) -> list[Element]:
        (old, new), (before, after) = step, pair
        self._revisions.next_block()
        if old is None or new is None:
            return [*map(self._revisions.went, before), *map(self._revisions.came, after)]
        if isinstance(new.block, Contents) or before is after:
            return after
        if isinstance(old.block, Table):
            caption = self._paragraphs([before[0]], [after[0]])
            return [*caption, self._table(before[1], after[1])]
        return self._paragraph(before[0], after[0], last=last)

    def _paragraph(self, old: Element, new: Element, *, last: bool) -> list[Element]:
        """One paragraph of both, or one after the other when they are not of one kind."""
        if last or same_properties(old, new):
            return [self._revisions.changed(old, new)]
        return [self._revisions.went(old), self._revisions.came(new)]

    def _table(self, old: Element, new: Element) -> Element:
        """The new table with the old one's rows in their places."""
        (_, *before), (_, *after) = old.iterchildren(_ROW), new.iterchildren(_ROW)
        for row in after:
            new.remove(row)
        for gone, come in aligned(before, after, _cells, _row_weights, likeness):
            self._revisions.next_block()
            new.append(self._row(gone, come))
        return new

    def _row(self, old: Element | None, new: Element | None) -> Element:
        if old is None:
            return self._revisions.row(new, INSERTED)
        if new is None:
            return self._revisions.row(old, DELETED)
        for before, after in zip(old.iterchildren(_CELL), new.iterchildren(_CELL), strict=True):
            was, lines = (list(cell.iterchildren(_PARAGRAPH)) for cell in (before, after))
            for line in lines:
                after.remove(line)
            after.extend(self._paragraphs(was, lines))
        return new

    def _paragraphs(self, old: list[Element], new: list[Element]) -> Iterator[Element]:
        """All paragraphs of a cell."""
        pairs = list(aligned(old, new, text_of, lambda line: weights(text_of(line)), likeness))
        for before, after in last_paired(pairs):
            if before is not None and after is not None:
                yield from self._paragraph(before, after, last=True)
            else:
                yield (
                    self._revisions.came(after) if before is None else self._revisions.went(before)
                )


def _cells(row: Element) -> tuple[str, ...]:
    """The text of each cell of a row."""
    return tuple("\n".join(map(text_of, cell.iter(_PARAGRAPH))) for cell in row.iter(_CELL))


def _row_weights(row: Element) -> Counter[str]:
    return weights("\n".join(_cells(row)))
