"""Rows made public: those of tables, and those of the change log."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Column, FormTable
from omvgen.form.kinds import Text
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import join_bases, row_bases
from omvgen.plan.plan import Row
from omvgen.plan.secrets import row_needs_no_basis
from omvgen.plan.text import plain
from omvgen.secrecy.fold import folded
from omvgen.secrecy.model import Reason, Withheld, merged, placeholder, provisions
from omvgen.secrecy.publish.redact import redacted, secret_spans, unclear, without_marks

_PUBLIC = Publicity.PUBLIC.value.casefold()
_NUMBERED = re.compile(r"(?P<before>\D*)\d{1,3}(?:\.\d{1,3})?(?P<after>\D*)")
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    table: FormTable,
    rows: Sequence[Row],
    owner: Owner,
    judge: Judge,
    theirs: tuple[str, ...] | None = None,
) -> tuple[tuple[Row, ...], tuple[Withheld, ...]]:
    """The rows that may stay, and all that was left out.

    A row that holds a passage goes whole, as a sentence does: half of it would say where
    the other half was. However many rows are left out, one row says so, the last one.
    Numbers that count the rows go too: a gap would tell which one is missing. `theirs`
    are the provisions by which rows are left out of the same table of another plan,
    which must be alike; None when none are.
    """
    kept: list[Row] = []
    withheld: list[Withheld] = []
    gone: list[tuple[str, ...]] = []
    marked = _marked(rows)
    for n, row in enumerate(rows):
        reason = judge(n, row) or (Reason.HOLDS if n in marked else None)
        if reason is None:
            cells, taken = _public_cells(table, row, n, owner)
            kept.append(cells)
            withheld += taken
        else:
            gone.append(_bases_of(table, row, owner))
            withheld.append(_withheld_row(table, row, n, owner, reason))
            withheld += _passages(table, row, n, owner)
    if gone or theirs is not None:
        counting = {column.id for column in table.columns if _counts(column, kept)}
        kept = [{k: text for k, text in row.items() if k not in counting} for row in kept]
        bases = merged(*gone, theirs or ())
        kept.append({_telling_column(table).id: placeholder(bases)})
    return tuple(kept), tuple(withheld)


def _marked(rows: Sequence[Row]) -> frozenset[int]:
    """The numbers of the rows that a passage begins in, goes on in or ends in.

    A passage that is not ended goes on in the rows below, as in an answer.
    """
    texts = ["\n".join(row.values()) for row in rows]
    spans = tuple(secret_spans("\n".join(texts)))
    found, start = set(), 0
    for n, text in enumerate(texts):
        end = start + len(text)
        if unclear(text) or any(low < end and start < high for low, high in spans):
            found.add(n)
        start = end + 1
    return frozenset(found)


def own_publicity(table: FormTable, row: Row) -> Reason | None:
    """Why the row is left out by its own column for publicity; None without such a column."""
    column = table.column_with_role("publicity")
    said = row.get(column.id, "").casefold() if column else _PUBLIC
    if said == _PUBLIC:
        return Reason.CONTRADICTED if row_needs_no_basis(table, row) else None
    return Reason.SECRET if said else Reason.UNDECIDED


def row_key(table: FormTable, row: Row) -> tuple[str, ...]:
    """By what the row is the same in another year, without what may differ.

    Not by its running number, which another row has after one is put in between, and
    not by a year in its name.
    """
    named = [column for column in table.key_columns if not column.kind.traits.ordinal]
    columns = named or [name_column(table) or table.columns[0]]
    return tuple(" ".join(_words_of(row.get(column.id, ""))) for column in columns)


def number_of(table: FormTable, row: Row) -> tuple[str, ...]:
    """The running numbers in the row's key, as its table counts them."""
    return tuple(row.get(c.id, "").strip(". ") for c in table.key_columns if c.kind.traits.ordinal)


def _words_of(text: str) -> list[str]:
    return [word for word in folded(text).words if not _YEAR.fullmatch(word)]


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
        if column.exact or column.role or not text:
            continue
        named = table.role == "attachments" and column is name_column(table)
        if named or len(text.split()) > 1:
            yield text


def _counts(column: Column, kept: Sequence[Row]) -> bool:
    """Whether the column numbers the rows, as `3`, `Liite 3` or `1.2` do.

    It asks the rows that stay alone: what is left out must not decide. In a key one
    cell that is unlike the others changes nothing.
    """
    if column.id == PLACE_COLUMN:
        return False
    texts = [text for row in kept if (text := row.get(column.id, ""))]
    if column.key:
        if column.kind.traits.ordinal:
            return True
        matches = [_NUMBERED.fullmatch(text) for text in texts]
        ways = Counter(m.group("before", "after") for m in matches if m)
        return bool(ways) and ways.most_common(1)[0][1] * 2 > len(texts)
    if not texts or len(texts) < len(kept) or not all(n.strip(".").isdecimal() for n in texts):
        return False
    values = [int(n.strip(".")) for n in texts]
    return values[0] == 1 and all(low < high for low, high in pairwise(values))


def name_column(table: FormTable) -> Column | None:
    """The column that names what the row is about: the first of free text."""
    return next((c for c in table.columns if not c.exact), None)


def _telling_column(table: FormTable) -> Column:
    """Where there is room for a sentence."""
    long = next((c for c in table.columns if c.kind.traits.text is Text.PARAGRAPHS), None)
    return long or name_column(table) or table.columns[0]


def _public_cells(
    table: FormTable, row: Row, n: int, owner: Owner
) -> tuple[Row, tuple[Withheld, ...]]:
    """The row's cells, of which none holds a mark; of its provisions those that are some."""
    cells: dict[str, str] = {}
    withheld = []
    for column_id, text in row.items():
        column = table.column(column_id)
        if column is None:
            place = Place(owner.place.kind, table.id, part=column_id, row=n)
            withheld.append(Withheld(place, Reason.INTERNAL, (text,)))
        else:
            basis = column.role == "basis"
            cells[column_id] = join_bases(provisions(text)) if basis else text
    return {key: text for key, text in cells.items() if text}, tuple(withheld)


def _passages(table: FormTable, row: Row, n: int, owner: Owner) -> Iterator[Withheld]:
    """What is marked in the cells of a row, so that it is known wherever else it stands."""
    bases = _bases_of(table, row, owner)
    for column_id, text in row.items():
        result = redacted(plain(text), bases)
        if result.taken:
            place = Place(owner.place.kind, table.id, part=column_id, row=n)
            yield Withheld(
                place, result.reason, result.taken, result.bases, owner.section, owner.question
            )


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
