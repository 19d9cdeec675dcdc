"""Runs the command lines of steps, each in a process of its own, so that it can be cancelled."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from omvgen.app.folder import Folder
from omvgen.findings.codes import Code
from omvgen.patterns import pattern
from omvgen.processes import end

_MOST_RUNNING, _MOST_KEPT = 4, 50
_LONGEST_SHOWN = 100_000  # characters
_CODES = pattern(r"^(OMV\d{3}):", re.M)
FORCEABLE = frozenset(
    {
        *(Code.DOCUMENT_EDITED, Code.OTHER_FILE_EXISTS, Code.PDF_EXISTS, Code.WORKBOOK_EXISTS),
        *(Code.OUTPUT_EDITED, Code.ANNOTATED_COPY_EDITED, Code.OUTPUT_EXISTS, Code.FILE_CONFIRMED),
        *(Code.CONFIRMATION_DATE_MISMATCH, Code.CONFIRMER_NOT_IN_PLAN, Code.CONFIRMER_NOT_DIRECTOR),
    }
)
"""Refusals that `--force` of the command line overrules, when a person has seen them."""


class TooManyJobs(Exception):
    """Several steps are running already."""


@dataclass
class Job:
    """A command line that runs or has run. `code` is its exit code, None while it runs."""

    id: str
    line: tuple[str, ...]
    title: str
    workbook: str
    started: float = field(default_factory=time.monotonic)
    code: int | None = None
    out: str = ""
    err: str = ""
    written: tuple[str, ...] = ()
    cancelled: bool = False

    def now(self) -> Job:
        """The job as it stands. It may end meanwhile, in another thread.

        Whether it runs is looked at first: one that has ended has all that came of it.
        """
        code = self.code
        return replace(self, code=code)

    @property
    def runs(self) -> bool:
        return self.code is None

    @property
    def may_be_forced(self) -> bool:
        """Whether the same line with `--force` would do what was refused."""
        refused = self.code == 2 and "--force" not in self.line
        return refused and not FORCEABLE.isdisjoint(_CODES.findall(self.err))


class Jobs:
    """The jobs of one folder. `ended` is called, in another thread, when one has ended."""

    def __init__(self, folder: Folder, ended: Callable[[], None]) -> None:
        self._folder, self._ended = folder, ended
        self._jobs: dict[str, Job] = {}
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def get(self, id_: str) -> Job | None:
        return self._jobs.get(id_)

    @property
    def running(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.runs]

    def start(self, line: Sequence[str], title: str, workbook: str, language: str) -> Job:
        """Starts `omvgen` with the line. Raises `TooManyJobs`."""
        if len(self.running) >= _MOST_RUNNING:
            raise TooManyJobs
        job = Job(secrets.token_urlsafe(8), tuple(line), title, workbook)
        before = self._folder.marks()
        process = subprocess.Popen(
            [*program(), *line],
            cwd=self._folder.root,
            env=_environment(language),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._jobs[job.id], self._processes[job.id] = job, process
        while len(self._jobs) > _MOST_KEPT:
            del self._jobs[next(id_ for id_, old in self._jobs.items() if not old.runs)]
        threading.Thread(target=self._wait, args=(job, process, before), daemon=True).start()
        return job

    def cancel(self, job: Job) -> None:
        """Ends the job's process with all that it has started. No file is left half written."""
        process = self._processes.get(job.id)
        if process is not None and process.poll() is None:
            job.cancelled = True
            end(process)

    def end(self) -> None:
        """Cancels every job that runs."""
        for job in self.running:
            self.cancel(job)

    def _wait(self, job: Job, process: subprocess.Popen[str], before: dict[str, object]) -> None:
        out, err = process.communicate()
        job.out, job.err = out[:_LONGEST_SHOWN], err[:_LONGEST_SHOWN]
        after = self._folder.marks()
        job.written = tuple(sorted(n for n, mark in after.items() if before.get(n) != mark))
        job.cancelled = job.cancelled and process.returncode != 0
        job.code = process.returncode
        self._processes.pop(job.id, None)
        self._ended()


def program() -> list[str]:
    """What starts omvgen: the executable itself, or Python with the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: nothing that lies in the folder of workbooks is imported as a module.
    return [sys.executable, "-P", "-m", "omvgen"]


def _environment(language: str) -> dict[str, str]:
    # Windows would look for programs in the folder of workbooks first.
    return {**os.environ, "OMVGEN_LANG": language, "NoDefaultCurrentDirectoryInExePath": "1"}
