"""How long a document takes, and whether it grows with the text and no faster.

    python benchmarks/document.py [PARAGRAPHS …]

For each number of paragraphs (2,000 and 20,000 when none is given), a process of its own
writes the .docx of a plan with so many, a list item or a table row among every ten, and
tells the seconds of its fastest of three and the most memory it held.
"""

from __future__ import annotations

import subprocess
import sys
import time

from omvgen.content.plan import plan_document
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.writers.docx.package import write_docx

USUAL = (2_000, 20_000)
ROUNDS = 3
PUBLIC = Publicity.PUBLIC


def plan_of(paragraphs: int) -> Plan:
    """A plan with so many paragraphs: nine in ten in answers, the rest rows of a table."""
    form = load_form()
    questions = [question.id for question in form.questions.values() if question.kind == "long"]
    written = paragraphs * 9 // 10
    share = -(-written // len(questions))
    lines = [_line(number) for number in range(written)]
    answers = {
        question: Answer(plain("\n".join(lines[place * share : (place + 1) * share])), PUBLIC)
        for place, question in enumerate(questions)
    }
    rows = tuple({"riski": f"Riski {n}", "vaikutus": "3"} for n in range(paragraphs - written))
    return Plan(form.id, form.version, answers=answers, tables={"riskit_taulukko": rows})


def _line(number: int) -> str:
    mark = "- " if number % 10 == 9 else ""
    return f"{mark}Kappale {number}: toimintaa seurataan ja siitä kerrotaan henkilöstölle."


def measure(paragraphs: int) -> None:
    """Prints the seconds of the fastest round, and the process's memory where it is told."""
    form, plan = load_form(), plan_of(paragraphs)
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        data = write_docx(plan_document(plan, form))
        seconds.append(time.perf_counter() - start)
    print(f"{paragraphs:7,} | {min(seconds):6.2f} s | {_memory()} | {len(data) / 1024:6.0f} kB")


def _memory() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "–"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (1024 if sys.platform != 'darwin' else 1024**2):4.0f} MB"


def main(arguments: list[str]) -> None:
    if len(arguments) == 1:
        measure(int(arguments[0]))
        return
    print("paragraphs |   time |  memory | .docx", flush=True)
    for paragraphs in arguments or map(str, USUAL):
        subprocess.run([sys.executable, __file__, paragraphs], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
