"""`omvgen verify` has its answer to each alteration that a reader could see, or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alterations import ALTERATIONS as OF_WORDS
from alterations_of_looks import LOOKS
from alterations_of_structure import STRUCTURE
from altering import Change, Package, altered, paragraph, w, xml
from helpers_document import FORM, docx
from helpers_verify import NAME, compared
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import omvgen
from omvgen.verification.comparison import Verdict
from omvgen.word.traits import SEEN, Trait

SEEN_IN_BRIEF = LOOKS | STRUCTURE  # which need one answer, one list and one table
KEPT = ("vok_tiedot", "henkilosto", "vahvistaminen")  # facts, lists and tables, the signature
SHORT = replace(FORM, sections=tuple(s for s in FORM.sections if s.id in KEPT))
BRIEF = replace(FORM, sections=tuple(s for s in FORM.sections if s.id == "henkilosto"))


@pytest.fixture(scope="module")
def example(examples: Path) -> bytes:
    """Some sections of the filled example's document, which each alteration has read anew."""
    plan = omvgen.read(examples / f"{NAME}.xlsx").plan
    answers = {key: answer for key, answer in plan.answers.items() if key in SHORT.questions}
    tables = {key: rows[:3] for key, rows in plan.tables.items() if key in SHORT.tables}
    return docx(replace(plan, answers=answers, tables=tables, log=plan.log[:1]), form=SHORT)


@pytest.fixture(scope="module")
def brief(examples: Path) -> bytes:
    """Two answers, one with a list, and a table of two rows."""
    plan = omvgen.read(examples / f"{NAME}.xlsx").plan
    answers = {key: plan.answers[key] for key in ("henk_riittavyys", "henk_perehdytys")}
    tables = {"henk_taulukko": plan.tables["henk_taulukko"][:2]}
    return docx(replace(plan, answers=answers, tables=tables, log=()), form=BRIEF)


@pytest.mark.parametrize(("change", "answer"), SEEN_IN_BRIEF.values(), ids=SEEN_IN_BRIEF)
def test_each_alteration_of_what_is_seen_has_its_answer(
    brief: bytes, change: Change, answer: Verdict
) -> None:
    found = compared(brief, altered(brief, change), BRIEF)
    assert found.verdict is answer, found.differences or found.not_compared or found.looks


@pytest.mark.parametrize(("change", "answer"), OF_WORDS.values(), ids=OF_WORDS)
def test_each_alteration_has_its_answer(example: bytes, change: Change, answer: Verdict) -> None:
    found = compared(example, altered(example, change), SHORT)
    assert found.verdict is answer, found.differences or found.not_compared or found.looks


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
        styles = [style.get(w("val")) for style in place.iter(w("pStyle"))]
        # Digits after an entry of the contents are the number of its page, counted anew.
        assume(not (words.isdigit() and any(style.startswith("TOC") for style in styles)))
        if data.draw(st.booleans()):
            place.addnext(new)
        else:
            place.append(new[1])

    assert not compared(example, altered(example, change), SHORT).same


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(data=st.data())
def test_changes_of_packaging_alone_say_the_same(example: bytes, data: st.DataObject) -> None:
    # Those of looks and structure are made of a whole answer each, and tried one by one.
    unseen = [name for name, (_, answer) in OF_WORDS.items() if answer is Verdict.SAME]
    chosen = data.draw(st.lists(st.sampled_from(unseen), max_size=4, unique=True))
    # Those that look for a control or a part come before the ones that take it away.
    chosen.sort(key=("an answer without its control", "a part of another name").__contains__)
    if "another typeface for the whole answer" in chosen:  # all bold but one word, then
        chosen = [one for one in chosen if one != "bold turned off where nothing is bold"]

    def change(package: Package) -> None:
        for name in chosen:
            OF_WORDS[name][0](package)

    assert compared(example, altered(example, change), SHORT).same, chosen


# What follows from several properties, or from what a paragraph holds, is in `LOOKS`.
_FOLLOWS = {"fonts", "ground", "breaks", "tabs", "ind.first", "label", "suff", "lvlJc", "fields"}
_FOLLOWS |= {"tooltip", "left", "width", "docGrid.linePitch", "docGrid.charSpace"}
_FOLLOWS |= {"blank", "mark", "marks", "pgMar.footer", "type"}
_PLACES = {"rPr": "r", "pPr": "p", "tblPr": "tbl", "trPr": "tr", "tcPr": "tc", "sectPr": "body"}
_BY_WIDTH = ("tblInd", "tblW", "tcW", "wBefore", "wAfter", "tblCellSpacing")
_VISIBLE_TRAITS = [
    (kind, key) for kind in _PLACES for key in sorted(SEEN[kind]) if key not in _FOLLOWS
]


def _property(key: str, trait: Trait) -> Any:
    """An element by which the trait has another value than that of our documents."""
    value = "1" if trait.usual == "0" else "other"
    if trait.units:
        value = str(int(trait.usual) + 9000)
    name, _, attribute = key.partition(".")
    if name in ("tcMar", "tblCellMar"):
        return xml(f'<w:{name}><w:{attribute} w:w="{value}" w:type="dxa"/></w:{name}>')
    if name.endswith(("Bdr", "Borders")):
        return xml(f'<w:{name}><w:{attribute} w:val="single" w:sz="96"/></w:{name}>')
    if name in _BY_WIDTH:
        return xml(f'<w:{name} w:w="{value}" w:type="dxa"/>')
    return xml(f'<w:{name} w:{attribute or "val"}="{value}"/>')


def _set(place: Any, kind: str, new: Any) -> None:
    """Puts the property there; the attributes and sides that one of its name has stay."""
    properties = place[-1] if kind == "sectPr" else place.find(w(kind))
    if properties is None:
        properties = xml(f"<w:{kind}/>")
        place.insert(0, properties)
    old = properties.find(new.tag)
    if old is None:
        properties.append(new)
    else:
        old.attrib.update(new.attrib)
        old.extend(new)


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(data=st.data())
def test_any_visible_property_anywhere_never_says_the_same(
    example: bytes, data: st.DataObject
) -> None:
    """Of a run, a paragraph, a table, its rows and cells, and of pages."""
    kind, key = data.draw(st.sampled_from(_VISIBLE_TRAITS))

    def change(package: Package) -> None:
        words = (e for e in package.body.iter(w("t")) if (e.text or "").strip())
        if kind == "sectPr":
            places = [package.body]
        else:
            places = list({a: 0 for e in words for a in e.iterancestors(w(_PLACES[kind]))})
        _set(data.draw(st.sampled_from(places)), kind, _property(key, SEEN[kind][key]))

    found = compared(example, altered(example, change), SHORT)
    assert not found.same, key
