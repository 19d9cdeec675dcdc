"""Kills `omvgen confirm`, `build` and `overview` at random moments and looks at what is left.

    python scripts/crash.py [--kills 500] [--seed 1]

Each command is killed (SIGKILL) so many times: every other time at a moment spread evenly
over the time that it takes, and every other time before a random line of the code that
writes, where such moments are few and matter most. It runs in a fork of this process, so
that what is killed and what is expected come of the same code, even while that is edited,
and no moment is spent on the start of Python, where there is nothing to lose. After each kill
the ledger must be whole, its chain must hold and no record may be missing that was there;
a document must be the old one or the new one to the byte, or absent, and so must an
overview; its index must be sound, or absent. What the dead leave
behind must not disturb those who come after. Then the first two are run on disks of every size that
is too small for what they write (a tmpfs in a namespace of its own, where Linux allows it).
Ends with 1 when anything is not so. Needs an operating system that forks.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NoReturn

from damage import unzip, zip_again

import omvgen
from omvgen import cli
from omvgen.confirmation import LEDGER
from omvgen.confirmation.ledger import read_ledger
from omvgen.errors import OmvgenError
from omvgen.findings.model import Place
from omvgen.seals import sealed_page
from omvgen.units.files import overview_file
from omvgen.units.index import index_beside

EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"
WRITERS = (
    "omvgen/output.py",
    "confirmation/ledger.py",
    "confirmation/kept.py",
    "tempfile.py",
    "units/index.py",
)
PIPE = 60_000  # bytes of what a run says: less than a pipe holds
ROUND = 25  # kills in a folder, before it is left and a new one begun

SIGNED = ("--date", "30.1.2026", "--today", "1.2.2026", "--place", "Esimerkkilä")
SIGNER = ("--by", "Oskari Esimerkkinen", "--role", "johtaja")


class Wrong(AssertionError):
    """Something was lost, torn or in the way."""


# --- what is run ------------------------------------------------------------------------


@cache
def version_cell() -> str:
    return omvgen.read(EXAMPLE).places[Place("field", "version")].cell


@cache
def workbook_of(version: str) -> bytes:
    """The example as the plan's version of that name."""
    parts = unzip(EXAMPLE.read_bytes())
    sheet = "xl/worksheets/sheet3.xml"
    old = rf'(<c r="{version_cell()}"[^>]*><is><t[^>]*>)[^<]*'.encode()
    parts[sheet], found = re.subn(old, rb"\g<1>" + version.encode(), parts[sheet])
    if found != 1:
        raise Wrong("the example's version is not where it was")
    return zip_again(parts)


@dataclass
class Confirming:
    """Confirms one version after another beside one workbook."""

    folder: Path
    records: int = 0
    lines: bytes = b""
    name: str = "confirm"

    def prepare(self, number: int) -> list[str]:
        workbook = self.folder / "suunnitelma.xlsx"
        workbook.write_bytes(workbook_of(f"{number}.0"))
        return ["confirm", str(workbook), *SIGNED, *SIGNER]

    def check(self, ended_well: bool) -> str:
        """What was found; raises `Wrong`."""
        ledger = self.folder / LEDGER
        try:
            count = len(read_ledger(ledger))
        except OmvgenError as refused:
            raise Wrong(f"the ledger: {refused.finding.code}") from refused
        data = ledger.read_bytes() if ledger.exists() else b""
        if not data.startswith(self.lines):
            raise Wrong("earlier records are not as they were")
        added, self.records, self.lines = count - self.records, count, data
        if added not in (0, 1) or (ended_well and added == 0):
            raise Wrong(f"{added} records were added")
        return "new" if added else "old"


@dataclass
class Building:
    """Builds one version after another onto one document."""

    folder: Path
    old: bytes | None = None
    new: bytes = b""
    name: str = "build"

    def prepare(self, number: int) -> list[str]:
        workbook = self.folder / "suunnitelma.xlsx"
        workbook.write_bytes(workbook_of(f"{number}.0"))
        self.new = omvgen.build(omvgen.read(workbook))
        return ["build", str(workbook), "-o", str(self.folder / "suunnitelma.docx")]

    def check(self, ended_well: bool) -> str:
        """What was found; raises `Wrong`."""
        document = self.folder / "suunnitelma.docx"
        there = document.read_bytes() if document.exists() else None
        if there not in (self.old, self.new) or (ended_well and there != self.new):
            size = "absent" if there is None else f"of {len(there)} bytes"
            raise Wrong(f"the document, {size}, is neither the old one nor the new one")
        found = "absent" if there is None else "new" if there == self.new else "old"
        self.old = there
        return found


