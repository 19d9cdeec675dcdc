"""`vahvistukset.jsonl`, the append-only ledger beside the workbook: one record a line.

A record has its own hash and that of the one before it, so that a line edited, removed
or moved by hand breaks the chain. A chain does not show that its last records were
removed. So `vahvistukset.tarkiste`, the seal, has the number of records and the last
hash. The seal is written after the ledger and read before it: a reader never misses a
record that somebody else is adding.

A full disk or a power cut can tear an append. So the old lines, byte for byte, and the
new one are written to a temporary file, which replaces the ledger in one step. A lock of
the operating system protects that; it ends with the process, however the process ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from omvgen.confirmation import LOCK, SEAL
from omvgen.confirmation.record import Record, from_json, record_hash, to_line
from omvgen.errors import ConfirmationError, OmvgenError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.output import write_whole
from omvgen.package import Reason, Unreadable, read_file

LOCK_SECONDS = 10.0


def read_ledger(path: Path) -> tuple[Record, ...]:
    """Returns all the records, the oldest first; none when there is no ledger.

    Raises `ConfirmationError` (OMV630–OMV634, OMV636, OMV637) when it cannot be read or its
    chain is broken; the finding names the line.
    """
    seal = _read(path.parent / SEAL)
    return _checked(_lines(path), seal, path)


def append(path: Path, make: Callable[[tuple[Record, ...]], Record]) -> Record:
    """Adds the record that `make` returns for the earlier records, and returns it.

    `make` is called under the lock: of two people who confirm at once, one waits for the
    other. When it raises, the ledger stays as it was.
    """
    with _locked(path.parent / LOCK):
        lines = _lines(path)
        records = _checked(lines, _read(path.parent / SEAL), path)
        previous = record_hash(records[-1]) if records else ""
        record = replace(make(records), previous=previous)
        if records:
            # The seal may be one record behind, but must not fall two behind.
            _put_seal(path, records)
        write_whole(path, b"".join(lines) + to_line(record))
        with contextlib.suppress(OmvgenError):
            # The record is written. A seal that cannot be is corrected by the next one.
            _put_seal(path, (*records, record))
    return record


def _put_seal(path: Path, records: tuple[Record, ...]) -> None:
    seal, data = path.parent / SEAL, _seal(records)
    if _read(seal) != data:
        write_whole(seal, data)


def _seal(records: Sequence[Record]) -> bytes:
    return f"{len(records)} {record_hash(records[-1])}\n".encode()


def _read(path: Path) -> bytes | None:
    """The bytes of the file, None when there is none."""
    try:
        return read_file(path)
    except Unreadable as error:
        if error.reason is Reason.MISSING:
            return None
        values = {"file": path.name, "reason": error.words}
        raise ConfirmationError(Finding(Code.LEDGER_UNREADABLE, values=values)) from error


def _lines(path: Path) -> list[bytes]:
    return (_read(path) or b"").splitlines(keepends=True)


def _checked(lines: list[bytes], seal: bytes | None, path: Path) -> tuple[Record, ...]:
    """Returns the lines as records; checks each line, the chain and the seal."""
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        values = {"file": path.name, "line": number}
        try:
            data = json.loads(line)
            record = from_json(data)
            written = to_line(record)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfirmationError(Finding(Code.LEDGER_LINE_INVALID, values=values)) from error
        # The whole line is compared: nothing can be added to it unnoticed.
        if line != written:
            same = data.get("hash") == record_hash(record)
            raise ConfirmationError(
                Finding(
                    Code.LEDGER_RESAVED if same else Code.LEDGER_RECORD_ALTERED,
                    values=values | _named(record),
                )
            )
        if record.previous != (record_hash(records[-1]) if records else ""):
            raise ConfirmationError(
                Finding(Code.LEDGER_CHAIN_BROKEN, values=values | _named(record))
            )
        records.append(record)
    _check_seal(records, seal, path)
    return tuple(records)


def _named(record: Record) -> dict[str, str]:
    return {"day": f"{record.day.day}.{record.day.month}.{record.day.year}", "name": record.name}


def _check_seal(records: list[Record], seal: bytes | None, path: Path) -> None:
    """Checks that no record was removed from the end.

    There may be more records than the seal counts, when a process ended before it wrote
    the seal or is writing now.
    """
    if seal is None and len(records) <= 1:
        return
    if any(seal == _seal(records[:count]) for count in range(len(records), 0, -1)):
        return
    known = (seal or b"").split(b" ")[0]
    if known.isdigit() and len(known) < 10 and int(known) > len(records):
        values = {"file": path.name, "seal": SEAL, "sealed": int(known), "count": len(records)}
        raise ConfirmationError(Finding(Code.LEDGER_RECORDS_MISSING, values=values))
    raise ConfirmationError(
        Finding(Code.LEDGER_SEAL_MISMATCH, values={"file": path.name, "seal": SEAL})
    )


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds the folder's lock; waits a while for another to finish (OMV635)."""
    try:
        handle = _open_lock(path)
    except OSError as error:
        values = {"folder": str(path.parent.resolve()), "reason": os_reason(error)}
        raise ConfirmationError(Finding(Code.LEDGER_FOLDER_UNWRITABLE, values=values)) from error
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)  # the lock goes with it


def _open_lock(path: Path) -> int:
    """Opens the lock file; read-only when it is another person's, which is enough to lock."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY)


def _wait_for(handle: int) -> None:
    end = time.monotonic() + LOCK_SECONDS
    while not _try_lock(handle):
        if time.monotonic() > end:
            raise ConfirmationError(Finding(Code.LEDGER_BUSY))
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
