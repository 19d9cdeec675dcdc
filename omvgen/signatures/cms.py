"""Signatures and time stamps in the form of CMS (RFC 5652, RFC 3161)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from asn1crypto import cms, tsp, x509
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)

from omvgen.signatures.chains import Proofs, judged
from omvgen.signatures.model import Chain, Clock, Integrity
from omvgen.signatures.trust import Trust

STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
"""The digests for which nobody finds two files (SHA-1 and MD5 are none of them)."""


def proofs_in(signed: cms.SignedData, certs: SignedDataCerts) -> Proofs:
    """The certificates, lists and answers that a signature itself brings along.

    Lists stand beside the certificates (RFC 5652) or, as Adobe's programs put them, among
    what is signed.
    """
    lists = [one.chosen.dump() for one in signed["crls"] if one.name != "other"]
    answers: list[bytes] = []
    for attribute in extract_signer_info(signed)["signed_attrs"]:
        if attribute["type"].native == "adobe_revocation_info_archival":
            for archive in attribute["values"]:
                lists += [one.dump() for one in archive["crl"]]
                answers += [one.dump() for one in archive["ocsp"]]
    return Proofs(tuple(certs.other_certs), tuple(lists), tuple(answers))


class Moment(NamedTuple):
    """When something was signed, and by whose clock."""

    time: datetime | None
    clock: Clock


class Stamp(NamedTuple):
    """A time stamp: its time, the certificate of its service, and whether it is whole."""

    time: datetime
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    integrity: Integrity


def integrity_of(signed: cms.SignedData, certs: SignedDataCerts, digest: bytes) -> Integrity:
    """Whether the digest is the one that was signed with the key of the certificate."""
    info = extract_signer_info(signed)
    if info["digest_algorithm"]["algorithm"].native not in STRONG:
        return Integrity.UNCHECKED
    kind = signed["encap_content_info"]["content_type"].native
    try:
        whole = all(validate_sig_integrity(info, certs.signer_cert, kind, digest))
    except SignatureValidationError:
        return Integrity.CHANGED
    return Integrity.INTACT if whole else Integrity.CHANGED


def moment_of(
    stamps: Iterable[Stamp], claimed: datetime | None, proofs: Proofs, trust: Trust | None
) -> Moment:
    """The time of the first whole stamp, of a trusted service if there is one, or as claimed."""
    whole = [
        stamped(stamp, proofs, trust) for stamp in stamps if stamp.integrity is Integrity.INTACT
    ]
    for moment in sorted(whole, key=lambda one: one.clock is not Clock.STAMPED):
        return moment
    return Moment(with_zone(claimed), Clock.CLAIMED) if claimed else Moment(None, Clock.NONE)


def stamped(stamp: Stamp, proofs: Proofs, trust: Trust | None) -> Moment:
    """The time of the stamp, and whether its service is trusted."""
    known = proofs.and_of(Proofs(stamp.others))
    chain = judged(stamp.certificate, known, trust, stamp.time, Clock.STAMPED).chain
    trusted = chain is Chain.TRUSTED
    return Moment(stamp.time, Clock.STAMPED if trusted else Clock.STAMPED_UNCHECKED)


def stamps_on(info: cms.SignerInfo) -> list[Stamp]:
    """The time stamps on a signature. Raises ValueError for a broken one."""
    value = info["signature"].native
    return [
        stamp_of(token, digests_of(value)) for token in extract_tst_data_iter(info, signed=False)
    ]


def digests_of(data: bytes) -> Callable[[str], bytes]:
    """A function that gives the digest of the data by the algorithm's name."""
    return lambda name: hashlib.new(name, data).digest()


def stamp_of(token: cms.SignedData, imprint_of: Callable[[str], bytes]) -> Stamp:
    """The token as a stamp on that of which the function gives the digest, by its algorithm.

    Raises ValueError for what is no token.
    """
    content = token["encap_content_info"]["content"]
    said = content.parsed
    if not isinstance(said, tsp.TSTInfo):
        raise ValueError("no time stamp")
    certs = extract_certs_for_validation(token)
    algorithm = extract_signer_info(token)["digest_algorithm"]["algorithm"].native
    integrity = Integrity.UNCHECKED
    imprint = said["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    if algorithm in STRONG and name in STRONG:
        digest = hashlib.new(algorithm, bytes(content)).digest()
        integrity = integrity_of(token, certs, digest)
        if imprint["hashed_message"].native != imprint_of(name):
            integrity = Integrity.CHANGED
    time = with_zone(said["gen_time"].native)
    return Stamp(time, certs.signer_cert, tuple(certs.other_certs), integrity)


def with_zone(time: datetime) -> datetime:
    """The time with a zone: UTC where it names none."""
    return time if time.tzinfo else time.replace(tzinfo=UTC)
