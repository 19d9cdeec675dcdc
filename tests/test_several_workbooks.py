"""Several workbooks in one call: all in their order, whatever becomes of one of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from helpers_checks import sound_plan, with_answer
from helpers_cli import omvgen
from helpers_document import lines

from omvgen import parallel
from omvgen.cli import each
from omvgen.form.loader import load_form
from omvgen.workbook.template.make import make_workbook

FORM_FILE = Path(__file__).parent / "forms" / "pieni.toml"
FORM = load_form(FORM_FILE)
PLAN = sound_plan(FORM)
SOUND = make_workbook(FORM, PLAN)
FAULTY = make_workbook(FORM, with_answer("kuvaus", "", plan=PLAN))
SEVERAL = 8


@pytest.fixture(params=["alone", pytest.param("shared", marks=pytest.mark.needs("processes"))])
def shared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By one process, as few workbooks are, or shared among some, as many are."""
    if request.param == "shared":
        monkeypatch.setattr(parallel, "FILES_A_PROCESS", 2)
        monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Workbooks of the small form, which lies beside them."""
    shutil.copy(FORM_FILE, tmp_path)
    for number in range(SEVERAL):
        data = FAULTY if number == 3 else SOUND
        (tmp_path / f"työ kirja {number}.xlsx").write_bytes(data)
    (tmp_path / "työ kirja 5.xlsx").write_text("ei ole työkirja", "utf-8")
    return tmp_path


@pytest.mark.usefixtures("shared")
def test_shared_among_processes_they_say_what_they_say_one_by_one(folder: Path) -> None:
    files = sorted(folder.glob("*.xlsx"))
    together = omvgen("validate", *files)
    alone = [omvgen("validate", file) for file in files]
    said, _, closing = together.out.rpartition("\n\n")
    assert said + "\n" == "\n".join(one.out for one in alone if one.out)
    assert together.err == "".join(one.err for one in alone)
    assert closing == "8 työkirjaa: 6 kunnossa, 1 korjattava ja 1 jäi lukematta\n"
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
        "8 työkirjaa: 6 asiakirjaa tehty, 1 korjattava ja 1 jäi tekemättä"
    )
    alone = omvgen("build", files[0], "-o", "yksin.docx", cwd=folder)
    assert alone.code == 0
    data = (folder / "output" / "työ kirja 0.docx").read_bytes()
    assert data == (folder / "yksin.docx").read_bytes()
    assert "Turvallisuus" in "\n".join(lines(data))


def test_what_would_be_one_document_of_two_workbooks_is_refused(folder: Path) -> None:
    (folder / "toinen").mkdir()
    shutil.copy(folder / "työ kirja 0.xlsx", folder / "toinen")
    two = folder / "työ kirja 0.xlsx", folder / "toinen" / "työ kirja 0.xlsx"
    assert omvgen("build", *two, cwd=folder).code == 2
    assert omvgen("build", "-o", "a.docx", *sorted(folder.glob("*.xlsx")), cwd=folder).code == 2
    assert not (folder / "output").exists()


def test_two_files_of_one_name_are_told_apart(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for year in ("2025", "2026"):
        Path(year).mkdir()
        Path(year, "s.xlsx").write_bytes(SOUND)
    Path("2026", "tyhjä.xlsx").write_bytes(b"")
    files = [str(Path(name)) for name in ("2025/s.xlsx", "2026/s.xlsx", "2026/tyhjä.xlsx")]
    said = omvgen("validate", *files)
    assert [line for line in said.out.splitlines() if line.endswith(".xlsx")] == [*files[:2]]
    data = json.loads(omvgen("validate", "--format", "json", *files).out)
    assert [one["file"] for one in data] == [*files[:2], "tyhjä.xlsx"]


def test_which_workbook_got_no_document_is_said(folder: Path) -> None:
    said = omvgen("build", *sorted(folder.glob("*.xlsx")), cwd=folder)
    assert "Työkirjasta työ kirja 3.xlsx ei tehty asiakirjaa" in said.err
    undecided = with_answer("kuvaus", "On.", plan=PLAN, publicity=None)
    (folder / "työ kirja 1.xlsx").write_bytes(make_workbook(FORM, undecided))
    said = omvgen("build", "--public", *sorted(folder.glob("*.xlsx"))[:2], cwd=folder)
    assert "Työkirjasta työ kirja 1.xlsx ei tehty julkista versiota" in said.err


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as Python has it, also where a shell made it ignored (`nohup … &`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("shared", "ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
def test_who_breaks_off_is_told_how_many_were_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        each.for_each(sorted(folder.glob("*.xlsx")), partial(broken_off, os.getpid()))
    out, err = capsys.readouterr()
    done = len(list(folder.glob("*.tehty")))
    assert 2 <= done < SEVERAL
    assert list(filter(None, out.splitlines())) == [f"työ kirja {n}.xlsx" for n in range(done)]
    assert err == f"\nValmiiksi ehti {done}/8 työkirjaa.\n"


def broken_off(sharing: int, file: Path) -> None:
    """Ctrl-C in the third of the files, which reaches the process that shares them out."""
    if "2" in file.name:
        os.kill(sharing, signal.SIGINT)
    time.sleep(0.1)
    print(file.name)
    file.with_suffix(".tehty").touch()


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_is_for_the_first_process_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal sends it to all: those that work do not break off, nor those that begin."""
    monkeypatch.setattr(parallel, "FILES_A_PROCESS", 2)
    beginning, usual = [], ProcessPoolExecutor.submit

    def submit(pool: ProcessPoolExecutor, *work: Any) -> Any:
        beginning.append(signal.getsignal(signal.SIGINT))
        return usual(pool, *work)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    files = sorted(folder.glob("*.xlsx"))
    assert each.for_each(files, interrupted_itself) == [file.name for file in files]
    assert beginning == [signal.SIG_IGN] * SEVERAL
    assert signal.getsignal(signal.SIGINT) == signal.default_int_handler


