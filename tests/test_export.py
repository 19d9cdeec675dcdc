"""omvgen export: the plan as JSON that follows its schema, and a workbook made of it again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import omvgen
from helpers_template import small_form
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import plans

from omvgen.checks.schema import follows_the_schema
from omvgen.form.form import Form
from omvgen.plan.as_json import plan_from_json, plan_schema, plan_to_json
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, rich

SMALL = small_form()


def faults(plan: Plan, form: Form) -> list[str]:
    """What the schema itself finds wrong in the exported plan."""
    data = json.loads(json.dumps(plan_to_json(plan, form)))
    return [error.message for error in Draft202012Validator(plan_schema(form)).iter_errors(data)]


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_an_exported_plan_makes_a_workbook_that_exports_the_same(
    examples: Path, tmp_path: Path, year: str
) -> None:
    first, again = tmp_path / "eka.json", tmp_path / "toka.json"
    source = examples / f"omavalvontasuunnitelma-{year}.xlsx"
    assert omvgen("export", source, "-o", first).code == 0
    assert omvgen("template", "--answers", first, "-o", tmp_path / "uusi.xlsx").code == 0
    assert omvgen("export", tmp_path / "uusi.xlsx", "-o", again).code == 0
    assert first.read_bytes() == again.read_bytes()
    plan = json.loads(first.read_text("utf-8"))
    assert plan["document"]["year"] == year


def test_what_goes_to_the_screen_follows_the_printed_schema(examples: Path) -> None:
    schema: Any = json.loads(omvgen("export", "--schema").out)
    Draft202012Validator.check_schema(schema)
    said = omvgen("export", examples / "omavalvontasuunnitelma-2026.xlsx")
    assert said.err == ""
    assert list(Draft202012Validator(schema).iter_errors(json.loads(said.out))) == []


def test_a_formatted_phone_number_or_choice_follows_the_schema(form: Form) -> None:
    bold = rich([Run("029 "), Run("500 0000", bold=True)])
    plan = Plan(form.id, form.version, answers={"vok_puhelin": Answer(bold)})
    assert faults(plan, form) == []
    assert plan_from_json(plan_to_json(plan, form)) == plan
    chosen = rich([Run("Kyllä", italic=True), Run("\nSyksyllä")])
    plan = Plan(SMALL.id, SMALL.version, answers={"harjoitus": Answer(chosen)})
    assert faults(plan, SMALL) == []


def test_a_wrong_choice_without_formatting_does_not_follow_the_schema() -> None:
    wrong = Answer(rich([Run("Ehkä")]))
    assert faults(Plan(SMALL.id, SMALL.version, answers={"harjoitus": wrong}), SMALL)


@given(plans(SMALL))
def test_a_plan_without_errors_always_follows_the_schema(plan: Plan) -> None:
    if not list(follows_the_schema(plan, SMALL)):
        assert faults(plan, SMALL) == []


@pytest.mark.parametrize("choice", ["Kyllä (osin)", "A+B", "1.5", "[x]", "a|b"])
def test_a_choice_may_hold_any_character(choice: str) -> None:
    section = SMALL.sections[1]
    questions = tuple(
        replace(q, choices=(choice, "muu")) if q.id == "harjoitus" else q for q in section.questions
    )
    form = replace(SMALL, sections=(SMALL.sections[0], replace(section, questions=questions)))
    chosen = Plan(form.id, form.version, answers={"harjoitus": Answer(rich([Run(choice)]))})
    other = Plan(form.id, form.version, answers={"harjoitus": Answer(rich([Run("x")]))})
    assert faults(chosen, form) == []
    assert faults(other, form)


def test_either_a_workbook_or_the_schema_is_asked_for(examples: Path) -> None:
    assert omvgen("export").code == 2
    assert omvgen("export", examples / "omavalvontasuunnitelma-2026.xlsx", "--schema").code == 2


def test_whoever_uses_the_data_is_told_when_the_workbook_says_more(
    examples: Path, tmp_path: Path
) -> None:
    import openpyxl

    file = tmp_path / "muokattu.xlsx"
    book = openpyxl.load_workbook(examples / "omavalvontasuunnitelma-2026.xlsx", rich_text=True)
    book.create_sheet("Oma")["A1"] = "Muista tämä"
    book.save(file)
    said = omvgen("export", file)
    assert (said.code, "validate" in said.err) == (0, True)
