"""What a plan withholds because another plan that is shown beside it does.

Side by side, the plans of two years must look alike wherever one of them withholds
something: any difference there would tell of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from omvgen.form.form import Form, FormTable
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Plan, Row
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, merged
from omvgen.secrecy.publish.rows import row_key, running_number

RowKeys = frozenset[tuple[str, tuple[str, ...]]]
"""Rows, each as the id of its table and the cells that identify it."""


class OtherYear(NamedTuple):
    """What the other plan withholds.

    `closed` are the answers and fields, by id, that this plan withholds whole therefore,
    with the provisions; `gaps` the tables, or the log, from which the other withholds
    rows, with the provisions; `touched` the questions of which it withholds something,
    or the kind of the place where there is no question; the others rows that the other
    plan withholds or shows.
    """

    closed: Mapping[str, tuple[str, ...]] = {}
    gaps: Mapping[str, tuple[str, ...]] = {}
    touched: frozenset[str] = frozenset()
    withheld_names: RowKeys = frozenset()
    withheld_numbers: RowKeys = frozenset()
    public_names: RowKeys = frozenset()

    def withholds_row(self, table: FormTable, row: Row) -> bool:
        """Whether the other plan withholds the same row.

        It is the same by its name, or by its running number if the other plan shows no
        row of this name: then it was renamed, not moved.
        """
        name, number = (table.id, row_key(table, row)), (table.id, running_number(table, row))
        renamed = number in self.withheld_numbers and name not in self.public_names
        return name in self.withheld_names or renamed


def withheld_in_other_year(copy: PublicCopy | None, plan: Plan, form: Form) -> OtherYear:
    """What the plan withholds because of the public copy of another one, if there is one."""
    if copy is None:
        return OtherYear()
    gaps: dict[str, tuple[str, ...]] = defaultdict(tuple)
    gone: list[tuple[FormTable, Row]] = []
    for item in copy.withheld:
        if item.is_row:
            table = form.tables.get(item.place.id, form.log)
            gone.append((table, _rows(copy.whole, table, form)[item.place.row or 0]))
            gaps[table.id] = merged(gaps[table.id], item.bases)
    tables = (*form.tables.values(), form.log)
    return OtherYear(
        {i.question or i.place.id: i.bases for i in copy.withheld if _closes(i, plan)},
        gaps,
        frozenset(i.question or i.place.kind for i in copy.withheld if i.in_index),
        frozenset((t.id, key) for t, row in gone if any(key := row_key(t, row))),
        frozenset((t.id, key) for t, row in gone if any(key := running_number(t, row))),
        frozenset((t.id, row_key(t, row)) for t in tables for row in _rows(copy.plan, t, form)),
    )


def _rows(plan: Plan, table: FormTable, form: Form) -> tuple[Row, ...]:
    return plan.log if table is form.log else plan.rows(table.id)


def _closes(item: Withheld, plan: Plan) -> bool:
    """Whether the plan withholds its own answer or field because the other does.

    So it does when the other withholds it whole, and when only the other has passages in
    it: what is in plain words here would be shown as removed or, if it is the very
    secret, as unchanged.
    """
    place = item.place
    if place.kind not in ("answer", "field") or place.part != "text" or not item.in_index:
        return False
    if item.reason is not Reason.MARKED:
        return True
    text = plan.text(place.id) if place.kind == "answer" else plan.field(place.id)
    return not has_secret(text)
