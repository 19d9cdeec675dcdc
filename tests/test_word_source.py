"""Any Word document as a source: everything a reader sees is found, in order and once."""

from __future__ import annotations

from typing import Any

import pytest
from helpers_word import document, paragraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from omvgen.errors import ReadError
from omvgen.package import unzip_package
from omvgen.word.converting import as_docx
from omvgen.word.source import Source, SourceTable, SourceText
from omvgen.word.source_text import flat, read_source

ENTRY = '<w:listEntry w:val="{}"/>'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(body: str, author: str | None = None, **parts: str) -> Source:
    return read_source(document(body, **parts), "lähde.docx", author=author)


def texts(source: Source) -> list[str]:
    return [text.text.plain for text in flat(source.blocks)]


def first(source: Source) -> SourceText:
    return next(flat(source.blocks))


def ins(text: str, author: str = "Anna") -> str:
    return f'<w:ins w:author="{author}" w:date="2026-01-01T00:00:00Z">{run(text)}</w:ins>'


def deleted(text: str, author: str = "Anna") -> str:
    words = f"<w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r>"
    return f'<w:del w:author="{author}">{words}</w:del>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def control(content: str, tag: str = "nimi", more: str = "") -> str:
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


# ---- tracked changes ------------------------------------------------------------------------


def changes_of(body: str, author: str | None = None) -> list[str]:
    return texts(read(body, author))


def test_a_document_reads_as_if_all_changes_were_accepted_or_those_of_one_author() -> None:
    body = f"<w:p>{run('a ')}{ins('b ')}{deleted('c ', 'Ville')}{ins('d', 'Ville')}</w:p>"
    assert changes_of(body) == ["a b d"]
    assert changes_of(body, "Anna") == ["a b c"]
    assert changes_of(body, "ville") == ["a d"]
    source = read(body, "Anna")
    assert [(r.author, r.inserted, r.text, r.accepted) for r in source.revisions] == [
        ("Anna", True, "b ", True),
        ("Ville", False, "c ", False),
        ("Ville", True, "d", False),
    ]
    assert {r.place for r in source.revisions} == {"kappale 1"}


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    mark = '<w:pPr><w:rPr><w:del w:author="Anna"/></w:rPr></w:pPr>'
    body = paragraph("Alku ", mark) + paragraph("loppu") + paragraph("muu")
    assert changes_of(body) == ["Alku loppu", "muu"]
    assert changes_of(body, "Ville") == ["Alku", "loppu", "muu"]


def test_an_inserted_row_and_paragraph_go_when_they_are_rejected() -> None:
    mark = '<w:pPr><w:rPr><w:ins w:author="Anna"/></w:rPr></w:pPr>'
    row = f"<w:tr><w:trPr><w:ins w:author='Anna'/></w:trPr><w:tc>{paragraph('uusi')}</w:tc></w:tr>"
    old = f"<w:tr><w:tc>{paragraph('vanha')}</w:tc></w:tr>"
    body = f"<w:p>{mark}{ins('lisä')}</w:p>" + paragraph("a") + f"<w:tbl>{old}{row}</w:tbl>"
    assert changes_of(body) == ["lisä", "a", "vanha", "uusi"]
    assert changes_of(body, "Ville") == ["a", "vanha"]


def test_rejected_formatting_is_as_it_was() -> None:
    change = '<w:b/><w:rPrChange w:author="Anna"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    body = f"<w:p>{run('sana', change)}</w:p>"
    assert first(read(body)).text.runs[0].bold
    rejected = first(read(body, "Ville")).text.runs[0]
    assert (rejected.bold, rejected.italic) == (False, True)


def test_moved_words_stand_where_they_were_moved() -> None:
    away = f'<w:moveFrom w:author="Anna">{run("siirto")}</w:moveFrom>'
    here = f'<w:moveTo w:author="Anna">{run("siirto")}</w:moveTo>'
    body = f"<w:p>{run('a ')}{away}</w:p><w:p>{run('b ')}{here}</w:p>"
    assert changes_of(body) == ["a", "b siirto"]
    assert changes_of(body, "Ville") == ["a siirto", "b"]


# ---- controls and fields --------------------------------------------------------------------


def test_a_control_after_a_label_is_a_text_of_its_own() -> None:
    body = f"<w:p>{run('Nimi: ')}{control(run('Anna'))}</w:p>"
    found = list(flat(read(body).blocks))
    assert [(t.text.plain, [n.tag for n in t.controls]) for t in found] == [
        ("Nimi:", []),
        ("Anna", ["nimi"]),
    ]


