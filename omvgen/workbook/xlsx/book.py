"""The package of a workbook → Book: its sheets, defined names and custom properties."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.package import Damaged, Package, Reason, Relationship, Unreadable, part_name
from omvgen.patterns import pattern
from omvgen.workbook.xlsx.cells import Book, DefinedName, Sheet, Spot, parse_area
from omvgen.workbook.xlsx.main_part import NameEntry, SheetEntry, read_main_part
from omvgen.workbook.xlsx.opening import finding_of
from omvgen.workbook.xlsx.sheet_xml import MAX_CELLS, MAX_LETTERS, MAX_WRITTEN, Shared, read_sheet
from omvgen.workbook.xlsx.spreadsheetml import MAIN, index_of
from omvgen.workbook.xlsx.strings import String, read_string
from omvgen.workbook.xlsx.styles import Palette, read_styles, read_theme

_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_REFERENCE = pattern(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!([$A-Za-z0-9:]+)")
_PERSON = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}person"
MAX_STRINGS, MAX_STRING_BYTES = 500_000, 40_000_000


def load_book(
    package: Package, *, recover: bool = False, cut: frozenset[str] = frozenset()
) -> Book:
    """The workbook in the package. Raises `ReadError` when its core cannot be read.

    With `recover` damaged sheets have what can be had of them, which may be wrong. Where the
    strings that sheets share are cut, all sheets that have any are damaged. `cut` are parts
    that are not whole, whatever can be read of them (names of `part_name`).
    """
    try:
        return _load(package, cut, recover=recover)
    except Unreadable as error:
        raise ReadError(finding_of(error, package.file)) from error


def _load(package: Package, cut: frozenset[str], *, recover: bool) -> Book:
    main = package.main_part()
    relations = package.relationships(main)
    said = read_main_part(package, main)
    if not said.whole:
        raise Damaged(main)
    shared = _read_shared(package, relations, cut, epoch_1904=said.epoch_1904)
    titles = [entry.name for entry in said.sheets]
    if len(set(titles)) < len(titles):  # references to them would be ambiguous
        what = tr("sama välilehden nimi kahteen kertaan")
        raise ReadError(Finding(Code.FILE_SUSPICIOUS, values={"file": package.file, "what": what}))
    return Book(
        package.file,
        tuple(_sheets(package, said.sheets, relations, shared, cut, recover=recover)),
        tuple(_names(said.names, titles)),
        custom_properties(package),
        any(r.type.endswith("/vbaProject") for r in relations.values()),
    )


def _read_shared(
    package: Package, relations: dict[str, Relationship], cut: frozenset[str], *, epoch_1904: bool
) -> Shared:
    part = _target(relations, "/sharedStrings")
    strings, strings_cut = _strings(package, part)
    styles = read_styles(package, _target(relations, "/styles"))
    theme = read_theme(package, _target(relations, "/theme"))
    return Shared(
        strings,
        styles,
        epoch_1904,
        _people(package, relations),
        Palette(theme, styles.palette[8:] or Palette().indexed),
        strings_cut=strings_cut or part_name(part) in cut,
    )


def _people(package: Package, relations: dict[str, Relationship]) -> dict[str, str]:
    """The names of the authors of threaded comments, by id; none when they cannot be read."""
    part = _target(relations, "/person")
    try:
        people = package.elements(part, _PERSON) if part else ()
        return {one.get("id", ""): one.get("displayName", "") for one in people}
    except Damaged:
        return {}


def _target(relations: dict[str, Relationship], kind: str) -> str:
    """The part of the first relationship whose type ends so; empty when there is none."""
    return next((r.target for r in relations.values() if r.type.endswith(kind)), "")


def _strings(package: Package, part: str) -> tuple[tuple[String | None, ...], bool]:
    """The shared strings, those before the fault in a part that is cut or broken, and is it so.

    What follows the fault is not looked at: the strings there might be of other cells.
    """
    found: list[String | None] = []
    try:
        for item in package.elements(part, f"{MAIN}si") if part else ():
            if len(found) > MAX_STRINGS or package.size(part) > MAX_STRING_BYTES:
                raise Unreadable(Reason.TOO_LARGE)
            found.append(read_string(item))
    except Damaged:
        return tuple(found), True
    return tuple(found), False


def _sheets(
    package: Package,
    entries: Iterable[SheetEntry],
    relations: dict[str, Relationship],
    shared: Shared,
    cut: frozenset[str],
    *,
    recover: bool,
) -> Iterator[Sheet]:
    """The worksheets in order. One that cannot be read is marked as damaged."""
    cells = rows = letters = 0
    for name, relation_id, hidden in entries:
        relation = relations.get(relation_id)
        if relation is not None and re.search(r"/(chart|dialog|macro)sheet$", relation.type):
            continue
        try:
            if relation is None or part_name(relation.target) in cut:
                raise Damaged(name)
            sheet = read_sheet(package, relation.target, name, hidden=hidden, shared=shared)
        except Damaged:
            sheet = Sheet(name, hidden, damaged=True)
            if recover and relation is not None:
                with contextlib.suppress(Damaged):
                    found = read_sheet(
                        package, relation.target, name, hidden=hidden, shared=shared, recover=True
                    )
                    sheet = replace(found, damaged=True)
        cells, rows = cells + len(sheet.cells), rows + len(sheet.rows)
        letters += sum(len(cell.text) for cell in sheet.cells.values())
        if cells > MAX_CELLS or rows > MAX_WRITTEN or letters > MAX_LETTERS:
            raise Unreadable(Reason.TOO_LARGE)
        yield sheet


def _names(entries: Iterable[NameEntry], sheets: list[str]) -> Iterator[DefinedName]:
    for name, reference, index in entries:
        number = index_of(index)
        scope = sheets[number] if 0 <= number < len(sheets) else ""
        yield DefinedName(name.lower(), _spot(reference.strip(), sheets), scope)


def _spot(reference: str, sheets: list[str]) -> Spot | None:
    """The first cell of the reference, or None when it names no cell of this workbook."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    sheet = (match[1] or match[2]).replace("''", "'")
    cells = parse_area(match[3])
    return Spot(sheet, cells.top, cells.left) if cells is not None and sheet in sheets else None


def custom_properties(package: Package) -> dict[str, str]:
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
