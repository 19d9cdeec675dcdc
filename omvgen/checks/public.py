"""OMV402, OMV417–OMV419, OMV422, OMV426, OMV427: what a public copy needs and leaves out.

The rules run on every plan. `check_public` runs before a public copy is made: what is
withheld only because nobody decided on it, or because marks contradict each other, is
an error there. Sources: JulkL (621/1999) 10 §, the guideline 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from omvgen.checks.quoting import line_number
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.findings.severity import Severity
from omvgen.form.form import Form, FormTable
from omvgen.form.publicity import Publicity
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.plan import Plan, Row
from omvgen.plan.secrets import is_secret_row
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, home_of
from omvgen.secrecy.publish.marks import has_unclear_mark
from omvgen.secrecy.publish.publish import repeated_in_public
from omvgen.secrecy.publish.sentences import cuts_sentence

# Withheld for want of a decision on the publicity, and the code that says so.
_CODES = {Reason.UNDECIDED: Code.PUBLICITY_UNDECIDED, Reason.CONTRADICTED: Code.PUBLIC_WITH_BASIS}


def secret_elsewhere(plan: Plan, form: Form) -> Iterator[Finding]:
    """Words that are not secret here but marked as secret in another place."""
    return _said_elsewhere(repeated_in_public(plan, form), form)


def _said_elsewhere(repeats: Mapping[Place, Withheld], form: Form) -> Iterator[Finding]:
    for place, item in repeats.items():
        values = {"home": home_of(item, form)}
        yield Finding(Code.SECRET_ELSEWHERE, place=place, values=values)


def passage_within_sentence(text: str, place: Place, printed: bool) -> Iterator[Finding]:
    """A public copy leaves out the whole sentence, not only the passage."""
    if printed and place.row is None and "[[" in text and cuts_sentence(text):
        start = next(passage.start for passage in passages(text) if passage.secret)
        values = {"line": line_number(text, start)}
        yield Finding(Code.PASSAGE_WITHIN_SENTENCE, place=place, values=values)


def passage_within_row(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    """A public copy leaves out the whole table row, not only the passage."""
    if any(map(has_secret, row.values())) and not is_secret_row(table, row):
        part = next(column for column, text in row.items() if has_secret(text))
        yield Finding(Code.PASSAGE_WITHIN_ROW, place=place._replace(part=part))


def passage_mark_unclear(text: str, place: Place, printed: bool) -> Iterator[Finding]:
    """Something that resembles the marks `[[` and `]]`; a lone `]]` has its own finding."""
    if printed and has_unclear_mark(text):
        yield Finding(Code.PASSAGE_MARK_UNCLEAR, place=place)


def check_public(plan: Plan, form: Form, copy: PublicCopy) -> Iterator[Finding]:
    """What keeps the copy from being given out: errors, each with its place."""
    if plan.field("publicity") == Publicity.SECRET:
        yield Finding(Code.WHOLE_DOCUMENT_SECRET, place=Place("field", "publicity"))
    for item in copy.withheld:
        if item.reason in _CODES:
            yield as_error(Finding(_CODES[item.reason], place=_publicity_of(item, form)))
        elif item.reason is Reason.UNCLEAR:
            yield as_error(Finding(Code.PASSAGE_MARK_UNCLEAR, place=item.place))
    # What is withheld for a doubt alone is not looked for elsewhere.
    doubted = any(item.reason is Reason.DOUBTFUL for item in copy.withheld)
    repeats = repeated_in_public(plan, form) if doubted else copy.repeats
    yield from map(as_error, _said_elsewhere(repeats, form))


def _publicity_of(item: Withheld, form: Form) -> Place:
    """The place of the publicity of an answer or of a table row."""
    if item.place.row is None:
        return Place("answer", item.question, part="publicity")
    column = form.tables[item.place.id].column_with_role("publicity")
    return item.place._replace(part=column.id if column else item.place.part)


def as_error(finding: Finding) -> Finding:
    """The finding as an error, whatever its severity is elsewhere."""
    return replace(finding, severity_override=Severity.ERROR)


RULES = (secret_elsewhere, passage_within_sentence, passage_within_row, passage_mark_unclear)
