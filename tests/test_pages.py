"""The pages as they are printed: what stands on which, how they are filled, what is kept together.

LibreOffice lays the examples out, and poppler says where each word is. Lengths are
in centimetres from the upper left corner of an A4 page, and come from SFS 2487:2024.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from helpers_document import FORM, docx, find, full_plan, lines, part, words_of
from helpers_pdf import (
    Line,
    Words,
    example_pdf,
    example_plan,
    libreoffice,
    printed,
    words_printed,
)
from tools import end_office

from omvgen.content.plan import is_compact, short_label
from omvgen.errors import OmvgenError
from omvgen.writers.pdf import LibreOffice

WIDTH, HEIGHT = 21.0, 29.7
LEFT, TOP, RIGHT, BOTTOM = 2.0, 1.0, 1.0, 2.0  # margins: no text nearer to the edge
INDENT, LONGEST_LINE = 2.3, 15.7
METADATA = 9.2
HEADER = 2.5  # from the top, where the header ends
TOLERANCE = 0.05
SECTION, QUESTION, TEXT, LABEL, SMALLEST = 13, 11, 11, 10, 8  # points
pytestmark = pytest.mark.needs("libreoffice", "poppler", "arial")
FACTS = [short_label(FORM, q) for s in FORM.sections if is_compact(s) for q in s.questions]
YEARS = pytest.mark.parametrize("year", [2025, 2026])


@cache
def _pages(year: int, folder: Path) -> list[list[Line]]:
    return printed(example_pdf(year), folder)


@pytest.fixture
def pages(year: int, tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """The lines of each page of the example of the year, with its header."""
    return _pages(year, tmp_path_factory.getbasetemp())


@cache
def _looks(year: int, folder: Path) -> list[list[Words]]:
    return words_printed(example_pdf(year), folder)


@pytest.fixture
def looks(year: int, tmp_path_factory: pytest.TempPathFactory) -> list[list[Words]]:
    """The words of each page of the example of the year, with their sizes."""
    return _looks(year, tmp_path_factory.getbasetemp())


def body(page: list[Line]) -> list[Line]:
    """The page's lines without its header."""
    return [line for line in page if line.top > HEADER]


def near(length: float, other: float) -> bool:
    return abs(length - other) < TOLERANCE


def words(page: list[Line]) -> str:
    return " ".join(line.text for line in page)


@YEARS
def test_a_plan_is_some_fifteen_pages_each_numbered_as_one_of_all(pages: list[list[Line]]) -> None:
    assert 13 <= len(pages) <= 18
    for number, page in enumerate(pages, 1):
        assert page[0].text.endswith(f"{number} ({len(pages)})")


@YEARS
def test_no_word_stands_in_a_margin(pages: list[list[Line]]) -> None:
    for page in pages:
        assert min(line.left for line in page) >= LEFT - TOLERANCE
        assert min(line.top for line in page) >= TOP - TOLERANCE
        assert max(line.right for line in page) <= WIDTH - RIGHT + TOLERANCE
        assert max(line.bottom for line in page) <= HEIGHT - BOTTOM + TOLERANCE


@YEARS
def test_text_is_indented_and_no_line_of_it_is_too_long(pages: list[list[Line]]) -> None:
    texts = [q.text for q in FORM.questions.values()]
    for page in pages[1:-1]:
        lines = body(page)
        assert any(abs(line.left - LEFT - INDENT) < TOLERANCE for line in lines)
        for line in lines:
            if line.left > LEFT + INDENT - TOLERANCE:
                assert line.right - line.left <= LONGEST_LINE + TOLERANCE
            elif not any(line.text.partition(" ")[2] in text for text in texts):
                # At the margin stand numbers of headings and wide tables only.
                assert re.match(r"\d|Muutosloki|Taulukko", line.text) or _in_table(line, lines)


def _in_table(line: Line, lines: list[Line]) -> bool:
    return any(
        other.text.startswith("Taulukko") and other.left < LEFT + TOLERANCE and other.top < line.top
        for other in lines
    )


