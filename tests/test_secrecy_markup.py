"""What is read of XML and HTML: whatever a reader, or one who looks within, can find there."""

from __future__ import annotations

import html
import time
from collections.abc import Iterable

import pytest
from helpers_files import read, tells
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from omvgen.errors import OmvgenError
from omvgen.package import zip_package
from omvgen.secrecy.search.extract.left_open import left_open
from omvgen.secrecy.search.extract.markup import unescaped
from omvgen.secrecy.text import words_of

SECRET = "Salla Salainen"


def texts_of(name: str, data: bytes) -> list[str]:
    """What is read of the markup, and each line of it, but for what software writes."""
    markup = [found for found in read(name, data) if found.part in ("a.xml", "a.html")]
    texts = [found.text for found in markup if not found.by_software]
    return [*texts, *(line for text in texts for line in text.split("\n"))]


def document(xml: bytes) -> bytes:
    """A package whose only part is this."""
    return zip_package({"a.xml": xml})


def of_xml(text: str, encoding: str = "utf-8") -> list[str]:
    return texts_of("a.docx", document(text.encode(encoding)))


def of_html(text: str) -> list[str]:
    return texts_of("a.html", text.encode())


def words(texts: Iterable[str]) -> list[list[str]]:
    """Of each text that says something its words, as the search for leaks sees them."""
    return [found for text in texts if (found := list(words_of(text)))]


def says(texts: Iterable[str], secret: str = SECRET) -> bool:
    """Whether the secret stands in one of the texts, its words side by side."""
    wanted = f" {' '.join(words_of(secret))} "
    return any(wanted in f" {' '.join(found)} " for found in words(texts))


# XML: text as a reader sees it.


@pytest.mark.parametrize(
    "xml",
    [
        "<p><r><t>Salla Sa</t></r><r><t>lainen</t></r></p>",
        "<p>Salla<r><tab/></r>Salainen</p>",
        "<p>Salla<br/>Salainen</p>",
        "<p>Salla Sa<!-- väli -->lainen</p>",
        "<p>Salla Sa<?väli väli?>lainen</p>",
        "<p>Salla <![CDATA[Salainen]]></p>",
        "<p>Salla &#83;al&#x61;inen</p>",
        "<p>Salla\n   Salainen</p>",
        "<x xmlns:w='urn:w'><w:p><w:r>Salla </w:r><w:r>Salainen</w:r></w:p></x>",
        "<si><r><t>Salla </t></r><r><t>Salainen</t></r></si>",
        "<p><del><delText>Salla </delText></del><ins><t>Salainen</t></ins></p>",
        *(f"<p>Salla<r><{e}/></r>Salainen</p>" for e in ("cr", "ptab", "line-break")),
        "<p>Salla<r><noBreakHyphen/></r>Salainen</p>",
        "<nimi>Salla Sa<osa>lainen</osa></nimi>",
    ],
)
def test_text_that_a_reader_sees_as_one_is_read_as_one(xml: str) -> None:
    assert says(of_xml(xml))


APART = ["p", "si", "tc", "c", "li", "lpwstr", "rt", "v", "author", "comment", "description"]


@pytest.mark.parametrize(
    "xml",
    [
        *(f"<x><p/><{e}>ovi</{e}><{e}>Salla</{e}><{e}>auki</{e}></x>" for e in APART),
        "<x>ovi<tab/>Salla<br/>auki</x>",
        "<x><p/><creator>ovi</creator><lastModifiedBy>Salla</lastModifiedBy>auki</x>",
        "<sst><si><r>ovi</r></si><si><r>Salla</r></si><si><r>auki</r></si></sst>",
        "<x><Template>ovi</Template><Manager>Salla</Manager><Company>auki</Company></x>",
        "<ovet><ovi>ovi</ovi><nimi>Salla</nimi><tila>auki</tila></ovet>",
    ],
)
def test_text_that_a_reader_sees_apart_is_read_apart(xml: str) -> None:
    """A name that ran together with the word before it would be no name."""
    assert ["ovi", "salla", "auki"] in words(of_xml(xml))


# XML: what no reader sees.