def interrupted_itself(file: Path) -> str:
    assert multiprocessing.parent_process()
    signal.raise_signal(signal.SIGINT)
    return file.name


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


@pytest.mark.needs("processes")
def test_windows_is_not_asked_for_more_processes_than_it_can_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, processes: int, **_: Any) -> None:
            asked.append(processes)
            super().__init__(1)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    monkeypatch.setattr(os, "cpu_count", lambda: 128)
    files = [Path(f"{number}.xlsx") for number in range(61 * 8 + 8)]
    assert each.for_each(files, str) == list(map(str, files))
    assert asked == [61]


@pytest.mark.usefixtures("shared")
def test_a_file_that_ends_its_process_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    if "alone" in request.node.callspec.id:
        pytest.skip("it would end the process of the tests")
    files = sorted(folder.glob("*.xlsx"))
    results = each.for_each(files, ended_by_number_3)
    assert results == [None if "3" in file.name else file.name for file in files]
    assert capsys.readouterr().err.count("Ohjelmassa on virhe") == 1


def ended_by_number_3(file: Path) -> str:
    if "3" in file.name:
        os._exit(9)
    return file.name


@pytest.mark.needs("processes")
@pytest.mark.parametrize("fate", ["dies", "never answers"])
def test_where_no_process_can_start_the_first_does_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fate: str
) -> None:
    monkeypatch.setattr(parallel, "FILES_A_PROCESS", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    if fate == "dies":
        monkeypatch.setattr(parallel, "_begin", died_at_the_start)
    else:  # the pool never notices that its processes are gone
        monkeypatch.setattr(parallel, "_pool", Deaf)
        monkeypatch.setattr(parallel, "_PATIENCE", 0.01)
    files = sorted(folder.glob("*.xlsx"))
    assert each.for_each(files, str) == list(map(str, files))


def died_at_the_start() -> None:
    os._exit(9)


class Deaf:
    """A pool whose processes are dead and whose results never come."""

    def __init__(self, _: int) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, *_: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        assert not wait
