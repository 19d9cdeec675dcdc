"""OMV5xx: the plan's dates against each other and its year; OMV6xx: who confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.checks.words import shown
from omvgen.findings.model import Finding, Place
from omvgen.form.model import Form
from omvgen.plan.formats import PATTERNS, parse_date
from omvgen.plan.model import Plan


def valid_after_made(plan: Plan, form: Form) -> Iterator[Finding]:
    made, valid = parse_date(plan.field("date")), parse_date(plan.field("valid_from"))
    if made and valid and valid < made:
        values = {"valid_from": plan.field("valid_from"), "date": plan.field("date")}
        yield Finding("OMV510", place=Place("field", "valid_from"), values=values)


def dates_fit_the_year(plan: Plan, form: Form) -> Iterator[Finding]:
    """A plan may be made late in the year before its own, but not earlier, and not after it."""
    if not PATTERNS["year"](plan.field("year")):
        return
    year = int(plan.field("year"))
    for field_id, years in (("date", (year - 1, year)), ("valid_from", (year,))):
        day = parse_date(plan.field(field_id))
        if day and day.year not in years:
            values = {
                "field": form.fields[field_id].text,
                "date": plan.field(field_id),
                "year": year,
            }
            yield Finding("OMV511", place=Place("field", field_id), values=values)


def title_names_the_year(plan: Plan, form: Form) -> Iterator[Finding]:
    found = re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", plan.field("title"))
    year = plan.field("year")
    if found and PATTERNS["year"](year) and year not in found:
        values = {"found": found[-1], "year": year}
        yield Finding("OMV512", place=Place("field", "title"), values=values)


def director_confirms(plan: Plan, form: Form) -> Iterator[Finding]:
    """Guideline 2.2: who signs is the director, or the deputy, of the centre's details."""
    signer, director = form.question_with_role("name"), form.question_with_role("director")
    if signer is None or director is None:
        return
    name, expected = plan.text(signer.id), plan.text(director.id)
    if name and expected and _words(expected) - _words(name):
        values = {
            "name": shown(name),
            "director": shown(expected),
            "question": director.text,
            "number": form.numbers[director.id],
        }
        yield Finding("OMV601", place=Place("answer", signer.id), values=values)


def _words(name: str) -> set[str]:
    """The words of a name and of the title that may follow it: `Oskari Esimerkkinen, johtaja`."""
    return set(re.findall(r"[\w-]+", name.casefold()))


RULES = (valid_after_made, dates_fit_the_year, title_names_the_year, director_confirms)
