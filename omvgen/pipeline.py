"""What omvgen does, each step one function: the whole way of the data on two screens.

```
 load_form, read, load_plan ─┬─ validate, compare ─► findings, Changes
                             ├─ template, new, annotate ─► workbooks;  export ─► JSON
                             ├─ build ─► the document;  report, notice ─► what changed
                             ├─ build_public ─► searched, or LeakError
                             └─ confirm ─► status;  verify, find_leaks ◄─ documents
```

Files are named by `str` or `os.PathLike`; what is made is returned as bytes, and all
else that goes in or comes out is frozen. A step imports what it needs when it is taken,
so that each command loads its own share of the program. For whatever a file or a plan
can be like, kinds of `OmvgenError` are raised and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from omvgen import release
from omvgen.errors import ConfirmationError, PlanError
from omvgen.findings.model import Finding, errors

if TYPE_CHECKING:
    from omvgen.confirmation.confirm import Signing
    from omvgen.confirmation.record import Record
    from omvgen.confirmation.status import Status
    from omvgen.content.blocks import Block
    from omvgen.diff.model import Changes
    from omvgen.form.model import Form
    from omvgen.plan.carry import Carried
    from omvgen.plan.model import Plan
    from omvgen.secrecy.model import IndexRow
    from omvgen.verification.result import Verification
    from omvgen.workbook.reading.result import Reading
    from omvgen.writers.files import DocumentFormat, NoticeFormat, ReportFormat

StrPath = str | os.PathLike[str]


# ---- in: forms, workbooks, plans ---------------------------------------------------------


def load_form(file: StrPath | None = None) -> Form:
    """The form in the TOML file, or the built-in one. Raises `ReadError` when it is unfit."""
    from omvgen.form.loader import load_form as load

    return load(None if file is None else Path(file))


def check_form(file: StrPath) -> tuple[Finding, ...]:
    """Every fault of the form in the file. Raises `ReadError` when it is no TOML file."""
    from omvgen.form.check import form_faults, read_form_file

    return tuple(form_faults(read_form_file(Path(file))))


def read(workbook: StrPath, form: Form | None = None) -> Reading:
    """The plan in the workbook, what was found on the way, and the cell of each answer.

    `form` is the one that the workbook was made from, by default the built-in one.
    Raises `ReadError` when nothing can be read; all else is a plan and findings.
    """
    from omvgen.workbook.reading.reader import read_workbook

    return read_workbook(Path(workbook), form or load_form())


def load_plan(file: StrPath) -> Plan:
    """The plan in a JSON file, such as `export` makes. Raises `ReadError` (OMV190)."""
    from omvgen.plan.load import load_plan as load

    return load(Path(file))


def load_reference(file: StrPath) -> bytes:
    """The .docx or .dotx whose styles a document is to have. Raises `ReadError` when unfit."""
    from omvgen.writers.docx.own_reference import read_reference

    return read_reference(Path(file))


# ---- checks and comparison ---------------------------------------------------------------


def validate(
    reading: Reading, previous: Reading | None = None, records: Sequence[Record] = ()
) -> tuple[Finding, ...]:
    """Everything there is to say of the workbook, in the order of its sheets and rows.

    With the `previous` workbook the change log is held against what has changed
    (guideline 2.2). With the `records` of `confirmations`, a version that was
    confirmed and has changed since is named.
    """
    from omvgen.checks import check
    from omvgen.checks.changelog import against_confirmed
    from omvgen.checks.order import in_order
    from omvgen.confirmation.standing import changed_since_confirmed

    plan, form = reading.plan, reading.form
    found = [*reading.findings, *reading.locate(check(plan, form))]
    if previous is not None:
        found += compare(previous, reading).log_findings or ()
    changed = changed_since_confirmed(plan, form, records)
    return in_order((*found, *reading.locate(against_confirmed(plan, changed))), form)


def validate_public(reading: Reading) -> tuple[Finding, ...]:
    """What has to be decided before a public copy can be made: errors alone."""
    return release.undecided(reading, release.publish(reading))


def compare(old: Reading, new: Reading, *, public: bool = False) -> Changes:
    """What changed from the old plan to the new one, by question id and table key.

    Its `log_findings` are what the new change log lacks of it, or has not told staff.
    `public` changes have no such, and nothing of what is secret in either plan; they are
    searched for it. Raises `LeakError`.
    """
    from omvgen.checks.changelog import against_previous
    from omvgen.checks.order import in_order

    if public:
        report(old, new, "json", public=True)
        return release.public_changes(*release.publish_both(old, new)[:2])
    changes, form = _changes(old, new), new.form
    questions, rows = changes.changed_questions(form), changes.new_log_rows
    found = against_previous(changes.old.version, new.plan, form, questions, rows)
    return replace(changes, log_findings=in_order(new.locate(found), form))


# ---- out: workbooks and data -------------------------------------------------------------


def template(form: Form | None = None, plan: Plan | None = None) -> bytes:
    """The workbook (.xlsx) that staff fill in, empty or with the plan's answers.

    Raises `PlanError` when the plan has something that the form has no place for.
    """
    from omvgen.workbook.template.make import make_workbook

    return make_workbook(form or load_form(), plan)


class NewWorkbook(NamedTuple):
    """Next year's workbook (.xlsx), and what became of each of last year's answers."""

    data: bytes
    carried: Carried


def new(reading: Reading, year: int | None = None) -> NewWorkbook:
    """The workbook for the year, by default the next, with the answers carried over.

    Raises `PlanError` (OMV641) when neither the plan nor the caller names a year.
    """
    from omvgen.plan.carry import carry, next_year
    from omvgen.workbook.template.make import make_next_workbook, starting_plan

    form, year = reading.form, year or next_year(reading.plan)
    if year is None:
        raise PlanError(Finding("OMV641", values={"file": reading.file}))
    carried = carry(reading.plan, reading.wordings, form, starting_plan(form), year)
    return NewWorkbook(make_next_workbook(form, carried), carried)


def annotate(reading: Reading, findings: Sequence[Finding]) -> bytes:
    """A copy of the workbook that was read, with each finding as a note on its cell."""
    from omvgen.workbook.patch.annotate import annotated_copy

    return annotated_copy(reading.data, findings, form=reading.form, file=reading.path.name)


def export(reading: Reading) -> dict[str, Any]:
    """The plan as data that `json.dumps` takes, in the shape of `export_schema`."""
    from omvgen.plan.as_json import plan_to_json

    return plan_to_json(reading.plan)


def export_schema(form: Form | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the form's plans as JSON."""
    from omvgen.plan.as_json import plan_schema

    return plan_schema(form or load_form())


