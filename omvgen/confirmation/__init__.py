"""Confirmation: what proves, years later, which plan was confirmed."""

from __future__ import annotations

from pathlib import Path

LEDGER, SEAL, LOCK = "vahvistukset.jsonl", "vahvistukset.tarkiste", ".vahvistukset.lukko"


def ledger_of(workbook: Path) -> Path:
    """Where the confirmations of the workbook are: in its folder."""
    return workbook.parent / LEDGER
