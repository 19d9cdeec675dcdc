"""A damaged workbook as a package that can be read: its parts, and anew what names them.

Excel, LibreOffice and openpyxl give the parts of a workbook the same names, and number the
sheets in their order. So a lost list of them can be made anew. Which sheet has which name is
a guess then.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from lxml import etree

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import mark, tr
from omvgen.package import (
    Damaged,
    Package,
    Relationship,
    Unreadable,
    open_package,
    part_name,
    with_parts,
    zip_package,
)
from omvgen.patterns import pattern
from omvgen.rescue import rescue
from omvgen.workbook.xlsx.identify import foreign_kind, foreign_package, package_kind
from omvgen.workbook.xlsx.main_part import MainPart, read_main_part
from omvgen.workbook.xlsx.opening import finding_of
from omvgen.workbook.xlsx.spreadsheetml import MAIN, MAIN_URI, RELATIONSHIP_ID, RELATIONSHIPS_URI

_ROOT, _MAIN_PART, _CUSTOM = "_rels/.rels", "xl/workbook.xml", "docProps/custom.xml"
_PACKAGE_URI = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET_PART = pattern(r"(?:.{1,200}/)?worksheets/[^/]{0,200}?(\d{0,5})\.xml")
# What sheets share, by the ends of the relationships' types.
_SHARED = {
    "sharedStrings": "/xl/sharedStrings.xml",
    "styles": "/xl/styles.xml",
    "theme": "/xl/theme/theme1.xml",
}
_WORKSHEET = f"{RELATIONSHIPS_URI}/worksheet"
_UNNAMED = mark("Välilehti {number}")


class Rescued(NamedTuple):
    """The package of a workbook that may be damaged.

    `made_anew` says whether it could not be read as it is. `cut` are the parts that may not be
    whole, by the names of `part_name`; `guessed` the sheets whose names are a guess, `unnamed`
    those of them that have a name of ours instead.
    """

    package: Package
    made_anew: bool = False
    cut: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()


def open_rescued(data: bytes, file: str) -> Rescued:
    """The package of a workbook, made anew where it cannot be read as it is.

    Raises `ReadError` for a file of another kind, for one that is refused without being
    damaged, and (OMV701) when no sheet can be had of it.
    """
    finding = foreign_kind(data, file)
    if finding is not None:
        raise ReadError(finding)
    try:
        return _rescued(data, file)
    except Unreadable as error:
        raise ReadError(finding_of(error, file)) from error


def _rescued(data: bytes, file: str) -> Rescued:
    parts, sound = rescue(data)
    made = zip_package({name: part.data for name, part in parts.items()})
    package, as_it_is = open_package(made, file), _as_it_is(data, file)
    finding = package_kind(package)
    if as_it_is is not None:
        finding = foreign_package(as_it_is) if sound else finding or package_kind(as_it_is)
    if finding is not None:
        raise ReadError(finding)
    cut = frozenset(name for name, part in parts.items() if not part.whole)
    index, sheets = _index(package, cut)
    if as_it_is is not None and sound and not index:
        return Rescued(as_it_is)
    if index and not _sheet_parts(package):
        raise ReadError(Finding(Code.FILE_BEYOND_REPAIR, values={"file": file}))
    return Rescued(
        open_package(with_parts(made, index), file),
        True,
        cut,
        frozenset(sheet.name for sheet in sheets if sheet.guessed or sheet.unnamed),
        frozenset(sheet.name for sheet in sheets if sheet.unnamed),
    )


def _as_it_is(data: bytes, file: str) -> Package | None:
    try:
        return open_package(data, file)
    except Unreadable:  # as damaged: `rescue` has raised for every other reason
        return None


# What names the parts


class _Sheet(NamedTuple):
    """A sheet of the list that is made anew: where it leads, and whether that is a guess.

    An `unnamed` one is a part of which no list says the name.
    """

    name: str
    hidden: bool
    part: str
    type: str
    guessed: bool = False
    unnamed: bool = False


def _index(package: Package, cut: frozenset[str]) -> tuple[dict[str, bytes], tuple[_Sheet, ...]]:
    """The lists of parts that are missing or broken, made anew, and the sheets in them.

    None when the package's own are whole.
    """
    made: dict[str, bytes] = {}
    main = _main_part(package)
    if main is None:
        main = _MAIN_PART
        made[_ROOT] = _relationships(
            {
                kind: (f"{RELATIONSHIPS_URI}/{kind}", f"/{part}")
                for kind, part in {"officeDocument": main, "custom-properties": _CUSTOM}.items()
            }
        )
    said = read_main_part(package, main)
    relations = _relations(package, main)
    if said.whole and said.sheets and relations is not None and part_name(main) not in cut:
        return made, ()
    sheets = tuple(_sheets(package, said, relations))
    made[main] = _main_xml(said, sheets)
    made[_relations_of(main)] = _relations_xml(relations or _usual_relations(), sheets)
    return made, sheets


def _main_part(package: Package) -> str | None:
    """The part that the package names as the workbook, if it is there or none is."""
    try:
        main = package.main_part()
    except Damaged:
        return None
    return main if main in package or _MAIN_PART not in package else None


def _relations(package: Package, main: str) -> dict[str, Relationship] | None:
    """The relationships of the workbook; None when they are broken or lead to no sheet."""
    try:
        relations = package.relationships(main)
    except Damaged:
        return None
    return relations if any(_is_worksheet(one) for one in relations.values()) else None


def _is_worksheet(relation: Relationship) -> bool:
    return relation.type.endswith("/worksheet")


def _sheets(
    package: Package, said: MainPart, relations: dict[str, Relationship] | None
) -> Iterator[_Sheet]:
    """The sheets that are still named, in order, then the parts that none of them leads to."""
    parts, led_to = _sheet_parts(package), set[str]()
    by_number = dict(parts)
    for number, entry in enumerate(said.sheets, start=1):
        if relations is None:
            part, type_ = by_number.get(number, f"xl/worksheets/sheet{number}.xml"), _WORKSHEET
        else:
            relation = relations.get(entry.relation)
            part, type_ = (relation.target, relation.type) if relation else ("", _WORKSHEET)
        led_to.add(part_name(part))
        yield _Sheet(entry.name, entry.hidden, part, type_, guessed=relations is None)
    names = {entry.name for entry in said.sheets}
    for number, part in parts:
        if part not in led_to:
            numbers = count(number)
            name = next(n for n in map(_unnamed, numbers) if n not in names)
            names.add(name)
            yield _Sheet(name, hidden=False, part=part, type=_WORKSHEET, unnamed=True)


def _unnamed(number: int) -> str:
    return tr(_UNNAMED).format(number=number)


def _sheet_parts(package: Package) -> list[tuple[int, str]]:
    """The parts of sheets with their numbers, in order; one without a number comes first."""
    names = (part_name(entry.filename) for entry in package.entries)
    return sorted((int(m[1] or 0), name) for name in names if (m := _SHEET_PART.fullmatch(name)))


def _usual_relations() -> dict[str, Relationship]:
    """The relationships to what sheets share, by the usual names.

    One that is not there is named all the same: then the cells that need it are known to lack
    something.
    """
    return {
        kind: Relationship(f"{RELATIONSHIPS_URI}/{kind}", target, external=False)
        for kind, target in _SHARED.items()
    }


# As XML


def _main_xml(said: MainPart, sheets: tuple[_Sheet, ...]) -> bytes:
    root = etree.Element(f"{MAIN}workbook", nsmap={None: MAIN_URI, "r": RELATIONSHIPS_URI})
    etree.SubElement(root, f"{MAIN}workbookPr", date1904=str(int(said.epoch_1904)))
    listed = etree.SubElement(root, f"{MAIN}sheets")
    for number, sheet in enumerate(sheets, start=1):
        one = etree.SubElement(listed, f"{MAIN}sheet", name=sheet.name, sheetId=str(number))
        one.set("state", "hidden" if sheet.hidden else "visible")
        one.set(RELATIONSHIP_ID, _sheet_id(number))
    names = etree.SubElement(root, f"{MAIN}definedNames")
    for entry in said.names:
        name = etree.SubElement(names, f"{MAIN}definedName", name=entry.name)
        name.text = entry.reference
        if entry.scope:
            name.set("localSheetId", entry.scope)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _relations_xml(others: Mapping[str, Relationship], sheets: tuple[_Sheet, ...]) -> bytes:
    """The list of the workbook's relationships: the sheets, and what is no sheet."""
    of_sheets = {_sheet_id(n): (one.type, f"/{one.part}") for n, one in enumerate(sheets, start=1)}
    leading_to = {target for _, target in of_sheets.values()}
    rest = {
        f"other{number}": (one.type, f"/{one.target.lstrip('/')}")
        for number, one in enumerate(others.values())
        if not one.external and f"/{one.target}" not in leading_to
    }
    return _relationships(of_sheets | rest)


def _sheet_id(number: int) -> str:
    return f"sheet{number}"


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships(relations: Mapping[str, tuple[str, str]]) -> bytes:
    """A list of relationships: the type, and the target in the package, by id."""
    root = etree.Element(f"{{{_PACKAGE_URI}}}Relationships", nsmap={None: _PACKAGE_URI})
    for id_, (type_, target) in relations.items():
        etree.SubElement(root, f"{{{_PACKAGE_URI}}}Relationship", Id=id_, Type=type_, Target=target)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