# ---- out: documents ----------------------------------------------------------------------


def build(
    reading: Reading,
    format: DocumentFormat = "docx",
    *,
    draft: bool = False,
    previous: Reading | None = None,
    signature_line: bool = False,
    reference: bytes | None = None,
    soffice: StrPath | None = None,
    findings: Sequence[Finding] | None = None,
) -> bytes:
    """The document that is signed, with everything that is in the plan.

    A `draft` may have errors and is marked LUONNOS on every page. With the `previous`
    plan the document tells what has changed. `signature_line` adds Word's own line,
    `reference` is a .docx whose styles are used, `soffice` the LibreOffice that makes
    a PDF, looked for when it is not given. `findings` are what `validate` has said of
    the reading already. Raises `PlanError` when the plan has errors, `PdfError`.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.content.plan import plan_document
    from omvgen.writers.files import document_file

    if not draft:
        _refuse_errors(validate(reading, previous) if findings is None else findings)
    since: tuple[Block, ...] = ()
    if previous is not None:
        public = release.publish_both(previous, reading)
        since = _since(public, _changes(previous, reading))
    document = plan_document(
        reading.plan,
        reading.form,
        draft=draft,
        signature=signature_line,
        fingerprint=plan_fingerprint(reading.plan),
        since=since,
    )
    return document_file(document, format, reference, soffice)


def build_public(
    reading: Reading,
    format: DocumentFormat = "docx",
    *,
    name: str = "",
    draft: bool = False,
    previous: Reading | None = None,
    reference: bytes | None = None,
    soffice: StrPath | None = None,
    findings: Sequence[Finding] | None = None,
) -> bytes:
    """The document without what is secret, searched for it before it is returned.

    What was left out is listed at its end, by provision. The `name` that the file will
    have is searched too; the rest is as for `build`. Raises `LeakError`; `PublicityError`
    when somebody has to decide first what is public, for a draft too; `PlanError`;
    `PdfError`; `ReadError` when the file cannot be searched.
    """
    from omvgen.content.plan import plan_document
    from omvgen.secrecy.model import withheld_index
    from omvgen.writers.files import document_file

    form, copy = reading.form, release.publish(reading)
    findings = validate(reading, previous) if findings is None else findings
    release.refuse_undecided(reading, copy, findings)
    if not draft:
        _refuse_errors(findings)
    copies = [copy]
    since: tuple[Block, ...] = ()
    if previous is not None:
        public = release.publish_both(previous, reading)
        copies.append(public.copies[0])
        since = _since(public, None)
    # A public copy has no fingerprint: a short secret could be guessed by it.
    index = withheld_index(copy, form)
    document = plan_document(copy.plan, form, draft=draft, withheld=index, since=since)
    data = document_file(document, format, reference, soffice)
    return release.searched(data, name or f"omvgen.{format}", copies, reading)


def withheld(reading: Reading) -> tuple[IndexRow, ...]:
    """What a public copy of the plan leaves out, by question and provision."""
    from omvgen.secrecy.model import withheld_index

    return withheld_index(release.publish(reading), reading.form)


def report(
    old: Reading,
    new: Reading,
    format: ReportFormat = "docx",
    *,
    public: bool = False,
    name: str = "",
    width: int = 80,
    colors: bool = False,
) -> bytes:
    """What changed: the director's report (docx), a redline, text, JSON, HTML or Markdown.

    A redline is the whole plan in Word with tracked changes. A `public` report has
    nothing of what is secret in either plan, and is searched for it, as is the `name`
    that its file will have. `width` and `colors` are those of a screen for text.
    Raises `LeakError`; `ReadError` when the file cannot be searched.
    """
    if not public:
        return _report_file(compare(old, new), old, new, format, width=width, colors=colors)

    def make(old: Reading, new: Reading, **screen: Any) -> bytes:
        return _report_file(release.public_changes(old, new), old, new, format, **screen)

    before, after, copies = release.publish_both(old, new)
    # A redline has all the words of the form, as a document without answers has.
    own = b"" if format == "redline" else make(*release.without_answers(new))
    data = release.searched(make(before, after), name or f"omvgen.{format}", copies, new, own)
    return make(before, after, width=width, colors=colors) if format == "text" else data


def notice(
    old: Reading,
    new: Reading,
    format: NoticeFormat = "docx",
    *,
    public: bool = False,
    name: str = "",
) -> bytes:
    """What changed, for staff (guideline 2.2): of what is secret only that it has changed.

    A `public` notice does not say even that. Each is searched for what is secret, as is
    the `name` that its file will have. Raises `LeakError`.
    """
    from omvgen.writers.files import notice_file

    def make(old: Reading, new: Reading, whole: Changes | None = None) -> bytes:
        return notice_file(release.public_changes(old, new), new.plan, new.form, format, whole)

    before, after, copies = release.publish_both(old, new)
    data = make(before, after, None if public else _changes(old, new))
    own = make(*release.without_answers(new))
    return release.searched(data, name or f"omvgen.{format}", copies, new, own)


# ---- the confirmation, and documents that come back --------------------------------------


def confirm(
    reading: Reading, signing: Signing, today: date, document: StrPath | None = None
) -> Record:
    """Adds the confirmation to the records beside the workbook, and returns its record.

    `document` is the one that was signed, Word or PDF; what a PDF says is not read.
    Raises `PlanError` when the plan has errors; `ConfirmationError` when the signing lacks
    something or is yet to come, when the document does not say what the workbook says
    (OMV624), or when the records do not allow it.
    """
    from omvgen.confirmation import ledger_of
    from omvgen.confirmation.confirm import Evidence, check_signing, record_of
    from omvgen.confirmation.ledger import append
    from omvgen.verification.verify import contradicts
    from omvgen.word.readback import document_bytes

    check_signing(signing, today)
    _refuse_errors(validate(reading))
    signed = (Path(document).name, document_bytes(Path(document))) if document else None
    if signed and contradicts(*signed, reading):
        raise ConfirmationError(Finding("OMV624", values={"file": signed[0]}))
    evidence = Evidence((reading.path.name, reading.data), signed)
    return append(
        ledger_of(reading.path),
        lambda records: record_of(reading.plan, reading.form, signing, evidence, records),
    )


def confirmations(reading: Reading) -> tuple[Record, ...]:
    """The records beside the workbook, the oldest first.

    Raises `ConfirmationError` when they have been changed by hand.
    """
    from omvgen.confirmation import ledger_of
    from omvgen.confirmation.ledger import read_ledger

    return read_ledger(ledger_of(reading.path))


def status(reading: Reading, today: date) -> Status:
    """When the plan was confirmed and is due, what has changed since, and what will lapse.

    Raises `ConfirmationError` when the records beside the workbook have been changed.
    """
    from omvgen.checks.changelog import reconcile, rows_after, untold
    from omvgen.confirmation.standing import a_year_from, standing
    from omvgen.confirmation.status import Status
    from omvgen.plan.endings import endings

    plan, form = reading.plan, reading.form
    stands = standing(plan, form, confirmations(reading), today)
    since = rows_after(plan, stands.last.day) if stands.last else ()
    log = reading.locate((*reconcile(plan, form, stands.changed, since), *untold(plan, form)))
    lapsing = tuple(endings(plan, form, a_year_from(today)))
    return Status(reading.file, plan.field("version"), form, today, stands, log, lapsing)


def verify(document: StrPath, reading: Reading) -> Verification:
    """Does the document say what the workbook says, and is it one that was confirmed.

    Of a PDF only the latter can be said. Raises `ReadError` when it is neither Word nor
    PDF (OMV627), `ConfirmationError` when the records have been changed by hand.
    """
    from omvgen.verification.verify import verify_document
    from omvgen.word.readback import document_bytes

    file = Path(document)
    return verify_document(file.name, document_bytes(file), reading, confirmations(reading))


def find_leaks(document: StrPath, reading: Reading) -> tuple[Finding, ...]:
    """Each place of the plan whose secret words are in the file, or in its name, as an error.

    Raises `ReadError` when the file, or a part of it, cannot be searched.
    """
    from omvgen.files import read_whole

    file, copy = Path(document), release.publish(reading)
    return release.find_leaks(read_whole(file), file.name, [copy], reading)


# ---- shared by several of them -----------------------------------------------------------


def _refuse_errors(findings: Sequence[Finding]) -> None:
    if errors(findings):
        raise PlanError(*findings)


def _changes(old: Reading, new: Reading) -> Changes:
    from omvgen.diff.compare import compare_plans

    return compare_plans(old.plan, new.plan, new.form)


def _since(public: release.PublicPair, whole: Changes | None) -> tuple[Block, ...]:
    """What has changed, in plain words: of what is secret only that it has, by the `whole`."""
    from omvgen.content.since import since_blocks

    return since_blocks(release.public_changes(public.old, public.new), public.new.form, whole)


def _report_file(
    changes: Changes, old: Reading, new: Reading, format: ReportFormat, **screen: Any
) -> bytes:
    from omvgen.writers.files import report_file

    return report_file(changes, (old.plan, new.plan), new.form, format, **screen)
