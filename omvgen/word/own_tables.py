"""The tables of a document of ours as rows of the plan, and what of a text is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from omvgen.form.form import FormTable
from omvgen.plan.bases import row_bases
from omvgen.plan.plan import Row
from omvgen.plan.text import plain
from omvgen.word.secret_marks import with_marks
from omvgen.word.sorting import fold
from omvgen.word.source import SourceBlock, SourceTable, SourceText
from omvgen.word.source_text import flat


def rows_in(
    blocks: Sequence[SourceBlock], table: FormTable, bases: tuple[str, ...]
) -> tuple[tuple[Row, ...], list[SourceBlock]]:
    """The rows of the part's tables, and what in it is no cell of a column of the form."""
    rows: list[Row] = []
    left: list[SourceBlock] = [b for b in blocks if isinstance(b, SourceText)]
    for block in _tables(blocks):
        columns = _columns(block, table)
        left += columns.left
        for cells in block.rows[columns.first :]:
            row, others = _row(cells, columns.ids, table, bases)
            rows += [row] if row else []
            left += others
    return tuple(rows), left


def is_doubtful(blocks: Sequence[SourceBlock], table: FormTable) -> bool:
    """Whether a person has to look at the rows: a header was reworded, or cells were merged."""
    return any(
        _columns(block, table).reworded
        or any(one and one is other for row in block.rows for one, other in pairwise(row))
        for block in _tables(blocks)
    )


def _tables(blocks: Iterable[SourceBlock]) -> Iterator[SourceTable]:
    return (block for block in blocks if isinstance(block, SourceTable))


class _Columns(NamedTuple):
    """The id of each column (empty for one that the form has not), and the first row of text.

    `left` are the headers that are none of the form's, `reworded` that one stands for a column.
    """

    ids: list[str]
    first: int
    left: list[SourceText]
    reworded: bool = False


def _columns(block: SourceTable, table: FormTable) -> _Columns:
    """The columns by the titles in the header; by place in a table whose header is gone.

    A header in other words is that of the one column which is missing, when it is in its place.
    """
    titles = {fold(column.title): column.id for column in table.columns}
    header = [fold(plain_lines(cell)) for cell in block.rows[0]]
    in_order = [column.id for column in table.columns]
    if not any(title in titles for title in header):
        return _Columns(in_order, min(block.header_rows, 1), [])
    found: list[str] = []
    for title in header:
        id_ = titles.get(title, "")
        found.append("" if id_ in found else id_)
    left = [
        text
        for cell, id_ in zip(block.rows[0], found, strict=True)
        if not id_
        for text in visible(cell)[0]
    ]
    unknown = [place for place, id_ in enumerate(found) if not id_]
    if len(unknown) == 1 and len(found) == len(in_order):
        (place,) = unknown
        filled = [*found[:place], in_order[place], *found[place + 1 :]]
        if filled == in_order:
            return _Columns(filled, 1, left, reworded=True)
    return _Columns(found, 1, left)


def _row(
    cells: Sequence[Sequence[SourceBlock]],
    columns: Sequence[str],
    table: FormTable,
    bases: tuple[str, ...],
) -> tuple[Row, list[SourceBlock]]:
    """The row, and what stands in no column. A cell over several columns is in its first."""
    texts: dict[str, Sequence[SourceText]] = {}
    left: list[SourceBlock] = []
    ids = [*columns, *[""] * len(cells)]
    for before, cell, id_ in zip([None, *cells], cells, ids, strict=False):
        if cell and cell is before:
            continue
        seen, unseen = visible(cell)
        left += unseen
        if id_:
            texts[id_] = seen
        else:
            left += seen
    basis = table.column_with_role("basis")
    of_row = {basis.id: plain_lines(texts.get(basis.id, ()))} if basis else {}
    bases = row_bases(table, of_row) or bases
    row = {id_: with_marks(lines, bases).plain for id_, lines in texts.items()}
    return {id_: text for id_, text in row.items() if text}, left


def visible(blocks: Iterable[SourceBlock]) -> tuple[list[SourceText], list[SourceBlock]]:
    """The texts that a reader sees, footnotes after theirs; hidden ones and prompts apart."""
    seen: list[SourceText] = []
    unseen: list[SourceBlock] = []
    for block in blocks:
        for text in (block,) if isinstance(block, SourceText) else _row_lines(block):
            if text.hidden or text.placeholder:
                unseen += [text] if text.hidden else []
            else:
                seen += [text, *(SourceText(note) for note in text.notes)]
    return seen, unseen


def _row_lines(table: SourceTable) -> Iterator[SourceText]:
    """The rows of a table that stands in a text, a line each."""
    for row in table.rows:
        cells = [plain_lines(cell).replace("\n", " ") for cell in row]
        if any(cells):
            yield SourceText(plain(" | ".join(cells)), place=table.place)


def plain_lines(blocks: Iterable[SourceBlock]) -> str:
    """The texts of the blocks without their formatting, a line each."""
    return "\n".join(text.text.plain for text in flat(blocks))
