"""The .docx as a file: valid, accessible, the same every time, in whatever styles."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers_document import (
    BASIS,
    FORM,
    docx,
    faults,
    find,
    full_plan,
    lines,
    part,
    plan_with,
    rich_plan,
    saved,
    style_of,
    words_of,
)
from helpers_work import calls
from hypothesis import given
from hypothesis import strategies as st
from tools import ROOT, convert, pdf_pages

import omvgen
from omvgen.cli.build import default_name
from omvgen.writers.docx.measure import Need, share_width


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_microsofts_validator_finds_nothing(tmp_path: Path, draft: bool) -> None:
    assert faults(docx(rich_plan(), draft=draft, signature=not draft), tmp_path) == []


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", ["2025", "2026", "2026-kesken"])
def test_the_documents_of_the_examples_are_valid(examples: Path, tmp_path: Path, name: str) -> None:
    reading = omvgen.read(examples / f"omavalvontasuunnitelma-{name}.xlsx")
    data = omvgen.build(reading, draft="kesken" in name, signature_line=True)
    assert faults(data, tmp_path) == []


def test_our_reference_document_is_made_of_its_xml() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from make_reference import TARGET, reference
    finally:
        sys.path.pop(0)
    assert TARGET.read_bytes() == reference(), "run: python scripts/make_reference.py"


def test_the_same_plan_gives_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    """Of another process: with other hashes, in another folder and time zone."""
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from helpers_document import docx, rich_plan\n"
        "print(hashlib.sha256(docx(rich_plan(), signature=True)).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "tests"), str(ROOT)],
        env={**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert made.strip() == hashlib.sha256(docx(rich_plan(), signature=True)).hexdigest()


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


@given(
    st.lists(st.tuples(*[st.integers(80, 4000)] * 2).map(sorted), min_size=1, max_size=12),
    st.integers(4000, 12000),
)
def test_the_longest_words_are_broken_where_words_do_not_fit(
    columns: list[list[int]], page: int
) -> None:
    needs = [Need(code, word, word) for code, word in columns]
    widths = share_width(needs, page)
    assert sum(widths) == page
    if sum(need.codes for need in needs) > page:
        return
    rounded = 30  # twips
    columns_but_the_last = list(zip(needs, widths, strict=True))[:-1]  # it takes what is left
    assert all(width >= need.codes for need, width in columns_but_the_last)
    cut = [w for need, w in columns_but_the_last if need.codes < w < need.word - rounded]
    if sum(need.word for need in needs) > page:
        assert all(w <= need.word for need, w in columns_but_the_last)
    if cut:
        assert max(cut) - min(cut) <= rounded
        others = [w for need, w in columns_but_the_last if w > need.codes]
        assert max(others) <= max(cut) + rounded


@pytest.mark.needs("libreoffice", "poppler")
def test_the_confirmation_is_on_one_page_when_rendered(tmp_path: Path) -> None:
    # Enough text before it that it would be cut were it not kept together.
    for filler in (0, 9):
        plan = plan_with({"omv_johtaminen": "\n".join(["Rivi"] * filler)})
        pdf = convert(saved(docx(plan), tmp_path, f"s{filler}.docx"), "pdf", tmp_path)
        page = next(page for page in pdf_pages(pdf) if "Allekirjoitus" in page)
        for words in ("hyväksyy ja vahvistaa", "Paikka ja päiväys", "Nimenselvennys"):
            assert words in page


def test_the_work_grows_with_the_text_and_no_faster() -> None:
    def work(paragraphs: int) -> int:
        plan = plan_with({"omv_johtaminen": "\n".join(f"- Rivi {n}" for n in range(paragraphs))})
        return calls(lambda: docx(plan))

    work(10)  # imports
    # What is done whatever the text would hide some of the growth.
    little, more, much = map(work, (500, 1_000, 2_000))
    assert much - more < 2 * 1.1 * (more - little)


def test_the_files_name_says_the_year_and_that_it_is_a_draft() -> None:
    assert default_name(full_plan(), draft=False) == "omavalvontasuunnitelma-2026-v2.0.docx"
    assert default_name(full_plan(), draft=True) == "omavalvontasuunnitelma-2026-v2.0-luonnos.docx"
    unknown = plan_with(document={"year": "../x"})
    assert default_name(unknown, draft=False) == "omavalvontasuunnitelma.docx"


def test_a_basis_is_written_as_given() -> None:
    assert f"Osittain salassa pidettävä ({BASIS})" in lines(docx(rich_plan()))
