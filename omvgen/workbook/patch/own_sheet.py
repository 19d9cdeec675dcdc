"""A sheet of ours in a workbook that is patched: a title, a note, headers and rows of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from omvgen.plan.text import RichText, Run, slice_runs
from omvgen.workbook import layout, styles
from omvgen.workbook.patch.cell_xml import FontXml, cell_xml
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.patch.styles import StyleIndexes, add_styles
from omvgen.workbook.patch.workbook_part import find_sheet_parts, put_sheet, sheet_of_ours
from omvgen.workbook.styles import CellStyle
from omvgen.workbook.text_fit import MAX_UNITS, row_height, split_rows, units
from omvgen.workbook.xlsx.cells import Area, cell_ref
from omvgen.workbook.xlsx.spreadsheetml import MAIN_URI

TEXT = CellStyle(border=True)
LINK = styles.SUMMARY_LINK
_FIRST = layout.ID + 1  # the first visible column
_ID_WIDTH = 13.0
_MAX_LINKS = 65_530  # on a sheet (Excel's specification)
_MAX_LIST = 255  # UTF-16 units of a list validation
_MAX_PIECE = MAX_UNITS // 8  # characters: one may take two units, and an escape more


class OwnColumn(NamedTuple):
    """A column: its header, its width in digits, and what may be chosen in its cells."""

    header: str
    width: float
    choices: tuple[str, ...] = ()
    hidden: bool = False


class OwnCell(NamedTuple):
    """A text in another style than the usual one, or with a link (`'4 Henkilöstö'!D5`)."""

    text: str | RichText
    style: CellStyle = TEXT
    link: str = ""


@dataclass(frozen=True)
class OwnSheet:
    """A sheet to be added. `mark` stands in its hidden first cell, by which it is found again.

    Each row has a text for each column, rich text where formatting is to be kept. A text
    that is too long for a row goes on in the rows below it. `note` stands under the title.
    """

    title: str
    mark: str
    columns: Sequence[OwnColumn]
    rows: Sequence[Sequence[str | RichText | OwnCell]]
    note: str = ""
    tab_color: str = ""


def put_own_sheets(parts: Parts, sheets: Sequence[OwnSheet]) -> None:
    """Adds the sheets at the end, or puts them in place of those of the same mark.

    Raises `Unreadable` and `ReadError`.
    """
    for sheet in sheets:
        found = find_sheet_parts(parts.package)
        over = sheet_of_ours(parts.package, found, sheet.title, sheet.mark)
        put_sheet(parts, found, sheet.title, own_sheet_xml(parts, found.styles, sheet), over=over)


def own_sheet_xml(parts: Parts, styles_part: str, sheet: OwnSheet) -> bytes:
    """The sheet's part. Its styles are added to the workbook's."""
    rows = [*_top(sheet), *(row for cells in sheet.rows for row in _continued(sheet, cells))]
    wanted = dict.fromkeys(cell.style for row in rows for cell in row)
    indexes = add_styles(parts, styles_part, wanted)
    xml = (
        _view(sheet),
        "<sheetData>",
        *(_row_xml(sheet, number, row, indexes) for number, row in enumerate(rows, start=1)),
        "</sheetData>",
        _lists(sheet, len(rows)),
        _links(rows),
        _print_setup(),
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<worksheet xmlns="{MAIN_URI}">{"".join(xml)}</worksheet>'.encode()


def _top(sheet: OwnSheet) -> Iterator[list[OwnCell]]:
    """The rows above the first text: mark and title, note, headers."""
    yield [OwnCell(sheet.mark, styles.PLAIN), OwnCell(sheet.title, styles.TITLE)]
    yield [OwnCell("", styles.PLAIN), OwnCell(sheet.note, styles.STATEMENT)]
    headers = (OwnCell(column.header, styles.HEADER) for column in sheet.columns)
    yield [OwnCell("", styles.PLAIN), *headers]


def _continued(
    sheet: OwnSheet, cells: Sequence[str | RichText | OwnCell]
) -> Iterator[list[OwnCell]]:
    """The row, and those below in which its longest texts go on."""
    whole = [cell if isinstance(cell, OwnCell) else OwnCell(cell) for cell in cells]
    pieces = [
        list(_pieces(cell.text, column.width))
        for cell, column in zip(whole, sheet.columns, strict=True)
    ]
    for number, texts in enumerate(zip_longest(*pieces, fillvalue=RichText())):
        yield [
            OwnCell("", styles.PLAIN),
            *(
                OwnCell(text, cell.style, "" if number else cell.link)
                for text, cell in zip(texts, whole, strict=True)
            ),
        ]


def _pieces(text: str | RichText, width: float) -> Iterator[RichText]:
    """The text in parts that fit a row, of which no line is longer than a cell may be."""
    for part in split_rows(_rich(text), width):
        step = len(part.plain) if units(part.plain) * 7 <= MAX_UNITS else _MAX_PIECE
        for start in range(0, max(len(part.plain), 1), max(step, 1)):
            yield RichText(slice_runs(part.runs, start, start + step))


def _row_xml(sheet: OwnSheet, number: int, cells: Sequence[OwnCell], indexes: StyleIndexes) -> str:
    """A row as high as its texts need. Without `customHeight` it grows when it is edited."""
    texts = [_rich(cell.text).plain for cell in cells]
    wrapped = [
        (text, column.width)
        for text, cell, column in zip(texts[1:], cells[1:], sheet.columns, strict=False)
        if cell.style.wrap
    ]
    height = row_height(*wrapped) if wrapped else max(cell.style.size for cell in cells[1:]) * 1.8
    written = (
        cell_xml(
            cell_ref((number, column)),
            str(indexes[cell.style]),
            _rich(cell.text),
            _font(cell.style),
        )
        for column, cell in enumerate(cells, start=layout.ID)
        if cell.text or column > layout.ID
    )
    return f'<row r="{number}" ht="{height:g}">{"".join(written)}</row>'


def _rich(text: str | RichText) -> RichText:
    if isinstance(text, RichText):
        return text
    return RichText((Run(text),) if text else ())


def _font(style: CellStyle) -> FontXml:
    """The style's font, for a run. What the style itself formats it shows by itself."""
    return {
        "rFont": {"val": styles.FONT},
        "family": {"val": "2"},
        "color": {"rgb": f"FF{style.ink}"},
        "sz": {"val": f"{style.size:g}"},
    }


