"""What `omvgen overview` costs: 1 to 10,000 workbooks, the second run, and beside openpyxl.

    python benchmarks/overview.py [--workbooks 100 1000 10000] [--beside 1000]

The generator of `units.py` makes the workbooks, one a unit. Whole processes: elapsed and
processor time with all their children, the largest memory of one process. The second run is
after one workbook has changed. Beside it, a plain script loads as many with openpyxl.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from units import make_units

LOAD = """
import sys, pathlib, openpyxl
for file in sorted(pathlib.Path(sys.argv[1]).glob("yksikko-*/oma*-2026.xlsx")):
    openpyxl.load_workbook(file, rich_text=True)
"""


class Cost(NamedTuple):
    """Of one run: seconds by the clock and of the processors, megabytes of the largest process."""

    elapsed: float
    processor: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--workbooks", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--beside", type=int, default=100, help="loads with openpyxl")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} processors\n")
    titles = "workbooks, first run, processors, memory, index, page, after one change, processors"
    print("| " + titles.replace(", ", " | ") + " |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for number in chosen.workbooks:
        with tempfile.TemporaryDirectory() as folder:
            _row(Path(folder), number, chosen.beside)


def _row(root: Path, number: int, beside: int) -> None:
    units, page = root / "units", root / "yhteenveto.html"
    make_units(units, number, 1, plain_only=True)
    command = [sys.executable, "-m", "omvgen", "overview", str(units), "-o", str(page)]
    first = _run(command)
    index = page.with_name(page.name + ".omvgen-index").stat().st_size
    _change(units)
    second = _run(command)
    print(
        f"| {number} | {first.elapsed:.1f} s | {first.processor:.1f} s | {first.memory:.0f} MB "
        f"| {index / 1e6:.1f} MB | {page.stat().st_size / 1e6:.2f} MB | {second.elapsed:.2f} s "
        f"| {second.processor:.2f} s |",
        flush=True,
    )
    if number == beside:
        loads = _run([sys.executable, "-c", LOAD, str(units)])
        print(
            f"\n`load_workbook` of as many: {loads.elapsed:.1f} s, {loads.processor:.1f} s of "
            "processor; overview : loads "
            f"{first.elapsed / loads.elapsed:.2f} by the clock, "
            f"{first.processor / loads.processor:.2f} of processor\n",
            flush=True,
        )


def _change(units: Path) -> None:
    """Another unit's workbook in the place of the first one's."""
    with tempfile.TemporaryDirectory() as folder:
        make_units(Path(folder), 1, 2, plain_only=True)
        name = "yksikko-00000/omavalvontasuunnitelma-2025.xlsx"
        target = units / "yksikko-00000" / "omavalvontasuunnitelma-2026.xlsx"
        target.write_bytes((Path(folder) / name).read_bytes())


def _run(command: list[str]) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    # A process of its own, whose children's memory is not that of an earlier run.
    code = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], "
        "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode; "
        "assert code in (0, 1), code; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(elapsed, processor, int(done.stdout) / 1024)


if __name__ == "__main__":
    main()
