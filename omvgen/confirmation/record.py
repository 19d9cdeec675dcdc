"""The record of one confirmation: who confirmed what, when and where, with fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from omvgen.confirmation.fingerprint import key_id, keyed
from omvgen.signatures.model import Signature, signature_from_json, signature_to_json

Json = dict[str, Any]

PLAIN, KEYED = 1, 2
"""The formats of a record. The fingerprints of the first, which is only read, have no key."""

ID_DIGITS = 16
"""The fewest digits by which a record's id is compared: 64 bits are not found by trying."""


@dataclass(frozen=True)
class Record:
    """A confirmation (guideline 2.2: every year, even when nothing has changed).

    `changed` are the ids of the questions that changed since the record before, `changes`
    their number: 0 is a result, and None in the first record, which has nothing to be
    compared with. `unlogged` are those of which the change log had no row then. `parts` has
    a fingerprint for each answer, field and table. The hashes are SHA-256 of whole files;
    `document_hash` is empty when no document was named. A record that `corrects` the one of
    that number has its own place, name, role and day, all else of that one, and a `reason`.
    `signatures` are the electronic ones of the document, as they were read then.
    `key_id` names the key of the fingerprints, empty when they have none. `previous` is the
    hash of the record before, empty in the first one.

    `key` (from the key file) and `number` (the line in the ledger, from 1) are known of
    records that have been read, and not part of the record.
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
    changed: tuple[str, ...] = ()
    unlogged: tuple[str, ...] = ()
    corrects: int | None = None
    reason: str = ""
    signatures: tuple[Signature, ...] = ()
    key_id: str = ""
    previous: str = ""
    key: bytes = field(default=b"", repr=False, compare=False)
    number: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """The record's id (*vahvistuksen tunniste*), to be kept elsewhere too."""
        return record_hash(self)

    def is_of(self, fingerprint: str) -> bool:
        """Whether the plan of that plain fingerprint is the one that was confirmed."""
        return bool(fingerprint) and keyed(self.key, fingerprint) == self.fingerprint

    def with_key(self, key: bytes) -> Record:
        """The record with its fingerprints under the key; as it is when they have one."""
        if self.key_id:
            return self
        return replace(
            self,
            fingerprint=keyed(key, self.fingerprint),
            parts={tag: keyed(key, part) for tag, part in self.parts.items()},
            key_id=key_id(key),
            key=key,
        )


def to_json(record: Record) -> Json:
    """The record as the ledger holds it, without its own hash."""
    data = {
        "scheme": KEYED if record.key_id else PLAIN,
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
    }
    if record.key_id:
        data |= {
            "changed": list(record.changed),
            "unlogged": list(record.unlogged),
            "corrects": record.corrects,
            "reason": record.reason,
            "key": record.key_id,
        }
    if record.signatures:  # older records have none, and stay as they are byte for byte
        data["signatures"] = [signature_to_json(one) for one in record.signatures]
    return data | {"previous": record.previous}


def from_json(data: Json) -> Record:
    """Returns the record in the data. Raises KeyError, TypeError or ValueError."""
    if data["scheme"] not in (PLAIN, KEYED):
        raise ValueError(data["scheme"])
    record = Record(
        day=date.fromisoformat(data["date"]),
        place=_text(data["place"]),
        name=_text(data["name"]),
        role=_text(data["role"]),
        year=_text(data["year"]),
        version=_text(data["version"]),
        form_id=_text(data["form"]["id"]),
        form_version=_text(data["form"]["version"]),
        changes=_number(data["changes"]),
        fingerprint=_text(data["fingerprint"]),
        parts={tag: _text(part) for tag, part in data["parts"].items()},
        workbook_file=_text(data["workbook"]["file"]),
        workbook_hash=_text(data["workbook"]["sha256"]),
        document_file=_text(data["document"]["file"]),
        document_hash=_text(data["document"]["sha256"]),
        previous=_text(data["previous"]),
    )
    if data["scheme"] == PLAIN:
        return record
    return replace(
        record,
        changed=tuple(map(_text, data["changed"])),
        unlogged=tuple(map(_text, data["unlogged"])),
        corrects=_number(data["corrects"]),
        reason=_text(data["reason"]),
        key_id=_text(data["key"]),
        signatures=tuple(map(signature_from_json, data.get("signatures", ()))),
    )


def to_line(record: Record) -> bytes:
    """The record's line in the ledger: its data and, last, the hash of that data."""
    data = to_json(record)
    return _dump(data | {"hash": record_hash(record)}) + b"\n"


def record_hash(record: Record) -> str:
    """The record's id: SHA-256 over its data, the previous record's hash included."""
    return sha256(_dump(to_json(record)))


def with_id(records: Sequence[Record], id_: str) -> Record | None:
    """The record with the id, or with an id that begins so, for at least `ID_DIGITS` digits."""
    if len(id_) < ID_DIGITS:
        return None
    return next((r for r in records if record_hash(r).startswith(id_.lower())), None)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError(value)
    return value


def _dump(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
