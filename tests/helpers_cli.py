"""Running omvgen as a person does: a process of its own, with its exit code and words."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest import mock

from omvgen import cli, locale
from omvgen.cli import validate
from omvgen.cli.common import load_form_option


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


def omvgen_said(*arguments: str | Path) -> Said:
    """What `omvgen` says when it is run within this process, as `omvgen_here` runs it."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = omvgen_here(*map(str, arguments))
    return Said(code, out.getvalue(), err.getvalue())


def omvgen_here(*arguments: str) -> int:
    """The exit code of `omvgen` run within this process, in its working folder.

    For many commands: starting a process takes longer than most of them. What one
    process reads but once is forgotten after each.
    """
    thresholds = gc.get_threshold()
    try:
        with mock.patch("gc.freeze"):
            cli.main(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.set_threshold(*thresholds)
        locale.use("fi")
        load_form_option.cache_clear()
        validate._read_previous.cache_clear()
    raise AssertionError("omvgen ends its process")
