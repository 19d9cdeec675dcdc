"""Alterations of how a document is seen, its words all there, with the answer of `verify`."""

from __future__ import annotations

from typing import Any

from altering import (
    Change,
    Package,
    W,
    answer_property,
    around_run,
    cell_property,
    character_style,
    in_style,
    paragraph_style,
    row_property,
    run_property,
    section,
    settings,
    w,
    xml,
)

from omvgen.verification.comparison import Verdict

SAME, DIFFERS, NOT_COMPARED = Verdict


def defaults(run: str = "", paragraph: str = "") -> Change:
    """Formats all of the document by its defaults."""

    def change(package: Package) -> None:
        tree = package.tree("word/styles.xml")
        for kind, properties in (("rPr", run), ("pPr", paragraph)):
            (target,) = tree.xpath(f"w:docDefaults//w:{kind}", namespaces={"w": W})
            put_in(target, f"<w:{kind}>{properties}</w:{kind}>")

    return change


def put_in(target: Any, properties: str) -> None:
    """Puts the properties in, each in the place of one of its name."""
    for new in xml(properties):
        for old in target.findall(new.tag):
            target.remove(old)
        target.append(new)


def table_style(properties: str) -> Change:
    def change(package: Package) -> None:
        tree = package.tree("word/styles.xml")
        (style,) = tree.xpath("w:style[@w:styleId='Omavalvontataulukko']", namespaces={"w": W})
        style.insert(2, xml(properties))

    return change


def table_region(properties: str) -> Change:
    return lambda package: next(package.tree("word/styles.xml").iter(w("tblStylePr"))).append(
        xml(properties)
    )


def table_property(properties: str) -> Change:
    return lambda package: put_in(
        package.rows()[0].getparent().find(w("tblPr")), f"<w:tblPr>{properties}</w:tblPr>"
    )


def level_property(kind: str, properties: str, numbers: str = "decimal") -> Change:
    """Formats the first level of the headings' numbers, or of bullets."""

    def change(package: Package) -> None:
        for level in package.tree("word/numbering.xml").iter(w("lvl")):
            if level.find(w("numFmt")).get(w("val")) == numbers:
                found = level.find(w(kind))
                if found is None:
                    level.append(xml(f"<w:{kind}/>"))
                    found = level.find(w(kind))
                put_in(found, f"<w:{kind}>{properties}</w:{kind}>")
                return

    return change


