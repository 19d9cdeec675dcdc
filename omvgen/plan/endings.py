"""Contracts and documents in the tables that end by a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.plan.plan import Plan


@dataclass(frozen=True)
class Ending:
    """A table row that ends: its question's id, its key cells, the column's title and the day."""

    question: str
    key: tuple[str, ...]
    title: str
    day: date


def endings(plan: Plan, form: Form, until: date) -> Iterator[Ending]:
    """The rows whose last day (column role `ends`) is `until` or earlier, in the form's order."""
    for table in form.tables.values():
        column = table.column_with_role("ends")
        if column is None:
            continue
        for row in plan.rows(table.id):
            day = parse_date(row.get(column.id, ""))
            if day is not None and day <= until:
                key = tuple(row[c.id] for c in table.key_columns if c.id in row)
                yield Ending(form.question_of_table[table.id].id, key, column.title, day)
