"""The PDF as a record: PDF/A-3 and PDF/UA-1, its attachments, metadata and signature field.

Read by page-validation, pikepdf, qpdf, poppler, pypdf and pyHanko; and by hand, every stream
unpacked. What many documents need is printed by one LibreOffice in one go.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import by_hand
import docx
import page
import pikepdf
import pytest
import tools
from helpers_document import BASIS, DATA, FORM, full_plan, partly, plan_with, rich_plan, saved
from helpers_pdf import POINTS, example_pdf, libreoffice, printed
from helpers_references import REFERENCES
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from strategies import plans

import omvgen as api
from omvgen import release
from omvgen.content.blocks import Attachment, Document
from omvgen.content.plan import plan_document
from omvgen.errors import OmvgenError
from omvgen.form.loader import form_in
from omvgen.plan.plan import Plan
from omvgen.plan.text import plain
from omvgen.reports import record_files
from omvgen.secrecy.publish.publish import publish
from omvgen.writers.docx.package import write_docx
from omvgen.writers.pdf import finish
from omvgen.writers.pdf.artifacts import mark_lines
from omvgen.writers.pdf.finish import finished
from omvgen.writers.pdf.libreoffice import FORMAT
from omvgen.writers.pdf.signature import FIELD

PROFILES = {page.ValidationProfile.PDF_A_3A: 156, page.ValidationProfile.PDF_UA_1: 104}
GENERATED = int(os.environ.get("OMVGEN_EXAMPLES", "2"))
FILES = (Attachment("a.txt", "text/plain", "Data", "Teksti", b"teksti"),)
EXAMPLE = tools.ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"


def faults(pdf: bytes) -> list[str]:
    """What page-validation finds wrong by either standard."""
    found = []
    for profile, rules in PROFILES.items():
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.rules.total >= rules
        found += [f"{fault.rule_id}: {fault.message}" for fault in report.failures]
    return [one for one in found if not is_of_an_embedded_type_1_font(one, pdf)]


def is_of_an_embedded_type_1_font(fault: str, pdf: bytes) -> bool:
    """Whether the fault is one of what page-validation cannot read, and pikepdf can.

    LibreOffice takes a Type 1 font (Nimbus) where Debian has no other for the name. Its list of
    characters need not be there (ISO 19005-3, 6.2.11.4.2), and its program is.
    """
    named = re.search(r"(?:FONT-EMBEDDING|TYPE1-SUBSET-CHARSET)-001: .*font object (\d+) 0", fault)
    if not named:
        return False
    with opened(pdf) as read:
        font = read.get_object(int(named[1]), 0)
        program = font.get("/FontDescriptor", {}).get("/FontFile")
        return bool(
            font.get("/Subtype") == "/Type1"
            and program is not None
            and program.read_bytes().startswith(b"%!FontType1")
        )


def printed_at_once(
    documents: Sequence[tuple[Document, bytes | None]], folder: Path
) -> list[bytes]:
    """The PDFs of the documents, each with its reference document."""
    files = [
        saved(write_docx(document, reference, printing=True), folder, f"{number}.docx")
        for number, (document, reference) in enumerate(documents)
    ]
    made = tools.convert_all(files, FORMAT, folder)
    return [
        finished(file.read_bytes(), document)
        for (document, _), file in zip(documents, made, strict=True)
    ]


def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def signature_fields(pdf: bytes) -> list[Any]:
    """Every field of a signature, in the form and among the annotations."""
    with opened(pdf) as read:
        form = read.Root.get("/AcroForm", pikepdf.Dictionary())
        fields = list(form.get("/Fields", ()))
        notes = [note for p in read.pages for note in p.get("/Annots", ())]
        widgets = [note for note in notes if note.get("/Subtype") == "/Widget"]
        assert [w.objgen for w in widgets] == [f.objgen for f in fields]
        return [dict(field) for field in fields]


# The standards


@pytest.mark.needs("libreoffice")
def test_the_example_follows_both_standards_and_is_sound(tmp_path: Path) -> None:
    assert faults(example_pdf()) == []
    with opened(example_pdf()) as read:
        assert read.check_pdf_syntax() == []
        assert str(read.pdf_version) == "1.7"
    if qpdf := which("qpdf"):
        done = subprocess.run(
            [qpdf, "--check", saved(example_pdf(), tmp_path, "a.pdf")],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.needs("libreoffice")
def test_in_every_style_and_language_it_follows_both(tmp_path: Path) -> None:
    swedish = form_in(FORM, "sv-FI")
    sv = plan_with({}, document={**DATA, "language": "sv-FI"})
    withheld = publish(rich_plan(), FORM).plan
    documents: list[tuple[Document, bytes | None]] = [
        (plan_document(full_plan(), FORM, signature=True, attachments=FILES), reference)
        for reference in REFERENCES.values()
    ]
    documents += [
        (plan_document(rich_plan(), FORM, draft=True), None),
        (plan_document(withheld, FORM, withheld=()), None),
        (plan_document(sv, swedish, signature=True, fingerprint="ab" * 32), None),
    ]
    made = printed_at_once(documents, tmp_path)
    assert [faults(pdf) for pdf in made] == [[]] * len(documents)
    assert [len(signature_fields(pdf)) for pdf in made] == [1] * 5 + [0, 0, 1]
    with opened(made[-1]) as read:
        assert str(read.Root.Lang) == "sv-FI"


@pytest.mark.needs("libreoffice")
@given(st.lists(plans(FORM), min_size=GENERATED, max_size=GENERATED))
@settings(max_examples=1, phases=[Phase.generate])
def test_whatever_a_plan_says_it_follows_both(
    tmp_path_factory: pytest.TempPathFactory, made: list[Plan]
) -> None:
    documents = [(plan_document(p, FORM, signature=True, attachments=FILES), None) for p in made]
    for pdf in printed_at_once(documents, tmp_path_factory.mktemp("pdf")):
        assert faults(pdf) == []
        assert len(signature_fields(pdf)) == 1


def test_without_its_library_no_pdf_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(OmvgenError) as refusal:
        finish.require_pypdf()
    assert refusal.value.finding.code == "OMV765"
    assert "docs/installing.md" in refusal.value.finding.remedy


# The signature field


@pytest.mark.needs("libreoffice", "poppler", "arial")
def test_one_empty_field_stands_on_the_line_of_the_signature(tmp_path: Path) -> None:
    (field,) = signature_fields(example_pdf())
    assert (field["/FT"], field["/T"]) == ("/Sig", FIELD)
    assert str(field["/TU"]) == "Allekirjoitus: Oskari Esimerkkinen, johtaja"
    assert "/V" not in field
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    with opened(example_pdf()) as read:
        height = float(read.pages[-1].MediaBox[3])
        assert read.Root.AcroForm.Fields[0].P.objgen == read.pages[-1].objgen
    lines = {line.text.split(" ")[0]: line for line in printed(example_pdf(), tmp_path)[-1]}
    label, above = lines["Allekirjoitus"], lines["Paikka"]
    assert abs((height - bottom) / POINTS - label.bottom) < 0.15  # cm
    assert above.bottom < (height - top) / POINTS < label.top
    assert abs((right - left) / POINTS - 9) < 0.05
    assert abs(left / POINTS - (2 + 6.9)) < 0.1  # the margin, and where values begin


@pytest.mark.needs("libreoffice")
def test_the_field_is_tagged_within_the_paragraph_of_its_label() -> None:
    with opened(example_pdf()) as read:
        (field,) = read.Root.AcroForm.Fields
        numbers = list(read.Root.StructTreeRoot.ParentTree.Nums)
        form = numbers[numbers.index(field.StructParent) + 1]
        assert form.S == "/Form"
        assert [kid.Obj.objgen for kid in form.K] == [field.objgen]
        kinds = [str(kid.S) for kid in form.P.K if isinstance(kid, pikepdf.Dictionary)]
        assert (form.P.S, kinds) == ("/Allekirjoitusrivi", ["/Span", "/Form"])
        assert b"omvgen:allekirjoitus" not in unpacked(example_pdf())


@pytest.mark.needs("libreoffice", "poppler")
def test_what_the_workbook_says_of_the_signature_stands_above_the_field(tmp_path: Path) -> None:
    plan = plan_with({"vahv_allekirjoitus": "Allekirjoitetaan sähköisesti"})
    (pdf,) = printed_at_once([(plan_document(plan, FORM, signature=True), None)], tmp_path)
    (field,) = signature_fields(pdf)
    with opened(pdf) as read:
        top = float(read.pages[-1].MediaBox[3]) - float(field["/Rect"][3])
    (said,) = (x for x in printed(pdf, tmp_path)[-1] if "sähköisesti" in x.text)
    assert said.bottom < top / POINTS
    assert faults(pdf) == []


@pytest.mark.needs("libreoffice")
def test_it_can_be_signed_and_what_was_signed_is_what_was_built() -> None:
    signing = pytest.importorskip("pyhanko.sign.signers")
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    found = enumerate_sig_fields(PdfFileReader(io.BytesIO(example_pdf())))
    assert [(name, value) for name, value, _ in found] == [(FIELD, None)]
    writer = IncrementalPdfFileWriter(io.BytesIO(example_pdf()))
    metadata = signing.PdfSignatureMetadata(field_name=FIELD)
    signer = a_signer()
    signed = signing.sign_pdf(writer, metadata, signer=signer).getvalue()
    assert signed.startswith(example_pdf())
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signer.signing_cert])
    status = validate_pdf_signature(signature, trusted)
    assert (signature.field_name, status.intact, status.valid) == (FIELD, True, True)
    assert status.coverage.name == "ENTIRE_FILE"


def a_signer() -> Any:
    """Somebody with a certificate of their own making."""
    from datetime import UTC, datetime, timedelta

    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Oskari Esimerkkinen")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(1))
    der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=asn1.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


# The attachments


@pytest.mark.needs("libreoffice", "poppler")
def test_the_workbook_and_its_plan_are_attached_byte_for_byte(tmp_path: Path) -> None:
    with opened(example_pdf()) as read:
        wanted = {"suunnitelma.json": "/Data", "tyokirja.xlsx": "/Source"}
        assert {str(file.UF): str(file.AFRelationship) for file in read.Root.AF} == wanted
    found = {
        name: data for name, (data, *_) in PdfReader(stream(example_pdf())).attachments.items()
    }
    assert found["tyokirja.xlsx"] == EXAMPLE.read_bytes()
    assert json.loads(found["suunnitelma.json"]) == api.export(api.read(EXAMPLE))
    detach = Path(tools.program("poppler")).with_name("pdfdetach")
    file = saved(example_pdf(), tmp_path, "a.pdf")
    subprocess.run([detach, "-saveall", "-o", tmp_path, file], check=True, capture_output=True)
    for name, data in found.items():
        assert (tmp_path / name).read_bytes() == data


def stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def unpacked(pdf: bytes) -> bytes:
    """The PDF and all its streams, unpacked by hand, and those within packages once more."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    found = [pdf]
    for data in streams:
        found.append(zlib.decompressobj().decompress(data) if data[:1] == b"x" else data)
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                found += map(package.read, package.namelist())
    return b"\n".join(found)


