"""The same work for many files, shared among processes where that is faster.

One file never stops the rest: an exception in the work, and even the death of the process
that did it, is the outcome of that file. Where processes cannot be started at all, the work
is done in this one.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

FILES_A_PROCESS = 8
"""With so many workbooks another process is faster, and costs little on a busy machine.

`time omvgen validate` of 16 copies of the 2026 example on two quiet cores, alone (this
number at 1000) and shared by two, best of four: 0.94 and 0.59 s by fork, 0.92 and 0.67 s by
spawn, as on Windows; with other work on the cores 0.95 and 0.99, 0.98 and 1.13 s. Of 8
copies 0.54 and 0.37 s by fork, but with other work 0.57 and 0.69, 0.57 and 0.86 s.
"""
_MOST_PROCESSES = 61  # that Windows can wait for
_PATIENCE = 1.0  # seconds, after which it is looked whether any process is alive

Work = Callable[[Path], Any]


class Died(Exception):
    """The process that worked on the file ended: out of memory, or a fault of a library."""


class Outcome(NamedTuple):
    """What the work on a file returned, or the exception that it raised."""

    value: Any = None
    error: Exception | None = None


def processes_for(files: Sequence[Path]) -> int:
    """How many processes share the work on so many files."""
    return min(os.cpu_count() or 1, len(files) // FILES_A_PROCESS, _MOST_PROCESSES)


def outcomes(files: Sequence[Path], work: Work, processes: int | None = None) -> Iterator[Outcome]:
    """Yields the outcome of the work on each file, in the order of the files.

    The work and what it returns must be picklable when processes share it. On Ctrl-C the
    work that has begun is finished and yielded before `KeyboardInterrupt` is raised.
    """
    processes = processes_for(files) if processes is None else processes
    if processes < 2:
        yield from map(partial(_attempt, work), files)
        return
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    while done < len(files):
        try:
            for outcome in _shared(files[done:], work, processes):
                done += 1
                yield outcome
        except BrokenProcessPool:
            if not _can_start():
                yield from map(partial(_attempt, work), files[done:])
                return
            # One of those in work ended its process: each of them gets one of its own.
            for file in files[done : done + processes + 1]:
                done += 1
                yield _alone(file, work)


def _shared(files: Sequence[Path], work: Work, processes: int) -> Iterator[Outcome]:
    """The outcomes in order. Raises `BrokenProcessPool` when a process dies."""
    import signal

    pool = _pool(processes)
    try:
        # Ctrl-C reaches every process. Only this one reports it, when the work begun is done.
        usual = signal.signal(signal.SIGINT, signal.SIG_IGN) if _is_main_thread() else None
        waiting = [pool.submit(_attempt, work, file) for file in files]
        if usual is not None:
            signal.signal(signal.SIGINT, usual)
        try:
            while waiting:
                one = _result(waiting[0])
                del waiting[0]
                yield one
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            yield from (one.result() for one in waiting if not one.cancelled())
            raise
    finally:
        # Dead processes are not waited for: their pool may never notice.
        pool.shutdown(wait=_any_alive(), cancel_futures=True)


def _result(future: Future[Outcome]) -> Outcome:
    """Waits for the result. Raises `BrokenProcessPool` when no process is left to give one."""
    from concurrent.futures.process import BrokenProcessPool

    while True:
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            if not _any_alive() and not future.done():
                raise BrokenProcessPool from None


def _any_alive() -> bool:
    from multiprocessing import active_children

    return bool(active_children())


def _can_start() -> bool:
    """Whether a process can be started here and gives a result."""
    outcome = _alone(Path(), _nothing)
    return outcome.error is None


def _nothing(_: Path) -> None:
    return None


def _alone(file: Path, work: Work) -> Outcome:
    """The outcome of the work in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return next(_shared([file], work, 1))
    except (BrokenProcessPool, OSError):
        return Outcome(error=Died())


def _pool(processes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_begin)


def _begin() -> None:
    """Leaves Ctrl-C to the first process, and collects what the work on each file leaves."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(10_000, 10, 10)


def _is_main_thread() -> bool:
    import threading

    return threading.current_thread() is threading.main_thread()


def _attempt(work: Work, file: Path) -> Outcome:
    try:
        return Outcome(work(file))
    except Exception as error:
        return Outcome(error=error)
