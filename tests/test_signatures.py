"""Electronic signatures: who signed, is it whole, what came afterwards; each in its words."""

from __future__ import annotations

import io
import socket
import sys
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import helpers_signing as sign
import pikepdf
import pytest
from asn1crypto import crl
from helpers_signing import DIRECTOR, SIGNED, authority, identity, signed_pdf, small_pdf
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko_certvalidator import ValidationContext

from omvgen.errors import ReadError
from omvgen.locale import speaking
from omvgen.signatures.cms import proofs_in
from omvgen.signatures.model import (
    Added,
    Chain,
    Clock,
    Coverage,
    Integrity,
    Signature,
    SignedFile,
    signature_from_json,
    signature_to_json,
)
from omvgen.signatures.reading import read_signatures
from omvgen.signatures.trust import Trust, load_trust
from omvgen.signatures.words import problems, signature_lines

REVOKED = datetime(2026, 2, 5, tzinfo=UTC)
SOON = 5.0  # seconds within which the worst file is refused
ENDED = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("varmenteet")


@pytest.fixture(scope="module")
def trust(folder: Path) -> Trust:
    return trusting(folder, authority().pem)


def trusting(folder: Path, *pems: bytes) -> Trust:
    file = folder / "juuret.pem"
    file.write_bytes(b"".join(pems))
    return load_trust(file)


def read(data: bytes, trust: Trust | None = None) -> SignedFile:
    return read_signatures("a.pdf", data, trust)


def only(data: bytes, trust: Trust | None = None) -> Signature:
    (found,) = read(data, trust).signatures
    return found


def with_proofs(pdf: bytes, *lists: bytes) -> bytes:
    """The signed PDF with lists of revoked certificates added to its end."""
    out = io.BytesIO(pdf)
    contents = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0].sig_object["/Contents"]
    ders = [made_der(one) for one in lists]
    certificates = sign.signer_of(authority()).signing_cert
    DocumentSecurityStore.add_dss(out, contents, certs=[certificates], crls=ders)
    return out.getvalue()


def made_der(pem: bytes) -> object:
    from asn1crypto import pem as armour

    return crl.CertificateList.load(armour.unarmor(pem)[2])


# One signature


def test_a_signature_names_signer_issuer_time_and_certificate(trust: Trust) -> None:
    found = only(signed_pdf(small_pdf()), trust)
    certificate = identity().certificate
    assert (found.signer, found.issuer) == (DIRECTOR, "Keksitty varmentaja")
    assert (found.time, found.clock) == (SIGNED, Clock.CLAIMED)
    assert found.serial == f"{certificate.serial_number:X}"
    assert found.certificate == certificate.fingerprint(sign.hashes.SHA256()).hex()
    assert (found.valid_from, found.valid_to) == (
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )
    assert (found.field, found.self_issued, found.stamp) == ("Allekirjoitus", False, False)
    assert found.sound


State = tuple[Integrity, Coverage, Added, Chain, bool]
GOOD = (Integrity.INTACT, Coverage.FILE, Added.NOTHING, Chain.TRUSTED, True)


def state_of(one: Signature) -> State:
    return one.integrity, one.coverage, one.added, one.chain, one.sound


def later(added: Added, *, sound: bool = False) -> State:
    return Integrity.INTACT, Coverage.REVISION, added, Chain.TRUSTED, sound


def chained(chain: Chain) -> State:
    return Integrity.INTACT, Coverage.FILE, Added.NOTHING, chain, False


def changed(pdf: bytes) -> bytes:
    """The PDF with one letter of its words another one."""
    assert pdf.count(b"(Suunnitelma)") == 1
    return pdf.replace(b"(Suunnitelma)", b"(Suunnitelmo)")


