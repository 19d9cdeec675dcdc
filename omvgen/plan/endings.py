"""Contracts and documents in the tables that lapse before a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from omvgen.form.model import Form
from omvgen.plan.formats import parse_date
from omvgen.plan.model import Plan


@dataclass(frozen=True)
class Ending:
    """A row that lapses: the question it belongs to, its key, what ends and when."""

    question: str
    key: tuple[str, ...]
    title: str
    day: date


def endings(plan: Plan, form: Form, until: date) -> Iterator[Ending]:
    """The rows whose day of ending (column role `ends`) is not after `until`, in their order."""
    for table in form.tables.values():
        column = table.column_with_role("ends")
        if column is None:
            continue
        for row in plan.rows(table.id):
            day = parse_date(row.get(column.id, ""))
            if day is not None and day <= until:
                key = tuple(row[c.id] for c in table.key_columns if c.id in row)
                yield Ending(form.question_of_table[table.id].id, key, column.title, day)
