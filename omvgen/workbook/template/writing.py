"""Text, rich text and links into cells, so that Excel shows them as they were meant."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.hyperlink import Hyperlink

from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.plan.text import RichText, Run
from omvgen.workbook.template.room import MAX_UNITS, units
from omvgen.workbook.template.styles import FONT, SIZE, Look, dress
from omvgen.workbook.xlsx.strings import escape


def put(cell: Any, text: str, look: Look) -> None:
    """The text into the cell as text, whatever it looks like (`=1+1`, `#N/A`, `00520`)."""
    dress(cell, look)
    if text:
        cell.value = _fitting(cell, text)
        cell.data_type = "s"


def put_rich(cell: Any, text: RichText, look: Look) -> None:
    """The formatted text into the cell. Its links must have been written out or set apart."""
    if not any(any(run.format[:4]) for run in text.runs):
        put(cell, text.plain, look)
        return
    _fitting(cell, text.plain)
    dress(cell, look)
    blocks = [TextBlock(_font(run, look), escape(run.text)) for run in text.runs]
    cell.value = CellRichText(blocks)


def put_formula(cell: Any, formula: str, look: Look) -> None:
    """The formula, which begins with `=`, into the cell; an empty one leaves it empty."""
    dress(cell, look)
    cell.value = formula or None


def put_link(cell: Any, text: str, target: str, look: Look) -> None:
    """A link within the workbook, to a defined name or a cell such as `'Ohje'!B1`."""
    put(cell, text, look)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=text)


def _font(run: Run, look: Look) -> InlineFont:
    return InlineFont(
        rFont=FONT,
        sz=SIZE,
        color=look.ink,
        b=run.bold or None,
        i=run.italic or None,
        u="single" if run.underline else None,
        strike=run.strike or None,
    )


def _fitting(cell: Any, text: str) -> str:
    """The text as the file writes it. Raises `PlanError` when no cell can hold it."""
    escaped = escape(text)
    if units(escaped) > MAX_UNITS:
        location = Location(sheet=cell.parent.title, cell=cell.coordinate)
        raise PlanError(Finding(Code.TEXT_TOO_LONG_FOR_CELL, location, {"n": units(escaped)}))
    return escaped
