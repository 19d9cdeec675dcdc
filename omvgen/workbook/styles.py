"""How cells look: a few looks by name, each told from the others by more than colour."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

FONT = "Arial"  # on every Windows; Liberation Sans takes the same room elsewhere
SIZE = 10
# Every pair of ink and fill below has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3).
INK, FAINT_INK, BLUE, RED = "1F1F1F", "505050", "1F3864", "9C0006"
WHITE, GREY, PALE_BLUE, YELLOW = "FFFFFF", "F2F4F7", "DCE6F2", "FFF2CC"
LINE = "A6A6A6"
LINK_INK = "0000CC"
TEXT_FORMAT = "@"


class Look(NamedTuple):
    """The look of a cell. `locked` cells cannot be typed into; those that can are text."""

    size: float = SIZE
    bold: bool = False
    underline: bool = False
    ink: str = INK
    fill: str | None = None
    border: bool = False
    wrap: bool = True
    locked: bool = True
    align: str | None = None
    format: str = TEXT_FORMAT


TITLE = Look(size=15, bold=True, ink=BLUE, wrap=False)
LINK = Look(underline=True, ink=BLUE, wrap=False)
PLAIN = Look(border=False)
HEADER = Look(bold=True, ink=WHITE, fill=BLUE, border=True)
NUMBER = Look(bold=True, fill=GREY, border=True)
QUESTION = Look(fill=GREY, border=True)
ANSWER = Look(border=True, locked=False)
LINKED_ANSWER = Look(border=True, locked=False, ink=LINK_INK)
NOT_ASKED = Look(fill=GREY, border=True)
HELP = Look(ink=FAINT_INK, border=True)
TABLE_TITLE = Look(size=11, bold=True, ink=BLUE, wrap=False)
TABLE_HEADER = Look(bold=True, fill=PALE_BLUE, border=True)
STATEMENT = Look(wrap=False)
STEP = Look(bold=True, ink=BLUE)
COUNT = Look(border=True, align="center", format="General")
STATUS = Look(border=True, format="General")
SUMMARY_LINK = Look(underline=True, ink=BLUE, border=True)
TOTAL_STATUS = Look(bold=True, fill=GREY, border=True, format="General")
TOTAL = Look(bold=True, fill=GREY, border=True, align="center", format="General")


def dress(cell: Any, look: Look) -> None:
    """Gives the cell its look."""
    cell.font, cell.fill, cell.border, cell.alignment, cell.protection = _parts(look)
    cell.number_format = look.format


@cache
def _parts(look: Look) -> tuple[Any, ...]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    line = Side(style="thin", color=LINE)
    return (
        Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            underline="single" if look.underline else None,
            color=look.ink,
        ),
        PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        Border(left=line, right=line, top=line, bottom=line) if look.border else Border(),
        Alignment(horizontal=look.align, vertical="top", wrap_text=look.wrap),
        Protection(locked=look.locked),
    )
