"""How long two plans take to compare and to tell of, and whether that grows as they do.

    python benchmarks/changes.py [TIMES …]

For each number (1, 10 and 100 when none is given), the example plans of 2025 and 2026
are compared with that many times their sections, answers, table rows and rows of the
change log, with the log held against the changes, and every rendering is made. Each
step has a process of its own, and tells its processor time and the most memory held.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from plans import example, form_times, plan_times
from processes import memory

import omvgen
from omvgen.form.form import Form
from omvgen.workbook.reading.result import Reading

USUAL = ("1", "10", "100")
STEPS = ("compare", "text", "json", "html", "md", "docx", "redline", "notice")


def reading(year: int, form: Form, times: int) -> Reading:
    """The example of the year, with everything in it so many times."""
    return Reading(f"{year}.xlsx", form, plan_times(example(year), times), (), {})


def step_of(name: str, old: Reading, new: Reading) -> Callable[[], Any]:
    """What is measured: the comparison, or a rendering of what came of it."""
    if name == "compare":
        return lambda: omvgen.compare(old, new)
    if name == "notice":
        return lambda: omvgen.notice(old, new)
    return lambda: omvgen.report(old, new, name)


def measure(name: str, times: int) -> None:
    """Prints the seconds of the step, and the most memory that the process held."""
    form = form_times(times)
    step = step_of(name, reading(2025, form, times), reading(2026, form, times))
    start = time.process_time()
    step()
    print(f"{time.process_time() - start:.2f} s, {memory()}", end="")


def main(arguments: list[str]) -> None:
    if len(arguments) == 2 and arguments[0] in STEPS:
        measure(arguments[0], int(arguments[1]))
        return
    sizes = arguments or USUAL
    print(f"| | {' | '.join(f'{times} ×' for times in sizes)} |")
    print("|---" * (len(sizes) + 1) + "|", flush=True)
    for step in STEPS:
        print(f"| {step}", end="", flush=True)
        for times in sizes:
            print(" | ", end="", flush=True)
            subprocess.run([sys.executable, __file__, step, times], check=True)
        print(" |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
