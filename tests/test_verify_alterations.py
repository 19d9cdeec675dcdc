"""`omvgen verify` has its answer to each alteration that a reader could see, or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from alterations import ALTERATIONS
from altering import Change, Package, altered, paragraph, w
from helpers_document import FORM, docx
from helpers_verify import NAME, compared
from hypothesis import given, settings
from hypothesis import strategies as st

import omvgen
from omvgen.verification.comparison import Verdict

KEPT = ("vok_tiedot", "henkilosto", "vahvistaminen")  # facts, lists and tables, the signature
SHORT = replace(FORM, sections=tuple(s for s in FORM.sections if s.id in KEPT))


@pytest.fixture(scope="module")
def example(examples: Path) -> bytes:
    """Some sections of the filled example's document, which each alteration has read anew."""
    plan = omvgen.read(examples / f"{NAME}.xlsx").plan
    answers = {key: answer for key, answer in plan.answers.items() if key in SHORT.questions}
    tables = {key: rows for key, rows in plan.tables.items() if key in SHORT.tables}
    return docx(replace(plan, answers=answers, tables=tables), form=SHORT)


@pytest.mark.parametrize(("change", "answer"), ALTERATIONS.values(), ids=ALTERATIONS)
def test_each_alteration_has_its_answer(example: bytes, change: Change, answer: Verdict) -> None:
    found = compared(example, altered(example, change), SHORT)
    assert found.verdict is answer, found.differences or found.not_compared


_VISIBLE = st.text("abcåäö1234.,-", min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(data=st.data())
def test_a_visible_text_anywhere_never_says_the_same(example: bytes, data: st.DataObject) -> None:
    """In the body, its tables and controls, or a header; as a paragraph or in a run."""

    def change(package: Package) -> None:
        name = data.draw(
            st.sampled_from(["word/document.xml", "word/header1.xml", "word/header2.xml"])
        )
        words = data.draw(_VISIBLE)
        by_hand = {
            run
            for question in SHORT.questions.values()
            if question.role in ("place_and_date", "signature", "name")
            for run in package.control(question.id).iter(w("r"))
        }
        places = [p for p in package.tree(name).iter(w("p")) if not by_hand & {*p.iter(w("r"))}]
        place = data.draw(st.sampled_from(places))
        new = paragraph(words)
        if data.draw(st.booleans()):
            place.addnext(new)
        else:
            place.append(new[1])

    assert not compared(example, altered(example, change), SHORT).same


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(data=st.data())
def test_changes_of_packaging_alone_say_the_same(example: bytes, data: st.DataObject) -> None:
    unseen = [name for name, (_, answer) in ALTERATIONS.items() if answer is Verdict.SAME]
    chosen = data.draw(st.lists(st.sampled_from(unseen), max_size=4, unique=True))
    # Those that look for a control come before the one that takes it away.
    chosen.sort(key="an answer without its control".__eq__)

    def change(package: Package) -> None:
        for name in chosen:
            ALTERATIONS[name][0](package)

    assert compared(example, altered(example, change), SHORT).same, chosen
