"""The plan as Markdown, read by markdown-it: formats, lists with their numbers, tables."""

from __future__ import annotations

import pytest
from helpers_contents import MARKDOWN
from helpers_diff import plan_of, small_form
from lxml import html

from omvgen.content.plan import plan_document
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.writers import write

FORM = small_form()


def answer(text: RichText | str, **more: object) -> tuple[str, html.HtmlElement]:
    """The Markdown of an answer alone, and what markdown-it makes of it."""
    text = plain(text) if isinstance(text, str) else text
    plan = plan_of(FORM, kuvaus=Answer(text, Publicity.PUBLIC))
    whole = write(plan_document(plan, FORM), "md").decode("utf-8")
    shown = whole.partition("Kuvaus\n\n")[2].partition("\n\n### ")[0]
    return shown, html.fragment_fromstring(MARKDOWN.render(shown), "main")


def test_formats_are_written_where_every_reader_takes_them_for_such() -> None:
    runs = [
        Run("Soita "),
        Run("aina ", bold=True),
        Run("ensin", italic=True),
        Run(" "),
        Run("ei", strike=True),
        Run(" "),
        Run("ohje", bold=True, link="https://a.example/?a=1&copy=2"),
    ]
    shown, page = answer(rich(runs))
    assert shown.startswith("Soita **aina** *ensin* ~~ei~~ [**ohje**](")
    assert page.xpath("//a/@href") == ["https://a.example/?a=1&copy=2"]
    assert page.text_content().strip() == "Soita aina ensin ei ohje"


@pytest.mark.parametrize(
    "runs",
    [
        [Run("1"), Run(",", bold=True), Run("5")],
        [Run("yksi", bold=True), Run("kaksi", italic=True), Run("kolme", bold=True)],
        [Run("a*b", bold=True), Run("~~", strike=True), Run("_c_", italic=True)],
        [Run("sana", bold=True, strike=True), Run("n")],
    ],
)
def test_a_format_that_cannot_be_written_is_left_out_and_its_words_are_not(
    runs: list[Run],
) -> None:
    _, page = answer(rich(runs))
    assert page.text_content().strip() == "".join(run.text for run in runs)


def test_lists_keep_their_levels_and_numbers() -> None:
    shown, page = answer(
        "Alku:\n- yksi\n  1. aa\n  2. bee\n- kaksi\n3. kolme\n5. viisi\na) kirjain"
    )
    assert page.xpath("//ul/li/ol/li/text()") == ["aa", "bee"]
    assert page.xpath("//ol/@start") == ["3"]
    assert "- 5\\. viisi\n- a) kir" in shown


def test_a_list_mark_within_a_line_is_no_list() -> None:
    shown, page = answer("Ensin\n\n- - kaksi viivaa\n\n+ plus")
    assert page.xpath("count(//ul)") == 1
    assert [" ".join(p.split()) for p in page.xpath("//li//text()") if p.strip()] == [
        "- kaksi viivaa"
    ]
    assert "\\+ plus" in shown


def test_a_table_has_a_row_for_each_row_and_keeps_line_breaks() -> None:
    rows = ({"laite": "a|b\ntoinen rivi", "maara": "1"}, {"laite": "c"})
    plan = plan_of(FORM, laitteet="Alla.")
    plan = type(plan)(plan.form_id, plan.form_version, answers=plan.answers,
                      tables={"laitetaulukko": rows})  # fmt: skip
    page = html.fragment_fromstring(
        MARKDOWN.render(write(plan_document(plan, FORM), "md").decode("utf-8")), "main"
    )
    found = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[0] for row in found] == ["a|btoinen rivi", "c"]
    assert page.xpath("count(//td/br)") == 1
