"""The sheet of findings: a row for each of them, with a link to its cell.

What it says is in the language in use, as the findings are; its name is in the
form's language, as are those of the other sheets.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.sheets import FINDINGS
from omvgen.locale import mark, tr
from omvgen.workbook import layout
from omvgen.workbook.layout import SheetColumn
from omvgen.workbook.patch.annotate.styles import (
    ADVICE,
    ERROR,
    HEADER,
    LINK,
    MARK,
    TEXT,
    TITLE,
    StyleIndexes,
)
from omvgen.workbook.patch.parts import as_bytes
from omvgen.workbook.styles import (
    FOOTER_LEFT,
    FOOTER_RIGHT,
    MARGINS,
    ORIENTATION,
    PAPER_A4,
    RED,
    CellStyle,
)
from omvgen.workbook.text_fit import MAX_UNITS, row_height
from omvgen.workbook.xlsx.cells import cell_position, cell_ref, quoted_sheet
from omvgen.workbook.xlsx.spreadsheetml import MAIN, MAIN_URI
from omvgen.workbook.xlsx.strings import text_element

_SEVERITY, _CODE, _NUMBER, _CELL, _MESSAGE, _REMEDY = range(layout.ID + 1, layout.ID + 7)
_COLUMNS = {
    _SEVERITY: SheetColumn(mark("Vakavuus"), 12.0),
    _CODE: SheetColumn(mark("Koodi"), 10.0),
    _NUMBER: SheetColumn(mark("Kohta"), 8.0),
    _CELL: SheetColumn(mark("Solu"), 31.0),
    _MESSAGE: SheetColumn(mark("Havainto"), 50.0),
    _REMEDY: SheetColumn(mark("Korjaus"), 46.0),
}
_WIDTHS = {layout.ID: 13.0} | layout.widths(_COLUMNS)
_MAX_LINKS = 65_530  # on a sheet (Excel's specification)
_MAX_TEXT = MAX_UNITS // 4  # characters: one may take two units, and an escape more

StyledTexts = dict[int, tuple[str, CellStyle]]
"""The cells of a row, by column."""


def findings_sheet(
    findings: Sequence[Finding],
    form: Form | None,
    name: str,
    sheets: Collection[str],
    indexes: StyleIndexes,
) -> bytes:
    """The part of the sheet of that name. `sheets` are those that links can lead to."""
    root = etree.Element(f"{MAIN}worksheet", nsmap={None: MAIN_URI})
    _set_up_view(root)
    rows = etree.SubElement(root, f"{MAIN}sheetData")
    _put_top(rows, name, indexes)
    links = etree.Element(f"{MAIN}hyperlinks")
    for number, finding in enumerate(findings, start=layout.FIRST_ROW):
        texts = _texts(finding, form)
        target = _target(finding.location, sheets)
        if target and len(links) < _MAX_LINKS:
            ref = cell_ref((number, _CELL))
            etree.SubElement(links, f"{MAIN}hyperlink", ref=ref, location=target)
            texts[_CELL] = (texts[_CELL][0], LINK)
        _put_row(rows, number, texts, indexes)
    if len(links):
        root.append(links)
    _set_up_print(root)
    return as_bytes(root)


def _texts(finding: Finding, form: Form | None) -> StyledTexts:
    location = finding.location
    place = "!".join(part for part in (location.sheet, location.cell) if part)
    return {
        _SEVERITY: (finding.severity.word, ERROR if finding.severity is Severity.ERROR else TEXT),
        _CODE: (finding.code, TEXT),
        _NUMBER: (_number(location, form), TEXT),
        _CELL: (place, TEXT),
        _MESSAGE: (finding.message, TEXT),
        _REMEDY: (finding.remedy, TEXT),
    }


def _number(location: Location, form: Form | None) -> str:
    """The question's number, or the section's; without the form their ids."""
    if form is None:
        return location.question or location.section
    sections = {section.id: str(section.number) for section in form.sections}
    return form.numbers.get(location.question) or sections.get(location.section, "")


def _target(location: Location, sheets: Collection[str]) -> str:
    """Where a link leads: to the cell, to the sheet, or nowhere."""
    if location.sheet not in sheets:
        return ""
    position = cell_position(location.cell)
    return f"{quoted_sheet(location.sheet)}!{cell_ref(position) if position else 'B1'}"


def _put_top(rows: etree._Element, name: str, indexes: StyleIndexes) -> None:
    """The sheet's mark, its title, what to do with the copy, and the headers."""
    title: StyledTexts = {layout.ID: (FINDINGS.mark, MARK), _SEVERITY: (name, TITLE)}
    _put_row(rows, layout.TITLE_ROW, title, indexes)
    advice = tr(
        "Tämä on kopio, johon on merkitty tarkistuksen havainnot. Tee korjaukset alkuperäiseen "
        "työkirjaan ja tarkista se uudelleen."
    )
    _put_row(rows, layout.LINK_ROW, {_SEVERITY: (advice, ADVICE)}, indexes)
    headers = {place: (tr(column.header), HEADER) for place, column in _COLUMNS.items()}
    _put_row(rows, layout.HEADER_ROW, headers, indexes)


