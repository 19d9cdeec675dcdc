"""The change log held against what has changed: recorded, and told to staff (guideline 2.2)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_cli import omvgen

import omvgen as api
from omvgen.checks.changelog import against_previous
from omvgen.diff.compare import compare_plans
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.log_places import PartNames, is_open
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import plain

LAST_OF_8 = {"autt_turvallinen_paluu", "autt_lapset"}


def plan(form: Form, answers: dict[str, str], *log: Row, version: str = "2.0") -> Plan:
    said = {key: Answer(plain(text)) for key, text in answers.items()}
    return Plan(form.id, form.version, {"version": version}, said, {}, log)


def row(place: str, essential: str = "Ei", informed: str = "", **more: str) -> Row:
    base = {"version": "2.0", "date": "30.1.2026", "place": place, "change": "Päivitetty"}
    return {**base, "essential": essential, "informed": informed, **more}


def found(form: Form, old: Plan, new: Plan, changed: set[str]) -> list[tuple[str, str, int | None]]:
    def seen(finding: Finding) -> tuple[str, str, int | None]:
        assert finding.place is not None
        return finding.code, finding.place.id, finding.place.row

    rows = compare_plans(old, new, form).new_log_rows
    findings = against_previous(old.field("version"), new, form, changed, rows)
    return [seen(finding) for finding in findings]


def test_a_change_without_a_row_is_named(form: Form) -> None:
    new = plan(form, {"autt_tulkkaus": "b", "vok_nimi": "b"}, row("8.11"))
    old = plan(form, {}, version="1.0")
    codes = found(form, old, new, {"autt_tulkkaus", "vok_nimi"})
    assert codes == [("OMV610", "vok_nimi", None)]


def test_a_row_without_a_change_is_named(form: Form) -> None:
    new = plan(form, {}, row("9.1"))
    assert found(form, plan(form, {}, version="1.0"), new, set()) == [("OMV611", "muutosloki", 0)]


def test_rows_that_the_old_plan_had_count_no_more(form: Form) -> None:
    old_row = row("8.11", essential="Kyllä", informed="2.2.2026")
    old, new = plan(form, {}, old_row, version="1.0"), plan(form, {}, old_row)
    assert found(form, old, new, set()) == []
    codes = found(form, old, new, {"autt_tulkkaus"})
    assert codes == [("OMV610", "autt_tulkkaus", None)]


def test_a_second_row_of_the_same_version_day_and_place_is_a_new_one(form: Form) -> None:
    one, two = row("8.11", change="Toimittaja"), row("8.11", change="Tilausohje")
    old, new = plan(form, {}, one, version="1.0"), plan(form, {}, two, one)
    assert found(form, old, new, {"autt_tulkkaus"}) == []


def test_a_row_that_waits_for_its_telling_is_named_until_staff_are_told(form: Form) -> None:
    waiting = row("8.11", essential="Kyllä")
    old, new = plan(form, {}, waiting, version="1.0"), plan(form, {}, waiting)
    assert found(form, old, new, set()) == [("OMV612", "muutosloki", 0)]


@pytest.mark.parametrize(
    ("essential", "informed", "waits"),
    [
        ("Kyllä", "", True),
        ("kyllä", "", True),
        ("Kyllä", "–", True),
        ("Kyllä", "Ei vielä", True),
        ("Kyllä", "eilen viikkopalaverissa", False),
        ("Kyllä", "2.2.2026", False),
        ("Ei", "", False),
        ("", "", False),
    ],
)
def test_what_says_that_staff_were_told(essential: str, informed: str, waits: bool) -> None:
    assert is_open(row("8.11", essential, informed)) == waits


def test_an_essential_change_that_staff_were_not_told_of_is_named(form: Form) -> None:
    new = plan(form, {}, row("8.11", "Kyllä"), row("8.11", "Kyllä", "2.2.2026", date="1.2.2026"))
    codes = found(form, plan(form, {}, version="1.0"), new, {"autt_tulkkaus"})
    assert codes == [("OMV612", "muutosloki", 0)]


def test_a_row_that_says_nowhere_what_it_is_about_is_named(form: Form) -> None:
    new = plan(form, {}, row("jotain pientä"))
    assert found(form, plan(form, {}, version="1.0"), new, set()) == [("OMV613", "muutosloki", 0)]


def test_a_changed_plan_of_the_same_version_is_named(form: Form) -> None:
    new = plan(form, {"autt_tulkkaus": "b"}, row("8.11"))
    assert found(form, plan(form, {}), new, {"autt_tulkkaus"}) == [("OMV602", "version", None)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("8.11", {"autt_tulkkaus"}),
        ("kohdat 8.11 ja 9.1", {"autt_tulkkaus", "palaute_kantelu"}),
        ("Osio 9", {"palaute_kantelu"}),
        ("Kantelut ja palautteet", {"palaute_kantelu"}),
        ("9 Kantelut ja palautteet", {"palaute_kantelu"}),
        ("autt_tulkkaus", {"autt_tulkkaus"}),
        ("9.1–8.13", LAST_OF_8 | {"palaute_kantelu"}),
        ("8.13 - 8.14", LAST_OF_8),
        ("8.13.–9", LAST_OF_8 | {"palaute_kantelu"}),
        ("2025–2026", set()),
        ("Sovittu 9.10.2025", set()),
        ("2026", set()),
        ("", set()),
        ("muuta", set()),
    ],
)
def test_the_place_of_a_row_is_read_as_staff_write_it(
    form: Form, text: str, questions: set[str]
) -> None:
    assert PartNames(form).named_in(text).questions == questions


def test_the_whole_plan_covers_every_question(form: Form) -> None:
    named = PartNames(form).named_in("Koko suunnitelma")
    assert named.whole
    assert named.questions == set(form.questions)


def test_validate_with_last_years_workbook_names_the_cell(examples: Path) -> None:
    said = omvgen(
        "validate",
        examples / "omavalvontasuunnitelma-2026.xlsx",
        "--previous",
        examples / "omavalvontasuunnitelma-2025.xlsx",
    )
    assert said.code == 0
    assert "Muutosloki!J6   OMV612 varoitus" in said.out


def test_a_publicity_change_alone_wants_a_row_too(examples: Path) -> None:
    old = api.read(examples / "omavalvontasuunnitelma-2026.xlsx")
    answer = replace(old.plan.answer("autt_tulkkaus"), publicity=None)
    new = replace(
        old, plan=replace(old.plan, answers={**old.plan.answers, "autt_tulkkaus": answer})
    )
    codes = {f.code for f in api.validate(new, old)}
    assert {"OMV610", "OMV602"} <= codes
