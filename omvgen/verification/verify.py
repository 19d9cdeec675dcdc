"""Verifies a document against its workbook and the records of confirmations."""

from __future__ import annotations

from collections.abc import Sequence

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.confirmation.record import Record, sha256
from omvgen.confirmation.standing import confirmation_of
from omvgen.content.blocks import PlainBlock
from omvgen.content.plan import plan_document
from omvgen.findings.model import Location
from omvgen.verification.comparison import Comparison, compare_read, is_pdf
from omvgen.verification.result import Verification
from omvgen.word.readback import ReadBack, read_back
from omvgen.word.sorting import place_of
from omvgen.workbook.reading.result import Reading
from omvgen.writers import Options, write


def verify_document(
    name: str,
    data: bytes,
    reading: Reading,
    records: Sequence[Record],
    *,
    since: tuple[PlainBlock, ...] = (),
    reference: bytes | None = None,
) -> Verification:
    """Compares the file with the plan, and finds its confirmation among the records.

    `since` are the changes since the previous version and `reference` is the reference
    document, when the file was built with them. The text of a PDF is not compared.

    Raises `ReadError` (OMV627) for any other file.
    """
    plan = plan_fingerprint(reading.plan)
    if is_pdf(data):
        comparison, confirmed = None, confirmation_of(records, sha256(data), "")
        fingerprint = plan if confirmed and confirmed.record.is_of(plan) else ""
    else:
        document, comparison = _compare(name, data, reading, since, reference)
        fingerprint = document.fingerprint
        made_of = plan if comparison.same else document.made_of
        confirmed = confirmation_of(records, sha256(data), made_of)
    return Verification(
        document=name,
        workbook=reading.file,
        form=reading.form,
        comparison=comparison,
        made_of_this=plan == fingerprint,
        records=len(records),
        confirmed=confirmed,
        locations=_locations(comparison, reading) if comparison else {},
    )


def _locations(comparison: Comparison, reading: Reading) -> dict[str, Location]:
    """Where the workbook has each part that differs, by the part's tag."""
    places = {part.tag: place_of(reading.form, part.tag) for part in comparison.differences}
    return {tag: reading.location(place) for tag, place in places.items() if place}


def _compare(
    name: str,
    data: bytes,
    reading: Reading,
    since: tuple[PlainBlock, ...],
    reference: bytes | None,
) -> tuple[ReadBack, Comparison]:
    """The document read back, and how it differs from the one that would be built now."""
    plan, form = reading.plan, reading.form
    document = read_back(data, form, name)
    built = plan_document(plan, form, fingerprint=plan_fingerprint(plan), since=since)
    ours = write(built, "docx", Options(reference=reference))
    return document, compare_read(read_back(ours, form), document, form)
