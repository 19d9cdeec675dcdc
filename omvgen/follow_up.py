"""The follow-up report that is published every few months, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from omvgen import release
from omvgen.confirmation.beside import readable_confirmations
from omvgen.confirming import kept_before
from omvgen.content.follow_up import PARTS, measure_tables, questions_of
from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.locale import tr
from omvgen.patterns import pattern
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading

_WITHHELD = pattern(r"\[[^\[\]]*\]")  # what stands in place of a secret passage


class FollowUpReport(NamedTuple):
    """The report's bytes, and what it lacks of what the law asks for."""

    data: bytes
    remarks: tuple[Finding, ...]


def follow_up_report(
    reading: Reading, previous: Reading | None = None, format: str = "docx", *, name: str = ""
) -> FollowUpReport:
    """Returns the report of observations, measures and changes, which may be published.

    The changes are those since the `previous` workbook, by default the last confirmed
    version before this one. `format` is docx, pdf, html or md. It is made of the public
    copies and searched for secrets, and so is `name`, that of its file.

    Raises `PlanError` when the form has nothing to report, `PublicityError` for what
    `validate_public` finds, `LeakError` when a secret is found, `PdfError` as `build`.
    """
    form = reading.form
    if not measure_tables(form) and not any(questions_of(form, part) for part in PARTS):
        values = {"form": form.id}
        raise PlanError(Finding(Code.REPORT_NOT_IN_FORM, values=values))
    if previous is None:
        previous = kept_before(reading, readable_confirmations(reading.path)[0] or ())
    reading = reading.for_documents()
    data, plan = release.follow_up_report(previous, reading, format, name=name)
    return FollowUpReport(data, reading.locate(tuple(_lacking(plan, form))))


def _lacking(plan: Plan, form: Form) -> Iterator[Finding]:
    """The parts of which the public plan says nothing, or that the form does not ask for.

    Act 741/2023, 27 §: incidents and what is learnt of them (1 mom.), feedback, guidance and
    decisions of supervisors (2 mom.), observations (3 mom.).
    """
    for part, title in PARTS.items():
        questions = questions_of(form, part)
        values = {"topic": tr(title)}
        answers = [plan.text(question.id) for question in questions]
        if not questions and form.report_every_months:
            yield Finding(Code.REPORT_PART_NOT_IN_FORM, values=values)
        elif questions and not any(_WITHHELD.sub("", answer).strip() for answer in answers):
            place = Place("answer", questions[0].id)
            yield Finding(Code.REPORT_PART_EMPTY, place=place, values=values)
