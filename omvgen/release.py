"""The gate: whatever may be given out is made public, written and searched here.

The two halves of secrecy meet in this file alone: `secrecy.publish` decides what is
public, `secrecy.search` looks in the finished file for what was withheld and for what
the plans mark as secret, and trusts neither the decision nor the writers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from omvgen.errors import LeakError, PublicityError
from omvgen.findings.model import Finding

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record
    from omvgen.content.blocks import Document, PlainBlock
    from omvgen.content.clients.texts import Texts
    from omvgen.diff.model import Changes
    from omvgen.form.form import Form, FormTable
    from omvgen.plan.plan import Plan, Row
    from omvgen.secrecy.model import PublicCopy
    from omvgen.workbook.reading.result import Reading


# ---- what is public ----------------------------------------------------------------------


def publish(reading: Reading) -> PublicCopy:
    """Returns the plan as it may be given out, and what was withheld from it."""
    from omvgen.secrecy.publish.publish import publish as publish_plan
    from omvgen.workbook.reading.doubtful import doubtful

    return publish_plan(reading.plan, reading.form, doubtful=doubtful(reading))


class PublicPair(NamedTuple):
    """Two readings whose plans hold nothing secret, and the copies that they hold."""

    old: Reading
    new: Reading
    copies: tuple[PublicCopy, ...]

    @property
    def changes(self) -> Changes:
        """What changed between them.

        The change logs are not compared with it: rows about secrets are missing from them.
        """
        from omvgen.diff.compare import compare_plans

        changes = compare_plans(self.old.plan, self.new.plan, self.new.form)
        return replace(changes, public=True)


def publish_both(old: Reading, new: Reading) -> PublicPair:
    """Returns both plans without anything that is secret in either of them."""
    from omvgen.secrecy.publish.publish import publish_both as publish_plans
    from omvgen.workbook.reading.doubtful import doubtful

    before, after = publish_plans(old.plan, new.plan, new.form, (doubtful(old), doubtful(new)))
    return PublicPair(
        replace(old, plan=before.plan), replace(new, plan=after.plan), (before, after)
    )


def for_staff(pair: PublicPair, whole: Changes) -> tuple[Changes, tuple[PublicCopy, ...]]:
    """Returns the public changes with the log's new rows about the whole plan, for staff.

    A public copy has no such row, because anything may stand in it. Staff see one that was
    withheld for nothing else, has no secret passage, and says nothing of what was withheld
    elsewhere; the copies, to be searched, withhold it no more.
    """
    from omvgen.plan.log_places import PartNames
    from omvgen.secrecy.model import Reason
    from omvgen.secrecy.publish.rows import marked_rows
    from omvgen.secrecy.search.extract.model import PartText
    from omvgen.secrecy.search.leaks import prepare, search

    form = pair.new.form
    withheld = [w for copy in pair.copies for w in copy.withheld if w.place.kind != "log"]
    secrets, names = prepare(withheld, (), form), PartNames(form)
    newer = pair.copies[-1]
    of_log = [w for w in newer.withheld if w.place.kind == "log"]
    other = {w.place.row for w in of_log if w.reason is not Reason.MENTIONS}
    other |= marked_rows(newer.whole.log)
    mentioning = [row for n, row in enumerate(newer.whole.log) if n not in other]
    told = [
        change
        for change in whole.log
        if change.new and change.new not in pair.new.plan.log and change.new in mentioning
        if names.named_in(change.new.get("place", "")).whole
        if not search(secrets, [PartText("", "\n".join(change.new.values()))])
    ]
    texts = {text for change in told if change.new for text in change.new.values()}

    def without(copy: PublicCopy) -> PublicCopy:
        left = (
            w._replace(texts=tuple(t for t in w.texts if t not in texts)) for w in copy.withheld
        )
        return copy._replace(withheld=tuple(left))

    changes = replace(pair.changes, log=(*pair.changes.log, *told))
    return changes, tuple(map(without, pair.copies))


def since(previous: Reading | None, reading: Reading) -> tuple[PlainBlock, ...]:
    """Returns the changes since the previous plan as the full document lists them.

    Of secret parts it says only that they have changed.
    """
    if previous is None:
        return ()
    from omvgen.content.since import since_blocks
    from omvgen.diff.compare import compare_plans

    whole = compare_plans(previous.plan, reading.plan, reading.form)
    return since_blocks(publish_both(previous, reading).changes, reading.form, whole)


def undecided(reading: Reading, copy: PublicCopy) -> tuple[Finding, ...]:
    """Returns what must be decided or corrected before the copy is given out, as errors."""
    from omvgen.checks.public import as_error, check_public
    from omvgen.workbook.reading.doubtful import findings_of_doubtful

    doubted = map(as_error, findings_of_doubtful(reading))
    return (*doubted, *reading.locate(check_public(reading.plan, reading.form, copy)))


def refuse_undecided(reading: Reading, copy: PublicCopy, findings: Sequence[Finding]) -> None:
    """Raises `PublicityError` when something is `undecided`.

    The error has the plan's other `findings` too, except those that are errors only in a
    public copy and would otherwise be there twice.
    """
    from omvgen.checks.order import in_order

    found = undecided(reading, copy)
    if found:
        graver = {(finding.code, finding.location) for finding in found}
        others = (f for f in findings if (f.code, f.location) not in graver)
        raise PublicityError(*in_order((*others, *found), reading.form))


def review(reading: Reading) -> bytes:
    """Returns the page (HTML) for the person who releases the public copy. It is secret itself.

    It has every withheld text in its context, and every public sentence that shares a rare
    word or a number with one.
    """
    from omvgen.content.review import review_document
    from omvgen.secrecy.search.likely import shared_sentences
    from omvgen.writers import write

    copy = publish(reading)
    shared = shared_sentences(copy, reading.form)
    return write(review_document(copy, reading.form, shared), "html")


def public_document(
    reading: Reading,
    copy: PublicCopy,
    previous: Reading | None,
    records: Sequence[Record],
    *,
    draft: bool,
) -> tuple[Document, list[PublicCopy]]:
    """Returns the document of the public copy, and the public copies that it was made of.

    With the `previous` plan it has a list of what has changed since then. When one of the
    `records` is the plan's, it says by whom and when the plan was confirmed.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.confirmation.standing import confirmation_of
    from omvgen.content.plan import plan_document
    from omvgen.secrecy.model import withheld_index

    form, copies = reading.form, [copy]
    since: tuple[PlainBlock, ...] = ()
    if previous is not None:
        from omvgen.content.since import since_blocks

        pair = publish_both(previous, reading)
        copies.append(pair.copies[0])
        since = since_blocks(pair.changes, form)
    # A public copy has no fingerprint: a short secret could be guessed by it.
    index = withheld_index(copy, form)
    found = confirmation_of(records, "", plan_fingerprint(reading.plan))
    document = plan_document(
        copy.plan,
        form,
        draft=draft,
        withheld=index,
        since=since,
        confirmed=found.record if found else None,
    )
    return document, copies