def _put_row(rows: etree._Element, number: int, texts: StyledTexts, indexes: StyleIndexes) -> None:
    """A row as high as its texts need. Without `customHeight` it grows when it is edited."""
    visible = {column: cell for column, cell in texts.items() if column != layout.ID}
    wrapped = [(text, _WIDTHS[column]) for column, (text, style) in visible.items() if style.wrap]
    largest = max(style.size for _, style in visible.values())
    height = row_height(*wrapped) if wrapped else largest * 1.8
    row = etree.SubElement(rows, f"{MAIN}row", r=str(number), ht=f"{height:g}")
    for column, (text, style) in texts.items():
        cell = etree.SubElement(
            row, f"{MAIN}c", r=cell_ref((number, column)), s=str(indexes[style])
        )
        if text:
            cell.set("t", "inlineStr")
            etree.SubElement(cell, f"{MAIN}is").append(text_element(text[:_MAX_TEXT]))


def _set_up_view(root: etree._Element) -> None:
    """The rows above the findings stay in view; the column of the mark is hidden."""
    properties = etree.SubElement(root, f"{MAIN}sheetPr")
    etree.SubElement(properties, f"{MAIN}tabColor", rgb=f"FF{RED}")
    etree.SubElement(properties, f"{MAIN}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{MAIN}sheetViews")
    view = etree.SubElement(views, f"{MAIN}sheetView", showGridLines="0", workbookViewId="0")
    first = cell_ref((layout.FIRST_ROW, _SEVERITY))
    pane = {"ySplit": str(layout.HEADER_ROW), "topLeftCell": f"A{layout.FIRST_ROW}"}
    etree.SubElement(view, f"{MAIN}pane", pane, activePane="bottomLeft", state="frozen")
    etree.SubElement(view, f"{MAIN}selection", pane="bottomLeft", activeCell=first, sqref=first)
    columns = etree.SubElement(root, f"{MAIN}cols")
    for column, width in _WIDTHS.items():
        number = str(column)
        sizes = {"min": number, "max": number, "width": f"{width:g}", "customWidth": "1"}
        one = etree.SubElement(columns, f"{MAIN}col", sizes)
        if column == layout.ID:
            one.set("hidden", "1")


def _set_up_print(root: etree._Element) -> None:
    margins = {side: f"{inches:g}" for side, inches in MARGINS.items()}
    etree.SubElement(root, f"{MAIN}pageMargins", margins)
    page = {"paperSize": str(PAPER_A4), "orientation": ORIENTATION}
    etree.SubElement(root, f"{MAIN}pageSetup", page | {"fitToWidth": "1", "fitToHeight": "0"})
    footer = etree.SubElement(root, f"{MAIN}headerFooter")
    etree.SubElement(footer, f"{MAIN}oddFooter").text = f"&L{FOOTER_LEFT}&R{FOOTER_RIGHT}"
