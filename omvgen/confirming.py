"""What confirming and verifying take besides the ledger: document, kept files, change log.

Readers of documents are loaded by the two functions that read one: most commands read only
the ledger.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from omvgen.checking import findings_of
from omvgen.checks.changelog import confirmed_unlogged, log_against_changes, staff_not_informed
from omvgen.confirmation import KEPT, ledger_of
from omvgen.confirmation.beside import confirmations, records_beside
from omvgen.confirmation.confirm import (
    Evidence,
    Signing,
    check_signing,
    doubts_of_plan,
    doubts_of_signatures,
    record_of,
    refuse,
)
from omvgen.confirmation.corrections import Correction, correction_of, in_force, signing_of
from omvgen.confirmation.kept import check_kept, keep_evidence, kept_name
from omvgen.confirmation.ledger import append, draft, refuse_days_to_come
from omvgen.confirmation.record import Record, sha256, with_id
from omvgen.confirmation.standing import report_days, standing, unlogged_since
from omvgen.confirmation.status import Status
from omvgen.errors import ConfirmationError, OmvgenError, refuse_errors
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import months_after
from omvgen.form.form import A_YEAR
from omvgen.form.spelling import version_order
from omvgen.plan.endings import endings
from omvgen.plan.log_rows import rows_after, still_unlogged, unlogged
from omvgen.plan.requests import open_requests
from omvgen.release import since
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.verification.result import Verification
    from omvgen.verification.verify import Given


StrPath = str | os.PathLike[str]
Build = Callable[..., bytes]


class Recorded(NamedTuple):
    """A record, and how its document compared with the workbook before it was recorded."""

    record: Record
    document: Verification | None


def record_confirmation(
    build: Build,
    reading: Reading,
    signing: Signing,
    today: date,
    document: StrPath | None,
    *,
    force: bool,
    dry_run: bool,
    **made_with: Any,
) -> Recorded:
    """Adds the confirmation of the workbook to the ledger and keeps its files.

    `build`, `document` and what it was made with are as in `verify_file`. A `dry_run` writes
    nothing. Raises `PlanError` when the plan has errors; `ReadError` as `verify_file` does;
    `ConfirmationError` when the document differs from the plan (OMV624), and as
    `check_signing`, `read_ledger` and `record_of` do; `DoubtfulConfirmation`, unless `force`,
    for what contradicts the signing; `WriteError` when a file cannot be written.
    """
    check_signing(signing, today)
    refuse_errors(findings_of(reading))
    plan, form, ledger = reading.plan, reading.form, ledger_of(reading.path)
    doubts = [*doubts_of_plan(plan, form, signing)]
    evidence, found = Evidence((reading.path.name, reading.data)), None
    if document:
        given = _given(build, document, reading, **made_with)
        found = _verified(given, reading, today, **made_with)
        doubts += _doubts_of_document(given, found)
        doubts += doubts_of_signatures(given.name, given.signed, signing)
        evidence = Evidence(evidence.workbook, (given.name, given.data), given.signed)

    def make(records: tuple[Record, ...]) -> Record:
        refuse_days_to_come(records, today, ledger)
        earlier = in_force(records)
        record = record_of(plan, form, signing, evidence, earlier)
        if not force:
            refuse(doubts)
        if not dry_run:
            keep_evidence(ledger, record, evidence)
        return replace(record, unlogged=_unlogged(reading, record, earlier))

    return Recorded((draft if dry_run else append)(ledger, make), found)


def _doubts_of_document(given: Given, found: Verification) -> Iterator[Finding]:
    """That the document says otherwise (OMV624) or looks otherwise (OMV651).

    Raises `ConfirmationError` for a Word document that says otherwise. The words of a PDF are
    read from its pages, which may go wrong.
    """
    from omvgen.verification.comparison import is_pdf
    from omvgen.verification.result import looks_otherwise

    if (found.comparison and found.comparison.differences) or found.attached:
        other = Finding(Code.DOCUMENT_NOT_OF_WORKBOOK, values={"file": given.name})
        if not is_pdf(given.signed.document[1]):
            raise ConfirmationError(other)
        yield other
    if seen := looks_otherwise(found):
        yield seen


def record_correction(
    reading: Reading, correction: Correction, today: date, *, force: bool, dry_run: bool
) -> Record:
    """Adds the correction to the ledger beside the workbook. A `dry_run` writes nothing.

    The plan may be a later one: it is held against the correction only when its version is
    the one that was confirmed. Raises `ConfirmationError` as `read_ledger`, `correction_of`
    do; `DoubtfulConfirmation`, unless `force`, when the plan contradicts it; `WriteError`
    when the ledger cannot be written.
    """
    plan, ledger = reading.plan, ledger_of(reading.path)

    def make(records: tuple[Record, ...]) -> Record:
        refuse_days_to_come(records, today, ledger)
        record = correction_of(records, correction, today)
        if not force and record.version == plan.field("version"):
            refuse(doubts_of_plan(plan, reading.form, signing_of(record)))
        return record

    return (draft if dry_run else append)(ledger, make)


def find_record(workbook: Path, id_: str, today: date | None) -> Record | None:
    """The record beside the workbook with that id, be it corrected or a correction.

    When it is there, it and all before it are as they were when the id was written down.
    Raises `ConfirmationError` as `confirmations` does.
    """
    return with_id(records_beside(workbook, today), id_)


def status_of(reading: Reading, today: date) -> Status:
    """Where the plan stands on the day. Raises `ConfirmationError` as `confirmations` does."""
    plan, form = reading.plan, reading.form
    confirmed = confirmations(reading.path, today)
    stands, earlier = standing(plan, form, confirmed, today), unlogged_since(plan, confirmed)
    since = rows_after(plan, stands.last.day) if stands.last else ()
    log = (
        *log_against_changes(plan, form, stands.changed, since, earlier),
        *(confirmed_unlogged(plan, form, stands.last.version, earlier) if stands.last else ()),
        *staff_not_informed(plan, form),
    )
    return Status(
        file=reading.file,
        version=plan.field("version"),
        form=form,
        today=today,
        standing=stands,
        log=reading.locate(log),
        kept=tuple(check_kept(ledger_of(reading.path), confirmed)),
        endings=tuple(endings(plan, form, months_after(today, A_YEAR))),
        report_days=report_days(plan, form, confirmed, today),
        requests=open_requests(plan, form),
    )


def verify_file(
    build: Build,
    document: StrPath,
    reading: Reading,
    today: date | None,
    **made_with: Any,
) -> Verification:
    """Holds the document against the plan and the records beside the workbook.

    `made_with` are `previous` and `reference`, with which it was built, and `trust`, a PEM
    file to hold its electronic signatures against, each None when not given. Without a
    `previous` its list of changes is held against the kept copy of the last version that was
    confirmed. `build` (that of the pipeline) builds the PDF that it may be. Raises as
    `verify_document`, `confirmations`, `document_bytes`, `load_trust` and `read_signatures` do.
    """
    given = _given(build, document, reading, **made_with)
    return _verified(given, reading, today, **made_with)


def _given(
    build: Build, document: StrPath, reading: Reading, *, trust: StrPath | None, **built_with: Any
) -> Given:
    """The document with its signatures, and a way to build what it may be."""
    from omvgen.signatures.reading import read_signatures
    from omvgen.signatures.trust import load_trust
    from omvgen.verification.verify import Given
    from omvgen.word.readback import document_bytes

    file = Path(document)
    data, trusted = document_bytes(file), load_trust(Path(trust)) if trust else None
    signed = read_signatures(file.name, data, trusted)
    return Given(file.name, data, signed, partial(build, reading, "pdf", findings=(), **built_with))


def _verified(
    given: Given,
    reading: Reading,
    today: date | None,
    *,
    previous: Reading | None,
    reference: bytes | None,
    trust: StrPath | None,
) -> Verification:
    from omvgen.verification.verify import verify_document

    confirmed, reading = confirmations(reading.path, today), reading.for_documents()

    def compared(previous: Reading | None) -> Verification:
        blocks = since(previous, reading)
        return verify_document(given, reading, confirmed, since=blocks, reference=reference)

    found = compared(previous)
    if previous is None and found.comparison and found.comparison.lacks_previous:
        kept = kept_before(reading, confirmed)
        again = compared(kept) if kept else None
        # Made of another copy of that version, the list shows nothing by differing.
        if again and again.comparison and not again.comparison.differences:
            return again
    return found


def kept_before(reading: Reading, confirmed: Sequence[Record]) -> Reading | None:
    """The kept workbook of the last earlier version, if it is as it was confirmed."""
    own = version_order(reading.plan.field("version"))
    earlier = [record for record in confirmed if version_order(record.version) < own]
    if not earlier:
        return None
    name = kept_name(earlier[-1].workbook_file, earlier[-1].version)
    try:
        kept = read_workbook(ledger_of(reading.path).parent / KEPT / name, reading.form)
    except OmvgenError:  # gone or damaged: `status` names it
        return None
    return kept if sha256(kept.data) == earlier[-1].workbook_hash else None


def _unlogged(reading: Reading, record: Record, earlier: Sequence[Record]) -> tuple[str, ...]:
    """What the record confirms without a row of the change log, now or since an earlier one."""
    if not earlier:
        return ()
    plan, form = reading.plan, reading.form
    new = unlogged(plan, form, record.changed, rows_after(plan, earlier[-1].day))
    old = still_unlogged(plan, form, unlogged_since(plan, earlier))
    return tuple(key for key in form.questions if key in new or key in old)
