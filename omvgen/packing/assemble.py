"""One zip with all that is handed over of a plan: to the authority, or its public part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any, NamedTuple

from omvgen import pipeline, release
from omvgen.confirmation import ledger_of
from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.confirmation.kept import kept_document
from omvgen.confirmation.record import Record, sha256, to_line
from omvgen.confirmation.standing import confirmation_of
from omvgen.confirming import kept_before
from omvgen.content.handover import confirmation_page, cover_page
from omvgen.content.metadata import record_metadata
from omvgen.errors import PdfError, ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import mark
from omvgen.package import zip_package
from omvgen.plan.plan import Plan
from omvgen.reports import json_file
from omvgen.workbook.reading.result import Reading
from omvgen.writers import PRINTED, write

StrPath = str | os.PathLike[str]

COVER, SUMS = "LUE-ENSIN.html", "SHA256SUMS.txt"
_DOCUMENT, _CHANGES = "omavalvontasuunnitelma", "muutokset.html"
_PRINTOUT, _RECORD, _METADATA = "vahvistus.html", "vahvistus.json", "metatiedot.json"
_PAGE = "html"

_ABOUT = {
    f"{_DOCUMENT}.docx": mark("Suunnitelma Word-asiakirjana"),
    f"{_DOCUMENT}.pdf": mark("Suunnitelma PDF-tiedostona"),
    _CHANGES: mark("Mikä on muuttunut edellisestä versiosta"),
    _PRINTOUT: mark("Kuka vahvisti suunnitelman ja milloin, ja tunnisteet sen toteamiseen"),
    _RECORD: mark("Vahvistuksen rivi vahvistusten luettelosta"),
    _METADATA: mark("Asiakirjan metatiedot asianhallintaa varten"),
    SUMS: mark("Tiedostojen tarkisteet (SHA-256)"),
}
_CONFIRMED = mark("Suunnitelma: juuri se asiakirja, joka vahvistettiin")
_WHOLE_PDF = mark("Suunnitelma PDF-tiedostona; liitteenä työkirja huomautuksineen")


class Pack(NamedTuple):
    """A zip to hand over: its bytes, the names of its files, and what it lacks and why."""

    data: bytes
    files: tuple[str, ...]
    remarks: tuple[Finding, ...]


def pack(
    reading: Reading,
    *,
    public: bool = False,
    name: str = "",
    previous: Reading | None = None,
    soffice: StrPath | None = None,
    today: date | None = None,
) -> Pack:
    """Returns one zip with all that is handed over of the plan; the same plan, the same bytes.

    The document is the one that was confirmed, when it is kept, or else built anew. There is
    a PDF where LibreOffice is (`soffice` as in `build`), and a list of what has changed since
    the `previous` plan, by default the last confirmed version before this one. A `public`
    pack has the public copies alone, each searched for secrets, and so is `name`, that of the
    file to be made. `today` as in `confirmations`.

    Raises `PlanError` and `PublicityError` when the plan has errors, `LeakError` when a
    secret is found, `ConfirmationError` as `confirmations` does.
    """
    records = pipeline.confirmations(reading, today)
    found = confirmation_of(records, "", plan_fingerprint(reading.plan))
    previous = previous or kept_before(reading, records)
    record = found.record if found else None
    if public:
        return _public(reading, record, previous, name=name, soffice=soffice, today=today)
    return _whole(reading, record, previous, soffice)


def _whole(
    reading: Reading, record: Record | None, previous: Reading | None, soffice: StrPath | None
) -> Pack:
    plan, form = reading.plan, reading.form
    confirmed = kept_document(ledger_of(reading.path), record) if record else None
    signed = _DOCUMENT + PurePath(record.document_file).suffix.lower() if record else ""

    def document(format: str) -> bytes:
        if confirmed is not None and signed == f"{_DOCUMENT}.{format}":
            return confirmed
        return pipeline.build(reading, format, soffice=soffice)

    files, reasons = _documents(document)
    if confirmed is not None:
        files[signed] = confirmed  # a container of signed files, too
    if previous is not None:
        files[_CHANGES] = pipeline.report(previous, reading, _PAGE)
    if record is not None:
        files[_PRINTOUT] = write(confirmation_page(plan, form, record), _PAGE)
        files[_RECORD] = to_line(record)
    metadata = record_metadata(plan, reading.for_documents().form, record)
    files[_METADATA] = json_file(metadata)

    remarks = [*_remarks(files, record)]
    if record is not None and confirmed is None:
        remarks.insert(0, Finding(Code.PACK_DOCUMENT_NOT_KEPT))
    about = {**_ABOUT, f"{_DOCUMENT}.{PRINTED}": _WHOLE_PDF}
    if confirmed is not None:
        about[signed] = _CONFIRMED
    contents = {file: about[file] for file in (*files, SUMS)}
    before = previous.plan if previous else None
    told: Any = {"record": record, "previous": before, "remarks": remarks, "public": False}
    cover = cover_page(plan, form, contents, **told)
    return _zipped(files, write(cover, _PAGE), (*remarks, *reasons))


def _public(
    reading: Reading,
    record: Record | None,
    previous: Reading | None,
    *,
    name: str,
    soffice: StrPath | None,
    today: date | None,
) -> Pack:
    form, copy = reading.form, release.publish(reading)
    findings = pipeline.validate(reading)

    def document(format: str) -> bytes:
        file = f"{_DOCUMENT}.{format}"
        return pipeline.build_public(
            reading, format, name=file, soffice=soffice, findings=findings, today=today
        )

    files, reasons = _documents(document)
    if previous is not None:
        files[_CHANGES] = pipeline.report(previous, reading, _PAGE, public=True, name=_CHANGES)
    remarks = [*_remarks(files, record)]
    contents = {file: _ABOUT[file] for file in (*files, SUMS)}

    before = release.publish(previous).plan if previous else None

    def cover(plan: Plan, record: Record | None) -> bytes:
        told: Any = {"record": record, "previous": before, "remarks": remarks, "public": True}
        return write(cover_page(plan, form, contents, **told), _PAGE)

    own = partial(cover, Plan(form.id, form.version), None)
    data = release.searched(
        cover(copy.plan, record), name or COVER, [copy], reading, own, format=_PAGE
    )
    return _zipped(files, data, (*remarks, *reasons))


def _documents(make: Callable[[str], bytes]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The document as Word and, where it can be made, as PDF; or why there is no PDF."""
    files = {f"{_DOCUMENT}.docx": make("docx")}
    try:
        files[f"{_DOCUMENT}.{PRINTED}"] = make(PRINTED)
    except (PdfError, ReadError) as error:  # no LibreOffice, or nothing to search its PDF with
        return files, error.findings
    return files, ()


def _remarks(files: dict[str, bytes], record: Record | None) -> Iterator[Finding]:
    if record is None:
        yield Finding(Code.PACK_NOT_CONFIRMED)
    if f"{_DOCUMENT}.{PRINTED}" not in files:
        yield Finding(Code.PACK_WITHOUT_PDF)
    if _CHANGES not in files:
        yield Finding(Code.PACK_WITHOUT_CHANGES)


def _zipped(files: dict[str, bytes], cover: bytes, remarks: tuple[Finding, ...]) -> Pack:
    """The files with their cover page and, as `sha256sum -c` reads them, their digests."""
    files = {COVER: cover, **files}
    sums = "".join(f"{sha256(data)}  {file}\n" for file, data in sorted(files.items()))
    files[SUMS] = sums.encode()
    return Pack(zip_package(files), tuple(sorted(files)), remarks)
