"""Alterations of what is between the words: names, doubled and empty elements, kinds of parts.

Most leave every word where it was for a reader of elements by their names, and not for Word.
"""

from __future__ import annotations

from copy import deepcopy

from alterations_of_looks import put_in
from altering import (
    Change,
    Package,
    W,
    answer_property,
    around_run,
    in_run,
    paragraph_style,
    run_property,
    settings,
    w,
    xml,
)
from lxml import etree

from omvgen.verification.comparison import Verdict

SAME, DIFFERS, NOT_COMPARED = Verdict
_FOREIGN = "urn:foreign"
_MORE = " Ei voimassa."


def foreign(text: str) -> Change:
    """Properties of the answer's run in which another namespace (`x`) has names of Word's."""

    def change(package: Package) -> None:
        names = f'xmlns:w="{W}" xmlns:x="{_FOREIGN}"'
        package.run().insert(0, etree.fromstring(f"<w:rPr {names}>{text}</w:rPr>"))

    return change


def foreign_text(package: Package) -> None:
    """The answer's text in an element that no program knows."""
    next(package.run().iter(w("t"))).tag = f"{{{_FOREIGN}}}t"


def behind(node: etree._Element) -> Change:
    """More words behind a comment or another node within the text's element."""

    def change(package: Package) -> None:
        one = deepcopy(node)
        one.tail = _MORE
        next(package.run().iter(w("t"))).append(one)

    return change


def words_together(package: Package) -> None:
    """A space at the end of a run that is not to be kept: Word leaves it out."""
    text = next(package.run().iter(w("t")))
    first, rest = (text.text or "").split(" ", 1)
    more = xml("<w:t/>")
    text.text, more.text = f"{first} ", rest
    text.attrib.clear()
    text.addnext(more)


def doubled_properties(package: Package) -> None:
    package.run().insert(0, xml("<w:rPr><w:vanish/></w:rPr>"))
    package.run().insert(0, xml("<w:rPr/>"))


def doubled_paragraph_properties(package: Package) -> None:
    package.answer().insert(1, xml('<w:pPr><w:ind w:left="7000"/></w:pPr>'))


def typed(part: str, kind: str = "application/xml") -> Change:
    """Says that a part is of another kind, so that Word does not read it."""

    def change(package: Package) -> None:
        for one in package.tree("[Content_Types].xml"):
            if one.get("PartName") == part:
                one.set("ContentType", kind)

    return change


def second_styles(package: Package) -> None:
    large = package.parts["word/styles.xml"].replace(b'w:val="22"', b'w:val="90"')
    package.parts["word/styles9.xml"] = large
    package.relate("styles", "styles9.xml")


def empty(properties: str, mark: str = "", part: str = "") -> Change:
    """A paragraph without words, below the answer or in a header."""

    def change(package: Package) -> None:
        new = xml(f"<w:p><w:pPr>{properties}<w:rPr>{mark}</w:rPr></w:pPr></w:p>")
        (package.tree(part)[0] if part else package.answer()).addnext(new)

    return change


def many(element: str, number: int = 40) -> Change:
    def change(package: Package) -> None:
        for _ in range(number):
            package.run().insert(0, xml(element))

    return change


def empty_paragraphs(package: Package) -> None:
    for _ in range(30):
        package.answer().addnext(xml("<w:p/>"))


def below(text: str) -> Change:
    return lambda package: package.answer().addnext(xml(text))


def empty_footnote(package: Package) -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p/></w:footnote></w:footnotes>'
    package.parts["word/footnotes.xml"] = notes.encode()
    package.relate("footnotes", "footnotes.xml")
    in_run('<w:footnoteReference w:id="2"/>')(package)


def red_pages(package: Package) -> None:
    package.tree("word/document.xml").insert(0, xml('<w:background w:color="FF0000"/>'))
    settings("<w:displayBackgroundShape/>")(package)


def without_section(package: Package) -> None:
    package.body.remove(package.body[-1])


def contents_tabs(package: Package) -> None:
    entry = next(package.body.iter(w("hyperlink"))).getparent()
    tabs = '<w:tabs><w:tab w:val="left" w:pos="9000"/></w:tabs>'
    put_in(entry.find(w("pPr")), f"<w:pPr>{tabs}</w:pPr>")


def old_numbers(package: Package) -> None:
    for level in package.tree("word/numbering.xml").iter(w("lvl")):
        level.append(xml('<w:legacy w:legacy="1" w:legacyIndent="9000"/>'))


def in_field(instruction: str) -> Change:
    """The answer as the result of a field that shows something else once it is updated."""
    return around_run(f'<w:fldSimple w:instr=" {instruction} "/>')


def collapsed(package: Package) -> None:
    """A heading of which Word shows nothing below it until somebody opens it."""
    name = "http://schemas.microsoft.com/office/word/2012/wordml"
    heading = next(
        p for p in package.body.iter(w("pStyle")) if (p.get(w("val")) or "").startswith("Heading")
    ).getparent()
    heading.append(etree.fromstring(f'<w15:collapsed xmlns:w15="{name}"/>'))