CANARIES = ("Kanarialintu", "Peipponen", "Viherpeippo", "Tikli-7741")
"""A secret answer, a remark for the staff alone, a secret name in the metadata, a passage."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The full and the public PDF of one workbook with canaries."""
    folder = tmp_path_factory.mktemp("kanariat")
    plan = plan_with(
        {
            **dict.fromkeys(FORM.questions, "Vastaus"),
            "omv_johtaminen": partly(f"Avoin. [[{CANARIES[3]}]]"),
            "tilat_kuvaus": api.Answer(
                plain(CANARIES[0]), "Salassa pidettävä", (BASIS,), CANARIES[1]
            ),
        },
        document={**DATA, "prepared_by": f"Laatija [[{CANARIES[2]}]]", "bases": BASIS},
    )
    file = folder / "tyokirja-kanaria.xlsx"
    file.write_bytes(api.template(FORM, plan))
    reading, soffice = api.read(file), libreoffice().program
    given = {"draft": False, "findings": (), "soffice": soffice}
    return api.build(reading, "pdf", **given), api.build_public(reading, "pdf", **given)


@pytest.mark.needs("libreoffice", "poppler")
def test_nothing_is_attached_to_what_is_public(both: tuple[bytes, bytes], tmp_path: Path) -> None:
    """By five readers; the same ones find everything in the full PDF."""
    full, public = both
    assert [c for c in CANARIES if c.encode() not in unpacked(full)] == []
    assert [c for c in CANARIES if c.encode() in unpacked(public)] == []
    for pdf, files in ((full, 2), (public, 0)):
        assert len(PdfReader(stream(pdf)).attachments) == files
        with opened(pdf) as read:
            assert len(read.attachments) == len(read.Root.get("/AF", ())) == files
            kinds = [str(o.get("/Type", "")) for o in read.objects if hasattr(o, "get")]
            assert kinds.count("/EmbeddedFile") == kinds.count("/Filespec") == files
        detach = Path(tools.program("poppler")).with_name("pdfdetach")
        listed = [detach, "-list", saved(pdf, tmp_path, "a.pdf")]
        said = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
        assert said.startswith(f"{files} embedded files")
    text = "".join(p.extract_text() for p in PdfReader(stream(public)).pages)
    assert "Julkinen versio" in text
    assert signature_fields(public) == []
    assert faults(public) == []


