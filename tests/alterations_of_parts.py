"""Changes of a built document that take more than to put something into it."""

from __future__ import annotations

import re

from altering import (
    _RELATION,
    WORDS,
    Change,
    Package,
    W,
    after_answer,
    around_run,
    cell_property,
    in_run,
    paragraph,
    part,
    run_property,
    section,
    settings,
    w,
    xml,
)
from lxml import etree


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
    package.rename("word/styles.xml", "word/styles2.xml")
    for kind in package.tree("[Content_Types].xml"):
        if kind.get("PartName") == "/word/styles.xml":
            kind.set("PartName", "/word/styles2.xml")
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


def without_breaks(text: str) -> str:
    return re.sub(r"(?<=\w\w)(?=\w\w)", "\u00ad\u200b", text)
