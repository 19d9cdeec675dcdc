"""The program as a person meets it: its words, its exit codes, what it leaves behind."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from helpers_cli import Said, omvgen

from omvgen.form.form import Form
from omvgen.output import cannot_write

COMMANDS_THAT_READ = ("validate", "build")


def assert_one_clear_refusal(said: Said) -> None:
    assert said.code == 2
    assert "Traceback" not in said.all
    assert said.out == ""
    sentence, remedy = said.err.splitlines()
    assert sentence.startswith("OMV1"), sentence
    assert sentence.rstrip().endswith("."), sentence
    assert remedy.strip().startswith("Korjaus:"), remedy


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def workbook(examples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(examples / "omavalvontasuunnitelma-2026.xlsx", tmp_path))


def test_building_the_example_says_in_one_finnish_line_what_was_written(
    workbook: Path, tmp_path: Path, form: Form
) -> None:
    said = omvgen("build", workbook, cwd=tmp_path)
    assert said.code == 0, said.all
    assert (tmp_path / "output" / "omavalvontasuunnitelma-2026-v2.0.docx").exists()
    (line,) = [
        line for line in said.all.splitlines() if "omavalvontasuunnitelma-2026-v2.0.docx" in line
    ]
    for count in (f"{len(form.sections)} osiota", "vastattu 55/55 kohtaan"):
        assert count in line


def test_the_warnings_of_a_document_that_is_built_are_named(workbook: Path, tmp_path: Path) -> None:
    said = omvgen("build", workbook, "-o", tmp_path / "suunnitelma.docx")
    assert said.code == 0
    assert "1 varoitus" in said.err
    assert "11 Talous ja ostopalvelut!H10: Majoitus: sopimus päättyy 30.6.2026" in said.err


def test_a_plan_with_errors_is_not_built_and_the_errors_are_shown(
    examples: Path, tmp_path: Path
) -> None:
    said = omvgen("build", examples / "omavalvontasuunnitelma-2026-kesken.xlsx", cwd=tmp_path)
    assert said.code == 1
    assert "8.13 Millä toimenpiteillä" in said.all
    assert "1 virhe" in said.all
    assert not files_in(tmp_path)


def test_a_draft_is_built_all_the_same_and_named_so(examples: Path, tmp_path: Path) -> None:
    said = omvgen(
        "build", examples / "omavalvontasuunnitelma-2026-kesken.xlsx", "--draft", cwd=tmp_path
    )
    assert said.code == 0, said.all
    assert (tmp_path / "output" / "omavalvontasuunnitelma-2026-v2.0-luonnos.docx").exists()


def test_the_staffs_file_is_never_written(workbook: Path, tmp_path: Path) -> None:
    before = (workbook.read_bytes(), workbook.stat().st_mtime_ns)
    omvgen("validate", workbook, cwd=tmp_path)
    omvgen("build", workbook, cwd=tmp_path)
    assert (workbook.read_bytes(), workbook.stat().st_mtime_ns) == before


@pytest.mark.parametrize("command", COMMANDS_THAT_READ)
@pytest.mark.parametrize(
    "content",
    {
        "empty": b"",
        "text": "Terve! Tämä ei ole työkirja.".encode(),
        "csv": b"a;b;c\n1;2;3\n",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "torn zip": b"PK\x03\x04" + bytes(100),
    }.items(),
    ids=lambda item: item[0],
)
def test_a_foreign_file_gives_one_sentence_and_what_to_do(
    command: str, content: tuple[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "suunnitelma.xlsx"
    file.write_bytes(content[1])
    assert_one_clear_refusal(omvgen(command, file, cwd=tmp_path))
    assert files_in(tmp_path) == {"suunnitelma.xlsx"}


@pytest.mark.parametrize("command", COMMANDS_THAT_READ)
def test_a_missing_file_gives_one_sentence_and_what_to_do(command: str, tmp_path: Path) -> None:
    assert_one_clear_refusal(omvgen(command, "puuttuu.xlsx", cwd=tmp_path))
    assert not files_in(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("command", COMMANDS_THAT_READ)
def test_a_folder_in_place_of_a_file_is_refused(command: str, tmp_path: Path) -> None:
    (tmp_path / "suunnitelma.xlsx").mkdir()
    assert_one_clear_refusal(omvgen(command, "suunnitelma.xlsx", cwd=tmp_path))


def test_an_output_that_cannot_be_written_leaves_nothing_half_made(
    workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "taynna").write_text("a file where a folder should be")
    said = omvgen("build", workbook, "-o", "taynna/suunnitelma.docx", cwd=tmp_path)
    assert_one_clear_refusal(said)
    assert files_in(tmp_path) == {"taynna", workbook.name}


def test_a_name_that_is_too_long_is_no_matter_of_the_disk(workbook: Path, tmp_path: Path) -> None:
    said = omvgen("build", workbook, "-o", "a" * 300 + ".docx", cwd=tmp_path)
    assert_one_clear_refusal(said)
    assert "nimi on liian pitkä" in said.err
    assert "levy" not in said.err


@pytest.mark.parametrize("output", ["", " ", "kansio", "kansio/", "uusi/"])
@pytest.mark.parametrize("command", [["template"], ["build", "--force"]])
def test_a_folder_or_nothing_is_no_name_for_what_is_written(
    command: list[str], output: str, workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "kansio").mkdir()
    said = omvgen(*command, *([workbook] if "build" in command else []), "-o", output, cwd=tmp_path)
    assert said.code == 2
    assert said.err.rstrip().endswith("Anna tiedoston nimi.")
    assert files_in(tmp_path) == {"kansio", workbook.name}


@pytest.mark.parametrize(
    ("there", "open_to_us", "code"),
    [(True, True, "OMV121"), (True, False, "OMV120"), (False, False, "OMV120")],
)
def test_who_may_not_write_into_a_folder_is_not_told_to_close_a_file(
    there: bool, open_to_us: bool, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "suunnitelma.docx"
    if there:
        file.touch()
    monkeypatch.setattr(os, "access", lambda *_: open_to_us)
    finding = cannot_write(file, PermissionError(errno.EACCES, "Permission denied"))
    assert finding.code == code
    assert ("kansioon ei ole kirjoitusoikeutta" in finding.message) == (code == "OMV120")


def test_english_is_there_for_those_who_ask(workbook: Path, tmp_path: Path) -> None:
    said = omvgen("build", "puuttuu.xlsx", cwd=tmp_path, OMVGEN_LANG="en")
    assert "Remedy:" in said.err or "Fix:" in said.err


@pytest.mark.parametrize(
    ("asked", "line", "said"),
    [
        ("EN", "", "Usage:"),
        ("en_GB.UTF-8", "", "Usage:"),
        ("en ", "", "Usage:"),
        ("sv_FI.UTF-8", "", "Användning:"),
        ("en", "--lang fi", "Käyttö:"),
        ("fi", "--lang=en", "Usage:"),
        ("en", "--lang xx", "is not one of"),
        ("", "--lang xx", "ei ole mikään näistä"),
    ],
)
def test_a_language_is_known_by_any_of_its_usual_names(
    asked: str, line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMVGEN_LANG", asked)
    assert said in omvgen(*line.split(), "export").err
