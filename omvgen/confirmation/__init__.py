"""Confirmations: the ledger beside the workbook, fingerprints, and the status of a plan."""

from __future__ import annotations

from pathlib import Path

from omvgen.output import LEDGER, SEAL

__all__ = ["LEDGER", "LOCK", "SEAL", "ledger_of"]

LOCK = ".vahvistukset.lukko"


def ledger_of(workbook: Path) -> Path:
    """The path of the ledger for the workbook: in the workbook's folder."""
    return workbook.parent / LEDGER
