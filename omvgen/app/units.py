"""The overview of the units whose workbooks are in the folder, as `omvgen overview` has it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from omvgen import locale, pipeline
from omvgen.app.folder import Folder, Marks, Tree
from omvgen.units import words
from omvgen.units.gather import Overview
from omvgen.units.index import Memory
from omvgen.units.rows import Need, UnitRow

MOST_SHOWN = 200  # the most pressing; the whole overview is a page of its own


class UnitLine(NamedTuple):
    """A unit on the first page. `folder` is where its workbook lies, empty for this folder."""

    row: UnitRow
    need: str
    name: str
    remarks: str
    urgent: bool
    folder: str


@dataclass
class _InLanguage:
    """What has been read, and the overview of it, in one language. `is_new` until it is read."""

    memory: Memory = field(default_factory=Memory)
    overview: Overview | None = None
    is_new: bool = True


class Units:
    """The overview of a folder with several units, in each language in which it was asked for.

    `renew` is called in one thread, the rest in any.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, _InLanguage] = {}
        self._may_be_several = False
        self._seen: dict[Path, Marks] = {}
        self._foreign: dict[Path, Marks] = {}

    def ask(self) -> bool:
        """Asks for the overview in the language in use. Whether nobody has done so before."""
        return self._known.setdefault(locale.language(), new := _InLanguage()) is new

    def overview(self) -> Overview | None:
        """The units as they were read last; None while there is one, or until they are read."""
        here = self._known.get(locale.language())
        return here.overview if here else None

    @property
    def are_being_read(self) -> bool:
        """Whether there may be several units of which the overview is not there yet."""
        here = self._known.get(locale.language())
        return self._may_be_several and (here is None or here.is_new)

    def renew(self) -> bool:
        """Reads anew what has changed. Whether an overview is another than it was.

        Workbooks of other kinds are read once: a folder of downloads may be full of them.
        """
        tree = self._folder.units()
        marks = {file: self._folder.unit_marks(file) for file in tree.workbooks}
        same, self._seen = marks == self._seen, marks
        deeper = any(file.parent != self._folder.root for file in tree.workbooks)
        known = (self._folder.known(file.name) for file in tree.workbooks)
        self._may_be_several = deeper or len({one.unit for one in known if one and one.unit}) > 1
        changed = False
        for language, here in list(self._known.items()):
            if same and not here.is_new:
                continue
            before = here.is_new, here.overview
            with locale.speaking(language):
                here.overview = self._gathered(here.memory, tree)
            here.is_new = False
            changed = changed or (self._may_be_several and before != (False, here.overview))
        return changed

    def _gathered(self, memory: Memory, tree: Tree) -> Overview | None:
        if not self._may_be_several:
            return None
        root, marks = self._folder.root, self._seen
        foreign = [file for file, mark in self._foreign.items() if marks.get(file) == mark]
        options: dict[str, Any] = {"index": memory, "base": root}
        found = pipeline.overview(
            [root], date.today(), excluded=[*tree.outside, *foreign], **options
        )
        for row in found.units:
            if row.need is Need.FOREIGN and (file := root / row.file) in marks:
                self._foreign[file] = marks[file]
        # They are the last rows, so that the numbers of the others stay.
        overview = replace(found, units=tuple(r for r in found.units if r.need != Need.FOREIGN))
        names = {row.unit.casefold() for row in overview.units if row.unit}
        return overview if len(names) > 1 else None


def lines(overview: Overview, folder: Folder) -> list[UnitLine]:
    """The units as the first page shows them, the most pressing first."""
    return [_line(row, folder) for row in overview.units[:MOST_SHOWN]]


def _line(row: UnitRow, folder: Folder) -> UnitLine:
    within = PurePosixPath(row.file).parent
    return UnitLine(
        row,
        f"{words.SIGNS[row.need]} {words.need_word(row.need)}",
        words.name_of(row),
        "; ".join(filter(None, (words.count_words(row), *words.remarks(row)))),
        row.need in (Need.UNREAD, Need.OVERDUE, Need.ERRORS),
        "" if within == PurePosixPath() else str(folder.root / within),
    )
