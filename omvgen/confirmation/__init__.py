"""Confirmations: the ledger beside the workbook, fingerprints, and the status of a plan."""

from __future__ import annotations

from pathlib import Path

from omvgen.output import KEPT, KEY, LEDGER, SEAL

__all__ = ["KEPT", "KEY", "LEDGER", "LOCK", "SEAL", "ledger_of"]

LOCK = ".vahvistukset.lukko"


def ledger_of(workbook: Path) -> Path:
    """The path of the ledger for the workbook: in its folder, or above the folder of kept files."""
    folder = workbook.parent
    return (folder.parent if folder.name == KEPT else folder) / LEDGER
