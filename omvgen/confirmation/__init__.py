"""Confirmation: what proves, years later, which plan was confirmed."""

from __future__ import annotations

from pathlib import Path

from omvgen.output import LEDGER, SEAL

__all__ = ["LEDGER", "LOCK", "SEAL", "ledger_of"]

LOCK = ".vahvistukset.lukko"


def ledger_of(workbook: Path) -> Path:
    """Where the confirmations of the workbook are: in its folder."""
    return workbook.parent / LEDGER
