"""What may be given out, by which provision the rest may not, and personal data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    ATTACHMENTS,
    BASIS,
    FORM,
    LONG,
    PARTLY,
    SECRET,
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

from omvgen.checks import check
from omvgen.findings.model import Place
from omvgen.plan.bases import parse_basis
from omvgen.plan.passages import passages
from omvgen.plan.plan import Plan

# Bases.


@pytest.mark.parametrize(
    "text",
    [
        "JulkL 24 § 1 mom. 7 k",
        "JulkL 24 § 1 mom 7 kohta",
        "JulkL 24.1 § 7 k",
        "621/1999 24 § 1 mom 7 kohta",
        "JulkL (621/1999) 24 § 1 mom. 7 k.",
        "julkisuuslain 24 §:n 1 momentin 7 kohta",
        "julkisuuslaki 24 § 1 mom. 7k",
    ],
)
def test_one_provision_is_known_in_all_its_writings(text: str) -> None:
    assert parse_basis(text) == parse_basis(BASIS)


@pytest.mark.parametrize("text", ["TihL 18 §", "laki 746/2011 58 §", "SHL 5 a §", "HL 24 § 2 mom."])
def test_other_acts_are_provisions_too(text: str) -> None:
    assert parse_basis(text) is not None


@pytest.mark.parametrize(
    "text", ["JulkL", "JulkL 24 §", "JulkL 24 § 1 mom. 33 k", "turvallisuus", "24 § 1 mom. 7 k"]
)
def test_what_names_no_provision_is_a_warning(text: str) -> None:
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(text,))
    plan = with_fields(plan, publicity="Salassa pidettävä", bases=text)
    places = [place for code, place in found(plan) if code == "OMV407"]
    assert places == [Place("answer", LONG, part="basis"), Place("field", "bases")]


# Secrecy. The document's own marks agree with the answers, so that only one thing is wrong.


def secret(text: str, **more: object) -> Plan:
    plan = with_answer(LONG, text, **more)
    return with_fields(plan, publicity="Osittain salassa pidettävä", bases=BASIS)


def test_secrecy_with_its_basis_is_in_order() -> None:
    assert codes(secret("Teksti.", publicity=SECRET, bases=(BASIS,))) == []
    assert codes(secret("Julkista. [[Salaista.]]", publicity=PARTLY, bases=(BASIS,))) == []
    assert codes(secret(f"A [[SALASSA {BASIS}: salaista]] b", publicity=PARTLY)) == []


def test_a_secret_answer_without_basis_is_an_error() -> None:
    plan = with_fields(secret("Teksti.", publicity=SECRET), bases="")
    assert found(plan) == [("OMV401", Place("answer", LONG, part="basis"))]


def test_an_undecided_answer_is_a_warning() -> None:
    assert found(with_answer(LONG, "Teksti.", publicity=None)) == [
        ("OMV402", Place("answer", LONG, part="publicity"))
    ]


def test_a_secret_passage_in_a_public_answer_is_an_error() -> None:
    assert codes(secret("A [[b]]", bases=(BASIS,))) == ["OMV403"]


def test_a_passage_without_end_is_an_error_with_its_line() -> None:
    plan = secret("A\n[[b", publicity=PARTLY, bases=(BASIS,))
    assert codes(plan) == ["OMV404"]
    assert only(plan, "OMV404").values["line"] == 2


def test_an_end_without_its_passage_is_an_error_with_its_line() -> None:
    plan = secret("A [[b]]\nc\nd]] e", publicity=PARTLY, bases=(BASIS,))
    assert codes(plan) == ["OMV405"]
    assert only(plan, "OMV405").values["line"] == 3


def test_each_passage_needs_a_basis_of_its_own_or_of_its_row() -> None:
    plan = secret(f"[[SALASSA {BASIS}: a]]\n[[b]]", publicity=PARTLY)
    assert found(plan) == [("OMV406", Place("answer", LONG))]
    assert only(plan, "OMV406").values["line"] == 2


def test_a_partly_secret_answer_marks_its_secret_part() -> None:
    assert codes(secret("Teksti.", publicity=PARTLY, bases=(BASIS,))) == ["OMV408"]


def test_a_hint_of_the_form_is_only_a_note() -> None:
    plan = sound_plan()
    hinted = [q.id for q in FORM.questions.values() if q.secrecy_hint]
    notes = [f.place.id for f in check(plan, FORM) if f.code == "OMV416" and f.place]
    assert notes == hinted


def test_a_secret_row_needs_a_basis() -> None:
    row = {"nro": "1", "liitteen_nimi": "Riskit", "julkisuus": "salassa pidettävä"}
    plan = with_fields(publicity="Osittain salassa pidettävä")
    assert found(with_rows(ATTACHMENTS, row, plan=plan)) == [
        ("OMV401", Place("table", ATTACHMENTS, part="salassapitoperuste", row=0))
    ]
    plan = with_fields(plan, bases=BASIS)
    assert codes(with_rows(ATTACHMENTS, row | {"salassapitoperuste": BASIS}, plan=plan)) == []


def test_a_row_of_a_table_without_a_column_for_bases_follows_its_question() -> None:
    row = {"suunnitelma": "Turvallisuussuunnitelma", "julkisuus": "salassa pidettävä"}
    plan = with_fields(publicity="Osittain salassa pidettävä", bases=BASIS)
    plan = with_rows("suunnitelmat_taulukko", row, plan=plan)
    assert ("OMV401", Place("answer", "omv_muut_suunnitelmat", part="basis")) in found(plan)
    plan = with_answer("omv_muut_suunnitelmat", "Teksti.", bases=(BASIS,), plan=plan)
    assert codes(plan) == []


def test_an_undecided_row_is_a_warning() -> None:
    assert found(with_rows(ATTACHMENTS, {"nro": "1"})) == [
        ("OMV402", Place("table", ATTACHMENTS, part="julkisuus", row=0))
    ]


# The document's own marks.


def test_a_public_document_holds_nothing_secret() -> None:
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(BASIS,))
    assert "OMV410" in codes(plan)
    assert "2.1" in only(plan, "OMV410").message


def test_a_document_with_secrets_carries_its_mark() -> None:
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(BASIS,))
    assert codes(with_fields(plan, publicity="", bases=BASIS)) == ["OMV411"]


def test_a_secret_document_without_secrets_is_a_warning() -> None:
    assert codes(with_fields(publicity="Salassa pidettävä")) == ["OMV412"]


def test_the_document_names_exactly_the_bases_in_use() -> None:
    other = "JulkL 24 § 1 mom. 17 k"
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(BASIS,))
    plan = with_fields(plan, publicity="Osittain salassa pidettävä", bases=other)
    assert codes(plan) == ["OMV413", "OMV414"]
    assert BASIS in only(plan, "OMV413").message
    assert other in only(plan, "OMV414").message


def test_a_basis_written_another_way_is_the_same_basis() -> None:
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(BASIS,))
    bases = "621/1999 24 § 1 mom 7 kohta"
    assert codes(with_fields(plan, publicity="Osittain salassa pidettävä", bases=bases)) == []


@pytest.mark.parametrize(
    ("point", "allowed"), [(n, n in (2, 5, 7, 8, 9, 10, 11)) for n in range(1, 33)]
)
def test_a_security_class_needs_its_own_points(point: int, allowed: bool) -> None:
    basis = f"JulkL 24 § 1 mom. {point} k"
    plan = with_answer(LONG, "Teksti.", publicity=SECRET, bases=(basis,))
    plan = with_fields(plan, publicity="Osittain salassa pidettävä", bases=basis)
    assert codes(with_fields(plan, security_class="TL IV")) == ([] if allowed else ["OMV415"])


# Personal identity codes: those of the register's own examples and guides.


@pytest.mark.parametrize("sign", ["-", "Y", "X", "W", "V", "U", "A", "B", "C", "D", "E", "F", "+"])
def test_a_personal_identity_code_is_found_with_every_separator(sign: str) -> None:
    code = f"131052{sign}308T"
    finding = only(with_answer(LONG, f"Ensimmäinen rivi.\nTunnus {code}, ks. liite."), "OMV409")
    assert finding.place == Place("answer", LONG)
    assert finding.values["line"] == 2
    assert code not in finding.message + finding.remedy


@pytest.mark.parametrize("text", ["131052–308t", "131052 - 308T", "(131052−308T)", "010190-900P"])
def test_a_personal_identity_code_is_found_as_people_type_it(text: str) -> None:
    assert codes(with_answer(LONG, f"Tunnus {text}.")) == ["OMV409"]


@pytest.mark.parametrize(
    "text", ["131052-308U", "MIGDno-2026-131052-308T1", "1131052-308T", "321352-308T"]
)
def test_what_is_no_personal_identity_code_is_left_alone(text: str) -> None:
    assert codes(with_answer(LONG, text)) == []


def test_personal_identity_codes_are_looked_for_everywhere() -> None:
    code = "131052-308T"
    plan = with_answer(LONG, "Teksti.", note=code)
    plan = with_fields(plan, distribution=code)
    plan = with_rows(
        STAFF, {"tehtavanimike": code, "virkapaikka": "A", "palvelussuhde": "hanke"}, plan=plan
    )
    plan = replace(plan, log=({"version": "1", "date": "1.1.2026", "place": "A", "change": code},))
    places = {place for found_code, place in found(plan) if found_code == "OMV409"}
    assert places == {
        Place("answer", LONG, part="note"),
        Place("field", "distribution"),
        Place("table", STAFF, part="tehtavanimike", row=0),
        Place("log", "muutosloki", part="change", row=0),
    }


def test_no_message_ever_repeats_a_personal_identity_code() -> None:
    plan = with_answer("vok_puhelin", "040 131052-308T")
    assert all("131052" not in f.message + f.remedy for f in check(plan, FORM))


@given(
    text=st.text(alphabet="[]:\n aSALJulk24§1mom.7kAB-0123", max_size=60),
    publicity=st.sampled_from([None, PARTLY, SECRET]),
)
def test_whatever_is_written_each_open_passage_is_told(text: str, publicity: object) -> None:
    plan = with_answer(LONG, text, publicity=publicity)
    seen = [code for code, _place in found(plan)]
    unclosed = [p for p in passages(plan.text(LONG)) if p.secret and not p.closed]
    assert seen.count("OMV404") == len(unclosed)
