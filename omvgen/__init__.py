"""omvgen: from a filled workbook to a checked, compared and signed self-monitoring plan.

The whole way of the data, on one screen. Each step is a function that can be
used alone; what a step needs is imported when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omvgen.confirmation.confirm import Signing
    from omvgen.confirmation.record import Record
    from omvgen.content.blocks import Document, PlainBlock
    from omvgen.diff.model import Changes
    from omvgen.findings.model import Finding
    from omvgen.form.model import Form
    from omvgen.plan.carry import Carried
    from omvgen.report.standing import StandingReport
    from omvgen.report.verification import Verification
    from omvgen.secrecy.model import PublicCopy
    from omvgen.verification.comparison import Comparison
    from omvgen.word.readback import ReadBack
    from omvgen.workbook.reading.result import Reading
    from omvgen.writers import Options
    from omvgen.writers.pdf import LibreOffice

__version__ = "0.1.0"


def read(workbook: Path, form: Form | None = None) -> Reading:
    """The plan in the workbook, what was found on the way, and where all stands.

    Raises `findings.model.Refused` when nothing can be read.
    """
    from omvgen.form.loader import load_form
    from omvgen.workbook.reading.reader import read_workbook

    return read_workbook(workbook, form or load_form())


def validate(
    reading: Reading, previous: Reading | None = None, records: Sequence[Record] = ()
) -> tuple[Finding, ...]:
    """Everything there is to say of the workbook, in the order of its sheets and rows.

    With last year's workbook, the change log is held against what has changed. With
    the confirmations, a version that has been confirmed is held against its record.
    """
    from omvgen.checks import check
    from omvgen.checks.order import in_order

    found = [*reading.findings, *reading.locate(check(reading.plan, reading.form))]
    if previous is not None:
        found += with_log_findings(compare(previous, reading), reading).log_findings or ()
    if not any(finding.code == "OMV602" for finding in found):
        found += reading.locate(_against_confirmed(reading, records))
    return in_order(found, reading.form)


def _against_confirmed(reading: Reading, records: Sequence[Record]) -> Iterator[Finding]:
    """What has changed in a version that was confirmed."""
    plan, form = reading.plan, reading.form
    for record in records:
        if record.version == plan.field("version"):
            from omvgen.checks.changelog import against_confirmed
            from omvgen.confirmation.standing import changed_questions

            yield from against_confirmed(plan, changed_questions(plan, form, record.parts))


def public(reading: Reading) -> PublicCopy:
    """The plan as it may be given out, and what was withheld from it."""
    from omvgen.secrecy.publish.public import public as made_public
    from omvgen.workbook.reading.doubtful import doubtful

    return made_public(reading.plan, reading.form, doubtful=doubtful(reading))


def public_both(old: Reading, new: Reading) -> tuple[Reading, Reading, tuple[PublicCopy, ...]]:
    """Both readings as they may be shown side by side, and the copies that they hold now.

    What is secret in either plan is in neither.
    """
    from omvgen.secrecy.publish.public import public_both as made_public
    from omvgen.workbook.reading.doubtful import doubtful

    copies = made_public(old.plan, new.plan, new.form, (doubtful(old), doubtful(new)))
    before, after = (
        replace(reading, plan=copy.plan) for reading, copy in zip((old, new), copies, strict=True)
    )
    return before, after, copies


def validate_public(reading: Reading, copy: PublicCopy) -> tuple[Finding, ...]:
    """What keeps the public copy from being given out: errors alone."""
    from omvgen.checks.public import as_error, check_public
    from omvgen.workbook.reading.doubtful import doubts

    doubted = map(as_error, doubts(reading))
    return (*doubted, *reading.locate(check_public(reading.plan, reading.form, copy)))


def find_leaks(
    copies: Sequence[PublicCopy], form: Form, name: str, data: bytes, empty: bytes = b""
) -> tuple[Finding, ...]:
    """Each piece of what was withheld that stands in the file, or in its name, as an error.

    `copies` are those that the file was made of; `empty` is such a file made of
    nothing, which has our own words: a plan without answers when none is given, in the
    format of the file's name.
    Raises `findings.model.Refused` when a part of the file cannot be searched.
    """
    from omvgen.content.plan import plan_document
    from omvgen.plan.model import Plan
    from omvgen.secrecy.model import IndexRow
    from omvgen.secrecy.search.leaks import leak_findings, leaks
    from omvgen.writers import file_formats, format_of, write

    if not empty:
        document = plan_document(
            Plan(form.id, form.version), form, withheld=(IndexRow("", "", "", ()),)
        )
        format = format_of(name)
        empty = write(document, format if format in file_formats() else "docx")
    return leak_findings(leaks(copies, form, (name, data), empty), name, form)


def renew(reading: Reading, year: int | None = None) -> Carried:
    """The plan carried over to the form for the year, by default the next.

    Raises `findings.model.Refused` (OMV641) when nobody says which year that is.
    """
    from omvgen.findings.model import Finding, Refused
    from omvgen.plan.carry import carry, next_year
    from omvgen.workbook.template.make import starting_plan

    form, year = reading.form, year or next_year(reading.plan)
    if year is None:
        raise Refused(Finding("OMV641", values={"file": reading.file}))
    return carry(reading.plan, reading.wordings, form, starting_plan(form), year)


def next_workbook(form: Form, carried: Carried) -> bytes:
    """The workbook of the plan that was carried over, as the bytes of an .xlsx."""
    from omvgen.workbook.template.make import make_next_workbook

    return make_next_workbook(form, carried)


def compare(old: Reading, new: Reading) -> Changes:
    """What changed from the old plan to the new one, by question id and table key."""
    from omvgen.diff.compare import compare_plans

    return compare_plans(old.plan, new.plan, new.form)


def compare_public(old: Reading, new: Reading) -> Changes:
    """What changed from one public plan to another (see `public_both`), and that they are such."""
    return replace(compare(old, new), public=True)


def with_log_findings(changes: Changes, new: Reading) -> Changes:
    """The changes, and what the new plan's change log lacks of them or has not told to staff.

    Not for public plans: of their logs is withheld what speaks of something secret.
    """
    from omvgen.checks.changelog import against_previous
    from omvgen.checks.order import in_order

    found = against_previous(
        changes.old.version,
        new.plan,
        new.form,
        changes.changed_questions(new.form),
        changes.new_log_rows,
    )
    return replace(changes, log_findings=in_order(new.locate(found), new.form))


def change_list(
    changes: Changes, new: Reading, format: str, options: Options | None = None
) -> bytes:
    """The list of changes in the language in use, in one of `writers.formats()`."""
    from omvgen.content.changes import changes_document
    from omvgen.writers import write

    return write(changes_document(changes, new.form), format, options)


def change_report(changes: Changes, new: Reading, format: str = "docx") -> bytes:
    """The report that a director reads and signs, in one of `writers.formats()`."""
    from omvgen.content.report import report_document
    from omvgen.writers import write

    return write(report_document(changes, new.plan, new.form), format)


def redline(changes: Changes, old: Reading, new: Reading) -> bytes:
    """The whole plan with tracked changes: accept all is the new one, reject all the old."""
    from omvgen.content.redline import redline as made
    from omvgen.writers.docx.redline import write_redline

    return write_redline(made(old.plan, new.plan, new.form, changes))


def notice(
    changes: Changes, new: Reading, whole: Changes | None = None, format: str = "docx"
) -> bytes:
    """What staff are told, in one of `writers.formats()`.

    `changes` are those of the public plans, of which `new` is the newer; `whole` are those
    of the whole plans: that something secret changed is told too.
    """
    from omvgen.content.notice import notice_document
    from omvgen.writers import write

    return write(notice_document(changes, new.plan, new.form, whole), format)


def build(
    reading: Reading,
    *,
    draft: bool = False,
    signature: bool = False,
    reference: bytes | None = None,
    copy: PublicCopy | None = None,
    previous: Reading | None = None,
    format: str = "docx",
) -> bytes:
    """The document of the plan, or of its public copy, in one of `writers.formats()`.

    Whether the plan may be built is not asked here: see `validate`. `signature`
    adds Word's own signature line; `reference` is a .docx whose styles are used in
    place of our own; with last year's plan the document tells what has changed.
    """
    from omvgen.writers import Options, write

    made = _document(reading, copy, previous, draft=draft, signature=signature)
    return write(made, format, Options(reference=reference))


def build_pdf(
    reading: Reading,
    libreoffice: LibreOffice,
    *,
    draft: bool = False,
    signature: bool = False,
    reference: bytes | None = None,
    copy: PublicCopy | None = None,
    previous: Reading | None = None,
) -> bytes:
    """The same document as a tagged PDF, with the numbers of its pages in its contents.

    Raises `findings.model.Refused` when LibreOffice does not make it.
    """
    from omvgen.writers.pdf import write_pdf

    made = _document(reading, copy, previous, draft=draft, signature=signature)
    return write_pdf(made, libreoffice, reference)


def _document(
    reading: Reading,
    copy: PublicCopy | None,
    previous: Reading | None,
    *,
    draft: bool,
    signature: bool,
) -> Document:
    """What is to be confirmed, as neutral blocks, with the plan's fingerprint.

    A public copy has no fingerprint: a short secret could be guessed by it.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.content.plan import plan_document
    from omvgen.secrecy.model import withheld_index

    since = _since(previous, reading, public=copy is not None) if previous else ()
    if copy is not None:
        index = withheld_index(copy, reading.form)
        return plan_document(copy.plan, reading.form, draft=draft, withheld=index, since=since)

    return plan_document(
        reading.plan,
        reading.form,
        draft=draft,
        signature=signature,
        fingerprint=plan_fingerprint(reading.plan),
        since=since,
    )


