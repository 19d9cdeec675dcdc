"""Each check says what is wrong, where, and nothing of what is in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    ATTACHMENTS,
    CONTRACTS,
    FORM,
    LONG,
    STAFF,
    codes,
    found,
    only,
    sound_plan,
    with_answer,
    with_fields,
    with_rows,
)
from hypothesis import given
from hypothesis import strategies as st

from omvgen.checks import RULES as CHECKS
from omvgen.checks import check
from omvgen.checks.subjects import SCOPES
from omvgen.findings.model import Location, Place
from omvgen.form.loader import form_from_data
from omvgen.plan.plan import Plan


def test_a_sound_plan_has_no_errors_and_no_warnings() -> None:
    assert found(sound_plan()) == []


def test_some_scope_has_all_the_inputs_of_each_rule() -> None:
    for rule in CHECKS:
        names = set(rule.__code__.co_varnames[: rule.__code__.co_argcount])
        assert any(names <= scope.inputs for scope in SCOPES), rule


# Completeness.


def test_a_missing_required_answer_is_named_with_its_place() -> None:
    plan = with_answer("autt_turvallinen_paluu", "")
    assert found(plan) == [("OMV201", Place("answer", "autt_turvallinen_paluu"))]


def test_the_confirmation_may_be_left_empty() -> None:
    plan = sound_plan()
    for question_id in ("vahv_paikka_paivays", "vahv_allekirjoitus", "vahv_nimenselvennys"):
        plan = with_answer(question_id, "", plan=plan)
    assert found(plan) == []


@pytest.mark.parametrize(
    "field", [f.id for f in FORM.document_fields if f.required], ids=lambda f: f
)
def test_each_required_field_of_the_document_is_asked_for(field: str) -> None:
    assert ("OMV202", Place("field", field)) in found(with_fields(**{field: ""}))


def test_both_management_and_staff_are_asked_for() -> None:
    assert found(with_fields(participants_staff="")) == [
        ("OMV203", Place("field", "participants_staff"))
    ]
    assert found(with_fields(participants_management="")) == [
        ("OMV203", Place("field", "participants_management"))
    ]


def test_a_section_without_any_answer_is_named() -> None:
    plan = with_answer("liitteet_kuvaus", "")
    assert codes(plan) == ["OMV204"]
    plan = with_rows(ATTACHMENTS, {"nro": "1", "julkisuus": "julkinen"}, plan=plan)
    assert codes(plan) == []


def test_an_empty_plan_says_all_that_is_missing_and_no_more() -> None:
    seen = set(codes(Plan(FORM.id, FORM.version)))
    assert seen == {"OMV201", "OMV202", "OMV203", "OMV204"}


@pytest.mark.parametrize("text", ["-", "…", "xxx", "TODO", "Täydennetään myöhemmin.", "???"])
def test_a_filler_is_no_answer(text: str) -> None:
    assert codes(with_answer(LONG, text)) == ["OMV205"]


@pytest.mark.parametrize("text", ["Ei", "Ei ole.", "Katso liite 2.", "24/7"])
def test_a_short_answer_is_not_taken_for_a_filler(text: str) -> None:
    assert codes(with_answer(LONG, text)) == []


@pytest.mark.parametrize("text", ["Julkinen", " osittain salassa pidettävä", "SALASSA PIDETTÄVÄ"])
def test_the_publicity_of_a_row_is_no_answer(text: str) -> None:
    assert codes(with_answer(LONG, text)) == ["OMV207"]


def test_a_long_answer_that_stands_in_two_places_is_told_at_the_second() -> None:
    text = "Asukkaat tapaavat omaohjaajansa kerran viikossa, ja käynti kirjataan samana päivänä."
    plan = with_answer("palaute_kantelu", f" {text}\n".upper(), plan=with_answer(LONG, text))
    assert found(plan) == [("OMV208", Place("answer", "palaute_kantelu"))]
    short = "Ks. vastaus edelliseen kohtaan."
    assert codes(with_answer("palaute_kantelu", short, plan=with_answer(LONG, short))) == []


# Tables.


def staff(**cells: str) -> dict[str, str]:
    return {"tehtavanimike": "Tarkastaja", "virkapaikka": "A", "palvelussuhde": "hanke"} | cells


def test_a_row_without_its_key_is_an_error() -> None:
    assert found(with_rows(STAFF, staff(virkapaikka=""))) == [
        ("OMV501", Place("table", STAFF, part="virkapaikka", row=0))
    ]


def test_two_rows_of_one_key_are_an_error_at_the_second() -> None:
    plan = with_rows(
        STAFF, staff(), staff(palvelussuhde="avoinna"), staff(tehtavanimike="tarkastaja ")
    )
    assert found(plan) == [("OMV502", Place("table", STAFF, part="tehtavanimike", row=2))]


def test_two_attachments_share_no_number() -> None:
    plan = with_rows(
        ATTACHMENTS,
        {"nro": "3", "liitteen_nimi": "Yksi", "julkisuus": "julkinen"},
        {"nro": "3", "liitteen_nimi": "Toinen", "julkisuus": "julkinen"},
    )
    assert codes(plan) == ["OMV502"]
    assert "Nro: 3" in only(plan, "OMV502").message


CELLS = [
    (STAFF, staff(henkiloita="2 hlö"), "henkiloita", "OMV310", "2"),
    (STAFF, staff(henkiloita="kaksi"), "henkiloita", "OMV310", ""),
    (STAFF, staff(henkilotyovuodet="1.8"), "henkilotyovuodet", "OMV311", "1,8"),
    (STAFF, staff(palvelussuhde="Vakinainen"), "palvelussuhde", "OMV306", "vakinainen"),
    (CONTRACTS, {"palvelu": "A", "y_tunnus": "90000222"}, "y_tunnus", "OMV304", "9000022-2"),
    (CONTRACTS, {"palvelu": "A", "y_tunnus": "9000022-3"}, "y_tunnus", "OMV304", ""),
    (CONTRACTS, {"palvelu": "A", "y_tunnus": "0000000-0"}, "y_tunnus", "OMV304", ""),
    (CONTRACTS, {"palvelu": "A", "sopimus_alkaa": "1.1.27"}, "sopimus_alkaa", "OMV305", "1.1.2027"),
]


@pytest.mark.parametrize(("table", "row", "column", "code", "suggestion"), CELLS)
def test_a_cell_of_a_table_is_judged_like_an_answer(
    table: str, row: dict[str, str], column: str, code: str, suggestion: str
) -> None:
    finding = only(with_rows(table, row), code)
    assert finding.place == Place("table", table, part=column, row=0)
    assert finding.at(Location("1", "D4")).remedy.endswith(
        f"Ehdotus: {suggestion}" if suggestion else "."
    )


def contract(start: str, end: str) -> Plan:
    row = {"palvelu": "Majoitus", "sopimus_alkaa": start, "sopimus_paattyy": end}
    return with_rows(CONTRACTS, row)


def test_a_contract_that_ends_within_the_year_is_a_warning() -> None:
    plan = contract("1.7.2024", "30.6.2026")
    assert found(plan) == [("OMV504", Place("table", CONTRACTS, part="sopimus_paattyy", row=0))]
    assert only(plan, "OMV504").message == (
        "Majoitus: sopimus päättyy 30.6.2026, suunnitelmavuoden 2026 aikana."
    )


def test_a_contract_that_ended_before_the_year_is_a_warning() -> None:
    assert codes(contract("1.7.2024", "31.12.2025")) == ["OMV505"]


def test_a_contract_that_outlives_the_year_is_in_order() -> None:
    assert codes(contract("1.7.2024", "1.1.2027")) == []


def test_a_contract_does_not_end_before_it_begins() -> None:
    assert codes(contract("1.7.2028", "30.6.2028")) == ["OMV503"]


# Dates and the signature.


def test_the_dates_are_held_against_each_other_and_the_year() -> None:
    assert codes(with_fields(date="2.2.2026")) == ["OMV510"]
    assert codes(with_fields(date="15.12.2025")) == []
    assert codes(with_fields(date="15.12.2024")) == ["OMV511"]
    assert codes(with_fields(valid_from="1.2.2027")) == ["OMV511"]
    assert codes(with_fields(title="Omavalvontasuunnitelma 2025")) == ["OMV512"]
    assert codes(with_fields(title="Omavalvontasuunnitelma 2025–2026")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oskari Esimerkkinen, johtaja", []),
        ("ESIMERKKINEN Oskari", []),
        ("Marjatta Mallikas, johtaja", ["OMV601"]),
        ("Oskari Esimerkki", ["OMV601"]),
    ],
)
def test_the_name_under_the_signature_is_the_directors(name: str, expected: list[str]) -> None:
    assert codes(with_answer("vahv_nimenselvennys", name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oskari Esimerkkinen", []),
        ("Taina Mallinen, apulaisjohtaja", []),
        ("Taina Esimerkkinen", ["OMV601"]),
    ],
)
def test_where_the_deputy_is_named_beside_the_director_either_signs(
    name: str, expected: list[str]
) -> None:
    both = "Oskari Esimerkkinen, johtaja; Taina Mallinen (apulaisjohtaja)"
    named = with_answer("johtaja_nimi", both)
    assert codes(with_answer("vahv_nimenselvennys", name, plan=named)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Esimerkkilä 30.1.2026", []),
        ("Esimerkkilä", ["OMV603"]),
        ("30.1.2026", ["OMV603"]),
        ("Esimerkkilä 31.2.2026", ["OMV603"]),
        ("Esimerkkilä 29.1.2026", ["OMV604"]),
        ("Esimerkkilä 30.1.2027", ["OMV511"]),
        ("Esimerkkilä 30.1.2024", ["OMV511", "OMV604"]),
    ],
)
def test_place_and_date_are_both_there_and_not_before_the_plan(
    text: str, expected: list[str]
) -> None:
    assert codes(with_answer("vahv_paikka_paivays", text)) == expected


# Whatever the form and the plan.


def test_a_form_of_ones_own_is_checked_by_the_same_rules() -> None:
    question = {"id": "nimi", "text": "Nimi", "kind": "short", "required": True}
    section = {"id": "osio", "sheet": "Osio", "title": "Osio", "questions": [question]}
    data = {"id": "pieni", "version": "1", "title": "Pieni", "language": "fi-FI"}
    form = form_from_data(data | {"sections": [section]})
    plan = replace(sound_plan(), form_id="pieni", answers={})
    assert found(plan, form) == [("OMV201", Place("answer", "nimi"))]


_TEXTS = st.text(alphabet=st.characters(exclude_characters="{}"), max_size=40)


@given(st.dictionaries(st.sampled_from(sorted(FORM.questions)), _TEXTS, max_size=8))
def test_every_message_can_be_shown(answers: dict[str, str]) -> None:
    plan = sound_plan()
    for question_id, text in answers.items():
        plan = with_answer(question_id, text, plan=plan)
    for finding in check(plan, FORM):
        assert finding.message
        assert finding.remedy
        assert "{" not in finding.message + finding.remedy
