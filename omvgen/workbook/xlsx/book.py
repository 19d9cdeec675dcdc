"""The package of a workbook → Book: sheets, defined names, custom properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.package import Damaged, Package, Reason, Relationship, Unreadable
from omvgen.workbook.reading.looks import NO_LOOKS, Looks, fill_looks
from omvgen.workbook.xlsx import numbers
from omvgen.workbook.xlsx.opening import finding_of
from omvgen.workbook.xlsx.sheet_model import Book, Name, Sheet, Spot, area
from omvgen.workbook.xlsx.sheet_xml import MAX_CELLS, MAX_WRITTEN, Shared, Styles, read_sheet
from omvgen.workbook.xlsx.strings import MAIN, Font, String, read_font, read_string

_OF_FORMAT = ("font", "numFmt", "fill")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!([$A-Za-z0-9:]+)")
MAX_STRINGS, MAX_STRING_BYTES = 500_000, 40_000_000


def load_book(package: Package) -> Book:
    """The workbook in the package. Raises `ReadError` when its core cannot be read."""
    try:
        return _load(package)
    except Unreadable as error:
        raise ReadError(finding_of(error, package.file)) from error


def _load(package: Package) -> Book:
    main = package.main_part()
    relations = package.relationships(main)
    shared, sheets, names = _read_main(package, main, relations)
    titles = [name for name, _, _ in sheets]
    if len(set(titles)) < len(titles):  # what refers to one of them would find the other
        what = tr("sama välilehden nimi kahteen kertaan")
        raise ReadError(Finding(Code.FILE_SUSPICIOUS, values={"file": package.file, "what": what}))
    return Book(
        package.file,
        tuple(_sheets(package, sheets, relations, shared)),
        tuple(_names(names, titles)),
        _properties(package),
        any(r.type.endswith("/vbaProject") for r in relations.values()),
    )


_SheetEntry = tuple[str, str, bool]  # name, relationship id, hidden
_NameEntry = tuple[str, str, str]  # name, reference, index of its sheet


def _read_main(
    package: Package, main: str, relations: dict[str, Relationship]
) -> tuple[Shared, list[_SheetEntry], list[_NameEntry]]:
    sheets: list[_SheetEntry] = []
    names: list[_NameEntry] = []
    epoch_1904 = False
    tags = [f"{MAIN}{tag}" for tag in ("sheet", "definedName", "workbookPr", "workbook")]
    strict = "{http://purl.oclc.org/ooxml/spreadsheetml/main}workbook"
    for element in package.elements(main, *tags, strict):
        if element.tag == strict:
            raise Unreadable(Reason.STRICT, main)
        if element.tag == f"{MAIN}sheet":
            hidden = element.get("state", "visible") != "visible"
            sheets.append((element.get("name", ""), element.get(_RELATION, ""), hidden))
        elif element.tag == f"{MAIN}definedName":
            entry = (element.get("name", ""), element.text or "", element.get("localSheetId", ""))
            names.append(entry)
        elif element.tag == f"{MAIN}workbookPr":
            epoch_1904 = element.get("date1904") in ("1", "true")
    strings = tuple(_strings(package, _target(relations, "/sharedStrings")))
    styles = _styles(package, _target(relations, "/styles"))
    return Shared(strings, styles, epoch_1904), sheets, names


def _target(relations: dict[str, Relationship], kind: str) -> str:
    return next((r.target for r in relations.values() if r.type.endswith(kind)), "")


def _strings(package: Package, part: str) -> Iterator[String | None]:
    """The shared strings. Missing or cut, they take the cells' texts with them: `Damaged`."""
    if not part:
        return
    for count, item in enumerate(package.elements(part, f"{MAIN}si")):
        if count > MAX_STRINGS or package.size(part) > MAX_STRING_BYTES:
            raise ReadError(Finding(Code.FILE_TOO_LARGE, values={"file": package.file}))
        yield read_string(item)


def _styles(package: Package, part: str) -> Styles:
    """Fonts and number formats; without them texts are still read, only plain."""
    fonts: list[Font] = []
    custom: dict[str, str] = {}
    fills: list[Looks] = []
    formats: list[tuple[str, str, str]] = []
    tags = [f"{MAIN}{tag}" for tag in ("numFmt", "font", "fill", "cellXfs")]
    try:
        for element in package.elements(part, *tags) if part else ():
            if element.tag == f"{MAIN}numFmt":
                custom[element.get("numFmtId", "")] = element.get("formatCode", "General")
            elif element.tag == f"{MAIN}font" and _parent_is(element, "fonts"):
                fonts.append(read_font(element))
            elif element.tag == f"{MAIN}fill" and _parent_is(element, "fills"):
                fills.append(fill_looks(element))
            elif element.tag == f"{MAIN}cellXfs":
                for xf in element.iterchildren(f"{MAIN}xf"):
                    font, code, fill = (xf.get(f"{name}Id", "0") for name in _OF_FORMAT)
                    formats.append((font, code, fill))
    except Damaged:
        return Styles()
    font_of, fill_of = dict(enumerate(fonts)), dict(enumerate(fills))
    return Styles(
        tuple(font_of.get(_number(font), Font()) for font, _, _ in formats),
        tuple(custom.get(n) or numbers.BUILT_IN.get(_number(n), "General") for _, n, _ in formats),
        tuple(fill_of.get(_number(fill), NO_LOOKS) for _, _, fill in formats),
    )


def _parent_is(element: etree._Element, tag: str) -> bool:
    """Differential formats have fonts too, which no cell refers to by number."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{MAIN}{tag}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _sheets(
    package: Package,
    entries: list[_SheetEntry],
    relations: dict[str, Relationship],
    shared: Shared,
) -> Iterator[Sheet]:
    """The worksheets in order; one that cannot be read is there, empty and marked."""
    cells = rows = 0
    for name, relation_id, hidden in entries:
        relation = relations.get(relation_id)
        if relation is not None and re.search(r"/(chart|dialog|macro)sheet$", relation.type):
            continue
        try:
            if relation is None:
                raise Damaged(name)
            sheet = read_sheet(package, relation.target, name, hidden=hidden, shared=shared)
        except Damaged:
            sheet = Sheet(name, hidden, damaged=True)
        cells, rows = cells + len(sheet.cells), rows + len(sheet.rows)
        if cells > MAX_CELLS or rows > MAX_WRITTEN:
            raise ReadError(Finding(Code.FILE_TOO_LARGE, values={"file": package.file}))
        yield sheet


def _names(entries: list[_NameEntry], sheets: list[str]) -> Iterator[Name]:
    for name, reference, index in entries:
        scope = sheets[_number(index)] if 0 <= _number(index) < len(sheets) else ""
        yield Name(name.lower(), _spot(reference.strip(), sheets), scope)


def _spot(reference: str, sheets: list[str]) -> Spot | None:
    """The first cell of the reference, or None when it names no cell of this workbook."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    sheet = (match[1] or match[2]).replace("''", "'")
    cells = area(match[3])
    return Spot(sheet, cells.top, cells.left) if cells is not None and sheet in sheets else None


def _properties(package: Package) -> dict[str, str]:
    """The custom properties; none when they cannot be read."""
    try:
        part = _target(package.relationships(""), "/custom-properties")
        if not part:
            return {}
        return {
            element.get("name", ""): "".join(element.itertext()).strip()
            for element in package.elements(part, _PROPERTY)
        }
    except Damaged:
        return {}
