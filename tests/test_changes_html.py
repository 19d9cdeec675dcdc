"""The page of changes: what it holds."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import pytest
from helpers_diff import PUBLIC, as_html, differing, plan_of, small_form
from helpers_renderings import hostile_plans
from hypothesis import given
from lxml import html
from test_diff_examples import plan

from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, rich

FORM = small_form()
ELEMENTS = (
    "html head meta title style script body a header main section h1 h2 h3 p table caption "
    "thead tbody tfoot tr th td fieldset legend label input select option button nav div "
    "span article del ins strong em u s dl dt dd ul li br"
)
ATTRIBUTES = (
    "lang charset http-equiv content name href class id aria-labelledby aria-label role "
    "tabindex scope colspan type value checked hidden data-nature data-section data-some "
    "data-none"
)


def page_of(old: Plan, new: Plan) -> str:
    return as_html(compare_plans(old, new, FORM), FORM)


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


@pytest.fixture(scope="module")
def page(changes: Changes, form: Form) -> html.HtmlElement:
    return html.document_fromstring(as_html(changes, form))


def test_the_same_changes_give_the_same_bytes(changes: Changes, form: Form) -> None:
    assert as_html(changes, form) == as_html(changes, form)


def test_the_page_names_its_language_and_what_it_compares(page: html.HtmlElement) -> None:
    assert page.get("lang") == "fi"
    assert "Muutokset" in page.findtext(".//title")
    (versions,) = page.xpath("//table[@class='versions']")
    cells = [[cell.text_content() for cell in row] for row in versions.xpath(".//tr")]
    assert cells[0][1:] == ["Vanha", "Uusi"]
    assert ["Versio", "1.0", "2.0"] in cells
    assert ["Päiväys", "27.2.2025", "30.1.2026"] in cells


def test_the_finnish_of_the_form_is_marked_on_an_english_page(changes: Changes, form: Form) -> None:
    with speaking("en"):
        page = html.document_fromstring(as_html(changes, form))
    assert page.get("lang") == "en"
    assert all(title.get("lang") == "fi-FI" for title in page.xpath("//h3"))
    assert all(text.get("lang") == "fi-FI" for text in page.xpath("//div[@class='text in-one']"))


def test_headings_go_down_one_level_at_a_time(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_reference_within_the_page_leads_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [target.removeprefix("#") for target in page.xpath("//a/@href")]
    assert set(named) | set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_the_table_of_counts_adds_up_to_the_changes_on_the_page(page: html.HtmlElement) -> None:
    (table,) = page.xpath("//table[@class='tally']")
    rows = [
        [int(cell.text.replace("–", "0")) for cell in row.xpath("./td")]
        for row in table.xpath("./tbody/tr")
    ]
    (totals,) = [
        [int(cell.text) for cell in row.xpath("./td")] for row in table.xpath("./tfoot/tr")
    ]
    assert [sum(column) for column in zip(*rows, strict=True)] == totals
    assert all(total == sum(sorts) for total, *sorts in rows)
    sections = page.xpath("//section[@data-section]")
    items = [len(section.xpath(".//*[contains(@class, 'item')]")) for section in sections]
    assert items == [total for total, *_ in rows]


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(
    page: html.HtmlElement,
) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    for name in ("style", "script"):
        (element,) = page.xpath(f"//{name}")
        digest = hashlib.sha256(element.text.encode("utf-8")).digest()
        assert rules.pop(f"{name}-src") == f"'sha256-{b64encode(digest).decode()}'"
    assert not rules


def test_a_page_of_no_changes_is_a_sentence_without_controls() -> None:
    page = html.document_fromstring(page_of(plan_of(FORM, nimi="A"), plan_of(FORM, nimi="A")))
    assert "Ei muutoksia." in page.text_content()
    assert not page.xpath("//script | //input | //button | //section[@data-section]")


def test_links_lead_only_where_a_document_may_lead() -> None:
    runs = [
        Run("a", link="https://a.example/?q=1&r=2"),
        Run("b", link="javascript:alert(1)"),
        Run("c", link="mailto:a@b.example"),
        Run("d", link="data:text/html,x"),
        Run("e", link="tel:+358501234567"),
    ]
    page = html.document_fromstring(
        page_of(plan_of(FORM), plan_of(FORM, kuvaus=Answer(rich(runs), PUBLIC)))
    )
    links = page.xpath("//main//article//a/@href")
    assert links == ["https://a.example/?q=1&r=2", "mailto:a@b.example", "tel:+358501234567"]
    assert "abcde" in page.text_content()


def test_a_link_to_another_address_is_told_in_words() -> None:
    old, new = (
        plan_of(FORM, kuvaus=Answer(rich([Run("Katso "), Run("ohje", link=address)]), PUBLIC))
        for address in ("https://vanha.example", "https://uusi.example")
    )
    text = html.document_fromstring(page_of(old, new)).text_content()
    assert "”ohje”: linkki https://vanha.example → linkki https://uusi.example" in text


@given(hostile_plans(FORM), hostile_plans(FORM))
def test_no_text_of_a_plan_becomes_markup(old: Plan, new: Plan) -> None:
    source = page_of(old, new)
    page = html.document_fromstring(source)
    assert {element.tag for element in page.iter()} <= set(ELEMENTS.split())
    assert {name for element in page.iter() for name in element.attrib} <= set(ATTRIBUTES.split())
    assert len(page.xpath("//script")) == len(page.xpath("//nav"))
    assert len(page.xpath("//style")) == 1
    schemes = {link.split(":")[0] for link in page.xpath("//a/@href") if link[0] != "#"}
    assert schemes <= {"http", "https", "mailto", "tel"}
    for change in compare_plans(old, new, FORM).changes:
        for text in differing(change):
            assert flat(text) in flat(page.text_content())


def flat(text: str) -> str:
    return "".join(text.split())
