"""The plan, the report and the notice as pages: accessible, complete in themselves, safe."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from browser import Browser
from helpers_contents import CONTENTS
from helpers_diff import plan_of, small_form
from lxml import html
from test_changes_page import CONTRASTS
from test_diff_examples import plan

from omvgen.content.clients import clients_notice
from omvgen.content.clients.texts import shipped_texts
from omvgen.content.plan import SIGNED, plan_document
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, plain, rich
from omvgen.writers import write

FORM, SMALL = load_form(), small_form()
DOCUMENTS = [name for name in CONTENTS if name != "changes"]


@pytest.fixture(scope="module")
def pages(examples: Path) -> dict[str, bytes]:
    plans = plan(examples, 2025), plan(examples, 2026)
    made = {name: write(CONTENTS[name](*plans, FORM), "html") for name in DOCUMENTS}
    return {**made, "clients": write(clients_notice(plans[1], FORM, shipped_texts("fi")), "html")}


@pytest.fixture(params=DOCUMENTS)
def page(request: pytest.FixtureRequest, pages: dict[str, bytes]) -> html.HtmlElement:
    return html.document_fromstring(pages[request.param].decode("utf-8"))


def test_it_names_its_language_and_itself(page: html.HtmlElement) -> None:
    assert page.get("lang") == "fi-FI"
    assert "omavalvontasuunnitelma 2026" in page.findtext(".//title")


def test_it_has_one_of_each_landmark_and_a_way_past_the_header(page: html.HtmlElement) -> None:
    assert [child.tag for child in page.find("body") if child.tag not in ("p", "script")] == [
        *("a", "header", "main"),
    ]
    (skip,) = page.xpath("//a[@class='skip']/@href")
    assert page.xpath(f"//*[@id='{skip[1:]}']")


def test_headings_go_down_one_level_at_a_time_from_one_title(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_reference_leads_somewhere_and_every_id_is_there_once(
    page: html.HtmlElement,
) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert {*links, *page.xpath("//@aria-labelledby")} <= {*ids}


def test_the_contents_lead_to_every_section(pages: dict[str, bytes]) -> None:
    for name in ("plan", "public", "report"):
        page = html.document_fromstring(pages[name].decode("utf-8"))
        (contents,) = page.xpath("//nav[ul]")
        listed = [" ".join(link.text_content().split()) for link in contents.iter("a")]
        headings = page.xpath("//main/section/h2 | //main/div/section/h2")
        assert listed == [
            " ".join(h.text_content().split()) for h in headings if h.get("id") != "selitykset"
        ]


def test_tables_have_captions_and_header_cells_that_say_of_what(page: html.HtmlElement) -> None:
    for table in page.xpath("//table[contains(@class, 'grid')]"):
        assert table.findtext("caption")
        assert table.xpath("./thead/tr/th")
        assert {th.get("scope") for th in table.iter("th")} == {"col"}
        assert len({len(row) for row in table.iter("tr")}) == 1
    assert all(th.get("scope") for th in page.iter("th"))


def test_nothing_comes_from_elsewhere_and_no_document_has_a_script(
    pages: dict[str, bytes],
) -> None:
    for name, data in pages.items():
        page = html.document_fromstring(data.decode("utf-8"))
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (style,) = page.xpath("//style/text()")
        digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'; script-src " in policy
        assert not page.xpath("//script"), name  # a list of changes has one: test_changes_page
        assert "script-src 'none'" in policy
        assert not page.xpath("//@src | //link")
        assert "url(" not in style


def test_each_printed_page_says_what_the_document_says_of_itself(
    pages: dict[str, bytes],
) -> None:
    styles = {name: html.document_fromstring(d.decode("utf-8")).xpath("//style/text()")[0]
              for name, d in pages.items()}  # fmt: skip
    (content,) = re.findall(r'@top-left \{ content: "([^"]*)"', styles["draft"])
    said = "".join(chr(int(sign, 16)) for sign in re.findall(r"\\([0-9a-f]+) ", content))
    assert said == "LUONNOS, OSITTAIN SALASSA PIDETTÄVÄ"
    assert "@top-left" not in styles["public"]


def test_a_security_class_cannot_end_the_style_sheet() -> None:
    hostile = '"} </style><script>alert(1)</script> \\'
    made = plan_of(SMALL, nimi="N")
    made = type(made)(made.form_id, made.form_version, {"security_class": hostile}, made.answers)
    page = html.document_fromstring(write(plan_document(made, SMALL), "html").decode("utf-8"))
    assert not page.xpath("//script")
    assert hostile in page.text_content()


def answer(text: Answer) -> html.HtmlElement:
    data = write(plan_document(plan_of(SMALL, kuvaus=text), SMALL), "html").decode("utf-8")
    return html.document_fromstring(data).xpath("//article[@id='kohta-kuvaus']")[0]


def test_lists_keep_their_levels_and_numbers() -> None:
    text = "- yksi\n  1. aa\n  3. cee\n- kaksi\n\na) kirjain\nb) toinen"
    found = answer(Answer(plain(text), Publicity.PUBLIC))
    assert found.xpath("./ul/li/ol/li/@value") == ["1", "3"]
    assert found.xpath("./ol[@class='letter']/li/@value") == ["1", "2"]


def test_what_is_secret_is_told_by_words_and_shown_by_a_mark() -> None:
    text = "Avoin. [[Salainen osoite.]] Loppu."
    found = answer(Answer(plain(text), Publicity.PARTLY, ("JulkL 24 § 1 mom. 7 k",)))
    assert found.xpath(".//mark/text()") == ["Salainen osoite."]
    labels = found.xpath(".//strong[@class='label']/text()")
    assert [label.strip() for label in labels] == [
        "Salassa pidettävä (JulkL 24 § 1 mom. 7 k):",
        "(salassa pidettävä osuus päättyy)",
    ]


def test_formats_are_kept_and_links_lead_only_where_any_document_may_lead() -> None:
    runs = [
        Run("a", bold=True, link="https://a.example/"),
        Run("b", strike=True, link="javascript:alert(1)"),
    ]
    found = answer(Answer(rich(runs), Publicity.PUBLIC))
    assert found.xpath(".//a/@href") == ["https://a.example/"]
    assert (found.xpath(".//a/strong/text()"), found.xpath(".//s/text()")) == (["a"], ["b"])


def test_a_public_page_is_valid_and_leads_to_every_question(pages: dict[str, bytes]) -> None:
    text = pages["public"].decode("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)  # raises for any fault
    ids = set(html.document_fromstring(text).xpath("//@id"))
    signed = {question.id for question in FORM.questions.values() if question.role in SIGNED}
    assert {f"kohta-{id_}" for id_ in FORM.questions.keys() - signed} <= ids


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as shared:
        yield shared


def show(browser: Browser, file: Path) -> None:
    """Opens the page unless it is open: no script of its own changes it."""
    if browser.value("location.href") != file.as_uri():
        browser.open(file)


@pytest.fixture(scope="module")
def files(pages: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in pages}
    for name, file in made.items():
        file.write_bytes(pages[name])
    return made


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_can_be_read_in_both_schemes(
    browser: Browser, files: dict[str, Path], name: str, scheme: str
) -> None:
    browser.media(prefers_color_scheme=scheme)
    show(browser, files[name])
    assert browser.errors == []
    assert browser.requests == [files[name].as_uri()]
    found = browser.value(CONTRASTS)
    # A watermark is to be seen through; the word stands in the header.
    assert [pair for pair in found if "watermark" not in pair[0]] == []


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_is_no_wider_than_the_window(
    browser: Browser, files: dict[str, Path], name: str, width: int
) -> None:
    browser.media()
    browser.wide(width)
    show(browser, files[name])
    assert browser.value("document.documentElement.scrollWidth") <= width


@pytest.mark.needs("chromium", "axe")
@pytest.mark.parametrize(
    ("name", "width"),
    [("public", 320), ("public", 640), ("public", 768), ("public", 1280), ("clients", 320)],
)
def test_axe_finds_nothing_in_pages_for_the_public(
    browser: Browser, files: dict[str, Path], name: str, width: int
) -> None:
    """640 pixels are those of a window of 1280 at 200 % zoom."""
    browser.media()
    browser.wide(width)
    show(browser, files[name])
    assert browser.faults() == []
