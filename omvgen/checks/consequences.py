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
    gone = {
        (finding.location.sheet, finding.place.kind, finding.place.part)
        for finding in findings
        if finding.code == Code.SHEET_COLUMN_MISSING and finding.place
    }
    sheets = {sheet for sheet, _, _ in gone}
    no_ids = {f.location.sheet for f in findings if f.code == Code.ROW_IDS_MISSING}
    no_fields = any(kind == "field" and part == "text" for _, kind, part in gone)

    def follows(finding: Finding) -> bool:
        place, sheet = finding.place, finding.location.sheet
        if finding.code in _OF_TABLES:
            return sheet in sheets
        if finding.code == Code.TABLE_ID_MISSING:
            return sheet in no_ids
        if place is None or finding.code == Code.SHEET_COLUMN_MISSING:
            return False
        return (sheet, place.kind, place.part) in gone or (place.kind == "field" and no_fields)

    return [finding for finding in findings if not follows(finding)]
