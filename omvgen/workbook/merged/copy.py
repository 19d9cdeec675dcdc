"""A workbook's copy with the merged plan, its ledger and its conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from omvgen.locale import speaking
from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.workbook.merged.sheets import conflicts_sheet, ledger_sheet, left_over_sheet
from omvgen.workbook.patch.answers.copy import patched_copy, placeable
from omvgen.workbook.reading.result import Reading


class MergedCopy(NamedTuple):
    """The workbook's bytes, the plan that it has, and the ledger with what found no place."""

    data: bytes
    plan: Plan
    ledger: Ledger


def merged_copy(
    reading: Reading, plan: Plan, ledger: Ledger, conflicts: Sequence[OpenConflict], note: str
) -> MergedCopy:
    """The copy of the workbook that says what the plan does.

    What the workbook has no cell for is left over, on its sheet. Raises `PlanError` for a
    line that no cell can hold (OMV191), `ReadError` when the workbook cannot be read.
    """
    form = reading.form
    plan, unplaced = placeable(reading, plan)
    ledger = replace(ledger, left=(*ledger.left, *unplaced))
    with speaking(form.language):
        sheets = [ledger_sheet(ledger, form, note)]
        if conflicts or reading.conflicts:
            sheets.append(conflicts_sheet(conflicts, form))
        if ledger.left:
            sheets.append(left_over_sheet(reading.left_over, ledger.left, form))
    return MergedCopy(patched_copy(reading, plan, sheets=sheets), plan, ledger)
