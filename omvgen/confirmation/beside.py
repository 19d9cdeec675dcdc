"""The confirmations beside a workbook. Where there is no ledger, what reads one is not loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from omvgen.confirmation import KEY, LEDGER, SEAL, ledger_of
from omvgen.errors import ConfirmationError
from omvgen.findings.model import Finding

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record


def confirmations(workbook: Path, today: date | None) -> tuple[Record, ...]:
    """The confirmations beside the workbook, each as last corrected, the oldest first.

    Raises `ConfirmationError` as `read_ledger` does, and for a day after `today` if given.
    """
    records = records_beside(workbook, today)
    if not records:
        return ()
    from omvgen.confirmation.corrections import in_force

    return in_force(records)


def readable_confirmations(
    workbook: Path,
) -> tuple[tuple[Record, ...] | None, tuple[Finding, ...]]:
    """The confirmations beside the workbook; None, and why, when they cannot be read."""
    try:
        return confirmations(workbook, None), ()
    except ConfirmationError as error:
        return None, error.findings


def records_beside(workbook: Path, today: date | None) -> tuple[Record, ...]:
    """All records of the ledger. Raises `ConfirmationError` as `confirmations` does."""
    ledger = ledger_of(workbook)
    if not _may_be(ledger.parent):
        return ()
    from omvgen.confirmation.ledger import read_ledger, refuse_days_to_come

    records = read_ledger(ledger)
    if today is not None:
        refuse_days_to_come(records, today, ledger)
    return records


def _may_be(folder: Path) -> bool:
    """Whether a part of a ledger is in the folder, or cannot be seen: reading tells why."""
    try:
        return any((folder / name).exists() for name in (LEDGER, SEAL, KEY))
    except OSError:
        return True
