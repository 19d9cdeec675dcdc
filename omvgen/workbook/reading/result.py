"""What reading gives: a workbook's plan with its findings and places, whole and step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.form.loader import form_in
from omvgen.plan.plan import Plan
from omvgen.plan.text import RichText
from omvgen.plan.wording import CellComment, Wording
from omvgen.workbook.reading.doubts import Doubted, Remark
from omvgen.workbook.xlsx.cells import Spot

if TYPE_CHECKING:
    from omvgen.plan.conflicts import Choice


@dataclass(frozen=True)
class Reading:
    """A plan together with the place of each part of it in the workbook.

    `file` is the file's name without its folder. `places` has the cell of every
    answer, field, table row and log row, of empty ones too where the workbook has
    a cell for them. `cells` has where a plan is written back: every cell of an answer's part
    and of a field, one below another, and the header of each column of a table.
    `wordings` are the workbook's own questions, by question and table. `data` are the
    bytes that were read: the file may change at any moment. `path` is the file, beside
    which its confirmations are. `of_another_version` are those of the findings that only
    say how the workbook's version of the form differs. `doubts` are what the reader took or saw
    although it is not certain; each is told by one of the findings, or by one for all of its
    kind. `is_annotated_copy` says that it is
    a copy with findings in it, not a workbook to fill in. `comments` are those that people
    have written on its cells. `conflicts` are those of an earlier merge, with what was
    chosen. `left_over` are the rows, by column, of what an earlier merge or import found no
    place for. `base` is the fingerprint of the plan that a copy was made of, empty when it is
    not known.
    """

    file: str
    form: Form
    plan: Plan
    findings: tuple[Finding, ...]
    places: Mapping[Place, Location]
    cells: Mapping[Place, tuple[Spot, ...]] = field(default_factory=dict, compare=False)
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False, compare=False)
    path: Path = field(default=Path(), compare=False)
    of_another_version: tuple[Finding, ...] = ()
    doubts: tuple[Doubted, ...] = field(default=(), compare=False)
    is_annotated_copy: bool = False
    comments: tuple[CellComment, ...] = ()
    conflicts: tuple[Choice, ...] = ()
    left_over: tuple[Mapping[int, RichText], ...] = field(default=(), compare=False)
    base: str = ""

    def for_documents(self) -> Reading:
        """The reading with the form in the language that the plan states for its document."""
        return replace(self, form=form_in(self.form, self.plan.field("language")))

    def locate(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings of checks, which know only places of the plan, with their cells."""
        return tuple(self._located(f).about(self.form.language) for f in findings)

    def _located(self, finding: Finding) -> Finding:
        if finding.place is None or finding.location.cell:
            return finding
        return finding.at(self.location(finding.place))

    def location(self, place: Place) -> Location:
        """The cell of the place, or of what it is a part of, as far as it is known."""
        candidates = (place, place._replace(part="text"), place._replace(part="text", row=None))
        found = next((self.places[p] for p in candidates if p in self.places), None)
        return self._by_form(place) if found is None else found

    def _by_form(self, place: Place) -> Location:
        """Where the form would have what the workbook lacks, as far as that is known."""
        section = self.form.section_of.get(place.id)
        question = self.form.question_of_table.get(place.id) or self.form.questions.get(place.id)
        return Location(
            sheet=section.sheet if section else "",
            section=section.id if section else "",
            question=question.id if question else "",
        )


class Trace(NamedTuple):
    """What one step of the reading leaves beside its value.

    `used` are the cells whose texts are in the plan or in a remark.
    """

    remarks: tuple[Remark, ...] = ()
    places: Mapping[Place, Location] = {}
    used: frozenset[Spot] = frozenset()
    cells: Mapping[Place, tuple[Spot, ...]] = {}


def join_traces(traces: Iterable[Trace]) -> Trace:
    remarks: list[Remark] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    cells: dict[Place, tuple[Spot, ...]] = {}
    for trace in traces:
        remarks += trace.remarks
        places |= trace.places
        used |= trace.used
        cells |= trace.cells
    return Trace(tuple(remarks), places, frozenset(used), cells)
