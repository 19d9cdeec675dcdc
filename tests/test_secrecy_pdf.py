"""What is read of a PDF, made by qpdf: every place in which words can be, or nothing."""

from __future__ import annotations

import io
import re
import sys

import pikepdf
import pytest
from helpers_files import SECRET, read, refused, tells
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PageObject

from omvgen.errors import OmvgenError
from omvgen.package import zip_package
from omvgen.secrecy.search.extract.files import file_texts
from omvgen.secrecy.search.tokens import tokens_of


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


def form(pdf: Pdf, draws: bytes, **entries: object) -> pikepdf.Stream:
    """A drawing that pages or others may draw by its name."""
    made = pdf.make_stream(draws, Type=Name.XObject, Subtype=Name.Form, **entries)
    made.BBox, made.Resources = Array([0, 0, 300, 300]), Dictionary(pdf.pages[0].Resources)
    return made


# Places.


def drawn_form(pdf: Pdf) -> None:
    """As a page would draw a logo."""
    pdf.pages[0].Resources.XObject = Dictionary(X1=form(pdf, drawing(SECRET)))
    pdf.pages[0].Contents = pdf.make_stream(drawing("Julkinen") + b" /X1 Do")


def undrawn_form(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X1=form(pdf, drawing(SECRET)))


def inherited_font(pdf: Pdf) -> None:
    """The page's resources are those of all pages."""
    pdf.pages[0].Contents = pdf.make_stream(drawing(SECRET))
    pdf.Root.Pages.Resources = pdf.pages[0].Resources
    del pdf.pages[0]["/Resources"]


def in_parts(pdf: Pdf) -> None:
    begins, ends = drawing(SECRET).split(b"avain")
    streams = [pdf.make_stream(begins + b"avain) Tj"), pdf.make_stream(b"(" + ends)]
    pdf.pages[0].Contents = pdf.make_indirect(Array(streams))


def look_of_a_note(pdf: Pdf) -> None:
    look = form(pdf, drawing(SECRET))
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=look))
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def noted(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String(SECRET))
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def filled(pdf: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("kentta"), V=String(SECRET))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def tagged(pdf: Pdf) -> None:
    element = Dictionary(S=Name.Figure, Alt=String(SECRET))
    pdf.Root.StructTreeRoot = Dictionary(K=pdf.make_indirect(element))


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


def named(pdf: Pdf) -> None:
    pdf.docinfo[Name("/" + SECRET)] = String("x")


def linked(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://x.example/avain-on-harmaan-kiven"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def left_behind(pdf: Pdf) -> None:
    """An object that nothing refers to, as of a page that was removed."""
    pdf.Root.Omv = Dictionary(Note=String(SECRET))


PLACES = [drawn_form, undrawn_form, inherited_font, in_parts, look_of_a_note, noted, filled,
          tagged, spoken, spoken_in_hex, bookmarked, described, titled, named, linked,
          left_behind]  # fmt: skip


@pytest.mark.parametrize("plant", PLACES, ids=lambda plant: plant.__name__)
def test_every_place_of_a_pdf_is_read(plant) -> None:  # type: ignore[no-untyped-def]
    pdf = new_pdf()
    assert not tells("a.pdf", saved(pdf))
    plant(pdf)
    assert tells("a.pdf", saved(pdf), by_software=False)
    packed = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert tells("a.pdf", packed, by_software=False)


def test_the_pages_of_a_pdf_are_read() -> None:
    assert tells("a.pdf", saved(new_pdf(drawing(SECRET))), by_software=False)
    assert tells("a.pdf", saved(new_pdf(drawing(SECRET)), linearize=True), by_software=False)
    assert not tells("a.pdf", saved(new_pdf(), linearize=True))


def every_letter_is(letter: str) -> bytes:
    """What makes a font say that each of its letters is this one."""
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin\nbegincmap\n"
        + b"".join(
            b"1 beginbfchar\n<%02x> <%04x>\nendbfchar\n" % (n, ord(letter)) for n in range(256)
        )
        + b"endcmap"
    )


# What is drawn nowhere, and what no reader sees: sentences are found, and no single words.


def scripted(pdf: Pdf) -> None:
    script = pdf.make_stream(f"app.alert('{SECRET}')".encode())
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=script)


def pattern(pdf: Pdf) -> None:
    made = pdf.make_stream(drawing(SECRET), PatternType=1)
    pdf.pages[0].Resources.Pattern = Dictionary(P1=made)


def kerned(pdf: Pdf) -> None:
    pdf.Root.Omv = pdf.make_stream(b"BT [(avain on har) -20 (maan ki) 5 (ven)] TJ ET")


