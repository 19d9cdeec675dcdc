"""The record of one confirmation: who confirmed what, when and where, with fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]

SCHEME = 1
"""The version of the record's format. Records of other formats are kept, but not read."""


@dataclass(frozen=True)
class Record:
    """A confirmation (guideline 2.2: every year, even when nothing has changed).

    `changes` is the number of places that changed since the record before, 0 is
    a result, and None in the first record, which has nothing to be compared
    with. `parts` has a fingerprint for each answer, field and table. The hashes
    are SHA-256; `document_hash` is empty when no document was named.
    `previous` is the hash of the record before, empty in the first one.
    """

    day: date
    place: str
    name: str
    role: str
    year: str
    version: str
    form_id: str
    form_version: str
    changes: int | None
    fingerprint: str
    parts: Mapping[str, str]
    workbook_file: str
    workbook_hash: str
    document_file: str = ""
    document_hash: str = ""
    previous: str = ""


def to_json(record: Record) -> Json:
    """The record as the ledger holds it, without its own hash."""
    return {
        "scheme": SCHEME,
        "date": record.day.isoformat(),
        "place": record.place,
        "name": record.name,
        "role": record.role,
        "year": record.year,
        "version": record.version,
        "form": {"id": record.form_id, "version": record.form_version},
        "changes": record.changes,
        "fingerprint": record.fingerprint,
        "parts": dict(sorted(record.parts.items())),
        "workbook": {"file": record.workbook_file, "sha256": record.workbook_hash},
        "document": {"file": record.document_file, "sha256": record.document_hash},
        "previous": record.previous,
    }


def from_json(data: Json) -> Record:
    """Returns the record in the data. Raises KeyError, TypeError or ValueError."""
    if data["scheme"] != SCHEME:
        raise ValueError(data["scheme"])
    return Record(
        day=date.fromisoformat(data["date"]),
        place=data["place"],
        name=data["name"],
        role=data["role"],
        year=data["year"],
        version=data["version"],
        form_id=data["form"]["id"],
        form_version=data["form"]["version"],
        changes=data["changes"],
        fingerprint=data["fingerprint"],
        parts=dict(data["parts"]),
        workbook_file=data["workbook"]["file"],
        workbook_hash=data["workbook"]["sha256"],
        document_file=data["document"]["file"],
        document_hash=data["document"]["sha256"],
        previous=data["previous"],
    )


def to_line(record: Record) -> bytes:
    """The record's line in the ledger: its data and, last, the hash of that data."""
    data = to_json(record)
    return _dump(data | {"hash": record_hash(record)}) + b"\n"


def record_hash(record: Record) -> str:
    """SHA-256 over the record's data, the previous record's hash included."""
    return sha256(_dump(to_json(record)))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _dump(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
