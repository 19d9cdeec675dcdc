"""What a Word document says of a form's plan, and what became of each of its pieces."""

from __future__ import annotations

from dataclasses import dataclass

from omvgen.findings.model import Finding
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger


@dataclass(frozen=True)
class DocumentReading:
    """A partial plan: only what the document says of it.

    `said` are the ids of the questions, fields and tables for which the document has a
    place, also those that stand empty in it: what is not among them says nothing of the
    plan. `fingerprint` is that of the plan of which omvgen built the document, empty for
    other documents. `findings` are about the document as a whole.
    """

    file: str
    plan: Plan
    ledger: Ledger
    said: frozenset[str]
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()
