"""How wide a table's columns are: what must be broken breaks, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from omvgen.writers.docx.measure import column_need, share_width

PAGE = 9638  # twips between the margins of an A4
URL = "https://www.esimerkki.example/asiakirjat/2026/12345678/liite-0000012345678901234567890.pdf"
WORDS = ("Esimerkkilä", "1234567-1", "1.1.2026", "Tarkastaja", "00520", "Kyllä", "Sopimus", "Nimi")


def needs(*columns: str) -> list[tuple[int, int]]:
    """Each column's width and what its words need, in a table of these texts."""
    wanted = [column_need("", [text], 8, 40) for text in columns]
    return list(zip(share_width(wanted, PAGE), (need.word for need in wanted), strict=True))


def test_one_long_address_breaks_no_word_of_the_other_columns() -> None:
    *others, _ = needs(*WORDS, URL)
    assert all(width >= word - 30 for width, word in others)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.integers(1, 40))
def test_an_address_takes_only_what_the_others_leave(words: list[str], longer: int) -> None:
    *others, address = needs(*words, URL + "9" * longer)
    assert all(width >= word - 30 for width, word in others)
    assert address[0] > 0


@given(st.lists(st.text("ab1 -/", max_size=60), min_size=1, max_size=12))
def test_the_columns_fill_the_width(texts: list[str]) -> None:
    widths = share_width([column_need("", [text], 9, 57) for text in texts], PAGE)
    assert sum(widths) == PAGE
    assert min(widths) > 0
