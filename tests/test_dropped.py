"""The executable, double-clicked or with workbooks dropped on it: `omvgen.cli.dropped`."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers_checks import ASKED
from tools import ROOT

from omvgen.app import folder as app_folder
from omvgen.app import instance
from omvgen.cli import dropped

START = ROOT / "scripts" / "executable" / "start.py"
SOUND, UNFINISHED = "omavalvontasuunnitelma-2026.xlsx", "omavalvontasuunnitelma-2026-kesken.xlsx"
DOCUMENT = "output/omavalvontasuunnitelma-2026.docx"
# Each console that Windows can give a program: how many processes use it, whether someone types.
DOUBLE_CLICKED = (2, True)
FROM_A_SHELL = (3, True)
NOBODY_THERE = (2, False)
NO_CONSOLE = (0, False)


@pytest.fixture
def folder(examples: Path, tmp_path: Path) -> Path:
    made = tmp_path / "Työ kansio å ä ö"
    made.mkdir()
    for name in (SOUND, UNFINISHED):
        shutil.copy(examples / name, made)
    return made


def files(folder: Path) -> set[str]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix() for file in found}


def start(*arguments: str | Path, cwd: Path) -> tuple[int, str]:
    """The executable's own beginning, run by Python; as by a script, nobody presses Enter."""
    done = subprocess.run(
        [sys.executable, START, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")


Start = Callable[..., tuple[int, str]]


@pytest.fixture
def start_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Start:
    """The same in the folder of the workbooks, within this process."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["omvgen", *arguments])
        with pytest.raises(SystemExit) as end:
            dropped.main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return run


def test_what_is_dropped_is_checked_and_built_beside_itself(folder: Path, tmp_path: Path) -> None:
    (folder / "kirje.pdf").write_bytes(b"%PDF-1.7\n")
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    code, said = start(*(folder / name for name in ("kirje.pdf", UNFINISHED, SOUND)), cwd=tmp_path)

    assert code == 2
    assert "kirje.pdf ei ole Excel-työkirja" in said
    assert "OMV201 virhe" in said  # of the unfinished workbook
    assert f"Työkirjasta {UNFINISHED} ei tehty asiakirjaa, koska siinä on virheitä." in said
    assert f"{ASKED}/{ASKED} kohtaa kunnossa" in said  # of the sound one
    annotated = "omavalvontasuunnitelma-2026-kesken-huomiot.xlsx"
    assert files(folder) - before.keys() == {annotated, DOCUMENT}
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert not files(tmp_path) - {f"{folder.name}/{name}" for name in files(folder)}


def test_a_copy_with_the_findings_is_not_built_when_it_is_dropped(
    folder: Path, start_here: Start
) -> None:
    start_here(UNFINISHED)
    code, said = start_here("omavalvontasuunnitelma-2026-kesken-huomiot.xlsx")
    assert code == 1
    assert "Anna alkuperäinen työkirja" in said
    assert len(files(folder)) == 3  # the two workbooks and the copy


def test_no_document_takes_the_place_of_another(folder: Path, start_here: Start) -> None:
    """Two workbooks of one year in a folder; two that only their endings tell apart."""
    shutil.copy(folder / SOUND, folder / "Toinen å.xlsx")
    code, said = start_here(SOUND, "Toinen å.xlsx")
    assert code == 0
    assert {DOCUMENT, "output/Toinen å.docx"} <= files(folder)

    shutil.copy(folder / SOUND, folder / "Kolmas.xlsx")
    shutil.copy(folder / SOUND, folder / "Kolmas.xlsm")
    code, said = start_here("Kolmas.xlsx", "Kolmas.xlsm")
    assert code == 2
    assert str(Path("output/Kolmas.docx")) in said
    assert not (folder / "output" / "Kolmas.docx").exists()


def test_a_document_that_someone_edited_is_not_replaced(folder: Path, start_here: Start) -> None:
    (folder / "output").mkdir()
    (folder / DOCUMENT).write_bytes(b"signed")
    code, said = start_here(SOUND)
    assert code == 2
    assert "OMV198" in said
    assert (folder / DOCUMENT).read_bytes() == b"signed"


def test_a_command_is_a_command_even_where_a_file_has_its_name(
    folder: Path, start_here: Start
) -> None:
    (folder / "validate").write_bytes(b"")
    code, said = start_here("validate", SOUND)
    assert code == 0
    assert f"{ASKED}/{ASKED} kohtaa kunnossa" in said
    assert not (folder / "output").exists()


def press(monkeypatch: pytest.MonkeyPatch, console: tuple[int, bool], *arguments: str) -> int:
    """Runs the program in such a console of Windows; how often Enter was waited for."""
    processes, typing = console
    waits: list[str] = []
    kernel = SimpleNamespace(GetConsoleProcessList=lambda _, __: processes)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: typing))
    monkeypatch.setattr(sys, "argv", ["omvgen.exe", *arguments])
    monkeypatch.setattr("builtins.input", waits.append)
    with pytest.raises(SystemExit):
        dropped.main()
    return len(waits)


@pytest.mark.parametrize(
    ("console", "held"),
    [(DOUBLE_CLICKED, 1), (FROM_A_SHELL, 0), (NOBODY_THERE, 0), (NO_CONSOLE, 0)],
)
def test_a_window_of_its_own_stays_open_and_a_script_is_never_stopped(
    console: tuple[int, bool],
    held: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert press(monkeypatch, console, str(folder / "ei ole.xlsx")) == 0  # a mistyped command
    assert press(monkeypatch, console, "--version") == 0
    assert press(monkeypatch, console, str(folder / UNFINISHED), "--console") == held
    assert "OMV201 virhe" in capsys.readouterr().out


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """The folders that were opened on the local page, each with its workbook."""
    pages: list[tuple[Path, str]] = []

    def note(folder: Path, *, browser: bool, workbook: str = "") -> int:
        assert browser
        pages.append((folder, workbook))
        return 0

    monkeypatch.setattr(dropped, "open_page", note)
    return pages


def test_what_is_dropped_on_the_program_opens_on_the_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, opened: list[tuple[Path, str]]
) -> None:
    assert press(monkeypatch, DOUBLE_CLICKED, str(folder / SOUND)) == 0
    assert press(monkeypatch, DOUBLE_CLICKED, str(folder)) == 0
    assert opened == [(folder, SOUND), (folder, "")]
    assert app_folder.Folder(folder).workbooks() == [UNFINISHED, SOUND]


def test_a_double_click_opens_the_folder_of_the_program_or_the_one_used_last(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: list[tuple[Path, str]],
) -> None:
    downloads = tmp_path / "Ladatut"
    downloads.mkdir()
    used: list[Path | None] = [None, folder, folder]
    monkeypatch.setattr(instance, "last_folder", lambda: used.pop(0))
    for place in (downloads, downloads, folder):
        monkeypatch.setattr(sys, "executable", str(place / "omvgen.exe"))
        press(monkeypatch, DOUBLE_CLICKED)
    assert [page for page, _ in opened] == [downloads, folder, folder]


def test_the_window_closes_without_a_word_when_nothing_can_be_typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(_: str) -> None:
        raise EOFError

    monkeypatch.setattr(dropped, "_window_is_ours", lambda: True)
    monkeypatch.setattr(sys, "argv", ["omvgen", "--console", str(folder / UNFINISHED)])
    monkeypatch.setattr("builtins.input", closed)
    with pytest.raises(SystemExit) as end:
        dropped.main()
    assert end.value.code == 1
    assert "Traceback" not in capsys.readouterr().err
