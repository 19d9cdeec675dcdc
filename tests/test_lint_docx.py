"""The lint of documents finds each fault that it is there for: one planted at a time."""

from __future__ import annotations

import pytest
from helpers_document import docx, rich_plan
from lint_docx import lint

from omvgen.package import unzip_package, zip_package

PARTS = unzip_package(docx(rich_plan(), draft=True, signature=True))
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RELS, CORE, CUSTOM = "word/_rels/document.xml.rels", "docProps/core.xml", "docProps/custom.xml"


def test_a_document_of_ours_has_no_fault() -> None:
    assert lint(zip_package(PARTS)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "says"),
    [
        (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "", "bookmarks are not paired"),
        (DOCUMENT, '<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"', "bookmark id 1 twice"),
        (DOCUMENT, '"_Toc100000002"/>', '"_Toc100000001"/>', "bookmark _toc100000001 twice"),
        (DOCUMENT, 'w:anchor="_Toc100000003"', 'w:anchor="x"', "a link leads to x"),
        (CORE, "</dc:title>", "</dc:title><dc:title>x</dc:title>", "title twice"),
        (CUSTOM, "</Properties>", '<property pid="2" name="x"/></Properties>', "pid 2 twice"),
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="1"/>', "control id 1 twice"),
        (DOCUMENT, '"document.version"', '"document.date"', "control tag document.date twice"),
        (DOCUMENT, '<w:tag w:val="', '<w:tag w:val="' + "x" * 64, "a name that is too long"),
        (DOCUMENT, "</w:body>", "<w:sdt><w:sdtContent/></w:sdt></w:body>", "is empty"),
        (
            DOCUMENT,
            "</w:body>",
            '<w:p><w:ins w:id="7"/><w:del w:id="7"/></w:p></w:body>',
            "revision id 7 twice",
        ),
        (DOCUMENT, 'w:fldCharType="end"', 'w:fldCharType="separate"', "a field"),
        (DOCUMENT, "</w:tc>", "<w:tbl/></w:tc>", "a cell does not end in a paragraph"),
        (DOCUMENT, 'type="#_x0000_t75"', 'type="#x"', "a shape is of the type #x"),
        (DOCUMENT, 'id="_x0000_t75"', 'id="Allekirjoitusrivi"', "shape id Allekirjoitusrivi twice"),
        (RELS, 'Target="styles.xml"', 'Target="x.xml"', "x.xml is not there"),
        (RELS, 'Target="styles.xml"', 'Target="x.xml"', "word/styles.xml: nothing leads to it"),
        (DOCUMENT, 'r:id="', 'r:id="x', "leads nowhere"),
        (DOCUMENT, 'w:pStyle w:val="BodyText"', 'w:pStyle w:val="x"', "no paragraph style x"),
        (DOCUMENT, 'w:rStyle w:val="', 'w:rStyle w:val="x', "no character style x"),
        (STYLES, 'w:basedOn w:val="', 'w:basedOn w:val="x', "a style's basedOn is x"),
        (STYLES, 'w:styleId="Heading1"', 'w:styleId="Heading2"', "style Heading2 twice"),
        (STYLES, '<w:name w:val="heading 1"/>', '<w:name w:val="heading 2"/>', "two styles"),
        (DOCUMENT, '<w:numId w:val="', '<w:numId w:val="99', "no list 99"),
        (NUMBERING, '<w:abstractNumId w:val="', '<w:abstractNumId w:val="99', "no kind of list 99"),
    ],
)
def test_a_planted_fault_is_found(part: str, old: str, new: str, says: str) -> None:
    text = PARTS[part].decode()
    assert old in text
    broken = zip_package({**PARTS, part: text.replace(old, new, 1).encode()})
    assert any(says in fault for fault in lint(broken))
