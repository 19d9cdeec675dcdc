"""Table rows and change log rows made public, and what identifies a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Column, FormTable
from omvgen.form.kinds import Text
from omvgen.form.publicity import Publicity
from omvgen.patterns import pattern
from omvgen.plan.bases import join_bases, row_bases
from omvgen.plan.plan import Row
from omvgen.plan.secrets import row_needs_no_basis
from omvgen.plan.text import plain
from omvgen.secrecy.model import Reason, Withheld, merged, placeholder, provisions
from omvgen.secrecy.publish.marks import has_unclear_mark, secret_spans, without_marks
from omvgen.secrecy.publish.redact import redact
from omvgen.secrecy.text import words_of

_NUMBERED = pattern(r"(?P<before>\D*)\d{1,3}(?:\.\d{1,3})?(?P<after>\D*)")
_YEAR = pattern(r"(?:19|20)\d\d")
PLACE_COLUMN = "place"
"""Of the change log: where the change was made. Its numbers are those of questions."""


class TableContext(NamedTuple):
    """Where a table stands (`place`, and the ids of its section and question), and the
    provisions that cover its rows unless a row has its own."""

    place: Place
    section: str = ""
    question: str = ""
    bases: tuple[str, ...] = ()


RowRule = Callable[[int, Row], Reason | None]
"""Why the row with this number, from 0, is withheld; None when it may stay."""


def public_rows(
    table: FormTable,
    rows: Sequence[Row],
    context: TableContext,
    rule: RowRule,
    other_bases: tuple[str, ...] | None = None,
) -> tuple[tuple[Row, ...], tuple[Withheld, ...]]:
    """The rows that may stay, and everything that was withheld.

    A row with a passage is withheld whole, as a sentence is. However many rows are
    withheld, one row says so, the last one. Columns that number the rows are emptied: a
    gap would show which row is missing. `other_bases` are the provisions by which rows
    are withheld from the same table of the other year, since the two must look alike;
    None when none are.
    """
    kept: list[Row] = []
    withheld: list[Withheld] = []
    bases: list[tuple[str, ...]] = []
    marked = marked_rows(rows)
    for n, row in enumerate(rows):
        reason = rule(n, row) or (Reason.MARKED_CELL if n in marked else None)
        if reason is None:
            cells, unknown = _public_cells(table, row, n, context)
            kept.append(cells)
            withheld += unknown
        else:
            bases.append(_bases_of(table, row, context))
            withheld.append(_withheld_row(table, row, n, context, reason))
            withheld += _passages(table, row, n, context)
    if bases or other_bases is not None:
        counting = {column.id for column in table.columns if _numbers_rows(column, kept)}
        kept = [{k: text for k, text in row.items() if k not in counting} for row in kept]
        every_basis = merged(*bases, other_bases or ())
        kept.append({_placeholder_column(table).id: placeholder(every_basis)})
    return tuple(kept), tuple(withheld)


def own_publicity(table: FormTable, row: Row) -> Reason | None:
    """Why the row is withheld by its own publicity; None if it is public or has none."""
    column = table.column_with_role("publicity")
    publicity = row.get(column.id, "") if column else Publicity.PUBLIC
    if Publicity.named(publicity) is Publicity.PUBLIC:
        return Reason.CONTRADICTED if row_needs_no_basis(table, row) else None
    return Reason.SECRET if publicity else Reason.UNDECIDED


def marked_rows(rows: Sequence[Row]) -> frozenset[int]:
    """The numbers of the rows that a passage touches, or that hold an unclear mark.

    A passage without an end goes on in the rows below, as it does in an answer.
    """
    texts = ["\n".join(row.values()) for row in rows]
    spans = tuple(secret_spans("\n".join(texts)))
    found, start = set(), 0
    for n, text in enumerate(texts):
        end = start + len(text)
        if has_unclear_mark(text) or any(low < end and start < high for low, high in spans):
            found.add(n)
        start = end + 1
    return frozenset(found)


def _public_cells(
    table: FormTable, row: Row, n: int, context: TableContext
) -> tuple[Row, tuple[Withheld, ...]]:
    """The cells of the form's columns; of a cell for provisions only the provisions."""
    cells: dict[str, str] = {}
    withheld = []
    for column_id, text in row.items():
        column = table.column(column_id)
        if column is None:
            place = Place(context.place.kind, table.id, part=column_id, row=n)
            withheld.append(Withheld(place, Reason.INTERNAL, (text,)))
        else:
            is_basis = column.role == "basis"
            cells[column_id] = join_bases(provisions(text)) if is_basis else text
    return {key: text for key, text in cells.items() if text}, tuple(withheld)


