"""Whole processes and what they cost, for the other benchmarks.

What is compared is processor time: other work on the machine changes it little. Windows
tells neither it nor memory: what measures them does not run there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
PROGRAM = (PYTHON, "-m", "omvgen")

# A process of its own, whose children's memory is not that of an earlier run.
_WATCHED = """
import resource, subprocess, sys, time
begun, quiet = time.perf_counter(), subprocess.DEVNULL
code = subprocess.run(sys.argv[1:], stdin=quiet, stdout=quiet, stderr=quiet).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


class Cost(NamedTuple):
    """Of a process with its children: seconds by the clock and of the processors, and the
    megabytes of the largest of them."""

    elapsed: float
    processor: float
    memory: float


def cost_of(command: Sequence[str], codes: tuple[int, ...] = (0,)) -> Cost:
    """Runs the command, whose exit code must be one of the codes."""
    done = subprocess.run(
        [PYTHON, "-c", _WATCHED, *command], capture_output=True, text=True, check=True
    )
    code, elapsed, processor, memory = done.stdout.split()
    assert int(code) in codes, (command, code)
    return Cost(float(elapsed), float(processor), float(memory) / _IN_A_MEGABYTE)


def medians(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median of each command's processor time in seconds.

    All are run in turn (A B A B …), so that a machine that slows down slows all of them, and
    once before that: the first run compiles their modules.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    with compiled():
        for turn in range(rounds + 1):
            for name, command in commands.items():
                spent = cost_of(command).processor
                times[name] += [spent] if turn else []
    return {name: statistics.median(spent) for name, spent in times.items()}


@contextmanager
def compiled() -> Iterator[None]:
    """Modules are compiled within it, as they are where a package is installed."""
    names = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    before = {name: os.environ.pop(name, None) for name in names}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder))
        try:
            yield
        finally:
            del os.environ["PYTHONPYCACHEPREFIX"]
            os.environ.update({name: value for name, value in before.items() if value})


def memory() -> str:
    """The most memory that this process has held."""
    try:
        import resource
    except ImportError:  # Windows
        return "–"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / _IN_A_MEGABYTE:.0f} MB"


_IN_A_MEGABYTE = 1024**2 if sys.platform == "darwin" else 1024  # as ru_maxrss counts
