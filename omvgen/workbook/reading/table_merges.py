"""Merged cells in a table: what is seen in one stands for all the rows that it covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from typing import NamedTuple

from omvgen.workbook.reading.rows import TableRows
from omvgen.workbook.xlsx.cells import Area, Position, Sheet


class TableMerges(NamedTuple):
    """The merged areas over a table's rows.

    `sources` has for each cell of the table that takes its text from a merged area the
    area's first cell, which holds the text. `areas` has the areas with a text, each with
    the column that takes it, in order. `bottoms` has the last row of the areas that begin
    on a row.
    """

    sources: Mapping[Position, Position]
    areas: tuple[tuple[Area, int], ...]
    bottoms: Mapping[int, int]


def table_merges(sheet: Sheet, found: TableRows, columns: Collection[int]) -> TableMerges:
    """The merged areas that begin under the table's header and cover some of its `columns`.

    The text of an area that is several columns wide belongs to the first of them.
    Overlapping areas, which no program makes, are cut to the rows that are left.
    """
    sources: dict[Position, Position] = {}
    areas: list[tuple[Area, int]] = []
    bottoms: dict[int, int] = {}
    last = found.rows[-1] if found.rows else found.header
    ends = dict.fromkeys(columns, found.header)  # the last row that was given out, by column
    for area in sorted(sheet.merges):
        covered = [column for column in columns if area.left <= column <= area.right]
        if not covered or not found.header < area.top <= last:
            continue
        bottoms[area.top] = max(area.bottom, bottoms.get(area.top, 0))
        column = min(covered)
        if sheet.text(area.top, area.left):
            areas.append((area, column))
            first = bisect_left(found.rows, max(area.top, ends[column] + 1))
            for row in found.rows[first : bisect_right(found.rows, area.bottom)]:
                sources[(row, column)] = (area.top, area.left)
            ends[column] = max(ends[column], area.bottom)
    return TableMerges(sources, tuple(areas), bottoms)
