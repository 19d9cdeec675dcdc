"""Conditional formats: what they may lay over the looks of which cells.

Whether a condition holds is not known here: what may hide a text is as good as hidden.
"""

from __future__ import annotations

from lxml import etree

from omvgen.workbook.xlsx.cells import MAX_COLUMN, MAX_ROW, Area, Laid, parse_area
from omvgen.workbook.xlsx.spreadsheetml import MAIN, index_of
from omvgen.workbook.xlsx.styles import Overlay, read_overlay

_EXTENDED = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_RANGES = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"
CONDITIONAL_TAGS = (f"{MAIN}conditionalFormatting", f"{_EXTENDED}conditionalFormatting")
_MOST_AREAS = 500  # of one sheet: with more, each is taken to be the whole sheet
_WHOLE_SHEET = Area(1, 1, MAX_ROW, MAX_COLUMN)


def read_conditional(element: etree._Element, overlays: tuple[Overlay, ...]) -> list[Laid]:
    """Each rule of a `conditionalFormatting`, with its looks there or among the workbook's."""
    ranges = element.get("sqref") or "".join(element.itertext(_RANGES))
    areas = tuple(filter(None, map(parse_area, ranges.split())))
    found = []
    for rule in element.iterchildren(f"{MAIN}cfRule", f"{_EXTENDED}cfRule"):
        own = next(rule.iterchildren(f"{_EXTENDED}dxf"), None)
        number = index_of(rule.get("dxfId", ""))
        if own is not None:
            found.append(Laid(areas, read_overlay(own)))
        elif 0 <= number < len(overlays):
            found.append(Laid(areas, overlays[number]))
    return found


def bounded(laid: list[Laid]) -> tuple[Laid, ...]:
    """Those that change the looks of a text, with no more areas than can be looked through."""
    telling = [one for one in laid if one.areas and one.overlay != Overlay()]
    if sum(len(one.areas) for one in telling) <= _MOST_AREAS:
        return tuple(telling)
    return tuple(Laid((_WHOLE_SHEET,), overlay) for overlay in {one.overlay for one in telling})
