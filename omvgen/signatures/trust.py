"""The certificates that a caller trusts, and revocation lists, in a PEM file."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.package import read_whole
from omvgen.patterns import pattern

_BLOCK = pattern(rb"-----BEGIN (CERTIFICATE|X509 CRL)-----([^-]*)-----END \1-----")


class Trust(NamedTuple):
    """Certificates to which a signer's may lead, and revocation lists, each as DER."""

    roots: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()


def load_trust(file: Path) -> Trust:
    """The certificates (`CERTIFICATE`) and lists (`X509 CRL`) of a PEM file, in any order.

    Raises `ReadError`: OMV199 when it cannot be read, OMV690 without the extra `signed`,
    OMV692 when it holds no certificate, or one that is none.
    """
    blocks = _BLOCK.findall(read_whole(file))
    values = {"file": file.name}
    try:
        from cryptography import x509
    except ImportError as error:
        raise ReadError(Finding(Code.SIGNATURES_NOT_READABLE, values=values)) from error
    load = {b"CERTIFICATE": x509.load_der_x509_certificate, b"X509 CRL": x509.load_der_x509_crl}
    found: dict[bytes, list[bytes]] = {kind: [] for kind in load}
    try:
        for kind, text in blocks:
            der = base64.b64decode(b"".join(text.split()), validate=True)
            load[kind](der)
            found[kind].append(der)
    except ValueError as error:  # of base64, too
        raise ReadError(Finding(Code.TRUST_FILE_UNUSABLE, values=values)) from error
    if not found[b"CERTIFICATE"]:
        raise ReadError(Finding(Code.TRUST_FILE_UNUSABLE, values=values))
    return Trust(tuple(found[b"CERTIFICATE"]), tuple(found[b"X509 CRL"]))
