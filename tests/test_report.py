"""The findings as people and programs read them: the same findings, the same counts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from helpers_checks import ASKED, FORM, reading, sound_plan, with_answer
from hypothesis import given
from hypothesis import strategies as st

import omvgen
from omvgen.checks.order import in_order
from omvgen.console.findings import as_json, as_text, refused_as_json
from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.plan.plan import Plan

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def report(plan: Plan, color: bool = False) -> str:
    """The errors and warnings of the plan as text."""
    of = reading(plan)
    return as_text(of, [f for f in omvgen.validate(of) if f.severity != "note"], color)


def test_a_finding_says_where_which_question_what_is_wrong_and_what_to_do() -> None:
    assert report(with_answer("henk_riittavyys", "")) == (
        "omavalvontasuunnitelma-2026.xlsx\n"
        "  4 Henkilöstö!D7   4.4 Millä toimenpiteillä ja menettelytavoilla varmist…"
        "   OMV201 virhe   Pakollinen vastaus puuttuu.\n"
        "      Korjaus: Kirjoita vastaus soluun D7.\n"
        "\n"
        f"1 virhe, 0 varoitusta · {ASKED - 1}/{ASKED} kohtaa kunnossa\n"
    )


def test_a_plan_in_order_is_said_to_be_so() -> None:
    assert report(sound_plan()) == (
        "omavalvontasuunnitelma-2026.xlsx\n"
        "  Ei huomautettavaa.\n"
        "\n"
        f"0 virhettä, 0 varoitusta · {ASKED}/{ASKED} kohtaa kunnossa\n"
    )


def test_notes_are_counted_when_there_are_any() -> None:
    of = reading(sound_plan())
    assert re.search(
        rf", \d+ huomautusta · {ASKED}/{ASKED} ", as_text(of, omvgen.validate(of), False)
    )


def test_a_warning_leaves_its_question_in_order() -> None:
    text = report(with_answer("henk_riittavyys", "Teksti.", publicity=None))
    assert text.endswith(f"0 virhettä, 1 varoitus · {ASKED}/{ASKED} kohtaa kunnossa\n")


def test_colour_only_adds_to_the_words() -> None:
    plan = with_answer("henk_riittavyys", "")
    assert ESCAPE.search(report(plan, color=True))
    assert ESCAPE.sub("", report(plan, color=True)) == report(plan)


def test_findings_come_in_the_order_of_the_workbook() -> None:
    plan = sound_plan()
    for question_id in ("autt_lapset", "vok_nimi", "henk_riittavyys", "autt_kuuleminen"):
        plan = with_answer(question_id, "", plan=plan)
    ids = ["vok_nimi", "henk_riittavyys", "autt_kuuleminen", "autt_lapset"]
    places = [report(plan).index(f"   {FORM.numbers[id_]} ") for id_ in ids]
    assert places == sorted(places)


def test_the_json_has_exactly_the_shape_that_was_promised() -> None:
    of = reading(with_answer("henk_riittavyys", ""))
    findings = [f for f in omvgen.validate(of) if f.severity != "note"]
    assert as_json(of, findings) == {
        "file": "omavalvontasuunnitelma-2026.xlsx",
        "form": "auttamisjarjestelma",
        "findings": [
            {
                "code": "OMV201",
                "severity": "error",
                "message": "Pakollinen vastaus puuttuu.",
                "remedy": "Kirjoita vastaus soluun D7.",
                "sheet": "4 Henkilöstö",
                "cell": "D7",
                "question": "henk_riittavyys",
            }
        ],
        "summary": {
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "answered": ASKED - 1,
            "questions": ASKED,
        },
    }


def test_a_file_that_cannot_be_read_is_reported_in_the_same_shape() -> None:
    finding = Finding("OMV120", values={"file": "a.xlsx", "reason": "levy on täynnä"})
    data = refused_as_json("a.xlsx", FORM, finding)
    assert data.keys() == as_json(reading(sound_plan()), []).keys()
    assert data["findings"][0]["code"] == "OMV120"
    assert data["summary"]["errors"] == 1
    assert data["summary"]["answered"] == 0


def test_a_table_alone_answers_its_question() -> None:
    plan = with_answer("liitteet_kuvaus", "")
    rows = ({"nro": "1", "julkisuus": "julkinen"},)
    assert as_json(reading(plan), [])["summary"]["answered"] == ASKED - 1
    plan = replace(plan, tables={"liitteet_taulukko": rows})
    assert as_json(reading(plan), [])["summary"]["answered"] == ASKED


@given(st.lists(st.sampled_from(["OMV201", "OMV402", "OMV416"]), max_size=6))
def test_text_and_json_agree_on_every_count(codes: list[str]) -> None:
    of = reading(sound_plan())
    findings = [
        Finding(code, Location("4 Henkilöstö", f"D{n}"), {"bases": "A"})
        for n, code in enumerate(codes, start=4)
    ]
    summary = as_json(of, findings)["summary"]
    closing = as_text(of, findings, False).splitlines()[-1]
    numbers = re.findall(r"(\d+) (?:virhe|varoitu|huomautu)", closing)
    expected = [summary["errors"], summary["warnings"], summary["notes"]]
    assert [int(n) for n in numbers] == (expected if summary["notes"] else expected[:2])


@pytest.mark.parametrize("section", FORM.sections, ids=lambda s: s.id)
def test_an_error_in_any_section_is_counted(section: object) -> None:
    from omvgen.form.form import Section

    assert isinstance(section, Section)
    question = section.questions[0]
    of = reading(sound_plan())
    finding = Finding("OMV201", Location(section.sheet, "D4", section.id, question.id))
    in_order = ASKED if section.role == "confirmation" else ASKED - 1
    assert f"1 virhe, 0 varoitusta · {in_order}/{ASKED}" in as_text(of, [finding], False)


def test_what_the_workbook_lacks_is_placed_by_the_form() -> None:
    of = replace(reading(with_answer("henk_riittavyys", "")), places={})
    [finding] = [f for f in omvgen.validate(of) if f.code == "OMV201"]
    assert (finding.location.sheet, finding.location.cell) == ("4 Henkilöstö", "")
    assert "Kohdan solua ei ole työkirjassa" in finding.remedy
    assert (
        "  4 Henkilöstö   4.4 Millä toimenpiteillä ja menettelytavoilla varmist…   OMV201"
        in as_text(of, [finding], False)
    )


def test_a_section_without_answers_has_one_line_and_json_has_all() -> None:
    plan = replace(sound_plan(), answers={}, tables={})
    of = reading(plan)
    findings = omvgen.validate(of)
    text = as_text(of, findings, False)
    for section in FORM.sections:
        missing = [f for f in findings if f.code == "OMV201" and f.location.section == section.id]
        shown = [line for line in text.splitlines() if line.startswith(f"  {section.sheet}")]
        errors = [line for line in shown if " OMV201 virhe " in line]
        assert len(errors) == min(len(missing), 1)
        if len(missing) > 1:
            assert f"{len(missing)} pakollista vastausta puuttuu." in errors[0]
    assert len(as_json(of, findings)["findings"]) == len(findings)


@given(st.permutations(["OMV201", "OMV402", "OMV416", "OMV210", "OMV205"]))
def test_the_most_serious_findings_come_first(found: list[str]) -> None:
    findings = [
        Finding(
            code, Location("4 Henkilöstö", f"D{row}"), {"text": "x", "value": "x", "bases": "A"}
        )
        for row, code in enumerate(found, start=4)
    ]
    grades = [list(Severity).index(f.severity) for f in in_order(findings, FORM)]
    assert grades == sorted(grades)
