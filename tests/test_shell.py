"""What people are used to in a shell: completion, wildcards, `-h`, `-`, colours only where seen."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from helpers_cli import omvgen
from helpers_small import put_small_examples
from tools import ROOT

from omvgen.cli import COMMANDS
from omvgen.cli.common import use_colors
from omvgen.cli.wildcards import expanded

PAGE = (ROOT / "docs" / "installing.md").read_text("utf-8")
SHELLS = ("bash", "zsh", "fish")
WORKBOOK = "omavalvontasuunnitelma-2026.xlsx"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small workbooks: what they say does not count here."""
    return put_small_examples(tmp_path_factory.mktemp("pienet"))


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OMVGEN_FORMS", str(examples))
    shutil.copy(examples / WORKBOOK, tmp_path)
    return tmp_path


# Completion


def complete(shell: str, *words: str) -> str:
    """What the program answers to the shell that asks how the last word may go on."""
    environment = {
        "_OMVGEN_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": shlex.join(filter(None, words)),
        # fish tells the word itself, the others tell its place.
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    return omvgen(**environment).out


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_can_complete(shell: str) -> None:
    row = next(line for line in PAGE.splitlines() if f"{shell}_source" in line)
    assert f"_OMVGEN_COMPLETE={shell}_source omvgen" in row
    said = omvgen(_OMVGEN_COMPLETE=f"{shell}_source")
    assert said.code == 0
    assert f"{shell}_complete" in said.out
    assert "validate" in complete(shell, "omvgen", "val")
    assert "redline" in complete(shell, "omvgen", "diff", "--format", "")
    assert "file" in complete(shell, "omvgen", "build", "")
    # In one piece: click would cut the command's whole help at its 45th character.
    whole = "Tarkista työkirja ja kerro, mitä korjata ja missä solussa."
    assert whole in complete(shell, "omvgen", "val") or shell == "bash"
    assert "Tee luonnos" in complete(shell, "omvgen", "build", "--dr") or shell == "bash"


@pytest.mark.needs("bash")
@pytest.mark.skipif(os.name == "nt", reason="Windows names its paths otherwise")
def test_a_real_bash_completes_as_the_page_says(tmp_path: Path) -> None:
    program = tmp_path / "omvgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m omvgen "$@"\n')
    program.chmod(0o755)
    [line] = re.findall(r"`(eval .*bash_source.*?)`", PAGE)
    asks = (
        'COMP_WORDS=(omvgen val); COMP_CWORD=1; _omvgen_completion omvgen; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{line}; {asks}"],
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["validate"]


def test_powershell_asks_as_bash_does() -> None:
    """Its lines on the page set what bash's protocol reads, and take the plain answers."""
    [lines] = re.findall(r"```powershell\n(Register-ArgumentCompleter.*?)```", PAGE, re.DOTALL)
    for said in (
        "$env:COMP_WORDS =",
        "$env:COMP_CWORD =",
        "$env:_OMVGEN_COMPLETE = 'bash_complete'",
    ):
        assert said in lines
    plain = "plain,"
    assert f"-like '{plain}*'" in lines
    assert f"Substring({len(plain)})" in lines
    answers = complete(
        "bash", "omvgen", "verify", "C:\\Omat tiedostot\\å ä ö.docx", "--for"
    ).split()
    assert sorted(answers) == ["plain,--form", "plain,--format"]


# Wildcards


def test_a_pattern_is_expanded_and_everything_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("å ä ö.xlsx", "b [1].xlsx", "a.xlsx", "~$a.xlsx", "muu.docx", "a-Huomiot.xlsx"):
        Path(name).touch()
    assert expanded(["validate", "*.xlsx"]) == ["validate", "a.xlsx", "b [1].xlsx", "å ä ö.xlsx"]
    assert expanded(["b [1]*", "?.xlsx"]) == ["b [1].xlsx", "a.xlsx"]
    for alone in (["*.pdf"], ["b [1].xlsx"], ["--place", "Missä?"], ["-o", "-"], []):
        assert expanded(alone) == alone


def test_on_windows_the_program_expands_what_the_shell_leaves(folder: Path) -> None:
    shutil.copy(folder / WORKBOOK, folder / "Toinen å ä ö.xlsx")
    as_on_windows = "import omvgen.cli as c; c._SHELL_EXPANDS = False; c.main()"
    done = subprocess.run(
        [sys.executable, "-c", as_on_windows, "validate", "*.xlsx", "--format", "json"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    names = [one["file"] for one in json.loads(done.stdout.decode("utf-8"))]
    assert names == ["Toinen å ä ö.xlsx", WORKBOOK]


# Help, stdout, colours


@pytest.mark.parametrize("line", [[], *([name] for name in COMMANDS), ["form", "check"]])
def test_h_is_help_everywhere(line: list[str]) -> None:
    said = omvgen(*line, "-h")
    assert said.code == 0
    assert said.out.startswith(" ".join(["Käyttö: omvgen", *line]))
    assert said.out == omvgen(*line, "--help").out


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("biuld x.xlsx", "build"),
        ("form chekc x.toml", "check"),
        ("validate --anotate x.xlsx", "--annotate"),
        ("diff a b --exitcode", "--exit-code"),
    ],
)
def test_what_is_mistyped_is_guessed_in_finnish(line: str, meant: str) -> None:
    said = omvgen(*line.split())
    assert said.code == 2
    assert re.search(rf"Tarkoititko:? '?{meant}\b", said.err), said.err


@pytest.mark.parametrize(
    ("workbook", "meant"),
    [("a.xlsx", "omvgen validate a.xlsx"), ("å ä.XLSM", 'omvgen validate "å ä.XLSM"')],
)
def test_a_workbook_in_place_of_a_command_is_offered_to_be_checked(
    workbook: str, meant: str
) -> None:
    said = omvgen(workbook)
    assert said.code == 2
    assert said.err.endswith(f"Komentoa {workbook} ei ole. Tarkoititko: {meant}?\n")


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("template -o {0}.xlsx", "{0}.xlsx: 58 kysymystä, vastattu 0."),
        ("new {1} -o {0}.xlsx", "{0}.xlsx. Päivitä vastaukset"),
        ("export {1} -o {0}.json", "{0}.json."),
        ("diff {1} {1} --format html -o {0}.html", "{0}.html."),
        ("diff {1} {1} --format docx -o {0}.docx", "{0}.docx."),
        ("notice {1} {1} -o {0}.md", "{0}.md."),
        ("build {1} -o {0}.docx", "{0}.docx: 2 osiota"),
        ("template -o -", "vakiotulosteeseen: 58 kysymystä"),
        ("new {1} -o -", "vakiotulosteeseen. Päivitä vastaukset"),
        ("build {1} -o -", "vakiotulosteeseen: 2 osiota"),
    ],
)
def test_what_was_written_is_said_in_one_form(line: str, written: str, folder: Path) -> None:
    said = omvgen(*line.format("tulos", WORKBOOK).split(), cwd=folder)
    assert said.code == 0
    assert f"Kirjoitettu {written.format('tulos')}" in said.err


