"""Plans for tests of the checks: one that is in order, and that one with a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from omvgen.checks import check
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.workbook.reading.result import Reading

FORM = load_form()
ASKED = len(FORM.questions) - len(FORM.sections[-1].questions)  # without those of confirming
PUBLIC, PARTLY, SECRET = Publicity.PUBLIC, Publicity.PARTLY, Publicity.SECRET
BASIS = "JulkL 24 § 1 mom. 7 k"

# Questions and tables of the built-in form that the tests write to.
LONG = "toiminta_ajatus_kuvaus"
CHOICE = "tieto_seloste"
CONTRACTS, ATTACHMENTS, STAFF = "ostopalvelut_taulukko", "liitteet_taulukko", "henk_taulukko"

_BY_FORMAT = {
    "postal_code": "00520",
    "phone": "029 500 0000",
    "email": "asiointi@esimerkkila.example",
}
_DOCUMENT = {
    "document_type": "Suunnitelma",
    "title": "Omavalvontasuunnitelma 2026",
    "year": "2026",
    "version": "2.0",
    "date": "30.1.2026",
    "valid_from": "1.2.2026",
    "case_number": "MIGDno-2026-99002",
    "prepared_by": "Esimerkkilän vastaanottokeskus",
    "participants_management": "Johtaja",
    "participants_staff": "Tiimit",
    "publicity": "Julkinen",
    "language": "fi-FI",
}


def sound_plan(form: Form = FORM) -> Plan:
    """A plan of the form that no check has an error or a warning for."""
    answers = {}
    for question in form.questions.values():
        words = question.choices[0] if question.choices else "Asiasta huolehditaan sovitusti."
        words = _BY_FORMAT.get(question.format or "", words)
        if question.role in ("director", "name"):
            words = "Oskari Esimerkkinen"
        if question.role == "place_and_date":
            words = "Esimerkkilä 2.2.2026"
        answers[question.id] = Answer(plain(words), PUBLIC)
    return Plan(form.id, form.version, _DOCUMENT, answers)


def with_answer(question_id: str, text: str, *, plan: Plan | None = None, **more: Any) -> Plan:
    """The sound plan with another answer to one question."""
    plan = plan or sound_plan()
    answer = Answer(plain(text), **({"publicity": PUBLIC} | more))
    return replace(plan, answers={**plan.answers, question_id: answer})


def with_fields(plan: Plan | None = None, **fields: str) -> Plan:
    """The sound plan with other data of the document; an empty text removes a field."""
    plan = plan or sound_plan()
    data = {key: text for key, text in {**plan.document, **fields}.items() if text}
    return replace(plan, document=data)


def with_rows(table_id: str, *rows: Mapping[str, str], plan: Plan | None = None) -> Plan:
    """The sound plan with rows in one table."""
    plan = plan or sound_plan()
    return replace(plan, tables={**plan.tables, table_id: tuple(rows)})


def found(plan: Plan, form: Form = FORM) -> list[tuple[str, Place | None]]:
    """Code and place of each error and warning; notes are left out."""
    return [(f.code, f.place) for f in check(plan, form) if f.severity != "note"]


def codes(plan: Plan, form: Form = FORM) -> list[str]:
    """The codes of the errors and warnings, in order."""
    return sorted(code for code, _place in found(plan, form))


def only(plan: Plan, code: str) -> Finding:
    """The one finding of that code."""
    [finding] = [f for f in check(plan, FORM) if f.code == code]
    return finding


def reading(plan: Plan, findings: Iterable[Finding] = (), form: Form = FORM) -> Reading:
    """A reading of the plan as if from a workbook with its answers in column D."""
    places = {
        Place("answer", question.id): Location(section.sheet, f"D{row}", section.id, question.id)
        for section in form.sections
        for row, question in enumerate(section.questions, start=4)
    }
    return Reading("omavalvontasuunnitelma-2026.xlsx", form, plan, tuple(findings), places)
