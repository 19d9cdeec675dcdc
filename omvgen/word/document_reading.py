"""What a Word document says of a form's plan, and what became of each of its pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from omvgen.findings.model import Finding
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.word.source import Comment, Source


class Remark(NamedTuple):
    """A comment of the document, and the id of what it is on, empty where that is not known.

    It is a question's, a table's, a field's or the log's.
    """

    on: str
    comment: Comment


@dataclass(frozen=True)
class DocumentReading:
    """A partial plan: only what the document says of it.

    `said` are the ids of the questions, fields and tables for which the document has a
    place, also those that stand empty in it: what is not among them says nothing of the
    plan. `fingerprint` is that of the plan of which omvgen built the document, empty for
    other documents. `findings` are about the document as a whole. `remarks` are all of its
    comments; those on answers stand in their notes as well.
    """

    file: str
    plan: Plan
    ledger: Ledger
    said: frozenset[str]
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()


def remarks_of(source: Source, commented: Iterable[tuple[str, Comment]]) -> tuple[Remark, ...]:
    """All comments of the source in its order; `commented` has those whose place is known."""
    on = {id(comment): place for place, comment in commented}
    return tuple(Remark(on.get(id(comment), ""), comment) for comment in source.comments)
