"""`vahvistetut/`: the workbook and the document of each confirmation, read-only, by version."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from omvgen.confirmation import KEPT
from omvgen.confirmation.confirm import Evidence
from omvgen.confirmation.record import Record, sha256
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.output import keep
from omvgen.package import Reason, Unreadable, read_file


def kept_name(file: str, version: str) -> str:
    """The name of a confirmed file in the folder: its own, with the version before the ending."""
    name = Path(file)
    ending = f"-v{version}"
    stem = name.stem if name.stem.endswith(ending) else name.stem + ending
    return stem + name.suffix


def keep_evidence(ledger: Path, record: Record, evidence: Evidence) -> None:
    """Writes the confirmed files beside the ledger. Raises `WriteError`."""
    files = {record.workbook_file: evidence.workbook, record.document_file: evidence.document}
    for name, file in files.items():
        if file is not None:
            keep(file[1], ledger.parent / KEPT / kept_name(name, record.version))


def kept_document(ledger: Path, record: Record) -> bytes | None:
    """The document that was confirmed; None when none was, or when it is gone or has changed."""
    if not record.document_file:
        return None
    try:
        data = read_file(ledger.parent / KEPT / kept_name(record.document_file, record.version))
    except Unreadable:
        return None
    return data if sha256(data) == record.document_hash else None


def check_kept(ledger: Path, confirmations: Sequence[Record]) -> Iterator[Finding]:
    """Kept files that are missing (OMV666), or have changed or cannot be read (OMV667).

    Files of which no confirmation is left tell that the ledger is gone (OMV678).
    Confirmations whose fingerprints have no key are of a time when nothing was kept.
    """
    if not confirmations and (names := _names_in(ledger.parent / KEPT)):
        values = {"kept": KEPT, "file": names[0], "ledger": ledger.name}
        yield Finding(Code.LEDGER_GONE, values=values)
    for record in confirmations:
        files = {
            record.workbook_file: record.workbook_hash,
            record.document_file: record.document_hash,
        }
        for file, digest in files.items() if record.key_id else ():
            if file:
                yield from _check_file(
                    ledger.parent / KEPT, kept_name(file, record.version), digest
                )


def _names_in(folder: Path) -> list[str]:
    """The names of the files in the folder, hidden ones left out; none of one that is not there."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []


def _check_file(folder: Path, name: str, digest: str) -> Iterator[Finding]:
    values = {"file": f"{KEPT}/{name}"}
    try:
        same = sha256(read_file(folder / name)) == digest
    except Unreadable as error:
        same = False
        if error.reason is Reason.MISSING:
            yield Finding(Code.KEPT_FILE_MISSING, values=values)
            return
    if not same:
        yield Finding(Code.KEPT_FILE_CHANGED, values=values)