@pytest.mark.needs("libreoffice")
def test_a_public_pdf_with_something_attached_would_not_get_out(both: tuple[bytes, bytes]) -> None:
    reading = api.read(EXAMPLE)
    copies = [release.publish(reading)]
    with pytest.raises(OmvgenError) as refusal:
        release.find_leaks(both[0], "j.pdf", copies, reading)
    assert refusal.value.finding.code == "OMV429"


def test_of_a_renamed_workbook_the_same_is_attached(tmp_path: Path) -> None:
    copy = saved(EXAMPLE.read_bytes(), tmp_path, "toinen-nimi.xlsx")
    assert record_files(api.read(copy)) == record_files(api.read(EXAMPLE))
    macros = saved(EXAMPLE.read_bytes(), tmp_path, "makroja.XLSM")
    assert record_files(api.read(macros))[1].name == "tyokirja.xlsm"


@pytest.mark.needs("libreoffice", "poppler")
@pytest.mark.usefixtures("running_office")
def test_from_the_pack_alone_one_proves_by_hand_what_was_confirmed(tmp_path: Path) -> None:
    if not by_hand.can_be_run():
        pytest.skip("there are no such commands here")
    reading = api.read(saved(EXAMPLE.read_bytes(), tmp_path, EXAMPLE.name))
    signing = api.Signing(date(2026, 1, 30), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    document = saved(example_pdf(), tmp_path, "allekirjoitettu.pdf")
    record = api.confirm(reading, signing, date(2026, 2, 1), document, force=True)
    pack = api.pack(reading, soffice=tmp_path / "none")
    folder = tmp_path / "paketti"
    with zipfile.ZipFile(io.BytesIO(pack.data)) as files:
        files.extractall(folder)
    assert (folder / "omavalvontasuunnitelma.pdf").read_bytes() == example_pdf()
    assert by_hand.files_are_whole(folder)
    assert by_hand.identifier(folder) == record.id
    assert by_hand.document_is_the_confirmed_one(folder)
    assert by_hand.attached_workbook_is_the_confirmed_one(folder)
    assert json.loads((folder / "liitteet" / "suunnitelma.json").read_bytes()) == api.export(
        reading
    )
    row = (folder / "vahvistus.json").read_text("utf-8")
    (folder / "vahvistus.json").write_text(row.replace(record.workbook_hash, "0" * 64), "utf-8")
    assert not by_hand.attached_workbook_is_the_confirmed_one(folder)


# The metadata


def xmp(pdf: bytes) -> dict[str, tuple[str, ...]]:
    """The record's own properties, read with lxml."""
    with opened(pdf) as read:
        tree = etree.fromstring(read.Root.Metadata.read_bytes())
    found = tree.xpath("//*[namespace-uri() = 'urn:omvgen:asiakirja:1/']")
    return {
        etree.QName(one).localname: tuple(x.text for x in one.iter() if (x.text or "").strip())
        for one in found
    }


@pytest.mark.needs("libreoffice")
def test_json_xmp_and_word_say_the_same_words(tmp_path: Path) -> None:
    reading = api.read(EXAMPLE)
    pack = api.pack(reading, soffice=tmp_path / "none")
    with zipfile.ZipFile(io.BytesIO(pack.data)) as files:
        said = json.loads(files.read("metatiedot.json"))
        word = files.read("omavalvontasuunnitelma.docx")
    form = said.pop("form")
    said["form"] = f"{form['id']}, {form['version']}"
    wanted = {
        key: tuple(value) if isinstance(value, list) else (value,)
        for key, value in said.items()
        if value
    }
    found = xmp(example_pdf())
    assert len(found.pop("fingerprint")[0]) == 64
    assert found == wanted

    core = docx.Document(io.BytesIO(word)).core_properties
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        custom = etree.fromstring(package.read("docProps/custom.xml"))
    own = {e.get("name"): "".join(e.itertext()) for e in custom}
    assert core.created is not None
    own |= {"title": core.title, "document_type": core.subject, "author": core.author}
    own |= {"case_number": core.identifier, "version": core.version, "language": core.language}
    own |= {"date": core.created.date().isoformat()}
    assert {k: "; ".join(v) for k, v in wanted.items()}.items() <= own.items()


@pytest.mark.needs("libreoffice")
def test_each_property_is_declared_and_the_standard_ones_agree() -> None:
    with opened(example_pdf()) as read, read.open_metadata() as metadata:
        assert metadata["dc:title"] == read.docinfo["/Title"] == said_in("title")
        assert metadata["dc:creator"] == [said_in("author")]
        assert str(read.docinfo["/Author"]) == said_in("author")
        assert metadata["dc:identifier"] == said_in("case_number")
        tree = etree.fromstring(read.Root.Metadata.read_bytes())
    names = tree.xpath("//*[local-name() = 'name']/text()")
    assert sorted(names) == sorted(["part", *xmp(example_pdf())])


def said_in(key: str) -> str:
    return xmp(example_pdf())[key][0]


# Lines outside of all tags


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (b"q\n0 0 m\n9 9 l\nS\nQ", b"q\n/Artifact BMC\n0 0 m\n9 9 l\nS\nEMC\nQ"),
        (b"/P BMC\n0 0 5 5 re\nf\nEMC", None),
        (b"0 0 5 5 re\nW\nn\n/P BMC\n1 1 2 2 re\nf*\nEMC", None),
        (
            b"0 0 5 5 re\nW*\nn\n1 1 2 2 re\nB",
            b"0 0 5 5 re\nW*\nn\n/Artifact BMC\n1 1 2 2 re\nB\nEMC",
        ),
    ],
)
def test_a_path_drawn_outside_of_all_tags_is_an_artifact(
    drawn: bytes, wanted: bytes | None
) -> None:
    pdf = PdfWriter()
    contents = pdf.add_blank_page(9, 9)
    contents[NameObject("/Contents")] = pdf._add_object(decoded(drawn))
    mark_lines(pdf)
    assert contents["/Contents"].get_object().get_data().split() == (wanted or drawn).split()


def decoded(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made
