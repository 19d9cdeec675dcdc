"""Tests that only save time never change a result: they rule out what a search would not find."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from omvgen.checks.unfinished import _ANYWHERE, _may_be_anywhere
from omvgen.plan.links import decode_links
from omvgen.plan.outdated import _YEAR
from omvgen.plan.text import _BREAKS, _UNPRINTABLE, Run, rich
from omvgen.secrecy.publish.marks import (
    _UNCLEAR_BRACKET,
    _UNCLEAR_WORD,
    _may_have_bracket,
    _may_have_word,
)

CHARACTERS = "".join(map(chr, range(sys.maxunicode + 1)))
BRACKETS = "[［【〔〖❲⁅⟦〚{｛]］】〕〗❳⁆⟧〛}｝(（<‹＜⟨〈>›＞⟩〉⟪⟫《》≪≫)"
WORDS = (
    *("salassa", "SALASSA", "ſalaſſa", "Salassa pidettävä", "SALASSA PIDETTÄVÄ", "SALAINEN"),
    *("salaista", "ſalainen", "pidettävä", "alkaa", "päättyy", "§", ":", ".", " ", "\n", "a", "S"),
)
TEXTS = st.lists(st.sampled_from((*BRACKETS, *WORDS)), max_size=8).map("".join)


@given(TEXTS)
def test_a_text_without_signs_has_no_unclear_mark(text: str) -> None:
    assert _may_have_bracket(text) or not _UNCLEAR_BRACKET.search(text)
    assert _may_have_word(text) or not _UNCLEAR_WORD.search(text)


def test_each_pair_of_brackets_that_is_unclear_has_a_sign() -> None:
    pairs = [first + second for first in BRACKETS for second in BRACKETS]
    unclear = [pair for pair in pairs if _UNCLEAR_BRACKET.search(f"a{pair}a")]
    assert unclear
    assert all(map(_may_have_bracket, unclear))


def test_no_character_that_a_text_loses_is_printable() -> None:
    lost = _UNPRINTABLE.findall(CHARACTERS) + _BREAKS.findall(CHARACTERS)
    assert len(lost) > 2_048  # the surrogates are among them
    assert not any(map(str.isprintable, lost))


SIGNS = (
    *("TODO", "TBD", "TBA", "x", "X", "xx", "x.x.", "1.", "2026", "pp.kk.", "vvvv", "?", "(?)"),
    *("_", "[täydennä", "[", "]", " ", ".", "sana", "\n"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join))
def test_a_text_without_its_signs_is_not_unfinished_anywhere(text: str) -> None:
    assert _may_be_anywhere(text) or not _ANYWHERE.search(text)


@given(st.text("0123456789.- ", max_size=12))
def test_a_text_without_a_twenty_names_no_year(text: str) -> None:
    assert "20" in text or not _YEAR.search(text)


@given(st.lists(st.builds(Run, st.text("a é\n]([\\&;", max_size=6), st.booleans())))
def test_a_text_that_has_no_link_is_its_own_form_without_links(runs: list[Run]) -> None:
    text = rich(runs)
    assert rich(text.runs) == text
    assert "](" in text.plain or decode_links(text) is text
