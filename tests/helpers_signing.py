"""A certificate authority made for the tests, and files that it lets people sign.

Keys are made once in a run. The tools that sign are others than those under test wherever
that is possible: openssl, and XML that is put together here by hand.
"""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from urllib.parse import quote

import pikepdf
from asn1crypto import cms, crl, keys, x509
from asn1crypto.pem import unarmor
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner, fields
from pyhanko.sign.signers import pdf_signer
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tools import program

from omvgen.seals import identified

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
DIRECTOR = "ESIMERKKINEN OSKARI 99999999X"
START = datetime(2025, 1, 1, tzinfo=UTC)
SIGNED = datetime(2026, 1, 30, 12, 0, tzinfo=UTC)
END = datetime(2030, 1, 1, tzinfo=UTC)


class Identity(NamedTuple):
    """A certificate with its key, and those of its issuers up to the root."""

    certificate: made.Certificate
    key: Key
    issuers: tuple[made.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


@cache
def new_key(name: str) -> Key:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def rsa_key() -> Key:
    """The one key of all who sign with RSA: to make one takes long."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def authority(name: str = "Keksitty varmentaja") -> Identity:
    return _issued(name, None, END + timedelta(days=3650), start=START, is_authority=True)


@cache
def stamper(at: datetime = SIGNED, issuer: str = "Keksitty varmentaja") -> DummyTimeStamper:
    """A service whose time stamps all name the time."""
    usage = made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    who = _issued("Aikaleimapalvelu", authority(issuer), END, start=START, is_rsa=True, extra=usage)
    signer = signer_of(who)
    return DummyTimeStamper(signer.signing_cert, signer.signing_key, signer.cert_registry, at)


@cache
def identity(
    name: str = DIRECTOR,
    issuer: str | None = "Keksitty varmentaja",
    end: datetime = END,
    *,
    is_rsa: bool = False,
) -> Identity:
    """Somebody with a certificate; issued by themselves when there is no issuer."""
    return _issued(name, authority(issuer) if issuer else None, end, start=START, is_rsa=is_rsa)


def _issued(
    name: str,
    issuer: Identity | None,
    end: datetime,
    *,
    start: datetime,
    is_authority: bool = False,
    is_rsa: bool = False,
    extra: made.ExtendedKeyUsage | None = None,
) -> Identity:
    key = rsa_key() if is_rsa else new_key(name)
    subject = made.Name([made.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        made.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(name.encode()[:8]))
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(made.BasicConstraints(is_authority, None), critical=True)
        .add_extension(_usage(is_authority), critical=True)
        .add_extension(made.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if extra is not None:
        builder = builder.add_extension(extra, critical=True)
    certificate = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    return Identity(certificate, key, (issuer.certificate,) if issuer else ())


def _usage(is_authority: bool) -> made.KeyUsage:
    return made.KeyUsage(
        digital_signature=False,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def revocations(day: datetime, *revoked: Identity, by: str = "Keksitty varmentaja") -> bytes:
    """The authority's list (PEM) of the certificates that it revoked on the day."""
    issuer = authority(by)
    builder = (
        made.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(day)
        .next_update(day + timedelta(days=30))
    )
    for one in revoked:
        entry = made.RevokedCertificateBuilder()
        entry = entry.serial_number(one.certificate.serial_number).revocation_date(day)
        builder = builder.add_revoked_certificate(entry.build())
    signed = builder.sign(issuer.key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM)


# PDFs


@cache
def small_pdf() -> bytes:
    """A PDF of one page with a word on it, with our seal, as the writer of PDFs would leave it."""
    drawn = "BT /F1 12 Tf 20 100 Td (Suunnitelma) Tj ET"
    font = "<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return identified(
        bare_pdf(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
                f"/Resources<</Font{font}>>>>",
                f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
            ]
        )
    )


