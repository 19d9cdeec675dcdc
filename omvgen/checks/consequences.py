"""Findings that only follow from another one, which says what is to be mended."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding

# A column that was deleted from a sheet is gone from the tables under its questions, too.
_OF_TABLES = (Code.TABLE_COLUMN_MISSING, Code.COLUMN_HEADER_CHANGED, Code.ROW_KEY_MISSING)


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that a deleted column of their sheet explains.

    Without its column no publicity can be chosen and no answer be written: a remedy that
    says so would send the reader to a cell of another column.
    """
    findings = list(findings)
    gone: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code == Code.SHEET_COLUMN_MISSING:
            gone.setdefault(finding.location.sheet, set()).add(finding.values["part"])
    return [f for f in findings if not _follows(f, gone.get(f.location.sheet, set()))]


def _follows(finding: Finding, gone: set[str]) -> bool:
    if not gone or finding.code == Code.SHEET_COLUMN_MISSING:
        return False
    if finding.code in _OF_TABLES:
        return True
    place = finding.place
    return place is not None and place.kind in ("answer", "field") and place.part in gone