def _view(sheet: OwnSheet) -> str:
    """The rows above the texts stay in view; the column of the mark is hidden."""
    tab = f'<tabColor rgb="FF{sheet.tab_color}"/>' if sheet.tab_color else ""
    first = cell_ref((layout.FIRST_ROW, _FIRST))
    widths = (
        f'<col min="{n}" max="{n}" width="{w:g}" customWidth="1"{h}/>'
        for n, w, h in (
            (layout.ID, _ID_WIDTH, ' hidden="1"'),
            *(
                (n, column.width, ' hidden="1"' if column.hidden else "")
                for n, column in enumerate(sheet.columns, start=_FIRST)
            ),
        )
    )
    return (
        f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{layout.HEADER_ROW}" topLeftCell="A{layout.FIRST_ROW}" '
        'activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
        f"</sheetView></sheetViews><cols>{''.join(widths)}</cols>"
    )


def _lists(sheet: OwnSheet, last: int) -> str:
    """The lists to choose from, of those columns that have one."""
    rules = []
    for place, column in enumerate(sheet.columns, start=_FIRST):
        source = '"' + ",".join(column.choices).replace('"', '""') + '"'
        if column.choices and units(source) <= _MAX_LIST and last >= layout.FIRST_ROW:
            cells = Area(layout.FIRST_ROW, place, last, place).ref
            rules.append(
                '<dataValidation type="list" allowBlank="1" showInputMessage="1" '
                f'showErrorMessage="1" sqref="{cells}"><formula1>{escape(source)}</formula1>'
                "</dataValidation>"
            )
    count = len(rules)
    return f'<dataValidations count="{count}">{"".join(rules)}</dataValidations>' if rules else ""


def _links(rows: Sequence[Sequence[OwnCell]]) -> str:
    found = [
        f'<hyperlink ref="{cell_ref((number, column))}" location={quoteattr(cell.link)}/>'
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=layout.ID)
        if cell.link
    ]
    return f"<hyperlinks>{''.join(found[:_MAX_LINKS])}</hyperlinks>" if found else ""


def _print_setup() -> str:
    margins = "".join(f' {side}="{inches:g}"' for side, inches in styles.MARGINS.items())
    return (
        f'<pageMargins{margins}/><pageSetup paperSize="{styles.PAPER_A4}" '
        f'orientation="{styles.ORIENTATION}" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L{escape(styles.FOOTER_LEFT)}"
        f"&amp;R{escape(styles.FOOTER_RIGHT)}</oddFooter></headerFooter>"
    )
