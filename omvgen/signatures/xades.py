"""A signature in XML as ETSI has it (XAdES, EN 319 132), on files of a container."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from asn1crypto import cms
from asn1crypto import x509 as parsed
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from omvgen.package import Package
from omvgen.signatures.certificates import holder_of
from omvgen.signatures.chains import Proofs, judged
from omvgen.signatures.cms import Stamp, digests_of, moment_of, stamp_of
from omvgen.signatures.model import Coverage, Integrity, Signature
from omvgen.signatures.trust import Trust
from omvgen.signatures.xml import DS, canonical, decoded, digest_state, only, value_state

_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_PROPERTIES = f"{DS}Object/{_XADES}QualifyingProperties"
_SIGNED = f"{_PROPERTIES}/{_XADES}SignedProperties"


class _Reference(NamedTuple):
    """What a signature refers to: a file of the container, or, without a name, its own data."""

    file: str
    state: Integrity


def read_xades(signature: etree._Element, package: Package, trust: Trust | None) -> Signature:
    """The signature, held against the files of the package.

    Raises ValueError for one that is not as the standards have it, and `Unreadable`.
    """
    references = list(_references(signature, package))
    proofs = _proofs(signature)
    certificate, known = _certificate(signature, proofs)
    own = parsed.Certificate.load(certificate.public_bytes(Encoding.DER))
    states = [*(one.state for one in references), known, value_state(signature, certificate)]
    covers_properties = any(not one.file for one in references)
    claimed = _claimed(signature) if covers_properties else None
    moment = moment_of(_stamps(signature), claimed, proofs, trust)
    judgement = judged(own, proofs, trust, *moment)
    return Signature(
        *holder_of(own),
        time=moment.time,
        clock=moment.clock,
        integrity=_worst(states),
        coverage=Coverage.FILE,
        chain=judgement.chain,
        revoked=judgement.revoked,
        files=tuple(one.file for one in references if one.file),
    )


def _worst(states: list[Integrity]) -> Integrity:
    for state in (Integrity.CHANGED, Integrity.UNCHECKED):
        if state in states:
            return state
    return Integrity.INTACT


def _references(signature: etree._Element, package: Package) -> Iterator[_Reference]:
    """What the signature covers. Only its own properties and whole files are understood."""
    properties = only(signature, _SIGNED) if signature.find(_SIGNED) is not None else None
    for reference in only(signature, f"{DS}SignedInfo").findall(f"{DS}Reference"):
        address = unquote(reference.get("URI", "#"))
        methods = reference.findall(f"{DS}Transforms/{DS}Transform")
        if not address.startswith("#"):
            file = address.removeprefix("./").lstrip("/")
            if file not in package:
                yield _Reference(file, Integrity.CHANGED)
            else:
                data = None if methods else package.read(file)
                yield _Reference(file, digest_state(data, reference))
        elif properties is not None and address[1:] == properties.get("Id") and len(methods) < 2:
            data = canonical(properties, methods[0] if methods else None)
            yield _Reference("", digest_state(data, reference))
        else:
            yield _Reference("", Integrity.UNCHECKED)


def _certificate(signature: etree._Element, proofs: Proofs) -> tuple[x509.Certificate, Integrity]:
    """The signer's certificate, and whether it is the one that the signed properties name."""
    found = [
        x509.load_der_x509_certificate(decoded(one))
        for one in signature.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    ]
    found += [x509.load_der_x509_certificate(one.dump()) for one in proofs.certificates]
    named = _named_certificate(signature)
    if not found:
        raise ValueError("no certificate")
    if named is None:
        return found[0], Integrity.INTACT
    states = [(one, digest_state(one.public_bytes(Encoding.DER), named)) for one in found]
    return next((one for one in states if one[1] is Integrity.INTACT), states[0])


def _named_certificate(signature: etree._Element) -> etree._Element | None:
    """The digest of the signer's certificate in the signed properties, in either spelling."""
    base = f"{_SIGNED}/{_XADES}SignedSignatureProperties"
    for name in ("SigningCertificateV2", "SigningCertificate"):
        found = signature.find(f"{base}/{_XADES}{name}/{_XADES}Cert/{_XADES}CertDigest")
        if found is not None:
            return found
    return None


def _claimed(signature: etree._Element) -> datetime | None:
    path = f"{_SIGNED}/{_XADES}SignedSignatureProperties/{_XADES}SigningTime"
    text = signature.findtext(path)
    return datetime.fromisoformat(text.strip()) if text else None


def _stamps(signature: etree._Element) -> Iterator[Stamp]:
    """The time stamps on the value of the signature."""
    base = f"{_PROPERTIES}/{_XADES}UnsignedProperties/{_XADES}UnsignedSignatureProperties"
    for stamp in signature.findall(f"{base}/{_XADES}SignatureTimeStamp"):
        value = only(signature, f"{DS}SignatureValue")
        data = canonical(value, stamp.find(f"{DS}CanonicalizationMethod"))
        if data is not None:
            for token in stamp.findall(f"{_XADES}EncapsulatedTimeStamp"):
                content = cms.ContentInfo.load(decoded(token))["content"]
                yield stamp_of(content, digests_of(data))


def _proofs(signature: etree._Element) -> Proofs:
    """The certificates, lists and answers that the signature keeps for later checks."""

    def values(name: str) -> Iterator[bytes]:
        return map(decoded, signature.iter(f"{_XADES}Encapsulated{name}"))

    return Proofs(
        tuple(map(parsed.Certificate.load, values("X509Certificate"))),
        tuple(values("CRLValue")),
        tuple(values("OCSPValue")),
    )
