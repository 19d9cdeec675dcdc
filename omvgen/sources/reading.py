"""A source as a plan: another workbook, a Word document, or a plan as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from omvgen import seals
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.load import load_plan
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import LeftOver, Revision, fitted_to_form
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.word.document_reading import Remark


@dataclass(frozen=True)
class Source:
    """What a file says of the plan.

    `said` are the ids of which it says something. `ancestor` is the fingerprint of the plan
    that it was made of, empty when the file names none. A `printed` plan is as a document
    shows it; one that is `partial` has no publicity, provision or note where it is silent.
    `unsure` are the ids of answers whose question was not found for certain, each with where
    its text stood; `remarks` are the comments of a document, which stand in the notes of its
    answers as well.
    """

    name: str
    plan: Plan
    said: frozenset[str]
    ancestor: str = ""
    printed: bool = False
    partial: bool = False
    left: tuple[LeftOver, ...] = ()
    revisions: tuple[Revision, ...] = ()
    unsure: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def read_source(file: Path, form: Form, author: str | None = None) -> Source:
    """The source in the file, by its ending. Raises `ReadError`.

    `author` is the only one whose tracked changes in a document are accepted.
    """
    ending = file.suffix.lower()
    if ending in seals.WORKBOOKS:
        return _of_workbook(read_workbook(file, form))
    if ending == ".json":
        return _of_json(file, form)
    return _of_document(file, form, author)


def _of_json(file: Path, form: Form) -> Source:
    stated = load_plan(file)
    _refuse_other_form(stated, file.name, form)
    plan, left = fitted_to_form(stated, {}, form)
    return Source(file.name, plan, _stated(plan, form), partial=True, left=left)


def _refuse_other_form(plan: Plan, file: str, form: Form) -> None:
    if plan.form_id != form.id:
        values = {"file": file, "found": plan.form_id, "form": form.id}
        raise ReadError(Finding(Code.SOURCE_IS_OTHER_FORM, values=values))


def _of_workbook(reading: Reading) -> Source:
    """The workbook as a source. What it has no cell for, it says nothing of."""
    _refuse_other_form(reading.plan, reading.file, reading.form)
    plan, left = fitted_to_form(reading.plan, reading.wordings, reading.form)
    said = frozenset(place.id for place in reading.places) | _stated(plan, reading.form)
    return Source(reading.file, plan, said, reading.base, left=left)


def _of_document(file: Path, form: Form, author: str | None) -> Source:
    from omvgen.word.reading import read_document  # what documents need takes long to load

    document = read_document(file, form, author=author)
    return Source(
        document.file,
        document.plan,
        document.said,
        document.fingerprint,
        printed=True,
        partial=True,
        left=document.ledger.left,
        revisions=document.ledger.revisions,
        unsure={piece.target.id: piece.source for piece in document.ledger.unsure},
        remarks=document.remarks,
    )


def _stated(plan: Plan, form: Form) -> frozenset[str]:
    """The ids of what the plan has."""
    log = {form.log.id} if plan.log else set()
    return frozenset((*plan.document, *plan.answers, *plan.tables, *log))