def _since(old: Reading, new: Reading, *, public: bool) -> tuple[PlainBlock, ...]:
    """What has changed, in plain words; a public copy is silent of what is secret."""
    from omvgen.content.since import since_blocks

    before, after, _ = public_both(old, new)
    whole = None if public else compare(old, new)
    return since_blocks(compare_public(before, after), new.form, whole)


def status(workbook: Path, reading: Reading, today: date) -> StandingReport:
    """Where the plan stands on the day, by the confirmations beside the workbook.

    Raises `findings.model.Refused` when those have been tampered with.
    """
    from omvgen.checks.changelog import reconcile, rows_after, untold
    from omvgen.checks.endings import endings
    from omvgen.confirmation import ledger_of
    from omvgen.confirmation.ledger import read_ledger
    from omvgen.confirmation.standing import a_year_from, standing
    from omvgen.report.standing import StandingReport

    plan, form = reading.plan, reading.form
    stands = standing(plan, form, read_ledger(ledger_of(workbook)), today)
    since = rows_after(plan, stands.last.day) if stands.last else ()
    return StandingReport(
        reading.file,
        plan.field("version"),
        form,
        today,
        stands,
        reading.locate((*reconcile(plan, form, stands.changed, since), *untold(plan, form))),
        tuple(endings(plan, form, a_year_from(today))),
    )