def prepared_pdf(*names: str) -> bytes:
    """A tagged PDF with an empty field to sign by each name, as ours has one."""
    places = [6 + number for number in range(len(names))]
    listed = " ".join(f"{place} 0 R" for place in places)
    tree = " ".join(f"<</Type/OBJR/Obj {place} 0 R>>" for place in places)
    return bare_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R/StructTreeRoot 5 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[{listed}]>>",
            f"<</Fields[{listed}]>>",
            f"<</Type/StructTreeRoot/K<</Type/StructElem/S/Form/K[{tree}]>>>>",
            *(
                f"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/Rect[10 10 90 50]/P 3 0 R/F 4>>"
                for name in names
            ),
        ]
    )


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **how)
    return buffer.getvalue()


def signer_of(who: Identity) -> SimpleSigner:
    key = who.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    der = serialization.Encoding.DER
    certificate = x509.Certificate.load(who.certificate.public_bytes(der))
    others = [x509.Certificate.load(one.public_bytes(der)) for one in who.issuers]
    return SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore.from_certs(others),
    )


def signed_pdf(
    pdf: bytes,
    *people: Identity,
    at: datetime = SIGNED,
    field: str = "Allekirjoitus",
    kind: fields.SigSeedSubFilter = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    timestamper: object = None,
    permission: fields.MDPPerm | None = None,
    proofs: ValidationContext | None = None,
) -> bytes:
    """The PDF signed by each of the people in turn, as pyHanko does it."""
    for number, who in enumerate(people or (identity(),)):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        metadata = PdfSignatureMetadata(
            field_name=f"{field}{number or ''}",
            subfilter=kind,
            certify=permission is not None,
            docmdp_permissions=permission or fields.MDPPerm.FILL_FORMS,
            embed_validation_info=proofs is not None,
            validation_context=proofs,
        )
        signer = PdfSigner(metadata, signer=signer_of(who), timestamper=timestamper)
        with _clock_at(at):
            pdf = signer.sign_pdf(writer).getvalue()
    return pdf


def _clock_at(time: datetime) -> Any:
    """What stands for the clock of pyHanko."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return time

    return mock.patch.object(pdf_signer, "datetime", Clock)


def stamped_pdf(pdf: bytes, issuer: str = "Keksitty varmentaja") -> bytes:
    """The PDF with a time stamp on all of it, added at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    stamped = PdfTimeStamper(stamper(issuer=issuer)).timestamp_pdf(writer, md_algorithm="sha256")
    return bytes(stamped.getvalue())


def commented_pdf(pdf: bytes, subtype: str = "/Text") -> bytes:
    """The PDF with a note on its first page, added at its end as programs do."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    rectangle = generic.ArrayObject(map(generic.NumberObject, (10, 10, 30, 30)))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name(subtype),
            generic.pdf_name("/Rect"): rectangle,
            generic.pdf_name("/Contents"): generic.pdf_string("Huomaa!"),
        }
    )
    known = list(page["/Annots"]) if "/Annots" in page else []
    annotations = generic.ArrayObject([*known, writer.add_object(note)])
    page[generic.pdf_name("/Annots")] = annotations
    writer.update_container(page)
    return written(writer)


def repainted_pdf(pdf: bytes) -> bytes:
    """The PDF with other words on its first page, added at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    words = generic.StreamObject(stream_data=b"BT /F1 12 Tf 20 100 Td (Muuta) Tj ET")
    page[generic.pdf_name("/Contents")] = writer.add_object(words)
    writer.update_container(page)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_hand(
    who: Identity, folder: Path, *, subfilter: str = "adbe.pkcs7.detached", lists: bytes = b""
) -> bytes:
    """A PDF that is put together here, signed with openssl; `lists` is put into the signature."""
    room = 8192
    objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/SigFlags 3>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[5 0 R]>>",
        "<<>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Allekirjoitus)/Rect[0 0 0 0]/P 3 0 R/V 6 0 R>>",
        f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/{subfilter}/M(D:20260130140000+02'00')"
        f"/ByteRange[0 0000000000 0000000000 0000000000]/Contents<{'0' * room}>>>",
    ]
    pdf = bare_pdf(objects)
    start = pdf.index(b"<" + b"0" * room)
    end = start + room + 2
    numbers = b"%010d %010d %010d" % (start, end, len(pdf) - end)
    pdf = pdf.replace(b"0000000000 0000000000 0000000000", numbers)
    (folder / "avain.pem").write_bytes(who.key_pem)
    (folder / "varmenne.pem").write_bytes(who.pem)
    command = "cms -sign -binary -md sha256 -outform DER -noattr"
    names = ("-signer", folder / "varmenne.pem", "-inkey", folder / "avain.pem")
    signed = subprocess.run(
        [program("openssl"), *command.split(), *names],
        input=pdf[:start] + pdf[end:],
        capture_output=True,
        check=True,
    )
    value = _with_list(signed.stdout, lists) if lists else signed.stdout
    value = value.hex().encode().ljust(room, b"0")
    return pdf[: start + 1] + value + pdf[end - 1 :]


