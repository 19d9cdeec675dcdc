"""OMV510–OMV512, OMV213: the plan's dates and year; OMV601, OMV603, OMV604: the signature."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.dates import find_date, format_date, parse_date
from omvgen.form.form import Form
from omvgen.form.formats import FORMATS
from omvgen.patterns import pattern
from omvgen.plan.outdated import outdated_in_answer
from omvgen.plan.people import is_one_of
from omvgen.plan.plan import Plan

_YEAR = pattern(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_LETTER = pattern(r"[^\W\d_]")


def valid_before_plan_date(plan: Plan, form: Form) -> Iterator[Finding]:
    dated, valid = parse_date(plan.field("date")), parse_date(plan.field("valid_from"))
    if dated and valid and valid < dated:
        place = Place("field", "valid_from")
        values = {"valid_from": plan.field("valid_from"), "date": plan.field("date")}
        yield Finding(Code.VALID_BEFORE_PLAN_DATE, place=place, values=values)


def date_outside_plan_year(plan: Plan, form: Form) -> Iterator[Finding]:
    """A plan is dated and signed in its own year or the year before, and valid from its own."""
    if not FORMATS["year"].holds(plan.field("year")):
        return
    year = int(plan.field("year"))
    dates = [
        (Place("field", field_id), form.fields[field_id].text, parse_date(plan.field(field_id)))
        for field_id in ("date", "valid_from")
    ]
    if signed := form.question_with_role("place_and_date"):
        dates.append((Place("answer", signed.id), signed.text, find_date(plan.text(signed.id))))
    for place, title, day in dates:
        years = (year,) if place.id == "valid_from" else (year - 1, year)
        if day and day.year not in years:
            values = {"field": title, "date": format_date(day), "year": year}
            yield Finding(Code.DATE_OUTSIDE_PLAN_YEAR, place=place, values=values)


def title_has_other_year(plan: Plan, form: Form) -> Iterator[Finding]:
    found = _YEAR.findall(plan.field("title"))
    year = plan.field("year")
    if found and FORMATS["year"].holds(year) and year not in found:
        values = {"found": found[-1], "year": year}
        yield Finding(Code.TITLE_HAS_OTHER_YEAR, place=Place("field", "title"), values=values)


def outdated_text(plan: Plan, form: Form) -> Iterator[Finding]:
    """Years and end dates in free answers that have passed before the plan's year."""
    if not FORMATS["year"].holds(plan.field("year")):
        return
    for question in form.questions.values():
        for words in outdated_in_answer(question, plan.text(question.id), int(plan.field("year"))):
            values = {"text": excerpt(words), "year": plan.field("year")}
            place = Place("answer", question.id)
            yield Finding(Code.OUTDATED_TEXT, place=place, values=values)


def signing_place_and_date(plan: Plan, form: Form) -> Iterator[Finding]:
    """Where place and date are typed, both are there, and not before the plan's own date."""
    question = form.question_with_role("place_and_date")
    text = plan.text(question.id) if question else ""
    if question is None or not text:
        return
    place = Place("answer", question.id)
    values = {"number": form.numbers[question.id], "question": question.text, "text": excerpt(text)}
    signed, dated = find_date(text), parse_date(plan.field("date"))
    if signed is None or not _LETTER.search(text):
        yield Finding(Code.SIGNING_PLACE_OR_DATE_MISSING, place=place, values=values)
    elif dated and signed < dated:
        values |= {"date": plan.field("date")}
        yield Finding(Code.SIGNED_BEFORE_PLAN_DATE, place=place, values=values)


def signatory_not_director(plan: Plan, form: Form) -> Iterator[Finding]:
    """Guideline 2.2: who signs is the director, or the deputy, of the centre's details."""
    signatory, director = form.question_with_role("name"), form.question_with_role("director")
    if signatory is None or director is None:
        return
    name, expected = plan.text(signatory.id), plan.text(director.id)
    if name and not is_one_of(name, expected):
        place = Place("answer", signatory.id)
        values = {
            "name": excerpt(name),
            "director": excerpt(expected),
            "question": director.text,
            "number": form.numbers[director.id],
        }
        yield Finding(Code.SIGNATORY_NOT_DIRECTOR, place=place, values=values)


RULES = (
    valid_before_plan_date,
    date_outside_plan_year,
    title_has_other_year,
    outdated_text,
    signing_place_and_date,
    signatory_not_director,
)
