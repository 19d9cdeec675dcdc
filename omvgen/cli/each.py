"""Runs the same work for several workbooks, in parallel processes where that is faster."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from omvgen import locale
from omvgen.cli.common import program_fault, say
from omvgen.locale import tr

_FILES_A_PROCESS = 8
"""With so many workbooks another process is faster, and costs little on a busy machine.

`time omvgen validate` of 16 copies of the 2026 example on two quiet cores, alone (this
number at 1000) and shared by two, best of four: 0.94 and 0.59 s by fork, 0.92 and 0.67 s by
spawn, as on Windows; with other work on the cores 0.95 and 0.99, 0.98 and 1.13 s. Of 8
copies 0.54 and 0.37 s by fork, but with other work 0.57 and 0.69, 0.57 and 0.86 s.
"""
_MOST_PROCESSES = 61  # that Windows can wait for

Work = Callable[[Path], Any]


class Outcome(NamedTuple):
    """The result of the work on one workbook, None when it raised, and what it printed."""

    result: Any
    out: str
    err: str


def names_of(files: Sequence[Path]) -> Mapping[Path, str]:
    """Returns the name to show for each file: its path where two have the same file name."""
    times = Counter(file.name for file in files)
    return {file: file.name if times[file.name] == 1 else str(file) for file in files}


def for_each(files: Sequence[Path], work: Work) -> list[Any]:
    """Returns the results of the work in the order of the files, and prints its output so.

    The output for a single workbook is printed at once, for several when all are done.
    An exception in one does not stop the others: its result is None.
    """
    if len(files) == 1:
        return [work(files[0])]
    outcomes: list[Outcome] = []
    try:
        _run_all(files, work, outcomes)
    except KeyboardInterrupt:
        _print(outcomes)
        say("\n" + tr("Valmiiksi ehti {n}/{all} työkirjaa.", n=len(outcomes), all=len(files)))
        raise
    _print(outcomes)
    return [outcome.result for outcome in outcomes]


def _print(outcomes: list[Outcome]) -> None:
    for number, outcome in enumerate(outcomes):
        click.echo(("\n" if number and outcome.out else "") + outcome.out, nl=False, color=True)
        click.echo(outcome.err, nl=False, err=True)


def _run_all(files: Sequence[Path], work: Work, outcomes: list[Outcome]) -> None:
    """Adds the outcomes to the list one by one, with a progress bar on a terminal."""
    captured = partial(_captured, work, locale.language())
    bar = click.progressbar(length=len(files), label=tr("Työkirjat"), file=sys.stderr)
    with bar if sys.stderr.isatty() else contextlib.nullcontext() as shown:
        for outcome in _mapped(files, captured):
            outcomes.append(outcome)
            if shown is not None:
                shown.update(1)


def _mapped(files: Sequence[Path], work: Callable[[Path], Outcome]) -> Iterator[Outcome]:
    processes = min(os.cpu_count() or 1, len(files) // _FILES_A_PROCESS, _MOST_PROCESSES)
    if processes < 2:
        yield from map(work, files)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes, initializer=_ignore_interrupts) as pool:
        # Ctrl-C reaches every process. Only this one reports it, when the work begun is done.
        usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
        waiting = [pool.submit(work, file) for file in files]
        signal.signal(signal.SIGINT, usual)
        try:
            while waiting:
                one = waiting[0].result()
                del waiting[0]
                yield one
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            yield from (one.result() for one in waiting if not one.cancelled())
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _captured(work: Work, language: str, file: Path) -> Outcome:
    """Does the work on one file and keeps its output, in this process or in one of the pool."""
    out, err = io.StringIO(), io.StringIO()
    with (
        locale.speaking(language),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            result = work(file)
        except Exception:
            if "--debug" in sys.argv:
                raise
            say(f"{file}: {program_fault()}")
            result = None
    return Outcome(result, out.getvalue(), err.getvalue())
