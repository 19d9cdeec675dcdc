"""The tests' own LibreOffice: one that fails is replaced, and no error of a script is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tools

pytestmark = pytest.mark.needs("libreoffice", "uno")
# What an office shows of itself: that it has opened the document that it is given last.
STAND_IN = """#!/bin/sh
for last; do :; done
touch "$(dirname "$last")/.~lock.$(basename "$last")#"
exec sleep 600
"""

CLIENT = """
import sys
sys.path.insert(0, {tests!r})
from uno_office import desktop, run

def main(context, runs):
    with open(runs, "a") as file:
        file.write("x")
    print(desktop(context).ImplementationName)
    {then}

run(main)
"""


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A file that gets a letter each time the script is run."""
    return tmp_path / "runs.txt"


def client(folder: Path, then: str) -> Path:
    script = folder / "client.py"
    script.write_text(CLIENT.format(tests=str(Path(tools.__file__).parent), then=then), "utf-8")
    return script


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Has a program that does nothing for LibreOffice, whose start takes a second each time."""
    file = tmp_path / "soffice"
    file.write_text(STAND_IN, "utf-8")
    file.chmod(0o755)
    usual = tools.PROGRAMS["libreoffice"]
    monkeypatch.setitem(tools.PROGRAMS, "libreoffice", replace(usual, find=lambda: str(file)))
    monkeypatch.setattr(tools, "_offices", [])
    yield
    tools.end_office()


def lone_client(folder: Path, then: str) -> Path:
    """A script that asks nothing of the office."""
    script = folder / "client.py"
    script.write_text(f'import sys\nwith open(sys.argv[2], "a") as f:\n    f.write("x")\n{then}')
    return script


@pytest.mark.usefixtures("stand_in")
def test_after_an_office_is_killed_the_next_job_gets_another(tmp_path: Path, runs: Path) -> None:
    first = tools.office()
    first.kill()
    assert tools.run_in_office(lone_client(tmp_path, "print(sys.argv[1])"), runs)
    assert tools.office() is not first
    assert tools.office().runs
    assert runs.read_text("utf-8") == "x"


def test_a_job_whose_office_dies_is_done_once_more(tmp_path: Path, runs: Path) -> None:
    """The script ends its office in the first run."""
    dies = "len(open(runs).read()) == 1 and desktop(context).terminate()"
    fails = "; assert len(open(runs).read()) == 2"
    assert "Desktop" in tools.run_in_office(client(tmp_path, dies + fails), runs)
    assert runs.read_text("utf-8") == "xx"


@pytest.mark.usefixtures("stand_in")
def test_a_client_that_crashes_is_run_once_more(tmp_path: Path, runs: Path) -> None:
    with pytest.raises(tools.OfficeFailed, match="exit code -6"):
        tools.run_in_office(lone_client(tmp_path, "import os; os.abort()"), runs)
    assert runs.read_text("utf-8") == "xx"


def test_a_scripts_own_error_is_shown_and_not_tried_again(tmp_path: Path, runs: Path) -> None:
    running = tools.office()
    with pytest.raises(AssertionError, match=r"exit code 1(?s:.*)ValueError: oma virhe"):
        tools.run_in_office(client(tmp_path, 'raise ValueError("oma virhe")'), runs)
    assert runs.read_text("utf-8") == "x"
    assert tools.office() is running
