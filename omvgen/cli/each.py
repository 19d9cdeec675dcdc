"""The same work for each of several workbooks, in parallel processes where that pays."""

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
"""From so many workbooks on a process more pays, and costs little on a machine that is busy.

`time omvgen validate` of 16 copies of the 2026 example on two quiet cores, alone (this
number at 1000) and shared by two, best of four: 0.94 and 0.59 s by fork, 0.92 and 0.67 s by
spawn, as on Windows; with other work on the cores 0.95 and 0.99, 0.98 and 1.13 s. Of 8
copies 0.54 and 0.37 s by fork, but with other work 0.57 and 0.69, 0.57 and 0.86 s.
"""
_MOST_PROCESSES = 61  # that Windows can wait for

Work = Callable[[Path], Any]


class Done(NamedTuple):
    """What came of one workbook: the work's result, None when it broke down, and its words."""

    result: Any
    out: str
    err: str


def names_of(files: Sequence[Path]) -> Mapping[Path, str]:
    """What each of the files is called: by its path as given where another has its name."""
    times = Counter(file.name for file in files)
    return {file: file.name if times[file.name] == 1 else str(file) for file in files}


def for_each(files: Sequence[Path], work: Work) -> list[Any]:
    """The results of the work, in the order of the files; what it says is said in that order.

    Of a single workbook it is said at once, of several when all are done. One that
    breaks down does not stop the others: its result is None.
    """
    if len(files) == 1:
        return [work(files[0])]
    all_done: list[Done] = []
    try:
        _do_all(files, work, all_done)
    except KeyboardInterrupt:
        _tell(all_done)
        say("\n" + tr("Valmiiksi ehti {n}/{all} työkirjaa.", n=len(all_done), all=len(files)))
        raise
    _tell(all_done)
    return [done.result for done in all_done]


def _tell(all_done: list[Done]) -> None:
    for number, done in enumerate(all_done):
        click.echo(("\n" if number and done.out else "") + done.out, nl=False, color=True)
        click.echo(done.err, nl=False, err=True)


def _do_all(files: Sequence[Path], work: Work, all_done: list[Done]) -> None:
    """Adds what came of each, and shows how far it is where somebody sees it."""
    quietly = partial(_quietly, work, locale.language())
    bar = click.progressbar(length=len(files), label=tr("Työkirjat"), file=sys.stderr)
    with bar if sys.stderr.isatty() else contextlib.nullcontext() as shown:
        for one in _mapped(files, quietly):
            all_done.append(one)
            if shown is not None:
                shown.update(1)


def _mapped(files: Sequence[Path], work: Callable[[Path], Done]) -> Iterator[Done]:
    processes = min(os.cpu_count() or 1, len(files) // _FILES_A_PROCESS, _MOST_PROCESSES)
    if processes < 2:
        yield from map(work, files)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes, initializer=_leave_interrupts) as pool:
        # Ctrl-C reaches every process: it is this one's to say so, once those begun are done.
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


def _leave_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _quietly(work: Work, language: str, file: Path) -> Done:
    """The work on one file, its words kept for later; in a process of its own or not."""
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
    return Done(result, out.getvalue(), err.getvalue())
