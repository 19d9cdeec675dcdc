"""What the search reads of a PDF, made by qpdf: every place in which words can be, or nothing."""

from __future__ import annotations

import io
import re
import time
import zlib

import pikepdf
import pytest
from helpers_checks import with_answer
from helpers_files import SECRET, refused, tells
from pikepdf import Array, Dictionary, Name, Pdf, String

from omvgen.content.plan import plan_document
from omvgen.files import zip_package
from omvgen.form.loader import load_form
from omvgen.secrecy.fold import folded
from omvgen.secrecy.search.extract.files import extract
from omvgen.writers.docx.package import write_docx

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"


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


def test_a_pdf_that_opens_for_nobody_is_not_called_clean() -> None:
    locked = saved(new_pdf(), encryption=pikepdf.Encryption(user="salasana", owner="toinen"))
    assert refused("a.pdf", locked) == "OMV424"


def test_a_pdf_with_more_versions_than_any_has_is_not_called_clean() -> None:
    assert refused("a.pdf", saved(new_pdf()) + b"%%EOF\n" * 60) == "OMV424"


# What is used as nothing, or not as what it says it is.


def document() -> bytes:
    return write_docx(plan_document(with_answer(LONG, SECRET), FORM))


@pytest.mark.parametrize(
    "content",
    [document(), saved(new_pdf(drawing(SECRET))), zip_package({"a.txt": SECRET.encode()}),
     f"Kaappi on 40 cm leveä, re, Do, Tj. {SECRET}".encode(), SECRET.encode("utf-16")],
    ids=["docx", "pdf", "zip", "words of drawings", "utf-16"],
)  # fmt: skip
def test_what_is_attached_to_a_pdf_is_read_as_a_file(content: bytes) -> None:
    pdf = new_pdf()
    pdf.attachments["liite"] = content
    assert tells("a.pdf", saved(pdf), by_tool=False)


def test_an_attached_file_that_cannot_be_read_is_not_called_clean() -> None:
    pdf = new_pdf()
    pdf.attachments["liite"] = bytes(range(256))
    assert refused("a.pdf", saved(pdf)) == "OMV424"


def unused(pdf: Pdf, data: bytes, **entries: object) -> None:
    pdf.Root.Omv = pdf.make_stream(data, **entries)


def drawn_nowhere(pdf: Pdf) -> None:
    unused(pdf, drawing(SECRET))


def called_a_picture(pdf: Pdf) -> None:
    unused(pdf, SECRET.encode(), Subtype=Name.Image, Width=1, Height=1)


def called_a_font(pdf: Pdf) -> None:
    unused(pdf, SECRET.encode(), Length1=5, N=3)


def called_an_index(pdf: Pdf) -> None:
    unused(pdf, SECRET.encode(), Type=Name.ObjStm)


def shown_as_a_picture(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(
        X1=pdf.make_stream(SECRET.encode(), Subtype=Name.Image, Width=3, Height=3)
    )


def look_of_a_note(pdf: Pdf) -> None:
    look = pdf.make_stream(drawing(SECRET))
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=look))
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def drawing_without_a_type(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X1=pdf.make_stream(drawing(SECRET)))


def pattern(pdf: Pdf) -> None:
    made = pdf.make_stream(drawing(SECRET), PatternType=1)
    pdf.pages[0].Resources.Pattern = Dictionary(P1=made)


def page_of_none(pdf: Pdf) -> None:
    pdf.Root.Omv = Dictionary(Type=Name.Page, Contents=pdf.make_stream(drawing(SECRET)))


def kerned(pdf: Pdf) -> None:
    unused(pdf, b"BT [(avain on har) -20 (maan ki) 5 (ven)] TJ ET")


def in_octal(pdf: Pdf) -> None:
    unused(
        pdf,
        rb"BT (avain on h\141rmaan\040ki\
ven) Tj ET",
    )


