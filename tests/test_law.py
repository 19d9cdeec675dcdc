"""What ended is found where an answer cites it, and guidance and prompts left in answers."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from helpers_checks import FORM, LONG, sound_plan, with_answer, with_fields, with_rows
from hypothesis import given
from hypothesis import strategies as st

import omvgen as api
from omvgen.checks import check
from omvgen.checks.law import ended_citation, watched
from omvgen.findings.catalogue import RULES
from omvgen.findings.codes import Code
from omvgen.findings.model import Place
from omvgen.locale import LANGUAGES, fill, speaking
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.template.make import make_workbook

PLACE = Place("answer", LONG)


LATER = {"date": "28.11.2026"}


def cited(text: str, document: dict[str, str] = LATER) -> list[str]:
    """What is found in an answer of a plan with these data of the document."""
    plan = Plan(FORM.id, FORM.version, document, {LONG: Answer(plain(text))})
    found = list(ended_citation(plan, FORM))
    assert all(finding.place == PLACE for finding in found)
    return [str(finding.values["text"]) for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Toimintaa valvoo Valvira.", "Valvira"),
        ("Ilmoitus tehdään Valviralle.", "Valviralle"),
        ("Valviran ja kunnan valvonta", "Valviran"),
        ("Siitä kerrotaan Valviraankin.", "Valviraankin"),
        ("Valvira-lupa on voimassa.", "Valvira"),
        ("valviran ohjeita noudatetaan", "valviran"),
        ("Kantelu lähetetään AVIin.", "AVIin"),
        ("AVI:lle ilmoitetaan", "AVI:lle"),
        ("Kantelun voi tehdä aluehallintovirastolle.", "aluehallintovirastolle"),
        ("Aluehallintovirastojen tarkastajat", "Aluehallintovirastojen"),
        ("ELY-keskuksen hanke", "ELY-keskuksen"),
        ("Tillsynen sköts av regionförvaltningsverket.", "regionförvaltningsverket"),
        ("Henkilötietolain mukaan", "Henkilötietolain"),
        ("Rekisteriseloste (523/1999, 10 §)", "523/1999"),
        ("SÄHKE2:n mukainen arkisto", "SÄHKE2:n"),
        ("SÄHKE2-määräyksen mukaan", "SÄHKE2"),
        ("Vastaanottolain 35 §:n mukaan", "Vastaanottolain"),
        ("laki 746/2011, 8 §", "746/2011"),
        ("Kysy: kirjaamo@valvira.fi", "kirjaamo@valvira.fi"),
        ("Lomake on sivulla https://www.avi.fi/asioi", "www.avi.fi"),
    ],
)
def test_a_citation_is_found_in_any_form_of_the_word(text: str, found: str) -> None:
    assert cited(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Lupa- ja valvontavirasto valvoo.",
        "Noudatetaan Valviran määräystä 1/2024.",
        "Valviran päätös V/12345/2025 on voimassa.",
        "Valvira tarkasti yksikön vuonna 2024.",
        "Tehtävä oli ennen Lupa- ja valvontavirastoa: entinen Valvira.",
        "Esivalviran tila, navira ja invalvira",
        "Tiedosto on kuva.avi, ja avi on pääte.",
        "AVIO ja AVIATION",
        "ely lepää, kelyn päällä",
        "Vastaanottolaki koskee asiakkaita.",  # without a section
        "Kysy: kirjaamo@valvira.firma.example tai info@evalvira.fi",
        "Noudatetaan tietosuojalakia (1050/2018).",
        "Tehtävä oli AVIn vuoteen 2025.",
    ],
)
def test_what_is_another_word_or_of_the_past_is_not(text: str) -> None:
    assert cited(text) == []


LETTERS = st.text("abcdefghijklmnoprstuvyäöABCDEFGHIJKLMNOPRSTUVYÄÖ", min_size=1, max_size=8)
WORDS = ("Valvira", "AVI", "ELY", "SÄHKE2", "aluehallintovirasto", "Henkilötietolaki")


@given(st.sampled_from(WORDS), LETTERS)
def test_a_name_within_another_word_is_not_found(word: str, before: str) -> None:
    assert cited(f"Sana {before}{word} on muuta.") == []


ENDINGS = ("", "n", "a", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "tta")


@pytest.mark.parametrize(("word", "ending"), list(product(("Valvira", "Valvira:"), ENDINGS[1:])))
def test_every_case_is_found(word: str, ending: str) -> None:
    assert cited(f"Asiasta {word}{ending} sovitaan.") == [f"{word}{ending}"]


def test_only_what_is_printed_and_is_of_today_is_looked_at() -> None:
    said = "Valvira valvoo."
    row = {"version": "1.0", "place": "4.1", "change": said}
    linked = Answer(rich([Run("ohje", link="https://www.valvira.fi")]), note=said)
    plan = Plan(FORM.id, FORM.version, LATER, {LONG: linked}, {}, (row,))
    found = [(f.place, f.values["text"]) for f in ended_citation(plan, FORM)]
    assert found == [(PLACE, "www.valvira.fi")]


def places(plan: Plan, code: str) -> list[Place | None]:
    return [f.place for f in check(plan, FORM) if f.code == code]


def test_answers_fields_and_tables_are_looked_at() -> None:
    assert places(with_answer(LONG, "AVI valvoo. AVI ohjaa."), "OMV214") == [PLACE]
    field = Place("field", "distribution")
    assert places(with_fields(distribution="Valvira"), "OMV214") == [field]
    row = {"palvelu": "Arkisto", "tuottaja": "SÄHKE2"}
    assert len(places(with_rows("ostopalvelut_taulukko", row), "OMV214")) == 1


def test_a_note_says_since_when_what_instead_and_where_it_was_read() -> None:
    plan = Plan(FORM.id, FORM.version, LATER, {LONG: Answer(plain("Valvira valvoo."))})
    for tag in LANGUAGES:
        with speaking(tag):
            (found,) = ended_citation(plan, FORM)
            remedy = fill(RULES[Code.LAW_ENDED].remedy, {"cell": "D4", **found.values})
            words = f"{found.message} {remedy}"
        assert "31.12.2025" in words
        assert "sttinfo.fi/tiedote/71700931" in words
        assert "28.11.2026" in words
        name = "Tillstånds- och tillsynsverket" if tag == "sv" else "Lupa- ja valvontavirasto"
        assert name in words


def test_each_row_has_its_words_source_and_day() -> None:
    rows = watched()
    assert len(rows) >= 7
    for row in rows:
        assert set(row.what) == set(row.instead) == set(LANGUAGES)
        assert row.source
        assert date(2026, 1, 1) < row.seen


def test_the_data_name_nothing_that_a_form_asks_for() -> None:
    """A form's own words are no answers: nothing of them is ever a finding."""
    for name in ("sote_omavalvontasuunnitelma", "auttamisjarjestelma"):
        form = api.load_form(name)
        empty = read_workbook_bytes(make_workbook(form), Path("s.xlsx"), form)
        assert "OMV214" not in {finding.code for finding in api.validate(empty)}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"date": "30.12.2025"}, False),
        ({"date": "1.1.2026"}, True),
        ({"year": "2025"}, False),
        ({"year": "2026"}, True),
        ({"year": "2026", "date": "15.12.2025"}, False),
        ({}, True),
    ],
)
def test_a_plan_of_the_time_cites_what_there_was(document: dict[str, str], found: bool) -> None:
    assert bool(cited("Kantelu tehdään AVIin.", document)) is found


