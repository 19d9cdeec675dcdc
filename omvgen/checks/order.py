"""The order in which findings are shown: by gravity, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT, GUIDE, LOG, SUMMARY
from omvgen.patterns import pattern

_GRADES = tuple(Severity)  # from the gravest
_CELL = pattern(r"([A-Z]+)(\d+)")


def in_order(findings: Iterable[Finding], form: Form) -> tuple[Finding, ...]:
    """The most serious first; of these those of the file, then by sheet and cell. No duplicates.

    Findings with the same code, location and message are duplicates.
    """
    first = (sheet.name(form.language) for sheet in (GUIDE, SUMMARY, DOCUMENT))
    sections = (section.sheet for section in form.sections)
    sheets = ["", *first, *sections, LOG.name(form.language)]
    rank = {sheet: place for place, sheet in enumerate(sheets)}

    def key(finding: Finding) -> tuple[int, int, int, int, str, str]:
        location = finding.location
        match = _CELL.match(location.cell)
        row, column = (int(match[2]), len(match[1])) if match else (0, 0)
        sheet = rank.get(location.sheet, len(rank))
        grade = _GRADES.index(finding.severity)
        return (grade, sheet, row, column, location.cell, finding.code)

    once = {(f.code, f.location, f.message): f for f in findings}
    return tuple(sorted(once.values(), key=key))
