"""Answers by id, rows by key, forms told apart from answers, and what is secret."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_diff import PUBLIC, apply_rows, plan_of, small_form
from helpers_work import calls

from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes, RowChange
from omvgen.form.form import Form
from omvgen.form.loader import form_from_data
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.text import plain

FORM = small_form()


def kinds(changes: Changes) -> list[tuple[str, str]]:
    return [(change.question, change.kind.value) for change in changes.changes]


def test_an_answer_is_filled_cleared_or_changed() -> None:
    old = plan_of(FORM, nimi="A", kuvaus="Teksti.")
    new = plan_of(FORM, nimi="B", valinta="Ei")
    assert kinds(compare_plans(old, new, FORM)) == [
        ("nimi", "changed"),
        ("kuvaus", "cleared"),
        ("valinta", "filled"),
    ]


def test_a_question_that_the_form_lost_is_removed_with_its_answer() -> None:
    old = replace(plan_of(FORM, vanha="Teksti."), form_version="0")
    changes = compare_plans(old, plan_of(FORM), FORM)
    assert kinds(changes) == [("vanha", "removed")]
    assert changes.changes[0].section == ""
    assert [(c.kind, c.old, c.new) for c in changes.form] == [("version", "0", "1")]


def test_a_question_that_the_form_gained_is_added_and_an_empty_one_filled() -> None:
    old = replace(plan_of(FORM, kuvaus=""), form_version="0")
    changes = compare_plans(old, plan_of(FORM, kuvaus="Teksti.", nimi="A"), FORM)
    assert kinds(changes) == [("nimi", "added"), ("kuvaus", "filled")]


def renaming_form() -> Form:
    questions = [{"id": "uusi", "text": "?", "kind": "long", "renamed_from": ["vanha", "vanhin"]}]
    section = {"id": "osio", "sheet": "1", "title": "Osio", "questions": questions}
    data = {"id": "pieni", "version": "2", "title": "P", "language": "fi-FI"}
    return form_from_data(data | {"sections": [section]})


def test_a_renamed_question_keeps_its_answer() -> None:
    form = renaming_form()
    old = replace(plan_of(form, vanha="Sama teksti."), form_version="1")
    changes = compare_plans(old, plan_of(form, uusi="Sama teksti."), form)
    assert not changes.changes
    assert not changes.publicity
    assert ("renamed", "vanha", "uusi") in [(c.kind, c.old, c.new) for c in changes.form]


def test_no_answer_is_lost_when_two_former_ids_lead_to_one() -> None:
    plan = plan_of(renaming_form(), vanha="A", vanhin="B")
    texts = {
        answer.text.plain for answer in with_current_ids(plan, renaming_form()).answers.values()
    }
    assert texts == {"A", "B"}


def test_publicity_and_bases_are_compared_apart_from_the_text() -> None:
    old = plan_of(FORM, kuvaus="Teksti.")
    closed = Answer(plain("Teksti."), Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",))
    changes = compare_plans(old, plan_of(FORM, kuvaus=closed), FORM)
    assert not changes.changes
    (change,) = changes.publicity
    assert (change.old, change.new) == (PUBLIC, Publicity.SECRET)
    assert change.new_bases == ("JulkL 24 § 1 mom. 7 k",)
    assert not changes.identical


def test_notes_are_no_part_of_the_plan() -> None:
    noted = Answer(plain("Teksti."), PUBLIC, note="Muista kysyä")
    changes = compare_plans(plan_of(FORM, kuvaus="Teksti."), plan_of(FORM, kuvaus=noted), FORM)
    assert changes.identical


@pytest.mark.parametrize(
    ("publicity", "old", "new", "secret"),
    [
        (PUBLIC, "Kaksi käyntiä", "Kolme käyntiä", False),
        (Publicity.SECRET, "Kaksi käyntiä", "Kolme käyntiä", True),
        (None, "Kaksi käyntiä", "Kolme käyntiä", True),
        (Publicity.PARTLY, "Kaksi käyntiä", "Kolme käyntiä", True),
        (Publicity.PARTLY, "Kaksi käyntiä, [[koodi 1]]", "Kolme käyntiä, [[koodi 1]]", False),
        (Publicity.PARTLY, "Kaksi käyntiä, [[koodi 1]]", "Kaksi käyntiä, [[koodi 2]]", True),
        (Publicity.PARTLY, "Kaksi käyntiä [[koodi 1]]", "Kaksi käyntiä nyt [[koodi 1]]", False),
        (Publicity.PARTLY, "Kaksi käyntiä, [[koodi 1]]", "Kaksi käyntiä, [[uusi koodi 1]]", True),
        (Publicity.PARTLY, "Kaksi käyntiä, [[koodi 1]]", "Kaksi käyntiä, koodi 1", True),
        (PUBLIC, "Kaksi käyntiä, [[koodi 1]]", "Kaksi käyntiä, [[koodi 2]]", True),
        (PUBLIC, "Käyntiä [[koodi 1", "Käyntiä [[koodi 2", True),
    ],
)
def test_a_change_is_secret_when_its_words_are(
    publicity: Publicity | None, old: str, new: str, secret: bool
) -> None:
    plans = [plan_of(FORM, kuvaus=Answer(plain(text), publicity)) for text in (old, new)]
    (change,) = compare_plans(*plans, FORM).changes
    assert change.secret is secret


def test_an_answer_that_was_secret_is_still_a_secret_change_when_it_is_opened() -> None:
    old = plan_of(FORM, kuvaus=Answer(plain("Koodi 1"), Publicity.SECRET))
    (change,) = compare_plans(old, plan_of(FORM, kuvaus="Julkista"), FORM).changes
    assert change.secret


def rows(*texts: str) -> tuple[Row, ...]:
    """Rows written as `laite maara kaytto`, `_` for an empty cell."""
    columns = ("laite", "maara", "kaytto")
    cut = (zip(columns, text.split(), strict=False) for text in texts)
    return tuple({column: text for column, text in row if text != "_"} for row in cut)


def row_changes(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[RowChange, ...]:
    plans = [replace(plan_of(FORM), tables={"laitetaulukko": side}) for side in (old, new)]
    tables = compare_plans(*plans, FORM).tables
    return tables[0].rows if tables else ()


def said(changes: tuple[RowChange, ...]) -> list[tuple[str, str]]:
    return [(row.kind.value, " ".join(row.key)) for row in changes]


def test_a_row_put_in_between_is_the_only_change_of_a_table() -> None:
    assert said(row_changes(rows("a 1", "c 3"), rows("a 1", "b 2", "c 3"))) == [("added", "b")]


def test_rows_follow_their_key_and_not_their_place() -> None:
    changes = row_changes(rows("a 1", "b 2", "c 3"), rows("c 3", "b 5"))
    assert said(changes) == [("removed", "a"), ("changed", "b")]


def test_a_row_that_only_changed_its_place_is_moved_and_no_other_is() -> None:
    changes = row_changes(rows("a 1", "b 2", "c 3", "d 4"), rows("d 4", "a 1", "b 2", "c 3"))
    assert said(changes) == [("moved", "d")]
    assert (changes[0].old_place, changes[0].new_place) == (3, 0)


def test_twins_are_matched_by_likeness() -> None:
    old = rows("a 1 tyhjä", "a 2 koti", "a 3 auto")
    new = rows("a 3 auto", "a 2 mökki", "a 1 tyhjä")
    changes = row_changes(old, new)
    assert ("changed", "a") in said(changes)
    (changed,) = [row for row in changes if row.kind == "changed"]
    assert (changed.old["kaytto"], changed.new["kaytto"]) == ("koti", "mökki")
    assert apply_rows(changes, old) == new


def test_a_dash_or_a_capital_in_a_key_does_not_make_another_row() -> None:
    (change,) = row_changes(rows("a-b 1"), rows("a–b 1"))
    assert (change.kind, change.nature) == ("changed", "typography")
    (change,) = row_changes(rows("a 1"), rows("A 1"))
    assert (change.kind, change.new["laite"]) == ("changed", "A")


def test_a_row_says_how_grave_its_gravest_change_is() -> None:
    (change,) = row_changes(rows("a 1 puhelin-ajat"), rows("a 1 puhelin–ajat"))
    assert change.nature == "typography"
    (change,) = row_changes(rows("a 1 puhelin-ajat"), rows("a 2 puhelin–ajat"))
    assert change.nature == "value"


@pytest.mark.parametrize(
    ("publicity", "secret"), [("julkinen", False), ("salassa pidettävä", True), ("", True)]
)
def test_a_rows_own_publicity_rules_it(form: Form, publicity: str, secret: bool) -> None:
    row = {"nro": "1", "liitteen_nimi": "Ohje", "julkisuus": publicity}
    old = plan_of(form, liitteet_kuvaus="Liitteet.")
    new = replace(old, tables={"liitteet_taulukko": (row,)})
    (table,) = compare_plans(old, new, form).tables
    assert table.rows[0].secret is secret


def hundredfold(times: int, word: str) -> tuple[Form, Plan]:
    """A form and plan that many times a usual section; each fifth word is `word`."""
    text = "\n".join(
        f"Kohta {n} {word} on osa tätä suunnitelmaa ja sen liitettä." for n in range(2)
    )
    ids = [f"k{'abcdefghij'[n % 10]}{n}" for n in range(58 * times)]
    questions = [{"id": id_, "text": id_, "kind": "long"} for id_ in ids]
    section = {"id": "osio", "sheet": "1", "title": "Osio", "questions": questions}
    data = {"id": "iso", "version": "1", "title": "Iso", "language": "fi-FI"}
    form = form_from_data(data | {"sections": [section]})
    table = tuple({"a": f"{n}", "b": word} for n in range(20 * times))
    return form, replace(plan_of(form, **dict.fromkeys(ids, text)), tables={"t": table})


def test_the_work_grows_with_the_form_and_not_with_its_square() -> None:
    def work(times: int) -> int:
        (form, old), (_, new) = hundredfold(times, "vanha"), hundredfold(times, "uusi")
        return calls(lambda: compare_plans(old, new, form))

    assert work(4) < 4 * 1.1 * work(1)


def test_the_work_grows_with_one_very_long_answer_and_not_with_its_square() -> None:
    def work(length: int) -> int:
        words = [f"sana{n % 97} on" for n in range(length)]
        old, new = (plan_of(FORM, kuvaus=" ".join(text)) for text in (words, reversed(words)))
        return calls(lambda: compare_plans(old, new, FORM))

    assert work(4_000) < 4 * 1.1 * work(1_000)
