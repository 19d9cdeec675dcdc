"""What is merged, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger


@dataclass(frozen=True)
class SourcePlan:
    """A plan to be merged into another.

    `said` are the ids of the questions, fields, tables and of the log of which the source
    says something; None stands for all of them. What it does not speak of is unchanged.
    """

    name: str
    plan: Plan
    said: frozenset[str] | None = None

    def speaks_of(self, id_: str) -> bool:
        return self.said is None or id_ in self.said


@dataclass(frozen=True)
class Merged:
    """The merged plan, what a person has to decide, and what became of each change."""

    plan: Plan
    conflicts: tuple[OpenConflict, ...]
    ledger: Ledger
