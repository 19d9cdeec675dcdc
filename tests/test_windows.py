"""What only Windows can show: its names, paths, locks, consoles and code pages.

Left out elsewhere. `scripts/windows/run.sh` runs them, and all tests that need no other
program, under Wine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import omvgen
from omvgen import output, processes
from omvgen.errors import ReadError, WriteError

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="it is about Windows")

EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"
GENERIC_READ, GENERIC_WRITE, NOBODY_ELSE, OPEN_EXISTING = 0x80000000, 0x40000000, 0, 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people name them."""
    made = tmp_path / "Omavalvonta, yksikkö Änkyrä å 2026 (uusi)"
    made.mkdir()
    shutil.copy(EXAMPLE, made / "yksikkö ä ö å.xlsx")
    return made


def run(folder: Path, *line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """omvgen as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "omvgen", *line],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


@contextmanager
def opened_elsewhere(file: Path) -> Iterator[None]:
    """The file as Excel holds an open workbook: no other program may open it."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(
        str(file), GENERIC_READ | GENERIC_WRITE, NOBODY_ELSE, None, OPEN_EXISTING, 0, None
    )
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def test_a_workbook_that_is_open_elsewhere_is_told(folder: Path) -> None:
    workbook = folder / "yksikkö ä ö å.xlsx"
    with opened_elsewhere(workbook), pytest.raises(ReadError, match="yksikkö ä ö å"):
        omvgen.read(workbook)
    assert omvgen.read(workbook).plan.answers


def test_a_document_that_is_open_elsewhere_stays_and_is_told(folder: Path) -> None:
    target = folder / "suunnitelma.docx"
    assert run(folder, "build", "yksikkö ä ö å.xlsx", "-o", target.name).returncode == 0
    before = target.read_bytes()
    with opened_elsewhere(target):
        done = run(folder, "build", "yksikkö ä ö å.xlsx", "-o", target.name, "--draft", "--force")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "suunnitelma.docx" in done.stderr.decode("utf-8")
    assert target.read_bytes() == before
    assert not [file for file in folder.iterdir() if file.name.startswith(".omvgen-")]


def test_a_read_only_document_stays(folder: Path) -> None:
    target = folder / "suunnitelma.docx"
    target.write_bytes(b"oma")
    target.chmod(0o444)
    done = run(folder, "build", "yksikkö ä ö å.xlsx", "-o", target.name, "--force")
    assert done.returncode == 2
    assert target.read_bytes() == b"oma"


def test_the_lock_file_of_excel_is_no_workbook(folder: Path) -> None:
    """`*.xlsx` finds it: it is passed over, and a person who names it is told what it is."""
    (folder / "~$yksikkö ä ö å.xlsx").write_bytes(b"\x05Maija" + b"\0" * 159)
    done = run(folder, "validate", "*.xlsx")
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")
    assert "~$" not in done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["con.docx", "NUL.docx", "aux.docx", "com1.docx", "lpt9.docx"])
def test_a_name_of_a_device_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(WriteError, match="varattu"):
        output.put(b"x", folder / name)


@pytest.mark.parametrize("name", ["a.docx:piilo", "a.docx.", "a.docx ", "mikä?.docx"])
def test_a_name_that_windows_would_change_is_refused(folder: Path, name: str) -> None:
    """A stream of `a.docx` that nobody sees, or another file than the one that is named."""
    before = sorted(folder.iterdir())
    with pytest.raises(WriteError, match=r"nimessä on merkki|nimen lopussa"):
        output.put(b"x", folder / name)
    assert sorted(folder.iterdir()) == before


def test_a_program_of_the_folder_is_never_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows looks in the working folder first; what lies there is no program at all."""
    for name in ("soffice.exe", "soffice.com", "libreoffice.bat", "taskkill.exe"):
        (folder / name).write_bytes(b"MZ paha")
    monkeypatch.chdir(folder)
    assert processes.on_path("soffice", os.environ["PATH"]) is None
    assert processes.on_path("libreoffice", os.environ["PATH"]) is None
    monkeypatch.chdir(folder.parent)
    assert Path(processes.on_path("soffice", str(folder)) or "").stem == "soffice"
    monkeypatch.chdir(folder)
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    running = subprocess.Popen(sleeping, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    processes.end(running)
    assert running.wait(30) != 0


def test_a_path_longer_than_windows_usual_limit_is_written_or_told(folder: Path) -> None:
    deep = folder.joinpath(*["hyvin pitkä kansion nimi" * 2] * 6)
    done = run(folder, "build", "yksikkö ä ö å.xlsx", "-o", str(deep / "suunnitelma.docx"))
    assert b"Traceback" not in done.stderr
    if done.returncode == 0:
        assert (deep / "suunnitelma.docx").stat().st_size > 10_000
    else:
        assert done.returncode == 2
        assert done.stderr.decode("utf-8").strip()


def test_paths_are_told_as_windows_writes_them(folder: Path) -> None:
    done = run(folder, "build", "yksikkö ä ö å.xlsx")
    assert done.returncode == 0
    assert "output\\omavalvontasuunnitelma-2026-v2.0.docx" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("code_page", ["cp850", "cp1252", "utf-8"])
def test_what_is_redirected_is_utf8_whatever_the_code_page(folder: Path, code_page: str) -> None:
    done = run(folder, "validate", "yksikkö ä ö å.xlsx", PYTHONIOENCODING=code_page)
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode("utf-8")
    assert "yksikkö ä ö å.xlsx" in said
    assert "Traceback" not in said


def test_wildcards_are_ours_to_find(folder: Path) -> None:
    shutil.copy(EXAMPLE, folder / "toinen ä.xlsx")
    done = run(folder, "validate", "*ä*.xlsx")
    said = done.stdout.decode("utf-8")
    assert "toinen ä.xlsx" in said
    assert "yksikkö ä ö å.xlsx" in said


def test_a_path_of_the_network_is_read(folder: Path) -> None:
    """`\\\\?\\unc` and `\\\\localhost\\c$` need a server; the long form of a path does not."""
    assert omvgen.read("\\\\?\\" + str(folder / "yksikkö ä ö å.xlsx")).plan.answers


def test_a_profile_folder_with_finnish_letters_does_not_matter(folder: Path) -> None:
    home = folder / "Käyttäjä Ö"
    home.mkdir()
    done = run(folder, "validate", "yksikkö ä ö å.xlsx", USERPROFILE=str(home), TEMP=str(home))
    assert done.returncode == 0, done.stderr


def test_a_workbook_dropped_on_the_program_is_checked_and_built(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from omvgen.cli.dropped import main; main()", "yksikkö ä ö å.xlsx"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "output" / "yksikkö ä ö å.docx").exists()


def test_lines_of_a_file_end_alike_everywhere(folder: Path) -> None:
    """What is redirected to a file by a console gets the same bytes as with `-o`."""
    done = run(folder, "export", "yksikkö ä ö å.xlsx", "-o", "suunnitelma.json")
    assert done.returncode == 0
    assert b"\r\n" not in (folder / "suunnitelma.json").read_bytes()
