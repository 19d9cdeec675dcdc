"""What a plan loses because of another that is shown beside it, such as last year's.

Side by side the two must be alike wherever one of them withholds something: whatever
differed there would tell of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from omvgen.form.form import Form, FormTable
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Plan, Row
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, merged
from omvgen.secrecy.publish.tables import number_of, row_key

Keys = frozenset[tuple[str, tuple[str, ...]]]
"""Rows: the table's id and the cells by which a row is known."""


@dataclass(frozen=True)
class Beside:
    """What the other plan withholds.

    `closed` are the provisions by which an answer or field is left out, by id; `gaps`
    those by which rows of a table or of the log are; `touched` the questions of which
    something is left out, and the kind of the place where there is no question.
    """

    closed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    _names: Keys = frozenset()
    _numbers: Keys = frozenset()
    _kept: Keys = frozenset()

    def has_row(self, table: FormTable, row: Row) -> bool:
        """Whether the row is one that the other plan leaves out.

        It is by what it is named, or by its running number when nothing that the other
        plan shows is named so: a row that was renamed, and not one that moved.
        """
        named, numbered = (table.id, row_key(table, row)), (table.id, number_of(table, row))
        return named in self._names or (numbered in self._numbers and named not in self._kept)


def seen_beside(copy: PublicCopy | None, plan: Plan, form: Form) -> Beside:
    """What the plan loses by the public copy of another one; nothing without one."""
    if copy is None:
        return Beside()
    gaps: dict[str, tuple[str, ...]] = defaultdict(tuple)
    gone: list[tuple[FormTable, Row]] = []
    for item in copy.withheld:
        if item.is_row:
            table = form.tables.get(item.place.id, form.log)
            gone.append((table, _rows(copy.whole, table, form)[item.place.row or 0]))
            gaps[table.id] = merged(gaps[table.id], item.bases)
    tables = (*form.tables.values(), form.log)
    return Beside(
        {i.question or i.place.id: i.bases for i in copy.withheld if _closes(i, plan)},
        gaps,
        frozenset(i.question or i.place.kind for i in copy.withheld if i.listed),
        frozenset((t.id, key) for t, row in gone if any(key := row_key(t, row))),
        frozenset((t.id, key) for t, row in gone if any(key := number_of(t, row))),
        frozenset((t.id, row_key(t, row)) for t in tables for row in _rows(copy.plan, t, form)),
    )


def _rows(plan: Plan, table: FormTable, form: Form) -> tuple[Row, ...]:
    return plan.log if table is form.log else plan.rows(table.id)


def _closes(item: Withheld, plan: Plan) -> bool:
    """Whether the plan loses its own answer or field by what the other withholds of it.

    It does when the other withholds it whole, and when there are passages in the other
    alone: what was in plain words would be told as gone, or, if it is the very secret,
    as unchanged.
    """
    place = item.place
    if place.kind not in ("answer", "field") or place.part != "text" or not item.listed:
        return False
    if item.reason is not Reason.MARKED:
        return True
    text = plan.text(place.id) if place.kind == "answer" else plan.field(place.id)
    return not has_secret(text)
