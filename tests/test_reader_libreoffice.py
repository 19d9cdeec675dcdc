"""Workbooks that LibreOffice itself edited and saved, as people do: nothing is read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers_reader import QUESTIONS, STAFF, codes, filled, made, said, some_sections
from tools import ROOT, run_in_office

import omvgen
from omvgen.findings.model import errors
from omvgen.form.loader import load_form
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading

pytestmark = pytest.mark.needs("libreoffice", "uno")
FORM = some_sections(load_form())
PLAN = filled(FORM)
OTHER = "5 Toimitilat ja työvälineet"
SCRIPT = ROOT / "tests" / "edit_with_libreoffice.py"


@pytest.fixture(scope="module")
def edits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook for each edit of the script.

    LibreOffice saves the whole workbook in `test_three_years.py`.
    """
    folder = tmp_path_factory.mktemp("muokatut")
    original = folder / "alkuperäinen.xlsx"
    original.write_bytes(made(FORM, PLAN, lean=True))
    run_in_office(SCRIPT, original, folder, STAFF, OTHER)
    return folder


def read(edits: Path, edit: str) -> Reading:
    return read_workbook(edits / f"{edit}.xlsx", FORM)


@pytest.mark.parametrize(
    ("edit", "said_of_it"),
    [
        ("nothing", set()),
        ("row inserted", set()),
        ("column inserted", set()),
        ("column of answers cut elsewhere", set()),
        ("column of ids deleted", {"OMV143", "OMV169"}),
        ("column of questions deleted", {"OMV206", "OMV167"}),
        ("row cut", set()),
        ("row cut to another sheet", set()),
        ("row copied", {"OMV139"}),
        ("row, column and sheet hidden", {"OMV153", "OMV162"}),
        ("sheet moved", set()),
        ("sheet renamed", {"OMV132"}),
        ("sheets renamed as each other", {"OMV132"}),
        ("sheet copied", {"OMV133"}),
        ("rows sorted", {"OMV142"}),
        ("ids cleared", {"OMV143", "OMV169"}),
        ("cell cut elsewhere", {"OMV146"}),
    ],
)
def test_every_answer_is_read_after(edits: Path, edit: str, said_of_it: set[str]) -> None:
    reading = read(edits, edit)
    assert reading.plan == PLAN
    assert codes(reading) == said_of_it


# What is said of a whole sheet says it of each of its answers.
WHOLE_SHEET = {"sheet deleted": "OMV130", "column of answers deleted": "OMV206"}


@pytest.mark.parametrize(
    ("edit", "unread"),
    [
        ("row deleted", QUESTIONS[2:3]),
        ("row cut onto another", (QUESTIONS[1], QUESTIONS[4])),
        ("cell cut onto another", (QUESTIONS[1], QUESTIONS[4])),
        ("cell cut to another sheet", (QUESTIONS[1], "tilat_kuvaus")),
        ("cell inserted", QUESTIONS[2:]),
        ("cell inserted, shifted right", QUESTIONS[2:3]),
        ("cell deleted", QUESTIONS[2:]),
        ("question deleted, shifted up", QUESTIONS[2:6]),
        ("visible columns sorted", QUESTIONS),
        ("cells merged", QUESTIONS[2:3]),
        ("sheet deleted", QUESTIONS),
        ("column of answers deleted", QUESTIONS),
    ],
)
def test_no_answer_is_read_wrongly_and_each_that_is_not_read_is_named_after(
    edits: Path, edit: str, unread: tuple[str, ...]
) -> None:
    reading = read(edits, edit)
    grave = errors(reading.findings)
    named = {finding.location.question for finding in grave}
    for question in FORM.questions:
        expected = "" if question in unread else said(question)
        assert reading.plan.text(question) == expected
    if edit in WHOLE_SHEET:
        assert (WHOLE_SHEET[edit], STAFF) in {(f.code, f.location.sheet) for f in grave}
    else:
        assert set(unread) <= named


def test_the_publicity_that_slid_into_an_answers_place_is_no_answer(edits: Path) -> None:
    reading = read(edits, "cell deleted, shifted left")
    (finding,) = (f for f in omvgen.validate(reading) if f.code == "OMV207")
    assert (finding.location.question, finding.location.cell) == (QUESTIONS[2], "D6")
    assert finding.severity == "error"
    rest = [question for question in FORM.questions if question != QUESTIONS[2]]
    assert all(reading.plan.text(question) == said(question) for question in rest)


@pytest.mark.parametrize(
    ("cell", "code", "read_as"),
    [
        ("D4", "OMV158", "1234,5"),
        ("D5", "OMV156", ""),
        ("D6", "OMV155", "yhteenlaskettu"),
        ("D7", "OMV158", "30.1.2026"),
        ("E8", "OMV160", ""),
        ("C9", "OMV145", said(QUESTIONS[5])),
        ("D9", "OMV154", said(QUESTIONS[5])),
        ("D10", None, "Äiti ja isä."),
        ("J12", "OMV150", None),
    ],
)
def test_what_is_typed_is_read_as_it_is_shown_or_named(
    edits: Path, cell: str, code: str | None, read_as: str | None
) -> None:
    reading = read(edits, "anything typed")
    here = {
        f.code for f in reading.findings if (f.location.sheet, f.location.cell) == (STAFF, cell)
    }
    assert here == ({code} if code else set())
    if read_as is not None:
        assert reading.plan.text(QUESTIONS[int(cell[1:]) - 4]) == read_as


def test_a_table_pasted_over_answers_is_named_cell_by_cell(edits: Path) -> None:
    reading = read(edits, "anything typed")
    on_sheet = {f.location.cell: f.code for f in reading.findings if f.location.sheet == OTHER}
    assert on_sheet == {"E4": "OMV160", "E5": "OMV160"}
    assert reading.plan.text("tilat_kuvaus") == "Huone"
    assert reading.plan.answer("tilat_kuvaus").bases == ("Käyttö",)
