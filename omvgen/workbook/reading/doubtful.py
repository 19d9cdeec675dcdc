"""Answers of which it is not certain that they may be public."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.workbook.reading.result import Reading

# Text on hidden rows, columns and sheets, which nobody may have seen; and publicity or
# provisions on another row than their answer's first: cells were moved, and nobody knows
# which answers they belong to.
_HIDDEN = (Code.TEXT_HIDDEN, Code.SHEET_HIDDEN)
_MOVED = (Code.PUBLICITY_ON_CONTINUATION_ROW, Code.PUBLICITY_WITHOUT_ANSWER)


def doubts(reading: Reading) -> tuple[Finding, ...]:
    """The reader's findings about hidden text and moved publicity."""
    return tuple(finding for finding in reading.findings if finding.code in (*_HIDDEN, *_MOVED))


def doubtful(reading: Reading) -> frozenset[tuple[str, str]]:
    """The answers, tables, fields and log on the sheets that have such findings.

    Each is the kind and the id of a `Place`. All of a sheet's answers count, since
    the findings do not say which of them are concerned.
    """
    sheets = {finding.location.sheet for finding in doubts(reading)}
    return frozenset(
        (place.kind, place.id)
        for place, location in reading.places.items()
        if location.sheet in sheets
    )
