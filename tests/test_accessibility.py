"""The .docx for those who hear it, or see it poorly: what Word's own checker asks, and contrast.

Reading order, lists and the absence of empty paragraphs are tested with the document.
"""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import docx as python_docx
import pytest
from helpers_document import FORM, docx, find, part, style_of, words_of
from helpers_pdf import example_plan
from lxml import etree

from omvgen.package import unzip_package
from omvgen.secrecy.publish.publish import publish


@cache
def example(*, draft: bool = False) -> bytes:
    return docx(example_plan(2026), draft=draft)


def test_title_and_language_are_set_for_whoever_reads_aloud() -> None:
    properties = python_docx.Document(io.BytesIO(example())).core_properties
    assert properties.title == "Auttamisjärjestelmän omavalvontasuunnitelma 2026"
    assert properties.language == "fi-FI"
    styles = part(example(), "word/styles.xml")
    assert find(styles, "w:docDefaults//w:lang/@w:val") == ["fi-FI"]
    # No text says that it is in another language, and all of it is proofed.
    for tree in (styles, part(example())):
        assert set(find(tree, "//w:lang/@w:val")) <= {"fi-FI"}
        assert find(tree, "//w:noProof") == []


def test_what_the_properties_say_is_said_on_the_first_page() -> None:
    properties = python_docx.Document(io.BytesIO(example())).core_properties
    paragraphs = [words_of(p) for p in find(part(example()), "//w:body//w:p")]
    first = "\n".join(paragraphs[: paragraphs.index("Sisällys")])
    day = properties.created
    assert day is not None
    for said in (
        properties.title,
        properties.subject,
        properties.author,
        properties.identifier,
        properties.version,
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert said
        assert said in first


@pytest.mark.parametrize("asked", [{}, {"draft": True}, {"withheld": ()}], ids=str)
def test_what_the_block_of_metadata_says_the_properties_say(asked: dict[str, Any]) -> None:
    plan = example_plan(2026)
    if "withheld" in asked:
        plan = publish(plan, FORM).plan
    data = docx(plan, **asked)
    known = {
        "".join(element.itertext())
        for name in ("core", "app", "custom")
        for element in part(data, f"docProps/{name}.xml")
    }
    day = python_docx.Document(io.BytesIO(data)).core_properties.created
    assert day is not None
    known |= {f"{day.day}.{day.month}.{day.year}", "OSITTAIN SALASSA PIDETTÄVÄ"}
    block = find(
        part(data),
        "//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Asiakirjatieto') or @w:val='Lahettaja']]",
    )
    said = {text for p in block for text in find(p, "w:r/w:t/text()")}
    assert len(said) > 4
    assert said <= known


@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_nothing_is_said_in_headers_and_footers_alone(draft: bool) -> None:
    data = example(draft=draft)
    body = " ".join(words_of(p) for p in find(part(data), "//w:body//w:p"))
    edges = [n for n in unzip_package(data) if re.match(r"word/(header|footer)\d*\.xml", n)]
    assert edges
    for edge in edges:
        tree = part(data, edge)
        for field in find(tree, "//w:r[w:t][preceding-sibling::w:r/w:fldChar]"):
            field.getparent().remove(field)  # the page's number
        for run in find(tree, "//w:r[w:t]"):
            for words in re.split(r"  |, ", words_of(run)):
                assert words in body, words
        for drawn in tree.xpath("//*[local-name()='textpath']/@string"):
            assert drawn in body


def test_headings_form_a_tree_and_name_every_section_and_question() -> None:
    headings = find(part(example()), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    levels = [int(style_of(p).removeprefix("Heading")) for p in headings]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    said = {words_of(p) for p in headings}
    assert {section.title for section in FORM.sections} <= said
    assert len(said) == len(headings)


def test_tables_are_plain_grids_with_one_header_row_a_name_and_a_description() -> None:
    tables = find(part(example()), "//w:tbl")
    assert len(tables) == 4
    for table in tables:
        rows = find(table, "w:tr")
        assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [
            place == 0 for place in range(len(rows))
        ]
        assert find(table, "w:tblPr/w:tblLook/@w:firstRow") == ["1"]
        assert len({len(find(row, "w:tc")) for row in rows}) == 1
        assert find(table, ".//w:gridSpan | .//w:vMerge | .//w:tbl") == []
        assert all(words_of(cell) for cell in find(rows[0], "w:tc"))
        (caption,) = find(table, "w:tblPr/w:tblCaption/@w:val")
        (description,) = find(table, "w:tblPr/w:tblDescription/@w:val")
        above = table.getprevious()
        if above is None:  # the first in its control
            above = table.getparent().getparent().getprevious()
        assert style_of(above) == "Caption"
        assert words_of(above).endswith(caption)
        assert f"Rivejä on {len(rows) - 1}." in description


def test_links_say_where_they_lead_and_lead_there() -> None:
    tree = part(example())
    marks = set(find(tree, "//w:bookmarkStart/@w:name"))
    links = find(tree, "//w:hyperlink")
    assert links
    for link in links:
        words = words_of(link).strip()
        assert len(words) > 3
        assert words.lower() not in {"tästä", "täällä", "linkki", "lue lisää"}
        (anchor,) = find(link, "@w:anchor") or [None]
        assert anchor in marks


@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_every_picture_and_shape_has_words_in_its_stead(draft: bool) -> None:
    for file, data in unzip_package(example(draft=draft)).items():
        if not file.endswith(".xml"):
            continue
        tree = etree.fromstring(data)
        for shape in tree.iter("{urn:schemas-microsoft-com:vml}shape"):
            assert shape.get("alt")
        for drawing in tree.iter("{*}docPr"):
            assert drawing.get("descr")


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.1 defines it."""

    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[place : place + 2]) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("file", ["word/styles.xml", "word/document.xml"])
def test_every_colour_of_text_can_be_read_on_every_ground(file: str) -> None:
    """Any style may stand within any other, so each colour is held against each ground."""
    tree = part(example(), file)
    colours = {c for c in find(tree, "//w:color/@w:val") if c != "auto"} | {"000000"}
    grounds = {g for g in find(tree, "//w:shd/@w:fill") if g != "auto"} | {"FFFFFF"}
    assert file != "word/styles.xml" or (len(colours) > 1 and len(grounds) > 1)
    for colour in colours:
        for ground in grounds:
            assert contrast(colour, ground) >= 4.5, f"{colour} on {ground}"


def test_what_is_secret_or_a_link_is_told_by_more_than_colour() -> None:
    styles = part(example(), "word/styles.xml")
    (link,) = find(styles, "w:style[w:name/@w:val='Hyperlink']")
    assert find(link, "w:rPr/w:u")
    tree = part(example())
    shaded = find(tree, "//w:p[.//w:rStyle/@w:val='SalassaPidettava']")
    assert shaded
    for paragraph in shaded:
        assert "Salassa pidettävä" in words_of(paragraph)


def test_text_is_large_enough_and_never_justified() -> None:
    """At least 11 points of text, 8 in a wide table; a ragged right edge (SFS 2487:2024)."""
    styles = part(example(), "word/styles.xml")
    sizes = {
        find(style, "w:name/@w:val")[0]: int(find(style, "w:rPr/w:sz/@w:val")[0]) / 2
        for style in find(styles, "w:style[w:rPr/w:sz]")
    }
    default = int(find(styles, "w:docDefaults//w:sz/@w:val")[0]) / 2
    assert default == 11
    assert min(sizes.values()) >= 8
    assert not any(size < 11 for style, size in sizes.items() if style in {"Normal", "Body Text"})
    for tree in (styles, part(example())):
        assert set(find(tree, "//w:jc/@w:val")) <= {"left", "right"}
        assert not any(float(i) for i in find(tree, "//w:ind/@w:firstLine"))
