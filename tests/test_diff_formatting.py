"""Unchanged words whose formatting changed are named with both formats."""

from __future__ import annotations

from helpers_diff import PUBLIC, RICH, plan_of, small_form
from hypothesis import given

from omvgen.content.labels import format_change_words
from omvgen.diff.compare import compare_plans
from omvgen.diff.formatting import format_changes
from omvgen.plan.plan import Answer
from omvgen.plan.text import RichText, Run, plain, rich

FORM = small_form()


def said(old: RichText, new: RichText) -> list[str]:
    plans = [plan_of(FORM, kuvaus=Answer(text, PUBLIC)) for text in (old, new)]
    return [
        format_change_words(found)
        for c in compare_plans(*plans, FORM).changes
        for found in format_changes(c)
    ]


def test_bold_that_came_is_named_with_its_words() -> None:
    old = plain("Soita aina ensin hätänumeroon.")
    new = rich([Run("Soita "), Run("aina ensin", bold=True), Run(" hätänumeroon.")])
    assert said(old, new) == ["”aina ensin”: ei muotoilua → lihavoitu"]
    assert said(new, old) == ["”aina ensin”: lihavoitu → ei muotoilua"]


def test_a_link_to_another_address_is_found_beside_words_that_changed() -> None:
    old = rich([Run("Katso vanha "), Run("ohje", italic=True, link="https://a.example")])
    new = rich([Run("Katso uusi "), Run("ohje", italic=True, link="https://b.example")])
    assert said(old, new) == [
        "”ohje”: kursivoitu, linkki https://a.example → kursivoitu, linkki https://b.example"
    ]


def test_words_that_changed_have_no_format_change() -> None:
    old = rich([Run("Kokous on "), Run("maanantaina", bold=True), Run(" kello yhdeksän")])
    assert said(old, plain("Kokous on tiistaina kello yhdeksän")) == []


def test_a_long_stretch_is_shortened() -> None:
    words = " ".join(["sana"] * 50)
    (look,) = said(plain(words), rich([Run(words, underline=True)]))
    assert len(look) < 110
    assert "… ”" not in look.split(":")[0]
    assert look.endswith("ei muotoilua → alleviivattu")


@given(RICH, RICH)
def test_format_changes_are_of_words_that_both_texts_have(old: RichText, new: RichText) -> None:
    plans = [plan_of(FORM, kuvaus=Answer(text, PUBLIC)) for text in (old, new)]
    for change in compare_plans(*plans, FORM).changes:
        for found in format_changes(change):
            assert found.text in change.old.plain
            assert found.text in change.new.plain
            assert found.old.format != found.new.format
