"""The two example plans: exactly what is known to have changed, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan

EMPTIED = "autt_turvallinen_paluu"
SECRET = {"autt_turvallinen_majoitus", "talous_suunnittelu", "liitteet_kuvaus"}
EXPECTED = """
    johtaja_nimi                       changed  value
    johtaja_puhelin                    changed  value
    johtaja_sahkoposti                 changed  value
    toiminta_ajatus_kuvaus             changed  wording
    omv_johtaminen                     changed  wording
    omv_seuranta_paivitys              changed  wording
    omv_muut_suunnitelmat              changed  wording
    omv_riskien_tunnistaminen          changed  rewritten
    henk_maara_rakenne                 changed  wording
    henk_toiminnan_johtaminen          changed  reordered
    henk_perehdytys                    changed  reordered
    kohtelu_oikeuksista_tiedottaminen  changed  wording
    autt_ohjaus_neuvonta               changed  typography
    autt_turvallinen_majoitus          changed  wording
    autt_sosiaalipalvelut              changed  wording
    autt_tulkkaus                      changed  wording
    autt_turvallinen_paluu             cleared  rewritten
    palaute_kantelu                    changed  wording
    tieto_kayttooikeudet               changed  wording
    tieto_seloste                      changed  value
    talous_suunnittelu                 changed  wording
    liitteet_kuvaus                    changed  wording
    vahv_paikka_paivays                changed  value
    vahv_nimenselvennys                changed  value
"""
ROWS = """
    henk_taulukko          changed  Sosiaaliohjaaja, Esimerkkilä, vakinainen
    henk_taulukko          changed  Ylitarkastaja, Mallikaupunki, vakinainen
    henk_taulukko          removed  Ylitarkastaja, Mallikaupunki, määräaikainen
    henk_taulukko          changed  Sosiaaliohjaaja, Mallikaupunki, vakinainen
    ostopalvelut_taulukko  changed  Tulkkaus ja käännökset
    liitteet_taulukko      changed  1
    liitteet_taulukko      changed  3
    liitteet_taulukko      added    5
    liitteet_taulukko      added    6
"""


@cache
def plan(examples: Path, year: int) -> Plan:
    return plan_from_json(json.loads((examples / f"plan-{year}.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    """From 2025 to 2026 as it stands while one answer is still missing."""
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


def table(text: str) -> list[list[str]]:
    return [line.split(maxsplit=2) for line in text.strip().splitlines()]


def test_the_changed_answers_are_named_with_kind_and_nature_in_the_forms_order(
    changes: Changes, form: Form
) -> None:
    found = [[c.question, c.kind.value, c.nature.value] for c in changes.changes]
    assert found == table(EXPECTED)
    assert (len(found), changes.unchanged) == (24, len(form.questions) - 24)


def test_the_finished_plan_has_all_of_them_but_the_emptied_answer(
    examples: Path, form: Form
) -> None:
    old, new = plan(examples, 2025), plan(examples, 2026)
    finished = replace(new, answers={**new.answers, EMPTIED: old.answer(EMPTIED)})
    changes = compare_plans(old, finished, form)
    found = [[c.question, c.kind.value, c.nature.value] for c in changes.changes]
    assert found == [row for row in table(EXPECTED) if row[0] != EMPTIED]
    assert changes.unchanged == len(form.questions) - 23


def test_the_changed_rows_are_named_by_their_keys(changes: Changes) -> None:
    found = [
        [t.table, row.kind.value, ", ".join(row.key)] for t in changes.tables for row in t.rows
    ]
    assert found == table(ROWS)


def test_the_log_has_two_new_rows_and_the_documents_data_what_the_year_brings(
    changes: Changes,
) -> None:
    assert [(row.kind.value, row.key[0]) for row in changes.log] == [
        ("added", "1.1"),
        ("added", "2.0"),
    ]
    assert {change.field for change in changes.fields} == {
        "title",
        "year",
        "version",
        "date",
        "valid_from",
        "case_number",
        "document_number",
        "replaces",
        "participants_management",
        "participants_staff",
    }
    assert not changes.form
    assert not changes.publicity


def test_only_the_changes_within_secret_passages_are_secret(changes: Changes) -> None:
    assert {c.question for c in changes.changes if c.secret} == SECRET


def test_renumbered_items_of_a_list_are_not_changes(changes: Changes) -> None:
    change = next(c for c in changes.changes if c.question == "omv_muut_suunnitelmat")
    differing = " ".join(s.text for s in change.segments if s.kind != "equal")
    assert "valmius" not in differing
    assert "koulutussuunnitelma" not in differing
    assert "yhdenvertaisuus- ja tasa-arvosuunnitelma" in differing
    assert not {"3.", "4.", "5.", "6."} & set(differing.split())
