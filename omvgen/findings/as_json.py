"""A finding as data for `json.dumps`."""

from __future__ import annotations

from omvgen.findings.model import Finding


def finding_as_json(finding: Finding) -> dict[str, str]:
    """One finding as data, its message and remedy in the language in use."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "sheet": finding.location.sheet,
        "cell": finding.location.cell,
        "question": finding.location.question,
    }
