"""The tests' own LibreOffice: one that fails is replaced, and no error of a script is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
import tools

pytestmark = pytest.mark.needs("libreoffice", "uno")

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


def test_after_an_office_is_killed_the_next_job_gets_another(tmp_path: Path, runs: Path) -> None:
    first = tools.office()
    first.kill()
    assert "Desktop" in tools.run_in_office(client(tmp_path, "pass"), runs)
    assert tools.office() is not first
    assert runs.read_text("utf-8") == "x"


def test_a_job_whose_office_dies_is_done_once_more(tmp_path: Path, runs: Path) -> None:
    """The script ends its office in the first run."""
    dies = "len(open(runs).read()) == 1 and desktop(context).terminate()"
    fails = "; assert len(open(runs).read()) == 2"
    assert "Desktop" in tools.run_in_office(client(tmp_path, dies + fails), runs)
    assert runs.read_text("utf-8") == "xx"


def test_a_client_that_crashes_is_run_once_more(tmp_path: Path, runs: Path) -> None:
    tools.office()
    crashes = "import os; os.abort()"
    with pytest.raises(tools.OfficeFailed, match="exit code -6"):
        tools.run_in_office(client(tmp_path, crashes), runs)
    assert runs.read_text("utf-8") == "xx"


def test_a_scripts_own_error_is_shown_and_not_tried_again(tmp_path: Path, runs: Path) -> None:
    running = tools.office()
    with pytest.raises(AssertionError, match=r"exit code 1(?s:.*)ValueError: oma virhe"):
        tools.run_in_office(client(tmp_path, 'raise ValueError("oma virhe")'), runs)
    assert runs.read_text("utf-8") == "x"
    assert tools.office() is running