def test_a_control_within_a_sentence_does_not_part_it() -> None:
    body = f"<w:p>{run('Yksikkö on ')}{control(run('Mänty'))}{run(' ja avoin.')}</w:p>"
    assert texts(read(body)) == ["Yksikkö on Mänty ja avoin."]


def test_the_prompt_of_an_empty_control_is_a_placeholder() -> None:
    body = control(paragraph("Kirjoita tähän"), more="<w:showingPlcHdr/>") + paragraph("Teksti")
    assert [t.placeholder for t in flat(read(body).blocks)] == [True, False]


def form_field(kind: str, data: str, result: str = "") -> str:
    name = '<w:name w:val="kenttä"/>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{name}{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText>{kind}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result) if result else ""}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("kind", "data", "result", "text", "placeholder"),
    [
        ("FORMTEXT", "<w:textInput/>", "Anna", "Anna", False),
        ("FORMTEXT", '<w:textInput><w:default w:val="Nimi"/></w:textInput>', "Nimi", "Nimi", True),
        ("FORMCHECKBOX", '<w:checkBox><w:checked w:val="1"/></w:checkBox>', "", "☒", False),
        ("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>', "", "☐", False),
        (
            "FORMDROPDOWN",
            f'<w:ddList><w:result w:val="1"/>{ENTRY.format("a")}{ENTRY.format("b")}</w:ddList>',
            "",
            "b",
            False,
        ),
        (
            "FORMDROPDOWN",
            '<w:ddList><w:listEntry w:val="Valitse"/></w:ddList>',
            "",
            "Valitse",
            True,
        ),
    ],
)
def test_old_form_fields_are_controls(
    kind: str, data: str, result: str, text: str, placeholder: bool
) -> None:
    (found,) = flat(read(f"<w:p>{form_field(kind, data, result)}</w:p>").blocks)
    assert (found.text.plain, found.placeholder) == (text, placeholder)
    assert found.controls[-1].title == "kenttä"


def test_a_link_of_a_field_leads_where_it_led() -> None:
    field = 'HYPERLINK "https://esimerkki.example/a"'
    body = f"<w:p><w:fldSimple w:instr='{field}'>{run('sivu')}</w:fldSimple></w:p>"
    assert first(read(body)).text.runs[0].link == "https://esimerkki.example/a"


# ---- what is beside the text ----------------------------------------------------------------


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{paragraph('laatikossa')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(f"<w:p>{run('ulkona')}{box}</w:p>")) == ["ulkona", "laatikossa"]


def test_notes_and_comments_go_with_their_paragraph() -> None:
    body = (
        f'<w:p>{run("Teksti")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    found = first(
        read(
            body,
            footnotes=f'<w:footnote w:id="2">{paragraph("Viite")}</w:footnote>'
            f'<w:footnote w:id="3">{paragraph("Orpo")}</w:footnote>',
            comments=f'<w:comment w:id="5" w:author="Anna">{paragraph("Onko näin?")}</w:comment>',
        )
    )
    assert [note.plain for note in found.notes] == ["Viite"]
    assert [(c.author, c.text) for c in found.comments] == [("Anna", "Onko näin?")]


def test_what_the_page_hides_is_apart() -> None:
    hidden = run("piilossa", '<w:color w:val="FFFFFF"/>')
    body = f"<w:p>{run('näkyy ')}{hidden}{run('myös')}</w:p>"
    found = list(flat(read(body).blocks))
    assert [(t.text.plain, t.hidden) for t in found] == [("näkyy myös", False), ("piilossa", True)]


def test_a_merged_cell_is_in_each_place_that_it_covers() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr>{cell('a', wide)}{cell('b', tall)}</w:tr>"
        f"<w:tr>{cell('c')}{cell('d')}{cell('', '<w:vMerge/>')}</w:tr>"
    )
    (table,) = read(f"<w:tbl>{rows}</w:tbl>").blocks
    assert isinstance(table, SourceTable)
    assert [[texts_of(cell) for cell in row] for row in table.rows] == [
        ["a", "a", "b"],
        ["c", "d", "b"],
    ]


def texts_of(cell: Any) -> str:
    return "|".join(text.text.plain for text in flat(cell))


def test_only_bold_of_its_own_is_the_texts() -> None:
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    styles = f"<w:p>{heading}{run('Otsikko')}</w:p><w:p>{run('oma', '<w:b/>')}</w:p>"
    one, other = flat(read(styles).blocks)
    assert (one.heading, one.bold, one.text.runs[0].bold) == (1, True, False)
    assert (other.heading, other.bold, other.text.runs[0].bold) == (0, True, True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"teksti", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_document_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReadError, match="ei voi lukea"):
        read_source(data, "lähde.docx")


