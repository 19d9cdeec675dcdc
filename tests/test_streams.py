"""What omvgen says goes to a full disk, to nobody, or to a reader who has gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_cli import Said, omvgen
from tools import ROOT

from omvgen import cli

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such shell")
on_a_full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="macOS has no /dev/full")
WORKBOOK = ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"
FULL = "Tulostetta ei voitu kirjoittaa: levy on täynnä.\n"
CLOSED = "Tulostetta ei voitu kirjoittaa: se on suljettu.\n"
SIGPIPE = 141  # what a shell says of any program whose reader has gone


def shell(line: str, folder: Path) -> Said:
    """What the line gives in bash; `omvgen` and `$W` stand in it for the program and a workbook."""
    program = f'omvgen() {{ "{sys.executable}" -m omvgen "$@"; }}; W="{WORKBOOK}"'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program}; {line}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@on_a_full_disk
@pytest.mark.needs("bash")
@pytest.mark.parametrize("command", ["export $W", "template -o -", "--help", "validate $W $W"])
def test_a_result_that_cannot_be_written_is_said_and_is_no_fault_of_the_plan(
    command: str, tmp_path: Path
) -> None:
    assert shell(f"omvgen {command} >/dev/full", tmp_path) == Said(2, "", FULL)
    assert shell(f"omvgen {command} >&-", tmp_path) == Said(2, "", CLOSED)


@on_a_full_disk
@pytest.mark.needs("bash")
def test_messages_that_cannot_be_said_make_no_fault_of_the_plan(tmp_path: Path) -> None:
    for closed in ("2>/dev/full", "2>&-"):
        assert shell(f"omvgen validate puuttuu.xlsx {closed}", tmp_path) == Said(2, "", "")
    made = shell("omvgen build $W -o a.docx >&- 2>&-", tmp_path)
    assert made.code == 0  # nothing of it goes to stdout, and who closes stderr wants no messages
    assert (tmp_path / "a.docx").is_file()


@pytest.mark.needs("bash")
@pytest.mark.parametrize("command", ["validate $W", "--help", "export $W -o -"])
def test_a_reader_that_had_enough_is_left_in_peace(command: str, tmp_path: Path) -> None:
    assert shell(f"omvgen {command} | true", tmp_path) == Said(SIGPIPE, "", "")


def test_windows_has_another_name_for_a_reader_that_has_gone() -> None:
    def work() -> int:
        raise OSError(22, "Invalid argument")

    assert cli.exit_code(work) == SIGPIPE


def test_a_fault_of_the_program_is_no_fault_of_the_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("omvgen.pipeline.read", broken)
    said = omvgen("status", WORKBOOK)
    assert said.code == 2
    assert said.err.startswith("Ohjelmassa on virhe")
    said = omvgen("status", WORKBOOK, "--debug")
    assert said.code == 2
    assert said.err.startswith("Traceback")
    assert said.err.endswith("ZeroDivisionError\n")
