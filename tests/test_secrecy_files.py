"""What the search reads of a file, whatever it is: all that a curious person could, or nothing."""

from __future__ import annotations

import gzip
import io
import json
import warnings
import zipfile
from base64 import b64encode, encodebytes
from email.message import EmailMessage
from quopri import encodestring
from urllib.parse import quote

import pytest
from helpers_checks import with_answer
from helpers_files import SECRET, refused, tells

from omvgen.content.plan import plan_document
from omvgen.files import zip_package
from omvgen.form.loader import load_form
from omvgen.workbook.template.make import make_workbook
from omvgen.writers.docx.package import write_docx

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
    "i.html": f"<html><p {SECRET}='1'>x</p></html>",
    "j.html": "<html><avain-on-harmaan-kiven/>",
    "k.html": "<html><p>avain on har<x-sign/>maan</p><p>kiven</p></html>",
    "l.html": "<html><x-y>avain</x-y><x-y>on</x-y><x-y>harmaan</x-y><x-y>kiven</x-y></html>",
    "m.html": "<html><p>avain <del>x</del>on har<ins>maan</ins> kiven</p></html>",
    "n.html": "<html><p>avain on<sup>1</sup> har<sup>2</sup>maan kiven</p></html>",
    "d.txt": "<avain on> <harmaan kiven> kirjoitti",
    "e.txt": "<kirje> avain on harmaan kiven & muuta",
    "b.md": "avain on <b>har</b>maan&nbsp;kiven",
    "c.md": "avain<br>on<br>harmaan<br>kiven",
    "e.json": json.dumps({"x": "avain on <i>har</i>maan&#32;kiven"}),
    "f.json": f'{{"x": "{SECRET}", "x": "muuta"}}',
    "g.json": json.dumps({"x": "avain%20on%20harmaan%20kiven"}),
    "c.xml": "<x><a>avain</a><a>on</a><a>harmaan</a><a>kiven</a></x>",
    "d.xml": f"<!DOCTYPE x SYSTEM '{SECRET}'><x/>",
    "h.xml": f"<!DOCTYPE x [<!ATTLIST y a CDATA '{SECRET}'>]><x/>",
    "e.xml": "<x>avain <w:del xmlns:w='w'>ei</w:del>on harmaan kiven</x>",
    "f.xml": "<x>avain on har<w:ins xmlns:w='w'>pp</w:ins>maan kiven</x>",
    "g.xml": "<x>avain on har<b>maan</b> kiven</x>",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_read_as_what_it_is(name: str) -> None:
    assert tells(name, TEXTS[name].encode("utf-8"))
    assert not tells(name, TEXTS[name].replace("iven", "allion").encode("utf-8"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_text_is_read_in_any_encoding(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    assert tells("a.txt", f"{mark}Öljymäen alla: {SECRET}".encode(encoding))


def test_one_fault_in_a_text_makes_no_other_encoding_of_it() -> None:
    text = f"Öljymäen alla: Äänekäs {SECRET}"
    assert tells("a.txt", text.encode() + b"\xff", "öljymäen alla äänekäs asunnon")
    assert tells("a.html", b"<html>" + text.encode() + b"\xff", "öljymäen alla äänekäs asunnon")
    assert tells("a.xml", f"<x>{text}</x>".encode("utf-16"), "öljymäen alla äänekäs asunnon")


def test_a_number_in_what_may_be_words_is_no_measure() -> None:
    for name in ("value", "string-value", "content", "alt", "title"):
        assert tells("a.xml", f"<x {name}='48213'/>".encode(), "48213")
        assert tells("a.html", f"<html><p {name}='48213'>".encode(), "48213")
    assert not tells("a.xml", b"<x width='48213'/>", "48213")


def test_fonts_styles_and_the_names_of_programs_are_what_tools_say() -> None:
    look = "<x><w:font w:name='Times Roman' xmlns:w='w'/><rFonts ascii='Times Roman'/>"
    look += "<altName val='Times Roman'/><family val='Times Roman'/></x>"
    said = "<x><Application>Times Roman</Application><y style='font: Times Roman'/></x>"
    page = (
        "<html><meta name='Generator' content='Times Roman'><style>p {font: Times Roman}</style>"
        "<font face='Times Roman'><p style='font: Times Roman'>"
    )
    for name, text in (("a.xml", look), ("a.xml", said), ("a.html", page)):
        assert tells(name, text.encode(), "times roman")
        assert not tells(name, text.encode(), "times roman", by_tool=False)
    assert tells("a.xml", b"<x><Company>Times Roman</Company></x>", "times roman", by_tool=False)


# Files written as letters.


@pytest.mark.parametrize("kind", ["text", "docx", "lines"])
def test_a_file_written_as_letters_is_read(kind: str) -> None:
    document = write_docx(plan_document(with_answer(LONG, SECRET), FORM))
    data = document if kind == "docx" else f"{SECRET} {SECRET}".encode()
    letters = (encodebytes if kind == "lines" else b64encode)(data)
    assert tells("a.txt", letters)
    assert tells("a.xml", b"<x><binaryData>" + letters + b"</binaryData></x>")
    assert tells("a.html", b"<html><img src='data:text/plain;base64," + letters + b"'>")
    assert tells("a.html", b"<html><img src='data:text/plain," + quote(SECRET).encode() + b"'>")


def test_what_is_written_as_letters_and_cannot_be_read_is_not_called_clean() -> None:
    armour = b"-----BEGIN PGP MESSAGE-----\n\n%s=abcd\n-----END PGP MESSAGE-----\n"
    assert refused("a.asc", armour % encodebytes(bytes(range(256)) * 4)) == "OMV424"
    page = b"<html><img src='data:application/zip;base64,%s'>"
    assert refused("a.html", page % b64encode(bytes(range(256)))) == "OMV424"
    assert not tells("a.html", page % b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256))))