def test_the_result_of_a_search_for_secrets_is_on_stdout(folder: Path) -> None:
    (folder / "tyhjä.txt").write_text("Ei mitään.", "utf-8")
    said = omvgen("verify", "--public", folder / "tyhjä.txt", folder / WORKBOOK)
    assert (said.code, said.err) == (0, "")
    assert "ei löytynyt mitään siitä" in said.out
    line = ("verify", "--public", folder / "tyhjä.txt", folder / WORKBOOK, "--format", "json")
    said = omvgen(*line)
    assert json.loads(said.out)["findings"] == []
    assert "ei löytynyt mitään siitä" in said.err


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        (["template"], b"PK"),
        (["new", WORKBOOK], b"PK"),
        (["repair", WORKBOOK], b"PK"),
        (["build", WORKBOOK], b"PK"),
        (["notice", WORKBOOK, WORKBOOK], b"PK"),
        (["diff", WORKBOOK, WORKBOOK, "--format", "docx"], b"PK"),
        (["diff", WORKBOOK, WORKBOOK, "--format", "html"], b"<!"),
        (["export", WORKBOOK], b"{"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_hyphen_is_stdout_and_nothing_else_goes_there(
    line: list[str], begins: bytes, folder: Path
) -> None:
    said = omvgen(*line, "-o", "-", cwd=folder)
    assert said.code == 0
    is_all_of_a_file(said.out.encode("utf-8", "surrogateescape"), begins)
    assert [file.name for file in folder.iterdir()] == [WORKBOOK]


def is_all_of_a_file(out: bytes, begins: bytes) -> None:
    assert out.startswith(begins)
    if begins == b"PK":  # a zip ends with its directory, and that with an empty comment
        assert out[-22:-18] == b"PK\x05\x06"


def test_the_process_itself_writes_nothing_else_to_its_stdout(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "omvgen", "build", WORKBOOK, "-o", "-"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    is_all_of_a_file(done.stdout, b"PK")


@pytest.mark.skipif(os.name == "nt", reason="no such terminals on Windows")
@pytest.mark.parametrize(
    ("no_color", "term", "colours"),
    [("", "xterm", True), ("1", "xterm", False), ("", "dumb", False)],
)
def test_colours_are_for_a_terminal_that_wants_them(
    no_color: str, term: str, colours: bool, folder: Path
) -> None:
    import pty

    terminal, program = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "omvgen", "validate", WORKBOOK],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": no_color, "TERM": term},
        stdin=subprocess.DEVNULL,
        stdout=program,
    ):
        os.close(program)
        shown = b""
        while piece := read_some(terminal):
            shown += piece
    os.close(terminal)
    assert b"OMV416" in shown
    assert (b"\x1b[" in shown) == colours


def read_some(terminal: int) -> bytes:
    """What has been shown; nothing when the program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("can", [True, False])
def test_the_console_of_windows_is_asked_for_colours_first(
    can: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old one cannot, and would show the codes themselves."""
    stdout, usual, with_codes = 7, 3, 3 | 4
    asked: list[int] = []

    def get(console: ctypes.c_void_p, mode: Any) -> bool:
        mode._obj.value = usual
        return console.value == stdout

    def set_(_: ctypes.c_void_p, mode: int) -> bool:
        asked.append(mode)
        return can

    kernel = SimpleNamespace(
        GetStdHandle={-11: stdout}.get, GetConsoleMode=get, SetConsoleMode=set_
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert use_colors() == can
    assert asked == [with_codes]