# ---- what is written and searched ----------------------------------------------------------


def public_report(
    old: Reading, new: Reading, format: str, name: str, *, width: int, colors: bool
) -> bytes:
    """Returns what changed between the public plans, in the format; `width` as in `report_file`.

    Raises `LeakError` when a secret is found in it or in `name`.
    """
    from omvgen.reports import report_file

    def make(pair: PublicPair, **screen: Any) -> bytes:
        plans = (pair.old.plan, pair.new.plan)
        return report_file(pair.changes, plans, new.form, format, **screen)

    pair = publish_both(old, new)
    # A redline has all the words of the form, as a document without answers has.
    own = None if format == "redline" else lambda: make(without_answers(new))
    data = searched(make(pair), name, pair.copies, new, own, format=format)
    return make(pair, width=width, colors=colors) if format == "text" else data


def staff_notice(
    old: Reading,
    new: Reading,
    format: str,
    *,
    public: bool,
    name: str,
) -> bytes:
    """Returns the notice for staff. Raises `LeakError` when a secret is found in it or `name`.

    Of secret parts it says that they have changed, or nothing when it is `public`.
    """
    from omvgen.content.notice import notice_document
    from omvgen.diff.compare import compare_plans

    def make(changes: Changes, plan: Plan, whole: Changes | None = None) -> Document:
        return notice_document(changes, plan, new.form, whole)

    def own() -> Document:
        placeholders = without_answers(new)
        return make(placeholders.changes, placeholders.new.plan)

    pair = publish_both(old, new)
    whole = None if public else compare_plans(old.plan, new.plan, new.form)
    changes, copies = for_staff(pair, whole) if whole else (pair.changes, pair.copies)
    document = make(changes, pair.new.plan, whole)
    return _written(document, own, format, name=name, copies=copies, reading=new)


def follow_up_report(
    old: Reading | None, new: Reading, format: str, *, name: str
) -> tuple[bytes, Plan]:
    """Returns the follow-up report, and the public plan that it was made of.

    Raises `PublicityError` when something is `undecided`, since the report is for everybody,
    and `LeakError` when a secret is found in it or in `name`.
    """
    from omvgen.content.follow_up import follow_up_document, measure_tables

    form, copy = new.form, publish(new)
    refuse_undecided(new, copy, ())
    pair = publish_both(old, new) if old is not None else None
    plan, before = (pair.new.plan, pair.old.plan.log) if pair else (copy.plan, ())
    log = [row for row in plan.log if row not in before]
    document = follow_up_document(plan, form, pair.changes if pair else None, log)

    def own() -> Document:
        empty = without_answers(new)
        rows = {table.id: ({c.id: "b" for c in table.columns},) for table in measure_tables(form)}
        blank = replace(empty.new.plan, tables={**empty.new.plan.tables, **rows})
        return follow_up_document(blank, form, empty.changes, blank.log)

    copies = pair.copies if pair else (copy,)
    return _written(document, own, format, name=name, copies=copies, reading=new), plan


