"""OMV5xx: tables, whose rows are known by their key columns."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.words import shown
from omvgen.findings.model import Finding, Place
from omvgen.form.dates import parse_date
from omvgen.form.form import Column, FormTable
from omvgen.plan.plan import Plan, Row


def rows_have_keys(table: FormTable, rows: tuple[Row, ...], place: Place) -> Iterator[Finding]:
    for n, row in enumerate(rows):
        missing = [column for column in table.key_columns if not row.get(column.id)]
        if missing:
            yield Finding(
                "OMV501",
                place=place._replace(part=missing[0].id, row=n),
                values={"table": table.title, "columns": _titles(missing)},
            )


def rows_are_told_apart(table: FormTable, rows: tuple[Row, ...], place: Place) -> Iterator[Finding]:
    """Two rows of one key cannot be matched with last year's; attachments share no number."""
    seen: set[tuple[str, ...]] = set()
    for n, row in enumerate(rows):
        cells = [row.get(column.id, "") for column in table.key_columns]
        key = tuple(" ".join(cell.casefold().split()) for cell in cells)
        if key in seen and all(key):
            yield Finding(
                "OMV502",
                place=place._replace(part=table.key_columns[0].id, row=n),
                values={
                    "table": table.title,
                    "columns": _titles(table.key_columns),
                    "key": ", ".join(map(shown, cells)),
                },
            )
        seen.add(key)


def period_in_order(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """A period begins in the date column that stands right before the one where it ends."""
    ends = table.column_with_role("ends")
    begins = _column_before(table, ends) if ends else None
    if ends is None or begins is None or begins.kind != "date":
        return
    start, end = (parse_date(row.get(column.id, "")) for column in (begins, ends))
    if start and end and end < start:
        yield Finding(
            "OMV503",
            place=place._replace(part=ends.id),
            values={
                "start_title": begins.title,
                "end_title": ends.title,
                "start": row[begins.id],
                "end": row[ends.id],
            },
        )


def ends_within_the_year(plan: Plan, table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """Contracts and documents that lapse while the plan is in force, or did so before it."""
    ends = table.column_with_role("ends")
    day = parse_date(row.get(ends.id, "")) if ends else None
    year = plan.field("year")
    if ends is None or day is None or not year.isdecimal() or day.year > int(year):
        return
    yield Finding(
        "OMV504" if day.year == int(year) else "OMV505",
        place=place._replace(part=ends.id),
        values={
            "name": shown(", ".join(row[c.id] for c in table.key_columns if c.id in row)),
            "title": ends.title[:1].lower() + ends.title[1:],
            "day": row[ends.id],
            "year": year,
        },
    )


def _titles(columns: tuple[Column, ...] | list[Column]) -> str:
    return ", ".join(column.title for column in columns)


def _column_before(table: FormTable, column: Column) -> Column | None:
    place = table.columns.index(column)
    return table.columns[place - 1] if place else None


RULES = (rows_have_keys, rows_are_told_apart, period_in_order, ends_within_the_year)
