"""The .docx as a file: valid, accessible, the same every time, in whatever styles."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from helpers_document import (
    BASIS,
    FORM,
    docx,
    find,
    full_plan,
    lines,
    paragraph_with,
    part,
    partly,
    plan_with,
    saved,
    style_of,
    words_of,
)
from ooxml_integrity import check
from tools import ROOT, convert, sdk_errors

from omvgen.cli.build import default_name
from omvgen.document.word.reference import read_reference
from omvgen.files import unzip_package, zip_package
from omvgen.findings.model import Refused
from omvgen.plan.model import Plan
from omvgen.plan.text import Run, rich


def rich_plan() -> Plan:
    """A plan with everything that a document can hold."""
    runs = [
        Run("Lihava", bold=True, italic=True, underline=True, strike=True),
        Run(" linkki", link="https://example.org/ä b"),
        Run(" \t😀 é\u0301\n1. yksi\n   a) aa\n      - bee\n2) kaksi\n[[- salattu\n"),
        Run("linkki", link="mailto:a@b.example"),
        Run("]] loppu"),
    ]
    rows = {
        table.id: tuple(
            {column.id: "Pitkäsanainenkirjaus 1" for column in table.columns} for _ in range(3)
        )
        for table in FORM.tables.values()
    }
    return plan_with(
        {
            **dict.fromkeys(FORM.questions, "Vastaus"),
            "omv_johtaminen": rich(runs),
            "tilat_kuvaus": partly("Avoin\n[[kätketty]]\nAvoin"),
        },
        tables=rows,
        log=({"version": "1.0", "change": "Rivi\nToinen [[x]]"},),
    )


def own_styles() -> bytes:
    """A reference as Word makes it: other styles, a header and a footer of its own, old text."""
    document = python_docx.Document()
    document.add_paragraph("Vanha teksti", style="Heading 1")
    document.sections[0].header.paragraphs[0].text = "VIRASTO"
    document.sections[0].footer.paragraphs[0].text = "PL 1"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def finnish_ids(data: bytes) -> bytes:
    """The same as a Finnish Word saves it: local ids under English names."""
    parts = unzip_package(data)
    for old, new in ((b'"Heading1"', b'"Otsikko1"'), (b'"BodyText"', b'"Leipteksti"')):
        parts = {
            name: body.replace(b"=" + old, b"=" + new) if name.endswith(".xml") else body
            for name, body in parts.items()
        }
    return zip_package(parts)


def as_template(data: bytes) -> bytes:
    parts = unzip_package(data)
    types = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    return zip_package(parts | {"[Content_Types].xml": types})


def bare() -> bytes:
    """The least that is a Word document: no styles, no settings, no numbering, no page."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_package(
        {
            "[Content_Types].xml": f"""<Types xmlns="{package}/content-types">
                <Default Extension="xml" ContentType="{main}"/>
                <Default Extension="rels"
                  ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                </Types>""".encode(),
            "_rels/.rels": f"""<Relationships xmlns="{package}/relationships">
                <Relationship Id="r1" Type="{office}/officeDocument" Target="d.xml"/>
                </Relationships>""".encode(),
            "d.xml": f'<w:document xmlns:w="{w}"><w:body><w:p/></w:body></w:document>'.encode(),
        }
    )


REFERENCES = {
    "Word": own_styles(),
    "Finnish Word": finnish_ids(own_styles()),
    "template": as_template(own_styles()),
    "ours again": docx(full_plan(), draft=True),
    "bare": bare(),
}


@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_microsofts_validator_finds_nothing(tmp_path: Path, draft: bool) -> None:
    file = saved(docx(rich_plan(), draft=draft), tmp_path)
    assert sdk_errors(file) == []
    assert list(check(file)) == []


@pytest.mark.parametrize("made_by", REFERENCES)
def test_any_word_document_will_do_as_a_reference(tmp_path: Path, made_by: str) -> None:
    reference = read_reference(saved(REFERENCES[made_by], tmp_path, "pohja.docx"))
    data = docx(rich_plan(), reference=reference, draft=True)
    file = saved(data, tmp_path)
    assert sdk_errors(file) == []
    assert lines(data) == lines(docx(rich_plan(), draft=True))
    assert "Vanha teksti" not in lines(data)


def test_a_reference_keeps_its_own_heading_style_header_and_footer() -> None:
    data = docx(full_plan(), reference=REFERENCES["Finnish Word"], draft=True)
    assert style_of(paragraph_with(data, "Henkilöstö")) == "Otsikko1"
    headers = [b for n, b in unzip_package(data).items() if n.startswith("word/header")]
    assert any("VIRASTO" in h.decode() and "LUONNOS" in h.decode() for h in headers)
    assert any("NUMPAGES" in h.decode() for h in headers)


def test_a_reference_saved_by_libreoffice_will_do(tmp_path: Path) -> None:
    ours = saved(docx(full_plan()), tmp_path)
    folder = tmp_path / "lo"
    folder.mkdir()
    theirs = convert(ours, "docx", folder)
    data = docx(rich_plan(), reference=read_reference(theirs))
    assert sdk_errors(saved(data, tmp_path)) == []
    assert lines(data) == lines(docx(rich_plan()))


