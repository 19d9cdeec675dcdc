"""What omvgen does, each step one function: the whole way of the data on two screens.

```
 load_form, read, load_plan ─┬─ validate, compare ─► findings, Changes
                             ├─ template, new, merge, repair, annotate ─► workbooks;  export ─► JSON
                             ├─ build ─► the document;  report, notice ─► what changed
                             ├─ build_public ─► searched, or LeakError
                             └─ confirm ─► status;  verify, find_leaks ◄─ documents
```

Paths are `str` or `os.PathLike`. Files that are made are returned as bytes; every other
argument and result is frozen. Each function imports what it needs when it is called, so
that a command loads its own share of the program only. Whatever may be wrong with a file
or a plan is raised as an `OmvgenError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from omvgen import release
from omvgen.errors import refuse_errors
from omvgen.findings.model import Finding

if TYPE_CHECKING:
    from omvgen.confirmation.confirm import Signing
    from omvgen.confirmation.corrections import Correction
    from omvgen.confirmation.record import Record
    from omvgen.confirmation.status import Status
    from omvgen.diff.model import Changes
    from omvgen.form.form import Form
    from omvgen.plan.plan import Plan
    from omvgen.secrecy.model import IndexRow
    from omvgen.sources.asked import Asking
    from omvgen.sources.merged import MergedWorkbook
    from omvgen.units.gather import Overview
    from omvgen.verification.result import Verification
    from omvgen.workbook.next_year import NewWorkbook
    from omvgen.workbook.reading.result import Reading
    from omvgen.workbook.repair.repaired import RepairedWorkbook

StrPath = str | os.PathLike[str]


# ---- in: forms, workbooks, plans ---------------------------------------------------------


def load_form(form: StrPath | None = None) -> Form:
    """Returns the form of the name or file, by default the built-in one. Raises `ReadError`."""
    from omvgen.workbook.form_book.finding import load

    return load(form)


def check_form(file: StrPath) -> tuple[Finding, ...]:
    """Returns every fault of the form in the file. Raises `ReadError` when it is no form."""
    from omvgen.workbook.form_book.finding import faults_of

    return faults_of(Path(file))


def read(workbook: StrPath, form: Form | None = None, *, for_repair: bool = False) -> Reading:
    """Returns the plan in the workbook, the findings of reading it, and each answer's cell.

    It is read by the form that it names, unless `form` is given. Raises `ReadError`. With
    `for_repair` a damaged file gives what can be had of it, which may be an empty plan.
    """
    from omvgen.workbook.reading import reader

    read_file = reader.read_for_repair if for_repair else reader.read_workbook
    return read_file(Path(workbook), form)


def load_plan(file: StrPath) -> Plan:
    """Returns the plan in a JSON file such as `export` makes. Raises `ReadError`."""
    from omvgen.plan.load import load_plan as load

    return load(Path(file))


def load_reference(file: StrPath) -> bytes:
    """Returns the .docx or .dotx with the styles for `build`, checked and without its text.

    Raises `ReadError` when no document can be written with it.
    """
    from omvgen.writers.docx.own_reference import read_reference

    return read_reference(Path(file))


# ---- checks and comparison ---------------------------------------------------------------


def validate(
    reading: Reading,
    previous: Reading | None = None,
    records: Sequence[Record] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Returns all findings of the workbook, the most serious first, then by sheet and row.

    With the `previous` workbook, the change log is compared with what has changed; with the
    `records` from `confirmations`, what changed since, or was confirmed unlogged, is found;
    with `today`, an authority's request that is late (guideline 2.2).
    """
    from omvgen.checking import findings_of

    return findings_of(reading, previous, records, today)


def validate_public(reading: Reading) -> tuple[Finding, ...]:
    """Returns what must be decided or corrected before `build_public`, as errors."""
    return release.undecided(reading, release.publish(reading))


def compare(old: Reading, new: Reading, *, public: bool = False) -> Changes:
    """Returns what changed from the old plan to the new one, by question id and table key.

    `log_findings` of the result say which changes the new change log lacks, and which of
    them staff were not told of. `public` compares the plans without anything that is
    secret in either, and without their logs; the result is searched for secrets. Raises
    `LeakError` when it holds one.
    """
    from omvgen.checking import compared

    if public:
        report(old, new, "json", public=True)  # everything that changes say, searched
        return release.publish_both(old, new).changes
    return compared(old, new)


