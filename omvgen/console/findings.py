"""The findings of a workbook as lines of text and as JSON, with the same counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from omvgen.findings.as_json import finding_as_json
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.locale import ntr, tr, visible
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading

_BOLD, _PLAIN = "\033[1m", "\033[0m"
_COLORS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m", Severity.NOTE: "\033[36m"}
_GAP = "   "
_OF_EMPTY_SECTIONS = (Code.REQUIRED_ANSWER_MISSING, Code.SECTION_UNANSWERED)
_MOST = 50  # characters of a question's text


class Counts(NamedTuple):
    """The counts of findings by severity, and of questions.

    `questions` leaves out the section of the confirmation, which is filled in by hand. Of
    the questions, `answered` have an answer and `in_order` have no error.
    """

    errors: int
    warnings: int
    notes: int
    answered: int
    questions: int
    in_order: int


def count(form: Form, findings: Iterable[Finding], plan: Plan | None = None) -> Counts:
    """The counts of one workbook; without a plan no question is answered or in order."""
    findings = tuple(findings)
    severities = Counter(finding.severity for finding in findings)
    questions = [
        question
        for section in form.sections
        if section.role != "confirmation"
        for question in section.questions
    ]
    places = [f.location for f in findings if f.severity is Severity.ERROR]
    wrong = {place.question for place in places}
    sections = {place.section for place in places if not place.question}
    wrong |= {q.id for s in form.sections if s.id in sections for q in s.questions}
    answered = [
        question
        for question in questions
        if plan and (question.id in plan.answered or any(plan.rows(t.id) for t in question.tables))
    ]
    return Counts(
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
        answered=len(answered),
        questions=len(questions),
        in_order=sum(question.id not in wrong for question in questions) if plan else 0,
    )


def as_text(reading: Reading, findings: Sequence[Finding], color: bool) -> str:
    """The findings, each with cell, question, code, message and remedy; then the counts.

    A section without answers has one line for all of its questions. With `color` the words
    are coloured too; nothing is said by a colour alone.
    """
    form = reading.form
    lines = [_paint(visible(reading.file), _BOLD, color)]
    for finding, missing in _by_section(findings):
        lines += _finding_lines(finding, form, color, missing)
    if not findings:
        lines.append("  " + tr("Ei huomautettavaa."))
    return "\n".join([*lines, "", _closing(count(form, findings, reading.plan))]) + "\n"


def finding_lines(finding: Finding, color: bool) -> str:
    """A finding that has no cell, such as one of a form or a file, as lines of text."""
    return "\n".join(_finding_lines(finding, None, color))


def _by_section(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """The findings to show, and of a section without answers how many required ones it lacks.

    That section's one finding stands in place of those of its questions.
    """
    empty = {f.location.section: f for f in findings if f.code == Code.SECTION_UNANSWERED}
    missing = Counter(
        f.location.section for f in findings if f.code == Code.REQUIRED_ANSWER_MISSING
    )
    shown = set()
    for finding in findings:
        place, grouped = finding.location, finding.code in _OF_EMPTY_SECTIONS
        if not grouped or place.section not in empty or not missing[place.section]:
            yield finding, 0
        elif place.section not in shown:
            shown.add(place.section)
            whole = empty[place.section].at(Location(place.sheet, section=place.section))
            yield replace(whole, severity_override=Severity.ERROR), missing[place.section]


def _finding_lines(finding: Finding, form: Form | None, color: bool, missing: int = 0) -> list[str]:
    message = finding.message
    if missing:
        message += " " + ntr(
            "{n} pakollinen vastaus puuttuu.", "{n} pakollista vastausta puuttuu.", missing
        )
    parts = [visible(str(finding.location)), _question(finding, form)]
    code = Code.REQUIRED_ANSWER_MISSING if missing else finding.code
    label = f"{code} {finding.severity.word}"
    parts.append(_paint(label, _COLORS[finding.severity], color))
    lines = ["  " + _GAP.join(part for part in (*parts, message) if part)]
    if finding.remedy:
        lines.append("      " + tr("Korjaus: {remedy}", remedy=finding.remedy))
    return lines


def _question(finding: Finding, form: Form | None) -> str:
    """The question's visible number and the beginning of its text, or its id when unknown."""
    id_ = finding.location.question
    question = form.questions.get(id_) if form else None
    if form is None or question is None:
        return id_
    return f"{form.numbers[id_]} {_beginning(question.text)}"


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[: _MOST - 1].rstrip() + "…"


def _closing(counts: Counts) -> str:
    """The last line, such as `1 virhe, 1 varoitus · 54/55 kohtaa kunnossa`."""
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
    """The same data for a file that could not be read: one finding, no answers.

    `form` is the one that it was to be read with, unless the file names one that is not found.
    """
    named = {"form": finding.values["form"]} if finding.code is Code.FORM_NOT_FOUND else {}
    return _as_json(file, form, [finding], None) | named


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