def test_a_pdf_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadError) as refused:
        as_docx(b"%PDF-1.7", "suunnitelma.docx")
    assert "Word" in refused.value.finding.remedy


# ---- no word is lost ------------------------------------------------------------------------

_WORDS = st.integers(10**6, 10**9).map("sana{}".format)


_LOOKS = st.sampled_from(("", "<w:b/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>'))
_STYLES = st.sampled_from(("", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="ListBullet"/>'))
_INLINE = ("run", "ins", "del", "control", "prompt", "link", "contents", "field", "dir", "form")


@st.composite
def _inline(draw: st.DrawFn, depth: int = 0) -> str:
    word, author = draw(_WORDS), draw(st.sampled_from(("Anna", "Ville")))
    inner = run(word, draw(_LOOKS))
    if depth < 1 and draw(st.integers(0, 5)) == 0:
        content = f"<w:txbxContent>{draw(_blocks(depth + 1))}</w:txbxContent>"
        return f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    return {
        "run": inner,
        "ins": ins(word, author),
        "del": deleted(word, author),
        "control": control(inner),
        "prompt": control(inner, more="<w:showingPlcHdr/>"),
        "link": f'<w:hyperlink w:anchor="x">{inner}</w:hyperlink>',
        "contents": f'<w:hyperlink w:anchor="_Toc1">{inner}</w:hyperlink>',
        "field": f'<w:fldSimple w:instr="REF x">{inner}</w:fldSimple>',
        "dir": f'<w:dir w:val="ltr">{inner}</w:dir>',
        "form": form_field("FORMTEXT", "<w:textInput/>", word),
    }[draw(st.sampled_from(_INLINE))]


@st.composite
def _blocks(draw: st.DrawFn, depth: int = 0) -> str:
    found = ""
    for _ in range(draw(st.integers(1, 3))):
        mark = draw(st.sampled_from(("", "<w:rPr><w:del w:author='Anna'/></w:rPr>")))
        style = draw(
            st.sampled_from(("", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="ListBullet"/>'))
        )
        words = "".join(draw(st.lists(_inline(depth), max_size=4)))
        block = f"<w:p><w:pPr>{style}{mark}</w:pPr>{words}</w:p>"
        kind = draw(st.sampled_from(("p", "p", "table", "control")))
        if kind == "table" and depth < 2:
            cell = f"<w:tc>{draw(_blocks(depth + 1))}</w:tc>"
            merge = draw(st.sampled_from(("", '<w:vMerge w:val="restart"/>', "<w:vMerge/>")))
            other = f"<w:tc><w:tcPr>{merge}</w:tcPr>{block}</w:tc>"
            block = f"<w:tbl><w:tr>{cell}{other}</w:tr></w:tbl>"
        elif kind == "control":
            block = control(block)
        found += block
    return found


@given(_blocks(), st.sampled_from((None, "Anna", "Nobody")))
def test_no_word_of_the_document_is_lost(body: str, author: str | None) -> None:
    data = document(body)
    source = read_source(data, "lähde.docx", author=author)
    found = [text.text.plain for text in flat(source.blocks)]
    found += [*source.contents, *(revision.text for revision in source.revisions)]
    whole = "\n".join(found)
    root = etree.fromstring(unzip_package(data)["word/document.xml"])
    lost = [e.text for e in root.iter(W + "t", W + "delText") if (e.text or "") not in whole]
    assert not lost


def test_a_cell_merged_over_many_rows_is_told_in_each_and_grows_in_none() -> None:
    row = "<w:tr><w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc></w:tr>"
    first, empty = row.format(' w:val="restart"', paragraph("yhteinen")), row.format("", "<w:p/>")
    own = row.format("", paragraph("alla"))
    source = read_source(document(f"<w:tbl>{first}{empty * 20}{own * 20}</w:tbl>"), "x.docx")
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    texts = [[text.text.plain for text in flat(cell)] for (cell,) in table.rows]
    assert texts == [["yhteinen"]] * 21 + [["alla"]] * 20


def test_ends_of_many_paragraphs_that_are_taken_out_join_them_in_order() -> None:
    gone = '<w:pPr><w:rPr><w:del w:author="Anna"/></w:rPr></w:pPr>'
    body = "".join(paragraph(f"{number} ", gone) for number in range(300)) + paragraph("loppu")
    (text,) = read_source(document(body), "x.docx").blocks
    assert isinstance(text, SourceText)
    assert text.text.plain == " ".join(map(str, range(300))) + " loppu"
