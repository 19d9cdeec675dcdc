"""The sheet of findings: a row for each of them, with a link to its cell.

What it says is in the language in use, as the findings are; its name is in the
form's language, as are those of the other sheets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.sheets import FINDINGS
from omvgen.locale import mark, tr
from omvgen.workbook.layout import SheetColumn
from omvgen.workbook.patch.own_sheet import LINK, TEXT, OwnCell, OwnColumn, OwnSheet
from omvgen.workbook.styles import RED
from omvgen.workbook.xlsx.cells import cell_position, cell_ref, quoted_sheet

_COLUMNS = (
    SheetColumn(mark("Vakavuus"), 12.0),
    SheetColumn(mark("Koodi"), 10.0),
    SheetColumn(mark("Kohta"), 8.0),
    SheetColumn(mark("Solu"), 31.0),
    SheetColumn(mark("Havainto"), 50.0),
    SheetColumn(mark("Korjaus"), 46.0),
)
_ERROR = TEXT._replace(bold=True, ink=RED)


def findings_sheet(
    findings: Sequence[Finding], form: Form | None, name: str, sheets: Collection[str]
) -> OwnSheet:
    """The sheet of that name. `sheets` are those that links can lead to."""
    return OwnSheet(
        name,
        FINDINGS.mark,
        tuple(OwnColumn(tr(column.header), column.width) for column in _COLUMNS),
        tuple(tuple(_cells(finding, form, sheets)) for finding in findings),
        note=tr(
            "Tämä on kopio, johon on merkitty tarkistuksen havainnot. Tee korjaukset "
            "alkuperäiseen työkirjaan ja tarkista se uudelleen."
        ),
        tab_color=RED,
    )


def _cells(finding: Finding, form: Form | None, sheets: Collection[str]) -> Iterator[str | OwnCell]:
    location = finding.location
    target = _target(location, sheets)
    is_error = finding.severity is Severity.ERROR
    yield OwnCell(finding.severity.word, _ERROR if is_error else TEXT)
    yield finding.code
    yield _number(location, form)
    yield OwnCell(
        "!".join(part for part in (location.sheet, location.cell) if part),
        LINK if target else TEXT,
        target,
    )
    yield finding.message
    yield finding.remedy


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
