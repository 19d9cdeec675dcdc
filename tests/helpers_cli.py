"""Running omvgen as a person does: a process of its own, with its exit code and words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


def omvgen(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Said:
    """Runs `omvgen` with the arguments in the folder."""
    done = subprocess.run(
        [sys.executable, "-m", "omvgen", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
