"""Runs the same work for several workbooks, in parallel processes where that is faster."""

from __future__ import annotations

import contextlib
import io
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from omvgen import locale
from omvgen.cli.common import program_fault, say
from omvgen.locale import tr

Work = Callable[[Path], Any]


class Printed(NamedTuple):
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
    from omvgen.parallel import outcomes

    done: list[Printed] = []
    try:
        captured = partial(_captured, work, locale.language())
        with Progress(len(files)) as progress:
            for file, outcome in zip(files, outcomes(files, captured), strict=True):
                done.append(outcome.value or _fault(file, outcome.error))
                progress.advance(1, len(files))
    except KeyboardInterrupt:
        _print(done)
        say_interrupted(len(done), len(files))
        raise
    _print(done)
    return [one.result for one in done]


class Progress:
    """A progress bar on a terminal, and how far it is."""

    def __init__(self, length: int = 0) -> None:
        self.done, self.length = 0, length
        self._bar = None
        if sys.stderr.isatty():
            self._bar = click.progressbar(length=length, label=tr("Työkirjat"), file=sys.stderr)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)

    def advance(self, number: int, length: int) -> None:
        """Moves on by so many of so many."""
        self.done, self.length = self.done + number, length
        if self._bar is not None:
            self._bar.length = length
            self._bar.update(number)


def say_interrupted(done: int, all_: int) -> None:
    say("\n" + tr("Valmiiksi ehti {n}/{all} työkirjaa.", n=done, all=all_))


def _print(done: list[Printed]) -> None:
    for number, one in enumerate(done):
        click.echo(("\n" if number and one.out else "") + one.out, nl=False, color=True)
        click.echo(one.err, nl=False, err=True)


def _fault(file: Path, error: Exception | None) -> Printed:
    """What is printed for a file whose work ended its process; with --debug, whatever it raised."""
    if error and "--debug" in sys.argv:
        raise error
    return Printed(None, "", f"{file}: {program_fault()}\n")


def _captured(work: Work, language: str, file: Path) -> Printed:
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
    return Printed(result, out.getvalue(), err.getvalue())