@dataclass
class Overviewing:
    """Looks at a unit of two years, whose newest workbook is another each time."""

    folder: Path
    old: bytes | None = None
    new: bytes = b""
    name: str = "overview"

    def prepare(self, number: int) -> list[str]:
        units = self.folder / "units"
        units.mkdir(exist_ok=True)
        last_year = EXAMPLE.with_name("omavalvontasuunnitelma-2025.xlsx")
        (units / "2025.xlsx").write_bytes(last_year.read_bytes())
        (units / "2026.xlsx").write_bytes(workbook_of(f"{number}.0"))
        day = date(2026, 2, 1)
        self.new = sealed_page(overview_file(omvgen.overview([units], day), "html"))
        page = str(self.folder / "yhteenveto.html")
        return ["overview", str(units), "-o", page, "--today", "1.2.2026"]

    def check(self, ended_well: bool) -> str:
        """What was found; raises `Wrong`."""
        page = self.folder / "yhteenveto.html"
        there = page.read_bytes() if page.exists() else None
        if there not in (self.old, self.new) or (ended_well and there != self.new):
            raise Wrong("the page is neither the old one nor the new one")
        index = index_beside(page)
        if index.exists():
            with closing(sqlite3.connect(index)) as db:
                (state,) = db.execute("PRAGMA integrity_check").fetchone()
            if state != "ok":
                raise Wrong(f"the index: {state}")
        found = "absent" if there is None else "new" if there == self.new else "old"
        self.old = there
        return found


Doing = Confirming | Building | Overviewing


# --- how it is killed -------------------------------------------------------------------


