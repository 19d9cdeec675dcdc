"""Rows of a table, matched by their key columns and never by their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from omvgen.diff.matching import EXHAUSTIVE, Pair, longest_increasing
from omvgen.diff.model import Kind, Nature, RowChange
from omvgen.diff.nature import compared
from omvgen.form.form import Column, FormTable
from omvgen.plan.plan import Row
from omvgen.plan.text import plain

Places = tuple[int | None, int | None]
Secrecy = Callable[[Row | None, Row | None], bool]

# Where the cells of a row differ in several ways, the first of these is the row's.
_GRAVEST = (Nature.VALUE, Nature.REWRITTEN, Nature.WORDING, Nature.REORDERED, Nature.TYPOGRAPHY)


def compare_rows(
    table: FormTable | None, old: Sequence[Row], new: Sequence[Row], secrecy: Secrecy
) -> tuple[RowChange, ...]:
    """What happened to the rows, in the order of the new table, removed ones where they were.

    `table` is None when the form does not know it; its rows are then matched
    by likeness. `secrecy` says whether the change of a row is secret.
    """
    pairs = sorted(paired_rows(table, old, new))
    gone = set(range(len(old))) - {i for i, _ in pairs}
    come = set(range(len(new))) - {j for _, j in pairs}
    same = [(i, j) for i, j in pairs if old[i] == new[j]]
    in_order = {same[k] for k in longest_increasing([j for _, j in same])}
    places: list[Places] = [
        *((i, None) for i in gone),
        *((None, j) for j in come),
        *(pair for pair in pairs if pair not in in_order),
    ]
    places.sort(key=_place)
    return tuple(
        _change(
            table,
            None if i is None else old[i],
            None if j is None else new[j],
            (i, j),
            secrecy,
        )
        for i, j in places
    )


def _place(places: Places) -> tuple[int, bool]:
    old, new = places
    return (old or 0, False) if new is None else (new, True)


def _change(
    table: FormTable | None, before: Row | None, after: Row | None, places: Places, secrecy: Secrecy
) -> RowChange:
    kind, nature = Kind.CHANGED, Nature.VALUE
    if before is None:
        kind = Kind.ADDED
    elif after is None:
        kind = Kind.REMOVED
    elif before == after:
        kind, nature = Kind.MOVED, Nature.REORDERED
    else:
        nature = _nature(table, before, after)
    key = _key(table, after if after is not None else before or {})
    return RowChange(kind, nature, key, before, after, *places, secrecy(before, after))


def _nature(table: FormTable | None, old: Row, new: Row) -> Nature:
    natures = {
        _cell_nature(table.column(column) if table else None, old.get(column), new.get(column))
        for column in {**old, **new}
        if old.get(column) != new.get(column)
    }
    return next(nature for nature in _GRAVEST if nature in natures)


def _cell_nature(column: Column | None, old: str | None, new: str | None) -> Nature:
    if not old or not new:
        return Nature.VALUE
    return compared(column, plain(old), plain(new))[0]


def _key(table: FormTable | None, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column.id, "") for column in table.key_columns) if table else ()


def _spelled_key(table: FormTable | None, row: Row) -> tuple[str, ...]:
    """The key as rows are matched by: another spelling or a capital makes no other row."""
    columns = table.key_columns if table else ()
    return tuple(column.spelled(row.get(column.id, "")).casefold() for column in columns)


def paired_rows(table: FormTable | None, old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """The rows that are the same row, each at most once, by key; twins by likeness."""
    groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for place, row in enumerate(rows):
            groups[_spelled_key(table, row)][side].append(place)
    pairs: list[Pair] = []
    for key, (here, there) in groups.items():
        if len(here) == len(there) == 1 and any(key):
            pairs.append((here[0], there[0]))
        elif here and there:
            pairs += _twins(old, new, here, there, known=any(key))
    return pairs


def _twins(
    old: Sequence[Row], new: Sequence[Row], here: list[int], there: list[int], *, known: bool
) -> list[Pair]:
    """Rows with one key: the equal ones first, then the most alike, then in order.

    Rows without a key (`known` is false) must share something to be one row.
    """
    waiting: dict[frozenset[tuple[str, str]], list[int]] = defaultdict(list)
    for j in reversed(there):
        waiting[frozenset(new[j].items())].append(j)
    pairs = []
    for i in here:
        if equal := waiting.get(frozenset(old[i].items())):
            pairs.append((i, equal.pop()))
    left = [i for i in here if i not in dict(pairs)]
    taken = {j for _, j in pairs}
    right = [j for j in there if j not in taken]
    if len(left) * len(right) > EXHAUSTIVE:
        ranked = list(zip(left, right, strict=False))
    else:
        ranked = sorted(
            ((i, j) for i in left for j in right),
            key=lambda pair: (-_likeness(old[pair[0]], new[pair[1]]), pair),
        )
    used: tuple[set[int], set[int]] = (set(), set())
    for i, j in ranked:
        if i in used[0] or j in used[1] or not (known or _likeness(old[i], new[j])):
            continue
        pairs.append((i, j))
        used[0].add(i)
        used[1].add(j)
    return pairs


def _likeness(old: Row, new: Row) -> int:
    """How many cells say the same."""
    return sum(1 for column, text in old.items() if new.get(column) == text)
