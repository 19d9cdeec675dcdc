"""Rows made public: those of tables, and those of the change log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.model import Column, FormTable
from omvgen.plan.bases import join_bases, row_bases
from omvgen.plan.model import Publicity, Row
from omvgen.plan.text import plain
from omvgen.secrecy.model import Reason, Withheld, merged, placeholder, provisions
from omvgen.secrecy.redact import redacted, without_marks

_PUBLIC = Publicity.PUBLIC.value.casefold()
_FREE = ("short", "long")
_NUMBERED = re.compile(r"(?P<before>\D*)\d{1,3}(?:\.\d{1,3})?(?P<after>\D*)")
PLACE_COLUMN = "place"
"""Of the change log, where the change was made: its numbers are those of questions."""


class Owner(NamedTuple):
    """To whom a table's rows belong: where they stand, and the provisions that cover them."""

    place: Place
    section: str = ""
    question: str = ""
    bases: tuple[str, ...] = ()


Judge = Callable[[int, Row], Reason | None]
"""Why the row with this number is left out; None when it may stay."""


def public_rows(
    table: FormTable, rows: Sequence[Row], owner: Owner, judge: Judge, *, gapped: bool = False
) -> tuple[tuple[Row, ...], tuple[Withheld, ...]]:
    """The rows that may stay, their cells made public, and all that was left out.

    However many rows are left out, one row says so, the last one. Numbers that
    count the rows go too: a gap would tell which one is missing. `gapped` says that
    rows are left out of the same table of another plan, which must be alike.
    """
    kept: list[Row] = []
    withheld: list[Withheld] = []
    gone: list[tuple[str, ...]] = []
    for n, row in enumerate(rows):
        reason = judge(n, row)
        if reason is None:
            cells, taken = _public_cells(table, row, n, owner)
            kept.append(cells)
            withheld += taken
        else:
            gone.append(_bases_of(table, row, owner))
            withheld.append(_withheld_row(table, row, n, owner, reason))
    if gone or gapped:
        counting = {c.id for c in table.columns if counts_rows(c, rows) or _numbers(c, kept)}
        kept = [{k: text for k, text in row.items() if k not in counting} for row in kept]
    if gone:
        kept.append({_telling_column(table).id: placeholder(merged(*gone))})
    return tuple(kept), tuple(withheld)


def own_publicity(table: FormTable, row: Row) -> Reason | None:
    """Why the row is left out by its own column for publicity; None without such a column."""
    column = table.column_with_role("publicity")
    said = row.get(column.id, "").casefold() if column else _PUBLIC
    if said == _PUBLIC:
        return None
    return Reason.SECRET if said else Reason.UNDECIDED


def row_key(table: FormTable, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column.id, "") for column in table.key_columns)


def row_texts(table: FormTable, row: Row) -> Iterator[str]:
    """The row's words that a person wrote: all cells but those of publicity and provisions.

    A cell for provisions that holds something else is among them.
    """
    for column_id, text in row.items():
        column = table.column(column_id)
        role = column.role if column else None
        if role == "basis":
            if provisions(text) == () or len(provisions(text)) < len(row_bases(table, row)):
                yield text
        elif role != "publicity":
            yield without_marks(text)


def naming_columns(table: FormTable) -> frozenset[str]:
    """The columns each of which says alone which thing a row is about."""
    attachment = name_column(table) if table.role == "attachments" else None
    alone = table.key_columns if len(table.key_columns) == 1 else ()
    return frozenset(column.id for column in (*alone, attachment) if column)


def known_by(table: FormTable, row: Row) -> Iterator[str]:
    """The cells by which the row is known elsewhere: those of free text.

    One word is enough for an attachment's name; elsewhere it takes two.
    """
    for column in table.columns:
        text = without_marks(row.get(column.id, ""))
        if column.kind not in _FREE or column.format or column.role or not text:
            continue
        named = table.role == "attachments" and column is name_column(table)
        if named or len(text.split()) > 1:
            yield text


def counts_rows(column: Column, rows: Iterable[Row]) -> bool:
    """Whether the column numbers the rows: nothing but whole numbers that grow from 1."""
    numbers = [row.get(column.id, "") for row in rows]
    if not numbers or not all(n.strip(".").isdecimal() for n in numbers):
        return False
    values = [int(n.strip(".")) for n in numbers]
    return values[0] == 1 and all(low < high for low, high in pairwise(values))


def _numbers(column: Column, kept: Iterable[Row]) -> bool:
    """Whether rows are known by numbers in the column, such as `3`, `Liite 3` or `1.2`.

    It asks the rows that stay alone: what is left out must not decide.
    """
    if not column.key or column.id == PLACE_COLUMN:
        return False
    matches = [_NUMBERED.fullmatch(row.get(column.id, "")) for row in kept]
    return all(matches) and len({m.group("before", "after") for m in matches if m}) == 1


def name_column(table: FormTable) -> Column | None:
    """The column that names what the row is about: the first of free text."""
    return next((c for c in table.columns if c.kind in _FREE and not c.format), None)


def _telling_column(table: FormTable) -> Column:
    """Where there is room for a sentence."""
    long = next((c for c in table.columns if c.kind == "long"), None)
    return long or name_column(table) or table.columns[0]


def _public_cells(
    table: FormTable, row: Row, n: int, owner: Owner
) -> tuple[Row, tuple[Withheld, ...]]:
    cells: dict[str, str] = {}
    withheld = []
    bases = _bases_of(table, row, owner)
    for column in table.columns:
        text = row.get(column.id, "")
        if column.role == "basis":
            cells[column.id] = join_bases(provisions(text))
            continue
        result = redacted(plain(text), bases)
        cells[column.id] = result.text.plain
        if result.taken:
            place = Place(owner.place.kind, table.id, part=column.id, row=n)
            withheld.append(
                Withheld(
                    place, result.reason, result.taken, result.bases, owner.section, owner.question
                )
            )
    for column_id in row.keys() - {column.id for column in table.columns}:
        place = Place(owner.place.kind, table.id, part=column_id, row=n)
        withheld.append(Withheld(place, Reason.INTERNAL, (row[column_id],)))
    return {key: text for key, text in cells.items() if text}, tuple(withheld)


def _withheld_row(table: FormTable, row: Row, n: int, owner: Owner, reason: Reason) -> Withheld:
    return Withheld(
        Place(owner.place.kind, table.id, row=n),
        reason,
        tuple(row_texts(table, row)),
        _bases_of(table, row, owner),
        owner.section,
        owner.question,
        row_key(table, row),
        tuple(known_by(table, row)),
    )


def _bases_of(table: FormTable, row: Row, owner: Owner) -> tuple[str, ...]:
    return provisions(*row_bases(table, row)) or provisions(*owner.bases)