# ---- out: workbooks and data -------------------------------------------------------------


def template(form: Form | None = None, plan: Plan | None = None) -> bytes:
    """Returns the workbook (.xlsx) to fill in, empty or with the plan's answers.

    Raises `PlanError` when the plan has something that the form has no place for.
    """
    from omvgen.workbook.template.make import make_workbook

    return make_workbook(form or load_form(), plan)


def new(reading: Reading, year: int | None = None) -> NewWorkbook:
    """Returns the workbook for the year, by default the next, with the answers carried over.

    Raises `PlanError` when the year is not given and the plan does not state its own.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.workbook.next_year import next_workbook
    from omvgen.workbook.patch.custom_property import with_base

    made = next_workbook(reading, year)
    return made._replace(data=with_base(made.data, plan_fingerprint(made.carried.plan)))


def repair(reading: Reading) -> RepairedWorkbook:
    """Returns a new, sound workbook with all that the damaged one says, and the ledger of it.

    Read the damaged one with `for_repair`. Raises `PlanError` for a text that no cell can hold,
    and `ReadError` when nothing could be had of the damaged one.
    """
    from omvgen.workbook.repair.repaired import repaired_workbook

    return repaired_workbook(reading)


def merge(
    reading: Reading,
    sources: Sequence[StrPath],
    base: StrPath | None = None,
    author: str | None = None,
    asking: Asking | None = None,
) -> MergedWorkbook:
    """Returns a copy of the workbook with what the sources changed, and the ledger of it.

    Sources are workbooks, documents and plans as JSON; `base` is the plan from which they and
    the workbook come, by default looked for by what each source says of it. What was chosen
    for earlier conflicts is taken over. `author` is the only one whose tracked changes count.
    With `asking` comments of documents become the authority's requests in the change log.

    Raises `ReadError` when a file cannot be read, `PlanError` for a text that no cell can hold.
    """
    from omvgen.sources.merged import merged_workbook

    return merged_workbook(reading, sources, base, author, asking)


def annotate(reading: Reading, findings: Sequence[Finding]) -> bytes:
    """Returns a copy of the workbook with each finding as a note on its cell and in a list.

    The rest of the workbook stays as it is, byte for byte.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.workbook.patch.annotate.copy import annotated_copy

    named = {"file": reading.path.name, "base": plan_fingerprint(reading.plan)}
    return annotated_copy(reading.data, findings, form=reading.form, **named)


def export(reading: Reading) -> dict[str, Any]:
    """Returns the plan as data for `json.dumps`, in the shape of `export_schema`."""
    from omvgen.plan.as_json import plan_to_json

    return plan_to_json(reading.plan, reading.form)


def export_schema(form: Form | None = None) -> dict[str, Any]:
    """Returns the JSON Schema (2020-12) of the form's plans."""
    from omvgen.plan.as_json import plan_schema

    return plan_schema(form or load_form())


# ---- out: documents ----------------------------------------------------------------------


def build(
    reading: Reading,
    format: str = "docx",
    *,
    draft: bool = False,
    previous: Reading | None = None,
    signature_line: bool = False,
    reference: bytes | None = None,
    soffice: StrPath | None = None,
    findings: Sequence[Finding] | None = None,
) -> bytes:
    """Returns the document to be signed, with everything in the plan, secrets included.

    - `format` is docx, pdf, html or md.
    - `draft` allows errors and marks every page LUONNOS.
    - `previous` adds a list of what has changed since that plan.
    - `signature_line` adds Word's own signature line (a PDF has a field and attachments).
    - `reference` gives the styles (see `load_reference`).
    - `soffice` is the LibreOffice program for PDF, searched for when not given.
    - `findings` of `validate`, when given, save this function from validating again.

    Raises `PlanError` when the plan has errors, `PdfError` when LibreOffice fails.
    """
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.content.plan import plan_document
    from omvgen.reports import document_file, record_files
    from omvgen.writers import PRINTED

    if not draft:
        refuse_errors(validate(reading, previous) if findings is None else findings)
    as_record = format == PRINTED and not draft  # one signs it, and its data go with it
    reading = reading.for_documents()
    document = plan_document(
        reading.plan,
        reading.form,
        draft=draft,
        signature=as_record if format == PRINTED else signature_line,
        fingerprint=plan_fingerprint(reading.plan),
        since=release.since(previous, reading),
        attachments=record_files(reading) if as_record else (),
    )
    return document_file(document, format, reference, soffice)


