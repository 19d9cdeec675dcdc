"""Links within an answer: written out in the cell, and read back as they were."""

from __future__ import annotations

import pytest
from helpers_template import ADDRESSES, rich_texts
from hypothesis import given
from hypothesis import strategies as st

from omvgen.plan.links import decode_links, encode_links, link_address
from omvgen.plan.text import RichText, Run, plain, rich

HOME = "https://esimerkki.example"


@given(rich_texts())
def test_any_text_with_links_comes_back_as_it_was(text: RichText) -> None:
    written = encode_links(text)
    assert all(run.link is None for run in written.runs)
    assert decode_links(written) == text


@given(st.text(alphabet="[]()\\ab\n", max_size=12), st.text(alphabet="[]()\\ab\n", max_size=12))
def test_brackets_and_slashes_around_a_link_change_nothing(before: str, after: str) -> None:
    text = rich([Run(before + f"[a]({HOME})"), Run("[a]", link=HOME), Run(after)])
    assert decode_links(encode_links(text)) == text


def test_a_link_that_staff_type_becomes_a_link() -> None:
    text = decode_links(plain(f"Katso [ohje]({HOME}/ohje) ja \\[muu]({HOME})."))
    assert text.runs == (
        Run("Katso "),
        Run("ohje", link=f"{HOME}/ohje"),
        Run(f" ja [muu]({HOME})."),
    )


def test_text_without_a_link_is_written_as_it_is() -> None:
    text = plain(r"Kansio C:\tiedot\[vanhat] (ks. https://esimerkki.example) [[salainen]]")
    assert encode_links(text) == text == decode_links(text)


def test_a_link_in_a_secret_passage_leaves_the_passage_marks_alone() -> None:
    text = rich([Run("[["), Run("ohje", link=HOME), Run("]]")])
    assert encode_links(text).plain == f"[[[ohje]({HOME})]]"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///C:/salainen.docx",
        "#Taul1!A1",
        "",
        "https://",
        "https:///polku",
        "https://[::1",
        "https://kaksi sanaa.example/",
        "https://a\\b.example/",
        "https://esimerkki.example:99999/",
        "https://esimerkki.example:portti/",
    ],
)
def test_an_address_that_leads_nowhere_for_others_is_not_a_link(address: str) -> None:
    assert link_address(address) is None
    assert encode_links(rich([Run("sanat", link=address or None)])).plain == "sanat"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_ordinary_address_is_kept_to_the_letter(address: str) -> None:
    assert link_address(address) == address


def test_brackets_in_an_address_are_percent_encoded() -> None:
    assert link_address(f"{HOME}/a_(b)?c[]=1") == f"{HOME}/a_%28b%29?c%5B%5D=1"


def test_what_no_address_has_is_percent_encoded() -> None:
    assert link_address(f'{HOME}/a b\\{{c}}"d') == f"{HOME}/a%20b%5C%7Bc%7D%22d"


def test_words_with_an_address_that_cannot_be_stay_as_they_were_typed() -> None:
    text = plain("Katso [ohje](https://esimerkki.example:99999/).")
    assert decode_links(text) == text


@given(rich_texts())
def test_canonical_text_is_canonical_already(text: RichText) -> None:
    assert rich(text.runs) == text
