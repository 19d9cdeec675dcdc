"""The workbook's list of sheets: which part each is, and the place of `Huomiot` among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from omvgen.package import Damaged, Package
from omvgen.workbook import layout
from omvgen.workbook.patch.parts import RELATION_TYPES, Parts
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.strings import MAIN

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION_ID = f"{{{RELATION_TYPES}}}id"
_TITLES = "_xlnm.Print_Titles"


@dataclass(frozen=True)
class Sheets:
    """The sheets by name, with their parts, and the one of an earlier run, if any."""

    main: str
    styles: str
    parts: Mapping[str, str]
    earlier: str | None

    @property
    def to_note(self) -> dict[str, str]:
        """The sheets that findings are about."""
        return {name: part for name, part in self.parts.items() if name != self.earlier}


def find_sheets(parts: Parts) -> Sheets:
    """The sheets of the workbook. Raises `Unreadable` and `ReadError`."""
    package = parts.package
    main = package.main_part()
    relations = package.relationships(main)
    styles = (r.target for r in relations.values() if r.type.endswith("/styles"))
    found = {
        sheet.get("name", ""): relations[sheet.get(_RELATION_ID, "")].target
        for sheet in _sheet_elements(package.tree(main))
        if sheet.get(_RELATION_ID) in relations
    }
    return Sheets(main, next(styles, ""), found, _earlier(package, found))


def _earlier(package: Package, names: Iterable[str]) -> str | None:
    """The sheet of an earlier run: it has our mark, and the cells are read only for its name."""
    if not any(name.startswith(layout.REMARKS.name) for name in names):
        return None
    sheets = load_book(package).sheets
    return next((s.name for s in sheets if s.text(1, 1) == layout.REMARKS.mark), None)


def put_remarks_sheet(parts: Parts, sheets: Sheets, content: bytes) -> None:
    """The sheet `Huomiot`, last of the sheets, or where an earlier run has put it."""
    if sheets.earlier is not None:
        parts.put(sheets.parts[sheets.earlier], content)
        return
    root = parts.edit(sheets.main)
    elements = _sheet_elements(root)
    part = parts.add("xl/worksheets/sheet{}.xml", content, _SHEET_TYPE)
    name = _free_name({sheet.get("name", "").casefold() for sheet in elements})
    ids = [int(n) for sheet in elements if (n := sheet.get("sheetId", "")).isdecimal()]
    sheet = etree.SubElement(root.find(f"{MAIN}sheets"), f"{MAIN}sheet", name=name)
    sheet.set("sheetId", str(max(ids, default=0) + 1))
    sheet.set(_RELATION_ID, parts.relate(sheets.main, "worksheet", part))
    _repeat_header(root, name, len(elements))


def _sheet_elements(root: etree._Element) -> list[etree._Element]:
    sheets = root.find(f"{MAIN}sheets")
    if sheets is None:
        raise Damaged("workbook")
    return list(sheets.iterchildren(f"{MAIN}sheet"))


def _free_name(taken: set[str]) -> str:
    name, number = layout.REMARKS.name, 1
    while name.casefold() in taken:
        number += 1
        name = f"{layout.REMARKS.name} {number}"
    return name


def _repeat_header(root: etree._Element, sheet: str, index: int) -> None:
    """The header row on every printed page: a defined name of the sheet at the index."""
    names = root.find(f"{MAIN}definedNames")
    if names is None:
        names = etree.Element(f"{MAIN}definedNames")
        before = ("sheets", "functionGroups", "externalReferences")
        last = [child for child in root if child.tag in {f"{MAIN}{tag}" for tag in before}][-1]
        last.addnext(names)
    name = etree.SubElement(names, f"{MAIN}definedName", name=_TITLES, localSheetId=str(index))
    name.text = f"'{sheet}'!${layout.HEADER_ROW}:${layout.HEADER_ROW}"
