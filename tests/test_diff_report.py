"""The change set as a person and as a program reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_diff import PUBLIC, as_text, plan_of, plans, small_form
from hypothesis import given
from hypothesis import strategies as st
from test_diff_examples import EMPTIED, EXPECTED, plan, table

from omvgen.diff.as_json import changes_to_json
from omvgen.diff.compare import compare_plans
from omvgen.diff.excerpt import excerpt
from omvgen.diff.model import Changes
from omvgen.diff.nature import compared
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich

FORM = small_form()
VERSIONS = (
    {"title": "Suunnitelma", "version": "1.0", "date": "27.2.2025"},
    {"title": "Suunnitelma", "version": "2.0", "date": "30.1.2026"},
)
ESCAPES = re.compile(r"\033\[\d*m")


def text_of(old: Plan, new: Plan, **how: int) -> str:
    return as_text(compare_plans(old, new, FORM), FORM, **how)


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


def test_every_changed_question_stands_once_with_its_number_in_the_forms_order(
    changes: Changes, form: Form
) -> None:
    text = as_text(changes, form)
    numbers = re.findall(r"^  (\d+\.\d+) ", text, re.MULTILINE)
    of_answers = [form.numbers[question] for question, _, _ in table(EXPECTED)]
    of_tables = [form.numbers["ostopalvelut_kuvaus"]]  # a table changed, the answer did not
    assert sorted(numbers) == sorted(of_answers + of_tables)
    assert [tuple(map(int, n.split("."))) for n in numbers] == sorted(
        tuple(map(int, n.split("."))) for n in numbers
    )


def test_the_words_that_differ_stand_between_their_signs(changes: Changes, form: Form) -> None:
    text = " ".join(as_text(changes, form).split())
    assert "johtoryhmässä [-neljä-] {+kuusi+} kertaa vuodessa" in text
    assert "{+Vuodesta 2026 alkaen erityisenä painopisteenä" in text
    assert "Marjatta Mallikas → Oskari Esimerkkinen" in text
    assert "Poistettu: Ylitarkastaja, Mallikaupunki, määräaikainen" in text
    assert "Tyhjennetty Vanha teksti: Vapaaehtoista paluuta" in text


def test_the_counts_close_the_text(changes: Changes, form: Form) -> None:
    text = " ".join(as_text(changes, form).split())
    rest = len(form.questions) - 24
    assert f"24 muuttunutta vastausta, {rest} ennallaan; lisäksi muuttui 9 taulukkoriviä" in text
    assert text.endswith("Älä anna luetteloa sellaisenaan ulkopuolisille.")


def test_no_line_is_wider_than_the_terminal(changes: Changes, form: Form) -> None:
    for width in (72, 80, 100):
        lines = as_text(changes, form, width=width).splitlines()
        assert max(map(len, lines)) <= width


def test_colours_add_to_the_text_and_change_none_of_it(changes: Changes, form: Form) -> None:
    plain_text = as_text(changes, form)
    colored = as_text(changes, form, colors=True)
    assert "\033" not in plain_text
    assert colored != plain_text
    assert ESCAPES.sub("", colored) == plain_text


def test_that_nothing_changed_is_said_for_the_record_with_versions_and_dates() -> None:
    old = replace(plan_of(FORM, kuvaus="Teksti."), document=VERSIONS[0])
    text = " ".join(text_of(old, old).split())
    assert "Ei muutoksia." in text
    assert "vanha versio 1.0 (27.2.2025) ja uusi versio 1.0 (27.2.2025), ovat samat" in text
    assert "0 muuttunutta vastausta, 7 ennallaan." in text


def test_a_new_version_with_the_same_content_is_said_to_be_unchanged() -> None:
    old, new = (replace(plan_of(FORM, kuvaus="Teksti."), document=v) for v in VERSIONS)
    text = " ".join(text_of(old, new).split())
    assert "Suunnitelman sisältö ei ole muuttunut." in text
    assert "versio 1.0 (27.2.2025) ja uusi versio 2.0 (30.1.2026)" in text
    assert "Muutettu: Versio: 1.0 → 2.0" in text


def test_a_plan_without_version_and_date_is_named_all_the_same() -> None:
    assert "versio numeroimaton (ei päiväystä)" in text_of(plan_of(FORM), plan_of(FORM))


def test_a_change_of_bold_alone_says_that_no_word_changed() -> None:
    bold = Answer(rich([Run("Tärkeä", bold=True)]), PUBLIC)
    text = text_of(plan_of(FORM, kuvaus="Tärkeä"), plan_of(FORM, kuvaus=bold))
    assert "Vain muotoilu muuttui" in text
    assert "[-Tärkeä" not in text


def test_publicity_is_told_with_its_bases() -> None:
    closed = Answer(plain("Teksti."), Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",))
    text = text_of(plan_of(FORM, kuvaus="Teksti."), plan_of(FORM, kuvaus=closed))
    assert "Julkisuus: Julkinen → Salassa pidettävä (JulkL 24 § 1 mom. 7 k)" in text
    assert "lisäksi muuttui 1 julkisuusmerkintä" in text


def test_secret_changes_are_marked_and_the_reader_warned(changes: Changes, form: Form) -> None:
    text = as_text(changes, form)
    marked = [line for line in text.splitlines() if line.endswith("muuttui (ei julkinen)")]
    assert len(marked) == 3  # the two of the guideline, and the list that names secret attachments
    public = text_of(plan_of(FORM, kuvaus="A"), plan_of(FORM, kuvaus="B"))
    assert "julki" not in public


def test_what_the_form_does_not_know_is_told_last() -> None:
    old = replace(
        plan_of(FORM, vanha="Poistuva."), form_version="0", tables={"outo": ({"x": "1"},)}
    )
    text = text_of(old, plan_of(FORM))
    assert "Kohdat, joita lomakkeessa ei ole" in text
    assert "Poistuva." in text
    assert "Taulukko: outo" in text
    assert "Lomakkeen versio: 0 → 1" in text


def test_a_moved_row_says_from_where_to_where() -> None:
    rows = ({"laite": "a"}, {"laite": "b"}, {"laite": "c"})
    old = replace(plan_of(FORM), tables={"laitetaulukko": rows})
    new = replace(plan_of(FORM), tables={"laitetaulukko": (rows[2], *rows[:2])})
    text = " ".join(text_of(old, new).split())
    assert "Siirretty: c (ei julkinen) Paikka taulukossa: rivi 3 → rivi 1" in text


def test_an_item_keeps_its_mark_outside_the_signs() -> None:
    text = text_of(plan_of(FORM, kuvaus="- yksi\n- kaksi"), plan_of(FORM, kuvaus="- yksi"))
    assert "- [-kaksi-]" in text


def test_a_space_that_went_is_seen() -> None:
    text = text_of(plan_of(FORM, kuvaus="viisi 5 % ja"), plan_of(FORM, kuvaus="viisi 5% ja"))
    assert "5[-\xa0-]%" in text


def test_long_unchanged_stretches_are_left_out_and_what_differs_is_not() -> None:
    many = " ".join(f"sana{n}" for n in range(200))
    segments = compared(None, plain(f"{many} vanha {many}"), plain(f"{many} uusi {many}"))[1]
    short = excerpt(segments)
    assert [s.text for s in short if s.kind != "equal"] == ["vanha", "uusi"]
    assert sum(len(s.text) for s in short) < 200
    assert short[0].text.startswith("… sana192 ")
    assert short[-1].text.endswith(" sana7 …")


@given(plans(FORM), plans(FORM), st.sampled_from([60, 80]))
def test_any_two_plans_can_be_told(old, new, width) -> None:
    changes = compare_plans(old, new, FORM)
    text = as_text(changes, FORM, width=width)
    data = changes_to_json(changes)
    for change in data["changes"]:
        question = FORM.questions.get(change["question"])
        assert (question.text if question else change["question"]) in text
    assert ("Ei muutoksia." in text) == data["identical"]


def test_the_json_has_the_promised_shape(changes: Changes, form: Form) -> None:
    data = changes_to_json(changes)
    promised = {"old", "new", "changes", "tables", "fields", "unchanged", "identical"}
    assert promised <= set(data)
    assert (data["unchanged"], data["identical"]) == (len(form.questions) - 24, False)
    fields = {"question", "section", "kind", "nature", "old", "new", "segments", "secret"}
    assert all(fields <= set(change) for change in data["changes"])
    (phone,) = [c for c in data["changes"] if c["question"] == "johtaja_puhelin"]
    assert phone["section"] == "vok_tiedot"
    assert phone["segments"] == [["delete", "040"], ["insert", "050"], ["equal", " 123 4567"]]
    (cleared,) = [c for c in data["changes"] if c["question"] == EMPTIED]
    assert cleared["new"] == ""
    (bought,) = [t for t in data["tables"] if t["table"] == "ostopalvelut_taulukko"]
    (row,) = bought["rows"]
    assert (row["kind"], row["key"]) == ("changed", ["Tulkkaus ja käännökset"])
    assert row["old"]["palveluntuottaja"] == "Kuvitteellinen Tulkkaus Oy"
    assert row["new"]["palveluntuottaja"] == "Mallitulkit Oy"


def test_identical_plans_make_empty_json() -> None:
    old = replace(plan_of(FORM, kuvaus="Teksti."), document=VERSIONS[0])
    data = changes_to_json(compare_plans(old, old, FORM))
    assert data["identical"] is True
    assert not any(data[key] for key in ("changes", "tables", "fields", "log", "form"))
    assert data["old"]["version"] == "1.0"
