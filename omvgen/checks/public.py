"""OMV4xx: may a public copy be made, and what it would lack.

What `public` withholds for want of a decision is an error here: a public copy
must say what somebody decided, and not what nobody did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from omvgen.checks.words import line_of
from omvgen.findings.model import Finding, Place, Severity
from omvgen.form.model import Form
from omvgen.plan.model import Plan, Publicity
from omvgen.plan.passages import passages
from omvgen.secrecy.model import PublicCopy, Reason, home_of
from omvgen.secrecy.public import repeated
from omvgen.secrecy.redact import parts_of_sentences, unclear, without_passages


def same_words(plan: Plan, form: Form) -> Iterator[Finding]:
    """What is secret in one place stands in plain words in another."""
    for place, item in repeated(plan, form).items():
        yield Finding("OMV417", place=place, values={"home": home_of(item, form)})


def sentence_is_left_out(
    text: str, place: Place, covering: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """More than the passage is left out of a public copy."""
    if printed and "[[" in text and parts_of_sentences(text):
        start = next(p.start for p in passages(text) if p.secret)
        yield Finding("OMV418", place=place, values={"line": line_of(text, start)})


def marks_are_clear(
    text: str, place: Place, covering: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """Something looks like a mark of secrecy, and is none."""
    # A lone `]]` has a finding of its own.
    if printed and unclear(without_passages(text).replace("]]", "")):
        yield Finding("OMV422", place=place)


def check_public(plan: Plan, form: Form, copy: PublicCopy) -> Iterator[Finding]:
    """What keeps a public copy from being made: errors, each with its place."""
    if plan.field("publicity") == Publicity.SECRET:
        yield Finding("OMV419", place=Place("field", "publicity"))
    for item in copy.withheld:
        if item.reason is Reason.UNDECIDED and item.place.row is None:
            question = Place("answer", item.question, part="publicity")
            yield as_error(Finding("OMV402", place=question))
        elif item.reason is Reason.UNDECIDED:
            column = form.tables[item.place.id].column_with_role("publicity")
            part = column.id if column else item.place.part
            yield as_error(Finding("OMV402", place=item.place._replace(part=part)))
        elif item.reason is Reason.UNMARKED and any(map(unclear, item.texts)):
            yield as_error(Finding("OMV422", place=item.place))
    for finding in same_words(plan, form):
        yield as_error(finding)


def as_error(finding: Finding) -> Finding:
    """The finding, which is no error elsewhere, as one that stops a public copy."""
    return replace(finding, severity_override=Severity.ERROR)


RULES = (same_words, sentence_is_left_out, marks_are_clear)
