"""Running omvgen as a person does, with its exit code and words."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
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
    """What `omvgen` says when it is run in the folder, within this process.

    Starting a process takes longer than most commands.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with (
        chdir(cwd or "."),
        mock.patch.dict(os.environ, environment),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = omvgen_here(*map(str, arguments))
    return Said(code, *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    """What the stream was given; bytes that are no text stay to be seen."""
    stream.flush()
    data: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return data.decode("utf-8", "surrogateescape")


def omvgen_process(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Said:
    """The same of a process of its own, as a person starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "omvgen", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def omvgen_here(*arguments: str) -> int:
    """The exit code of `omvgen` run within this process, in its working folder.

    What one process reads but once is forgotten after each.
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
