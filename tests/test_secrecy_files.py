"""What the search reads of a file: all that a curious person could, or nothing."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from base64 import b64encode
from urllib.parse import quote

import pytest
from helpers_checks import with_answer
from helpers_files import SECRET, refused, tells

from omvgen.content.plan import plan_document
from omvgen.errors import OmvgenError
from omvgen.form.loader import load_form
from omvgen.package import unzip_package, zip_package
from omvgen.secrecy.search.extract.files import KINDS, kind_of
from omvgen.workbook.template.make import make_workbook
from omvgen.writers.docx.package import write_docx

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"


# Kinds.


@pytest.mark.parametrize("name", ["a.eml", "a.doc", "a.rtf", "a.zip", "a.odt", "a.png", "a", "-"])
def test_a_file_of_another_kind_is_refused_by_name(name: str) -> None:
    with pytest.raises(OmvgenError) as refusal:
        kind_of(name)
    finding = refusal.value.finding
    assert finding.code == "OMV428"
    assert name in finding.message
    assert all(kind in finding.message for kind in KINDS)


def test_the_ending_of_the_name_says_the_kind() -> None:
    assert [kind_of(f"A.{kind.upper()}") for kind in KINDS] == list(KINDS)
    assert [kind_of("a.htm"), kind_of("a.markdown")] == ["html", "md"]


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
    "o.html": f"<html><img src='data:text/plain,{quote(SECRET)}'></html>",
    "p.html": SECRET,
    "d.txt": "<avain on> <harmaan kiven> kirjoitti",
    "e.txt": "<kirje> avain on harmaan kiven & muuta",
    "b.md": "avain on <b>har</b>maan&nbsp;kiven",
    "c.md": "avain<br>on<br>harmaan<br>kiven",
    "e.json": json.dumps({"x": "avain on <i>har</i>maan&#32;kiven"}),
    "f.json": f'{{"x": "{SECRET}", "x": "muuta"}}',
    "g.json": json.dumps({"x": "avain%20on%20harmaan%20kiven"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_read_as_what_it_is(name: str) -> None:
    assert tells(name, TEXTS[name].encode("utf-8"))
    assert not tells(name, TEXTS[name].replace("iven", "allion").encode("utf-8"))


def test_the_name_of_the_file_is_read() -> None:
    assert tells("avain_on%20harmaan-kiven.txt", b"")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_text_is_read_in_any_encoding(name: str, encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    assert tells(name, f"{mark}Öljymäen alla: {SECRET}".encode(encoding), "öljymäen alla asunnon")


def test_one_fault_in_a_text_makes_no_other_encoding_of_it() -> None:
    text = f"Öljymäen alla: Äänekäs {SECRET}"
    assert tells("a.txt", text.encode() + b"\xff", "öljymäen alla äänekäs asunnon")
    assert tells("a.html", b"<html>" + text.encode() + b"\xff", "öljymäen alla äänekäs asunnon")


def test_a_file_within_a_text_is_not_called_clean_unless_it_is_a_picture() -> None:
    letters = b64encode(SECRET.encode()).decode()
    for kind, is_picture in (
        ("text/plain", False),
        ("application/pdf", False),
        ("image/png", True),
    ):
        for name, text in (
            ("a.html", f"<html><img src='data:{kind};base64,{letters}'>"),
            ("a.md", f"![kuva](data:{kind};base64,{letters})"),
        ):
            if is_picture:
                assert not tells(name, text.encode())
            else:
                assert refused(name, text.encode()) == "OMV424"


# Packages.


def package(text: str = "Julkinen.") -> bytes:
    return write_docx(plan_document(with_answer(LONG, text), FORM))


def with_part(name: str, data: bytes) -> bytes:
    return zip_package({**unzip_package(package()), name: data})


def test_a_document_and_a_workbook_are_read() -> None:
    assert tells("a.docx", package(SECRET))
    assert not tells("a.docx", package())
    assert tells("a.xlsx", make_workbook(FORM, with_answer(LONG, SECRET)))
    assert not tells("a.xlsx", make_workbook(FORM, with_answer(LONG, "Julkinen.")))


OTHER_PARTS = {
    "word/embeddings/a.xlsx": make_workbook(FORM, with_answer(LONG, SECRET)),
    "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + SECRET.encode("utf-16-le"),
    "word/afchunk.mht": b"MIME-Version: 1.0\n\n" + SECRET.encode(),
    "word/afchunk.rtf": b"{\\rtf1 avain on \\'68armaan kiven}",
    "word/media/image1.png": SECRET.encode(),
}


@pytest.mark.parametrize("part", OTHER_PARTS)
def test_a_part_of_another_kind_is_not_called_clean(part: str) -> None:
    """No package of ours has one, and nobody can say what is in it."""
    assert refused("a.docx", with_part(part, OTHER_PARTS[part])) == "OMV424"


def test_pictures_fonts_and_settings_of_printers_are_read_for_their_words() -> None:
    for part, head in (
        ("word/media/image1.png", b"\x89PNG\r\n\x1a\n\0tEXtAuthor\0"),
        ("word/media/image2.emf", b"\1\0\0\0"),
        ("word/fonts/font1.odttf", b"\xab\xcd"),
        ("xl/printerSettings/printerSettings1.bin", b"\0\0"),
    ):
        for encoding in ("utf-8", "utf-16-le"):
            assert tells("a.docx", with_part(part, head + SECRET.encode(encoding)))
        assert not tells("a.docx", with_part(part, head + bytes(99)))


def test_a_package_that_unpacks_to_more_than_any_document_is_refused() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("a.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(65):
            part.write(bytes(1024 * 1024))
    assert refused("a.docx", buffer.getvalue()) == "OMV424"


def test_of_two_parts_of_one_name_both_are_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("a.xml", f"<x>{SECRET}</x>")
        package.writestr("a.xml", "<x>Julkinen</x>")
    assert tells("a.docx", buffer.getvalue())


def test_what_stands_around_the_parts_of_a_package_is_read() -> None:
    data = package()
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        directory = opened.start_dir
    secret = SECRET.encode()
    between = bytearray(data[:directory] + secret + data[directory:])
    between[-6:-2] = (directory + len(secret)).to_bytes(4, "little")  # where the directory is
    for around in (secret + data, data + secret, bytes(between)):
        assert tells("a.docx", around)


def test_a_part_that_the_packages_own_list_does_not_name_is_not_called_clean() -> None:
    hidden = zip_package({"b.xml": f"<x>{SECRET}</x>".encode()})[:-80]
    assert refused("a.docx", hidden + package()) == "OMV424"


ENTITY = '<!DOCTYPE x [<!ENTITY a "avain on harmaan">]><x>&a; kiven</x>'
CLOSED = {
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "locked.xlsx": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "in.docx": zip_package({"word/document.xml": ENTITY.encode()}),
    "torn.docx": b"PK\x03\x04" + SECRET.encode(),
    "text.docx": SECRET.encode(),
    "zip.txt": zip_package({"a.txt": SECRET.encode()}),
    "packed.md": bytes(range(200)),
    "broken.pdf": b"%PDF-1.7 rikki",
    "text.pdf": SECRET.encode(),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_read_is_not_called_clean(name: str) -> None:
    assert refused(name, CLOSED[name]) == "OMV424"


def test_a_package_that_is_damaged_is_not_called_clean() -> None:
    broken = bytearray(package())
    at = broken.index(b"word/document.xml") + 200
    broken[at : at + 40] = bytes(40)
    assert refused("a.docx", bytes(broken)) == "OMV424"
