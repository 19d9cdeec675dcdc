"""Alterations of a built document, each with the answer that `omvgen verify` must give.

An alteration changes the XML of the package as a person, a program or somebody with bad
intentions could. Most of them are tried on the answer to 4.4 (`henk_riittavyys`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from omvgen.package import unzip_package, zip_package
from omvgen.verification.comparison import Verdict

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORDS = "Vahvistan vain kohtien 1–3 osalta."
SAME, DIFFERS, NOT_COMPARED = Verdict


def xml(text: str) -> Any:
    """An element written with the usual prefixes."""
    name = re.match(r"<[\w:]+", text)
    assert name is not None
    return etree.fromstring(f"{name[0]} {_NAMESPACES}{text[name.end() :]}")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def part(root: str, *around: str) -> bytes:
    """A part whose only text are the words, within these elements."""
    opened = "".join(f"<{one}>" for one in around)
    closed = "".join(f"</{one.split()[0]}>" for one in reversed(around))
    words = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    data: bytes = etree.tostring(xml(f"<{root}>{opened}{words}{closed}</{root}>"))
    return data


def paragraph(text: str, properties: str = "", run: str = "") -> Any:
    pr, rpr = f"<w:pPr>{properties}</w:pPr>", f"<w:rPr>{run}</w:rPr>"
    return xml(f'<w:p>{pr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>')


@dataclass
class Package:
    """A document's parts, those that are altered as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @property
    def body(self) -> Any:
        return self.tree("word/document.xml").find(w("body"))

    def control(self, tag: str = "henk_riittavyys") -> Any:
        (found,) = self.body.xpath(f".//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces={"w": W})
        return found

    def run(self) -> Any:
        return next(self.control().iter(w("r")))

    def answer(self) -> Any:
        return next(self.control().iter(w("p")))

    def rows(self) -> list[Any]:
        return list(self.control("henk_taulukko").iter(w("tr")))

    def relate(
        self, kind: str, target: str, name: str = "word/document.xml", mode: str = ""
    ) -> str:
        rels = self.tree(re.sub(r"([^/]+)$", r"_rels/\1.rels", name))
        key = f"rId{900 + len(rels)}"
        etree.SubElement(
            rels,
            f"{{{rels.nsmap[None]}}}Relationship",
            {"Id": key, "Type": _RELATION + kind, "Target": target}
            | ({"TargetMode": mode} if mode else {}),
        )
        return key

    def style(self, text: str) -> None:
        self.tree("word/styles.xml").append(xml(text))

    def data(self) -> bytes:
        written = {name: etree.tostring(tree) for name, tree in self.trees.items()}
        return zip_package(self.parts | written)


Change = Callable[[Package], None]


def altered(data: bytes, change: Change) -> bytes:
    package = Package(unzip_package(data))
    change(package)
    return package.data()


# ---- small changes, made by what they put where ---------------------------------------------


def run_property(*properties: str) -> Change:
    """Formats the first run of the answer directly."""

    def change(package: Package) -> None:
        package.run().insert(0, xml(f"<w:rPr>{''.join(properties)}</w:rPr>"))

    return change


def character_style(properties: str, based: str = "") -> Change:
    """The same by a character style, or by one that it is based on."""

    def change(package: Package) -> None:
        on = '<w:basedOn w:val="Pohja"/>' if based else ""
        package.style(
            f'<w:style w:type="character" w:styleId="Pohja"><w:name w:val="Pohja"/>'
            f"<w:rPr>{based}</w:rPr></w:style>"
        )
        package.style(
            f'<w:style w:type="character" w:styleId="Oma"><w:name w:val="Oma"/>{on}'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
        run_property('<w:rStyle w:val="Oma"/>')(package)

    return change


def paragraph_style(run: str, properties: str = "") -> Change:
    def change(package: Package) -> None:
        package.style(
            f'<w:style w:type="paragraph" w:styleId="Oma"><w:name w:val="Oma"/>'
            f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
        package.answer().find(w("pPr")).find(w("pStyle")).set(w("val"), "Oma")

    return change


def in_style(style: str, properties: str) -> Change:
    """Changes a style that the document has."""

    def change(package: Package) -> None:
        tree = package.tree("word/styles.xml")
        (found,) = tree.xpath(f"w:style[@w:styleId='{style}']", namespaces={"w": W})
        run = found.find(w("rPr"))
        if run is None:
            run = etree.SubElement(found, w("rPr"))
        run.extend(xml(f"<w:rPr>{properties}</w:rPr>"))

    return change


def answer_property(*properties: str) -> Change:
    def change(package: Package) -> None:
        package.answer().find(w("pPr")).extend(xml(f"<w:pPr>{''.join(properties)}</w:pPr>"))

    return change


def row_property(properties: str) -> Change:
    def change(package: Package) -> None:
        package.rows()[1].find(w("trPr")).append(xml(properties))

    return change


def cell_property(properties: str) -> Change:
    def change(package: Package) -> None:
        cell = next(package.rows()[1].iter(w("tc"))).find(w("tcPr"))
        new = xml(properties)
        for old in cell.findall(new.tag):
            cell.remove(old)
        cell.append(new)

    return change


def after_answer(element: str) -> Change:
    """Puts a block below the answer, within its control."""
    return lambda package: package.answer().addnext(xml(element))


def in_run(element: str) -> Change:
    return lambda package: package.run().append(xml(element))


def around_run(element: str) -> Change:
    """Wraps the first run of the answer."""

    def change(package: Package) -> None:
        run, around = package.run(), xml(element)
        run.addprevious(around)
        around.append(run)

    return change


def text(turn: Callable[[str], str]) -> Change:
    """Turns the text of every run of the body."""

    def change(package: Package) -> None:
        for element in package.body.iter(w("t")):
            element.text = turn(element.text or "")

    return change


def settings(element: str) -> Change:
    return lambda package: package.tree("word/settings.xml").append(xml(element))


def section(element: str) -> Change:
    def change(package: Package) -> None:
        properties, new = package.body[-1], xml(element)
        for old in properties.findall(new.tag):
            properties.remove(old)
        properties.append(new)

    return change


def header(text: str, part: str = "word/header1.xml") -> Change:
    return lambda package: package.tree(part).append(paragraph(text))


# ---- changes with a body of their own -------------------------------------------------------


def before_title(package: Package) -> None:
    package.body.insert(0, paragraph(WORDS))


def after_signature(package: Package) -> None:
    package.body[-1].addprevious(paragraph(WORDS))


def footer_added(package: Package) -> None:
    package.parts["word/footer9.xml"] = part("w:ftr")
    key = package.relate("footer", "footer9.xml")
    section(f'<w:footerReference w:type="default" r:id="{key}"/>')(package)


def header_of_another_name(package: Package) -> None:
    package.parts["word/yla.xml"] = part("w:hdr")
    (relation,) = [
        r for r in package.tree("word/_rels/document.xml.rels") if r.get("Target") == "header1.xml"
    ]
    relation.set("Target", "/word/yla.xml")


def header_emptied(package: Package) -> None:
    for one in list(package.tree("word/header1.xml")):
        package.tree("word/header1.xml").remove(one)


def first_page_header_off(package: Package) -> None:
    package.body[-1].remove(package.body[-1].find(w("titlePg")))


def row_gone(package: Package) -> None:
    row = package.rows()[1]
    row.getparent().remove(row)


def row_twice(package: Package) -> None:
    row = package.rows()[1]
    row.addnext(etree.fromstring(etree.tostring(row)))


def numbering_restarted(package: Package) -> None:
    tree = package.tree("word/numbering.xml")
    for number in tree.findall(w("num")):
        if number.get(w("numId")) == "1":
            number.append(
                xml('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
            )


def numbers_off(package: Package) -> None:
    heading = next(p for p in package.body.iter(w("p")) if p.find(f".//{w('numId')}") is not None)
    heading.find(w("pPr")).remove(heading.find(w("pPr")).find(w("numPr")))


def bullet_with_words(package: Package) -> None:
    for level in package.tree("word/numbering.xml").iter(w("lvl")):
        if level.find(w("numFmt")).get(w("val")) == "bullet":
            level.find(w("lvlText")).set(w("val"), "EI ENÄÄ:")


def bullet_that_says_no(package: Package) -> None:
    for level in package.tree("word/numbering.xml").iter(w("lvl")):
        if level.find(w("numFmt")).get(w("val")) == "bullet":
            level.find(w("lvlText")).set(w("val"), "✗")


def column_without_width(package: Package) -> None:
    next(package.control("henk_taulukko").iter(w("gridCol"))).set(w("w"), "1")


def list_item_unlisted(package: Package) -> None:
    items = [
        p
        for p in package.body.iter(w("p"))
        if p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == "ListParagraph"
    ]
    items[0].find(w("pPr")).remove(items[0].find(w("pPr")).find(w("numPr")))


def alt_chunk(package: Package) -> None:
    package.parts["word/lisa.html"] = b"<p>EI VOIMASSA</p>"
    key = package.relate("aFChunk", "lisa.html")
    after_answer(f'<w:altChunk r:id="{key}"/>')(package)


def picture(package: Package) -> None:
    package.parts["word/media/kuva.png"] = b"\x89PNG"
    key = package.relate("image", "media/kuva.png")
    in_run(f'<w:drawing><wp:inline><wp:docPr id="1" name="{key}"/></wp:inline></w:drawing>')(
        package
    )


def sub_document(package: Package) -> None:
    key = package.relate("subDocument", "muu.docx", mode="External")
    after_answer(f'<w:subDoc r:id="{key}"/>')(package)


def embedded_file(package: Package) -> None:
    package.parts["word/embeddings/taulukko.xlsx"] = b"PK"
    package.relate("package", "embeddings/taulukko.xlsx")
    in_run('<w:object><v:shape id="a"/></w:object>')(package)


def embedded_font(package: Package) -> None:
    package.parts["word/fonts/font1.odttf"] = b"\0"
    package.parts["word/_rels/fontTable.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}font" Target="fonts/font1.odttf"/>'
        "</Relationships>"
    ).encode()


def unknown_part(package: Package) -> None:
    package.parts["word/muu.bin"] = b"\0"


def footnote(package: Package) -> None:
    package.parts["word/footnotes.xml"] = part("w:footnotes", 'w:footnote w:id="1"')
    package.relate("footnotes", "footnotes.xml")
    in_run('<w:footnoteReference w:id="1"/>')(package)


def comment(package: Package) -> None:
    package.parts["word/comments.xml"] = part("w:comments", 'w:comment w:id="1" w:author="M"')
    package.relate("comments", "comments.xml")
    in_run('<w:commentReference w:id="1"/>')(package)


def inserted_elsewhere(package: Package) -> None:
    """Tracked: the first run was deleted and typed again."""
    run = package.run()
    again = etree.fromstring(etree.tostring(run))
    around_run('<w:del w:id="90" w:author="M"/>')(package)
    for element in run.iter(w("t")):
        element.tag = w("delText")
    insertion = xml('<w:ins w:id="91" w:author="M"/>')
    insertion.append(again)
    run.getparent().addnext(insertion)


def deleted_with_tracking(package: Package) -> None:
    around_run('<w:del w:id="90" w:author="M"/>')(package)
    for element in package.run().iter(w("t")):
        element.tag = w("delText")


def field_of_code(code: str, result: str = "12.12.2026") -> Change:
    return lambda package: package.answer().append(
        xml(f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{result}</w:t></w:r></w:fldSimple>')
    )


def text_made_instruction(package: Package) -> None:
    """The answer becomes the instruction of a field, which nobody sees."""
    run = package.run()
    for element in run.iter(w("t")):
        element.tag = w("instrText")
    run.insert(0, xml('<w:fldChar w:fldCharType="begin"/>'))
    run.append(xml('<w:fldChar w:fldCharType="end"/>'))


def results_dropped(package: Package) -> None:
    """The numbers of captions and pages are left out, as some programs do."""
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        for paragraph_ in package.tree(name).iter(w("p")):
            if next(paragraph_.iter(w("hyperlink")), None) is not None:
                continue  # of the contents
            inside = False
            for element in list(paragraph_.iter(w("fldChar"), w("t"))):
                if element.tag == w("fldChar"):
                    inside = element.get(w("fldCharType")) == "separate"
                elif inside and (element.text or "").isdigit():
                    element.getparent().remove(element)


def contents_left_out(package: Package) -> None:
    """The field of the contents without its entries, to be filled anew."""
    (contents,) = package.body.xpath(
        ".//w:sdt[w:sdtPr/w:docPartObj]/w:sdtContent", namespaces={"w": W}
    )
    for entry in contents.findall(w("p"))[1:]:
        for link in entry.findall(w("hyperlink")):
            entry.remove(link)


def caption_renumbered(package: Package) -> None:
    for paragraph_ in package.body.iter(w("p")):
        if any("SEQ" in (e.text or "") for e in paragraph_.iter(w("instrText"))):
            (number,) = [t for t in paragraph_.iter(w("t")) if (t.text or "").isdigit()]
            number.text = "9"
            return


def page_field_with_words(package: Package) -> None:
    number = next(t for t in package.tree("word/header1.xml").iter(w("t")) if t.text == "1")
    number.text = "EI VOIMASSA"


def contents_entry_renamed(package: Package) -> None:
    entry = next(package.body.iter(w("hyperlink")))
    list(entry.iter(w("t")))[-1].text = "Muu osio"


def contents_number_changed(package: Package) -> None:
    next(next(package.body.iter(w("hyperlink"))).iter(w("t"))).text = "9"


def noise(package: Package) -> None:
    """What Word strews into a document: marks of saving, spelling and places."""
    body = package.body
    for number, element in enumerate(body.iter(w("p"), w("r"))):
        element.set(w("rsidR"), f"{number:08X}")
    for number, element in enumerate(list(body.iter(w("r")))):
        element.addprevious(xml('<w:proofErr w:type="spellStart"/>'))
        element.addprevious(xml(f'<w:bookmarkStart w:id="{5000 + number}" w:name="b{number}"/>'))
        element.addnext(xml(f'<w:bookmarkEnd w:id="{5000 + number}"/>'))
        element.insert(0, xml("<w:lastRenderedPageBreak/>"))
    settings('<w:rsids><w:rsidRoot w:val="00000001"/></w:rsids>')(package)


def runs_split(package: Package) -> None:
    """Every fifth run becomes a run a letter, as spelling and revisions leave them."""
    for run in list(package.body.iter(w("r")))[::5]:
        texts = run.findall(w("t"))
        if len(texts) == 1 and {e.tag for e in run} <= {w("t"), w("rPr")} and texts[0].text:
            for letter in reversed(texts[0].text):
                copy = etree.fromstring(etree.tostring(run))
                copy.find(w("t")).text = letter
                copy.find(w("t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addnext(copy)
            run.getparent().remove(run)


def white_cell(package: Package) -> None:
    cell_property('<w:shd w:val="clear" w:fill="000080"/>')(package)
    for run in next(package.rows()[1].iter(w("tc"))).iter(w("r")):
        run.insert(0, xml('<w:rPr><w:color w:val="000070"/></w:rPr>'))


def readable_cell(package: Package) -> None:
    cell_property('<w:shd w:val="clear" w:fill="000080"/>')(package)
    for run in next(package.rows()[1].iter(w("tc"))).iter(w("r")):
        run.insert(0, xml('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))


def table_style_hides(package: Package) -> None:
    tree = package.tree("word/styles.xml")
    (style,) = tree.xpath("w:style[@w:styleId='Omavalvontataulukko']", namespaces={"w": W})
    style.insert(2, xml("<w:rPr><w:vanish/></w:rPr>"))


def table_region_hides(package: Package) -> None:
    tree = package.tree("word/styles.xml")
    next(tree.iter(w("tblStylePr"))).insert(0, xml("<w:rPr><w:vanish/></w:rPr>"))


def themed_white(package: Package) -> None:
    run_property('<w:color w:val="000000" w:themeColor="background1"/>')(package)


def white_page_behind_white(package: Package) -> None:
    run_property('<w:shd w:val="solid" w:color="FFFF00"/><w:color w:val="FFFF00"/>')(package)


def black_page(package: Package) -> None:
    tree = package.tree("word/document.xml")
    tree.insert(0, xml('<w:background w:color="000000"/>'))
    settings("<w:displayBackgroundShape/>")(package)
    run_property('<w:color w:val="050505"/>')(package)


def defaults_hide(package: Package) -> None:
    next(package.tree("word/styles.xml").iter(w("rPrDefault")))[0].append(xml("<w:vanish/>"))


def link_turned(package: Package) -> None:
    key = package.relate("hyperlink", "https://muu.example/", mode="External")
    around_run(f'<w:hyperlink r:id="{key}"/>')(package)


def parts_renamed(package: Package) -> None:
    """The styles in a part of another name, as Word online has them."""
    package.parts["word/styles2.xml"] = package.parts.pop("word/styles.xml")
    for relation in package.tree("word/_rels/document.xml.rels"):
        if relation.get("Target", "").endswith("styles.xml"):
            relation.set("Target", "/word/styles2.xml")


def removed_control(package: Package) -> None:
    control = package.control()
    content = control.find(w("sdtContent"))
    for one in list(content):
        control.addprevious(one)
    control.getparent().remove(control)


def answers_swapped(package: Package) -> None:
    one, other = package.control(), package.control("henk_perehdytys")
    first, second = one.find(w("sdtContent")), other.find(w("sdtContent"))
    one.append(second)
    other.append(first)


def word_swapped_cells(package: Package) -> None:
    first, second = list(package.rows()[1].iter(w("tc")))[:2]
    second.addnext(first)


def _no_break(text: str) -> str:
    return re.sub(r"(?<=\w\w)(?=\w\w)", "\u00ad\u200b", text)


_TEXTBOX = (
    '<w:pict><v:shape id="t"><v:textbox><w:txbxContent><w:p><w:r><w:t>EI VOIMASSA</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict>"
)
_CHOICE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{_TEXTBOX}</mc:Choice></mc:AlternateContent>'
)
_BLACK = '<w:color w:val="000000"/>'

ALTERATIONS: dict[str, tuple[Change, Verdict]] = {
    # Text more, text less.
    "a line in the header": (header("EI VOIMASSA – kumottu 1.3.2026"), DIFFERS),
    "a line in the first page's header": (header(WORDS, "word/header2.xml"), DIFFERS),
    "a header of another name": (header_of_another_name, DIFFERS),
    "a footer": (footer_added, DIFFERS),
    "the header's text gone": (header_emptied, DIFFERS),
    "a paragraph before the title": (before_title, DIFFERS),
    "a paragraph after the signature": (after_signature, DIFFERS),
    "a paragraph in an answer": (lambda p: p.answer().addnext(paragraph(WORDS)), DIFFERS),
    "a footnote": (footnote, DIFFERS),
    "a row gone": (row_gone, DIFFERS),
    "a row twice": (row_twice, DIFFERS),
    "cells in another order": (word_swapped_cells, DIFFERS),
    "two answers in each other's place": (answers_swapped, DIFFERS),
    "an entry of the contents renamed": (contents_entry_renamed, DIFFERS),
    "a number of the contents changed": (contents_number_changed, DIFFERS),
    "a link's target": (link_turned, DIFFERS),
    # Formatting that hides or turns words.
    "struck directly": (run_property("<w:strike/>"), DIFFERS),
    "struck twice": (run_property("<w:dstrike/>"), DIFFERS),
    "struck by a character style": (character_style("<w:strike/>"), DIFFERS),
    "struck by the style that one is based on": (character_style("", "<w:strike/>"), DIFFERS),
    "struck by the paragraph's style": (paragraph_style("<w:strike/>"), DIFFERS),
    "hidden directly": (run_property("<w:vanish/>"), DIFFERS),
    "hidden by the paragraph's style": (paragraph_style("<w:vanish/>"), DIFFERS),
    "hidden by a style of ours": (in_style("BodyText", "<w:vanish/>"), DIFFERS),
    "hidden by two styles": (
        lambda p: (paragraph_style("<w:vanish/>")(p), character_style("<w:vanish/>")(p))[0],
        DIFFERS,
    ),
    "hidden by the defaults": (defaults_hide, DIFFERS),
    "hidden by the table's style": (table_style_hides, DIFFERS),
    "hidden by a region of the table's style": (table_region_hides, NOT_COMPARED),
    "hidden in the web view": (run_property("<w:webHidden/>"), DIFFERS),
    "white on white": (run_property('<w:color w:val="FFFFFF"/>'), DIFFERS),
    "nearly white on white": (run_property('<w:color w:val="F2F2F2"/>'), DIFFERS),
    "white by the theme": (themed_white, DIFFERS),
    "yellow on yellow": (white_page_behind_white, DIFFERS),
    "black on black highlight": (run_property('<w:highlight w:val="black"/>', _BLACK), DIFFERS),
    "dark on a dark cell": (white_cell, DIFFERS),
    "dark on a dark page": (black_page, DIFFERS),
    "black on a black paragraph": (
        lambda p: (
            answer_property('<w:shd w:val="clear" w:fill="000000"/>')(p),
            run_property(_BLACK)(p),
        )[0],
        DIFFERS,
    ),
    "one point high": (run_property('<w:sz w:val="2"/>'), DIFFERS),
    "one percent wide": (run_property('<w:w w:val="1"/>'), DIFFERS),
    "letters on top of each other": (run_property('<w:spacing w:val="-200"/>'), DIFFERS),
    "raised off the line": (run_property('<w:position w:val="400"/>'), DIFFERS),
    "lines of no height": (answer_property('<w:spacing w:line="20" w:lineRule="exact"/>'), DIFFERS),
    "moved off the page": (answer_property('<w:ind w:left="-20000"/>'), DIFFERS),
    "superscript": (run_property('<w:vertAlign w:val="superscript"/>'), DIFFERS),
    "right to left": (run_property("<w:rtl/>"), DIFFERS),
    "turned by a sign": (text(lambda t: "\u202e" + t if "Henkilöstötarve" in t else t), DIFFERS),
    "in a font of symbols": (
        run_property('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        DIFFERS,
    ),
    "without ink": (
        run_property("<w14:textFill><w14:noFill/></w14:textFill>"),
        NOT_COMPARED,
    ),
    # Rows and cells.
    "a row hidden": (row_property("<w:hidden/>"), DIFFERS),
    "a row deleted with tracking": (row_property('<w:del w:id="9" w:author="M"/>'), DIFFERS),
    "a row inserted with tracking": (row_property('<w:ins w:id="9" w:author="M"/>'), SAME),
    "a row of a locked height": (
        row_property('<w:trHeight w:val="20" w:hRule="exact"/>'),
        NOT_COMPARED,
    ),
    "a cell of no width": (cell_property('<w:tcW w:w="1" w:type="dxa"/>'), DIFFERS),
    "a cell under a merge": (cell_property("<w:vMerge/>"), DIFFERS),
    "a cell deleted with tracking": (cell_property('<w:cellDel w:id="9" w:author="M"/>'), DIFFERS),
    # Tracked changes.
    "words deleted with tracking": (deleted_with_tracking, DIFFERS),
    "words deleted and typed again": (inserted_elsewhere, SAME),
    "a comment": (comment, SAME),
    # Numbering.
    "sections that begin at 7": (numbering_restarted, DIFFERS),
    "a heading without its number": (numbers_off, DIFFERS),
    "a bullet of words": (bullet_with_words, DIFFERS),
    "an item that is none": (list_item_unlisted, DIFFERS),
    "an answer that becomes an item": (
        answer_property('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
        DIFFERS,
    ),
    # What cannot be read.
    "another document within": (alt_chunk, NOT_COMPARED),
    "a document that is linked to": (sub_document, NOT_COMPARED),
    "a picture": (picture, NOT_COMPARED),
    "an embedded workbook": (embedded_file, NOT_COMPARED),
    "an embedded font": (embedded_font, NOT_COMPARED),
    "a part of no known kind": (unknown_part, NOT_COMPARED),
    "a formula": (lambda p: p.answer().append(xml("<m:oMath/>")), NOT_COMPARED),
    "a text box": (in_run(_TEXTBOX), DIFFERS),
    "a text box in two forms": (in_run(_CHOICE), DIFFERS),
    "a frame": (answer_property('<w:framePr w:w="10" w:x="1"/>'), NOT_COMPARED),
    "an element of no known kind": (in_run("<w:dayLong/>"), NOT_COMPARED),
    "text turned by an element": (around_run('<w:bdo w:val="rtl"/>'), NOT_COMPARED),
    "a table beside the text": (
        lambda p: p.rows()[0].getparent().find(w("tblPr")).append(xml('<w:tblpPr w:tblpX="1"/>')),
        NOT_COMPARED,
    ),
    "a control filled from elsewhere": (
        lambda p: p.control()[0].append(xml('<w:dataBinding w:xpath="/a" w:storeItemID="b"/>')),
        NOT_COMPARED,
    ),
    "letters to be merged": (settings("<w:mailMerge/>"), NOT_COMPARED),
    "two styles of one name": (
        lambda p: p.style('<w:style w:type="paragraph" w:styleId="BodyText"/>'),
        NOT_COMPARED,
    ),
    "pages without room": (section('<w:pgSz w:w="900" w:h="900"/>'), NOT_COMPARED),
    # Fields.
    "a field of the day": (field_of_code("DATE"), DIFFERS),
    "an empty field of the day": (field_of_code("DATE", ""), NOT_COMPARED),
    "the answer as a field's instruction": (text_made_instruction, DIFFERS),
    "a caption's number": (caption_renumbered, DIFFERS),
    "words for the page's number": (page_field_with_words, DIFFERS),
    # What nobody sees.
    "entries of the contents left out": (contents_left_out, SAME),
    "results of fields left out": (results_dropped, SAME),
    "soft hyphens and zero-width spaces": (text(_no_break), SAME),
    "decomposed letters": (text(lambda t: unicodedata.normalize("NFD", t)), SAME),
    "no-break spaces": (text(lambda t: t.replace(" ", "\u00a0")), SAME),
    "marks of Word": (noise, SAME),
    "a run a letter": (runs_split, SAME),
    "a part of another name": (parts_renamed, SAME),
    "an answer without its control": (removed_control, SAME),
    "bold": (run_property("<w:b/>"), DIFFERS),
    "italics of a character style": (character_style("", "<w:i/>"), DIFFERS),
    "raised like an index": (run_property('<w:position w:val="12"/>'), DIFFERS),
    "a first line beside the page": (answer_property('<w:ind w:hanging="20000"/>'), DIFFERS),
    "bullets that are crosses": (bullet_that_says_no, DIFFERS),
    "a column without width": (column_without_width, NOT_COMPARED),
    "underlined": (run_property('<w:u w:val="wave"/>'), DIFFERS),
    "bold turned off where nothing is bold": (run_property('<w:b w:val="0"/>'), SAME),
    "another typeface for the whole answer": (paragraph_style("<w:b/>"), SAME),
    "blue": (run_property('<w:color w:val="0B4F8A"/>'), SAME),
    "another font": (run_property('<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'), SAME),
    "white on a dark cell": (readable_cell, SAME),
    "a row repeated on each page": (row_property("<w:tblHeader/>"), SAME),
    "another language": (run_property('<w:lang w:val="sv-FI"/>'), SAME),
    "not struck": (run_property('<w:strike w:val="0"/>', '<w:vanish w:val="false"/>'), SAME),
    "wider margins": (
        section('<w:pgMar w:top="1440" w:left="1440" w:right="900" w:bottom="1440"/>'),
        SAME,
    ),
    "a bullet of another look": (
        lambda p: (
            [
                e.set(w("val"), "\uf0b7")
                for e in p.tree("word/numbering.xml").iter(w("lvlText"))
                if e.get(w("val")) in "•–"
            ]
            and None
        ),
        SAME,
    ),
}
