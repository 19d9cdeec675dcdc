"""Programs that are started: which, and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from omvgen.processes import end, on_path

posix = pytest.mark.skipif(sys.platform == "win32", reason="`test_windows.py` has those of Windows")


@posix
def test_a_program_of_the_working_folder_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "ohjelmat"
    elsewhere.mkdir()
    for folder in (tmp_path, elsewhere):
        (folder / "soffice").write_text("#!/bin/sh\n")
        (folder / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in (".", "", "ohjelmat"):
        assert on_path("soffice", f"{path}{os.pathsep}") is None
    assert on_path("soffice", str(elsewhere)) == str(elsewhere / "soffice")
    assert on_path("./soffice", None) == "./soffice"  # somebody names it


@posix
@pytest.mark.parametrize("kill", [False, True])
def test_what_a_program_started_ends_with_it(tmp_path: Path, kill: bool) -> None:
    script = (
        f"sleep 60 & echo $! > {tmp_path}/lapsi.tmp; mv {tmp_path}/lapsi.tmp {tmp_path}/lapsi; wait"
    )
    process = subprocess.Popen(["sh", "-c", script], start_new_session=True)
    while not (tmp_path / "lapsi").exists():
        time.sleep(0.01)
    end(process, kill=kill)
    assert process.wait(10) != 0
    child = Path("/proc", (tmp_path / "lapsi").read_text().strip(), "stat")
    for _ in range(500):
        if not child.exists() or " Z " in child.read_text():
            return
        time.sleep(0.01)
    raise AssertionError("the child goes on")