def _withheld_row(
    table: FormTable, row: Row, n: int, context: TableContext, reason: Reason
) -> Withheld:
    return Withheld(
        Place(context.place.kind, table.id, row=n),
        reason,
        tuple(row_texts(table, row)),
        _bases_of(table, row, context),
        context.section,
        context.question,
        row_key(table, row),
        tuple(identifying_cells(table, row)),
    )


def _passages(table: FormTable, row: Row, n: int, context: TableContext) -> Iterator[Withheld]:
    """The passages in the cells of a withheld row, which are secret wherever they stand."""
    bases = _bases_of(table, row, context)
    for column_id, text in row.items():
        result = redact(plain(text), bases)
        if result.removed:
            place = Place(context.place.kind, table.id, part=column_id, row=n)
            yield Withheld(
                place,
                result.reason,
                result.removed,
                result.bases,
                context.section,
                context.question,
            )


def _bases_of(table: FormTable, row: Row, context: TableContext) -> tuple[str, ...]:
    return provisions(*row_bases(table, row)) or provisions(*context.bases)


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


# What identifies a row.


def row_key(table: FormTable, row: Row) -> tuple[str, ...]:
    """What identifies the row within its table, in another year as well.

    Not its running number, which another row has after one is inserted above, and not a
    year in its name.
    """
    named = [column for column in table.key_columns if not column.kind.traits.ordinal]
    columns = named or [_name_column(table) or table.columns[0]]
    return tuple(" ".join(_words_without_years(row.get(column.id, ""))) for column in columns)


def running_number(table: FormTable, row: Row) -> tuple[str, ...]:
    """The running numbers in the row's key."""
    return tuple(row.get(c.id, "").strip(". ") for c in table.key_columns if c.kind.traits.ordinal)


def identifying_cells(table: FormTable, row: Row) -> Iterator[str]:
    """The cells that identify the row in any other text: those of free text.

    The name of an attachment may be one word; others need two.
    """
    for column in table.columns:
        text = without_marks(row.get(column.id, ""))
        if column.exact or column.role or not text:
            continue
        is_name = table.role == "attachments" and column is _name_column(table)
        if is_name or len(text.split()) > 1:
            yield text


def naming_columns(table: FormTable) -> frozenset[str]:
    """The columns each of which alone names what a row is about."""
    attachment = _name_column(table) if table.role == "attachments" else None
    alone = table.key_columns if len(table.key_columns) == 1 else ()
    return frozenset(column.id for column in (*alone, attachment) if column)


def _name_column(table: FormTable) -> Column | None:
    """The column that names what the row is about: the first of free text."""
    return next((c for c in table.columns if not c.exact), None)


def _words_without_years(text: str) -> list[str]:
    return [word for word in words_of(text) if not _YEAR.fullmatch(word)]


def _numbers_rows(column: Column, kept: Sequence[Row]) -> bool:
    """Whether the column numbers the rows, as `3`, `Liite 3` or `1.2` do.

    Only the rows that stay are looked at: what is withheld must not decide. In a key
    column, one cell that is unlike the others changes nothing.
    """
    if column.id == PLACE_COLUMN:
        return False
    texts = [text for row in kept if (text := row.get(column.id, ""))]
    if column.key:
        if column.kind.traits.ordinal:
            return True
        matches = [_NUMBERED.fullmatch(text) for text in texts]
        patterns = Counter(m.group("before", "after") for m in matches if m)
        return max(patterns.values(), default=0) * 2 > len(texts)
    if not texts or len(texts) < len(kept) or not all(n.strip(".").isdecimal() for n in texts):
        return False
    values = [int(n.strip(".")) for n in texts]
    return values[0] == 1 and all(low < high for low, high in pairwise(values))


def _placeholder_column(table: FormTable) -> Column:
    """Where there is room for a sentence."""
    long = next((c for c in table.columns if c.kind.traits.text is Text.PARAGRAPHS), None)
    return long or _name_column(table) or table.columns[0]
