"""The same work for each of several workbooks, in parallel processes where that pays."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from omvgen import locale
from omvgen.cli.common import program_fault, say
from omvgen.locale import tr

_FILES_A_PROCESS = 4
"""A process takes as long to start as it takes to read about so many workbooks."""

Work = Callable[[Path], Any]


class Done(NamedTuple):
    """What came of one workbook: the work's result, None when it broke down, and its words."""

    result: Any
    out: str
    err: str


def for_each(files: Sequence[Path], work: Work) -> list[Any]:
    """The results of the work, in the order of the files; what it says is said in that order.

    Of a single workbook it is said at once, of several when all are done. One that
    breaks down does not stop the others: its result is None.
    """
    if len(files) == 1:
        return [work(files[0])]
    all_done = _all_done(files, work)
    for number, done in enumerate(all_done):
        click.echo(("\n" if number and done.out else "") + done.out, nl=False, color=True)
        click.echo(done.err, nl=False, err=True)
    return [done.result for done in all_done]


def _all_done(files: Sequence[Path], work: Work) -> list[Done]:
    quietly = partial(_quietly, work, locale.language())
    bar = click.progressbar(length=len(files), label=tr("Työkirjat"), file=sys.stderr)
    done = []
    with bar if sys.stderr.isatty() else contextlib.nullcontext() as shown:
        for one in _mapped(files, quietly):
            done.append(one)
            if shown is not None:
                shown.update(1)
    return done


def _mapped(files: Sequence[Path], work: Callable[[Path], Done]) -> Iterator[Done]:
    processes = min(os.cpu_count() or 1, len(files) // _FILES_A_PROCESS)
    if processes < 2:
        yield from map(work, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, files)


def _quietly(work: Work, language: str, file: Path) -> Done:
    """The work on one file, its words kept for later; in a process of its own or not."""
    locale.use(language)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            result = work(file)
        except Exception:
            if "--debug" in sys.argv:
                raise
            say(f"{file}: {program_fault()}")
            result = None
    return Done(result, out.getvalue(), err.getvalue())
