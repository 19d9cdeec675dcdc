"""Each check says what is wrong, where, and nothing of what is in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    BASIS,
    FORM,
    PARTLY,
    SECRET,
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
from omvgen.checks.mending import mended
from omvgen.checks.schema import FORMAT_CODES
from omvgen.checks.subjects import SCOPES
from omvgen.findings import catalogue
from omvgen.findings.model import Place
from omvgen.form.loader import form_from_data
from omvgen.plan.bases import parse_basis, same_basis
from omvgen.plan.formats import PATTERNS, is_business_id, is_phone
from omvgen.plan.model import Answer, Plan
from omvgen.plan.passages import passages
from omvgen.plan.text import Run, rich

LONG = "toiminta_ajatus_kuvaus"
CHOICE = "tieto_seloste"
CONTRACTS = "ostopalvelut_taulukko"
ATTACHMENTS = "liitteet_taulukko"
STAFF = "henk_taulukko"


def test_a_sound_plan_has_no_errors_and_no_warnings() -> None:
    assert found(sound_plan()) == []


def test_every_code_of_the_catalogue_is_there_once() -> None:
    topics = ("files", "forms", "completeness", "formats", "secrecy", "tables", "year")
    all_codes = [rule.code for topic in topics for rule in getattr(catalogue, topic).RULES]
    assert sorted(all_codes) == sorted(set(all_codes))


def test_every_rule_asks_only_for_what_a_scope_offers() -> None:
    for rule in CHECKS:
        names = set(rule.__code__.co_varnames[: rule.__code__.co_argcount])
        assert any(names <= scope.offers for scope in SCOPES), rule


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


# Formats: question or field, a bad text, its code, and the text that is suggested.

BAD = [
    ("vok_postinumero", "520", "OMV301", "00520"),
    ("vok_postinumero", "00 520", "OMV301", "00520"),
    ("vok_postinumero", "FI-00520", "OMV301", "00520"),
    ("vok_postinumero", "00520 Esimerkkilä", "OMV301", "00520"),
    ("vok_postinumero", "005201", "OMV301", ""),
    ("vok_postinumero", "OO520", "OMV301", ""),
    ("vok_puhelin", "(09) 123 456", "OMV302", "09 123 456"),
    ("vok_puhelin", "040/123 4567", "OMV302", "040 123 4567"),
    ("vok_puhelin", "puh. 040 123 4567", "OMV302", "040 123 4567"),
    ("vok_puhelin", "+358 (0)40 123 4567", "OMV302", "+358 40 123 4567"),
    ("vok_puhelin", "123", "OMV302", ""),
    ("vok_puhelin", "040 123 4567 / 050 123 4567", "OMV302", ""),
    ("vok_puhelin", "vaihde", "OMV302", ""),
    ("vok_sahkoposti", "asiointi(at)esimerkkila.example", "OMV303", "asiointi@esimerkkila.example"),
    ("vok_sahkoposti", "asiointi @esimerkkila.example", "OMV303", "asiointi@esimerkkila.example"),
    ("vok_sahkoposti", "asiointi.esimerkkila.example", "OMV303", ""),
    ("vok_sahkoposti", "a@b.example, c@d.example", "OMV303", ""),
    ("date", "2026-01-30", "OMV305", "30.1.2026"),
    ("date", "30.1.26", "OMV305", "30.1.2026"),
    ("date", "30. 1. 2026", "OMV305", "30.1.2026"),
    ("date", "30/1/2026", "OMV305", "30.1.2026"),
    ("date", "6/7/2026", "OMV305", ""),
    ("date", "30.2.2026", "OMV305", ""),
    ("date", "tammikuu 2026", "OMV305", ""),
    (CHOICE, "kyllä", "OMV306", "Kyllä"),
    (CHOICE, "Kyllä, ja se on uusi", "OMV306", "Kyllä"),
    (CHOICE, "ehkä", "OMV306", ""),
    ("case_number", "MIGDno–2026–99002", "OMV307", "MIGDno-2026-99002"),
    ("case_number", "ei vielä", "OMV307", ""),
    ("year", "vuosi 2026", "OMV308", "2026"),
    ("year", "26", "OMV308", ""),
    ("version", "v2.0", "OMV309", "2.0"),
    ("version", "2,0", "OMV309", "2.0"),
    ("version", "luonnos", "OMV309", ""),
]


@pytest.mark.parametrize(("where", "text", "code", "suggestion"), BAD)
def test_a_bad_format_has_its_code_and_its_suggestion(
    where: str, text: str, code: str, suggestion: str
) -> None:
    in_answer = where in FORM.questions
    plan = with_answer(where, text) if in_answer else with_fields(**{where: text})
    finding = only(plan, code)
    assert finding.place == Place("answer" if in_answer else "field", where)
    assert text[:30] in finding.message
    assert ("Ehdotus: " in finding.remedy) == bool(suggestion)
    assert finding.remedy.endswith(f"Ehdotus: {suggestion}" if suggestion else ".")


GOOD = [
    ("vok_postinumero", "00001"),
    ("vok_puhelin", "0295 333 200"),
    ("vok_puhelin", "+358 29 500 0000"),
    ("vok_puhelin", "116 117"),
    ("vok_puhelin", "09\xa0123\xa0456"),
    ("date", "30.01.2026"),
    (CHOICE, "Ei\nSeloste valmistuu keväällä."),
    ("case_number", "ROIDno-2020-2129"),
    ("case_number", "HEL 2018-007727 T 01 00 00 00"),
    ("case_number", "VM/1959/03.01.01/2017"),
    ("case_number", "5146/01.04.00/2023"),
    ("version", "1.0.2"),
]


@pytest.mark.parametrize(("where", "text"), GOOD)
def test_what_offices_write_is_accepted(where: str, text: str) -> None:
    in_answer = where in FORM.questions
    assert found(with_answer(where, text) if in_answer else with_fields(**{where: text})) == []


def test_a_formatted_number_is_judged_by_its_words() -> None:
    text = rich([Run("029 500", bold=True), Run(" 0000")])
    plan = sound_plan()
    answers = {**plan.answers, "vok_puhelin": Answer(text, plan.answer(LONG).publicity)}
    assert found(replace(plan, answers=answers)) == []


def test_an_answer_that_the_form_does_not_ask_for_is_named() -> None:
    assert found(with_answer("entinen_kysymys", "Vastaus")) == [
        ("OMV312", Place("answer", "entinen_kysymys"))
    ]


def test_a_plan_of_another_form_is_told_in_words() -> None:
    finding = only(replace(sound_plan(), form_id="toinen"), "OMV313")
    assert "form/id" in finding.message


@given(st.from_regex(r"0[1-9](?:[ \xa0]?[0-9]){4,9}", fullmatch=True))
def test_our_own_pattern_takes_no_number_that_phonenumbers_would_refuse(text: str) -> None:
    import phonenumbers

    expected = phonenumbers.is_possible_number(phonenumbers.parse(text, "FI"))
    assert is_phone(text) == expected


@given(st.from_regex(r"[0-9]{7}-[0-9]", fullmatch=True))
def test_business_ids_are_those_of_an_independent_library(text: str) -> None:
    from stdnum.fi import ytunnus

    for last in "0123456789":
        one = text[:-1] + last
        assert is_business_id(one) == (ytunnus.is_valid(one) and one != "0000000-0")


@given(
    st.sampled_from(sorted(FORMAT_CODES)), st.text(max_size=30) | st.from_regex(r"[0-9 .,:/FIk-]+")
)
def test_a_suggestion_always_has_the_format_that_it_is_for(name: str, text: str) -> None:
    suggestion = mended(name, text)
    assert not suggestion or PATTERNS[name](suggestion)


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
    assert same_basis(text) == same_basis(BASIS)


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
    assert finding.remedy.endswith(f"Ehdotus: {suggestion}" if suggestion else ".")


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


# Whatever the form and the plan.


def test_a_form_of_ones_own_is_checked_by_the_same_rules() -> None:
    question = {"id": "nimi", "text": "Nimi", "kind": "short", "required": True}
    section = {"id": "osio", "sheet": "Osio", "title": "Osio", "questions": [question]}
    data = {"id": "pieni", "version": "1", "title": "Pieni", "language": "fi-FI"}
    form = form_from_data(data | {"sections": [section]})
    plan = replace(sound_plan(), form_id="pieni", answers={})
    assert found(plan, form) == [("OMV201", Place("answer", "nimi"))]


@given(
    text=st.text(alphabet="[]:\n aSALJulk24§1mom.7kAB-0123", max_size=60),
    publicity=st.sampled_from([None, PARTLY, SECRET]),
)
def test_whatever_is_written_each_open_passage_is_told(text: str, publicity: object) -> None:
    plan = with_answer(LONG, text, publicity=publicity)
    seen = [code for code, _place in found(plan)]
    unclosed = [p for p in passages(plan.text(LONG)) if p.secret and not p.closed]
    assert seen.count("OMV404") == len(unclosed)


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
