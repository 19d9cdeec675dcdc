"""OMV4xx: may a public copy be made, and what it would lack.

What `public` withholds for want of a decision is an error here: a public copy
must say what somebody decided, and not what nobody did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from omvgen.checks.words import line_of
from omvgen.findings.model import Finding, Place, Severity
from omvgen.form.model import Form, FormTable
from omvgen.plan.model import Plan, Publicity, Row
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.secrets import is_secret_row
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, home_of
from omvgen.secrecy.publish.publish import repeated_in_public
from omvgen.secrecy.publish.redact import cuts_sentence, has_unclear_mark, outside_passages

# What is withheld because of its publicity alone, and what says so.
_OPEN = {Reason.UNDECIDED: "OMV402", Reason.CONTRADICTED: "OMV426"}


def same_words(plan: Plan, form: Form) -> Iterator[Finding]:
    """What is secret in one place stands in plain words in another."""
    for place, item in repeated_in_public(plan, form).items():
        yield Finding("OMV417", place=place, values={"home": home_of(item, form)})


def sentence_is_left_out(
    text: str, place: Place, covering: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """More than the passage is left out of a public copy."""
    if printed and place.row is None and "[[" in text and cuts_sentence(text):
        start = next(p.start for p in passages(text) if p.secret)
        yield Finding("OMV418", place=place, values={"line": line_of(text, start)})


def row_is_left_out(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """Of a row that holds a passage nothing is left in a public copy."""
    if any(map(has_secret, row.values())) and not is_secret_row(table, row):
        part = next(column for column, text in row.items() if has_secret(text))
        yield Finding("OMV427", place=place._replace(part=part))


def marks_are_clear(
    text: str, place: Place, covering: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """Something looks like a mark of secrecy, and is none."""
    # A lone `]]` has a finding of its own.
    if printed and has_unclear_mark(outside_passages(text).replace("]]", "")):
        yield Finding("OMV422", place=place)


def check_public(plan: Plan, form: Form, copy: PublicCopy) -> Iterator[Finding]:
    """What keeps a public copy from being made: errors, each with its place."""
    if plan.field("publicity") == Publicity.SECRET:
        yield Finding("OMV419", place=Place("field", "publicity"))
    for item in copy.withheld:
        if item.reason in _OPEN:
            yield as_error(Finding(_OPEN[item.reason], place=_publicity_of(item, form)))
        elif item.reason is Reason.UNMARKED and any(map(has_unclear_mark, item.texts)):
            yield as_error(Finding("OMV422", place=item.place))
    for finding in same_words(plan, form):
        yield as_error(finding)


def _publicity_of(item: Withheld, form: Form) -> Place:
    """Where the publicity of an answer, or of a table's row, stands."""
    if item.place.row is None:
        return Place("answer", item.question, part="publicity")
    column = form.tables[item.place.id].column_with_role("publicity")
    return item.place._replace(part=column.id if column else item.place.part)


def as_error(finding: Finding) -> Finding:
    """The finding, which is no error elsewhere, as one that stops a public copy."""
    return replace(finding, severity_override=Severity.ERROR)


RULES = (same_words, sentence_is_left_out, row_is_left_out, marks_are_clear)