def cut_in_two(run: str = "") -> Change:
    """The answer in two paragraphs; its letters with the properties."""

    def change(package: Package) -> None:
        answer = package.answer()
        text = next(answer.iter(w("t")))
        first, rest = (text.text or "").split(maxsplit=1)
        second = deepcopy(answer)
        text.text, next(second.iter(w("t"))).text = first, rest
        answer.addnext(second)
        for one in (*answer.iter(w("r")), *second.iter(w("r"))) if run else ():
            for before in one.findall(w("rPr")):
                one.remove(before)
            one.insert(0, xml(f"<w:rPr>{run}</w:rPr>"))

    return change


def as_contents(package: Package) -> None:
    """The answer's control says that it is a list of contents, and its letters are large."""
    gallery = xml('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>')
    package.control().find(w("sdtPr")).append(gallery)
    run_property('<w:sz w:val="144"/>')(package)


def frames(package: Package) -> None:
    """A page in frames, which show other files."""
    text = f'<w:webSettings xmlns:w="{W}"><w:frameset><w:frame/></w:frameset></w:webSettings>'
    package.parts["word/webSettings.xml"] = text.encode()
    package.relate("webSettings", "webSettings.xml")


_TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:trPr>'
    '<w:trHeight w:val="5000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
)
_PAGE = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>'

STRUCTURE: dict[str, tuple[Change, Verdict]] = {
    "text of another namespace": (foreign_text, NOT_COMPARED),
    "a size of another namespace before": (
        foreign('<x:sz x:val="22"/><w:sz w:val="144"/>'),
        DIFFERS,
    ),
    "a value of another namespace before": (foreign('<w:sz x:val="22" w:val="144"/>'), DIFFERS),
    "not hidden in another namespace": (foreign('<w:vanish x:val="0"/>'), DIFFERS),
    "a value without a namespace": (foreign('<w:sz val="22"/>'), NOT_COMPARED),
    "words behind a comment": (behind(etree.Comment("x")), DIFFERS),
    "words behind an instruction": (behind(etree.PI("x", "y")), DIFFERS),
    "words behind an element": (behind(xml("<w:noBreakHyphen/>")), NOT_COMPARED),
    "words without the space between": (words_together, DIFFERS),
    "properties twice": (doubled_properties, NOT_COMPARED),
    "a paragraph's properties twice": (doubled_paragraph_properties, NOT_COMPARED),
    "a property twice": (run_property('<w:sz w:val="144"/>', '<w:sz w:val="22"/>'), NOT_COMPARED),
    "styles that are no styles": (typed("/word/styles.xml"), NOT_COMPARED),
    "a header that is none": (typed("/word/header1.xml"), NOT_COMPARED),
    "other styles besides": (second_styles, NOT_COMPARED),
    "space between paragraphs": (empty('<w:spacing w:before="9000"/>'), DIFFERS),
    "an empty line of 450 points": (empty("", '<w:sz w:val="900"/>'), DIFFERS),
    "a line across the page": (
        empty('<w:pBdr><w:top w:val="single" w:sz="48"/></w:pBdr>'),
        DIFFERS,
    ),
    "an empty page": (empty("<w:pageBreakBefore/>"), DIFFERS),
    "a header that fills the page": (
        empty('<w:spacing w:line="9000" w:lineRule="exact"/>', "", "word/header1.xml"),
        DIFFERS,
    ),
    "an empty paragraph": (empty(""), SAME),
    "thirty empty paragraphs": (empty_paragraphs, DIFFERS),
    "forty breaks": (many("<w:br/>"), DIFFERS),
    "forty tabs": (many("<w:tab/>"), DIFFERS),
    "a break": (many("<w:br/>", 1), SAME),
    "a space of 400 points": (
        lambda p: p.run().addprevious(
            xml('<w:r><w:rPr><w:sz w:val="800"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>')
        ),
        DIFFERS,
    ),
    "a tab to the margin": (
        in_run('<w:ptab w:alignment="right" w:relativeTo="margin" w:leader="dot"/>'),
        DIFFERS,
    ),
    "a last line of 450 points": (
        answer_property('<w:rPr><w:sz w:val="900"/></w:rPr>'),
        DIFFERS,
    ),
    "an empty box": (below(_TABLE), DIFFERS),
    "a page's number below": (below(_PAGE), DIFFERS),
    "a footnote without words": (empty_footnote, NOT_COMPARED),
    "pages in frames": (frames, NOT_COMPARED),
    "red pages": (red_pages, DIFFERS),
    "no section": (without_section, DIFFERS),
    "contents pushed aside": (contents_tabs, DIFFERS),
    "numbers of an old kind": (old_numbers, NOT_COMPARED),
    "the answer as a page's number": (in_field("PAGEREF x"), DIFFERS),
    "the answer as a count": (in_field("SEQ Taulukko"), DIFFERS),
    "a heading that is closed": (collapsed, NOT_COMPARED),
    "letters that glow": (run_property('<w14:glow w14:rad="99"/>'), NOT_COMPARED),
    "words moved away": (around_run('<w:moveFrom w:id="4" w:author="M"/>'), DIFFERS),
    "a style that is not there": (
        lambda p: p.answer().find(w("pPr")).find(w("pStyle")).set(w("val"), "EiOle"),
        DIFFERS,
    ),
    "an answer in two paragraphs": (cut_in_two(), SAME),
    "a large answer in two paragraphs": (cut_in_two('<w:sz w:val="144"/>'), DIFFERS),
    "a large answer as contents": (as_contents, DIFFERS),
    "the same by another style": (paragraph_style(""), SAME),
}