def build_public(
    reading: Reading,
    format: str = "docx",
    *,
    name: str = "",
    draft: bool = False,
    previous: Reading | None = None,
    reference: bytes | None = None,
    soffice: StrPath | None = None,
    findings: Sequence[Finding] | None = None,
    today: date | None = None,
) -> bytes:
    """Returns the document without anything secret, after searching it for secrets.

    Its first page says by whom it was confirmed (`today` as in `confirmations`), an index at
    its end what was left out. `name`, its file's, is searched too; the others as in `build`.

    Raises `LeakError` when a secret is found; `PublicityError` for what `validate_public`
    finds, `ReadError` for what cannot be searched; `PlanError` and `PdfError` as `build`.
    """
    from omvgen.reports import document_file

    release.require_search(format)
    reading = reading.for_documents()
    copy = release.publish(reading)
    findings = validate(reading, previous) if findings is None else findings
    release.refuse_undecided(reading, copy, findings)
    if not draft:
        refuse_errors(findings)
    records = () if draft else confirmations(reading, today)
    document, copies = release.public_document(reading, copy, previous, records, draft=draft)
    data = document_file(document, format, reference, soffice)
    return release.searched(data, name, copies, reading, format=format)


def review(reading: Reading) -> bytes:
    """Returns the page (HTML) for the person who signs the release of the public copy.

    It shows every withheld text in its context, by question and provision, and every public
    sentence that shares something with one. It is as secret as the workbook.
    """
    return release.review(reading.for_documents())


def withheld(reading: Reading) -> tuple[IndexRow, ...]:
    """Returns what a public copy of the plan leaves out, by question and provision."""
    from omvgen.secrecy.model import withheld_index

    return withheld_index(release.publish(reading), reading.form)


def report(
    old: Reading,
    new: Reading,
    format: str = "docx",
    *,
    public: bool = False,
    name: str = "",
    width: int = 80,
    colors: bool = False,
) -> bytes:
    """Returns what changed, in one of `report_formats`.

    docx is the report that the director signs, redline the whole plan with tracked changes.
    A `public` one has nothing that is secret in either plan; it is searched, and so is `name`,
    that of its file. `width`, in columns, and `colors` are for text on a screen.

    Raises `LeakError` when a secret is found, `ReadError` when the file cannot be searched.
    """
    from omvgen.confirmation.beside import readable_confirmations
    from omvgen.reports import confirmations_of, report_file

    new = new.for_documents()
    if not public:
        plans, changes = (old.plan, new.plan), compare(old, new)
        known: Any = {"width": width, "colors": colors}
        if format not in ("json", "redline"):
            records, unread = readable_confirmations(new.path)
            known["confirmations"] = confirmations_of(new.plan, records)
            known["findings"] = (*unread, *validate(new, old)) if format == "docx" else ()
        return report_file(changes, plans, new.form, format, **known)

    return release.public_report(old, new, format, name, width=width, colors=colors)


def notice(
    old: Reading, new: Reading, format: str = "docx", *, public: bool = False, name: str = ""
) -> bytes:
    """Returns the notice of what changed for staff (guideline 2.2), with a list to sign.

    `format` is docx, pdf, html or md. Of secret parts the notice says only that they have
    changed; a `public` one does not mention them. It is searched, and so is `name`, its file's.

    Raises `LeakError` when a secret is found, `PdfError` as `build`.
    """
    return release.staff_notice(old, new.for_documents(), format, public=public, name=name)


def notice_to_clients(
    reading: Reading,
    language: str = "fi",
    format: str = "docx",
    *,
    texts: StrPath | None = None,
    name: str = "",
) -> bytes:
    """Returns the notice that the plan exists and may be seen (guideline 2.4), on one page.

    It is in plain language: `language` is fi, sv or en; `texts` is a TOML file with an
    organisation's own translation, used instead. Of the plan it has public contact details
    alone, and it is searched for secrets. `format` and `name` as in `notice`.

    Raises `ReadError` for texts that cannot be used; `LeakError` and `PdfError` as `notice`.
    """
    from omvgen.content.clients.texts import own_texts, shipped_texts

    chosen = own_texts(Path(texts)) if texts else shipped_texts(language)
    return release.clients_notice(reading, chosen, format, name=name)


