"""Numbers and dates in cells, as answers: what the cell shows, or its bare value.

Excel makes numbers and dates of what people type: 1.0 becomes 1, and 2.2 becomes
2.2.2026. Where a version belongs, that changes what is meant.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.dates import parse_date
from omvgen.form.formats import FORMATS
from omvgen.form.item import FormItem
from omvgen.workbook.xlsx.cells import Cell


def read_number(cell: Cell, item: FormItem | None, where: Location) -> tuple[str, list[Finding]]:
    """The text of a cell that holds a number or a date, as an answer to the item.

    An item of one value, such as a date or a whole number, takes the bare value, whatever
    the cell's number format; any other takes what the cell shows. `None` is no item.
    """
    if item is not None and item.is_version:
        return _version_of_date(cell, where) if cell.kind == "date" else _version(cell, where)
    if item is not None and _takes_bare(item, cell):
        return cell.bare, []
    if cell.is_format_known:
        return cell.text, []
    return cell.text, [Finding(Code.NUMBER_FORMAT_UNKNOWN, where, {"value": cell.text})]


def _takes_bare(item: FormItem, cell: Cell) -> bool:
    """Whether the item takes the cell's bare value: only a date takes that of a date."""
    if cell.kind == "date":
        return item.text_format is FORMATS["date"]
    return item.text_format is not None and item.text_format.bare


def _version(cell: Cell, where: Location) -> tuple[str, list[Finding]]:
    """A number as a version. Without decimals it is not certain that none were typed."""
    shown, bare = (text.replace(",", ".") for text in (cell.text, cell.bare))
    version = shown if FORMATS["version"].holds(shown) else bare
    if "." in version:
        return version, [Finding(Code.VERSION_IS_NUMBER, where, {"value": version})]
    values = {"value": version, "version": f"{version}.0"}
    return version, [Finding(Code.VERSION_WITHOUT_DECIMALS, where, values)]


def _version_of_date(cell: Cell, where: Location) -> tuple[str, list[Finding]]:
    """A date where a version belongs: most likely the version was typed as its beginning."""
    day = parse_date(cell.bare.partition(" ")[0])
    version = "2.2"
    if day is not None:
        with_day = cell.text[:1].isdigit()  # 1.13 becomes January 2013, without a day
        version = f"{day.day}.{day.month}" if with_day else f"{day.month}.{day.year % 100}"
    values = {"value": cell.text, "version": version}
    return cell.text, [Finding(Code.VERSION_IS_DATE, where, values)]
