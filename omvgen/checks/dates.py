"""OMV5xx: the plan's dates against each other and its year; OMV6xx: who confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.checks.words import shown
from omvgen.findings.model import Finding, Place
from omvgen.form.dates import find_date, format_date, parse_date
from omvgen.form.form import Form
from omvgen.form.formats import FORMATS
from omvgen.plan.people import is_one_of
from omvgen.plan.plan import Plan


def valid_after_made(plan: Plan, form: Form) -> Iterator[Finding]:
    made, valid = parse_date(plan.field("date")), parse_date(plan.field("valid_from"))
    if made and valid and valid < made:
        values = {"valid_from": plan.field("valid_from"), "date": plan.field("date")}
        yield Finding("OMV510", place=Place("field", "valid_from"), values=values)


def dates_fit_the_year(plan: Plan, form: Form) -> Iterator[Finding]:
    """A plan may be made late in the year before its own, but not earlier, and not after it."""
    if not FORMATS["year"].holds(plan.field("year")):
        return
    year = int(plan.field("year"))
    dates = [
        (Place("field", field_id), form.fields[field_id].text, parse_date(plan.field(field_id)))
        for field_id in ("date", "valid_from")
    ]
    if signed := form.question_with_role("place_and_date"):
        dates.append((Place("answer", signed.id), signed.text, find_date(plan.text(signed.id))))
    for place, what, day in dates:
        years = (year,) if place.id == "valid_from" else (year - 1, year)
        if day and day.year not in years:
            values = {"field": what, "date": format_date(day), "year": year}
            yield Finding("OMV511", place=place, values=values)


def title_names_the_year(plan: Plan, form: Form) -> Iterator[Finding]:
    found = re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", plan.field("title"))
    year = plan.field("year")
    if found and FORMATS["year"].holds(year) and year not in found:
        values = {"found": found[-1], "year": year}
        yield Finding("OMV512", place=Place("field", "title"), values=values)


def signed_somewhere_on_a_day(plan: Plan, form: Form) -> Iterator[Finding]:
    """Place and date, when they are typed: both of them, and not before the plan's own date."""
    question = form.question_with_role("place_and_date")
    text = plan.text(question.id) if question else ""
    if question is None or not text:
        return
    day, made = find_date(text), parse_date(plan.field("date"))
    values = {"number": form.numbers[question.id], "question": question.text, "text": shown(text)}
    if day is None or not re.search(r"[^\W\d_]", text):
        yield Finding("OMV603", place=Place("answer", question.id), values=values)
    elif made and day < made:
        values |= {"date": plan.field("date")}
        yield Finding("OMV604", place=Place("answer", question.id), values=values)


def director_confirms(plan: Plan, form: Form) -> Iterator[Finding]:
    """Guideline 2.2: who signs is the director, or the deputy, of the centre's details."""
    signer, director = form.question_with_role("name"), form.question_with_role("director")
    if signer is None or director is None:
        return
    name, expected = plan.text(signer.id), plan.text(director.id)
    if name and not is_one_of(name, expected):
        values = {
            "name": shown(name),
            "director": shown(expected),
            "question": director.text,
            "number": form.numbers[director.id],
        }
        yield Finding("OMV601", place=Place("answer", signer.id), values=values)


RULES = (
    valid_after_made,
    dates_fit_the_year,
    title_names_the_year,
    signed_somewhere_on_a_day,
    director_confirms,
)
