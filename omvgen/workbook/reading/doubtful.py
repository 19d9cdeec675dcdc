"""Answers of which it is not certain that they may be public."""

from __future__ import annotations

from omvgen.findings.model import Finding
from omvgen.workbook.reading.doubts import Doubt
from omvgen.workbook.reading.result import Reading

# Text on hidden rows, columns and sheets, which nobody may have seen; and publicity or
# provisions on another row than their answer's first: cells were moved, and nobody knows
# which answers they belong to.
_NOT_SURELY_PUBLIC = (Doubt.HIDDEN, Doubt.SECRECY_MOVED)


def findings_of_doubtful(reading: Reading) -> tuple[Finding, ...]:
    """What people are told of hidden text and moved publicity."""
    return tuple(one.finding for one in reading.doubts if one.doubt in _NOT_SURELY_PUBLIC)


def doubtful(reading: Reading) -> frozenset[tuple[str, str]]:
    """The answers, tables, fields and log on the sheets that have such doubts.

    Each is the kind and the id of a `Place`. All of a sheet's answers count, since
    the doubts do not say which of them are concerned.
    """
    sheets = {one.location.sheet for one in reading.doubts if one.doubt in _NOT_SURELY_PUBLIC}
    return frozenset(
        (place.kind, place.id)
        for place, location in reading.places.items()
        if location.sheet in sheets
    )