@pytest.mark.parametrize(
    "xml",
    [
        f"<x><!-- {SECRET} --></x>",
        f"<!-- {SECRET} --><x/>",
        f"<x/><!-- {SECRET} -->",
        f"<?muistio {SECRET}?><x/>",
        f"<x><y/><?muistio {SECRET}?></x>",
        f"<x/><?muistio {SECRET}?>",
        f"<x><y a='{SECRET}'/></x>",
        f"<x xmlns:w='urn:w' w:a='{SECRET}'/>",
        "<x><Salla.Salainen/></x>",
        "<x><y Salla_Salainen='1'/></x>",
        "<x a='muistio%3A%20Salla%20Salainen'/>",
        "<x a='https://a.example/?q=Salla+Salainen'/>",
        "<x a='https://a.example/?url=b%3Fq%3DSalla%2520Salainen'/>",
        "<x><?Salla Salainen?></x>",
    ],
)
def test_what_no_reader_sees_is_read_as_well(xml: str) -> None:
    assert says(of_xml(xml))


MEASURES = ["", "12", "12.5", "-4", "+4", "#1", "12pt", "50%", "cm", "1134", "9026700", "FF00AA"]


@pytest.mark.parametrize("value", [*MEASURES, "00FF00AA"])
def test_a_measure_in_an_attribute_is_left_out(value: str) -> None:
    """Door codes are short as well: a file has hundreds of such numbers, and none is text."""
    for kept in (of_xml(f"<x w='{value}'/>"), of_html(f"<x w='{value}'>")):
        found = {word for text in words(kept) for word in text}
        assert found <= {"html", "body", "x", "w"}


@pytest.mark.parametrize("value", ["Salla", "ovi", "12 ovea", "123456789", "040 1234", "4821B"])
def test_words_and_long_numbers_in_an_attribute_are_kept(value: str) -> None:
    assert value in of_xml(f"<x w='{value}'/>")
    assert value in of_html(f"<x w='{value}'>")


WORDED = ["descr", "title", "name", "tooltip", "display", "author", "alt", "summary"]


@pytest.mark.parametrize("name", WORDED)
def test_where_words_are_written_a_short_number_is_one(name: str) -> None:
    assert "4821" in of_xml(f"<x {name}='4821'/>")
    assert "4821" in of_html(f"<x {name}='4821'>")


@pytest.mark.parametrize("element", ["tag", "alias"])
def test_the_name_of_a_control_is_read_whatever_it_is(element: str) -> None:
    assert "4821" in of_xml(f"<x><{element} val='4821'/></x>")
    assert "4821" not in of_xml("<x><other val='4821'/></x>")


# XML: what is refused, and what is not well-formed.

ENTITY = "<!DOCTYPE x [<!ENTITY s 'Salla Salainen'>]><x>&s;</x>"
HEAD = "<?xml version='1.0' encoding='{}'?>"


@pytest.mark.parametrize(
    "data",
    [
        ENTITY.encode(),
        ENTITY.replace("&s;", "").encode(),
        b"<!DOCTYPE x [<!ENTITY s SYSTEM 'file:///muistio'>]><x>&s;</x>",
        b"<!DOCTYPE x [<!ENTITY % s 'Salla'>]><x/>",
        (HEAD.format("UTF-16") + ENTITY).encode("utf-16"),
        ENTITY.replace("&s;", "").encode("utf-16"),
        b"<!DOCTYPE x SYSTEM 'muistio.dtd'><x>Salla &s; on</x>",
        b"<!DOCTYPE x [<!ATTLIST x a CDATA 'Salla'>]><x/>",
        b"<!DOCTYPE x><x/>",
    ],
)
def test_xml_with_a_doctype_is_refused(data: bytes) -> None:
    with pytest.raises(OmvgenError):
        read("a.docx", document(data))


BROKEN = [
    f"<x><y>{SECRET}", f"<x><y>{SECRET}</x>", f"<x>{SECRET}</x><x/>", f"<x><y a='{SECRET}'></x>",
    f"<x><!-- {SECRET} --><y></x>", "<x><t>Salla </t><t>Salainen</t><y></x>",
    f"<x>{SECRET} & muut</x>", f"<x>{SECRET}\x01</x>",
]  # fmt: skip


@pytest.mark.parametrize("xml", BROKEN)
def test_broken_xml_is_read_all_the_same(xml: str) -> None:
    assert says(of_xml(xml))


