"""A unit's workbook with the new common part of its provider."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.locale import speaking, tr
from omvgen.merging.choices import with_choices
from omvgen.merging.common import Mark, marks, updated
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.plan.wording import Wording
from omvgen.sources.reading import read_source
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.patch.custom_property import with_base
from omvgen.workbook.reading.result import Reading


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


def updated_unit(reading: Reading, new: Path, old: Path) -> UpdatedUnit:
    """The copy of the unit's workbook with what changed between the two common parts.

    Raises `ReadError` when a file cannot be read.
    """
    form = reading.form
    common = read_source(new, form)
    decided = with_choices(reading.plan, reading.conflicts, form)
    update = updated(decided.plan, read_source(old, form).plan, common.plan, common.name, form)
    with speaking(form.language):
        note = tr("Yhteinen osa: {file}.", file=common.name)
        note += f" {own_words(update.own)}" if update.own else ""
    copy = merged_copy(reading, update.plan, update.ledger, decided.open, note)
    data = with_base(copy.data, plan_fingerprint(copy.plan))
    own, marked = update.own, marks(copy.plan, common.plan)
    return UpdatedUnit(data, copy.plan, copy.ledger, marked, own, len(decided.open))


def own_words(own: tuple[Wording, ...]) -> str:
    """Where the unit wrote its own, in one sentence."""
    names = "; ".join(wording.number or wording.text for wording in own)
    return tr("Muutosta ei tuotu omiin vastauksiin: {names}.", names=names)