def _with_list(signature: bytes, pem: bytes) -> bytes:
    message = cms.ContentInfo.load(signature)
    revoked = crl.CertificateList.load(unarmor(pem)[2])
    message["content"]["crls"] = [cms.RevocationInfoChoice("crl", revoked)]
    return bytes(message.dump(force=True))


def bare_pdf(objects: Sequence[str]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text.encode())
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, name = len(objects) + 1, b"0" * 32
    trailer = b"<</Size %d/Root 1 0 R/ID[<%s><%s>]>>" % (count, name, name)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, trailer, len(data))
    )


# Containers. The XML is written here in its canonical form, letter by letter.

_SPACES = (
    'xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" '
    'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" '
    'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"'
)
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _digest(data: bytes) -> str:
    value = _base64(hashlib.sha256(data).digest())
    return (
        f'<ds:DigestMethod Algorithm="{_SHA256}"></ds:DigestMethod>'
        f"<ds:DigestValue>{value}</ds:DigestValue>"
    )


def xades(
    files: Mapping[str, bytes],
    who: Identity,
    at: str = "2026-01-30T12:00:00Z",
    method: str = _PLAIN,
    named: Identity | None = None,
) -> bytes:
    """A signature in XML on the files; its properties name another certificate when `named`."""
    der = who.certificate.public_bytes(serialization.Encoding.DER)
    told = (named or who).certificate.public_bytes(serialization.Encoding.DER)
    properties = (
        f'Id="P1"><xades:SignedSignatureProperties><xades:SigningTime>{at}</xades:SigningTime>'
        f"<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>{_digest(told)}"
        "</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>"
        "</xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    canonical = f"<xades:SignedProperties {_SPACES} {properties}"
    references = "".join(
        f'<ds:Reference URI="{quote(name)}">{_digest(data)}</ds:Reference>'
        for name, data in files.items()
    )
    is_rsa = isinstance(who.key, rsa.RSAPrivateKey)
    kind = "rsa-sha256" if is_rsa else "ecdsa-sha256"
    info = (
        f'<ds:CanonicalizationMethod Algorithm="{method}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{kind}">'
        f"</ds:SignatureMethod>{references}"
        '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#P1">'
        f"{_digest(canonical.encode())}</ds:Reference></ds:SignedInfo>"
    )
    spaces = _SPACES if method == _PLAIN else 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
    value = _signed(who.key, f"<ds:SignedInfo {spaces}>{info}".encode())
    return (
        f"<asic:XAdESSignatures {_SPACES}><ds:Signature><ds:SignedInfo>{info}"
        f"<ds:SignatureValue>{_base64(value)}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
        f"<ds:X509Certificate>{_base64(der)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        f"<ds:Object><xades:QualifyingProperties><xades:SignedProperties {properties}"
        "</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>"
    ).encode()


def _signed(key: Key, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    numbers = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return b"".join(number.to_bytes(32) for number in numbers)


def asice(files: Mapping[str, bytes], *signatures: bytes) -> bytes:
    """A container with the files and the signatures."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
        for name, data in files.items():
            container.writestr(name, data)
        container.writestr("META-INF/manifest.xml", "<manifest/>")
        for number, signature in enumerate(signatures):
            container.writestr(f"META-INF/signatures{number}.xml", signature)
    return out.getvalue()
