"""Texts in a wrong format are found, and mended where that is certain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    CHOICE,
    FORM,
    LONG,
    found,
    only,
    sound_plan,
    with_answer,
    with_fields,
)
from helpers_template import small_form
from hypothesis import given
from hypothesis import strategies as st
from strategies import plans

from omvgen.checks.schema import is_in_order, schema_errors
from omvgen.findings.model import Location, Place
from omvgen.form.formats import FORMATS, is_business_id, is_phone
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, rich

SMALL = small_form()

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
    ("version", "9" * 5000, "OMV309", ""),
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
    remedy = finding.at(Location("Välilehti", "D5")).remedy
    assert ("Ehdotus: " in remedy) == bool(suggestion)
    assert remedy.endswith(f"Ehdotus: {suggestion}" if suggestion else ".")


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


@given(plans(SMALL))
def test_a_plan_is_in_order_when_jsonschema_finds_nothing_wrong_in_it(plan: Plan) -> None:
    assert is_in_order(plan, SMALL) == (not list(schema_errors(plan, SMALL)))


@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=30) | st.from_regex(r"[0-9 .,:/FIk-]+"))
def test_a_suggestion_always_has_the_format_that_it_is_for(name: str, text: str) -> None:
    suggestion = FORMATS[name].mended(text)
    assert not suggestion or FORMATS[name].holds(suggestion)
