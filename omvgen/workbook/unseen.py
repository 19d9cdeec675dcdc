"""What was read without anyone having seen it, and so is not known to be public."""

from __future__ import annotations

from omvgen.findings.model import Finding
from omvgen.workbook.reading import Reading

_HIDDEN = ("OMV153", "OMV162")  # rows or columns with text, and whole sheets


def unseen_findings(reading: Reading) -> tuple[Finding, ...]:
    """The reader's findings of hidden text."""
    return tuple(finding for finding in reading.findings if finding.code in _HIDDEN)


def unseen(reading: Reading) -> frozenset[tuple[str, str]]:
    """The answers, tables, fields and log on whose sheets hidden text was read.

    Each is the kind and the id of a `Place`. Nobody can say which of a sheet's
    answers the text went into: all of them count.
    """
    sheets = {finding.location.sheet for finding in unseen_findings(reading)}
    return frozenset(
        (place.kind, place.id)
        for place, location in reading.places.items()
        if location.sheet in sheets
    )
