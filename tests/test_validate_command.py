"""`omvgen validate`, as a person runs it, on workbooks as staff fill them in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from helpers_checks import ASKED, FORM, sound_plan, with_answer
from helpers_cli import omvgen, omvgen_here

from omvgen.plan.plan import Plan
from omvgen.workbook.template.make import make_workbook

UNANSWERED = "henk_riittavyys"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, name: str, plan: Plan) -> Path:
    file = folder / name
    file.write_bytes(make_workbook(FORM, plan))
    return file


def test_a_sound_workbook_is_in_order(folder: Path) -> None:
    said = omvgen("validate", put(folder, "kunnossa.xlsx", sound_plan()))
    assert said.code == 0, said.all
    assert said.out.startswith("kunnossa.xlsx\n")
    assert said.out.rstrip().endswith(f"{ASKED}/{ASKED} kohtaa kunnossa")
    assert said.err == ""


def test_a_missing_answer_is_named_with_its_cell(folder: Path) -> None:
    said = omvgen("validate", put(folder, "a.xlsx", with_answer(UNANSWERED, "")))
    assert said.code == 1
    assert "4 Henkilöstö!D" in said.out
    assert (
        "4.4 Millä toimenpiteillä ja menettelytavoilla varmist…   OMV201 virhe   Pakollinen"
        in said.out
    )
    assert "1 virhe, " in said.out


def test_a_file_that_may_not_be_read_is_named_and_the_rest_are_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when it is open in Excel on Windows, or belongs to somebody else."""
    files = [put(folder, name, sound_plan()) for name in ("auki.xlsx", "vapaa.xlsx")]
    readable = Path.read_bytes

    def read(path: Path) -> bytes:
        if path == files[0]:
            raise PermissionError(13, "Permission denied")
        return readable(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(os, "access", lambda path, *_: Path(path) != files[0])
    assert omvgen_here("validate", *map(str, files)) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"OMV104: Tiedostoa {files[0]} ei saa lukea: se on auki Excelissä")
    assert "Sulje työkirja Excelissä" in said.err
    assert "vapaa.xlsx" in said.out


def test_a_plain_pipe_gets_no_colours(folder: Path) -> None:
    said = omvgen("validate", put(folder, "a.xlsx", with_answer(UNANSWERED, "")))
    assert "\x1b" not in said.all


def test_strict_makes_warnings_fail(folder: Path) -> None:
    file = put(folder, "a.xlsx", with_answer(UNANSWERED, "Teksti.", publicity=None))
    assert omvgen("validate", file).code == 0
    assert omvgen("validate", "--strict", file).code == 1


def test_one_file_is_one_object(folder: Path) -> None:
    file = put(folder, "a.xlsx", with_answer(UNANSWERED, ""))
    said = omvgen("validate", "--format", "json", file)
    data = json.loads(said.out)
    assert said.code == 1
    assert data["file"] == "a.xlsx"
    [error] = [f for f in data["findings"] if f["severity"] == "error"]
    assert (error["code"], error["question"]) == ("OMV201", UNANSWERED)
    assert data["summary"]["errors"] == 1


def test_one_bad_file_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "b.xlsx").write_text("tämä ei ole työkirja", "utf-8")
    files = [put(folder, "a.xlsx", sound_plan()), folder / "b.xlsx"]
    files.append(put(folder, "ä c.xlsx", with_answer(UNANSWERED, "")))
    said = omvgen("validate", *files)
    assert said.code == 2
    assert "a.xlsx\n" in said.out
    assert "ä c.xlsx\n" in said.out
    assert "OMV1" in said.err
    assert said.out.rstrip().endswith("3 työkirjaa: 1 kunnossa, 1 korjattava ja 1 jäi lukematta")

    data = json.loads(omvgen("validate", "--format", "json", *files).out)
    assert [one["file"] for one in data] == ["a.xlsx", "b.xlsx", "ä c.xlsx"]
    assert [bool(one["summary"]["errors"]) for one in data] == [False, True, True]


def test_nothing_to_check_is_a_question_of_usage() -> None:
    said = omvgen("validate")
    assert said.code == 2
    assert "Traceback" not in said.all


def test_a_form_that_cannot_be_used_is_said_before_any_workbook_is_read(folder: Path) -> None:
    (folder / "oma.toml").write_text('id = "oma"\n', "utf-8")
    said = omvgen("validate", "--form", folder / "oma.toml", folder / "a.xlsx")
    assert said.code == 2
    assert said.err.startswith("OMV177: Lomaketiedostoa oma.toml ei voi käyttää.")


def test_the_complete_example_has_no_errors_and_its_ending_contract_is_found(
    examples: Path,
) -> None:
    said = omvgen("validate", "--format", "json", examples / "omavalvontasuunnitelma-2026.xlsx")
    findings = json.loads(said.out)["findings"]
    assert said.code == 0, said.all
    ends = [f for f in findings if f["code"] == "OMV504"]
    assert [f["message"] for f in ends] == [
        "Majoitus: sopimus päättyy 30.6.2026, suunnitelmavuoden 2026 aikana."
    ]


def test_the_unfinished_example_lacks_exactly_its_emptied_answer(examples: Path) -> None:
    file = examples / "omavalvontasuunnitelma-2026-kesken.xlsx"
    said = omvgen("validate", "--format", "json", file)
    assert said.code == 1
    errors = [f for f in json.loads(said.out)["findings"] if f["severity"] == "error"]
    assert [(f["code"], f["question"]) for f in errors] == [("OMV201", "autt_turvallinen_paluu")]
