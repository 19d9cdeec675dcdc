"""Findings as text for a person and as JSON for a program, with the same counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from omvgen.findings.as_json import finding_as_json
from omvgen.findings.model import Finding, Severity
from omvgen.form.model import Form
from omvgen.locale import ntr, tr
from omvgen.plan.model import Plan
from omvgen.workbook.reading.result import Reading

_BOLD, _PLAIN = "\033[1m", "\033[0m"
_COLORS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m", Severity.NOTE: "\033[36m"}
_GAP = "   "


@dataclass(frozen=True)
class Counts:
    """What the findings and the plan come to.

    `questions` leaves out the confirmation, which is filled in by hand; of the
    questions, `answered` have an answer and `in_order` have no error.
    """

    errors: int
    warnings: int
    notes: int
    answered: int
    questions: int
    in_order: int


def count(form: Form, findings: Iterable[Finding], plan: Plan | None = None) -> Counts:
    """The counts of one workbook; without a plan nothing in it is in order."""
    findings = tuple(findings)
    of = Counter(finding.severity for finding in findings)
    asked = [
        question
        for section in form.sections
        if section.role != "confirmation"
        for question in section.questions
    ]
    wrong = {f.location.question for f in findings if f.severity is Severity.ERROR}
    answered = [
        question
        for question in asked
        if plan and (question.id in plan.answered or any(plan.rows(t.id) for t in question.tables))
    ]
    return Counts(
        errors=of[Severity.ERROR],
        warnings=of[Severity.WARNING],
        notes=of[Severity.NOTE],
        answered=len(answered),
        questions=len(asked),
        in_order=sum(question.id not in wrong for question in asked) if plan else 0,
    )


def as_text(reading: Reading, findings: Sequence[Finding], color: bool) -> str:
    """Where, which question, code, what is wrong, what to do; at the end the counts.

    A word always says what a colour does: `color` only adds to it.
    """
    form = reading.form
    lines = [_paint(reading.file, _BOLD, color)]
    for finding in findings:
        lines += _finding_lines(finding, form, color)
    if not findings:
        lines.append("  " + tr("Ei huomautettavaa."))
    return "\n".join([*lines, "", _closing(count(form, findings, reading.plan))]) + "\n"


def finding_lines(finding: Finding, color: bool) -> str:
    """One finding that belongs to no workbook's cell, such as one of a form or a file."""
    return "\n".join(_finding_lines(finding, None, color))


def _finding_lines(finding: Finding, form: Form | None, color: bool) -> list[str]:
    parts = [str(finding.location), _question(finding, form)]
    label = f"{finding.code} {finding.severity.word}"
    parts.append(_paint(label, _COLORS[finding.severity], color))
    lines = ["  " + _GAP.join(part for part in (*parts, finding.message) if part)]
    if finding.remedy:
        lines.append("      " + tr("Korjaus: {remedy}", remedy=finding.remedy))
    return lines


def _question(finding: Finding, form: Form | None) -> str:
    """The visible number and the id: `4.3 henk_riittavyys`."""
    question = finding.location.question
    number = form.numbers.get(question, "") if form else ""
    return f"{number} {question}".strip()


def _closing(counts: Counts) -> str:
    """Such as `1 virhe, 1 varoitus · 54/55 kohtaa kunnossa`."""
    remarks = [
        ntr("{n} virhe", "{n} virhettä", counts.errors),
        ntr("{n} varoitus", "{n} varoitusta", counts.warnings),
    ]
    if counts.notes:
        remarks.append(ntr("{n} huomautus", "{n} huomautusta", counts.notes))
    in_order = tr("{n}/{all} kohtaa kunnossa", n=counts.in_order, all=counts.questions)
    return ", ".join(remarks) + " · " + in_order


def _paint(text: str, paint: str, color: bool) -> str:
    return f"{paint}{text}{_PLAIN}" if color else text


def as_json(reading: Reading, findings: Sequence[Finding]) -> dict[str, Any]:
    """One workbook's findings and counts as data for `json.dumps`."""
    return _as_json(reading.file, reading.form, findings, reading.plan)


def refused_as_json(file: str, form: Form, finding: Finding) -> dict[str, Any]:
    """The same for a file that could not be read at all."""
    return _as_json(file, form, [finding], None)


def _as_json(
    file: str, form: Form, findings: Sequence[Finding], plan: Plan | None
) -> dict[str, Any]:
    counts = count(form, findings, plan)
    return {
        "file": file,
        "form": form.id,
        "findings": [finding_as_json(finding) for finding in findings],
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "notes": counts.notes,
            "answered": counts.answered,
            "questions": counts.questions,
        },
    }
