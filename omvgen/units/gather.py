"""Folders and workbooks → the overview: walked, read, remembered, put together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from omvgen import locale
from omvgen.confirmation.beside import confirmations
from omvgen.confirmation.record import Record
from omvgen.errors import ConfirmationError, ForeignWorkbookError, LeakError, OmvgenError
from omvgen.findings.catalogue import RULES
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import tr
from omvgen.package import Unreadable, read_file
from omvgen.parallel import Outcome, outcomes, processes_for
from omvgen.units.facts import Facts, facts_of
from omvgen.units.folder import find_workbooks
from omvgen.units.index import Index, Known, Memory, digest_of, ledger_bytes
from omvgen.units.rows import Need, Source, UnitRow, unit_rows
from omvgen.units.shared import SharedText, shared_texts
from omvgen.workbook.reading.reader import read_workbook

Advance = Callable[[int, int], None]
"""Called with how many files more are done, and with how many there are."""


@dataclass(frozen=True)
class Overview:
    """The units of one form on the day `today`, the most pressing first.

    `shared` are paragraphs that several units have; its numbers are places in `units`.
    `skipped` counts the copies and folders that were not looked at. `public` says that
    nothing is shown that a public copy of a plan would withhold.
    """

    units: tuple[UnitRow, ...]
    shared: tuple[SharedText, ...]
    form: Form
    today: date
    skipped: int = 0
    public: bool = False

    def count(self, *needs: Need) -> int:
        """How many units have one of the needs."""
        return sum(row.need in needs for row in self.units)


class _Task(NamedTuple):
    """What each process needs to read a workbook. It goes along with every file."""

    form: Form
    form_digest: str
    key: bytes
    public: bool
    language: str


class _Read(NamedTuple):
    """What reading a file gave; `digest` is empty when the file changed in the meantime."""

    digest: str = ""
    facts: Facts | None = None
    problem: str = ""
    is_foreign: bool = False


def gather(
    paths: Iterable[Path],
    form: Form,
    today: date,
    *,
    public: bool = False,
    index: Path | Memory | None = None,
    base: Path | None = None,
    excluded: Iterable[Path] = (),
    processes: int | None = 1,
    advance: Advance = lambda _, __: None,
) -> Overview:
    """The overview of the units whose workbooks are in the folders or among the files.

    `index` is the file of what earlier runs read, as secret as the workbooks, or the memory of
    this process. Files are named from the folder `base`, or from the one that all of them share;
    `excluded` are files that are no units. So many `processes` share the work, None for as many
    as there are cores; a script that wants more than one needs `if __name__ == "__main__"`.
    Raises `KeyboardInterrupt` on Ctrl-C; the index then has what was done.
    """
    found = find_workbooks(paths, excluded)
    with index if isinstance(index, Memory) else Index(index) as known:
        task = _Task(
            form, sha256(repr(form).encode()).hexdigest(), known.key, public, locale.language()
        )
        read = _read_all(found.workbooks, task, known, processes, advance)
        names = _names((*found.workbooks, *(path for path, _ in found.problems)), base)
        sources = [
            Source(names[file], one.facts, one.problem, one.is_foreign, file in found.open)
            for file, one in zip(found.workbooks, read, strict=True)
        ]
    sources += [Source(names[path], None, problem) for path, problem in found.problems]
    if public:
        sources = [_nameless(source) for source in sources]
    rows = unit_rows(sources, form, today)
    return Overview(rows, shared_texts(rows), form, today, found.skipped, public)


def _names(files: Sequence[Path], base: Path | None) -> dict[Path, str]:
    """Each file's path from the base, or from the folder that all of them share, with `/`."""
    if not files:
        return {}
    folders = {os.path.abspath(file.parent) for file in files}
    try:
        start = str(base or os.path.commonpath(folders))
    except ValueError:  # on several drives
        return {file: file.as_posix() for file in files}
    return {file: Path(os.path.relpath(os.path.abspath(file), start)).as_posix() for file in files}


def _nameless(source: Source) -> Source:
    """Of what could not be made public, not even the name is told."""
    hidden = source.facts is None
    return source._replace(name=tr("(nimi jätetty pois)")) if hidden else source


# Reading


def _read_all(
    files: Sequence[Path],
    task: _Task,
    known: Known,
    processes: int | None,
    advance: Advance,
) -> list[_Read]:
    """What each file says, from the index where its content is known."""
    digests = [_digest(file, task) for file in files]
    results = {file: _known(digest, known) for file, digest in zip(files, digests, strict=True)}
    unknown = [file for file in files if results[file] is None]
    advance(len(files) - len(unknown), len(files))
    work = partial(_read, task)
    count = processes_for(unknown) if processes is None else processes
    for file, outcome in zip(unknown, outcomes(unknown, work, count), strict=True):
        one = results[file] = _of(outcome)
        if one.digest and one.facts:
            known.add(one.digest, one.facts)
        advance(1, len(files))
    read = [one for one in map(results.get, files) if one is not None]
    known.keep(one.digest for one in read if one.digest)
    return read


def _known(digest: str, known: Known) -> _Read | None:
    facts = known.get(digest) if digest else None
    return _Read(digest, facts) if facts else None


def _digest(file: Path, task: _Task) -> str:
    """The digest of the file's content and of what else its facts depend on."""
    try:
        return _digest_of(file, read_file(file), task)
    except Unreadable:
        return ""


def _digest_of(file: Path, data: bytes, task: _Task) -> str:
    context = (_version(), task.form_digest, task.language, str(task.public), file.name)
    return digest_of(data, ledger_bytes(file), *context)


def _version() -> str:
    """The program's version, by name: the package itself stands above this room."""
    return str(sys.modules[__name__.partition(".")[0]].__version__)


def _of(outcome: Outcome) -> _Read:
    """What came of the work; a fault of the program is a problem of that file alone."""
    if isinstance(outcome.value, _Read):
        return outcome.value
    return _Read(problem=tr("Tiedostoa ei voitu käsitellä: ohjelmassa on virhe."))


def _read(task: _Task, file: Path) -> _Read:
    """Reads a workbook and the ledger beside it, in this process or in one of many."""
    with locale.speaking(task.language):
        try:
            before = ledger_bytes(file)
            reading = read_workbook(file, task.form)
            if reading.is_annotated_copy:
                return _Read(problem=tr("Kopio, jossa on havainnot. Anna itse työkirja."))
            records, fault = _ledger(file)
            facts = facts_of(reading, records, fault, key=task.key, public=task.public)
        except LeakError:
            return _Read(problem=_says_leak())
        except OmvgenError as error:
            found = error.finding
            # The message names the file, and what is not read is not known to be public.
            words = tr(RULES[found.code].title) if task.public else found.message
            return _Read(problem=words, is_foreign=isinstance(error, ForeignWorkbookError))
        same = ledger_bytes(file) == before
        return _Read(_digest_of(file, reading.data, task) if same else "", facts)


def _ledger(file: Path) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The confirmations beside the workbook, or the findings by which they cannot be used."""
    try:
        return confirmations(file, None), ()
    except ConfirmationError as error:
        return (), error.findings


def _says_leak() -> str:
    return tr(
        "Yksikön tietoja ei voi näyttää julkisesti, koska niihin olisi jäänyt salassa pidettävää."
    )


def each_need(overview: Overview) -> Iterator[tuple[Need, int]]:
    """Each need that some unit has, with their number, the most pressing first."""
    for need in Need:
        if number := overview.count(need):
            yield need, number
