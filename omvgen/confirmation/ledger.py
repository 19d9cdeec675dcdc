"""`vahvistukset.jsonl`: one record a line, beside the workbook, only ever added to.

A record holds the hash of the one before it, and its own, so that a line
edited, removed or moved by hand breaks the chain. What a chain cannot show is
that its last links were taken away: `vahvistukset.tarkiste` beside the ledger
holds the number of records and the last hash for that.

An append can be torn by a full disk or a power cut. So the old lines, byte for
byte, and the new one are written to a temporary file that takes the ledger's
place in one step, under a lock of the operating system that ends with the
process, however that ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from omvgen.confirmation.record import Record, from_json, record_hash, to_line
from omvgen.files import write_whole
from omvgen.findings.model import Finding, Refused
from omvgen.findings.reasons import os_reason

LEDGER, SEAL, LOCK = "vahvistukset.jsonl", "vahvistukset.tarkiste", ".vahvistukset.lukko"
MAX_BYTES = 64 * 1024 * 1024
LOCK_SECONDS = 10.0


def ledger_of(workbook: Path) -> Path:
    """Where the confirmations of the workbook are: in its folder."""
    return workbook.parent / LEDGER


def read_ledger(path: Path) -> tuple[Record, ...]:
    """All the confirmations, the oldest first; none when there is no ledger yet.

    Raises `Refused` (OMV630–OMV634) when it cannot be read or its chain is
    broken; the finding names the line.
    """
    return _checked(_lines(path), path)


def append(path: Path, make: Callable[[tuple[Record, ...]], Record]) -> Record:
    """Adds the record that `make` gives for the records so far, and returns it.

    `make` is called under the lock, so that two people who confirm at once do
    it one after the other; what it raises leaves the ledger as it was.
    """
    with _locked(path.parent / LOCK):
        lines = _lines(path)
        records = _checked(lines, path)
        previous = record_hash(records[-1]) if records else ""
        record = replace(make(records), previous=previous)
        if records:
            # The seal may be one behind, and must not fall two behind.
            _put_seal(path, records)
        write_whole(path, b"".join(lines) + to_line(record))
        with contextlib.suppress(Refused):
            # The record is there, whatever becomes of its seal: the next one mends that.
            _put_seal(path, (*records, record))
    return record


def _put_seal(path: Path, records: tuple[Record, ...]) -> None:
    seal, data = path.parent / SEAL, _seal(len(records), record_hash(records[-1]))
    if not seal.exists() or seal.read_bytes() != data:
        write_whole(seal, data)


def _lines(path: Path) -> list[bytes]:
    try:
        if not path.exists():
            return []
        if path.stat().st_size > MAX_BYTES:
            raise Refused(Finding("OMV631", values={"file": path.name, "line": 1}))
        return path.read_bytes().splitlines(keepends=True)
    except OSError as error:
        values = {"file": path.name, "reason": os_reason(error)}
        raise Refused(Finding("OMV630", values=values)) from error


def _checked(lines: list[bytes], path: Path) -> tuple[Record, ...]:
    """The lines as records, when each is whole and follows the one before it."""
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        values = {"file": path.name, "line": number}
        try:
            record = from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Refused(Finding("OMV631", values=values)) from error
        # The line itself is compared, so that nothing can be added to it either.
        if line != to_line(record):
            raise Refused(Finding("OMV632", values=values | _named(record)))
        if record.previous != (record_hash(records[-1]) if records else ""):
            raise Refused(Finding("OMV633", values=values | _named(record)))
        records.append(record)
    _check_seal(records, path)
    return tuple(records)


def _named(record: Record) -> dict[str, str]:
    return {"day": f"{record.day.day}.{record.day.month}.{record.day.year}", "name": record.name}


def _seal(count: int, last: str) -> bytes:
    return f"{count} {last}\n".encode()


def _check_seal(records: list[Record], path: Path) -> None:
    """That no record was taken from the end.

    The seal is written after the ledger: a process ended in between leaves one
    record more than it knows, which is in order when the rest agrees.
    """
    seal = path.parent / SEAL
    try:
        known = seal.read_bytes() if seal.exists() else None
    except OSError as error:
        values = {"file": seal.name, "reason": os_reason(error)}
        raise Refused(Finding("OMV630", values=values)) from error
    expected = [
        _seal(count, record_hash(records[count - 1]))
        for count in (len(records), len(records) - 1)
        if count > 0
    ]
    first_alone = known is None and len(records) <= 1
    if not first_alone and known not in expected:
        raise Refused(Finding("OMV634", values={"file": path.name, "seal": SEAL}))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds the folder's lock; waits a while for another to finish (OMV635)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        values = {"file": str(path), "reason": os_reason(error)}
        raise Refused(Finding("OMV120", values=values)) from error
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)  # the lock goes with it


def _wait_for(handle: int) -> None:
    end = time.monotonic() + LOCK_SECONDS
    while not _try_lock(handle):
        if time.monotonic() > end:
            raise Refused(Finding("OMV635"))
        time.sleep(0.05)


if os.name == "nt":  # pragma: no cover (Windows only)
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
