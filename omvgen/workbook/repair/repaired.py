"""A damaged workbook → a sound one, with the ledger of every piece."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.repair.salvage import salvage
from omvgen.workbook.template.make import make_transferred_workbook


class RepairedWorkbook(NamedTuple):
    """A sound workbook (.xlsx), its plan, and what became of each piece of the damaged one.

    What could not be placed for certain is marked as unsure; what has no place stands with
    its whole text on a sheet of its own.
    """

    data: bytes
    plan: Plan
    ledger: Ledger


def repaired_workbook(reading: Reading) -> RepairedWorkbook:
    """The workbook of the reading's form with all that the damaged one says.

    Raises `PlanError` for a text that no cell can hold, and `ReadError` (OMV701) when nothing
    could be had of the damaged one.
    """
    plan, ledger = salvage(reading)
    return RepairedWorkbook(make_transferred_workbook(reading.form, plan, ledger), plan, ledger)
