"""Changes as Markdown, read by markdown-it: CommonMark with strikethrough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers_contents import lines as without_marks
from helpers_diff import as_markdown, plan_of, plans, small_form
from helpers_renderings import hostile_plans
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from test_diff_examples import plan

from omvgen.diff.compare import compare_plans
from omvgen.form.form import Form
from omvgen.plan.plan import Plan
from omvgen.plan.text import clean

FORM = small_form()
READER = MarkdownIt("commonmark").enable("strikethrough")


def markdown_of(old: Plan, new: Plan) -> str:
    return as_markdown(compare_plans(old, new, FORM), FORM)


def read(markdown: str) -> html.HtmlElement:
    return html.fragment_fromstring(READER.render(markdown), "main")


def change(old: str, new: str) -> str:
    """The Markdown of one changed answer, without what stands before it."""
    return markdown_of(plan_of(FORM, kuvaus=old), plan_of(FORM, kuvaus=new)).split("### ")[1]


def texts(page: html.HtmlElement, name: str) -> list[str]:
    return [element.text_content() for element in page.iter(name)]


def flat(text: str) -> str:
    return "".join(text.split())


def test_sections_and_questions_are_headings(examples: Path, form: Form) -> None:
    changes = compare_plans(plan(examples, 2025), plan(examples, 2026), form)
    page = read(as_markdown(changes, form))
    assert texts(page, "h1") == ["Muutokset"]
    assert texts(page, "h2")[0] == "Tärkeimmät muutokset"
    assert "4 Henkilöstö" in texts(page, "h2")
    assert texts(page, "h2")[-2:] == ["Asiakirjan tiedot", "Muutosloki"]
    told = {text.split()[0] for text in texts(page, "h3")}
    assert {form.numbers[c.question] for c in changes.changes} <= told


def test_words_that_differ_are_struck_through_and_bold() -> None:
    assert "kokous ~~neljä~~ **kuusi** kertaa" in change(
        "Johtajan kokous neljä kertaa vuodessa", "Johtajan kokous kuusi kertaa vuodessa"
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Liitteet 1 ja 3 ovat", "Liitteet 1, 3 ja 3 ovat", "~~1~~ **1, 3** ja"),
        ("suunnitelma on täysin valmis.", "suunnitelma on täysin valmis", "~~valmis.~~ **valmis**"),
        ("viisi 5 % ja muut sanat", "viisi 5% ja muut sanat", "~~5 %~~ **5%**"),
        ("tämä (vanha) on lause", "tämä (uusi) on lause", "(~~vanha~~ **uusi**)"),
    ],
)
def test_marks_stand_where_every_reader_takes_them_for_marks(
    old: str, new: str, shown: str
) -> None:
    assert shown.replace("\xa0", " ") in change(old, new).replace("\xa0", " ")
    page = read(change(old, new))
    assert "*" not in page.text_content()
    assert "~" not in page.text_content()


def test_a_list_keeps_its_marks_and_lines() -> None:
    shown = change("1. yksi\n2. kaksi\n3. kolme", "1. yksi\n2. neljä\n3. kolme")
    page = read(shown)
    assert not page.xpath("//ol | //ul")
    lines = [line for line in page.xpath("//blockquote//text()") if line.strip()]
    assert [line.strip() for line in lines] == [
        *("1. yksi", "2.", "kaksi", "2.", "neljä", "3. kolme"),
    ]


def test_a_whole_new_text_stands_under_the_old_one() -> None:
    shown = change("Aivan toinen teksti.", "Uutta:\n- asiaa\n- muuta")
    assert shown.index("Vanha teksti:") < shown.index("Uusi teksti:")
    quotes = texts(read(shown), "blockquote")
    assert [quote.strip().splitlines() for quote in quotes] == [
        ["Aivan toinen teksti."],
        ["Uutta:", "- asiaa", "- muuta"],
    ]


def tags(page: html.HtmlElement) -> set[str]:
    return {element.tag for element in page.iter()}


@given(hostile_plans(FORM), hostile_plans(FORM))
def test_no_text_of_a_plan_becomes_markup(old: Plan, new: Plan) -> None:
    changes = compare_plans(old, new, FORM)
    page = read(as_markdown(changes, FORM))
    assert tags(page) <= {
        *("main", "h1", "h2", "h3", "p", "ul", "li", "blockquote", "br", "s", "strong")
    }
    said = flat(page.text_content())
    for change in changes.changes:
        for segment in change.segments:
            # The marks of a secret passage are told in words.
            parts = map(flat, without_marks(segment.text))
            assert segment.kind == "equal" or all(part in said for part in parts)


@given(plans(FORM), plans(FORM))
def test_any_two_plans_can_be_told(old: Plan, new: Plan) -> None:
    changes = compare_plans(old, new, FORM)
    page = read(as_markdown(changes, FORM))
    said = flat(page.text_content())
    for change in changes.changes:
        question = FORM.questions.get(change.question)
        assert flat(question.text if question else change.question) in said
    assert ("Eimuutoksia." in said) == changes.identical


SIGNS = ", . ( ) * ** _ ~ \\ € + ” – ` < & [ ]"
PIECES = st.sampled_from(["sana", "sanat", "uusi", "1", "2,5", " ", " ", " ", *SIGNS.split()])


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts that share much, of words and of signs that Markdown knows."""
    old = draw(st.lists(PIECES, max_size=14))
    new = list(old)
    for _ in range(3):
        place = draw(st.integers(0, len(new)))
        new[place : place + draw(st.integers(0, 2))] = draw(st.lists(PIECES, max_size=2))
    return clean("Alku " + "".join(old) + " loppu"), clean("Alku " + "".join(new) + " loppu")


@given(edited())
def test_old_and_new_can_be_read_back_from_the_marks(texts_: tuple[str, str]) -> None:
    """However the signs of a text meet the marks, the marks are seen and the signs are not."""
    assume(texts_[0] != texts_[1])
    assume(not any("[[" in text or "]]" in text for text in texts_))  # told in words, not as typed
    shown = change(*texts_)
    assume("Vanha teksti" not in shown)
    assert tags(read(shown)) <= {"main", "h3", "p", "blockquote", "br", "s", "strong"}
    for text, other in zip(texts_, ("strong", "s"), strict=True):
        (quote,) = read(shown).iter("blockquote")
        for mark in list(quote.iter(other)):
            mark.drop_tree()
        assert flat(quote.text_content()) == flat(text)


def test_the_text_ends_with_one_line_break_and_has_no_gaps(examples: Path, form: Form) -> None:
    markdown = as_markdown(compare_plans(plan(examples, 2025), plan(examples, 2026), form), form)
    assert re.search(r"[^\n]\n\Z", markdown)
    assert "\n\n\n" not in markdown