@YEARS
def test_the_first_page_has_metadata_title_facts_and_contents_in_their_places(
    pages: list[list[Line]],
) -> None:
    first = pages[0]
    says = [line.text for line in first]
    title = next(t for t in says if "omavalvontasuunnitelma 20" in t)
    assert says.index(title) < says.index("Sisällys")
    block = [line for line in first[1 : says.index(title)] if "vastaanottokeskus" not in line.text]
    assert len(block) >= 3
    for line in block:
        assert abs(line.left - LEFT - METADATA) < TOLERANCE
    listed = first[says.index("Sisällys") + 1 :]
    assert len(listed) == len(FORM.sections) + 1
    assert all(line.right > WIDTH - RIGHT - 0.2 for line in listed)


@YEARS
def test_the_sections_begin_on_a_page_of_their_own_after_the_contents(
    pages: list[list[Line]],
) -> None:
    assert body(pages[1])[0].text == f"1 {FORM.sections[0].title}"


@YEARS
def test_no_heading_or_caption_is_left_alone_at_the_foot_of_a_page(
    pages: list[list[Line]], looks: list[list[Words]]
) -> None:
    headings = [f"{q.text}" for q in FORM.questions.values()] + [s.title for s in FORM.sections]
    for page, look in zip(pages, looks, strict=True):
        last, bold = page[-1].text, max(look, key=lambda word: word.top).bold
        assert not last.startswith("Taulukko")
        end = re.sub(r"^[\d.]+ ", "", last)  # a cell may end in the word that a heading ends in
        assert not (bold and any(heading.endswith(end) for heading in headings))
        assert not last.startswith(("Salassa pidettävä (", "Osittain salassa pidettävä ("))


@YEARS
def test_pages_are_filled_with_no_great_gap_at_their_foot(pages: list[list[Line]]) -> None:
    for page in pages[1:-2]:
        assert page[-1].bottom > 0.75 * HEIGHT


@YEARS
def test_what_is_signed_and_the_signature_are_on_the_last_page(pages: list[list[Line]]) -> None:
    page = words(pages[-1])
    statement = FORM.section_with_role("confirmation").statement
    places = [page.index(w) for w in (*statement.split(), "Paikka ja", "Allekirjoitus", "Nimensel")]
    assert sorted(set(places)) == sorted(places)
    line = next(line for line in pages[-1] if line.text.startswith("Allekirjoitus"))
    before, after = (
        next(other for other in pages[-1] if other.text.startswith(label))
        for label in ("Paikka", "Nimenselvennys")
    )
    # Room for a hand to write, and a line long enough.
    assert line.bottom - before.bottom > 1.5
    assert after.top - line.bottom > 1
    assert line.right - line.left > 12


@YEARS
def test_no_word_of_a_table_is_broken_but_after_a_hyphen(
    pages: list[list[Line]], year: int
) -> None:
    plan = example_plan(year)
    rows = [*plan.log, *(row for rows in plan.tables.values() for row in rows)]
    found = Counter(w for page in pages for line in page for w in re.split(r" |\.{3}", line.text))
    said = Counter(word for line in lines(docx(plan)) for word in line.split())
    wanted = {word for row in rows for cell in row.values() for word in cell.split()}
    broken = {word for word in wanted if found[word] < said[word]}
    assert {word for word in broken if len(word) <= 12 or "-" not in word} == set()


def squeezed(text: str) -> str:
    """The text without what a line break may add or take: spaces of any kind and hyphens."""
    return re.sub(r"[\s\xad‐-]", "", text)


@YEARS
def test_each_heading_is_printed_whole_and_in_the_forms_order(looks: list[list[Words]]) -> None:
    words = [w for page in looks[1:] for w in page if w.top > HEADER]
    # A heading goes on in the lines below it, indented, as long as they look the same.
    found: list[tuple[int, str]] = []
    for before, word in pairwise([Words("", 0, 0, 0, False), *words]):
        if word.bold and word.size in (SECTION, QUESTION) and near(word.left, LEFT):
            found.append((word.size, word.text))
        elif found and word.bold and word.size == before.size == found[-1][0]:
            found[-1] = (word.size, found[-1][1] + word.text)
    expected: list[tuple[int, str]] = []
    for section in FORM.sections:
        if section.role == "confirmation":
            expected += [(SECTION, "Muutosloki"), (SECTION, f"{section.number}{section.title}")]
            break
        expected.append((SECTION, f"{section.number}{section.title}"))
        if not is_compact(section):  # short facts stand in a list, each beside its answer
            expected += [(QUESTION, FORM.numbers[q.id] + q.text) for q in section.questions]
    assert [size for size, _ in found] == [size for size, _ in expected]
    for (_, printed_text), (_, text) in zip(found, expected, strict=True):
        # An answer may begin with the bold words of a secret passage.
        assert squeezed(printed_text).startswith(squeezed(text))