def run(
    arguments: list[str], *, seconds: float | None = None, line: int | None = None
) -> tuple[int | None, str, int]:
    """The exit code, what was said, and how many lines of those that write were run.

    The code is None when it was killed, after the seconds or before that line. The
    lines are counted when there is one to be killed before; none is numbered 0.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(arguments, line, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        if seconds is not None:
            select.select([pipe], [], [], seconds)  # it speaks when it has ended
            os.kill(child, signal.SIGKILL)
        lines, _, said = pipe.read().decode(errors="replace").partition("\n")
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return (None if code == -signal.SIGKILL else code), said, int(lines or 0)


def _child(arguments: list[str], line: int | None, writer: int) -> NoReturn:
    """Runs the command, ends before that line of those that write, and tells of the end."""
    met, code = 0, 70
    said = io.StringIO()

    def lines(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal met
        if event == "line":
            met += 1
            if met == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return lines

    def calls(frame: FrameType, event: str, _: Any) -> Any:
        return lines if frame.f_code.co_filename.endswith(WRITERS) else None

    try:
        sys.stdout = sys.stderr = said
        if line is not None:
            sys.settrace(calls)
        cli.main([*arguments, "--debug"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # nothing may come back into the parent's code
        said.write(traceback.format_exc())
    finally:
        sys.settrace(None)
        os.write(writer, f"{met}\n{said.getvalue()}".encode()[:PIPE])
        os._exit(code)


# --- what came of it --------------------------------------------------------------------


@dataclass
class Tally:
    """What the kills of one command left."""

    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    killed: int = 0
    leftovers: int = 0


def crash(make: Callable[[Path], Doing], kills: int, chance: Random) -> Tally:
    """Kills what `make` gives so many times, a new folder for every few."""
    tally = Tally()
    while tally.killed < kills and not tally.wrong:
        with tempfile.TemporaryDirectory() as folder:
            doing = make(Path(folder))
            try:
                _round(doing, min(ROUND, kills - tally.killed), chance, tally)
            except Wrong as wrong:
                tally.wrong.append(f"{doing.name}: {wrong}")
    return tally


def _round(doing: Doing, kills: int, chance: Random, tally: Tally) -> None:
    """Kills in one folder, then one run to its end that finds the leftovers old."""
    _, usual = _must_succeed(doing, 1)
    lines, _ = _must_succeed(doing, 2, line=0)
    number, killed = 3, 0
    while killed < kills:
        arguments = doing.prepare(number)
        if killed % 2:
            code, said, _ = run(arguments, seconds=chance.uniform(0, usual))
        else:
            code, said, _ = run(arguments, line=chance.randint(1, lines))
        if code:
            raise Wrong(f"after a kill the next run ended with {code}: {said}")
        state = doing.check(code == 0)
        if code is None:
            killed, tally.killed = killed + 1, tally.killed + 1
            tally.found[state] += 1
        # A version is confirmed once; a document is built anew each time.
        number += state == "new" or doing.name != "confirm"
    left = list(doing.folder.rglob(".*.tmp"))
    tally.leftovers += len(left)
    for file in left:
        os.utime(file, (0, 0))
    _must_succeed(doing, number)
    if any(doing.folder.rglob(".*.tmp")):
        raise Wrong("old leftovers stay")


def _must_succeed(doing: Doing, number: int, line: int | None = None) -> tuple[int, float]:
    """How many lines of those that write were counted in a run that nobody kills, and its time.

    The time is in seconds, from the fork on.
    """
    arguments = doing.prepare(number)
    start = time.monotonic()
    code, said, lines = run(arguments, line=line)
    seconds = time.monotonic() - start
    if code != 0:
        raise Wrong(f"a run that nobody killed ended with {code}: {said}")
    doing.check(True)
    return lines, seconds


# --- a full disk ------------------------------------------------------------------------


def full_disk(make: Callable[[Path], Doing]) -> Counter[str]:
    """The command on ever larger disks, until one is large enough. Raises `Wrong`."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        doing = make(Path(folder))
        _must_succeed(doing, 1)
        arguments = doing.prepare(2)
        there = sum(-(-f.stat().st_size // 4096) * 4 for f in Path(folder).rglob("*"))
        for kilobytes in range(there, there + 1000, 4):
            code, said = _on_small_disk(Path(folder), arguments, kilobytes)
            state = doing.check(code == 0)
            if code == 0:
                return found
            if (code, state) != (2, "old") or "OMV120" not in said:
                raise Wrong(f"with {kilobytes - there} kB left: {code}, {state}: {said}")
            found[f"OMV120 and the {state} file"] += 1
    raise Wrong("no disk was large enough")


def _on_small_disk(folder: Path, arguments: list[str], kilobytes: int) -> tuple[int, str]:
    """Runs the command over a copy of the folder on a disk of that size; its files come back."""
    program = " ".join([sys.executable, "-m", "omvgen", *map(repr, arguments)])
    with tempfile.TemporaryDirectory() as copy, tempfile.TemporaryDirectory() as back:
        script = (
            f"cp -a {folder}/. {copy}/ && mount -t tmpfs -o size={kilobytes}k tmpfs {folder} && "
            f"cp -a {copy}/. {folder}/ && {{ {program}; code=$?; }}; "
            f"cp -a {folder}/. {back}/; exit $code"
        )
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False
        )
        if not any(Path(back).iterdir()):
            raise Wrong(f"no small disk could be made: {done.stderr}")
        for file in folder.iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        shutil.copytree(back, folder, dirs_exist_ok=True)
        return done.returncode, done.stderr


def can_make_disks() -> bool:
    """Whether this machine lets us have a disk of our own."""
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    return done.returncode == 0


# --- all of it --------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("confirm", "build", "overview"), help="one of them")
    asked = parser.parse_args()
    wrong: list[str] = []
    for make in (Confirming, Building, Overviewing):
        name = make.name
        if asked.only not in (None, name):
            continue
        tally = crash(make, asked.kills, Random(asked.seed))
        wrong += tally.wrong
        print(
            f"{name}: {tally.killed} kills, then {dict(tally.found)}; {tally.leftovers} leftovers"
        )
        if make is Overviewing:
            continue  # it writes through the same door as build
        if can_make_disks():
            try:
                print(f"{name} on full disks: {dict(full_disk(make))}")
            except Wrong as fault:
                wrong.append(f"{name} on a full disk: {fault}")
        else:
            print(f"{name}: full disks not tried, for no small disk can be made here")
    print("\n".join(f"FAILED {one}" for one in wrong) or "nothing lost, nothing torn")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
