"""What the search reads of a file, whatever it is: all that a curious person could, or nothing."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from base64 import b64encode
from email.message import EmailMessage
from quopri import encodestring

import pikepdf
import pytest
from helpers_checks import with_answer
from pikepdf import Array, Dictionary, Name, Pdf, String

from omvgen.document import plan_document, write_docx
from omvgen.files import zip_package
from omvgen.findings.model import Refused
from omvgen.form.loader import load_form
from omvgen.secrecy.extract import extract
from omvgen.secrecy.fold import folded
from omvgen.workbook.template import make_workbook

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"
SECRET = "Asunnon avain on harmaan kiven alla."
WORDS = "avain on harmaan kiven"


def tells(name: str, data: bytes) -> bool:
    """Whether the secret's words are among what is read of the file."""
    return any(WORDS in " ".join(folded(said.text).words) for said in extract(name, data))


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        list(extract(name, data))
    return refusal.value.finding.code


# Text.

TEXTS = {
    "a.md": SECRET,
    "a.txt": "avain on **harmaan** kiven",
    "b.txt": "https://x.example/avain%20on%20harmaan%20kiven",
    "c.txt": "avain {+on+} harmaan kiven",
    "a.json": json.dumps({"x": [{"y": "Äla " + SECRET}]}),
    "b.json": json.dumps({SECRET: 1}),
    "c.json": json.dumps({"segments": [["equal", "avain on har"], ["insert", "maan kiven"]]}),
    "d.json": json.dumps({"runs": [{"text": "avain on"}, {"text": "harmaan kiven"}]}),
    "broken.json": f'{{"x": "{SECRET}',
    "a.html": "<html><body><p>avain on <b>har</b>maan <i>kiven</i></p></body></html>",
    "b.html": f"<html><!-- {SECRET} --></html>",
    "c.html": f"<html><a title='{SECRET}'>x</a></html>",
    "d.html": "<html><p>avain&nbsp;on&#32;h&#97;rmaan kiven</p></html>",
    "e.html": f"<html><script>var x = '{SECRET}';</script></html>",
    "f.html": f"<html><style>p::after {{ content: '{SECRET}' }}</style></html>",
    "g.html": "<html><a href='mailto:x@y.example?subject=avain%20on%20harmaan%20kiven'>x</a>",
    "h.html": "<html><script>var x = 'avain on h\\u0061rmaan kiven';</script></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_read_as_what_it_is(name: str) -> None:
    assert tells(name, TEXTS[name].encode("utf-8"))
    assert not tells(name, TEXTS[name].replace("iven", "allion").encode("utf-8"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_text_is_read_in_any_encoding(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    assert tells("a.txt", f"{mark}Öljymäen alla: {SECRET}".encode(encoding))


# Mails.


def mail(content: EmailMessage | str, **others: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = others.get("subject", "Asia")
    message["From"] = "osku@x.example"
    message.set_content(content)
    return message.as_bytes()


def test_a_mail_is_read_as_its_parts_say() -> None:
    assert tells("a.eml", mail(SECRET))
    assert tells("a.eml", mail("Ei mitään.", subject=f"Äänekäs: {SECRET}"))
    assert not tells("a.eml", mail("Ei mitään."))


@pytest.mark.parametrize(
    ("encoding", "encoded"),
    [("base64", b64encode(SECRET.encode())), ("quoted-printable", encodestring(SECRET.encode()))],
    ids=["base64", "quoted-printable"],
)
def test_a_mail_is_read_through_its_encoding(encoding: str, encoded: bytes) -> None:
    head = f"MIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    assert tells("a.eml", head + encoded)


def test_what_is_attached_to_a_mail_is_read_as_a_file() -> None:
    message = EmailMessage()
    message.set_content("Liitteenä.")
    document = write_docx(plan_document(with_answer(LONG, SECRET), FORM))
    message.add_attachment(document, maintype="application", subtype="msword", filename="a.docx")
    assert tells("a.eml", message.as_bytes())


def test_a_mail_within_a_mail_is_read() -> None:
    message = EmailMessage()
    message.set_content("Edelleen.")
    inner = mail(SECRET)
    message.add_attachment(inner, maintype="application", subtype="octet-stream", filename="b.eml")
    assert tells("a.eml", message.as_bytes())


# Packages.


def test_a_workbook_is_read() -> None:
    assert tells("a.xlsx", make_workbook(FORM, with_answer(LONG, SECRET)))
    assert not tells("a.xlsx", make_workbook(FORM, with_answer(LONG, "Julkinen.")))


def nested(depth: int) -> bytes:
    data = zip_package({"a.txt": SECRET.encode()})
    for _ in range(depth):
        data = zip_package({"inner.zip": data})
    return data


def test_packages_within_packages_are_read_and_no_deeper_than_it_takes() -> None:
    assert tells("a.zip", nested(2))
    assert refused("a.zip", nested(3)) == "OMV424"


def test_a_package_that_unpacks_to_more_than_any_document_is_refused() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("a.txt", "w", force_zip64=True) as part,
    ):
        for _ in range(65):
            part.write(bytes(1024 * 1024))
    assert refused("a.zip", buffer.getvalue()) == "OMV424"


ENTITY = '<!DOCTYPE x [<!ENTITY a "avain on harmaan">]><x>&a; kiven</x>'
CLOSED = {
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a.rtf": b"{\\rtf1 avain on \\'68armaan kiven}",
    "a.gz": gzip.compress(SECRET.encode()),
    "a.png": b"\x89PNG\r\n\x1a\n\x00\x00" + SECRET.encode(),
    "a.xml": ENTITY.encode(),
    "in.docx": zip_package({"word/document.xml": ENTITY.encode()}),
    "a.pdf": b"%PDF-1.7 rikki",
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_read_is_not_called_clean(name: str) -> None:
    assert refused(name, CLOSED[name]) == "OMV424"


def test_a_package_that_is_damaged_is_not_called_clean() -> None:
    broken = bytearray(write_docx(plan_document(with_answer(LONG, "Julkinen."), FORM)))
    at = broken.index(b"word/document.xml") + 200
    broken[at : at + 40] = bytes(40)
    assert refused("a.docx", bytes(broken)) == "OMV424"


# PDFs, made by qpdf.


def drawing(text: str) -> bytes:
    return f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode("latin-1")


def new_pdf(draws: bytes = drawing("Julkinen")) -> Pdf:
    pdf = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page = pdf.add_blank_page(page_size=(300, 300))
    page.Resources = resources
    page.Contents = pdf.make_stream(draws)
    return pdf


def saved(pdf: Pdf, **how: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **how)
    return buffer.getvalue()


def form_drawing(pdf: Pdf) -> None:
    """A drawing that the page uses, as it would a logo."""
    made = pdf.make_stream(drawing(SECRET), Type=Name.XObject, Subtype=Name.Form)
    made.BBox, made.Resources = Array([0, 0, 300, 300]), pdf.pages[0].Resources
    pdf.pages[0].Resources.XObject = Dictionary(X1=made)


def attached(pdf: Pdf) -> None:
    pdf.attachments["muistio.txt"] = SECRET.encode()


def spoken(pdf: Pdf) -> None:
    draws = b"/Span <</ActualText (%s)>> BDC %s EMC" % (SECRET.encode(), drawing("x"))
    pdf.pages[0].Contents = pdf.make_stream(draws)


def spoken_in_hex(pdf: Pdf) -> None:
    words = ("\ufeff" + SECRET).encode("utf-16-be").hex().encode()
    draws = b"/Span <</ActualText <%s>>> BDC %s EMC" % (words, drawing("x"))
    pdf.pages[0].Contents = pdf.make_stream(draws)


def bookmarked(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def described(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = SECRET


def titled(pdf: Pdf) -> None:
    pdf.docinfo[Name.Title] = String(SECRET)


def linked(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://x.example/avain-on-harmaan-kiven"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def scripted(pdf: Pdf) -> None:
    script = pdf.make_stream(f"app.alert('{SECRET}')".encode())
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=script)


PLACES = [form_drawing, attached, spoken, spoken_in_hex, bookmarked, described, titled, linked,
          scripted]  # fmt: skip


@pytest.mark.parametrize("plant", PLACES, ids=lambda plant: plant.__name__)
def test_every_place_of_a_pdf_is_read(plant) -> None:  # type: ignore[no-untyped-def]
    pdf = new_pdf()
    assert not tells("a.pdf", saved(pdf))
    plant(pdf)
    assert tells("a.pdf", saved(pdf))
    packed = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert tells("a.pdf", packed)


def test_the_pages_of_a_pdf_are_read() -> None:
    assert tells("a.pdf", saved(new_pdf(drawing(SECRET))))
    assert tells("a.pdf", saved(new_pdf(drawing(SECRET)), linearize=True))
    assert not tells("a.pdf", saved(new_pdf(), linearize=True))


def test_what_was_changed_in_a_pdf_is_read_as_it_was() -> None:
    """A viewer that saves adds the new page to the end; the old one is still in the file."""
    first = saved(new_pdf(drawing(SECRET)), compress_streams=False, linearize=False)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
    draws = drawing("Julkinen")
    at = len(first) + 1
    body = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(draws), draws
    )  # fmt: skip
    before = first[first.rindex(b"startxref") :].split()[1]
    size = first[first.rindex(b"/Size") :].split()[1]
    with pikepdf.open(io.BytesIO(first)) as pdf:
        root = pdf.Root.objgen[0]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %d 0 R/Prev %s>>\n" % (
        number, at, size, root, before
    )  # fmt: skip
    ending = b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(body))
    later = first + body + table + ending
    with pikepdf.open(io.BytesIO(later)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == draws, "the change is a valid one"
    assert tells("a.pdf", later)


def test_a_pdf_that_opens_for_nobody_is_not_called_clean() -> None:
    locked = saved(new_pdf(), encryption=pikepdf.Encryption(user="salasana", owner="toinen"))
    assert refused("a.pdf", locked) == "OMV424"


def test_a_pdf_with_more_versions_than_any_has_is_not_called_clean() -> None:
    assert refused("a.pdf", saved(new_pdf()) + b"%%EOF\n" * 60) == "OMV424"
