"""Damages the example workbooks in thousands of ways and reads what is left of them.

    python scripts/fuzz_workbooks.py [--files 5000] [--seed 1] [--keep FOLDER]

Each file is read, validated and annotated in a process of its own. It must end in a
refusal or in a plan with findings: never in a traceback, after more than 5 seconds of
the processor's time, or with more than 300 MB. The annotated copy, where there is one,
must hold the same plan. Where the plan is not what the undamaged
workbook says, a finding must name the file or the sheet: a difference without one is
a silent one. What the damage itself rewrote, a letter in the middle of an answer, no
reader can know; so a silent difference is one that the file does not say. Ends with 1
when there is any of these. Needs an operating system that forks.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from damage import damaged, unzip, zip_again
from lxml import etree

import omvgen
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding, Location
from omvgen.form.loader import load_form
from omvgen.form.sheets import DOCUMENT, LOG
from omvgen.plan.plan import Plan
from omvgen.plan.text import clean
from omvgen.workbook.patch.annotate.copy import annotated_copy
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.xlsx.strings import unescape

EXAMPLES = Path(__file__).parent.parent / "examples"
SECONDS, MEGABYTES = 5, 300
_CORE = "docProps/core.xml"
_A_NUMBER = re.compile(r"[\d\s.,%E+-]+")
_WAIT = 60  # of a clock's seconds, for a process that does not use its processor

Key = tuple[str, ...]
Told = tuple[str, Location, str, str]


@dataclass(frozen=True)
class Result:
    """What became of one damaged file. `seconds` are the processor's, `megabytes` the most held."""

    number: int
    damage: str
    outcome: str  # refused, read, silent, another copy, traceback, too slow, died
    detail: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    same_plan: bool = False
    copied: bool = False
    findings: int = 0

    @property
    def failed(self) -> bool:
        good = self.outcome in ("refused", "read")
        return not good or self.seconds > SECONDS or self.megabytes > MEGABYTES


@dataclass(frozen=True)
class Source:
    """A workbook that is to be damaged, and what it says while it is whole."""

    data: bytes
    said: dict[Key, str]
    findings: frozenset[Told]


@cache
def sources() -> tuple[Source, ...]:
    """The examples as they are, and as another program saves them (with shared strings)."""
    found = []
    for path in sorted(EXAMPLES.glob("*.xlsx")):
        found += [_source(path.read_bytes()), _source(_saved_by_openpyxl(path))]
    return tuple(found)


def _saved_by_openpyxl(path: Path) -> bytes:
    """Without the moment of saving: the same seed must give the same files."""
    saved = BytesIO()
    openpyxl.load_workbook(path, rich_text=True).save(saved)
    parts = unzip(saved.getvalue())
    parts[_CORE] = re.sub(rb"<dcterms:modified.*</dcterms:modified>", b"", parts[_CORE])
    return zip_again(dict(sorted(parts.items())))


def _source(data: bytes) -> Source:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kirja.xlsx"
        path.write_bytes(data)
        reading = omvgen.read(path)
        return Source(data, said(reading.plan), _known(omvgen.validate(reading)))


def said(plan: Plan) -> dict[Key, str]:
    """Everything that the plan says, piece by piece."""
    pieces: dict[Key, str] = {}
    for key, answer in plan.answers.items():
        looks = [f"{r.text}|{r.bold}{r.italic}{r.underline}{r.strike}{r.link}"
                 for r in answer.text.runs]  # fmt: skip
        pieces[("answer", key, "text")] = answer.text.plain
        pieces[("answer", key, "looks")] = "\n".join(looks)
        pieces[("answer", key, "publicity")] = str(answer.publicity or "")
        pieces[("answer", key, "bases")] = "; ".join(answer.bases)
        pieces[("answer", key, "note")] = answer.note
    for table, rows in (*plan.tables.items(), ("", plan.log)):
        for number, row in enumerate(rows):
            for column, text in row.items():
                pieces[("table", table, str(number), column)] = text
    pieces |= {("field", key): text for key, text in plan.document.items()}
    return {key: text for key, text in pieces.items() if text}


