"""Text, rich text, formulas and links into openpyxl's cells."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.plan.text import RichText, Run
from omvgen.workbook.styles import BORDER, FONT, SIZE, CellStyle
from omvgen.workbook.text_fit import MAX_UNITS, units
from omvgen.workbook.xlsx.strings import escape


def put(cell: Any, text: str, style: CellStyle) -> None:
    """Writes the text as text, whatever it looks like (`=1+1`, `#N/A`, `00520`)."""
    _set_style(cell, style)
    if text:
        cell.value = _escaped(cell, text)
        cell.data_type = "s"


def put_rich(cell: Any, text: RichText, style: CellStyle) -> None:
    """Writes the text with its formatting. It has no links: a cell cannot hold several."""
    if not any(any(replace(run, link=None).format) for run in text.runs):
        put(cell, text.plain, style)
        return
    _escaped(cell, text.plain)
    _set_style(cell, style)
    blocks = [TextBlock(_font(run, style), escape(run.text)) for run in text.runs]
    cell.value = CellRichText(blocks)


def put_formula(cell: Any, formula: str, style: CellStyle) -> None:
    """Writes the formula, which begins with `=`; an empty one leaves the cell empty."""
    _set_style(cell, style)
    cell.value = formula or None


def put_link(cell: Any, text: str, target: str, style: CellStyle) -> None:
    """Writes a link within the workbook, to a defined name or a cell such as `'Ohje'!B1`."""
    put(cell, text, style)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=text)


# openpyxl looks each part of a style up in the workbook's lists, which takes longer than all
# else that writes a cell; what it has found for a style of the workbook is copied.
_FOUND: WeakKeyDictionary[Any, dict[CellStyle, Any]] = WeakKeyDictionary()


def _set_style(cell: Any, style: CellStyle) -> None:
    found = _FOUND.setdefault(cell.parent.parent, {})
    if style in found:
        cell._style = copy(found[style])
        return
    cell.font, cell.fill, cell.border, cell.alignment, cell.protection = _style_parts(style)
    cell.number_format = style.format
    found[style] = copy(cell._style)


@cache
def _style_parts(style: CellStyle) -> tuple[Any, ...]:
    line = Side(style="thin", color=BORDER)
    return (
        Font(
            name=FONT,
            size=style.size,
            bold=style.bold,
            underline="single" if style.underline else None,
            color=style.ink,
        ),
        PatternFill("solid", fgColor=style.fill) if style.fill else PatternFill(),
        Border(left=line, right=line, top=line, bottom=line) if style.border else Border(),
        Alignment(horizontal=style.align, vertical="top", wrap_text=style.wrap),
        Protection(locked=style.locked),
    )


def _font(run: Run, style: CellStyle) -> InlineFont:
    return InlineFont(
        rFont=FONT,
        sz=SIZE,
        color=style.ink,
        b=run.bold or None,
        i=run.italic or None,
        u="single" if run.underline else None,
        strike=run.strike or None,
        vertAlign=f"{run.script}script" if run.script else None,
    )


def _escaped(cell: Any, text: str) -> str:
    """The text as the file has it. Raises `PlanError` (OMV191) when no cell can hold it."""
    escaped = escape(text)
    if units(escaped) > MAX_UNITS:
        location = Location(sheet=cell.parent.title, cell=cell.coordinate)
        raise PlanError(Finding(Code.TEXT_TOO_LONG_FOR_CELL, location, {"n": units(escaped)}))
    return escaped
