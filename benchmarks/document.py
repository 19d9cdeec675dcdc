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

from plans import FORM, plan_of
from processes import memory

from omvgen.content.plan import plan_document
from omvgen.writers.docx.package import write_docx

USUAL = (2_000, 20_000)
ROUNDS = 3


def measure(paragraphs: int) -> None:
    """Prints the seconds of the fastest round, and the process's memory where it is told."""
    plan = plan_of(paragraphs)
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        data = write_docx(plan_document(plan, FORM))
        seconds.append(time.perf_counter() - start)
    print(f"{paragraphs:7,} | {min(seconds):6.2f} s | {memory():>7} | {len(data) / 1024:6.0f} kB")


def main(arguments: list[str]) -> None:
    if len(arguments) == 1:
        measure(int(arguments[0]))
        return
    print("paragraphs |   time |  memory | .docx", flush=True)
    for paragraphs in arguments or map(str, USUAL):
        subprocess.run([sys.executable, __file__, paragraphs], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
