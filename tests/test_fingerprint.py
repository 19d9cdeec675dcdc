"""What changes a plan's fingerprint, and what does not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from helpers_document import BASIS, PARTLY, PUBLIC, SECRET, plan_with
from hypothesis import given
from strategies import plans

from omvgen.confirmation.fingerprint import answer_fingerprints, plan_fingerprint
from omvgen.form.loader import load_form
from omvgen.plan.as_json import plan_from_json, plan_to_json
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, Script, plain, rich

FORM = load_form()
ROW = {"suunnitelma": "Valmiussuunnitelma", "vastuurooli": "Johtaja"}


def said(answer: Answer) -> str | None:
    """The fingerprint of the answer as a part of a plan."""
    return answer_fingerprints(plan_with({"omv_johtaminen": answer})).get("omv_johtaminen")


def backwards(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return dict(reversed(list(mapping.items())))


@given(plans(FORM))
def test_a_plan_that_went_through_json_has_the_same_fingerprints(plan: Plan) -> None:
    again = plan_from_json(json.loads(json.dumps(plan_to_json(plan, FORM))))
    assert answer_fingerprints(again) == answer_fingerprints(plan)
    assert plan_fingerprint(again) == plan_fingerprint(plan)


@given(plans(FORM))
def test_the_order_in_which_a_plan_was_put_together_does_not_matter(plan: Plan) -> None:
    turned = replace(
        plan,
        document=backwards(plan.document),
        answers=backwards(plan.answers),
        tables=backwards(plan.tables),
        log=tuple(backwards(row) for row in plan.log),
    )
    assert plan_fingerprint(turned) == plan_fingerprint(plan)


@given(plans(FORM), plans(FORM))
def test_two_plans_have_one_fingerprint_only_when_they_say_the_same(one: Plan, two: Plan) -> None:
    def without_notes(plan: Plan) -> object:
        data = plan_to_json(plan, FORM)
        for answer in data["answers"].values():
            answer.pop("note", None)
        data["answers"] = {k: a for k, a in data["answers"].items() if a != {"text": ""}}
        return data

    same = without_notes(one) == without_notes(two)
    assert (plan_fingerprint(one) == plan_fingerprint(two)) == same


@given(plans(FORM))
def test_staffs_own_notes_change_nothing(plan: Plan) -> None:
    noted = {key: replace(answer, note="Tarkista") for key, answer in plan.answers.items()}
    noted["liitteet_kuvaus"] = replace(plan.answer("liitteet_kuvaus"), note="Kysy")
    assert answer_fingerprints(replace(plan, answers=noted)) == answer_fingerprints(plan)


def test_white_space_at_line_ends_and_the_way_letters_are_composed_change_nothing() -> None:
    assert said(Answer(plain("Yo\u0308 \r\nPäivä  \n"))) == said(Answer(plain("Yö\nPäivä")))


@pytest.mark.parametrize(
    "other",
    [
        Answer(plain("Eri sanat"), PUBLIC),
        Answer(plain("Sanat."), PUBLIC),
        Answer(rich([Run("Sanat", strike=True)]), PUBLIC),
        Answer(rich([Run("Sanat", link="https://migri.fi")]), PUBLIC),
        Answer(rich([Run("Sana"), Run("t", script=Script.SUPER)]), PUBLIC),
        Answer(rich([Run("Sana"), Run("t", script=Script.SUB)]), PUBLIC),
        Answer(plain("Sanat")),
        Answer(plain("Sanat"), SECRET),
        Answer(plain("Sanat"), PARTLY, (BASIS,)),
        Answer(plain("Sanat"), PUBLIC, (BASIS,)),
    ],
)
def test_words_formatting_links_publicity_and_bases_each_count(other: Answer) -> None:
    assert said(other) != said(Answer(plain("Sanat"), PUBLIC))


def test_a_change_shows_in_its_own_part_alone() -> None:
    before = plan_with(
        {"omv_johtaminen": "A", "tilat_kuvaus": "B"},
        tables={"suunnitelmat_taulukko": (ROW,)},
        log=({"version": "1.0"},),
    )
    changes = {
        "tilat_kuvaus": replace(before, answers={**before.answers, "tilat_kuvaus": Answer()}),
        "suunnitelmat_taulukko": replace(before, tables={"suunnitelmat_taulukko": (ROW, ROW)}),
        "document.version": replace(before, document={**before.document, "version": "9"}),
        "document.log": replace(before, log=()),
    }
    old = answer_fingerprints(before)
    for tag, after in changes.items():
        new = answer_fingerprints(after)
        assert {key for key in old | new if old.get(key) != new.get(key)} == {tag}
        assert plan_fingerprint(after) != plan_fingerprint(before)


def test_the_order_of_rows_counts() -> None:
    other = {"suunnitelma": "Toinen"}
    one, two = (
        answer_fingerprints(plan_with(tables={"suunnitelmat_taulukko": rows}))
        for rows in ((ROW, other), (other, ROW))
    )
    assert one != two


def test_the_form_and_its_version_are_a_part_of_what_was_confirmed() -> None:
    plan = plan_with({"omv_johtaminen": "A"})
    assert plan_fingerprint(replace(plan, form_version="9")) != plan_fingerprint(plan)


def test_two_parts_that_say_the_same_have_fingerprints_of_their_own() -> None:
    parts = answer_fingerprints(plan_with({"omv_johtaminen": "A", "tilat_kuvaus": "A"}))
    assert parts["omv_johtaminen"] != parts["tilat_kuvaus"]


def test_fingerprints_are_counted_as_they_always_were() -> None:
    """Written out by hand: a ledger of years ago must still be comparable."""
    plan = Plan(
        "lomake",
        "1",
        {"year": "2026"},
        {"kuka": Answer(rich([Run("Äiti "), Run("on", bold=True)]), PUBLIC, ("JulkL 24 §",))},
        {"taulu": ({"b": "2", "a": "1"},)},
        ({"version": "1.0"},),
    )
    written = {
        "document.log": r'[{"version":"1.0"}]',
        "document.year": r'"2026"',
        "kuka": r'[[["\u00c4iti ",false,false,false,false,""],'
        r'["on",true,false,false,false,""]],"Julkinen",["JulkL 24 \u00a7"]]',
        "taulu": r'[{"a":"1","b":"2"}]',
    }

    def sha256(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    parts = {tag: sha256(f'["omvgen-1",["{tag}",{text}]]') for tag, text in written.items()}
    assert answer_fingerprints(plan) == parts
    inner = ",".join(f'"{tag}":"{digest}"' for tag, digest in parts.items())
    assert plan_fingerprint(plan) == sha256(f'["omvgen-1",["lomake","1",{{{inner}}}]]')
