"""`vahvistukset.jsonl`, the append-only ledger beside the workbook: one record a line.

Three files: the ledger, its seal `vahvistukset.tarkiste` and its key `vahvistukset.avain`.

A record has its own hash and that of the one before it, so that a line edited, removed
or moved by hand breaks the chain. A chain does not show that its last records were
removed or that one was added. So the seal has the number of records and the last hash.
Before a record is added, the seal has what comes as well, in a second line: whenever the
process ends, the ledger is in one of the states that the seal names. The key is that of
the records' fingerprints.

This shows accidents and careless edits. Whoever can write to the folder can write a whole
ledger anew, with hashes, seal and key: that shows only against a record's id that is kept
elsewhere (`with_id`).

A full disk or a power cut can tear an append. So the old lines, byte for byte, and the
new one are written to a temporary file, which replaces the ledger in one step, under a
lock (`lock.py`).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from omvgen.confirmation import KEY, LEDGER, SEAL
from omvgen.confirmation.corrections import in_force, is_correction_of
from omvgen.confirmation.fingerprint import key_id
from omvgen.confirmation.lock import locked
from omvgen.confirmation.record import Record, from_json, record_hash, to_line
from omvgen.errors import ConfirmationError, OmvgenError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import format_date
from omvgen.form.spelling import version_order
from omvgen.output import write_whole
from omvgen.package import Reason, Unreadable, read_file
from omvgen.patterns import pattern

_KEY_BYTES = 32
# A soft hyphen and characters without width: a name with one looks the same.
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ATTEMPTS = 5  # to read seal and ledger, while somebody else may be adding a record

Make = Callable[[tuple[Record, ...]], Record]


def read_ledger(path: Path) -> tuple[Record, ...]:
    """Returns all the records, corrections among them, the oldest first; none without a ledger.

    Raises `ConfirmationError` (OMV630–OMV634, OMV636, OMV637, OMV660–OMV664) when it cannot
    be read or is not as it was written; the finding names the line.
    """
    for _ in range(_ATTEMPTS):
        seal = _read(path.parent / SEAL)
        records = _read_records(path)
        if _is_sealed(records, seal, _read(path.parent / KEY) is not None):
            return records
        time.sleep(0.02)
    raise ConfirmationError(_seal_finding(records, seal, path))


def refuse_days_to_come(records: Sequence[Record], today: date, path: Path) -> None:
    """Raises `ConfirmationError` (OMV662) for a record of a day that is yet to come."""
    for record in records:
        if record.day > today:
            raise ConfirmationError(Finding(Code.LEDGER_DAY_TO_COME, values=_values(path, record)))


def draft(path: Path, make: Make) -> Record:
    """The record that `append` would add, without its key; nothing is written."""
    return make(read_ledger(path))


def append(path: Path, make: Make) -> Record:
    """Adds the record that `make` returns for the earlier records, and returns it.

    `make` is called under the lock: of two people who confirm at once, one waits for the
    other. When it raises, the ledger stays as it was. The record's fingerprints are keyed
    here. Raises as `read_ledger` and `locked` do, and `WriteError` when a file cannot be written.
    """
    folder = path.parent
    with locked(folder):
        records = read_ledger(path)
        old_key = _read_key(folder)
        key = old_key or secrets.token_bytes(_KEY_BYTES)
        previous = record_hash(records[-1]) if records else ""
        record = replace(make(records).with_key(key), previous=previous, number=len(records) + 1)
        after = (*records, record)
        # In this order each moment is one that `read_ledger` accepts.
        write_whole(folder / SEAL, _state(records) + _state(after))
        if not old_key:
            write_whole(folder / KEY, key.hex().encode() + b"\n")
        write_whole(path, b"".join(map(to_line, after)))
        with contextlib.suppress(OmvgenError):
            # The record is written, and the seal names this state already.
            write_whole(folder / SEAL, _state(after))
    return record


def _state(records: Sequence[Record]) -> bytes:
    """What a line of the seal says of these records: their number and the last hash."""
    last = record_hash(records[-1]) if records else "-"
    return f"{len(records)} {last}\n".encode()


# Reading


def _read(path: Path) -> bytes | None:
    """The bytes of the file, None when there is none."""
    try:
        return read_file(path)
    except Unreadable as error:
        if error.reason is Reason.MISSING:
            return None
        values = {"file": path.name, "reason": error.words}
        raise ConfirmationError(Finding(Code.LEDGER_UNREADABLE, values=values)) from error


def _read_key(folder: Path) -> bytes:
    """The key of the fingerprints, empty when there is none. Raises OMV664 when it is no key."""
    data = _read(folder / KEY)
    if data is None:
        return b""
    if not re.fullmatch(rb"[0-9a-f]{%d}\n" % (2 * _KEY_BYTES), data):
        raise ConfirmationError(_key_finding(folder / LEDGER))
    return bytes.fromhex(data.decode())


def _read_records(path: Path) -> tuple[Record, ...]:
    """Returns the lines as records; checks each line, the chain, the key, and the order."""
    _refuse_copies(path)
    lines = (_read(path) or b"").splitlines(keepends=True)
    key = _read_key(path.parent)
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        record = _record_in(line, path, number)
        if record.previous != (record_hash(records[-1]) if records else ""):
            raise ConfirmationError(Finding(Code.LEDGER_CHAIN_BROKEN, values=_values(path, record)))
        if record.key_id:
            if record.key_id != key_id(key):
                raise ConfirmationError(_key_finding(path))
            record = replace(record, key=key)
        corrected = record.corrects
        if corrected is not None and not (
            1 <= corrected < number and is_correction_of(record, records[corrected - 1])
        ):
            raise ConfirmationError(
                Finding(Code.LEDGER_RECORD_ALTERED, values=_values(path, record))
            )
        records.append(record)
    for finding in _falls(in_force(records), path):
        raise ConfirmationError(finding)
    return tuple(records)


def _record_in(line: bytes, path: Path, number: int) -> Record:
    """The record in the line. The whole line is compared: nothing can be added unnoticed."""
    try:
        data = json.loads(line)
        record = replace(from_json(data), number=number)
        written = to_line(record)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        values = {"file": path.name, "line": number}
        raise ConfirmationError(Finding(Code.LEDGER_LINE_INVALID, values=values)) from error
    if line != written:
        same = data.get("hash") == record_hash(record)
        code = Code.LEDGER_RESAVED if same else Code.LEDGER_RECORD_ALTERED
        raise ConfirmationError(Finding(code, values=_values(path, record)))
    return record


def _refuse_copies(path: Path) -> None:
    """Raises OMV663 for a copy of one of the ledger's files beside it.

    Programs that keep folders the same make one when two people wrote at once: records may
    be in either. `vahvistukset (1).jsonl`, `vahvistukset-KONE.jsonl`, `vahvistukset
    (Maijan ristiriitainen kopio).jsonl`, `vahvistukset.sync-conflict-….jsonl`. So do people
    and editors: `vahvistukset.jsonl.txt`, `vahvistukset.jsonl~`.
    """
    own_names = (LEDGER, SEAL, KEY)
    stem, endings = Path(LEDGER).stem, {Path(name).suffix for name in own_names}
    try:
        names = sorted(os.listdir(path.parent))
    except FileNotFoundError:
        return
    except OSError as error:
        values = {"file": path.name, "reason": str(error.strerror)}
        raise ConfirmationError(Finding(Code.LEDGER_UNREADABLE, values=values)) from error
    for name in names:
        folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).casefold()
        own, ending = os.path.splitext(folded)
        is_copy = ending in endings and stem in own and name.casefold() not in own_names
        is_saved_as = any(one in folded for one in own_names) and folded not in own_names
        if is_copy or is_saved_as:
            values = {"file": path.name, "copy": name}
            raise ConfirmationError(Finding(Code.LEDGER_COPY, values=values))


def _falls(confirmations: Sequence[Record], path: Path) -> Iterator[Finding]:
    """Days or versions that fall from one confirmation to the next: none is recorded so."""
    for before, after in pairwise(confirmations):
        if after.day < before.day:
            values = _values(path, after) | {"before": format_date(before.day)}
            yield Finding(Code.LEDGER_DAYS_FALL, values=values)
        if version_order(after.version) <= version_order(before.version):
            values = _values(path, after) | {"version": after.version, "confirmed": before.version}
            yield Finding(Code.LEDGER_VERSIONS_FALL, values=values)


def _is_sealed(records: Sequence[Record], seal: bytes | None, has_key: bool) -> bool:
    """Whether the seal names the state of the records. Only a folder with no file has none."""
    if seal is None:
        return not records and not has_key
    return _state(records) in seal.splitlines(keepends=True)


def _seal_finding(records: Sequence[Record], seal: bytes | None, path: Path) -> Finding:
    sealed = (seal or b"").split(b" ")[0]
    if sealed.isdigit() and len(sealed) < 10 and int(sealed) > len(records):
        values = {"file": path.name, "seal": SEAL, "sealed": int(sealed), "count": len(records)}
        return Finding(Code.LEDGER_RECORDS_MISSING, values=values)
    return Finding(Code.LEDGER_SEAL_MISMATCH, values={"file": path.name, "seal": SEAL})


def _key_finding(path: Path) -> Finding:
    return Finding(Code.LEDGER_KEY_MISMATCH, values={"file": path.name, "key_file": KEY})


def _values(path: Path, record: Record) -> dict[str, str | int]:
    return {
        "file": path.name,
        "line": record.number,
        "day": format_date(record.day),
        "name": record.name,
    }