@pytest.mark.parametrize("content", [b"", b"Hei", zip_package({"a.txt": b"x"})])
def test_what_is_no_word_document_is_refused_as_a_reference(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_reference(saved(content, tmp_path, "pohja.docx"))
    assert refusal.value.finding.code == "OMV196"


def test_a_missing_reference_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_reference(tmp_path / "ei-ole.docx")
    assert refusal.value.finding.code == "OMV195"


def test_our_reference_document_is_made_of_its_xml() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from make_reference import TARGET, reference
    finally:
        sys.path.pop(0)
    assert TARGET.read_bytes() == reference(), "run: python scripts/make_reference.py"


def test_the_same_plan_gives_the_same_bytes_on_any_machine() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from test_document_package import rich_plan\n"
        "from helpers_document import docx\n"
        "print(hashlib.sha256(docx(rich_plan())).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(sums) == 1


def test_no_paragraph_is_empty_and_no_field_asks_to_be_updated() -> None:
    data = docx(rich_plan())
    tree = part(data)
    outside = find(tree, "//w:body//w:p[not(ancestor::w:tbl)]")
    assert [p for p in outside if not words_of(p)] == []
    assert not find(part(data, "word/settings.xml"), "//w:updateFields")
    assert not find(tree, "//w:fldChar[@w:dirty]")


def test_headings_never_skip_a_level_and_no_number_ends_in_a_stop() -> None:
    data = docx(rich_plan())
    levels = [
        int(style_of(p).removeprefix("Heading"))
        for p in find(part(data), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    ]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert max(levels) <= 3
    texts = find(part(data, "word/numbering.xml"), "//w:abstractNum[1]/w:lvl/w:lvlText/@w:val")
    assert texts == ["%1", "%1.%2", "%1.%2.%3"]


def test_every_table_has_a_header_row_a_caption_and_a_description() -> None:
    tables = find(part(docx(rich_plan())), "//w:tbl")
    assert len(tables) == len(FORM.tables) + 1
    for table in tables:
        assert find(table, "w:tr[1]/w:trPr/w:tblHeader")
        assert find(table, "w:tblPr/w:tblDescription/@w:val")
        assert style_of(table.getprevious()) == "Caption"


def test_columns_fill_the_page_and_none_is_wider_than_it() -> None:
    tree = part(docx(rich_plan()))
    size, margin = find(tree, "//w:pgSz")[0], find(tree, "//w:pgMar")[0]

    def twips(element: Any, name: str) -> int:
        return int(find(element, f"@w:{name}")[0])

    page = twips(size, "w") - twips(margin, "left") - twips(margin, "right")
    for table in find(tree, "//w:tbl"):
        indent = twips(find(table, "w:tblPr/w:tblInd")[0], "w")
        assert indent + sum(map(int, find(table, "w:tblGrid/w:gridCol/@w:w"))) == page


def test_bookmarks_are_paired_and_named_once() -> None:
    tree = part(docx(rich_plan()))
    starts, ends = find(tree, "//w:bookmarkStart/@w:id"), find(tree, "//w:bookmarkEnd/@w:id")
    assert sorted(starts) == sorted(ends)
    assert len(set(starts)) == len(starts)
    assert len(set(find(tree, "//w:bookmarkStart/@w:name"))) == len(starts)


def test_the_confirmation_is_on_one_page_when_rendered(tmp_path: Path) -> None:
    # Enough text before it that it would be cut were it not kept together.
    for filler in (0, 9):
        plan = plan_with({"omv_johtaminen": "\n".join(["Rivi"] * filler)})
        pdf = convert(saved(docx(plan), tmp_path, f"s{filler}.docx"), "pdf", tmp_path)
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
        ).stdout
        page = next(p for p in text.split("\f") if "Allekirjoitus" in p)
        for words in ("hyväksyy ja vahvistaa", "Paikka ja päiväys", "Nimenselvennys"):
            assert words in page


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(paragraphs: int) -> float:
        plan = plan_with({"omv_johtaminen": "\n".join(f"- Rivi {n}" for n in range(paragraphs))})
        start = time.perf_counter()
        docx(plan)
        return time.perf_counter() - start

    seconds(10)  # imports
    small, large = min(seconds(2_000) for _ in range(2)), seconds(16_000)
    assert large < 8 * small * 2.5


def test_the_files_name_says_the_year_and_that_it_is_a_draft() -> None:
    assert default_name(full_plan(), draft=False) == "omavalvontasuunnitelma-2026.docx"
    assert default_name(full_plan(), draft=True) == "omavalvontasuunnitelma-2026-luonnos.docx"
    unknown = plan_with(document={"year": "../x"})
    assert default_name(unknown, draft=False) == "omavalvontasuunnitelma.docx"


def test_a_basis_is_written_as_given() -> None:
    assert f"Osittain salassa pidettävä ({BASIS})" in lines(docx(rich_plan()))
