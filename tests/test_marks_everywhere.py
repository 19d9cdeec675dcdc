"""Plans with marks at every kind of place: no word of a sentence with a mark remains.

The texts are made of sentences whose ends are known, so what must go is known without
reading the text again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from helpers_checks import BASIS, PARTLY, PUBLIC, with_answer, with_rows
from helpers_secrecy import FORM, LONG, RISKS
from hypothesis import event, given
from hypothesis import strategies as st

from omvgen.plan.plan import Plan
from omvgen.secrecy.plan_texts import plan_texts
from omvgen.secrecy.publish.publish import publish

# What may stand within a sentence and ends none.
WITHIN = ("esim. ", "klo 12.30 ", "31.12.2026 ", "A. ", "nro 7. ", "(ks. kohta 3) ", "mom. ", "\n")
GAPS = (" ", "\n", "\n\n", "\n- ", "\n2. ", "\n  a) ")


class Sentence(NamedTuple):
    """`text` ends in its full stop; `ends` says whether a sentence surely ends after it."""

    text: str
    words: tuple[str, ...]
    marked: bool
    ends: bool


def word(number: int) -> str:
    """A word that stands nowhere else, nor within another one: `qbaax`."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 16)
        letters += chr(ord("a") + rest)
    return f"q{letters}x"


@st.composite
def sentences(draw: st.DrawFn, numbers: Iterator[int]) -> Sentence:
    words = tuple(word(next(numbers)) for _ in range(draw(st.integers(1, 5))))
    pieces = [words[0].capitalize(), *words[1:]]
    for place in range(1, len(pieces)):
        pieces[place] = draw(st.sampled_from(("", "", *WITHIN))) + pieces[place]
    stop = draw(st.sampled_from(".!?"))
    if not draw(st.booleans()):
        return Sentence(" ".join(pieces).replace(" \n", "\n") + stop, words, False, True)
    first = draw(st.integers(0, len(pieces) - 1))
    last = draw(st.integers(first, len(pieces) - 1))
    opening = draw(st.sampled_from(["[[", "[[ ", f"[[SALASSA {BASIS}: ", "[[\n"]))
    pieces[first] = opening + pieces[first]
    inside = last == len(pieces) - 1 and draw(st.booleans())
    if inside:  # the full stop is within the mark, where it ends nothing
        return Sentence(" ".join(pieces) + stop + "]]", words, True, False)
    pieces[last] += draw(st.sampled_from(["]]", " ]]", "]],", "]]x"]))
    return Sentence(" ".join(pieces) + stop, words, True, True)


class Written(NamedTuple):
    text: str
    secret: frozenset[str]
    public: frozenset[str]


@st.composite
def texts(draw: st.DrawFn, numbers: Iterator[int]) -> Written:
    """A text, the words that must go, and those that stand apart and must stay."""
    text, secret, public = "", set(), set()
    group: list[Sentence] = []
    apart = True  # nothing but empty lines between this group and its neighbours
    for place in range(draw(st.integers(1, 6))):
        one = draw(sentences(numbers))
        gap = draw(st.sampled_from(GAPS)) if place else draw(st.sampled_from(("", "- ", "1. ")))
        new_item = gap.strip(" \n") != ""
        if group and (group[-1].ends or new_item or gap == "\n\n"):
            secret |= words_if_marked(group)
            public |= words_if_plain(group) if apart and gap == "\n\n" else set()
            group, apart = [], gap == "\n\n"
        apart = apart and not new_item
        text += gap + one.text
        group.append(one)
    secret |= words_if_marked(group)
    public |= words_if_plain(group) if apart else set()
    return Written(text, frozenset(secret), frozenset(public))


def words_if_marked(group: list[Sentence]) -> set[str]:
    return {w for one in group for w in one.words} if any(o.marked for o in group) else set()


def words_if_plain(group: list[Sentence]) -> set[str]:
    return set() if any(o.marked for o in group) else {w for one in group for w in one.words}


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, frozenset[str], frozenset[str]]:
    """A plan with such texts as answers, a field, cells and log rows; what must go and stay."""
    numbers = count(draw(st.integers(0, 10**6)))
    written = [draw(texts(numbers)) for _ in range(5)]
    answer, other, field, cell, log = written
    publicity = draw(st.sampled_from([PARTLY, PUBLIC]))
    plan = with_answer(LONG, answer.text, publicity=publicity, bases=(BASIS,) * ("[[" in answer[0]))
    plan = with_answer("omv_johtaminen", other.text, publicity=PUBLIC, plan=plan)
    plan = with_rows(RISKS, {"riski": "Uhka", "hallintakeino": cell.text}, plan=plan)
    document = {**plan.document, "distribution": field.text}
    plan = replace(plan, document=document, log=({"place": "2", "change": log.text},))
    secret = frozenset().union(*(one.secret for one in written))
    rows = [one for one in (cell, log) if "[[" in one.text]
    secret |= {w for one in rows for w in all_words(one.text)}
    return plan, secret, answer.public if "[[" in answer.text else frozenset()


def all_words(text: str) -> set[str]:
    words = (w.strip("[](),.!?").casefold() for w in text.replace("\n", " ").split())
    return {w for w in words if w.startswith("q") and w.endswith("x")}


@given(plans())
def test_no_word_of_a_sentence_with_a_mark_remains(
    made: tuple[Plan, frozenset[str], frozenset[str]],
) -> None:
    plan, secret, public = made
    copy = publish(plan, FORM).plan
    shown = "\n".join(plan_texts(copy)).casefold()
    left = {w for w in secret if w in shown}
    assert not left
    assert public <= all_words(shown), "a paragraph of its own without a mark stays"
    event(f"marked: {bool(secret)}, kept beside: {bool(public)}")
