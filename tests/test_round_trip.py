"""What the template writes, the reader reads: the same plan, to the last character."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from helpers_reader import filled
from hypothesis import example, given, settings
from strategies import plans

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
FULL = load_form()


def back(plan: Plan, form: Form) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "suunnitelma.xlsx"
        path.write_bytes(make_workbook(form, plan))
        return read_workbook(path, form)


def small(text: RichText, question: str = "kuvaus") -> Plan:
    return Plan(SMALL.id, SMALL.version, answers={question: Answer(text)})


@given(plans(SMALL))
def test_any_plan_of_a_small_form_is_read_back_as_it_was(plan: Plan) -> None:
    reading = back(plan, SMALL)
    assert reading.plan == plan
    # A text such as "#N/A" is read, and named as an error value.
    assert [f for f in reading.findings if f.code not in ("OMV156", "OMV164")] == []


@settings(max_examples=max(settings().max_examples // 5, 1))
@given(plan=plans(FULL))
@example(filled(FULL))
def test_any_plan_of_the_built_in_form_is_read_back_as_it_was(plan: Plan) -> None:
    reading = back(plan, FULL)
    assert reading.plan == plan


@pytest.mark.parametrize(
    "text",
    [
        plain("ä" * 32_767),
        plain("\n".join(["rivi tekstiä " * 20] * 200)),
        rich([Run("lihava\n" * 1500, bold=True), Run("kursiivi\n" * 1500, italic=True)]),
        rich([Run("linkki " * 400, link="https://esimerkki.example"), Run("ja muuta")]),
    ],
    ids=["longest cell", "many rows", "formatted over rows", "long link"],
)
def test_a_long_answer_goes_on_in_the_rows_below_and_comes_back_whole(text: RichText) -> None:
    assert back(small(text), SMALL).plan.answer("kuvaus").text == text


def test_every_answer_has_its_places_even_when_it_is_empty() -> None:
    places = back(Plan(FULL.id, FULL.version), FULL).places
    for question in FULL.questions:
        parts = ("text", "publicity", "basis", "note")
        cells = [places[Place("answer", question, part)].cell for part in parts]
        assert [cell[0] for cell in cells] == ["D", "E", "F", "G"]
        assert len({cell[1:] for cell in cells}) == 1
