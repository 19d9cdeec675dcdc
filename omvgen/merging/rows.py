"""Merges the rows of a table: matched by key, merged by cell, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from omvgen.diff.rows import paired_rows
from omvgen.form.form import FormTable
from omvgen.merging.values import MergedValue, merge_value
from omvgen.plan.plan import Row


@dataclass
class MergedRow:
    """A row as the base and each side have it; None where it is missing.

    `places` are its places on the sides. `alternatives` has, for a conflict, the row that each
    side in conflict wants, None for a side that removed it.
    """

    base: Row | None
    sides: list[Row | None]
    places: dict[int, int] = field(default_factory=dict)
    value: Row | None = None
    alternatives: dict[int, Row | None] = field(default_factory=dict)


def merge_rows(
    table: FormTable | None,
    base: Sequence[Row],
    sides: Sequence[Sequence[Row]],
    *,
    keeps_removed: bool = False,
) -> list[MergedRow]:
    """The rows of all sides in the order of the merged table, removed ones included.

    In a conflict `value` is the base's row. With `keeps_removed` only side 0 may remove rows.
    """
    rows = [MergedRow(row, [None] * len(sides)) for row in base]
    for number, side in enumerate(sides):
        _match(table, rows, number, side, len(sides))
    for row in rows:
        if keeps_removed and row.sides[0] is not None:
            row.sides = [row.base if side is None else side for side in row.sides]
        _merge(table, row)
    return _in_order(rows, len(sides))


def _match(
    table: FormTable | None, rows: list[MergedRow], number: int, side: Sequence[Row], sides: int
) -> None:
    """Puts the side's rows to those of the base, else to those that another side added."""
    old = [row for row in rows if row.base is not None]
    added = [row for row in rows if row.base is None]
    left = dict(enumerate(side))
    for group in (old, added):
        known = [row.base if row.base is not None else _first(row) for row in group]
        places = list(left)
        for i, j in paired_rows(table, known, [left[place] for place in places]):
            group[i].sides[number] = left.pop(places[j])
            group[i].places[number] = places[j]
    for place, row in left.items():
        new = MergedRow(None, [None] * sides, {number: place})
        new.sides[number] = row
        rows.append(new)


def _first(row: MergedRow) -> Row:
    return next(side for side in row.sides if side is not None)


def _merge(table: FormTable | None, row: MergedRow) -> None:
    present = {n: side for n, side in enumerate(row.sides) if side is not None}
    removed = [n for n in range(len(row.sides)) if n not in present] if row.base else []
    if removed:
        changed = {n: s for n, s in present.items() if not _same_row(table, s, row.base or {})}
        if changed:
            row.value, row.alternatives = row.base, {**changed, **dict.fromkeys(removed)}
        return
    cells = {
        column: _merged_cell(table, column, row.base or {}, list(present.values()))
        for column in dict.fromkeys(c for r in (row.base or {}, *present.values()) for c in r)
    }
    disputed = sorted({n for cell in cells.values() for n in cell.alternatives})
    for n in disputed:
        own = {c: cell.alternatives.get(n, cell.value) for c, cell in cells.items()}
        row.alternatives[list(present)[n]] = own
    row.value = {column: cell.value for column, cell in cells.items()}
    if disputed and row.base is None:
        row.value = None


def _merged_cell(
    table: FormTable | None, column: str, base: Row, sides: Sequence[Row]
) -> MergedValue[str]:
    def same(one: str, other: str) -> bool:
        return one == other or _spelled(table, column, one) == _spelled(table, column, other)

    return merge_value(base.get(column, ""), [side.get(column, "") for side in sides], same)


def _same_row(table: FormTable | None, one: Row, other: Row) -> bool:
    return all(
        _spelled(table, column, one.get(column, ""))
        == _spelled(table, column, other.get(column, ""))
        for column in {**one, **other}
    )


def _spelled(table: FormTable | None, column: str, text: str) -> str:
    known = table.column(column) if table else None
    return known.spelled(text) if known else text


def _in_order(rows: list[MergedRow], sides: int) -> list[MergedRow]:
    """The order of side 0, or of the side that alone has another order than the base.

    Rows of the others stand after the row that they follow there.
    """
    removed = [row for row in rows if not row.places]
    orders = [
        sorted(
            (n for n, row in enumerate(rows) if side in row.places),
            key=lambda n: rows[n].places[side],
        )
        for side in range(sides)
    ]
    lead, *others = orders
    if not _reordered(rows, lead):
        moved = next((order for order in others if _reordered(rows, order)), lead)
        lead, others = moved, [orders[0], *others]
    result = list(lead)
    for order in others:
        before = -1
        for n in order:
            if n not in result:
                result.insert(result.index(before) + 1 if before >= 0 else 0, n)
            before = n
    return [*(rows[n] for n in result), *removed]


def _reordered(rows: Sequence[MergedRow], order: Iterable[int]) -> bool:
    old = [n for n in order if rows[n].base is not None]
    return old != sorted(old)
