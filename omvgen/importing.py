"""Old plans in Word → a new workbook of the form, with the ledger of every piece."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.transfer import Ledger
from omvgen.word.reading import read_document
from omvgen.word.together import together
from omvgen.workbook.template.make import make_transferred_workbook, starting_plan

StrPath = str | os.PathLike[str]


class ImportedWorkbook(NamedTuple):
    """A new workbook (.xlsx), its plan, and what became of each piece of the documents.

    What could not be placed for certain is marked as unsure; what has no place stands with
    its whole text on a sheet of its own.
    """

    data: bytes
    plan: Plan
    ledger: Ledger


def import_document(
    documents: StrPath | Sequence[StrPath], form: Form | None = None, *, author: str | None = None
) -> ImportedWorkbook:
    """Returns a workbook of the form with all that the documents say.

    `documents` are one or several files in Word, or in a format that LibreOffice makes into
    one. `form` is by default the built-in form. `author` is the only one whose tracked
    changes are accepted, None for all of them.

    Raises `ReadError` when a document cannot be read, `PlanError` for a text that no cell
    can hold.
    """
    form = form or load_form()
    files = [documents] if isinstance(documents, str | os.PathLike) else documents
    readings = [read_document(Path(file), form, author=author) for file in files]
    plan, ledger = together(readings, form)
    plan = _begun(plan, form)
    return ImportedWorkbook(make_transferred_workbook(form, plan, ledger), plan, ledger)


def _begun(plan: Plan, form: Form) -> Plan:
    """The plan with what an empty workbook has already.

    When the document says that it is secret itself, the publicity of its answers is not
    decided.
    """
    start = starting_plan(form)
    decided = plan.field("publicity") in ("", Publicity.PUBLIC)
    answers = {id_: a for id_, a in start.answers.items() if decided or id_ not in plan.answers}
    for id_, answer in plan.answers.items():
        there = answers.get(id_, Answer())
        answers[id_] = replace(answer, publicity=answer.publicity or there.publicity)
    return replace(plan, document={**start.document, **_titled(plan, form)}, answers=answers)


def _titled(plan: Plan, form: Form) -> dict[str, str]:
    """The plan's fields, with the year that its title names.

    The form's own title with the year is what a document is called anyway: kept as a title,
    it would name the old year in the years to come.
    """
    fields = dict(plan.document)
    title = fields.get("title", "")
    years = re.findall(r"\b20\d\d\b", title)
    if len(years) == 1 and "year" not in fields:
        fields["year"] = years[0]
        if title.casefold() == f"{form.document_title} {years[0]}".casefold():
            del fields["title"]
    return fields
