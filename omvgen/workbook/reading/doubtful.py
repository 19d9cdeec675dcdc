"""Of what the workbook does not say surely whether it is public."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.workbook.reading.result import Reading

# Text that nobody may have seen (on hidden rows, columns and sheets), and a publicity
# or provision that stands beside something else than an answer's beginning: cells were
# moved, and nobody knows of which answers they spoke.
_HIDDEN = (Code.TEXT_HIDDEN, Code.SHEET_HIDDEN)
_ASTRAY = (Code.PUBLICITY_ON_CONTINUATION_ROW, Code.PUBLICITY_WITHOUT_ANSWER)


def doubts(reading: Reading) -> tuple[Finding, ...]:
    """The reader's findings of hidden text and of publicity that has gone astray."""
    return tuple(finding for finding in reading.findings if finding.code in (*_HIDDEN, *_ASTRAY))


def doubtful(reading: Reading) -> frozenset[tuple[str, str]]:
    """The answers, tables, fields and log on the sheets of which that was found.

    Each is the kind and the id of a `Place`. Nobody can say which of a sheet's
    answers it concerns: all of them count.
    """
    sheets = {finding.location.sheet for finding in doubts(reading)}
    return frozenset(
        (place.kind, place.id)
        for place, location in reading.places.items()
        if location.sheet in sheets
    )