# ---- the confirmation, and documents that come back --------------------------------------


def confirm(
    reading: Reading,
    signing: Signing,
    today: date,
    document: StrPath | None = None,
    *,
    previous: Reading | None = None,
    reference: bytes | None = None,
    trust: StrPath | None = None,
    force: bool = False,
    dry_run: bool = False,
) -> Record:
    """Adds a confirmation to the records beside the workbook, and returns the record.

    `document` is the signed one, compared as `verify` does, `trust` as there; the record keeps
    its electronic signatures, the folder `vahvistetut` both files. A `dry_run` writes nothing.

    Raises `PlanError` when the plan has errors; `ConfirmationError` when the signing lacks
    a text or is later than `today`, when the document differs from the plan, or when the
    earlier records do not allow it; `DoubtfulConfirmation` when the plan or a signature
    contradicts the signing, unless `force`; `ReadError` when the document cannot be read.
    """
    from omvgen.confirming import record_confirmation

    made_with: Any = {"previous": previous, "reference": reference, "trust": trust}
    how: Any = {"force": force, "dry_run": dry_run}
    return record_confirmation(build, reading, signing, today, document, **made_with, **how).record


def correct(
    reading: Reading,
    correction: Correction,
    today: date,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Record:
    """Adds a record that corrects an earlier one beside the workbook; both stay.

    Raises `ConfirmationError` when there is nothing to correct or the records do not allow it;
    `DoubtfulConfirmation` when the confirmed workbook contradicts it, unless `force`.
    """
    from omvgen.confirming import record_correction

    return record_correction(reading, correction, today, force=force, dry_run=dry_run)


def confirmations(reading: Reading, today: date | None = None) -> tuple[Record, ...]:
    """Returns the confirmations beside the workbook, each as last corrected, the oldest first.

    Raises `ConfirmationError` when the records are not as they were written, or one is of a
    day after `today`, when that is given.
    """
    from omvgen.confirmation.beside import confirmations as in_force

    return in_force(reading.path, today)


def status(reading: Reading, today: date) -> Status:
    """Returns when the plan was confirmed and is due, what changed. Raises as `confirmations`."""
    from omvgen.confirming import status_of

    return status_of(reading, today)


def overview(
    paths: Iterable[StrPath], today: date, form: Form | None = None, **options: Any
) -> Overview:
    """Returns a row for each unit whose workbooks are in the folders or among the files.

    What cannot be read is a row with its problem. `options` are those of `units.gather.gather`.
    """
    from omvgen.units.gather import gather

    return gather([Path(path) for path in paths], form or load_form(), today, **options)


def verify(
    document: StrPath,
    reading: Reading,
    today: date | None = None,
    *,
    previous: Reading | None = None,
    reference: bytes | None = None,
    trust: StrPath | None = None,
) -> Verification:
    """Compares the document with the plan, reads its signatures, and looks for its confirmation.

    `previous` and `reference` are those that it was built with; the first is found by itself
    among the confirmed files. `trust` is a PEM file of certificates and lists of revoked ones.
    A PDF is held against the one that LibreOffice makes now, or else its words are compared.

    Raises `ReadError` when the file is no Word, PDF or container of signed files, or its
    signatures cannot be read; `ConfirmationError` as `confirmations` does.
    """
    from omvgen.confirming import verify_file

    made_with: Any = {"previous": previous, "reference": reference, "trust": trust}
    return verify_file(build, document, reading, today, **made_with)


def find_leaks(document: StrPath, reading: Reading) -> tuple[Finding, ...]:
    """Returns an error for each secret of the plan that is in the file or in its name.

    Raises `ReadError` when a part of the file cannot be searched.
    """
    from omvgen.package import read_whole

    reading = reading.for_documents()
    file, copy = Path(document), release.publish(reading)
    return release.find_leaks(read_whole(file), file.name, [copy], reading)
