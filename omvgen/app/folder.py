"""What the files of the chosen folder say. No file outside the folder is read, links included."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from omvgen import pipeline
from omvgen.confirmation import KEPT, KEY, LEDGER, SEAL, ledger_of
from omvgen.confirmation.status import Status
from omvgen.console.findings import Counts, count
from omvgen.content.front import sender
from omvgen.errors import ConfirmationError, OmvgenError
from omvgen.findings.model import Finding
from omvgen.form.spelling import version_order
from omvgen.units.folder import find_workbooks
from omvgen.workbook.form_book.finding import is_form_workbook
from omvgen.workbook.reading.result import Reading

OUTPUT = "output"
WORKBOOKS = (".xlsx", ".xlsm")
DOCUMENTS = (".docx", ".pdf")
SIGNED = (*DOCUMENTS, ".asice")
PAGES = (".html", ".md")
WORD = (".docx", ".doc", ".odt", ".rtf")
SOURCES = (*WORKBOOKS, ".docx", ".json")
CERTIFICATES = (".pem",)
_SHOWN = frozenset((*WORKBOOKS, *SIGNED, *WORD, *PAGES, *CERTIFICATES, ".json", ".ics", ".zip"))
_LEDGERS = frozenset(os.path.splitext(name)[1] for name in (LEDGER, SEAL, KEY))
_NOT_OURS = ("~$", ".")  # lock files of Excel and Word; of LibreOffice, hidden files, our own
_BEING_SAVED = 3.0  # seconds for which a file that cannot be read may be half written
_READINGS = 8  # workbooks whose answers are kept in memory

Mark = tuple[int, int]
"""When a file was written, in nanoseconds, and its size."""
Marks = tuple[Mark, ...]
"""Those of all that something depends on: when they stay, it does."""


@dataclass(frozen=True)
class Workbook:
    """A workbook as its file says now.

    `unreadable` is why it cannot be read, `ledger_fault` why its confirmations cannot be. One
    that `is_form` has a form, and no answers. `unit` is whose plan it is.
    """

    name: str
    mark: Mark
    unreadable: Finding | None = None
    is_form: bool = False
    unit: str = ""
    year: str = ""
    version: str = ""
    counts: Counts | None = None
    status: Status | None = None
    ledger_fault: Finding | None = None
    is_copy: bool = False
    conflicts: int = 0

    @property
    def problem(self) -> str:
        """What keeps the workbook from being used, in the language in use; empty for nothing."""
        finding = self.unreadable or self.ledger_fault
        return f"{finding.message} {finding.remedy}".strip() if finding else ""

    @property
    def order(self) -> tuple[str, list[tuple[int, str]]]:
        """What plans are ordered by: year and version."""
        return self.year, version_order(self.version)


@dataclass(frozen=True)
class Examined:
    """A workbook with its answers and findings."""

    reading: Reading
    findings: tuple[Finding, ...]
    workbook: Workbook


class Tree(NamedTuple):
    """The workbooks of a folder and of those in it; `outside` are links to files elsewhere."""

    workbooks: list[Path]
    outside: list[Path]


class Folder:
    """The folder that was chosen, with the folders of results in it.

    What was read of a file is kept until the file, or the ledger of confirmations, changes.
    Safe to use from several threads.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Marks, Workbook]] = {}
        self._examined: dict[str, tuple[Marks, Examined]] = {}

    def file(self, name: str) -> Path | None:
        """The file by its name relative to the folder, as `names` gives it; None for others."""
        return self.root / name if name in self.names() else None

    def names(self, endings: tuple[str, ...] = ()) -> list[str]:
        """The files in the folder and in those of results, the newest first.

        With `endings`, such as `.docx`, only those. Links that lead out are left out.
        """
        wanted = frozenset(endings) or _SHOWN
        found = [
            (mark, name)
            for name, path in self._entries()
            if path.suffix.lower() in wanted and (mark := _mark_of(path)) is not None
        ]
        return [name for _, name in sorted(found, key=lambda one: (-one[0][0], one[1]))]

    def links_out(self) -> list[str]:
        """The links in the folder over which a result could be written outside it."""
        links = (path for _, path in self._all() if path.is_symlink() and not self._holds(path))
        found = {*links, *self.units().outside}
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def marks(self) -> dict[str, Mark]:
        """When each file was written: what differs between two of these was written meanwhile."""
        marks = ((name, _mark_of(path)) for name, path in self._entries())
        return {name: mark for name, mark in marks if mark is not None}

    def workbooks(self) -> list[str]:
        """The names of the folder's own workbooks, not of kept ones, in the order of names."""
        return sorted(name for name in self.names(WORKBOOKS) if "/" not in name)

    def forms(self) -> list[str]:
        """The form workbooks among them, as far as they have been read."""
        return [name for name in self.workbooks() if (one := self.known(name)) and one.is_form]

    def units(self) -> Tree:
        """The workbooks of units in the folder and in all that are in it."""
        found = find_workbooks([self.root]).workbooks
        outside = [file for file in found if not self._holds(file)]
        return Tree([file for file in found if file not in outside], outside)

    def unit_marks(self, workbook: Path) -> Marks:
        """What a row of the overview depends on; the folder has lock files and conflict copies."""
        name = workbook.relative_to(self.root).as_posix()
        with contextlib.suppress(OSError):
            return (*self._marks_of(name), (workbook.parent.stat().st_mtime_ns, 0))
        return ()  # the folder has been removed

    def unread(self) -> list[str]:
        """The workbooks, kept ones too, of which nothing is known as they are now."""
        return [name for name in self.names(WORKBOOKS) if self.known(name) is None]

    def known(self, name: str) -> Workbook | None:
        """What is known of the workbook without reading it now."""
        known = self._known.get(name)
        return known[1] if known and known[0] == self._marks_of(name) else None

    def examine(self, name: str) -> Examined | Workbook:
        """The workbook read and checked; only its `Workbook` when it cannot be read."""
        with self._lock:
            marks = self._marks_of(name)
            kept = self._examined.get(name)
            if kept is not None and kept[0] == marks:
                return kept[1]
            found = _examined(self.root / name, name, marks)
            if isinstance(found, Workbook):
                self._examined.pop(name, None)
                if found.is_form or time.time() - marks[0][0] / 1e9 > _BEING_SAVED:
                    self._known[name] = (marks, found)
                return found
            self._known[name] = (marks, found.workbook)
            self._examined[name] = (marks, found)
            while len(self._examined) > _READINGS:
                del self._examined[next(iter(self._examined))]
            return found

    def workbook(self, name: str) -> Workbook:
        """What the workbook says, read when it has changed."""
        known = self.known(name)
        if known is not None:
            return known
        found = self.examine(name)
        return found if isinstance(found, Workbook) else found.workbook

    def is_being_saved(self, workbook: Workbook) -> bool:
        """Whether the workbook cannot be read because another program is writing it now."""
        cannot_be_read = bool(workbook.unreadable) and not workbook.is_form
        return cannot_be_read and time.time() - workbook.mark[0] / 1e9 < _BEING_SAVED

    def earlier(self, name: str) -> str:
        """The workbook of the latest plan before this one's, as far as they have been read."""
        this = self.workbook(name)
        others = [
            known
            for other in self.names(WORKBOOKS)
            if other != name and (known := self.known(other)) is not None
            if not (known.unreadable or known.is_copy) and known.order < this.order
        ]
        return max(others, key=lambda one: (one.order, one.name)).name if others else ""

    def _marks_of(self, name: str) -> Marks:
        """What the workbook's state depends on: its file, the ledger, and the day."""
        path, today = self.root / name, (date.today().toordinal(), 0)
        return (*(_mark_of(one) or (0, 0) for one in (path, ledger_of(path))), today)

    def _entries(self) -> Iterator[tuple[str, Path]]:
        """The files that are in the folder, not behind a link that leads out of it."""
        return ((name, path) for name, path in self._all() if self._holds(path))

    def _all(self) -> Iterator[tuple[str, Path]]:
        for sub in ("", OUTPUT, KEPT):
            folder = self.root / sub
            if sub and not folder.is_dir():
                continue
            if sub and not self._holds(folder):
                yield sub, folder
                continue
            for entry in _listed(folder):
                if not entry.name.startswith(_NOT_OURS):
                    yield PurePosixPath(sub, entry.name).as_posix(), Path(entry.path)

    def _holds(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self.root)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What is in the folder; nothing when it has been removed or may not be read."""
    try:
        return list(os.scandir(folder))
    except OSError:
        return []


def is_watched(path: str) -> bool:
    """Whether a change of the file, or of a folder, may change what the page shows."""
    name = os.path.basename(path)
    ending = os.path.splitext(name)[1].lower()
    return not name.startswith(_NOT_OURS) and (not ending or ending in _SHOWN | _LEDGERS)


def _mark_of(path: Path) -> Mark | None:
    """None when there is no such file, or it is none that can be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if path.is_file() else None


def _examined(path: Path, name: str, marks: Marks) -> Examined | Workbook:
    try:
        reading = pipeline.read(path)
    except OmvgenError as error:
        return Workbook(name, marks[0], error.finding, is_form_workbook(path))
    today, plan = date.today(), reading.plan
    status, fault = None, None
    try:
        status = pipeline.status(reading, today)
        records = pipeline.confirmations(reading, today)
    except ConfirmationError as error:
        records, fault = (), error.finding
    findings = pipeline.validate(reading, records=records, today=today)
    workbook = Workbook(
        name,
        marks[0],
        unit=sender(plan, reading.form),
        year=plan.field("year"),
        version=plan.field("version"),
        counts=count(reading.form, findings, plan),
        status=status,
        ledger_fault=fault,
        is_copy=reading.is_annotated_copy,
        conflicts=len(reading.conflicts),
    )
    return Examined(reading, findings, workbook)