@pytest.mark.parametrize("end", ["</x>", "</y>", ""], ids=["sound", "broken", "cut"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_is_read_in_its_encoding(encoding: str, end: str) -> None:
    declared = HEAD.format(encoding.removesuffix("-sig")) + "<x>Äijä Öinen" + end
    assert says(of_xml(declared, encoding), "Äijä Öinen")


# HTML.


@pytest.mark.parametrize(
    "page",
    [
        "<p>Salla <b>Sa</b><i>lainen</i></p>",
        "<p>Salla <span>Sa<!-- väli -->lainen</span></p>",
        "<p>Salla&nbsp;S&#97;lainen</p>",
        "<p>Salla<br>Salainen</p>",
        f"<!-- {SECRET} -->",
        f"<!DOCTYPE {SECRET}>",
        f"<?muistio {SECRET}>",
        f"<![CDATA[{SECRET}]]>",
        f"<p title='{SECRET}'>",
        f"<meta content='{SECRET}'>",
        "<p title='Salla&#32;Salainen'>",
        f"<script>var x = '{SECRET}' < 1;</script>",
        f"<textarea>{SECRET}</textarea><title>Otsikko</title>",
        f"<title>{SECRET}</title><template>x</template>",
        "<a href='mailto:a@b.example?subject=Salla%20Salainen'>x</a>",
        f"<p>kesken {SECRET} <b",
        f"<p>kesken <!-- {SECRET}",
        "<a href='https://a.example/?url=b%3Fq%3DSalla%2520Salainen'>",
        "<Salla.Salainen>",
        "<p Salla.Salainen>",
        f"<p>a <![CDATA[ {SECRET}",
        f"<!DOCTYPE {SECRET}",
        f"<p>a <! {SECRET}",
        f"<p>a <? {SECRET}",
        f"<p>a </ {SECRET}",
        f"<p title='{SECRET}",
        f"<p title='a > {SECRET}",
        f'<p title="{SECRET}><b>ei loppua',
        f"<style>{SECRET}",
        f"<SCRIPT>'<b>' {SECRET}",
        f"<textarea>{SECRET}",
        f"<title>{SECRET}",
        "<!-- Salla&nbsp;S&#97;lainen",
    ],
)
def test_whatever_a_page_says_is_read(page: str) -> None:
    assert says(of_html(f"<html>{page}"))


@given(
    st.lists(st.sampled_from(["<p a='>'>", "x", "<!-- > -->", "<b>", "</b>", "<i c=d>", "<br/>"]))
)
def test_only_what_is_open_is_left_open(pieces: list[str]) -> None:
    """Markup that has its end hides nothing behind it, and what follows it is found."""
    page = "".join(pieces)
    assert left_open(page) == ""
    for rest in ("<!-- x", "<p a='x > <b>", "<style>x<b></b>", "<", "<x"):
        assert left_open(page + rest) == (rest if rest != "<" else "")


def test_a_page_of_open_marks_is_read_once() -> None:
    """The cost is that of the page's length, however often something begins."""
    started = time.process_time()
    for piece in ("<!--", "<p a='", "<style>", "<b ", "'<", "<![CDATA["):
        left_open(piece * 200_000)
    assert time.process_time() - started < 5


PARTED = "p div td th tr li h2 title script text rt dt dd option button section article pre"


@pytest.mark.parametrize("element", [*PARTED.split(), "blockquote", "caption", "textarea"])
def test_what_stands_apart_on_a_page_is_read_apart(element: str) -> None:
    page = f"ovi<{element}>Salla</{element}>auki"
    assert ["ovi", "salla", "auki"] in words(of_html(page))


@pytest.mark.parametrize("element", ["b", "i", "span", "a", "em", "mark", "wbr"])
def test_what_stands_together_on_a_page_is_read_as_one(element: str) -> None:
    assert says(of_html(f"Sal<{element}>la Salai</{element}>nen"))


def test_a_name_in_a_style_may_be_that_of_a_font() -> None:
    page = b"<html><style>p::after { content: 'Salla Salainen' }</style>"
    (by_software,) = {f.by_software for f in read("a.html", page) if "Salainen" in f.text}
    assert by_software


def test_fonts_styles_and_the_names_of_programs_are_written_by_software() -> None:
    look = "<x><w:font w:name='Times Roman' xmlns:w='w'/><rFonts ascii='Times Roman'/>"
    look += "<altName val='Times Roman'/><family val='Times Roman'/></x>"
    properties = "<x><Application>Times Roman</Application><y style='font: Times Roman'/></x>"
    page = (
        "<html><meta name='Generator' content='Times Roman'><style>p {font: Times Roman}</style>"
        "<font face='Times Roman'><p style='font: Times Roman'>"
    )
    for name, data in (
        ("a.docx", document(look.encode())),
        ("a.docx", document(properties.encode())),
        ("a.html", page.encode()),
    ):
        assert tells(name, data, "times roman")
        assert not tells(name, data, "times roman", by_software=False)
    company = document(b"<x><Company>Times Roman</Company></x>")
    assert tells("a.docx", company, "times roman", by_software=False)


ESCAPED = {
    r"'\u0053alla \u0053alainen'": SECRET,
    r"'\x53alla S\u0061lainen'": SECRET,
    r"content: '\53 alla \53 alainen'": SECRET,
    r"content: '\0053 alla Salainen'": SECRET,
    r"\u00c4ij\u00E4": "Äijä",
    r"'\u{53}alla Salainen'": SECRET,
    r"content: 'Salla Salaine\6e'": SECRET,
    r"content: '\201CSalla Salainen'": SECRET,
    r"content: '\000053alla Salainen'": SECRET,
}


@pytest.mark.parametrize("text", ESCAPED)
def test_letters_that_scripts_and_styles_write_as_numbers_are_read(text: str) -> None:
    secret = ESCAPED[text]
    assert not says([text], secret)
    assert says([unescaped(text)], secret)
    assert says(of_html(f"<html><script>{text}</script>"), secret)


@pytest.mark.parametrize("text", [SECRET, r"ovi \ auki", r"\\", "&#83;", ""])
def test_what_has_no_escapes_is_left_as_it_is(text: str) -> None:
    assert unescaped(text) == text


def test_a_number_that_is_no_letters_is_left_out() -> None:
    assert unescaped(r"ovi \110000 auki") == "ovi auki"


# Whatever the words are.

LETTERS = st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"])
TEXTS = st.text(LETTERS, min_size=1, max_size=30)
WORDS = TEXTS.map(lambda text: f"ovi {text} ovi")  # no measure, whatever stands in it
PLACES = st.sampled_from(["text", "tail", "attribute", "title", "comment", "instruction"])


@given(PLACES, WORDS, st.sampled_from(["utf-8", "utf-16"]))
def test_any_words_in_xml_are_among_what_is_read(place: str, text: str, encoding: str) -> None:
    root = etree.Element("x")
    inner = etree.SubElement(etree.SubElement(root, "{urn:w}p"), "y")
    within = text.replace("--", "-").replace("?>", ">")  # as comments and instructions must be
    if place == "text":
        inner.text = text
    elif place == "tail":
        inner.tail = text
    elif place == "comment":
        inner.append(etree.Comment(text := within))
    elif place == "instruction":
        inner.append(etree.ProcessingInstruction("muistio", text := within))
    else:
        inner.set(place, text)
    data = document(etree.tostring(root, encoding=encoding))
    assert any(text in found for found in texts_of("a.docx", data))


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_runs_of_a_paragraph_are_one_text_and_paragraphs_are_lines(texts: list[str]) -> None:
    paragraphs, runs = etree.Element("x"), etree.Element("p")
    for text in texts:
        etree.SubElement(paragraphs, "p").text = text
        etree.SubElement(runs, "r").text = text
    for element, text in (
        (paragraphs, "".join(f"{text}\n" for text in texts)),
        (runs, "".join(texts) + "\n"),
    ):
        assert text in texts_of("a.docx", document(etree.tostring(element)))


@given(st.sampled_from(["<p>{}</p>", "<p title='{}'>", "<!-- {} -->"]), WORDS)
def test_any_words_in_html_are_among_what_is_read(page: str, text: str) -> None:
    text = text.replace("--", "-").replace(">", "<") if "!" in page else text
    written = text if "!" in page else html.escape(text)
    assert any(text in found for found in of_html(f"<html>{page.format(written)}"))
