"""A unit's workbook with the new common part of its provider."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.locale import speaking, tr
from omvgen.merging.choices import with_choices
from omvgen.merging.common import Mark, marks, updated
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.plan.wording import Wording
from omvgen.sources.reading import Source, read_source
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.patch.custom_property import with_base
from omvgen.workbook.reading.result import Reading

StrPath = str | os.PathLike[str]


class CommonPart(NamedTuple):
    """A common part before and after a change. `name` is the file's name that it has now."""

    name: str
    old: Plan
    new: Plan


class UpdatedUnit(NamedTuple):
    """The unit's workbook (.xlsx) and plan with the new common part.

    `marks` has the mark of each answer that the common part answers, `own` the questions and
    tables to which a change was not brought, because the unit wrote its own. `conflicts`
    counts those of an earlier merge that wait for a person.
    """

    data: bytes
    plan: Plan
    ledger: Ledger
    marks: Mapping[str, Mark]
    own: tuple[Wording, ...]
    conflicts: int

    @property
    def complete(self) -> bool:
        """Whether nobody needs to look at anything."""
        return self.ledger.complete and not self.conflicts


def load_common_part(new: StrPath, old: StrPath, form: Form | None = None) -> CommonPart:
    """Returns what changed between two versions of a common part, for any number of units.

    Each is a workbook, a document or a plan as JSON of the form, by default the built-in
    form. What the new one has no place for, a question without its row, has not changed.

    Raises `ReadError` when a file cannot be read.
    """
    form = form or load_form()
    source, before = read_source(Path(new), form), read_source(Path(old), form).plan
    return CommonPart(source.name, before, _with_unsaid(source, before))


def _with_unsaid(source: Source, before: Plan) -> Plan:
    """The source's plan with what it says nothing of as it was."""
    answers = {id_: a for id_, a in before.answers.items() if id_ not in source.said}
    tables = {id_: rows for id_, rows in before.tables.items() if id_ not in source.said}
    plan = source.plan
    return replace(plan, answers={**answers, **plan.answers}, tables={**tables, **plan.tables})


def update_common_part(reading: Reading, common: CommonPart) -> UpdatedUnit:
    """Returns a copy of a unit's workbook with what changed in its common part.

    A change comes to every answer that the unit did not write itself; the paragraphs that it
    added above and below the common ones stay.

    Raises `ReadError` when the workbook cannot be read.
    """
    form = reading.form
    decided = with_choices(reading.plan, reading.conflicts, form)
    update = updated(decided.plan, common.old, common.new, common.name, form)
    with speaking(form.language):
        note = tr("Yhteinen osa: {file}.", file=common.name)
        note += f" {own_words(update.own)}" if update.own else ""
    copy = merged_copy(reading, update.plan, update.ledger, decided.open, note)
    data = with_base(copy.data, plan_fingerprint(copy.plan))
    own, marked = update.own, marks(copy.plan, common.new)
    return UpdatedUnit(data, copy.plan, copy.ledger, marked, own, len(decided.open))


def own_words(own: tuple[Wording, ...]) -> str:
    """Where the unit wrote its own, in one sentence."""
    names = "; ".join(wording.number or wording.text for wording in own)
    return tr("Muutosta ei tuotu omiin vastauksiin: {names}.", names=names)
