"""A source as a plan: another workbook, a Word document, or a plan as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omvgen import seals
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.load import load_plan
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import LeftOver, fitted_to_form
from omvgen.word.reading import read_document
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading


@dataclass(frozen=True)
class Source:
    """What a file says of the plan.

    `said` are the ids of which it says something. `ancestor` is the fingerprint of the plan
    that it was made of, empty when the file names none. A `printed` plan is as a document
    shows it; one that is `partial` has no publicity, provision or note where it is silent.
    `unsure` are the ids of answers whose question was not found for certain.
    """

    name: str
    plan: Plan
    said: frozenset[str]
    ancestor: str = ""
    printed: bool = False
    partial: bool = False
    left: tuple[LeftOver, ...] = ()
    unsure: frozenset[str] = frozenset()


def read_source(file: Path, form: Form, author: str | None = None) -> Source:
    """The source in the file, by its ending. Raises `ReadError`.

    `author` is the only one whose tracked changes in a document are accepted.
    """
    ending = file.suffix.lower()
    if ending in seals.WORKBOOKS:
        source = source_of(read_workbook(file, form))
    elif ending == ".json":
        plan, left = fitted_to_form(load_plan(file), {}, form)
        source = Source(file.name, plan, _stated(plan, form), partial=True, left=left)
    else:
        source = _of_document(file, form, author)
    if source.plan.form_id != form.id:
        values = {"file": file.name, "found": source.plan.form_id, "form": form.id}
        raise ReadError(Finding(Code.SOURCE_IS_OTHER_FORM, values=values))
    return source


def source_of(reading: Reading) -> Source:
    """The workbook as a source. What it has no cell for, it says nothing of."""
    plan, left = fitted_to_form(reading.plan, reading.wordings, reading.form)
    said = frozenset(place.id for place in reading.places) | _stated(plan, reading.form)
    return Source(reading.file, plan, said, reading.base, left=left)


def _of_document(file: Path, form: Form, author: str | None) -> Source:
    document = read_document(file, form, author=author)
    return Source(
        document.file,
        document.plan,
        document.said,
        document.fingerprint,
        printed=True,
        partial=True,
        left=document.ledger.left,
        unsure=frozenset(piece.target.id for piece in document.ledger.unsure),
    )


def _stated(plan: Plan, form: Form) -> frozenset[str]:
    """The ids of what the plan has."""
    log = {form.log.id} if plan.log else set()
    return frozenset((*plan.document, *plan.answers, *plan.tables, *log))
