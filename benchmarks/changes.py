"""How long two plans take to compare and to tell of, and whether that grows as they do.

    python benchmarks/changes.py [TIMES …]

For each number (1, 10 and 100 when none is given), the example plans of 2025 and 2026
are compared with that many times their sections, answers, table rows and rows of the
change log, with the log held against the changes, and every rendering is made. Each
step has a process of its own, and tells its processor time and the most memory held.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import omvgen
from omvgen.form.form import Form, Section
from omvgen.form.loader import load_form
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Row
from omvgen.workbook.reading.result import Reading

EXAMPLES = Path(__file__).parent.parent / "examples"
USUAL = ("1", "10", "100")
STEPS = ("compare", "text", "json", "html", "md", "docx", "redline", "notice")


def reading(year: int, form: Form, times: int) -> Reading:
    """The example of the year, with everything in it so many times."""
    plan = plan_from_json(json.loads((EXAMPLES / f"plan-{year}.json").read_text("utf-8")))
    tails = [tail(n) for n in range(times)]
    large = replace(
        plan,
        answers={id_ + end: answer for end in tails for id_, answer in plan.answers.items()},
        tables={id_ + end: rows for end in tails for id_, rows in plan.tables.items()},
        log=tuple(logged(row, n) for n in range(times) for row in plan.log),
    )
    return Reading(f"{year}.xlsx", form, large, (), {})


def logged(row: Row, n: int) -> Row:
    """A row of the change log that speaks of a section, each time of another."""
    return row if n == 0 else {**row, "place": f"Osio {(n % 90) + 1}, kohta {n + 1}.1"}


def tail(n: int) -> str:
    """What makes the id another one: ids have no numbers."""
    return "" if n == 0 else "_" + "".join(chr(97 + int(digit)) for digit in str(n))


def form_of(times: int) -> Form:
    """The real form with so many times its sections."""
    form = load_form()
    sections: list[Section] = []
    for end in map(tail, range(times)):
        for section in form.sections:
            questions = tuple(
                replace(
                    question,
                    id=question.id + end,
                    tables=tuple(replace(t, id=t.id + end) for t in question.tables),
                    role=None if end else question.role,
                )
                for question in section.questions
            )
            sections.append(
                replace(
                    section,
                    id=section.id + end,
                    number=len(sections) + 1,
                    questions=questions,
                    role=None if end else section.role,
                )
            )
    return replace(form, sections=tuple(sections))


def step_of(name: str, old: Reading, new: Reading) -> Callable[[], Any]:
    """What is measured: the comparison, or a rendering of what came of it."""
    if name == "compare":
        return lambda: omvgen.compare(old, new)
    if name == "notice":
        return lambda: omvgen.notice(old, new)
    return lambda: omvgen.report(old, new, name)


def measure(name: str, times: int) -> None:
    """Prints the seconds of the step, and the most memory that the process held."""
    form = form_of(times)
    step = step_of(name, reading(2025, form, times), reading(2026, form, times))
    start = time.process_time()
    step()
    print(f"{time.process_time() - start:.2f} s, {memory()}", end="")


def memory() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "–"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (1024 if sys.platform != 'darwin' else 1024**2):.0f} MB"


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
