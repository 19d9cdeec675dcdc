"""The workbook's list of sheets: which part each is, and sheets of ours among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from omvgen.package import Damaged, Package
from omvgen.workbook import layout
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import quoted_sheet
from omvgen.workbook.xlsx.spreadsheetml import MAIN, RELATIONSHIP_ID

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TITLES = "_xlnm.Print_Titles"


@dataclass(frozen=True)
class SheetParts:
    """The parts of the workbook, of its styles and, by name, of its sheets.

    `calculation` is the part with the order in which cells are calculated, empty if none.
    """

    main: str
    styles: str
    parts: Mapping[str, str]
    calculation: str = ""


def find_sheet_parts(package: Package) -> SheetParts:
    """The sheets of the workbook. Raises `Unreadable`."""
    main = package.main_part()
    relations = package.relationships(main)
    by_type = {r.type.rpartition("/")[2]: r.target for r in relations.values()}
    found = {
        sheet.get("name", ""): relations[sheet.get(RELATIONSHIP_ID, "")].target
        for sheet in _sheet_elements(package.tree(main))
        if sheet.get(RELATIONSHIP_ID) in relations
    }
    return SheetParts(main, by_type.get("styles", ""), found, by_type.get("calcChain", ""))


def sheet_of_ours(package: Package, sheets: SheetParts, name: str, mark: str) -> str | None:
    """The sheet that we made, by its mark; its name begins with this one, unless it was renamed.

    Cells are read only if need be. Raises `ReadError`.
    """
    if not any(found.startswith(name) for found in sheets.parts):
        return None
    return next((s.name for s in load_book(package).sheets if s.text(1, 1) == mark), None)


def forget_calculation(parts: Parts, sheets: SheetParts) -> None:
    """Takes out the order of calculation, which names cells with formulas: Excel makes it anew."""
    if sheets.calculation in parts.package:
        parts.remove(sheets.calculation, sheets.main)


def put_sheet(
    parts: Parts, sheets: SheetParts, name: str, data: bytes, *, over: str | None
) -> None:
    """Puts the sheet after the others, or in place of the sheet `over`.

    When the name is taken by another sheet, a number is added to it.
    """
    if over is not None:
        parts.put(sheets.parts[over], data)
        return
    root = parts.edit(sheets.main)
    elements = _sheet_elements(root)
    part = parts.add("xl/worksheets/sheet{}.xml", data, _SHEET_TYPE)
    name = _free_name(name, {sheet.get("name", "").casefold() for sheet in elements})
    ids = [int(n) for sheet in elements if (n := sheet.get("sheetId", "")).isdecimal()]
    sheet = etree.SubElement(root.find(f"{MAIN}sheets"), f"{MAIN}sheet", name=name)
    sheet.set("sheetId", str(max(ids, default=0) + 1))
    sheet.set(RELATIONSHIP_ID, parts.relate(sheets.main, "worksheet", part))
    _repeat_header(root, name, len(elements))


def _sheet_elements(root: etree._Element) -> list[etree._Element]:
    sheets = root.find(f"{MAIN}sheets")
    if sheets is None:
        raise Damaged("workbook")
    return list(sheets.iterchildren(f"{MAIN}sheet"))


def _free_name(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def _repeat_header(root: etree._Element, sheet: str, index: int) -> None:
    """Repeats the header row on every printed page, by a defined name of the sheet."""
    names = root.find(f"{MAIN}definedNames")
    if names is None:
        names = etree.Element(f"{MAIN}definedNames")
        before = ("sheets", "functionGroups", "externalReferences")
        last = [child for child in root if child.tag in {f"{MAIN}{tag}" for tag in before}][-1]
        last.addnext(names)
    name = etree.SubElement(names, f"{MAIN}definedName", name=_TITLES, localSheetId=str(index))
    name.text = f"{quoted_sheet(sheet)}!${layout.HEADER_ROW}:${layout.HEADER_ROW}"
