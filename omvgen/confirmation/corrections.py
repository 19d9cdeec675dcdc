"""Corrections: records that correct an earlier one's place, name, role or day.

Both stay in the ledger. What holds is the record as last corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from omvgen.confirmation.confirm import Signing, check_signing
from omvgen.confirmation.record import Record
from omvgen.errors import ConfirmationError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import format_date
from omvgen.locale import tr
from omvgen.plan.text import clean


@dataclass(frozen=True)
class Correction:
    """What was wrong in the record of the number, and why. None stays as it is."""

    number: int
    reason: str
    day: date | None = None
    place: str | None = None
    name: str | None = None
    role: str | None = None


def in_force(records: Sequence[Record]) -> tuple[Record, ...]:
    """The confirmations of a checked ledger, each as last corrected, the oldest first."""
    confirmations: list[Record] = []
    index_of: dict[int, int] = {}  # by the number of the record
    for number, record in enumerate(records, start=1):
        if record.corrects is None:
            index_of[number] = len(confirmations)
            confirmations.append(record)
        else:
            index_of[number] = index_of[record.corrects]
            confirmations[index_of[number]] = record
    return tuple(confirmations)


def signing_of(record: Record) -> Signing:
    """Who confirmed the plan, where and when, as the record has it."""
    return Signing(record.day, record.place, record.name, record.role)


def correction_of(records: Sequence[Record], correction: Correction, today: date) -> Record:
    """Returns the record of the correction, which follows the given records.

    Raises `ConfirmationError`: OMV669 when there is no record of the number, no reason, or
    nothing to correct; OMV620 and OMV623 as `check_signing` does; OMV621 when the
    confirmations would no longer follow each other in time.
    """
    if not 1 <= correction.number <= len(records):
        raise _impossible(correction, tr("luettelossa ei ole sen numeroista vahvistusta"))
    reason = " ".join(clean(correction.reason).split())
    if not reason:
        raise _impossible(correction, tr("syy puuttuu (--reason)"))
    version = records[correction.number - 1].version  # each confirmation has its own
    current = next(record for record in in_force(records) if record.version == version)
    before = signing_of(current)
    signing = Signing(
        before.day if correction.day is None else correction.day,
        before.place if correction.place is None else correction.place,
        before.name if correction.name is None else correction.name,
        before.role if correction.role is None else correction.role,
    )
    check_signing(signing, today)
    if signing == before:
        raise _impossible(correction, tr("mikään ei muuttuisi"))
    record = replace(
        current,
        day=signing.day,
        place=signing.place,
        name=signing.name,
        role=signing.role,
        corrects=correction.number,
        reason=reason,
    )
    for one, next_one in pairwise(in_force((*records, record))):
        if next_one.day < one.day:
            values = {"day": format_date(next_one.day), "last": format_date(one.day)}
            raise ConfirmationError(Finding(Code.CONFIRMATION_BEFORE_PREVIOUS, values=values))
    return record


def is_correction_of(record: Record, corrected: Record) -> bool:
    """Whether the record differs from the other in nothing but what a correction may change."""
    expected = replace(
        corrected.with_key(record.key),
        day=record.day,
        place=record.place,
        name=record.name,
        role=record.role,
        corrects=record.corrects,
        reason=record.reason,
        previous=record.previous,
    )
    return expected == record


def _impossible(correction: Correction, reason: str) -> ConfirmationError:
    values = {"number": correction.number, "reason": reason}
    return ConfirmationError(Finding(Code.CORRECTION_IMPOSSIBLE, values=values))
