"""What `omvgen overview` costs: 1 to 10,000 workbooks, the second run, and beside openpyxl.

    python benchmarks/overview.py [--workbooks 100 1000 10000] [--beside 1000]

The generator of `units.py` makes the workbooks, one a unit. Whole processes: elapsed and
processor time with all their children, the largest memory of one process. The second run is
after one workbook has changed. Beside it, a plain script loads as many with openpyxl.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from processes import PROGRAM, PYTHON, Cost, cost_of
from units import make_units

LOAD = """
import sys, pathlib, openpyxl
for file in sorted(pathlib.Path(sys.argv[1]).glob("yksikko-*/oma*-2026.xlsx")):
    openpyxl.load_workbook(file, rich_text=True)
"""


class Measured(NamedTuple):
    """Of so many workbooks: the first run, the second after one change, the sizes of the index
    and of the page in megabytes, and the loads with openpyxl where they were asked for."""

    workbooks: int
    first: Cost
    second: Cost
    index: float
    page: float
    loads: Cost | None


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
        print(_row(measured(number, beside=number == chosen.beside)), flush=True)


def measured(workbooks: int, *, beside: bool) -> Measured:
    """What so many workbooks cost; `beside`: with openpyxl, too."""
    with tempfile.TemporaryDirectory() as name:
        units, page = Path(name) / "units", Path(name) / "yhteenveto.html"
        make_units(units, workbooks, 1, plain_only=True)
        command = [*PROGRAM, "overview", str(units), "-o", str(page)]
        first = cost_of(command, codes=(0, 1))
        _change(units)
        second = cost_of(command, codes=(0, 1))
        loads = cost_of([PYTHON, "-c", LOAD, str(units)]) if beside else None
        index = page.with_name(page.name + ".omvgen-index")
        sizes = [file.stat().st_size / 1e6 for file in (index, page)]
        return Measured(workbooks, first, second, *sizes, loads)


def _row(one: Measured) -> str:
    row = (
        f"| {one.workbooks} | {one.first.elapsed:.1f} s | {one.first.processor:.1f} s "
        f"| {one.first.memory:.0f} MB | {one.index:.1f} MB | {one.page:.2f} MB "
        f"| {one.second.elapsed:.2f} s | {one.second.processor:.2f} s |"
    )
    if one.loads is None:
        return row
    clock, processor = (a / b for a, b in zip(one.first[:2], one.loads[:2], strict=True))
    return (
        f"{row}\n\n`load_workbook` of as many: {one.loads.elapsed:.1f} s, "
        f"{one.loads.processor:.1f} s of processor; overview : loads {clock:.2f} by the clock, "
        f"{processor:.2f} of processor\n"
    )


def _change(units: Path) -> None:
    """Another unit's workbook in the place of the first one's."""
    with tempfile.TemporaryDirectory() as folder:
        make_units(Path(folder), 1, 2, plain_only=True)
        name = "yksikko-00000/omavalvontasuunnitelma-2025.xlsx"
        target = units / "yksikko-00000" / "omavalvontasuunnitelma-2026.xlsx"
        target.write_bytes((Path(folder) / name).read_bytes())


if __name__ == "__main__":
    main()