def remarked(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(drawing("Julkinen") + b"\n% " + SECRET.encode())


@pytest.mark.parametrize(
    "plant",
    [drawn_nowhere, called_a_picture, called_a_font, called_an_index, shown_as_a_picture,
     look_of_a_note, drawing_without_a_type, pattern, page_of_none, kerned, in_octal, remarked],
    ids=lambda plant: plant.__name__,
)  # fmt: skip
def test_a_stream_is_read_as_what_it_is_used_as(plant) -> None:  # type: ignore[no-untyped-def]
    pdf = new_pdf()
    plant(pdf)
    assert tells("a.pdf", saved(pdf), by_tool=False)


def test_what_is_really_a_font_accuses_for_no_single_name() -> None:
    pdf = new_pdf()
    font = pdf.pages[0].Resources.Font.F1
    font.FontDescriptor = Dictionary(FontFile2=pdf.make_stream(f"\0\1\0\0 {SECRET}".encode()))
    assert tells("a.pdf", saved(pdf))
    assert not tells("a.pdf", saved(pdf), by_tool=False)


def test_what_made_a_pdf_accuses_for_no_single_name() -> None:
    pdf = new_pdf()
    pdf.docinfo[Name.Producer] = pdf.docinfo[Name.Creator] = String("LibreOffice Linux")
    assert tells("a.pdf", saved(pdf), "libreoffice linux")
    assert not tells("a.pdf", saved(pdf), "libreoffice linux", by_tool=False)


# Pages that say nothing.


def scanned(pdf: Pdf) -> None:
    picture = pdf.make_stream(bytes(12), Subtype=Name.Image, Width=4, Height=3, BitsPerComponent=8)
    picture.ColorSpace = Name.DeviceGray
    pdf.pages[0].Resources.XObject = Dictionary(X1=picture)
    pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do")


def in_line(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")


def in_signs_of_its_own(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin "
        + b"\nbegincmap\n"
        + b"".join(b"1 beginbfchar\n<%02x> <0020>\nendbfchar\n" % n for n in range(256))
        + b"endcmap"
    )
    pdf.pages[0].Contents = pdf.make_stream(drawing("xyz"))


@pytest.mark.parametrize("plant", [scanned, in_line, in_signs_of_its_own])
def test_a_page_that_shows_something_and_says_nothing_is_not_called_clean(plant) -> None:  # type: ignore[no-untyped-def]
    pdf = new_pdf()
    plant(pdf)
    assert refused("a.pdf", saved(pdf)) == "OMV424"


def test_an_empty_page_and_a_picture_beside_words_are_clean() -> None:
    pdf = new_pdf(b"0 0 9 9 re f")
    assert not tells("a.pdf", saved(pdf))
    scanned(pdf)
    pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do " + drawing("Julkinen"))
    assert not tells("a.pdf", saved(pdf))


# The bytes between.


def placed(where: str) -> bytes:
    data = saved(new_pdf(), linearize=False)
    secret = SECRET.encode()
    if where == "before":
        return secret + b"\n" + data
    if where == "after":
        return data + secret
    if where == "package after":
        return data + zip_package({"a.txt": secret})
    at = data.index(b"endobj") + 6
    return data[:at] + b"\n% " + secret + data[at:]


@pytest.mark.parametrize("where", ["before", "after", "package after", "between"])
def test_what_stands_around_the_objects_is_read(where: str) -> None:
    assert tells("a.pdf", placed(where), by_tool=False)


def test_an_object_that_the_index_does_not_name_is_not_called_clean() -> None:
    packed = zlib.compress(SECRET.encode())
    hidden = b"\n99 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    assert refused("a.pdf", saved(new_pdf()) + hidden % (len(packed), packed)) == "OMV424"


def test_the_index_of_a_pdf_holds_no_number_and_no_phone() -> None:
    for data in (saved(new_pdf()), saved(new_pdf(), linearize=True)):
        for said in extract("a.pdf", data):
            text = folded(said.text)
            assert said.by_tool or not (text.digits or text.parted_numbers), said.text


def test_drawings_within_drawings_that_no_page_needs_are_not_called_clean() -> None:
    pdf = new_pdf()
    inner = None
    for _ in range(24):  # each draws the one before twice
        made = pdf.make_stream(b"/X1 Do /X1 Do " + drawing("a"), Subtype=Name.Form)
        made.BBox, made.Resources = Array([0, 0, 9, 9]), Dictionary(XObject=Dictionary())
        if inner is not None:
            made.Resources.XObject.X1 = inner
        inner = made
    pdf.pages[0].Resources.XObject = Dictionary(X1=inner)
    pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do " + drawing("Julkinen"))
    assert refused("a.pdf", saved(pdf)) == "OMV424"
    inner.Resources.XObject.X1 = inner
    assert refused("a.pdf", saved(pdf)) == "OMV424"


# Many versions.


def changed(data: bytes, draws: bytes) -> bytes:
    """The PDF as a viewer saves it: what its page draws now is added to its end."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number, root = pdf.pages[0].Contents.objgen[0], pdf.Root.objgen[0]
    at = len(data) + 1
    body = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(draws), draws
    )  # fmt: skip
    before = data[data.rindex(b"startxref") :].split()[1]
    size = re.findall(rb"/Size (\d+)", data)[-1]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %d 0 R/Prev %s>>\n" % (
        number, at, size, root, before
    )  # fmt: skip
    later = data + body + table + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(body))
    with pikepdf.open(io.BytesIO(later)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == draws, "the change is a valid one"
    return later


def test_what_was_changed_in_a_pdf_is_read_as_it_was() -> None:
    first = saved(new_pdf(drawing(SECRET)), compress_streams=False, linearize=False)
    assert tells("a.pdf", changed(first, drawing("Julkinen")), by_tool=False)
    later = changed(changed(first, drawing("Muuta")), drawing("Julkinen"))
    assert tells("a.pdf", later, by_tool=False)


def test_what_a_version_has_in_common_with_a_later_one_is_read_once() -> None:
    def seconds(versions: int) -> float:
        pdf = new_pdf()
        for _ in range(15):
            page = pdf.add_blank_page()
            page.Resources = pdf.pages[0].Resources
            page.Contents = pdf.make_stream(drawing("Julkinen") * 150)
        data = saved(pdf, linearize=False)
        for version in range(versions):
            data = changed(data, drawing(f"Julkinen {version}"))
        start = time.process_time()
        assert not tells("a.pdf", data)
        return time.process_time() - start

    seconds(0)
    assert seconds(12) < 4 * seconds(0), "it was thirteen times"
