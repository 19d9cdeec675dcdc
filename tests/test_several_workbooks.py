"""Several workbooks in one call: all in their order, whatever becomes of one of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_checks import FORM, sound_plan, with_answer
from helpers_cli import omvgen
from helpers_document import lines

from omvgen.workbook.template import make_workbook

SOUND = make_workbook(FORM, sound_plan())
FAULTY = make_workbook(FORM, with_answer("henk_riittavyys", ""))
PARALLEL = 8  # workbooks: from so many on, processes share them


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(PARALLEL):
        data = FAULTY if number == 3 else SOUND
        (tmp_path / f"työ kirja {number}.xlsx").write_bytes(data)
    (tmp_path / "työ kirja 5.xlsx").write_text("ei ole työkirja", "utf-8")
    return tmp_path


def test_shared_among_processes_they_say_what_they_say_one_by_one(folder: Path) -> None:
    files = sorted(folder.glob("*.xlsx"))
    together = omvgen("validate", *files)
    alone = [omvgen("validate", file) for file in files]
    said, _, closing = together.out.rpartition("\n\n")
    assert said + "\n" == "\n".join(one.out for one in alone if one.out)
    assert together.err == "".join(one.err for one in alone)
    assert closing == "8 työkirjaa: 6 kunnossa, 1 korjattava, 1 jäi lukematta\n"
    assert together.code == 2
    english = omvgen("validate", *files, "--lang", "en")
    assert "OMV201 error" in english.out  # a process of its own speaks the same language


def test_each_gets_a_document_of_its_name_and_one_summary(folder: Path) -> None:
    files = sorted(folder.glob("*.xlsx"))
    said = omvgen("build", *files, cwd=folder)
    made = sorted(file.name for file in (folder / "output").iterdir())
    assert made == [f"työ kirja {n}.docx" for n in (0, 1, 2, 4, 6, 7)]
    assert said.code == 2
    assert said.err.rstrip().endswith(
        "8 työkirjaa: 6 asiakirjaa tehty, 1 korjattava, 1 jäi tekemättä"
    )
    alone = omvgen("build", files[0], "-o", "yksin.docx", cwd=folder)
    assert alone.code == 0
    data = (folder / "output" / "työ kirja 0.docx").read_bytes()
    assert data == (folder / "yksin.docx").read_bytes()
    assert "Henkilöstö" in "\n".join(lines(data))


def test_what_would_be_one_document_of_two_workbooks_is_refused(folder: Path) -> None:
    (folder / "toinen").mkdir()
    shutil.copy(folder / "työ kirja 0.xlsx", folder / "toinen")
    two = folder / "työ kirja 0.xlsx", folder / "toinen" / "työ kirja 0.xlsx"
    assert omvgen("build", *two, cwd=folder).code == 2
    assert omvgen("build", "-o", "a.docx", *sorted(folder.glob("*.xlsx")), cwd=folder).code == 2
    assert not (folder / "output").exists()


@pytest.mark.skipif(os.name == "nt", reason="a terminal is made otherwise on Windows")
def test_a_terminal_sees_how_far_it_is_and_a_pipe_does_not(folder: Path) -> None:
    import pty

    command = [sys.executable, "-m", "omvgen", "validate", *sorted(folder.glob("*.xlsx"))]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    seen = os.read(ours, 100_000).decode("utf-8")
    os.close(ours)
    assert "Työkirjat" in seen
    assert "100%" in seen
    assert b"100%" not in out
    assert "100%" not in omvgen(*command[3:]).err
