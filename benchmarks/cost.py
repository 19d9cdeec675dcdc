"""What omvgen costs beside plain scripts that do the least of the same (DESIGN "Cost").

    pip install -e '.[bench]' && python benchmarks/cost.py [--rounds N]

Whole processes, measured in turn (A B A B …) in one run, so that a machine that slows
down slows both; what is compared are medians of their processor time. All modules are
compiled before the first measured run, as they are where a package is installed. The second
table reads, checks and builds the real form, 10 and 100 times as large, in a process each.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"
PREVIOUS = EXAMPLE.with_name("omavalvontasuunnitelma-2025.xlsx")
PYTHON = sys.executable
PROGRAM = (PYTHON, "-m", "omvgen")
BOUNDS = (  # DESIGN "Cost"
    ("validate", "load_workbook", 0.65),
    ("diff", "load_workbook", 1.0),
    ("build", "openpyxl + docxtpl", 0.65),
    ("build --public", "build", 1.3),
    ("--help", "import click", 1.3),
)

LOAD = f"import openpyxl; openpyxl.load_workbook({str(EXAMPLE)!r}, rich_text=True)"
FILL = """
import sys, openpyxl, docxtpl
book = openpyxl.load_workbook(sys.argv[1], rich_text=True)
rows = [[str(c.value or "") for c in row] for s in book for row in s.iter_rows(min_row=4)]
template = docxtpl.DocxTemplate(sys.argv[2])
template.render({"rows": [r for r in rows if any(r)]}, autoescape=True)
template.save(sys.argv[3])
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.scale:
        scaled(asked.scale)
        return
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} processors ({_processor()}); "
        f"medians of {asked.rounds} interleaved runs\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        compare(Path(folder), asked.rounds)
        print(
            "\n| the real form | read | check | build | peak memory |\n|---|---|---|---|---|",
            flush=True,
        )
        for times in (1, 10, 100):
            subprocess.run([PYTHON, __file__, "--scale", str(times)], check=True)


def _processor() -> str:
    """What the machine calls its processor."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def compare(folder: Path, rounds: int) -> None:
    """The table of ratios: every command in turn in each round, then the medians."""
    template = folder / "template.docx"
    make_template(template)
    commands = {
        "validate": [*PROGRAM, "validate", str(EXAMPLE)],
        "diff": [*PROGRAM, "diff", str(PREVIOUS), str(EXAMPLE)],
        "build": [*PROGRAM, "build", str(EXAMPLE), "--force", "-o", str(folder / "a.docx")],
        "build --public": [
            *(*PROGRAM, "build", str(EXAMPLE), "--public"),
            *("--force", "-o", str(folder / "p.docx")),
        ],
        "--help": [*PROGRAM, "--help"],
        "load_workbook": [PYTHON, "-c", LOAD],
        "openpyxl + docxtpl": [
            *(PYTHON, "-c", FILL, str(EXAMPLE), str(template), str(folder / "b.docx"))
        ],
        "import click": [PYTHON, "-c", "import click"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            spent = processor_time(command)
            times[name] += [spent] if turn else []  # the first compiles
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    print("| whole process | processor, ms | held against | ms | ratio | at most |")
    print("|---|---|---|---|---|---|")
    for ours, plain, most in BOUNDS:
        a, b = medians[ours], medians[plain]
        print(f"| `{ours}` | {a * 1000:.0f} | {plain} | {b * 1000:.0f} | {a / b:.2f} | {most} |")


def processor_time(command: list[str]) -> float:
    """Of a process that runs the command, in seconds: other work changes it little."""
    import resource  # not on Windows

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdin=quiet, stdout=quiet, stderr=quiet)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_template(path: Path) -> None:
    """A docxtpl template that prints each row of the workbook as a heading and a paragraph."""
    import docx

    document = docx.Document()
    document.add_paragraph("{%p for row in rows %}")
    document.add_heading("{{ row[1] }} {{ row[2] }}", 2)
    document.add_paragraph("{{ row[3] }}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def scaled(times: int) -> None:
    """Reads, checks and builds the example with that many times its sections."""
    import resource

    import omvgen
    from omvgen.form.loader import load_form
    from omvgen.workbook.template.make import make_workbook

    form, small = load_form(), omvgen.read(EXAMPLE)
    omvgen.validate(small)
    omvgen.build(small)  # what is imported on first use is another figure
    plan = small.plan
    sections, answers, tables = [], {}, {}
    for n in range(times):
        tail = "" if n == 0 else "_" + "".join(chr(97 + int(digit)) for digit in str(n))
        for section in form.sections:
            questions = []
            for question in section.questions:
                named = tuple(replace(t, id=t.id + tail) for t in question.tables)
                role = question.role if n == 0 else None
                questions.append(replace(question, id=question.id + tail, tables=named, role=role))
                answers[question.id + tail] = plan.answer(question.id)
                tables.update({t.id + tail: plan.rows(t.id) for t in question.tables})
            sections.append(
                replace(
                    section,
                    id=section.id + tail,
                    sheet=f"{n + 1}.{section.sheet}"[:31],
                    number=len(sections) + 1,
                    questions=tuple(questions),
                    role=section.role if n == 0 else None,
                )
            )
    large = replace(form, sections=tuple(sections))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.xlsx"
        made = made_elsewhere(large, replace(plan, answers=answers, tables=tables), make_workbook)
        file.write_bytes(made)
        marks = [time.perf_counter()]
        reading = omvgen.read(file, large)
        marks.append(time.perf_counter())
        findings = omvgen.validate(reading)
        marks.append(time.perf_counter())
        omvgen.build(reading, findings=findings)
        marks.append(time.perf_counter())
    steps = [f"{1000 * (b - a):.0f} ms" for a, b in itertools.pairwise(marks)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {times} × | {' | '.join(steps)} | {peak:.0f} MB |", flush=True)


def made_elsewhere(form, plan, make_workbook) -> bytes:  # type: ignore[no-untyped-def]
    """The workbook, made in a child: openpyxl's memory must not count as ours."""
    if not hasattr(os, "fork"):
        return bytes(make_workbook(form, plan))
    with tempfile.NamedTemporaryFile(delete=False) as file:
        path = Path(file.name)
    if (child := os.fork()) == 0:
        path.write_bytes(make_workbook(form, plan))
        os._exit(0)
    os.waitpid(child, 0)
    data = path.read_bytes()
    path.unlink()
    return data


if __name__ == "__main__":
    main()