def _known(findings: tuple[Finding, ...]) -> frozenset[Told]:
    return frozenset(
        (f.code, f.location, f.message, str(f.values.get("expected", ""))) for f in findings
    )


# --- one file ---------------------------------------------------------------------------


def judge(number: int, seed: int, keep: Path | None) -> Result:
    """Makes the damaged file of that number, and reads it in a process of its own."""
    source_number = number % len(sources())
    kind, data = damaged(sources()[source_number].data, seed * 1_000_003 + number)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _in_child(writer, data, sources()[source_number])
    os.close(writer)
    status, usage, said_by_child = _wait(child, reader)
    used = {"seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024}
    result = Result(number, kind, **used | _outcome(status, said_by_child))
    if keep is not None and result.failed:
        (keep / f"{number}.xlsx").write_bytes(data)
    return result


def _wait(child: int, reader: int) -> tuple[int, Any, bytes]:
    """The child's end, its use of the machine, and what it said before."""
    end = time.monotonic() + _WAIT
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)
    with os.fdopen(reader, "rb") as pipe:
        return status, usage, pipe.read()


def _outcome(status: int, told: bytes) -> dict[str, Any]:
    if told:
        return dict(json.loads(told))
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return {"outcome": "too slow"}
    return {"outcome": "died", "detail": f"status {status}"}


def _in_child(writer: int, data: bytes, source: Source) -> None:
    """Reads the file and says what came of it: at most a pipe's worth, in one go."""
    limit = 2 * SECONDS + 1  # what the program made is then looked at
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    told: dict[str, Any]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kirja.xlsx"
        path.write_bytes(data)
        try:
            told = _read(path, data, source)
        except OmvgenError as refusal:
            told = {"outcome": "refused", "detail": refusal.finding.code, "findings": 1}
        except BaseException:
            told = {"outcome": "traceback", "detail": traceback.format_exc()[-3000:]}
    os.write(writer, json.dumps(told).encode()[:60_000])
    os._exit(0)


def _read(path: Path, data: bytes, source: Source) -> dict[str, Any]:
    start = time.process_time()
    reading = omvgen.read(path)
    findings = omvgen.validate(reading)
    copied = _write_copy(path, data, reading, findings)
    seconds = time.process_time() - start
    new = _known(findings) - source.findings
    now = said(reading.plan)
    different = sorted(_silent(source, now, new, data))
    other = _other_copy(path, source, now) if copied else ""
    return {
        "outcome": "silent" if different else "another copy" if other else "read",
        "detail": "; ".join(different[:5]) or other,
        "seconds": seconds,
        "same_plan": now == source.said,
        "copied": copied,
        "findings": len(new),
    }


def _write_copy(path: Path, data: bytes, reading: Reading, findings: tuple[Finding, ...]) -> bool:
    """Puts the annotated copy in the file's place. One that the damage forbids is not made."""
    try:
        path.write_bytes(annotated_copy(data, findings, form=reading.form))
    except OmvgenError:
        return False
    return True


def _other_copy(path: Path, source: Source, now: dict[Key, str]) -> str:
    """The first thing that the annotated copy says otherwise, if any."""
    try:
        again = said(omvgen.read(path).plan)
    except OmvgenError as refusal:
        return refusal.finding.code
    for key in sorted(again | now):
        # The copy may be sound where the file is not: its packing is made anew.
        if again.get(key) not in (now.get(key), source.said.get(key)):
            return f"{key}: {again.get(key)!r} instead of {now.get(key)!r}"
    return ""


