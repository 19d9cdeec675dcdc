"""Whether a certificate leads to one that the caller trusts, and whether it was revoked.

Nothing is fetched: lists of revoked certificates are those that the file brings along or the
caller gives.
"""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from asn1crypto import x509
from cryptography import x509 as certificates
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator import CertificateValidator, ValidationContext, errors

from omvgen.signatures.model import Chain, Clock
from omvgen.signatures.trust import Trust


class Proofs(NamedTuple):
    """What a file brings along to judge certificates: others, revocation lists, OCSP answers.

    The certificates are parsed, the rest is DER.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()

    def and_of(self, other: Proofs) -> Proofs:
        """These and the others."""
        return Proofs(*(own + more for own, more in zip(self, other, strict=True)))


class Judged(NamedTuple):
    """What is known of a certificate, and when it was revoked, if it was."""

    chain: Chain
    revoked: datetime | None = None


def judged(
    certificate: x509.Certificate,
    proofs: Proofs,
    trust: Trust | None,
    time: datetime | None,
    clock: Clock,
) -> Judged:
    """What is known of the certificate, used at the time; without a time, while it was valid.

    A revocation counts even when it came after the time, unless a trusted time stamp shows
    that: whoever has a stolen key can set the clock of a computer back.
    """
    roots = tuple(map(x509.Certificate.load, trust.roots)) if trust else ()
    lists = (*proofs.lists, *(trust.lists if trust else ()))
    moment = time or certificate.not_valid_after
    found = Judged(Chain.NOT_CHECKED)
    if trust:
        found = _followed(certificate, proofs, roots, lists, moment)
    revoked = found.revoked or _revoked(certificate, (*proofs.certificates, *roots), lists)
    if revoked and (clock is not Clock.STAMPED or revoked <= moment):
        return Judged(Chain.REVOKED, revoked)
    return found._replace(revoked=revoked)


def _followed(
    certificate: x509.Certificate,
    proofs: Proofs,
    roots: Sequence[x509.Certificate],
    lists: Sequence[bytes],
    moment: datetime,
) -> Judged:
    """Follows the certificates up to a root, as RFC 5280 has it."""
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=proofs.certificates,
        moment=moment,
        allow_fetching=False,
        crls=list(lists),
        ocsps=list(proofs.answers),
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
    )
    try:
        _done(CertificateValidator(certificate, (), context).async_validate_path())
    except errors.RevokedError as error:
        return Judged(Chain.REVOKED, error.revocation_dt)
    except (errors.ExpiredError, errors.NotYetValidError):
        return Judged(Chain.EXPIRED)
    except (errors.PathError, errors.ValidationError):
        return Judged(Chain.UNKNOWN)
    return Judged(Chain.TRUSTED)


def _done(work: Coroutine[Any, Any, object]) -> None:
    """Runs to its end what waits for nothing, since nothing is fetched; without an event loop."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise RuntimeError("a check of certificates waits for something")


def _revoked(
    certificate: x509.Certificate, issuers: Sequence[x509.Certificate], lists: Sequence[bytes]
) -> datetime | None:
    """When the certificate was revoked, by the lists that its own issuer signed."""
    keys = [
        certificates.load_der_x509_certificate(issuer.dump()).public_key()
        for issuer in issuers
        if issuer.subject == certificate.issuer
    ]
    for data in lists:
        revocations = certificates.load_der_x509_crl(data)
        entry = revocations.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and any(_is_by(key, revocations) for key in keys):
            return entry.revocation_date_utc.astimezone(UTC)
    return None


def _is_by(key: Any, revocations: certificates.CertificateRevocationList) -> bool:
    try:
        return revocations.is_signature_valid(key)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
