"""Records of confirmations and ledgers of them, for tests and for processes that tests start.

Light to import: several processes at once begin with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from omvgen.confirmation import LEDGER
from omvgen.confirmation.ledger import append
from omvgen.confirmation.record import Record


def record(day: date = date(2026, 1, 30), version: str = "1.0", **more: object) -> Record:
    made = Record(
        day=day,
        place="Esimerkkilä",
        name="Maija Mallikas",
        role="johtaja",
        year="2026",
        version=version,
        form_id="f",
        form_version="1",
        changes=None,
        fingerprint="0" * 64,
        parts={"a": "1" * 64},
        workbook_file="s.xlsx",
        workbook_hash="2" * 64,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def ledger_with(folder: Path, count: int) -> Path:
    path = folder / LEDGER
    for n in range(count):
        append(path, lambda _, n=n: record(date(2024 + n, 1, 30), f"{n}.0"))
    return path
