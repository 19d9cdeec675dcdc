"""Workbooks that LibreOffice itself edited and saved, as people do: nothing is read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers_reader import (
    QUESTIONS,
    STAFF,
    cells_named,
    codes,
    filled,
    made,
    said,
    some_sections,
    wrongly_read,
)
from tools import ROOT, run_in_office

from omvgen.form.loader import load_form
from omvgen.workbook.reader import read_workbook
from omvgen.workbook.reading import Reading

FORM = some_sections(load_form())
PLAN = filled(FORM)
SCRIPT = ROOT / "tests" / "edit_with_libreoffice.py"


@pytest.fixture(scope="module")
def edits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook for each edit of the script."""
    folder = tmp_path_factory.mktemp("muokatut")
    original = folder / "alkuperäinen.xlsx"
    original.write_bytes(made(FORM, PLAN))
    run_in_office(SCRIPT, folder, str(original), str(folder), STAFF)
    return folder


def read(edits: Path, edit: str) -> Reading:
    return read_workbook(edits / f"{edit}.xlsx", FORM)


@pytest.mark.parametrize(
    ("edit", "said_of_it"),
    [
        ("nothing", set()),
        ("row inserted", set()),
        ("column inserted", set()),
        ("row cut", set()),
        ("sheet moved", set()),
        ("sheet renamed", {"OMV132"}),
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


@pytest.mark.parametrize(
    ("edit", "unread"),
    [
        ("row deleted", QUESTIONS[2:3]),
        ("cell cut onto another", (QUESTIONS[1], QUESTIONS[4])),
        ("cell inserted", QUESTIONS[2:]),
        ("cell deleted", QUESTIONS[2:]),
        ("visible columns sorted", QUESTIONS),
        ("cells merged", QUESTIONS[2:3]),
        ("sheet deleted", QUESTIONS),
    ],
)
def test_no_answer_is_read_wrongly_and_each_that_is_not_read_is_named_after(
    edits: Path, edit: str, unread: tuple[str, ...]
) -> None:
    reading = read(edits, edit)
    for question in FORM.questions:
        expected = "" if question in unread else said(question)
        assert reading.plan.text(question) == expected
    assert wrongly_read(reading, PLAN) == [] or STAFF in cells_named(list(reading.findings))
    assert any(finding.severity == "error" for finding in reading.findings)
