"""What the executable's start costs beside `python -m omvgen`, both as whole processes.

    python benchmarks/executable.py [--rounds N]      with the omvgen installed for that python

The executable is `dist/omvgen` (`scripts/executable/make.py` makes it). Runs are
interleaved, medians are compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from plans import EXAMPLE, ROOT
from processes import PYTHON

PROGRAM = ROOT / "dist" / ("omvgen.exe" if os.name == "nt" else "omvgen")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    print("| whole process | executable, ms | python -m omvgen, ms |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        document = str(Path(folder) / "a.docx")
        for command in (
            ["--version"],
            ["validate", str(EXAMPLE)],
            ["build", str(EXAMPLE), "--force", "-o", document],
        ):
            both = [str(PROGRAM), *command], [PYTHON, "-m", "omvgen", *command]
            times = [[wall(one) for one in both] for _ in range(rounds + 1)][1:]
            a, b = (1000 * statistics.median(column) for column in zip(*times, strict=True))
            print(f"| `omvgen {command[0]}` | {a:.0f} | {b:.0f} |", flush=True)


def wall(command: list[str]) -> float:
    """The seconds that the command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
