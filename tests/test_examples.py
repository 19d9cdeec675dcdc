"""The examples: two years of one plan, whole in their workbooks, as their script makes them."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
import tools
from helpers_template import opened
from openpyxl import load_workbook

from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.package import unzip_package
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan
from omvgen.workbook.template.make import make_workbook

EMPTIED = "autt_turvallinen_paluu"
NAMES = (
    "omavalvontasuunnitelma-2025.xlsx",
    "omavalvontasuunnitelma-2026.xlsx",
    "omavalvontasuunnitelma-2026-kesken.xlsx",
)


@pytest.fixture(scope="module")
def plans(examples: Path) -> dict[str, Plan]:
    made: dict[str, Plan] = runpy.run_path(str(examples / "make.py"))["example_plans"]()
    return made


def plan_of(examples: Path, year: int) -> Plan:
    return plan_from_json(json.loads((examples / f"plan-{year}.json").read_text("utf-8")))


def test_the_unfinished_workbook_lacks_one_answer_that_the_finished_one_has(
    examples: Path, plans: dict[str, Plan]
) -> None:
    old, finished, unfinished = (plans[name] for name in NAMES)
    assert finished.answered - unfinished.answered == {EMPTIED}
    assert finished.answer(EMPTIED) == old.answer(EMPTIED)
    assert unfinished == plan_of(examples, 2026)


@pytest.mark.parametrize("name", NAMES)
def test_the_workbooks_are_those_that_the_script_makes(
    name: str, examples: Path, plans: dict[str, Plan], form: Form
) -> None:
    kept = unzip_package((examples / name).read_bytes())
    made = unzip_package(make_workbook(form, plans[name]))
    assert kept == made, "run: python examples/make.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_plan_is_in_its_workbook(
    name: str, examples: Path, plans: dict[str, Plan], form: Form
) -> None:
    plan, book = plans[name], opened((examples / name).read_bytes())
    for question in form.questions:
        ((sheet, place),) = book.defined_names[f"omv_{question}"].destinations
        cell = book[sheet][place.replace("$", "")]
        assert answer_below(cell) == plan.text(question)
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    rows = [*plan.log, *(row for rows in plan.tables.values() for row in rows), plan.document]
    assert {text for row in rows for text in row.values()} <= words


def answer_below(cell: Any) -> str:
    """The answer, with the rows that it goes on in."""
    sheet, lines, row = cell.parent, [cell.value or ""], cell.row + 1
    while sheet.cell(row, 4).value and not any(sheet.cell(row, n).value for n in (1, 2, 3)):
        lines.append(sheet.cell(row, 4).value)
        row += 1
    return "\n".join(lines)


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("name", NAMES[2:])
def test_the_summary_counts_what_the_plan_says(
    name: str, examples: Path, plans: dict[str, Plan], form: Form, tmp_path: Path
) -> None:
    plan = plans[name]
    reckoned = tools.convert(examples / name, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    rows = load_workbook(reckoned, data_only=True)["Yhteenveto"].iter_rows(min_row=4, max_col=8)
    shown = {row[1].value: [cell.value for cell in row[2:7]] for row in rows}
    for section in form.sections:
        assert shown[section.sheet] == list(counts(plan, section.questions))
    assert shown["Osiot yhteensä"] == list(counts(plan, form.questions.values()))
    assert shown["Asiakirjan tiedot"][:3] == [18, len(plan.document), 0]


def counts(plan: Plan, questions: Any) -> tuple[int, ...]:
    """Asked, answered, required ones missing, secret, undecided: from the plan itself."""
    questions = list(questions)
    answers = [plan.answer(question.id) for question in questions]
    secret = (Publicity.PARTLY, Publicity.SECRET)
    return (
        len(questions),
        sum(bool(answer.text) for answer in answers),
        sum(q.required and not a.text for q, a in zip(questions, answers, strict=True)),
        sum(answer.publicity in secret for answer in answers),
        sum(bool(a.text) and a.publicity is None for a in answers),
    )


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", NAMES)
def test_microsofts_validator_finds_no_error(name: str, examples: Path) -> None:
    assert tools.sdk_errors(examples / name) == []