def clients_notice(
    reading: Reading,
    texts: Texts,
    format: str,
    *,
    name: str,
) -> bytes:
    """Returns the notice to clients. Raises `LeakError` when a secret is found in it or `name`."""
    from omvgen.content import clients
    from omvgen.plan.plan import Plan

    form, copy = reading.form, publish(reading)
    partly = {item.question for item in copy.withheld if item.in_index}
    answers = {id_: answer for id_, answer in copy.plan.answers.items() if id_ not in partly}
    document = clients.clients_notice(replace(copy.plan, answers=answers), form, texts)
    own = partial(clients.clients_notice, Plan(form.id, form.version), form, texts)
    return _written(document, own, format, name=name, copies=(copy,), reading=reading)


def _written(
    document: Document,
    own: Callable[[], Document],
    format: str,
    *,
    name: str,
    copies: Sequence[PublicCopy],
    reading: Reading,
) -> bytes:
    """Returns the document in the format, searched; `own` makes the same one without answers."""
    from omvgen.reports import document_file
    from omvgen.writers import PRINTED, write

    require_search(format)
    data = document_file(document, format)
    kind = "docx" if format == PRINTED else format
    return searched(data, name, copies, reading, lambda: write(own(), kind), format=format)


# ---- the search -----------------------------------------------------------------


def require_search(format: str) -> None:
    """Raises `ReadError` when files of the format cannot be searched here: before one is made."""
    from omvgen.writers import PRINTED

    if format == PRINTED:
        from omvgen.secrecy.search.extract.pdf import require_pypdf

        require_pypdf()


def find_leaks(
    data: bytes,
    name: str,
    copies: Sequence[PublicCopy],
    reading: Reading,
    own: Callable[[], bytes] | None = None,
    *,
    kind: str | None = None,
) -> tuple[Finding, ...]:
    """Returns an error for each secret of the plans that is in the file or in its name.

    `copies` are the public copies that the file was made of; `reading` gives the cells.
    `kind`, such as `docx`, is what the file is; otherwise the ending of its name says it.
    `own` makes a file of the same kind without answers: its words are the program's own, and
    finding them is no leak. They only take away from what is looked for, so that it is made
    only when something is found. Raises `ReadError` when a part of the file cannot be
    searched.
    """
    from omvgen.secrecy.search.leaks import leak_findings, leaks
    from omvgen.writers import format_of

    form = reading.form
    found = leaks(copies, form, (name, data), kind=kind)
    if found:
        words = own() if own else _document_without_answers(copies, form, kind or format_of(name))
        found = leaks(copies, form, (name, data), words, kind)
    return reading.locate(leak_findings(found, name, form))


def searched(
    data: bytes,
    name: str,
    copies: Sequence[PublicCopy],
    reading: Reading,
    own: Callable[[], bytes] | None = None,
    *,
    format: str,
) -> bytes:
    """Returns the file itself. Raises `LeakError` when `find_leaks` finds something.

    `format` is what the file was written as: a format of a document or of a report. `name`,
    when the file has one already, is searched too.
    """
    from omvgen.secrecy.search.extract.files import KINDS

    kind = "docx" if format == "redline" else format
    kind = kind if kind in KINDS else "txt"  # a format without a reader of its own is text
    found = find_leaks(data, name or f"omvgen.{kind}", copies, reading, own, kind=kind)
    if found:
        raise LeakError(*found)
    return data


def _document_without_answers(
    copies: Sequence[PublicCopy], form: Form, format: str | None
) -> bytes:
    """A plan without answers in that format of files, or else in Word.

    It explains the provisions by which something was withheld from the copies.
    """
    from omvgen.content.plan import plan_document
    from omvgen.plan.plan import Plan
    from omvgen.secrecy.model import IndexRow, merged
    from omvgen.writers import file_formats, write

    nothing = Plan(form.id, form.version)
    bases = merged(*(item.bases for copy in copies for item in copy.withheld))
    index = (IndexRow("", "", "", bases),)
    document = plan_document(nothing, form, withheld=index)
    return write(document, format if format in file_formats() else "docx")


def without_answers(reading: Reading) -> PublicPair:
    """Returns two readings with placeholder texts, different in every kind of place.

    A file made of them has the program's own words and no others, including the words for
    each kind of change.
    """
    from omvgen.form.publicity import Publicity
    from omvgen.plan.plan import Answer, Plan
    from omvgen.plan.text import plain

    form = reading.form
    first, *others = form.questions
    tables = [*form.tables.values()][:1]

    def rows(table: FormTable, text: str) -> tuple[Row, Row]:
        """A row that differs by its texts, and one that differs by its key."""
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

    return PublicPair(answering("a", first, *others[:1]), answering("b", first, *others[1:2]), ())