def confirm(
    workbook: Path, reading: Reading, signing: Signing, document: Path | None = None
) -> Record:
    """Adds the confirmation to the records beside the workbook, and returns its record.

    Raises `findings.model.Refused` when it may not be recorded or written, and
    (OMV624) when the document does not say what the workbook says. What a PDF says
    is not read.
    """
    from omvgen.confirmation import ledger_of
    from omvgen.confirmation.confirm import Evidence, record_of
    from omvgen.confirmation.ledger import append
    from omvgen.findings.model import Finding, Refused
    from omvgen.verification.comparison import is_pdf
    from omvgen.word.readback import document_bytes

    signed = (document.name, document_bytes(document)) if document else None
    if signed and not is_pdf(signed[1]) and not _compared(reading, *signed)[1].same:
        raise Refused(Finding("OMV624", values={"file": signed[0]}))
    evidence = Evidence((workbook.name, reading.data), signed)
    return append(
        ledger_of(workbook),
        lambda records: record_of(reading.plan, reading.form, signing, evidence, records),
    )


def verify(workbook: Path, reading: Reading, document: Path) -> Verification:
    """Does the document say what the workbook says, and is it one that was confirmed.

    Of a PDF only the latter can be said. Raises `findings.model.Refused` when it is
    neither (OMV627), or when the confirmations beside the workbook have been
    tampered with.
    """
    from omvgen.confirmation import ledger_of
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.confirmation.ledger import read_ledger
    from omvgen.confirmation.record import sha256
    from omvgen.confirmation.standing import confirmation_of
    from omvgen.report.verification import Verification
    from omvgen.verification.comparison import is_pdf
    from omvgen.word.readback import document_bytes

    data, plan = document_bytes(document), plan_fingerprint(reading.plan)
    records = read_ledger(ledger_of(workbook))
    if is_pdf(data):
        found, made_of = None, ""
        confirmed = confirmation_of(records, sha256(data), "")
        said = confirmed.record.fingerprint if confirmed else ""
    else:
        read, found = _compared(reading, document.name, data)
        made_of, said = plan if found.same else read.made_of, read.fingerprint
        confirmed = confirmation_of(records, sha256(data), made_of)
    return Verification(
        document.name, reading.file, reading.form, found, plan == said, len(records), confirmed
    )


def _compared(reading: Reading, name: str, data: bytes) -> tuple[ReadBack, Comparison]:
    """The document read back, and how it differs from what would be built now."""
    from omvgen.verification.comparison import compare_read
    from omvgen.word.readback import read_back

    read = read_back(data, reading.form, name)
    return read, compare_read(read_back(build(reading), reading.form), read, reading.form)
