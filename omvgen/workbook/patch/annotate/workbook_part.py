"""The workbook's list of sheets: which part each is, and the findings' sheet among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from omvgen.form.sheets import FINDINGS
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

    `earlier` is the name of the findings' sheet of an earlier run, if there is one.
    """

    main: str
    styles: str
    parts: Mapping[str, str]
    earlier: str | None

    @property
    def to_note(self) -> dict[str, str]:
        """The sheets that findings are about."""
        return {name: part for name, part in self.parts.items() if name != self.earlier}


def find_sheet_parts(parts: Parts, findings_name: str) -> SheetParts:
    """The sheets of the workbook. Raises `Unreadable` and `ReadError`.

    `findings_name` is how the name of a findings' sheet begins.
    """
    package = parts.package
    main = package.main_part()
    relations = package.relationships(main)
    styles = (r.target for r in relations.values() if r.type.endswith("/styles"))
    found = {
        sheet.get("name", ""): relations[sheet.get(RELATIONSHIP_ID, "")].target
        for sheet in _sheet_elements(package.tree(main))
        if sheet.get(RELATIONSHIP_ID) in relations
    }
    return SheetParts(main, next(styles, ""), found, _earlier(package, found, findings_name))


def _earlier(package: Package, names: Iterable[str], findings_name: str) -> str | None:
    """The findings' sheet of an earlier run, by its mark. Cells are read only if need be."""
    if not any(name.startswith(findings_name) for name in names):
        return None
    sheets = load_book(package).sheets
    return next((s.name for s in sheets if s.text(1, 1) == FINDINGS.mark), None)


def put_findings_sheet(parts: Parts, sheets: SheetParts, name: str, data: bytes) -> None:
    """Puts the sheet after the others, or in place of that of an earlier run.

    When the name is taken by another sheet, a number is added to it.
    """
    if sheets.earlier is not None:
        parts.put(sheets.parts[sheets.earlier], data)
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
