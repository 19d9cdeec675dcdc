"""The parts of a signature in XML (W3C XML Signature): digests, canonical form, the value."""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509 import Certificate
from lxml import etree

from omvgen.signatures.model import Integrity

DS = "{http://www.w3.org/2000/09/xmldsig#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MORE, _MGF1 = "http://www.w3.org/2001/04/xmldsig-more#", "http://www.w3.org/2007/05/xmldsig-more#"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_HASHES: dict[str, hashes.SHA256 | hashes.SHA384 | hashes.SHA512] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_ECDSA = {f"{_MORE}ecdsa-{name}": one for name, one in _HASHES.items()}
_RSA: dict[str, tuple[padding.AsymmetricPadding, hashes.HashAlgorithm]] = {
    **{f"{_MORE}rsa-{name}": (padding.PKCS1v15(), one) for name, one in _HASHES.items()},
    **{
        f"{_MGF1}{name}-rsa-MGF1": (padding.PSS(padding.MGF1(one), one.digest_size), one)
        for name, one in _HASHES.items()
    },
}
_DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}


class Canonical(NamedTuple):
    """A way to write XML so that the same content is the same bytes."""

    exclusive: bool
    comments: bool = False


_PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_CANONICAL = {
    _PLAIN: Canonical(exclusive=False),
    f"{_PLAIN}#WithComments": Canonical(exclusive=False, comments=True),
    "http://www.w3.org/2006/12/xml-c14n11": Canonical(exclusive=False),
    "http://www.w3.org/2006/12/xml-c14n11#WithComments": Canonical(exclusive=False, comments=True),
    _EXCLUSIVE: Canonical(exclusive=True),
    f"{_EXCLUSIVE}WithComments": Canonical(exclusive=True, comments=True),
}


def only(element: etree._Element, path: str) -> etree._Element:
    """The one element at the path. Raises ValueError when there is none, or another."""
    found = element.findall(path)
    if len(found) != 1:
        raise ValueError(path)
    return found[0]


def decoded(element: etree._Element) -> bytes:
    """The bytes that an element has as base64."""
    return base64.b64decode("".join((element.text or "").split()), validate=True)


def canonical(element: etree._Element, method: etree._Element | None) -> bytes | None:
    """The element's canonical bytes; None when the method is not known here.

    Without a method it is Canonical XML 1.0, as the standard has it.
    """
    way = _CANONICAL.get(_PLAIN if method is None else method.get("Algorithm", ""))
    if way is None:
        return None
    if not way.exclusive and any(_inherited(one) for one in element.iterancestors()):
        return None  # `xml:lang` and the like of an ancestor belong to the canonical form
    listed = None if method is None else method.find(f"{{{_EXCLUSIVE}}}InclusiveNamespaces")
    prefixes = listed.get("PrefixList", "").split() if listed is not None else None
    written: bytes = etree.tostring(
        element,
        method="c14n",
        exclusive=way.exclusive,
        with_comments=way.comments,
        with_tail=False,
        inclusive_ns_prefixes=prefixes if way.exclusive else None,
    )
    return written


def _inherited(element: etree._Element) -> bool:
    return any(str(name).startswith(_XML) for name in element.attrib)


def digest_state(data: bytes | None, reference: etree._Element) -> Integrity:
    """Whether the bytes have the digest that the reference (or a like element) names."""
    name = _DIGESTS.get(only(reference, f"{DS}DigestMethod").get("Algorithm", ""))
    if data is None or name is None:
        return Integrity.UNCHECKED
    same = hashlib.new(name, data).digest() == decoded(only(reference, f"{DS}DigestValue"))
    return Integrity.INTACT if same else Integrity.CHANGED


def value_state(signature: etree._Element, certificate: Certificate) -> Integrity:
    """Whether the value of the signature was made with the key of the certificate."""
    info = only(signature, f"{DS}SignedInfo")
    data = canonical(info, only(info, f"{DS}CanonicalizationMethod"))
    method = only(info, f"{DS}SignatureMethod").get("Algorithm", "")
    value = decoded(only(signature, f"{DS}SignatureValue"))
    key = certificate.public_key()
    try:
        match key:
            case rsa.RSAPublicKey() if data is not None and method in _RSA:
                scheme, hashed = _RSA[method]
                key.verify(value, data, scheme, hashed)
            case ec.EllipticCurvePublicKey() if data is not None and method in _ECDSA:
                half = len(value) // 2
                numbers = int.from_bytes(value[:half]), int.from_bytes(value[half:])
                key.verify(encode_dss_signature(*numbers), data, ec.ECDSA(_ECDSA[method]))
            case _:
                return Integrity.UNCHECKED
    except InvalidSignature:
        return Integrity.CHANGED
    return Integrity.INTACT
