"""The sheet `Huomiot`: a row for each finding, with a link to its cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.locale import mark, tr
from omvgen.workbook import layout
from omvgen.workbook.patch.annotate import looks
from omvgen.workbook.patch.parts import as_bytes
from omvgen.workbook.patch.xml import text_element
from omvgen.workbook.template.room import MAX_UNITS, row_height
from omvgen.workbook.template.styles import RED, Look
from omvgen.workbook.xlsx.sheet_model import Spot, cell_place
from omvgen.workbook.xlsx.strings import MAIN

_COLUMNS = (
    (mark("Vakavuus"), 12.0),
    (mark("Koodi"), 10.0),
    (mark("Kohta"), 8.0),
    (mark("Solu"), 31.0),
    (mark("Havainto"), 50.0),
    (mark("Korjaus"), 46.0),
)
_FIRST = layout.ID + 1
_LINK_COLUMN = _FIRST + 3
_HIDDEN_WIDTH = 13.0
_MAX_LINKS = 65_530  # on a sheet (Excel's specification)
_MAX_TEXT = MAX_UNITS // 4  # a letter may take two units, and escapes more


def remarks_sheet(
    findings: Sequence[Finding], form: Form | None, sheets: Collection[str], styled: looks.Indexes
) -> bytes:
    """The part of the sheet. `sheets` are the names of those that links can lead to."""
    root = etree.Element(f"{MAIN}worksheet", nsmap={None: MAIN[1:-1]})
    _set_up_view(root)
    rows = etree.SubElement(root, f"{MAIN}sheetData")
    _put_top(rows, styled)
    links = etree.Element(f"{MAIN}hyperlinks")
    for number, finding in enumerate(findings, start=layout.FIRST_ROW):
        _put_row(rows, number, _cells(finding, form), styled)
        target = _target(finding.location, sheets)
        if target and len(links) < _MAX_LINKS:
            ref = Spot("", number, _LINK_COLUMN).ref
            etree.SubElement(links, f"{MAIN}hyperlink", ref=ref, location=target)
            rows[-1][_LINK_COLUMN - _FIRST].set("s", str(styled[looks.LINK]))
    if len(links):
        root.append(links)
    _set_up_print(root)
    return as_bytes(root)


def _cells(finding: Finding, form: Form | None) -> list[tuple[str, Look]]:
    location = finding.location
    place = "!".join(part for part in (location.sheet, location.cell) if part)
    texts = (finding.code, _number(location, form), place, finding.message, finding.remedy)
    severity = looks.GRAVE if finding.severity is Severity.ERROR else looks.TEXT
    return [(finding.severity.word, severity), *((text, looks.TEXT) for text in texts)]


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
    name = location.sheet.replace("'", "''")
    place = cell_place(location.cell)
    return f"'{name}'!{Spot('', *place).ref if place else 'B1'}"


def _put_top(rows: etree._Element, styled: looks.Indexes) -> None:
    """The mark by which the sheet is known, its title, what to do with it, and the headers."""
    title = _put_row(rows, layout.TITLE_ROW, [(layout.REMARKS.name, looks.TITLE)], styled)
    title.insert(
        0, _cell(Spot("", layout.TITLE_ROW, layout.ID), layout.REMARKS.mark, looks.MARK, styled)
    )
    advice = tr(
        "Tämä on kopio, johon on merkitty tarkistuksen havainnot. Tee korjaukset alkuperäiseen "
        "työkirjaan ja tarkista se uudelleen."
    )
    _put_row(rows, layout.LINK_ROW, [(advice, looks.ADVICE)], styled)
    headers = [(tr(header), looks.HEADER) for header, _ in _COLUMNS]
    _put_row(rows, layout.HEADER_ROW, headers, styled)


def _put_row(
    rows: etree._Element, number: int, cells: list[tuple[str, Look]], styled: looks.Indexes
) -> etree._Element:
    """A row as high as its texts need; a row of Excel's own height grows as the text does."""
    wrapped = [
        (text, width)
        for (text, look), (_, width) in zip(cells, _COLUMNS, strict=False)
        if look.wrap
    ]
    height = row_height(*wrapped) if wrapped else max(look.size for _, look in cells) * 1.8
    row = etree.SubElement(rows, f"{MAIN}row", r=str(number), ht=f"{height:g}")
    for column, (text, look) in enumerate(cells, start=_FIRST):
        row.append(_cell(Spot("", number, column), text, look, styled))
    return row


def _cell(spot: Spot, text: str, look: Look, styled: looks.Indexes) -> etree._Element:
    cell = etree.Element(f"{MAIN}c", r=spot.ref, s=str(styled[look]))
    if text:
        cell.set("t", "inlineStr")
        etree.SubElement(cell, f"{MAIN}is").append(text_element(text[:_MAX_TEXT]))
    return cell


def _set_up_view(root: etree._Element) -> None:
    """Whole rows stay in view under the header; the column of the mark is hidden."""
    properties = etree.SubElement(root, f"{MAIN}sheetPr")
    etree.SubElement(properties, f"{MAIN}tabColor", rgb=f"FF{RED}")
    etree.SubElement(properties, f"{MAIN}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{MAIN}sheetViews")
    view = etree.SubElement(views, f"{MAIN}sheetView", showGridLines="0", workbookViewId="0")
    first = Spot("", layout.FIRST_ROW, _FIRST).ref
    pane = {"ySplit": str(layout.HEADER_ROW), "topLeftCell": f"A{layout.FIRST_ROW}"}
    etree.SubElement(view, f"{MAIN}pane", pane, activePane="bottomLeft", state="frozen")
    etree.SubElement(view, f"{MAIN}selection", pane="bottomLeft", activeCell=first, sqref=first)
    columns = etree.SubElement(root, f"{MAIN}cols")
    for column, width in enumerate((_HIDDEN_WIDTH, *(w for _, w in _COLUMNS)), start=layout.ID):
        number = str(column)
        sizes = {"min": number, "max": number, "width": f"{width:g}", "customWidth": "1"}
        one = etree.SubElement(columns, f"{MAIN}col", sizes)
        if column == layout.ID:
            one.set("hidden", "1")


def _set_up_print(root: etree._Element) -> None:
    """A4, landscape, as wide as the page, its pages numbered."""
    margins = {"left": "0.4", "right": "0.4", "top": "0.5", "bottom": "0.6"}
    etree.SubElement(root, f"{MAIN}pageMargins", margins, header="0.3", footer="0.3")
    page = {"paperSize": "9", "orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
    etree.SubElement(root, f"{MAIN}pageSetup", page)
    footer = etree.SubElement(root, f"{MAIN}headerFooter")
    etree.SubElement(footer, f"{MAIN}oddFooter").text = "&L&A&R&P (&N)"
