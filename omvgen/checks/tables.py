"""OMV501–OMV505: the rows of tables, which are identified by their key columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.dates import parse_date
from omvgen.form.form import Column, FormTable
from omvgen.form.kinds import AnswerKind
from omvgen.plan.plan import Plan, Row


def row_key_missing(table: FormTable, rows: tuple[Row, ...], place: Place) -> Iterator[Finding]:
    for n, row in enumerate(rows):
        missing = [column for column in table.key_columns if not row.get(column.id)]
        if missing:
            yield Finding(
                Code.ROW_KEY_MISSING,
                place=place._replace(part=missing[0].id, row=n),
                values={"table": table.title, "columns": _titles(missing)},
            )


def row_repeated(table: FormTable, rows: tuple[Row, ...], place: Place) -> Iterator[Finding]:
    """Two rows with the same key, case and white space apart; named at the second of them."""
    seen: set[tuple[str, ...]] = set()
    for n, row in enumerate(rows):
        cells = [row.get(column.id, "") for column in table.key_columns]
        key = tuple(" ".join(cell.casefold().split()) for cell in cells)
        if key in seen and all(key):
            yield Finding(
                Code.ROW_REPEATED,
                place=place._replace(part=table.key_columns[0].id, row=n),
                values={
                    "table": table.title,
                    "columns": _titles(table.key_columns),
                    "key": ", ".join(map(excerpt, cells)),
                },
            )
        seen.add(key)


def period_ends_before_start(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """A period starts in the date column right before the column with the role `ends`."""
    ends = table.column_with_role("ends")
    starts = _column_before(table, ends) if ends else None
    if ends is None or starts is None or starts.kind is not AnswerKind.DATE:
        return
    start, end = (parse_date(row.get(column.id, "")) for column in (starts, ends))
    if start and end and end < start:
        yield Finding(
            Code.PERIOD_ENDS_BEFORE_START,
            place=place._replace(part=ends.id),
            values={
                "start_title": starts.title,
                "end_title": ends.title,
                "start": row[starts.id],
                "end": row[ends.id],
            },
        )


def ends_by_plan_year(plan: Plan, table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """Contracts and documents that end within the plan's year, or ended before it."""
    ends = table.column_with_role("ends")
    day = parse_date(row.get(ends.id, "")) if ends else None
    year = plan.field("year")
    if ends is None or day is None or not year.isdecimal() or day.year > int(year):
        return
    within = day.year == int(year)
    yield Finding(
        Code.ENDS_WITHIN_PLAN_YEAR if within else Code.ENDED_BEFORE_PLAN_YEAR,
        place=place._replace(part=ends.id),
        values={
            "name": excerpt(", ".join(row[c.id] for c in table.key_columns if c.id in row)),
            "title": ends.title[:1].lower() + ends.title[1:],
            "day": row[ends.id],
            "year": year,
        },
    )


def _titles(columns: Iterable[Column]) -> str:
    return ", ".join(column.title for column in columns)


def _column_before(table: FormTable, column: Column) -> Column | None:
    index = table.columns.index(column)
    return table.columns[index - 1] if index else None


RULES = (row_key_missing, row_repeated, period_ends_before_start, ends_by_plan_year)
