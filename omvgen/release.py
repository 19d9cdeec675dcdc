"""The gate: whatever may be given out is made public and searched here first.

The two halves of secrecy meet in this file alone: `secrecy.publish` decides what is
public, `secrecy.search` looks in the finished file for what was withheld and for what
the plans mark as secret, and trusts neither the decision nor the writers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from omvgen.errors import LeakError, PublicityError
from omvgen.findings.model import Finding

if TYPE_CHECKING:
    from omvgen.diff.model import Changes
    from omvgen.form.model import Form, FormTable
    from omvgen.plan.model import Row
    from omvgen.secrecy.model import PublicCopy
    from omvgen.workbook.reading.result import Reading


class PublicPair(NamedTuple):
    """Two readings whose plans hold nothing secret, and the copies that they hold."""

    old: Reading
    new: Reading
    copies: tuple[PublicCopy, ...]


def publish(reading: Reading) -> PublicCopy:
    """The plan as it may be given out, and what was withheld from it."""
    from omvgen.secrecy.publish.public import public
    from omvgen.workbook.reading.doubtful import doubtful

    return public(reading.plan, reading.form, doubtful=doubtful(reading))


def publish_both(old: Reading, new: Reading) -> PublicPair:
    """Both plans as they may be shown side by side: what is secret in either is in neither."""
    from omvgen.secrecy.publish.public import public_both
    from omvgen.workbook.reading.doubtful import doubtful

    before, after = public_both(old.plan, new.plan, new.form, (doubtful(old), doubtful(new)))
    return PublicPair(
        replace(old, plan=before.plan), replace(new, plan=after.plan), (before, after)
    )


def public_changes(old: Reading, new: Reading) -> Changes:
    """What changed from one public plan to another (see `publish_both`).

    Their change logs are not held against it: they lack what speaks of something secret.
    """
    from omvgen.diff.compare import compare_plans

    return replace(compare_plans(old.plan, new.plan, new.form), public=True)


def undecided(reading: Reading, copy: PublicCopy) -> tuple[Finding, ...]:
    """What somebody has to decide before the copy may be given out: errors alone."""
    from omvgen.checks.public import as_error, check_public
    from omvgen.workbook.reading.doubtful import doubts

    doubted = map(as_error, doubts(reading))
    return (*doubted, *reading.locate(check_public(reading.plan, reading.form, copy)))


def refuse_undecided(reading: Reading, copy: PublicCopy, findings: Sequence[Finding]) -> None:
    """Raises `PublicityError` when something is `undecided`.

    Its findings are all there are: where one of the `findings` is graver for a public
    copy, the graver one alone.
    """
    from omvgen.checks.order import in_order

    found = undecided(reading, copy)
    if found:
        graver = {(finding.code, finding.location) for finding in found}
        others = (f for f in findings if (f.code, f.location) not in graver)
        raise PublicityError(*in_order((*others, *found), reading.form))


def find_leaks(
    data: bytes, name: str, copies: Sequence[PublicCopy], reading: Reading, own: bytes = b""
) -> tuple[Finding, ...]:
    """Each place of the plans whose secret words are in the file, or in its name, as an error.

    `copies` are those that the file was made of, `reading` says where their parts stand,
    `own` is such a file without answers, whose words are ours and no secret. Raises
    `ReadError` when a part of the file cannot be searched.
    """
    from omvgen.secrecy.search.leaks import leak_findings, leaks

    form = reading.form
    found = leaks(copies, form, (name, data), own or _document_without_answers(form))
    return reading.locate(leak_findings(found, name, form))


def searched(
    data: bytes, name: str, copies: Sequence[PublicCopy], reading: Reading, own: bytes = b""
) -> bytes:
    """The file itself, when `find_leaks` finds nothing. Raises `LeakError` otherwise."""
    found = find_leaks(data, name, copies, reading, own)
    if found:
        raise LeakError(*found)
    return data


def _document_without_answers(form: Form) -> bytes:
    from omvgen.content.plan import plan_document
    from omvgen.plan.model import Plan
    from omvgen.secrecy.model import IndexRow
    from omvgen.writers.docx.write import write_docx

    nothing = Plan(form.id, form.version)
    return write_docx(plan_document(nothing, form, withheld=(IndexRow("", "", "", ()),)))


def without_answers(reading: Reading) -> tuple[Reading, Reading]:
    """Two readings that say next to nothing and differ in everything that they say.

    What is made of them has our own words alone, those of each kind of change as well.
    """
    from omvgen.plan.model import Answer, Plan, Publicity
    from omvgen.plan.text import plain

    form = reading.form
    first, *others = form.questions
    tables = [*form.tables.values()][:1]

    def rows(table: FormTable, text: str) -> tuple[Row, Row]:
        """One that is changed, and one that is removed or added."""
        changed = {column.id: "" if column.key else text for column in table.columns}
        return changed, {column.id: text for column in table.columns}

    def answering(text: str, *questions: str) -> Reading:
        plan = Plan(
            form.id,
            form.version,
            {field.id: text for field in form.document_fields},
            {id_: Answer(plain(text), Publicity.PUBLIC) for id_ in questions},
            {table.id: rows(table, text) for table in tables},
            rows(form.log, text),
        )
        return replace(reading, plan=plan, findings=(), places={})

    return answering("a", first, *others[:1]), answering("b", first, *others[1:2])
