"""A unit's workbook with the new common part of its provider."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.locale import in_language, tr
from omvgen.merging.common import Update, updated
from omvgen.plan.plan import Plan
from omvgen.plan.wording import Wording
from omvgen.sources.reading import read_source
from omvgen.workbook.merged.copy import merged_copy, with_base
from omvgen.workbook.reading.result import Reading


@dataclass(frozen=True)
class UpdatedUnit:
    """The unit's workbook (.xlsx) and plan, and what became of each change of the common part."""

    data: bytes
    plan: Plan
    update: Update


def updated_unit(reading: Reading, new: Path, old: Path) -> UpdatedUnit:
    """The copy of the unit's workbook with what changed between the two common parts.

    Raises `ReadError` when a file cannot be read.
    """
    form = reading.form
    common = read_source(new, form)
    update = updated(reading.plan, read_source(old, form).plan, common.plan, common.name, form)
    note = in_language(form.language, "Yhteinen osa: {file}.").format(file=common.name)
    if update.own:
        note += " " + own_words(update.own)
    copy = merged_copy(reading, update.plan, update.ledger, (), note)
    data = with_base(copy.data, plan_fingerprint(copy.plan))
    return UpdatedUnit(data, copy.plan, update)


def own_words(own: tuple[Wording, ...]) -> str:
    """Where the unit wrote its own, in one sentence."""
    names = "; ".join(wording.number or wording.text for wording in own)
    return tr("Muutosta ei tuotu omiin vastauksiin: {names}.", names=names)