@YEARS
def test_each_kind_of_text_has_its_size_and_its_place(looks: list[list[Words]]) -> None:
    at_margin = {(SECTION, True), (QUESTION, True), (LABEL, True)}
    indented = {*at_margin, (TEXT, False)}
    for page in looks[1:-1]:
        for word in page:
            look = word.size, word.bold
            if word.top < HEADER:
                assert word.size == LABEL
            elif word.size < LABEL:
                assert word.size >= SMALLEST  # in a table
            elif word.left < LEFT + INDENT - TOLERANCE:
                is_fact = word.text.startswith(tuple(FACTS))
                assert look in at_margin or (is_fact and look == (TEXT, False)), word
            else:
                assert look in indented, word


@YEARS
def test_every_page_but_the_first_has_the_same_header(looks: list[list[Words]], year: int) -> None:
    plan = example_plan(year)
    headers = {
        tuple(re.sub(r"^\d+ ", "", w.text) for w in page if w.top < HEADER) for page in looks[1:]
    }
    assert len(headers) == 1
    header = squeezed("".join(*headers))
    shown = ("date", "case_number")
    for text in ("Suunnitelma", "OSITTAIN SALASSA PIDETTÄVÄ", *map(plan.field, shown)):
        assert squeezed(text) in header


@YEARS
def test_every_paragraph_is_printed_whole_and_in_order(pages: list[list[Line]], year: int) -> None:
    printed_text = squeezed("".join(line.text for page in pages for line in body(page)))
    place = 0
    for paragraph in paragraphs_outside_tables(docx(example_plan(year))):
        found = printed_text.find(squeezed(paragraph), place)
        assert found >= 0, paragraph
        place = found + len(squeezed(paragraph))


def paragraphs_outside_tables(data: bytes) -> list[str]:
    """The body's paragraphs from the first section on."""
    first = FORM.sections[0].title
    every = [words_of(p) for p in find(part(data), "//w:body//w:p[not(ancestor::w:tbl)]")]
    return every[len(every) - every[::-1].index(first) - 1 :]


def test_no_row_is_lost_or_hangs_the_printing_that_is_higher_than_a_page(tmp_path: Path) -> None:
    """Cells of few words, high in a narrow column: kept whole, LibreOffice cuts or never ends."""
    columns = FORM.tables["liitteet_taulukko"].columns
    wide = dict.fromkeys((c.id for c in columns), "Lentokonesuihkuturbiinimoottori")
    # About as high as a page, some lines more or less.
    rows = tuple({**wide, "versio": " ".join(["q"] * (400 + 10 * n))} for n in range(6))
    plan = replace(full_plan(), tables={"liitteet_taulukko": rows})
    office = LibreOffice(libreoffice().program, time_limit=60)
    try:
        printed_pdf = office.pdf(docx(plan))
    except OmvgenError:
        end_office()  # which hangs, and is that of other tests
        raise
    pages = printed(printed_pdf, tmp_path)
    found = sum(words(page).split().count("q") for page in pages)
    assert found == sum(row["versio"].split().count("q") for row in rows)


def test_a_table_that_goes_on_has_its_header_row_on_every_page(tmp_path: Path) -> None:
    rows = tuple(
        {
            "riski": f"R{n}",
            "todennakoisyys": "3",
            "vaikutus": "4",
            "hallintakeino": "Toimi " * 30,
        }
        for n in range(40)
    )
    plan = replace(full_plan(), tables={"riskit_taulukko": rows})
    pages = printed(libreoffice().pdf(docx(plan)), tmp_path)
    with_rows = [page for page in pages if re.search(r"\bR\d", words(page))]
    assert len(with_rows) > 2
    header = FORM.tables["riskit_taulukko"].columns[0].title
    for page in with_rows:
        first_row = next(p for p, line in enumerate(page) if re.search(r"\bR\d", line.text))
        assert any(re.search(rf"\b{header}\b", line.text) for line in page[:first_row])
    # A row stands whole on one page.
    for number in range(40):
        assert sum(bool(re.search(rf"\bR{number}\b", words(page))) for page in pages) == 1