def rewritten(pdf: bytes, **how: object) -> bytes:
    """The PDF as a program leaves it that writes all of it anew."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sign.saved(opened, **how)


BROKEN = (Integrity.CHANGED, Coverage.PART, Added.NOTHING, Chain.TRUSTED, False)
CASES: dict[str, tuple[Callable[[], bytes], State]] = {
    "valid": (lambda: signed_pdf(small_pdf()), GOOD),
    "rsa": (lambda: signed_pdf(small_pdf(), identity("Rsa", is_rsa=True)), GOOD),
    "pades": (lambda: signed_pdf(small_pdf(), kind=SigSeedSubFilter.PADES), GOOD),
    "expired": (
        lambda: signed_pdf(small_pdf(), identity("Vanha", end=ENDED)),
        chained(Chain.EXPIRED),
    ),
    "self-signed": (
        lambda: signed_pdf(small_pdf(), identity("Itse", None)),
        chained(Chain.UNKNOWN),
    ),
    "stranger": (
        lambda: signed_pdf(small_pdf(), identity("Vieras", "Toinen varmentaja")),
        chained(Chain.UNKNOWN),
    ),
    "changed": (
        lambda: changed(signed_pdf(small_pdf())),
        (Integrity.CHANGED, Coverage.FILE, Added.NOTHING, Chain.TRUSTED, False),
    ),
    "comment": (lambda: sign.commented_pdf(signed_pdf(small_pdf())), later(Added.COMMENTS)),
    "stamp on page": (
        lambda: sign.commented_pdf(signed_pdf(small_pdf()), "/FreeText"),
        later(Added.COMMENTS),
    ),
    "repainted": (lambda: sign.repainted_pdf(signed_pdf(small_pdf())), later(Added.OTHER)),
    "tail": (lambda: signed_pdf(small_pdf()) + b"\n% tail", later(Added.OTHER)),
    "comment against its will": (
        lambda: sign.commented_pdf(signed_pdf(small_pdf(), permission=MDPPerm.NO_CHANGES)),
        later(Added.OTHER),
    ),
    "rewritten": (lambda: rewritten(signed_pdf(small_pdf())), BROKEN),
    "linearised": (lambda: rewritten(signed_pdf(small_pdf()), linearize=True), BROKEN),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_a_signed_pdf(case: str, trust: Trust) -> None:
    make, expected = CASES[case]
    assert state_of(only(make(), trust)) == expected


def test_without_trusted_certificates_the_chain_is_not_checked() -> None:
    for who in (identity(), identity("Vieras", "Toinen varmentaja")):
        found = only(signed_pdf(small_pdf(), who))
        assert found.chain is Chain.NOT_CHECKED
        assert found.sound
    assert only(signed_pdf(small_pdf(), identity("Itse", None))).self_issued
    assert not only(signed_pdf(small_pdf(), identity("Vanha", end=ENDED))).sound


def test_two_signers_stand_in_the_order_of_signing(trust: Trust) -> None:
    found = read(signed_pdf(small_pdf(), identity("Mari Mallikas"), identity()), trust)
    assert [one.signer for one in found.signatures] == ["Mari Mallikas", DIRECTOR]
    assert state_of(found.signatures[0]) == later(Added.SIGNATURES, sound=True)
    assert state_of(found.signatures[1]) == GOOD
    assert found.sound
    noted = sign.commented_pdf(found.document[1])
    assert [one.added for one in read(noted).signatures] == [Added.COMMENTS, Added.COMMENTS]


@pytest.mark.needs("openssl")
def test_a_signature_by_openssl_is_read(trust: Trust, folder: Path) -> None:
    found = read(sign.by_hand(identity(), folder), trust)
    (one,) = found.signatures
    assert state_of(one) == GOOD
    assert one.time == datetime(2026, 1, 30, 14, tzinfo=timezone(timedelta(hours=2)))
    assert found.unsigned is None


@pytest.mark.needs("openssl")
def test_a_signature_of_an_unknown_kind_is_named_and_never_sound(folder: Path) -> None:
    found = read(sign.by_hand(identity(), folder, subfilter="adbe.x509.rsa_sha1"))
    assert (found.signatures, found.unread) == ((), ("Allekirjoitus",))
    assert found.signed
    assert not found.sound


# Revocation and time stamps


def test_a_given_list_shows_that_the_certificate_was_revoked(folder: Path) -> None:
    pdf = signed_pdf(small_pdf())
    given = trusting(folder, sign.revocations(REVOKED, identity()), authority().pem)
    found = only(pdf, given)
    assert (found.chain, found.revoked, found.sound) == (Chain.REVOKED, REVOKED, False)
    other = trusting(folder, authority().pem, sign.revocations(REVOKED, identity("Mari Mallikas")))
    assert state_of(only(pdf, other)) == GOOD


def test_a_list_of_another_authority_revokes_nothing(folder: Path) -> None:
    forged = sign.revocations(REVOKED, identity(), by="Toinen varmentaja")
    given = trusting(folder, authority().pem, authority("Toinen varmentaja").pem, forged)
    assert state_of(only(signed_pdf(small_pdf()), given)) == GOOD


def test_a_list_in_the_file_revokes_without_anything_given() -> None:
    pdf = with_proofs(signed_pdf(small_pdf()), sign.revocations(REVOKED, identity()))
    found = only(pdf)
    assert (found.added, found.chain, found.revoked) == (Added.PROOFS, Chain.REVOKED, REVOKED)
    other = only(with_proofs(signed_pdf(small_pdf()), sign.revocations(REVOKED)))
    assert (other.added, other.chain, other.sound) == (Added.PROOFS, Chain.NOT_CHECKED, True)


@pytest.mark.needs("openssl")
def test_a_list_within_the_signature_revokes_too(folder: Path) -> None:
    found = only(sign.by_hand(identity(), folder, lists=sign.revocations(REVOKED, identity())))
    assert (found.chain, found.revoked) == (Chain.NOT_CHECKED, None)  # its issuer is not known
    roots = trusting(folder, authority().pem)
    pdf = sign.by_hand(identity(), folder, lists=sign.revocations(REVOKED, identity()))
    found = only(pdf, roots)
    assert (found.integrity, found.chain) == (Integrity.INTACT, Chain.REVOKED)


def test_lists_as_adobes_programs_put_them_are_read(trust: Trust) -> None:
    root = sign.signer_of(authority()).signing_cert
    lists = [made_der(sign.revocations(SIGNED))]
    context = ValidationContext([root], crls=lists, moment=SIGNED)
    pdf = signed_pdf(small_pdf(), proofs=context)
    assert pdf.count(b"/ByteRange") == 1
    assert state_of(only(pdf, trust)) == GOOD
    signed = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    held = proofs_in(signed.signed_data, extract_certs_for_validation(signed.signed_data))
    assert held.lists == (lists[0].dump(),)


def test_a_trusted_time_stamp_shows_that_the_revocation_came_later(folder: Path) -> None:
    pdf = signed_pdf(small_pdf(), timestamper=sign.stamper())
    lists = sign.revocations(REVOKED, identity())
    found = only(pdf, trusting(folder, authority().pem, lists))
    assert (found.clock, found.time, found.chain) == (Clock.STAMPED, SIGNED, Chain.TRUSTED)
    assert (found.revoked, found.sound) == (REVOKED, True)
    unknown = signed_pdf(small_pdf(), timestamper=sign.stamper(issuer="Toinen varmentaja"))
    found = only(unknown, trusting(folder, authority().pem, lists))
    assert (found.clock, found.chain) == (Clock.STAMPED_UNCHECKED, Chain.REVOKED)


def test_a_time_stamp_on_the_whole_file_is_nobodys_signature(trust: Trust) -> None:
    found = read(sign.stamped_pdf(signed_pdf(small_pdf())), trust)
    signature, stamp = found.signatures
    assert state_of(signature) == later(Added.PROOFS, sound=True)
    assert (stamp.stamp, stamp.signer, stamp.clock) == (True, "Aikaleimapalvelu", Clock.STAMPED)
    assert (stamp.integrity, found.sound, found.signed) == (Integrity.INTACT, True, True)
    assert found.first_revision == small_pdf().rstrip()
    alone = read(sign.stamped_pdf(small_pdf(), issuer="Toinen varmentaja"), trust)
    assert (alone.signed, alone.sound) == (False, True)
    assert alone.signatures[0].clock is Clock.STAMPED_UNCHECKED
    with speaking("fi"):
        assert signature_lines(alone.signatures[0])[0].startswith("Aikaleima: Aikaleimapalvelu")


# What the file was before


def test_the_file_as_it_was_before_it_was_signed() -> None:
    pdf = small_pdf()
    for people in ((identity(),), (identity(), identity("Mari Mallikas"))):
        before = read(signed_pdf(pdf, *people)).first_revision
        assert before is not None
        assert before + b"\n" == pdf
    for change in (sign.commented_pdf, sign.repainted_pdf):  # a reader sees more by now
        assert read(change(signed_pdf(pdf))).first_revision is None


def test_a_signature_in_a_tagged_field_that_was_there_leaves_the_file_what_it_was() -> None:
    pdf = sign.prepared_pdf("Allekirjoitus", "Allekirjoitus1")
    found = read(signed_pdf(pdf, identity(), identity("Mari Mallikas")))
    assert [one.field for one in found.signatures] == ["Allekirjoitus", "Allekirjoitus1"]
    assert [one.added for one in found.signatures] == [Added.SIGNATURES, Added.NOTHING]
    assert found.sound
    assert found.first_revision == pdf.rstrip()


def test_a_file_that_was_changed_before_it_was_signed_is_not_what_it_was() -> None:
    for change in (sign.repainted_pdf, sign.commented_pdf):
        found = read(signed_pdf(change(small_pdf())))
        assert found.sound
        assert found.first_revision is None


def test_a_picture_of_a_signature_is_none(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(small_pdf())) as pdf:
        image = pikepdf.Stream(pdf, b"\0" * 100)
        image.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 10}
            | {"/Height": 10, "/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8}
        )
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Kuva=image)
        found = read(sign.saved(pdf))
    assert not found.signed
    assert found.signatures == ()


# Words


def words(data: bytes, language: str, trust: Trust | None = None) -> str:
    with speaking(language):
        return " ".join(signature_lines(only(data, trust)))


def test_the_words_of_a_signature(trust: Trust) -> None:
    pdf = signed_pdf(small_pdf())
    with speaking("fi"):
        assert signature_lines(only(pdf, trust)) == [
            f"Sähköinen allekirjoitus: {DIRECTOR} (varmenteen myöntäjä: Keksitty varmentaja), "
            "30.1.2026 klo 12.00 (UTC) allekirjoittajan tietokoneen mukaan",
            "Allekirjoitettu sisältö on ennallaan.",
            "Varmenne johtaa annettuun luotettuun varmenteeseen.",
            "Varmenne on voimassa 1.1.2025–1.1.2030, sarjanumero "
            f"{identity().certificate.serial_number:X}.",
        ]
    assert "Ei tarkistettu, onko varmenne luotettu" in words(pdf, "fi")
    assert "Om certifikatet är betrott kontrollerades inte" in words(pdf, "sv")
    assert "Whether the certificate is trusted was not checked" in words(pdf, "en")


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("expired", ("ei allekirjoitettaessa", "inte vid undertecknandet", "not at the time of")),
        ("self-signed", ("haltija itse", "av innehavaren själv", "The holder issued")),
        ("stranger", ("ei johda mihinkään", "leder inte till", "leads to none")),
        ("changed", ("sisältö on muuttunut", "har ändrats", "has changed")),
        ("comment", ("lisätty kommentteja", "kommentarer", "Comments or marks")),
        ("repainted", ("tiedostoa on muutettu", "filen ändrats", "file was changed afterwards")),
        ("rewritten", ("ei kata koko tiedostoa", "täcker inte hela", "does not cover the whole")),
    ],
)
def test_the_words_against_a_signature(case: str, said: tuple[str, str, str], trust: Trust) -> None:
    found = read(CASES[case][0](), trust)
    for language, text in zip(("fi", "sv", "en"), said, strict=True):
        with speaking(language):
            assert text in problems(found)
            assert text in " ".join(signature_lines(found.signatures[0]))


# Containers


PLAN = {"suunnitelma.pdf": small_pdf()}


def test_a_container_is_read(trust: Trust) -> None:
    for who in (identity(), identity("Rsa", is_rsa=True)):
        for method in (sign._PLAIN, sign.EXCLUSIVE):
            signature = sign.xades(PLAN, who, method=method)
            found = read(sign.asice(PLAN, signature), trust)
            (one,) = found.signatures
            assert state_of(one) == GOOD, (who.certificate.subject, method)
            assert (one.time, one.clock) == (SIGNED, Clock.CLAIMED)
            assert one.files == ("suunnitelma.pdf",)
            assert found.document == ("suunnitelma.pdf", small_pdf())
            assert found.sound


def test_a_container_whose_file_was_changed() -> None:
    signature = sign.xades(PLAN, identity())
    found = read(sign.asice({"suunnitelma.pdf": changed(small_pdf())}, signature))
    assert found.signatures[0].integrity is Integrity.CHANGED
    assert not found.sound


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2026-01-30T12", b"2026-01-29T12"),  # the claimed time is signed, too
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>AAAA"),
        (b'URI="suunnitelma.pdf"', b'URI="puuttuu.pdf"'),
    ],
)
def test_a_container_whose_signature_was_changed(old: bytes, new: bytes) -> None:
    signature = sign.xades(PLAN, identity())
    assert old in signature
    found = read(sign.asice(PLAN, signature.replace(old, new)))
    assert found.signatures[0].integrity is Integrity.CHANGED
    assert not found.sound


def test_a_signature_of_a_container_that_names_another_certificate() -> None:
    signature = sign.xades(PLAN, identity(), named=identity("Mari Mallikas"))
    assert read(sign.asice(PLAN, signature)).signatures[0].integrity is Integrity.CHANGED


def test_a_way_of_signing_that_is_not_known_is_not_called_intact() -> None:
    signature = sign.xades(PLAN, identity(), method="http://www.w3.org/2010/xml-c14n2")
    (one,) = read(sign.asice(PLAN, signature)).signatures
    assert (one.integrity, one.sound) == (Integrity.UNCHECKED, False)


def test_files_of_a_container_that_nobody_signed_or_that_are_no_document() -> None:
    signature = sign.xades(PLAN, identity())
    found = read(sign.asice({**PLAN, "lisäys.txt": b"!"}, signature))
    assert (found.uncovered, found.others, found.sound) == (("lisäys.txt",), ("lisäys.txt",), False)
    both = {**PLAN, "liite ä.txt": b"!"}
    found = read(sign.asice(both, sign.xades(both, identity())))
    assert (found.uncovered, found.others, found.sound) == ((), ("liite ä.txt",), True)
    two = read(sign.asice(both, sign.xades(both, identity()), signature))
    assert two.uncovered == ("liite ä.txt",)


def test_a_signed_pdf_in_a_container_has_both_signatures() -> None:
    inner = {"a.pdf": signed_pdf(small_pdf(), identity("Mari Mallikas"))}
    found = read(sign.asice(inner, sign.xades(inner, identity())))
    assert [one.signer for one in found.signatures] == ["Mari Mallikas", DIRECTOR]
    assert found.first_revision == small_pdf().rstrip()


def test_signatures_of_another_kind_in_a_container_are_named() -> None:
    found = read(sign.asice({**PLAN, "META-INF/signature.p7s": b"x"}))
    assert (found.unread, found.sound) == (("META-INF/signature.p7s",), False)


# The record


times = st.datetimes(timezones=st.just(UTC))
names = st.text(max_size=20)
SIGNATURES = st.builds(
    Signature,
    *(names, names, names, names, times, times, st.booleans(), times | st.none()),
    *map(st.sampled_from, (Clock, Integrity, Coverage, Added, Chain)),
    times | st.none(),
    names,
    st.lists(names, max_size=2).map(tuple),
    st.booleans(),
)


@given(SIGNATURES)
def test_a_signature_is_read_back_from_the_ledger(signature: Signature) -> None:
    assert signature_from_json(signature_to_json(signature)) == signature


# Hostile files, missing libraries, and no network


@cache
def signed_files() -> tuple[bytes, ...]:
    return signed_pdf(small_pdf()), sign.asice(PLAN, sign.xades(PLAN, identity()))


def read_or_refused(data: bytes) -> SignedFile | None:
    """The signatures; None when they are refused, in the words for it."""
    try:
        return read(data)
    except ReadError as error:
        if [one.code for one in error.findings] != ["OMV691"]:
            raise
        return None


@given(
    st.sampled_from((0, 1)), st.floats(0, 1, exclude_max=True), st.binary(max_size=3),
    st.integers(0, 40),
)  # fmt: skip
def test_a_damaged_file_is_never_sound_with_other_words(
    which: int, place: float, piece: bytes, length: int
) -> None:
    whole = signed_files()[which]
    start = int(place * len(whole))
    found = read_or_refused(whole[:start] + piece + whole[start + length :])
    if found is not None and found.signed and found.sound:
        assert found.document[1] in (whole, small_pdf())


def bomb() -> bytes:
    """A PDF whose table of objects would unpack to a thousand times its size."""
    packed = zlib.compress(zlib.compress(b"\0" * 60_000_000, 9), 9)
    head = b"%PDF-1.7\n% /ByteRange\n"
    table = (
        b"1 0 obj\n<</Type/XRef/Size 9/W[1 1 1]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]"
        b"/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    )
    return head + table + b"startxref\n%d\n%%%%EOF" % len(head)


def nested() -> bytes:
    deep = "[" * 50_000 + "]" * 50_000
    return sign.bare_pdf([f"<</Type/Catalog/Pages 2 0 R/ByteRange {deep}>>", "<</Kids[2 0 R]>>"])


def looping() -> bytes:
    form = "<</Fields[3 0 R]/ByteRange[0]>>"
    field = "<</T(a)/FT/Sig/Kids[3 0 R]/Parent 3 0 R>>"
    pdf = sign.bare_pdf([f"<</Type/Catalog/Pages 2 0 R/AcroForm {form}>>", "<<>>", field])
    start = pdf.index(b"xref\n")
    return pdf.replace(b"/Root", b"/Prev %d/Root" % start)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "nested": nested,
    "looping": looping,
    "many revisions": lambda: signed_pdf(small_pdf()) + b"startxref\n0\n%%EOF\n" * 10_000,
    "no pdf": lambda: b"%PDF-1.7 /ByteRange",
    "zip bomb": lambda: sign.asice({"a.pdf": b""}, b"<a>" * 1_000_000),
    "entities": lambda: sign.asice(PLAN, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "no xml": lambda: sign.asice(PLAN, b"<"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_soon(case: str) -> None:
    data = HOSTILE[case]()
    start = time.process_time()
    found = read_or_refused(data)
    assert found is None or found.signatures == ()
    assert time.process_time() - start < SOON


def test_without_the_library_a_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf, container = signed_pdf(small_pdf()), sign.asice(PLAN, sign.xades(PLAN, identity()))
    assert read(small_pdf()).signatures == ()
    for name in [name for name in sys.modules if name.startswith("omvgen.signatures.")]:
        if name.rpartition(".")[2] not in ("model", "reading", "trust", "words"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyhanko_certvalidator", None)
    for data in (pdf, container):
        with pytest.raises(ReadError) as caught:
            read(data)
        (finding,) = caught.value.findings
        assert finding.code == "OMV690"
        assert "omvgen[signed]" in finding.remedy
    assert read(small_pdf()).signatures == ()


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch, trust: Trust) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    files = [make() for make, _ in CASES.values()]
    files.append(sign.asice(PLAN, sign.xades(PLAN, identity())))
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for data in files:
        read(data, trust)


def test_a_file_of_trusted_certificates(folder: Path) -> None:
    key = identity().key_pem
    two = trusting(folder, b"Selite\n", authority().pem, authority("Toinen varmentaja").pem, key)
    assert (len(two.roots), two.lists) == (2, ())
    for content in (b"", b"x", sign.revocations(REVOKED), authority().pem.replace(b"MII", b"AAA")):
        with pytest.raises(ReadError) as caught:
            trusting(folder, content)
        assert [one.code for one in caught.value.findings] == ["OMV692"]
    with pytest.raises(ReadError) as caught:
        load_trust(folder / "puuttuu.pem")
    assert [one.code for one in caught.value.findings] == ["OMV199"]