def _silent(
    source: Source, now: dict[Key, str], new: frozenset[Told], data: bytes
) -> Iterator[str]:
    """The differences that no finding tells of and that the file does not say itself."""
    places = {place for _, where, _, other in new for place in (where.sheet, where.section, other)}
    different = {key for key in source.said | now if source.said.get(key) != now.get(key)}
    untold = sorted(key for key in different if not places & set(_homes(key)))
    if not untold:
        return
    written, before = _written(data), _written(source.data)
    everything = "\n".join(now.values())
    for key in untold:
        old, text = source.said.get(key, ""), now.get(key, "")
        if key[-1] == "looks":
            if (*key[:2], "text") not in different:
                yield f"{key}: looks {text!r} instead of {old!r}"
        elif old and old not in everything and written.count(old) >= before.count(old):
            yield f"{key}: lost {old[:60]!r}"
        elif text and not _is_written(text, written):
            yield f"{key}: invented {text[:60]!r} for {old[:60]!r}"
        elif text and key[0] == "answer" and key[-1] == "text" and text in source.said.values():
            yield f"{key}: misplaced {text[:60]!r} for {old[:60]!r}"


def _is_written(text: str, written: str) -> bool:
    """Whether the file says it. How a number is shown is another test's matter."""
    return all(line in written or _A_NUMBER.fullmatch(line) for line in text.splitlines())


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The sheet and section of each question and table."""
    return {key: (section.sheet, section.id) for key, section in load_form().section_of.items()}


def _homes(key: Key) -> tuple[str, ...]:
    """What a finding may name so that it tells of the difference."""
    if key[0] == "field":
        return (DOCUMENT.name(load_form().language),)
    return _sections().get(key[1]) or (LOG.name(load_form().language),)


def _written(data: bytes) -> str:
    """All texts of all parts, however broken they are, by a reader that asks for no sense."""
    texts = []
    with contextlib.suppress(Exception), zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            with contextlib.suppress(Exception):
                parser = etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True)
                root = etree.fromstring(package.read(name), parser)
                tags = re.compile(r".*\}(c|si|is|row)$")
                for element in root.iter():
                    if isinstance(element.tag, str) and tags.match(element.tag):
                        texts.append(clean(unescape("".join(element.itertext()))))
    return "\n".join(texts)


# --- all of them ------------------------------------------------------------------------


def run(files: int, seed: int, *, workers: int = 2, keep: Path | None = None) -> list[Result]:
    """The results of that many damaged files, in their order."""
    sources()
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(judge, number, seed, keep) for number in range(files)]
        return [job.result() for job in jobs]


def report(results: list[Result]) -> str:
    """The figures, and each failure in full."""
    outcomes = Counter(result.outcome for result in results)
    read = [result for result in results if result.outcome == "read"]
    slowest = max(results, key=lambda result: result.seconds)
    largest = max(results, key=lambda result: result.megabytes)
    lines = [
        f"files                          {len(results)}",
        f"refused                        {outcomes['refused']}",
        f"read                           {len(read)}",
        f"  the plan as it was           {sum(r.same_plan for r in read)}",
        f"  another plan, and a finding  {sum(not r.same_plan and r.findings > 0 for r in read)}",
        f"  another text in the file     {sum(not r.same_plan and not r.findings for r in read)}",
        f"  annotated                    {sum(r.copied for r in read)}",
        f"silent differences             {outcomes['silent']}",
        f"copies with another plan       {outcomes['another copy']}",
        f"tracebacks                     {outcomes['traceback'] + outcomes['died']}",
        f"slowest                        {slowest.seconds:.2f} s of the processor's time"
        f" ({slowest.damage})",
        f"most memory                    {largest.megabytes:.0f} MB ({largest.damage})",
    ]
    for result in results:
        if result.failed:
            lines.append(
                f"\nFAILED {result.number}: {result.damage}, {result.outcome}, "
                f"{result.seconds:.2f} s, {result.megabytes:.0f} MB\n{result.detail}"
            )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the files that fail")
    asked = parser.parse_args()
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    results = run(asked.files, asked.seed, workers=asked.workers, keep=asked.keep)
    print(report(results))
    return int(any(result.failed for result in results))


if __name__ == "__main__":
    sys.exit(main())
