"""What the search reads of a file, whatever it is: all that a curious person could, or nothing."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from base64 import b64encode
from email.message import EmailMessage
from quopri import encodestring

import pytest
from helpers_checks import with_answer
from helpers_secrecy import SECRET, refused, tells

from omvgen.document import plan_document, write_docx
from omvgen.files import zip_package
from omvgen.form.loader import load_form
from omvgen.workbook.template import make_workbook

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"


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