def levels(name: str, value: str, numbers: str = "decimal", font: str = "") -> Change:
    """Sets a value of every level of numbers, or of bullets."""

    def change(package: Package) -> None:
        for level in package.tree("word/numbering.xml").iter(w("lvl")):
            if level.find(w("numFmt")).get(w("val")) == numbers:
                put_in(level, f'<w:lvl><w:{name} w:val="{value}"/></w:lvl>')
                if font:
                    level.append(
                        xml(f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>')
                    )

    return change


def in_attribute(style: str, name: str, value: str) -> Change:
    """Sets an attribute of a style."""

    def change(package: Package) -> None:
        tree = package.tree("word/styles.xml")
        (found,) = tree.xpath(f"w:style[@w:styleId='{style}']", namespaces={"w": W})
        found.set(w(name), value)

    return change


def section_attribute(element: str, name: str, value: str) -> Change:
    return lambda package: package.body[-1].find(w(element)).set(w(name), value)


def font_alias(package: Package) -> None:
    """The font table says that another font stands for the document's."""
    next(package.tree("word/fontTable.xml").iter(w("altName"))).set(w("val"), "Wingdings")


def symbol_charset(package: Package) -> None:
    next(package.tree("word/fontTable.xml").iter(w("charset"))).set(w("val"), "02")


def in_header(run: str = "", paragraph: str = "") -> Change:
    def change(package: Package) -> None:
        line = next(package.tree("word/header1.xml").iter(w("p")))
        put_in(line.find(w("pPr")), f"<w:pPr>{paragraph}</w:pPr>")
        for one in line.iter(w("r")):
            one.insert(0, xml(f"<w:rPr>{run}</w:rPr>"))

    return change


def page_number(properties: str) -> Change:
    """Formats the page's number alone."""

    def change(package: Package) -> None:
        number = next(t for t in package.tree("word/header1.xml").iter(w("t")) if t.text == "1")
        number.getparent().insert(0, xml(f"<w:rPr>{properties}</w:rPr>"))

    return change


def instruction(old: str, new: str, part: str = "word/document.xml") -> Change:
    """Another instruction of a field, whose result stays."""

    def change(package: Package) -> None:
        field = next(e for e in package.tree(part).iter(w("instrText")) if old in (e.text or ""))
        field.text = field.text.replace(old, new)

    return change


def caption(properties: str) -> Change:
    """Formats the table's caption."""

    def change(package: Package) -> None:
        line = next(package.control("henk_taulukko").iter(w("p")))
        put_in(line.find(w("pPr")), f"<w:pPr>{properties}</w:pPr>")

    return change


def wide_exception(package: Package) -> None:
    package.rows()[1].insert(0, xml('<w:tblPrEx><w:tblInd w:w="9000" w:type="dxa"/></w:tblPrEx>'))


def row_aside(package: Package) -> None:
    """A row that begins two columns farther to the right."""
    row_property('<w:gridBefore w:val="2"/>')(package)


def theme_of(package: Package, fonts: str, colors: str = "000000") -> None:
    """Gives the document a theme with the fonts, and the answer the theme's font and colour."""
    package.parts["word/theme/theme1.xml"] = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t">'
        f'<a:themeElements><a:clrScheme name="c"><a:dk1><a:srgbClr val="{colors}"/></a:dk1>'
        f'</a:clrScheme><a:fontScheme name="f"><a:minorFont><a:latin typeface="{fonts}"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    ).encode()
    package.relate("theme", "theme/theme1.xml")
    run_property(
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        '<w:color w:val="000000" w:themeColor="text1"/>'
    )(package)


_TINY_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'

LOOKS: dict[str, tuple[Change, Verdict]] = {
    # Letters.
    "letters of 80 points": (run_property('<w:sz w:val="160"/>'), DIFFERS),
    "letters a quarter larger": (run_property('<w:sz w:val="28"/>'), DIFFERS),
    "letters half a point larger": (run_property('<w:sz w:val="23"/>'), SAME),
    "large by a character style": (character_style('<w:sz w:val="144"/>'), DIFFERS),
    "large by the paragraph's style": (paragraph_style('<w:sz w:val="144"/>'), DIFFERS),
    "large by a style of ours": (in_style("BodyText", '<w:sz w:val="60"/>'), DIFFERS),
    "large by the defaults": (defaults('<w:sz w:val="60"/>'), DIFFERS),
    "large by the table's style": (table_style('<w:rPr><w:spacing w:val="200"/></w:rPr>'), DIFFERS),
    "large by a region of the table's style": (
        table_region('<w:rPr><w:spacing w:val="200"/></w:rPr>'),
        DIFFERS,
    ),
    "a number of 200 points": (level_property("rPr", '<w:sz w:val="400"/>'), DIFFERS),
    "a number in white": (level_property("rPr", '<w:color w:val="FFFFFF"/>'), DIFFERS),
    "numbers in a font of symbols": (levels("numFmt", "decimal", font="Wingdings"), DIFFERS),
    "letters far apart": (run_property('<w:spacing w:val="400"/>'), DIFFERS),
    "letters a little apart": (run_property('<w:spacing w:val="20"/>'), DIFFERS),
    "letters six times as wide": (run_property('<w:w w:val="600"/>'), DIFFERS),
    "lowered below the line": (run_property('<w:position w:val="-40"/>'), DIFFERS),
    "letters fitted to a width": (run_property('<w:fitText w:val="200" w:id="1"/>'), NOT_COMPARED),
    "kerned": (run_property('<w:kern w:val="28"/>'), SAME),
    "capitals": (run_property("<w:caps/>"), DIFFERS),
    "small capitals by a style": (character_style("<w:smallCaps/>"), DIFFERS),
    "outlined": (run_property("<w:outline/>"), DIFFERS),
    "with a shadow": (run_property("<w:shadow/>"), DIFFERS),
    "pressed into the page": (run_property("<w:emboss/><w:imprint/>"), DIFFERS),
    "with lights around": (run_property('<w:effect w:val="lights"/>'), DIFFERS),
    "with marks above": (run_property('<w:em w:val="dot"/>'), DIFFERS),
    "boxed": (run_property('<w:bdr w:val="single" w:sz="4"/>'), DIFFERS),
    "highlighted": (run_property('<w:highlight w:val="yellow"/>'), DIFFERS),
    "two lines in one": (run_property('<w:eastAsianLayout w:combine="1"/>'), NOT_COMPARED),
    "hidden as a style's mark": (run_property("<w:specVanish/>"), DIFFERS),
    # Fonts.
    "in a font that nobody knows": (
        run_property('<w:rFonts w:ascii="Salakirjoitus" w:hAnsi="Salakirjoitus"/>'),
        DIFFERS,
    ),
    "in symbols by the theme": (lambda p: theme_of(p, "Wingdings"), DIFFERS),
    "in white by the theme": (lambda p: theme_of(p, "Arial", "FFFFFF"), DIFFERS),
    "in Arial by the theme": (lambda p: theme_of(p, "Arial"), SAME),
    "a font that stands for another": (font_alias, NOT_COMPARED),
    "a font of symbols by its letters": (symbol_charset, NOT_COMPARED),
    # Paragraphs.
    "to the right": (answer_property('<w:jc w:val="right"/>'), DIFFERS),
    "centred by the defaults": (defaults(paragraph='<w:jc w:val="center"/>'), DIFFERS),
    "indented by 5 cm": (answer_property('<w:ind w:left="4000"/>'), DIFFERS),
    "indented from the other margin": (answer_property('<w:ind w:right="5000"/>'), DIFFERS),
    "indented by letters": (answer_property('<w:ind w:leftChars="4000"/>'), DIFFERS),
    "indented by a millimetre": (answer_property('<w:ind w:left="1361"/>'), SAME),
    "indented by its list": (level_property("pPr", '<w:ind w:left="8000"/>', "bullet"), DIFFERS),
    "a first line beyond the page": (answer_property('<w:ind w:firstLine="8000"/>'), DIFFERS),
    "space of half a page before": (answer_property('<w:spacing w:before="8000"/>'), DIFFERS),
    "space after by the style": (paragraph_style("", '<w:spacing w:after="4000"/>'), DIFFERS),
    "lines of one point by the style, spaced by itself": (
        lambda p: (
            paragraph_style("", _TINY_LINE)(p),
            answer_property('<w:spacing w:after="120"/>')(p),
        )[0],
        DIFFERS,
    ),
    "lines far apart": (answer_property('<w:spacing w:line="960" w:lineRule="auto"/>'), DIFFERS),
    "boxed paragraph": (
        answer_property('<w:pBdr><w:top w:val="single" w:sz="48"/></w:pBdr>'),
        DIFFERS,
    ),
    "shaded paragraph": (answer_property('<w:shd w:val="clear" w:fill="FFFF00"/>'), DIFFERS),
    "from top to bottom": (answer_property('<w:textDirection w:val="tbRl"/>'), DIFFERS),
    "on a page of its own": (answer_property("<w:pageBreakBefore/>"), DIFFERS),
    "a page break within": (
        lambda p: p.run().insert(0, xml('<w:br w:type="page"/>')),
        DIFFERS,
    ),
    "kept with the next": (answer_property("<w:keepNext/>", "<w:keepLines/>"), SAME),
    "a mark of a paragraph that is deleted": (
        answer_property('<w:rPr><w:del w:id="9" w:author="M"/></w:rPr>'),
        NOT_COMPARED,
    ),
    # Rows, cells, tables.
    "a row two columns farther": (row_aside, DIFFERS),
    "a row in a column of its own": (row_property('<w:wBefore w:w="3000" w:type="dxa"/>'), DIFFERS),
    "a row of another table": (wide_exception, DIFFERS),
    "a row at the right": (row_property('<w:jc w:val="right"/>'), DIFFERS),
    "a row half a page high": (row_property('<w:trHeight w:val="7000"/>'), DIFFERS),
    "cells far apart": (
        row_property('<w:tblCellSpacing w:w="900" w:type="dxa"/>'),
        DIFFERS,
    ),
    "a narrow cell": (cell_property('<w:tcW w:w="300" w:type="dxa"/>'), DIFFERS),
    "a cell as wide as three": (cell_property('<w:gridSpan w:val="3"/>'), DIFFERS),
    "a cell turned": (cell_property('<w:textDirection w:val="btLr"/>'), DIFFERS),
    "a cell aligned to its foot": (cell_property('<w:vAlign w:val="bottom"/>'), DIFFERS),
    "a cell crossed out": (
        cell_property('<w:tcBorders><w:tl2br w:val="single" w:sz="8"/></w:tcBorders>'),
        DIFFERS,
    ),
    "letters fitted to a cell": (cell_property("<w:tcFitText/>"), NOT_COMPARED),
    "a table beyond the page": (table_property('<w:tblInd w:w="8000" w:type="dxa"/>'), DIFFERS),
    "columns from right to left": (table_property("<w:bidiVisual/>"), DIFFERS),
    "a table at the right": (table_property('<w:jc w:val="right"/>'), DIFFERS),
    "a table of half the width": (table_property('<w:tblW w:w="2500" w:type="pct"/>'), DIFFERS),
    "cells without room": (
        table_property('<w:tblCellMar><w:left w:w="3000" w:type="dxa"/></w:tblCellMar>'),
        DIFFERS,
    ),
    "thick lines": (
        table_property('<w:tblBorders><w:insideH w:val="single" w:sz="96"/></w:tblBorders>'),
        DIFFERS,
    ),
    "rows of a style half a page high": (
        table_style('<w:trPr><w:trHeight w:val="7000"/></w:trPr>'),
        DIFFERS,
    ),
    "rows hidden by a style": (table_style("<w:trPr><w:hidden/></w:trPr>"), DIFFERS),
    "cells of a style turned": (
        table_style('<w:tcPr><w:textDirection w:val="btLr"/></w:tcPr>'),
        DIFFERS,
    ),
    "a table without lines": (
        table_property('<w:tblStyle w:val="TableNormal"/>'),
        DIFFERS,
    ),
    "a cell without lines": (
        cell_property('<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/></w:tcBorders>'),
        DIFFERS,
    ),
    "a cell in stripes": (
        cell_property('<w:shd w:val="diagCross" w:color="000000" w:fill="FFFFFF"/>'),
        NOT_COMPARED,
    ),
    "another description": (table_property('<w:tblDescription w:val="Ei voimassa"/>'), DIFFERS),
    # Numbers.
    "numbers with crosses": (levels("lvlText", "✗ %1"), DIFFERS),
    "numbers right before the words": (levels("suff", "nothing"), DIFFERS),
    "a bullet of Wingdings that crosses out": (
        levels("lvlText", "\uf0fb", "bullet", "Wingdings"),
        DIFFERS,
    ),
    "a round bullet in Wingdings": (levels("numFmt", "bullet", "bullet", "Wingdings"), DIFFERS),
    "bullets struck": (level_property("rPr", "<w:strike/>", "bullet"), DIFFERS),
    "a bullet of Wingdings": (levels("lvlText", "\uf0a7", "bullet", "Wingdings"), SAME),
    "a bullet of nothing": (levels("lvlText", "", "bullet"), DIFFERS),
    # Pages.
    "pages from 5": (section('<w:pgNumType w:start="5"/>'), DIFFERS),
    "pages from 1": (section('<w:pgNumType w:start="1"/>'), SAME),
    "pages from 0": (section('<w:pgNumType w:start="0"/>'), DIFFERS),
    "pages in Roman numbers": (section('<w:pgNumType w:fmt="upperRoman"/>'), DIFFERS),
    "pages by chapters": (section('<w:pgNumType w:chapStyle="1"/>'), DIFFERS),
    "pages numbered in Roman by the field": (
        instruction("PAGE", "PAGE \\* ROMAN", "word/header1.xml"),
        DIFFERS,
    ),
    "all pages as the page": (instruction("NUMPAGES", "PAGE", "word/header1.xml"), DIFFERS),
    "captions from 9": (instruction("SEQ Taulukko", "SEQ Taulukko \\r 9"), DIFFERS),
    "contents of other levels": (instruction('"1-1"', '"2-3"'), DIFFERS),
    "lines numbered": (section('<w:lnNumType w:countBy="1"/>'), DIFFERS),
    "a page as high as two": (section_attribute("pgSz", "h", "33000"), DIFFERS),
    "a page that lies": (section_attribute("pgSz", "orient", "landscape"), DIFFERS),
    "text above the page": (section_attribute("pgMar", "top", "-5000"), DIFFERS),
    "a header in the text": (section_attribute("pgMar", "header", "6000"), DIFFERS),
    "a gutter": (section_attribute("pgMar", "gutter", "3000"), DIFFERS),
    "text at the page's foot": (section('<w:vAlign w:val="bottom"/>'), DIFFERS),
    "pages from top to bottom": (section('<w:textDirection w:val="tbRl"/>'), DIFFERS),
    "a grid of letters": (
        section('<w:docGrid w:type="linesAndChars" w:linePitch="900" w:charSpace="90000"/>'),
        DIFFERS,
    ),
    "a page with a border": (
        section('<w:pgBorders><w:top w:val="single" w:sz="96"/></w:pgBorders>'),
        DIFFERS,
    ),
    "columns of unlike widths": (
        section(
            '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="300"/><w:col w:w="9000"/></w:cols>'
        ),
        DIFFERS,
    ),
    # The header.
    "a header of 100 points": (in_header('<w:sz w:val="200"/>'), DIFFERS),
    "a page's number of 100 points": (page_number('<w:sz w:val="200"/>'), DIFFERS),
    "a header moved aside": (in_header(paragraph='<w:ind w:left="7000"/>'), DIFFERS),
    # Settings.
    "margins in turn": (settings("<w:mirrorMargins/>"), DIFFERS),
    "two pages on a sheet": (settings("<w:printTwoOnOne/>"), DIFFERS),
    "pages of a book": (settings("<w:bookFoldPrinting/>"), DIFFERS),
    "tabs of 20 cm": (settings('<w:defaultTabStop w:val="11000"/>'), DIFFERS),
    "protected": (settings('<w:documentProtection w:edit="readOnly"/>'), SAME),
    "a setting of no known kind": (settings("<w:showUpsideDown/>"), NOT_COMPARED),
    "compatible with something unknown": (
        settings("<w:compat><w:wpJustification/></w:compat>"),
        NOT_COMPARED,
    ),
    "two styles for all that name none": (
        in_attribute("Tietorivi", "default", "1"),
        NOT_COMPARED,
    ),
    "a property of no known kind": (run_property("<w:upsideDown/>"), NOT_COMPARED),
    "an attribute of no known kind": (answer_property('<w:ind w:upwards="9000"/>'), NOT_COMPARED),
    # Links and captions.
    "a link's words on pointing": (
        around_run('<w:hyperlink w:anchor="x" w:tooltip="Ei voimassa"/>'),
        DIFFERS,
    ),
    "a caption beside the page": (caption('<w:ind w:left="9500"/>'), DIFFERS),
}