def in_octal(pdf: Pdf) -> None:
    draws = rb"BT (avain on h\141rmaan\040ki\
ven) Tj ET"
    pdf.Root.Omv = pdf.make_stream(draws)


def remarked(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(drawing("Julkinen") + b"\n% " + SECRET.encode())


def in_a_font_that_lies(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(every_letter_is("x"))
    draws = b"BT /F1 12 Tf 10 100 Td [(avain on har) 9 (maan) 9 ( kiven)] TJ ET"
    pdf.pages[0].Contents = pdf.make_stream(draws)


def of_a_font(pdf: Pdf) -> None:
    font = pdf.make_stream(f"\0\1\0\0 {SECRET}".encode())
    pdf.pages[0].Resources.Font.F1.FontDescriptor = Dictionary(FontFile2=font)


def of_the_program(pdf: Pdf) -> None:
    pdf.docinfo[Name.Producer] = pdf.docinfo[Name.Creator] = String(SECRET)


@pytest.mark.parametrize(
    "plant",
    [scripted, pattern, kerned, in_octal, remarked, in_a_font_that_lies, of_a_font, of_the_program],
)
def test_what_no_reader_sees_is_read_as_what_software_writes(plant) -> None:  # type: ignore[no-untyped-def]
    pdf = new_pdf()
    plant(pdf)
    assert tells("a.pdf", saved(pdf))
    assert not tells("a.pdf", saved(pdf), by_software=False)


# What is refused.


def test_a_pdf_that_opens_for_nobody_is_not_called_clean() -> None:
    locked = saved(new_pdf(), encryption=pikepdf.Encryption(user="salasana", owner="toinen"))
    assert refused("a.pdf", locked) == "OMV424"


@pytest.mark.parametrize("content", [SECRET.encode(), bytes(range(256)), b""])
def test_a_pdf_with_attachments_is_refused_and_they_are_named(content: bytes) -> None:
    pdf = new_pdf()
    pdf.attachments["muistio.txt"] = content
    with pytest.raises(OmvgenError) as refusal:
        list(file_texts("a.pdf", saved(pdf), "pdf"))
    assert refusal.value.finding.code == "OMV429"
    assert "muistio.txt" in refusal.value.finding.message


def scanned(pdf: Pdf) -> None:
    picture = pdf.make_stream(bytes(12), Subtype=Name.Image, Width=4, Height=3, BitsPerComponent=8)
    picture.ColorSpace = Name.DeviceGray
    pdf.pages[0].Resources.XObject = Dictionary(X1=picture)
    pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do")


def scanned_in_a_form(pdf: Pdf) -> None:
    scanned(pdf)
    inner = form(pdf, b"/X1 Do")
    pdf.pages[0].Resources.XObject = Dictionary(X2=inner)
    pdf.pages[0].Contents = pdf.make_stream(b"/X2 Do")


def in_line(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")


def in_signs_of_its_own(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(every_letter_is(" "))
    pdf.pages[0].Contents = pdf.make_stream(drawing("xyz"))


def without_resources(pdf: Pdf) -> None:
    del pdf.pages[0]["/Resources"]


@pytest.mark.parametrize(
    "plant", [scanned, scanned_in_a_form, in_line, in_signs_of_its_own, without_resources]
)
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


def test_a_page_that_is_one_form_says_what_the_form_says() -> None:
    pdf = new_pdf(b"/X1 Do")
    pdf.pages[0].Resources.XObject = Dictionary(X1=form(pdf, drawing(SECRET)))
    assert tells("a.pdf", saved(pdf), by_software=False)


def placed(where: str) -> bytes:
    data = saved(new_pdf(), linearize=False)
    secret = SECRET.encode()
    if where == "between":
        at = data.index(b"endobj") + 6
        return data[:at] + b"\n% " + secret + data[at:]
    return {
        "before": secret + b"\n" + data,
        "after": data + secret,
        "package after": data + zip_package({"a.txt": secret}),
    }[where]


def test_what_stands_between_the_objects_is_read_and_around_them_there_is_nothing() -> None:
    assert tells("a.pdf", placed("between"))
    for where in ("before", "after", "package after"):
        assert refused("a.pdf", placed(where)) == "OMV424"
    assert not tells("a.pdf", saved(new_pdf()) + b"\r\n\0\0")


# What accuses nobody.


def test_what_pypdf_finds_in_the_index_of_a_pdf_is_no_number_and_no_phone() -> None:
    for data in (saved(new_pdf()), saved(new_pdf(), linearize=True)):
        for found in read("a.pdf", data):
            text = tokens_of(found.text)
            assert found.by_software or not (text.digit_rows or text.spaced_numbers), found.text


def test_the_names_of_the_letters_of_a_font_are_no_file() -> None:
    """Acrobat writes such a list into each form that it saves; it looks like base64."""
    names = ["exclam", "quotedbl", "Agrave", "Aacute", "Acircumflex", "Atilde", "Adieresis"]
    pdf = new_pdf()
    encoding = Dictionary(Differences=Array([0, *(Name("/" + name) for name in names * 9)]))
    pdf.pages[0].Resources.Font.F1.Encoding = encoding
    assert not tells("a.pdf", saved(pdf))


# Forms within forms.


def forms_read(data: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many times a form is read, by the search or by pypdf itself."""
    calls = 0
    original = PageObject.extract_xform_text

    def counted(*args: object, **named: object) -> str:
        nonlocal calls
        calls += 1
        return original(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(PageObject, "extract_xform_text", counted)
    read("a.pdf", data)
    return calls


def test_a_form_is_read_once_however_often_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each draws the one before twice: a reader draws the first one sixteen million times."""
    pdf = new_pdf()
    inner = form(pdf, drawing(SECRET))
    for _ in range(24):
        outer = form(pdf, b"/X1 Do /X1 Do")
        outer.Resources.XObject = Dictionary(X1=inner)
        inner = outer
    for _ in range(9):
        page = pdf.add_blank_page()
        page.Resources = Dictionary(XObject=Dictionary(X1=inner))
        page.Contents = pdf.make_stream(b"/X1 Do")
    assert tells("a.pdf", saved(pdf), by_software=False)
    assert forms_read(saved(pdf), monkeypatch) == 25
    inner.Resources.XObject.X1 = inner  # it draws itself, and the others are gone
    assert forms_read(saved(pdf), monkeypatch) == 1


def test_a_drawing_that_is_larger_than_any_page_is_not_called_clean() -> None:
    part = drawing("Julkinen") * 60_000
    pdf = new_pdf()
    pdf.pages[0].Contents = pdf.make_indirect(Array([pdf.make_stream(part) for _ in range(2)]))
    assert refused("a.pdf", saved(pdf)) == "OMV424"
    pdf.pages[0].Contents = pdf.make_stream(drawing("Julkinen"))
    pdf.pages[0].Resources.XObject = Dictionary(X1=form(pdf, part * 2))
    assert refused("a.pdf", saved(pdf)) == "OMV424"


# Revisions.


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


def test_a_pdf_that_was_changed_is_read_as_it_was_before() -> None:
    first = saved(new_pdf(drawing(SECRET)), compress_streams=False, linearize=False)
    assert tells("a.pdf", changed(first, drawing("Julkinen")), by_software=False)
    later = changed(changed(first, drawing("Muuta")), drawing("Julkinen"))
    assert tells("a.pdf", later, by_software=False)


def test_of_a_changed_pdf_for_the_web_the_first_part_is_no_revision() -> None:
    first = saved(new_pdf(drawing(SECRET)), linearize=True, compress_streams=False)
    assert first.count(b"%%EOF") == 2
    assert tells("a.pdf", changed(first, drawing("Julkinen")), by_software=False)
    assert not tells("a.pdf", changed(saved(new_pdf(), linearize=True), drawing("Muuta")))


def test_a_pdf_that_was_signed_is_read() -> None:
    """Who signs adds to the file, so that what stood there before stays as it was."""
    signed = new_pdf()
    signature = Dictionary(Type=Name.Sig, Contents=b"\x30\x82" + bytes(range(256)) * 8)
    signed.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, V=signature)]))
    data = changed(saved(signed, compress_streams=False), drawing("Julkinen"))
    assert data.count(b"%%EOF") > 1
    assert not tells("a.pdf", data)
    assert not [found for found in read("a.pdf", data) if "\ufffd" in found.text]


def test_a_pdf_with_more_revisions_than_any_has_is_not_called_clean() -> None:
    assert refused("a.pdf", saved(new_pdf()) + b"%%EOF\n" * 60) == "OMV424"


def test_without_pypdf_no_pdf_is_called_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert refused("a.pdf", saved(new_pdf())) == "OMV425"


def locked(strength: int) -> bytes:
    """A PDF that opens for everybody, and yet is encrypted: its password is empty."""
    encryption = pikepdf.Encryption(owner="omistaja", user="", R=strength)
    return saved(new_pdf(drawing(SECRET)), encryption=encryption)


@pytest.mark.parametrize("strength", [4, 6])
def test_a_pdf_with_an_empty_password_is_read(strength: int) -> None:
    pytest.importorskip("cryptography")
    assert tells("a.pdf", locked(strength))


def test_the_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    def without(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", without)
    assert refused("a.pdf", locked(6)) == "OMV762"
