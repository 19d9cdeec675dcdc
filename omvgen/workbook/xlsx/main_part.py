"""The part of the workbook itself: the sheets that it names, and its defined names."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.package import Damaged, Package, Reason, Unreadable
from omvgen.workbook.xlsx.spreadsheetml import MAIN, RELATIONSHIP_ID, is_true

_TAGS = [f"{MAIN}{tag}" for tag in ("sheet", "definedName", "workbookPr", "workbook")]
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}workbook"


class SheetEntry(NamedTuple):
    """A sheet as the list of the workbook has it."""

    name: str
    relation: str  # the id of the relationship that leads to its part
    hidden: bool


class NameEntry(NamedTuple):
    """A defined name as it is written."""

    name: str
    reference: str
    scope: str  # the index of the sheet that it belongs to; empty for the whole workbook


class MainPart(NamedTuple):
    """What the part says, before its fault where it is not `whole`."""

    sheets: tuple[SheetEntry, ...]
    names: tuple[NameEntry, ...]
    epoch_1904: bool
    whole: bool


def read_main_part(package: Package, part: str) -> MainPart:
    """What the workbook's part says. Raises `Unreadable` when it is Strict Open XML."""
    sheets: list[SheetEntry] = []
    names: list[NameEntry] = []
    epoch_1904, whole = False, True
    try:
        for element in package.elements(part, *_TAGS, _STRICT):
            if element.tag == _STRICT:
                raise Unreadable(Reason.STRICT, part)
            if element.tag == f"{MAIN}sheet":
                hidden = element.get("state", "visible") != "visible"
                relation = element.get(RELATIONSHIP_ID, "")
                sheets.append(SheetEntry(element.get("name", ""), relation, hidden))
            elif element.tag == f"{MAIN}definedName":
                scope = element.get("localSheetId", "")
                names.append(NameEntry(element.get("name", ""), element.text or "", scope))
            elif element.tag == f"{MAIN}workbookPr":
                epoch_1904 = is_true(element.get("date1904"))
    except Damaged:
        whole = False
    return MainPart(tuple(sheets), tuple(names), epoch_1904, whole)
