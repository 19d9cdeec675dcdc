"""Which files of a folder tree are workbooks of units, and what else it tells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from omvgen.findings.reasons import os_reason
from omvgen.locale import tr
from omvgen.output import KEPT, LEDGER
from omvgen.package import Unreadable, read_file
from omvgen.workbook.layout import COPY_ENDING

OUTPUT = "output"
"""The default folder of documents, which has no workbooks of units."""
_ENDINGS = (".xlsx", ".xlsm")
_LOCKS = ("~$", ".~lock.")  # how the names of files beside open workbooks begin


@dataclass
class Found:
    """Workbooks to read, in order, and what cannot be read, each with its problem in words.

    `open` are the workbooks beside which Excel or LibreOffice has a lock file; `skipped`
    counts annotated copies and kept and made files, which are no units.
    """

    workbooks: list[Path] = field(default_factory=list)
    problems: list[tuple[Path, str]] = field(default_factory=list)
    open: set[Path] = field(default_factory=set)
    skipped: int = 0


def find_workbooks(paths: Iterable[Path], excluded: Iterable[Path] = ()) -> Found:
    """The workbooks of the folders and files, each once. `excluded` are outputs of ours.

    A file that is named is taken whatever it is: reading it says what is wrong.
    """
    found, left_out = Found(), {os.path.realpath(path) for path in excluded}
    known: set[str] = set()
    for path in paths:
        for file in _walk(path, found) if path.is_dir() else [path]:
            real = os.path.realpath(file)
            if real not in known and real not in left_out:
                known.add(real)
                found.workbooks.append(file)
    return found


def _walk(folder: Path, found: Found) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        reason = os_reason(error)
        words = tr("Kansiota ei voitu lukea: {reason}.", reason=reason)
        found.problems.append((Path(error.filename), words))

    for root, folders, files in os.walk(folder, onerror=refused):
        here = Path(root)
        kept = [name for name in folders if name in (KEPT, OUTPUT) or name.startswith(".")]
        found.skipped += len(kept)
        folders[:] = sorted(set(folders) - set(kept))
        workbooks = [here / name for name in sorted(files) if _is_workbook(name, found)]
        found.open |= {file for file in workbooks if _is_open(file, files)}
        yield from workbooks
        if LEDGER in files and not workbooks:
            found.problems.append(_missing(here))


def _is_workbook(name: str, found: Found) -> bool:
    if not name.lower().endswith(_ENDINGS) or name.startswith(_LOCKS):
        return False
    if Path(name).stem.lower().endswith(COPY_ENDING):
        found.skipped += 1
        return False
    return True


def _is_open(file: Path, files: Iterable[str]) -> bool:
    return f"~${file.name}" in files or f".~lock.{file.name}#" in files


def _missing(folder: Path) -> tuple[Path, str]:
    """The workbook that the ledger names last, and that it is not in the folder."""
    try:
        last = json.loads(read_file(folder / LEDGER).splitlines()[-1])
        name = Path(str(last["workbook"]["file"])).name
    except (Unreadable, ValueError, LookupError, TypeError):
        name = LEDGER
    words = tr("Kansiossa on vahvistusten luettelo mutta ei työkirjaa, joka on vahvistettu.")
    return folder / name, words
