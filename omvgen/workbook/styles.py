"""Cell styles and page set-up of our sheets. Styles differ in more than their colour."""

from __future__ import annotations

from typing import NamedTuple

FONT = "Arial"  # on every Windows; elsewhere Liberation Sans has the same widths
SIZE = 10  # points
# Every pair of ink and fill below has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3).
INK, FAINT_INK, LINK_INK, BLUE, RED = "1F1F1F", "505050", "0000CC", "1F3864", "9C0006"
WHITE, GREY, PALE_BLUE, YELLOW = "FFFFFF", "F2F4F7", "DCE6F2", "FFF2CC"
BORDER = "A6A6A6"
AS_TEXT, AS_GENERAL = "@", "General"

# A4, landscape, as wide as the page, its pages numbered.
PAPER_A4, ORIENTATION = 9, "landscape"
# Inches.
MARGINS = {"header": 0.3, "footer": 0.3, "left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
FOOTER_LEFT, FOOTER_RIGHT = "&A", "&P (&N)"  # the sheet's name; page (pages)


class CellStyle(NamedTuple):
    """The style of a cell. Cells that are not `locked` are filled in, and are text."""

    size: float = SIZE
    bold: bool = False
    underline: bool = False
    ink: str = INK
    fill: str | None = None
    border: bool = False
    wrap: bool = True
    locked: bool = True
    align: str | None = None
    format: str = AS_TEXT


PLAIN = CellStyle()
TITLE = CellStyle(size=15, bold=True, ink=BLUE, wrap=False)
STATEMENT = CellStyle(wrap=False)
LINK = CellStyle(underline=True, ink=BLUE, wrap=False)
HEADER = CellStyle(bold=True, ink=WHITE, fill=BLUE, border=True)
NUMBER = CellStyle(bold=True, fill=GREY, border=True)
QUESTION = CellStyle(fill=GREY, border=True)
ANSWER = CellStyle(border=True, locked=False)
LINKED_ANSWER = ANSWER._replace(ink=LINK_INK)
UNUSED = QUESTION
HELP = CellStyle(ink=FAINT_INK, border=True)
TABLE_TITLE = CellStyle(size=11, bold=True, ink=BLUE, wrap=False)
TABLE_HEADER = CellStyle(bold=True, fill=PALE_BLUE, border=True)
STEP = CellStyle(bold=True, ink=BLUE)
SUMMARY_LINK = CellStyle(underline=True, ink=BLUE, border=True)
STATUS = CellStyle(border=True, format=AS_GENERAL)
COUNT = STATUS._replace(align="center")
TOTAL_STATUS = STATUS._replace(bold=True, fill=GREY)
TOTAL_COUNT = TOTAL_STATUS._replace(align="center")