def test_fingerprints_and_long_words_are_no_files() -> None:
    for text in ("0123456789abcdef" * 8, "a" * 5000, "https://x.example/" + "polku/" * 90):
        assert not tells("a.txt", text.encode())


# Mails.


def test_a_mail_is_known_by_any_of_its_headers() -> None:
    received = "".join(f"Received: from a{n}.example\n by b.example\n" for n in range(90))
    head = f"{received}MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n".encode()
    assert tells("a.eml", head + b64encode(SECRET.encode()))
    assert not tells("a.txt", b"Teksti\n\n" + head + b64encode(b"Julkinen"))


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


def test_what_is_attached_to_a_mail_and_cannot_be_read_is_not_called_clean() -> None:
    for data, is_refused in ((bytes(range(256)), True), (b"\x89PNG\r\n\x1a\n" + bytes(9), False)):
        message = EmailMessage()
        message.set_content("Liitteenä.")
        message.add_attachment(data, maintype="application", subtype="x", filename="a")
        if is_refused:
            assert refused("a.eml", message.as_bytes()) == "OMV424"
        else:
            assert not tells("a.eml", message.as_bytes())


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


def two_of_one_name() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("a.txt", SECRET)
        package.writestr("a.txt", "Julkinen")
    return buffer.getvalue()


def test_of_two_parts_of_one_name_both_are_read() -> None:
    assert tells("a.zip", two_of_one_name())


def test_what_stands_around_the_parts_of_a_package_is_read() -> None:
    package = zip_package({"a.txt": b"Julkinen", "b.txt": b"Julkinen"})
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        directory = read.start_dir
    secret = SECRET.encode()
    between = bytearray(package[:directory] + secret + package[directory:])
    between[-6:-2] = (directory + len(secret)).to_bytes(4, "little")  # where the directory is
    for data in (secret + package, package + secret, bytes(between)):
        assert tells("a.zip", data)


def test_a_part_that_the_packages_own_list_does_not_name_is_not_called_clean() -> None:
    package = zip_package({"a.txt": b"Julkinen"})
    assert refused("a.zip", zip_package({"b.txt": SECRET.encode()})[:-80] + package) == "OMV424"


ENTITY = '<!DOCTYPE x [<!ENTITY a "avain on harmaan">]><x>&a; kiven</x>'
CLOSED = {
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a.rtf": b"{\\rtf1 avain on \\'68armaan kiven}",
    "a.gz": gzip.compress(SECRET.encode()),
    "a.png": b"\x89PNG\r\n\x1a\n\x00\x00" + SECRET.encode(),
    "a.xml": ENTITY.encode(),
    "in.docx": zip_package({"word/document.xml": ENTITY.encode()}),
    "a.pdf": b"%PDF-1.7 rikki",
    "a.zst": b"\x28\xb5\x2f\xfd" + bytes(range(200)),
    "a.lz4": b"\x04\x22\x4d\x18" + bytes(range(200)),
    "torn.docx": b"PK\x03\x04" + SECRET.encode(),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_read_is_not_called_clean(name: str) -> None:
    assert refused(name, CLOSED[name]) == "OMV424"


def test_a_package_that_is_damaged_is_not_called_clean() -> None:
    broken = bytearray(write_docx(plan_document(with_answer(LONG, "Julkinen."), FORM)))
    at = broken.index(b"word/document.xml") + 200
    broken[at : at + 40] = bytes(40)
    assert refused("a.docx", bytes(broken)) == "OMV424"
