"""The overview as a page, a workbook, data, and lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator

from omvgen.locale import visible
from omvgen.units import words
from omvgen.units.gather import Overview
from omvgen.units.rows import UnitRow

FORMATS = ("text", "json", "html", "xlsx")
_NAME = 40  # columns of a unit's name on the screen


def overview_file(overview: Overview, format: str) -> bytes:
    """The overview in one of `FORMATS`, the same bytes for the same overview."""
    match format:
        case "html":
            from omvgen.units.page_html import page

            return page(overview).encode()
        case "xlsx":
            from omvgen.units.sheets import workbook

            return workbook(overview)
        case "json":
            data = [row.as_json() for row in overview.units]
            return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
        case _:
            return ("\n".join(_lines(overview)) + "\n").encode()


def _lines(overview: Overview) -> Iterator[str]:
    """A line a unit with what it needs, and under it what else there is to say."""
    yield words.summary(overview)
    yield words.scope(overview)
    yield ""
    for row in overview.units:
        yield from _unit_lines(row)
    if overview.shared:
        yield ""
        yield words.shared_summary(overview)


def _unit_lines(row: UnitRow) -> Iterator[str]:
    shown = words.cells(row)
    need, name, year, version, confirmed, due, *_ = map(str, shown)
    head = f"  {need:<22}{visible(name)[:_NAME]:<{_NAME}}  {year:>4}  {version:<6}".rstrip()
    yield head + (f"  {words.due_words(confirmed, due)}" if due else "")
    counts = words.count_words(row)
    if counts:
        yield f"      {counts}"
    for remark in words.remarks(row):
        yield f"      {visible(remark)}"
    if row.unit:
        yield f"      {visible(row.file)}"
