"""What a certificate says of its holder, in words and numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from asn1crypto import x509

from omvgen.plan.text import clean

_MOST = 200  # characters of a name


class Holder(NamedTuple):
    """The fields of a `Signature` that its certificate gives."""

    signer: str
    issuer: str
    serial: str
    certificate: str
    valid_from: datetime
    valid_to: datetime
    self_issued: bool


def holder_of(certificate: x509.Certificate) -> Holder:
    """Who holds the certificate, and who issued it. Raises ValueError for a broken one."""
    return Holder(
        signer=_named(certificate.subject),
        issuer=_named(certificate.issuer),
        serial=f"{certificate.serial_number:X}",
        certificate=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
        self_issued=certificate.subject == certificate.issuer,
    )


def _named(name: x509.Name) -> str:
    """The name of a person or an organisation on one line, as its certificate has it."""
    parts = name.native
    known = parts.get("common_name") or _both(parts) or parts.get("organization_name")
    return " ".join(clean(_line(known or name.human_friendly)).split())[:_MOST]


def _both(parts: dict[str, Any]) -> str:
    names = (parts.get("given_name"), parts.get("surname"))
    return " ".join(_line(name) for name in names if name)


def _line(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
