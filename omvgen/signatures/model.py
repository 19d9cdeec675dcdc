"""What is known of the electronic signatures of a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Integrity(StrEnum):
    """Whether what was signed is as it was, and the signature the signer's."""

    INTACT = "intact"
    CHANGED = "changed"
    UNCHECKED = "unchecked"  # made in a way that is not known here


class Coverage(StrEnum):
    """How much of the file was signed."""

    FILE = "file"
    REVISION = "revision"  # all that the file was then; something was added since
    PART = "part"  # not all of it: there is text that nobody signed


class Added(StrEnum):
    """What was added to the file after the signature: the gravest of it."""

    NOTHING = "nothing"
    PROOFS = "proofs"  # certificates, revocation lists, time stamps
    SIGNATURES = "signatures"
    FORM = "form"
    COMMENTS = "comments"
    OTHER = "other"


HARMLESS = (Added.NOTHING, Added.PROOFS, Added.SIGNATURES)
"""What may come after a signature: a reader sees what was signed."""


class Chain(StrEnum):
    """Whether the certificate leads to one that the caller trusts."""

    NOT_CHECKED = "not checked"  # the caller named none
    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Clock(StrEnum):
    """Whose word the time of signing is."""

    NONE = "none"
    CLAIMED = "claimed"  # the signer's own computer
    STAMPED = "stamped"  # a time stamp; by a service that the caller trusts
    STAMPED_UNCHECKED = "stamped, not checked"  # by a service of which nothing is known


class Signature(NamedTuple):
    """One signature. Times have their zone.

    `serial` is the number of the certificate in hex, `certificate` its SHA-256. `field` is
    the name of the field of a PDF, `files` are those that a container's signature covers.
    `revoked` is when the certificate was revoked, as far as is known. `stamp`: whether it is
    the time stamp of a service on the whole file, and nobody's signature.
    """

    signer: str
    issuer: str
    serial: str
    certificate: str
    valid_from: datetime
    valid_to: datetime
    self_issued: bool
    time: datetime | None
    clock: Clock
    integrity: Integrity
    coverage: Coverage
    added: Added = Added.NOTHING
    chain: Chain = Chain.NOT_CHECKED
    revoked: datetime | None = None
    field: str = ""
    files: tuple[str, ...] = ()
    stamp: bool = False

    @property
    def out_of_date(self) -> bool:
        """Whether the certificate was not valid at the time of signing, as far as it is known."""
        return self.time is not None and not self.valid_from <= self.time <= self.valid_to

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against it.

        A chain that was not checked does not, nor a time stamp of an unknown service.
        """
        unknown = (Chain.UNKNOWN,) if self.stamp else ()
        return (
            self.integrity is Integrity.INTACT
            and self.coverage is not Coverage.PART
            and self.added in HARMLESS
            and self.chain in (Chain.NOT_CHECKED, Chain.TRUSTED, *unknown)
            and not self.out_of_date
        )


class SignedFile(NamedTuple):
    """The signatures of a file, in the order of signing, and the document that is signed.

    `document` is its name and bytes: of a container, the one that lies in it. `unsigned` is
    how long the file was before anybody signed it, in bytes, when nothing else came up to the
    first signature; None when something did, or a program wrote all of it anew. `uncovered`
    are files of a container that a signature does not cover, `others` those besides the
    document. `unread` names signatures of kinds that are not known here.
    """

    document: tuple[str, bytes]
    signatures: tuple[Signature, ...] = ()
    container: bool = False
    unsigned: int | None = None
    uncovered: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether somebody signed it, be the signature sound or not. A time stamp is none."""
        return bool(self.unread) or not all(one.stamp for one in self.signatures)

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against its signatures; so it is of a file without any."""
        return not (self.uncovered or self.unread) and all(one.sound for one in self.signatures)

    @property
    def first_revision(self) -> bytes | None:
        """The file as it was before anybody signed it, without the end of its last line.

        None when that is not known, and when a reader sees more by now than was signed.
        """
        if self.unsigned is None or not all(one.added in HARMLESS for one in self.signatures):
            return None
        return self.document[1][: self.unsigned]


_TIMES = ("valid_from", "valid_to", "time", "revoked")
_KINDS: Mapping[str, type[StrEnum]] = {
    "clock": Clock,
    "integrity": Integrity,
    "coverage": Coverage,
    "added": Added,
    "chain": Chain,
}


def signature_to_json(signature: Signature) -> dict[str, Any]:
    """The signature as data for `json.dumps`; times are ISO 8601."""
    data = signature._asdict()
    times = {name: data[name] and data[name].isoformat() for name in _TIMES}
    kinds = {name: data[name].value for name in _KINDS}
    return data | times | kinds | {"files": list(signature.files)}


def signature_from_json(data: Mapping[str, Any]) -> Signature:
    """The signature in the data. Raises KeyError, TypeError or ValueError."""
    if data.keys() != set(Signature._fields):
        raise KeyError(*data.keys() ^ set(Signature._fields))
    given = dict(data)
    for name in ("signer", "issuer", "serial", "certificate", "field"):
        if not isinstance(data[name], str):
            raise TypeError(name)
    for name in ("self_issued", "stamp"):
        if not isinstance(data[name], bool):
            raise TypeError(name)
    for name in _TIMES:
        given[name] = data[name] and datetime.fromisoformat(data[name])
    for name, kind in _KINDS.items():
        given[name] = kind(data[name])
    return Signature(**given | {"files": tuple(map(str, data["files"]))})