def test_over_the_examples_there_are_none(examples: Path) -> None:
    """The plan of 2025 names the aluehallintovirasto, which there was then."""
    for year in (2025, 2026):
        reading = api.read(examples / f"omavalvontasuunnitelma-{year}.xlsx")
        codes = {finding.code for finding in api.validate(reading)}
        assert not codes & {"OMV214", "OMV215", "OMV216"}
        assert ("aluehallintovirasto" in repr(reading.plan.answers)) is (year == 2025)


# ---- what was left in an answer -------------------------------------------------------------


HELPED = next(q for q in FORM.questions.values() if len(q.help.split()) >= 4)


def test_the_forms_own_guidance_in_an_answer_is_found() -> None:
    own = Place("answer", HELPED.id)
    for text in (HELPED.help, f"Näin tehdään.\n- {HELPED.help.upper()}\nMuuta."):
        assert places(with_answer(HELPED.id, text), "OMV215") == [own]
    assert places(with_answer(HELPED.id, "Näin tehdään."), "OMV215") == []
    assert places(with_answer(LONG, HELPED.help), "OMV215") == []  # another question's


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Palvelupisteet, mikäli sellaisia on:", True),
        ("Ensin näin.\nYhteiseen yksikköön kuuluvat, mikäli sellainen on:\n", True),
        ("- Vastuuhenkilö:", True),
        ("Vastuuhenkilöt:\n- Anna Esimerkki", False),
        ("Avoinna klo 8:00.", False),
        ("Katso: liite 2", False),
    ],
)
def test_a_prompt_without_an_answer_is_found(text: str, found: bool) -> None:
    assert places(with_answer(LONG, text), "OMV216") == ([PLACE] if found else [])


def test_a_table_may_be_what_a_line_announces() -> None:
    question = FORM.question_of_table["henk_taulukko"].id
    plan = with_answer(question, "Henkilöstö tehtävittäin:")
    assert places(plan, "OMV216") == [Place("answer", question)]
    with_table = with_rows("henk_taulukko", {"tehtavanimike": "Ohjaaja"}, plan=plan)
    assert places(with_table, "OMV216") == []


def test_a_sound_plan_has_none_of_them() -> None:
    assert not {f.code for f in check(sound_plan(), FORM)} & {"OMV214", "OMV215", "OMV216"}
