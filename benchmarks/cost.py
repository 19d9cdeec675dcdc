"""All of DESIGN "Cost" in one run, beside plain scripts that do the least of the same.

    pip install -e '.[bench]' && python benchmarks/cost.py [--rounds 15] [--workbooks 1000]

1. Whole processes of the real form, in turn, medians of their processor time.
2. The real form, 10 and 100 times as large: read, checked and built, in a process each.
3. `overview` of many workbooks beside as many loads with openpyxl, and after one change.
4. The local page: from a saved workbook to its findings.

The last table has each bound and whether it holds. `--workbooks 0` leaves out the third and
`--rounds-of-page 0` the fourth, which take minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import overview
import page
from plans import EXAMPLE, PREVIOUS, form_times
from processes import PROGRAM, PYTHON, compiled, medians, memory

import omvgen

RATIOS = (  # DESIGN "Cost"
    ("validate", "load_workbook", 0.65),
    ("diff", "load_workbook", 1.0),
    ("build", "openpyxl + docxtpl", 0.65),
    ("build --public", "build", 1.3),
    ("--help", "import click", 1.3),
)
OVERVIEW, REFRESH, PAGE, MEGABYTES = 0.5, 2.0, 0.5, 300

LOAD = f"import openpyxl; openpyxl.load_workbook({str(EXAMPLE)!r}, rich_text=True)"
FILL = """
import sys, openpyxl, docxtpl
book = openpyxl.load_workbook(sys.argv[1], rich_text=True)
rows = [[str(c.value or "") for c in row] for s in book for row in s.iter_rows(min_row=4)]
template = docxtpl.DocxTemplate(sys.argv[2])
template.render({"rows": [r for r in rows if any(r)]}, autoescape=True)
template.save(sys.argv[3])
"""


class Bound(NamedTuple):
    """What was measured and the most that it may be, both in the same unit."""

    what: str
    measured: float
    most: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--workbooks", type=int, default=1000)
    options.add_argument("--rounds-of-page", type=int, default=9)
    options.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.scale:
        print(scaled(asked.scale))
        return
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} processors ({_processor()}); "
        f"medians of {asked.rounds} interleaved runs\n"
    )
    bounds = [*ratios(asked.rounds), *growth()]
    if asked.workbooks:
        bounds += many(asked.workbooks)
    if asked.rounds_of_page:
        first, after = page.measured(asked.rounds_of_page)
        print(f"\n`omvgen app` to the first page: {first:.2f} s; saved to shown: {after:.2f} s\n")
        bounds.append(Bound("page: saved to shown, s", after, PAGE))
    print("\n| DESIGN “Cost” | measured | at most | holds |\n|---|---|---|---|")
    for what, measured, most in bounds:
        print(f"| {what} | {measured:.2f} | {most} | {'yes' if measured <= most else '**no**'} |")


def _processor() -> str:
    """What the machine calls its processor."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


# One workbook


def ratios(rounds: int) -> Iterator[Bound]:
    """Prints the medians of every command, and yields the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        found = medians(_commands(Path(folder)), rounds)
    print("| whole process | processor, ms | held against | ms | ratio | at most |")
    print("|---|---|---|---|---|---|")
    for ours, plain, most in RATIOS:
        a, b = found[ours], found[plain]
        print(f"| `{ours}` | {a * 1000:.0f} | {plain} | {b * 1000:.0f} | {a / b:.2f} | {most} |")
        yield Bound(f"`{ours}` : {plain}", a / b, most)


def _commands(folder: Path) -> dict[str, list[str]]:
    template, example = folder / "template.docx", str(EXAMPLE)
    make_template(template)
    given = ("--force", "-o")
    return {
        "validate": [*PROGRAM, "validate", example],
        "diff": [*PROGRAM, "diff", str(PREVIOUS), example],
        "build": [*PROGRAM, "build", example, *given, str(folder / "a.docx")],
        "build --public": [*PROGRAM, "build", example, "--public", *given, str(folder / "p.docx")],
        "--help": [*PROGRAM, "--help"],
        "load_workbook": [PYTHON, "-c", LOAD],
        "openpyxl + docxtpl": [PYTHON, "-c", FILL, example, str(template), str(folder / "b.docx")],
        "import click": [PYTHON, "-c", "import click"],
    }


def make_template(path: Path) -> None:
    """A docxtpl template that prints each row of the workbook as a heading and a paragraph."""
    import docx

    document = docx.Document()
    document.add_paragraph("{%p for row in rows %}")
    document.add_heading("{{ row[1] }} {{ row[2] }}", 2)
    document.add_paragraph("{{ row[3] }}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


# A larger form


def growth() -> Iterator[Bound]:
    """Prints what larger forms cost, and yields the memory of the largest."""
    print("\n| the real form | read | check | build | peak memory |\n|---|---|---|---|---|")
    row = ""
    for times in (1, 10, 100):
        command = [PYTHON, __file__, "--scale", str(times)]
        row = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        print(row, flush=True)
    yield Bound("100 × the form, MB", float(row.split("|")[-2].split()[0]), MEGABYTES)


def scaled(times: int) -> str:
    """Reads, checks and builds the example with that many times its sections."""
    small = omvgen.read(EXAMPLE)
    omvgen.validate(small)
    omvgen.build(small)  # what is imported on first use is another figure
    form = form_times(times)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.xlsx"
        _make_elsewhere(file, times)
        marks = [time.process_time()]
        reading = omvgen.read(file, form)
        marks.append(time.process_time())
        findings = omvgen.validate(reading)
        marks.append(time.process_time())
        omvgen.build(reading, findings=findings, draft=True)
        marks.append(time.process_time())
    steps = [f"{1000 * (b - a):.0f} ms" for a, b in itertools.pairwise(marks)]
    return f"| {times} × | {' | '.join(steps)} | {memory()} |"


def _make_elsewhere(file: Path, times: int) -> None:
    """Writes the workbook in a process of its own: openpyxl's memory must not count as ours."""
    code = (
        "import sys; from plans import EXAMPLE, Path, form_times, omvgen, plan_times\n"
        "times, plan = int(sys.argv[2]), omvgen.read(EXAMPLE).plan\n"
        "data = omvgen.template(form_times(times), plan_times(plan, times))\n"
        "Path(sys.argv[1]).write_bytes(data)"
    )
    here = str(Path(__file__).parent)
    subprocess.run([PYTHON, "-c", code, str(file), str(times)], cwd=here, check=True)


# Many workbooks


def many(workbooks: int) -> Iterator[Bound]:
    """Prints what an overview of so many costs, and yields its ratio and its second run."""
    with compiled():
        one = overview.measured(workbooks, beside=True)
    assert one.loads is not None
    ratio = one.first.processor / one.loads.processor
    print(
        f"\n`overview` of {workbooks} workbooks: {one.first.processor:.1f} s of processor, "
        f"{one.first.elapsed:.1f} s by the clock; as many loads with openpyxl "
        f"{one.loads.processor:.1f} s of processor; after one change {one.second.elapsed:.2f} s "
        f"by the clock, {one.second.processor:.2f} s of processor; index {one.index:.1f} MB, "
        f"page {one.page:.2f} MB",
        flush=True,
    )
    yield Bound(f"`overview` of {workbooks} : load_workbook of as many", ratio, OVERVIEW)
    yield Bound("`overview` after one change, s", one.second.elapsed, REFRESH)


if __name__ == "__main__":
    main()
