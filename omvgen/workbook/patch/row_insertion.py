"""Rows put between those of a sheet, and all that refers to the rows below them moved along.

What moves: rows and cells, formulas of all sheets, names, merged areas, links, lists,
conditional formats, breaks, tables, comments of both kinds and their boxes, drawings, charts.
Where a part refers to the sheet in another way, such as a pivot table, no row is put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from xml.sax.saxutils import escape

from omvgen.package import Package
from omvgen.patterns import pattern
from omvgen.workbook.patch.moving import Moves, Unmovable
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.patch.shared_formulas import own_formulas
from omvgen.workbook.patch.sheet_scan import scan_sheet
from omvgen.workbook.patch.workbook_part import SheetParts
from omvgen.workbook.xlsx.cells import cell_ref

_TAG = pattern(r"""<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>""")
_ATTRIBUTE = pattern(r"""(\s)([\w:.-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')""")
_FORMULA = pattern(
    r"(<(?:[\w.-]+:)?(?:f|formula|formula1|formula2|definedName)(?:\s[^>]*)?(?<!/)>)([^<]*)(?=</)"
)
_SQREF = pattern(r"(<xm:sqref>)([^<]*)(?=</)")
# Relationships of a sheet to parts that say nothing of its rows, or that are moved.
_ROWLESS = ("hyperlink", "printerSettings", "image", "customProperty", "externalLink")


def insert_rows(parts: Parts, sheets: SheetParts, sheet: str, inserted: Mapping[int, int]) -> None:
    """Puts rows into the sheet: so many after each of these rows, empty and like it.

    Raises `Unmovable` before any change when not everything can be moved, and `Unreadable`.
    """
    moves, package = Moves(sheet, inserted), parts.package
    changed: dict[str, bytes] = {}

    def change(part: str, edit: Callable[[str], str]) -> None:
        data = changed.get(part) or package.read(part)
        text = data.decode("utf-8")
        new = edit(text)
        if new != text:
            changed[part] = new.encode()

    home = sheets.parts[sheet]
    changed[home] = _moved_sheet(own_formulas(scan_sheet(package.read(home)).data), moves)
    for part in {*sheets.parts.values()} - {home}:
        if sheet_is_named(package.read(part), sheet):
            changed[part] = own_formulas(package.read(part))
            change(part, lambda text: _moved_formulas(text, moves, own=False))
    change(sheets.main, lambda text: _moved_formulas(text, moves, own=False))
    for entry in package.entries:
        name = entry.filename
        if name.startswith("xl/charts/") and name.endswith(".xml"):
            change(name, lambda text: _moved_formulas(text, moves, own=False))
        elif "pivotCacheDefinition" in name and sheet_is_named(package.read(name), sheet):
            raise Unmovable
    for kind, part in _related(package, home):
        edit = _EDITS.get(kind)
        if edit is None:
            raise Unmovable
        change(part, lambda text, edit=edit: edit(text, moves))  # type: ignore[misc]
    for part, data in changed.items():
        parts.put(part, data)


def sheet_is_named(data: bytes, sheet: str) -> bool:
    """Whether the part may refer to the sheet by its name."""
    text = unescape(data.decode("utf-8")).casefold()
    return sheet.replace("'", "''").casefold() in text or sheet.casefold() in text


def _related(package: Package, sheet: str) -> Iterable[tuple[str, str]]:
    for relation in package.relationships(sheet).values():
        kind = relation.type.rpartition("/")[2]
        if not relation.external and kind not in _ROWLESS:
            yield kind, relation.target


def _moved_sheet(data: bytes, moves: Moves) -> bytes:
    """The sheet with its references moved, and the new rows, empty cells like those above."""
    scan = scan_sheet(data)
    splices = []
    for after, count in moves.inserted.items():
        model = scan.rows.get(after)
        if model is None:
            raise Unmovable
        keep = ("s", "customFormat")
        look = "".join(f' {k}="{v}"' for k, v in model.attributes.items() if k in keep)
        for number in range(after + 1, after + 1 + count):
            cells = (
                f'<{scan.prefix}c r="{cell_ref((number, column))}"'
                + (f' s="{cell.style}"/>' if cell.style else "/>")
                for column, cell in sorted(model.cells.items())
            )
            # A mark, so that the new rows are not moved with those that were there.
            row = f'<{scan.prefix}row r="{number}"{look}>{"".join(cells)}</{scan.prefix}row>'
            splices.append((model.span.end, row))
    pieces, copied = [], 0
    for at, row in sorted(splices, key=lambda one: one[0]):
        pieces += [_moved_text(data[copied:at].decode(), moves), row]
        copied = at
    pieces.append(_moved_text(data[copied:].decode(), moves))
    return "".join(pieces).encode()


def _moved_text(text: str, moves: Moves) -> str:
    """A piece of the sheet's XML, cut between elements."""
    return _moved_formulas(_with_attributes(text, moves), moves, own=True)


def _moved_formulas(text: str, moves: Moves, *, own: bool) -> str:
    def formula(match: re.Match[str]) -> str:
        old = unescape(match[2])
        new = moves.formula(old, own=own)
        return match[1] + (escape(new) if new != old else match[2])

    text = _FORMULA.sub(formula, text)
    return _SQREF.sub(lambda m: m[1] + moves.areas(m[2]), text) if own else text


def _with_attributes(text: str, moves: Moves) -> str:
    """The tags with the references in their attributes moved."""

    def tag(match: re.Match[str]) -> str:
        name = match[1].rpartition(":")[2]
        edits = _ATTRIBUTES.get(name)
        if edits is None:
            return match[0]

        def attribute(one: re.Match[str]) -> str:
            edit = edits.get(one[2])
            value = one[4] if one[4] is not None else one[5]
            if edit is None or value is None:
                return one[0]
            return f'{one[1]}{one[2]}{one[3]}"{edit(moves, value)}"'

        return match[0].replace(match[2], _ATTRIBUTE.sub(attribute, match[2]), 1)

    return _TAG.sub(tag, text)


def _row_number(moves: Moves, value: str) -> str:
    return str(moves.row(int(value))) if value.isdecimal() else value


def _merged(moves: Moves, value: str) -> str:
    return moves.area(value, grows=False)


_Edit = Callable[[Moves, str], str]
_REF: dict[str, _Edit] = {"ref": Moves.area}
_SQREFS: dict[str, _Edit] = {"sqref": Moves.areas}
# The attributes that refer to rows, by the names of their elements.
_ATTRIBUTES: dict[str, dict[str, _Edit]] = {
    "row": {"r": _row_number},
    "c": {"r": Moves.cell},
    "f": _REF,
    "dimension": _REF,
    "selection": {"activeCell": Moves.cell, **_SQREFS},
    "mergeCell": {"ref": _merged},
    "hyperlink": {"ref": _merged},
    "autoFilter": _REF,
    "sortState": _REF,
    "sortCondition": _REF,
    "table": _REF,
    "conditionalFormatting": _SQREFS,
    "dataValidation": _SQREFS,
    "protectedRange": _SQREFS,
    "ignoredError": _SQREFS,
    "cellWatch": {"r": Moves.cell},
    "brk": {"id": _row_number},
    "comment": {"ref": Moves.cell},
    "threadedComment": {"ref": Moves.cell},
}


def _moved_boxes(text: str, moves: Moves) -> str:
    """The boxes of comments, whose rows are counted from 0."""

    def anchor(match: re.Match[str]) -> str:
        numbers = match[2].split(",")
        for place in (2, 6):
            if len(numbers) == 8 and numbers[place].strip().isdecimal():
                numbers[place] = f" {moves.row(int(numbers[place]) + 1) - 1}"
        return match[1] + ",".join(numbers)

    text = re.sub(r"(<x:Anchor>)([^<]*)", anchor, text)
    return _moved_rows_from_0(text, moves, "x:Row")


def _moved_drawing(text: str, moves: Moves) -> str:
    return _moved_rows_from_0(text, moves, r"(?:[\w.-]+:)?row")


def _moved_rows_from_0(text: str, moves: Moves, name: str) -> str:
    return re.sub(
        rf"(<{name}>)\s*(\d+)(?=\s*</)",
        lambda match: f"{match[1]}{moves.row(int(match[2]) + 1) - 1}",
        text,
    )


_EDITS: dict[str, Callable[[str, Moves], str]] = {
    "comments": _with_attributes,
    "threadedComment": _with_attributes,
    "table": _with_attributes,
    "vmlDrawing": _moved_boxes,
    "drawing": _moved_drawing,
}
