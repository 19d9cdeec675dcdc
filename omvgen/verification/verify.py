"""Verifies a document against its workbook and the records of confirmations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.confirmation.record import Record, sha256
from omvgen.confirmation.standing import Confirmed, confirmation_of
from omvgen.content.blocks import PlainBlock
from omvgen.content.plan import plan_document
from omvgen.errors import PdfError
from omvgen.findings.model import Location
from omvgen.seals import PDFS, State, state_of
from omvgen.signatures.model import SignedFile
from omvgen.verification.comparison import Comparison, compare_read, is_pdf
from omvgen.verification.result import Origin, Verification
from omvgen.word.readback import read_back
from omvgen.word.sorting import place_of
from omvgen.workbook.reading.result import Reading
from omvgen.writers import Options, write

_LINE_ENDS = (b"", b"\n", b"\r\n", b"\r")


class Given(NamedTuple):
    """A file to be verified: its name and bytes, and its signatures with the document in it.

    `build_pdf` builds the PDF of the workbook as it is now, or raises `PdfError`.
    """

    name: str
    data: bytes
    signed: SignedFile
    build_pdf: Callable[[], bytes]


class _Found(NamedTuple):
    comparison: Comparison | None
    confirmed: Confirmed | None
    made_of_this: bool
    origin: Origin = Origin.UNKNOWN
    attached: tuple[str, ...] | None = None


def verify_document(
    given: Given,
    reading: Reading,
    records: Sequence[Record],
    *,
    since: tuple[PlainBlock, ...] = (),
    reference: bytes | None = None,
) -> Verification:
    """Compares the file with the plan, and finds its confirmation among the records.

    `since` are the changes since the previous version and `reference` is the reference
    document, when the file was built with them. A PDF that was confirmed is what it was then.
    Another one, as it was before it was signed, is held against the one that would be built
    now; when that is not possible its words are compared.

    Raises `ReadError` (OMV627) for what is neither Word nor PDF.
    """

    def ours() -> bytes:
        """The document that would be built of the workbook now."""
        plan, form = reading.plan, reading.form
        built = plan_document(plan, form, fingerprint=plan_fingerprint(plan), since=since)
        return write(built, "docx", Options(reference=reference))

    verified = _of_a_pdf if is_pdf(given.signed.document[1]) else _of_a_word_document
    found = verified(given, ours, reading, records)
    return Verification(
        document=given.name,
        workbook=reading.file,
        form=reading.form,
        comparison=found.comparison,
        made_of_this=found.made_of_this,
        records=len(records),
        confirmed=found.confirmed,
        locations=_locations(found.comparison, reading) if found.comparison else {},
        signed=given.signed,
        origin=found.origin,
        attached=found.attached,
    )


def _of_a_word_document(
    given: Given, ours: Callable[[], bytes], reading: Reading, records: Sequence[Record]
) -> _Found:
    name, data = given.signed.document
    document, plan = read_back(data, reading.form, name), plan_fingerprint(reading.plan)
    built = ours()  # mostly the very file that is given, which is not read twice
    wanted = document if built == data else read_back(built, reading.form)
    comparison = compare_read(wanted, document, reading.form)
    made_of = plan if comparison.same else document.made_of
    confirmed = _confirmed(given, records) or confirmation_of(records, "", made_of)
    return _Found(comparison, confirmed, plan == document.fingerprint)


def _of_a_pdf(
    given: Given, ours: Callable[[], bytes], reading: Reading, records: Sequence[Record]
) -> _Found:
    confirmed, origin = _confirmed(given, records), Origin.UNKNOWN
    if confirmed is None:
        hashes = [sha256(before) for before in _before_signing(given.signed)]
        found = (confirmation_of(records, one, "") for one in hashes)
        confirmed = next(filter(None, found), None)
        origin = Origin.CONFIRMED if confirmed else origin
    if confirmed is not None:
        same = confirmed.record.is_of(plan_fingerprint(reading.plan))
        return _Found(None, confirmed, same, origin)
    if _is_built_now(given):
        return _Found(None, None, made_of_this=True, origin=Origin.BUILT)
    from omvgen.verification.attached import attached_differences
    from omvgen.verification.pdf_words import compare_words, pdf_pages

    data, form = given.signed.document[1], reading.form
    pages = pdf_pages(data)
    comparison = compare_words(pages, read_back(ours(), form), form) if pages else None
    attached = attached_differences(data, reading.plan, form)
    return _Found(comparison, None, made_of_this=False, attached=attached)


def _confirmed(given: Given, records: Sequence[Record]) -> Confirmed | None:
    """The confirmation of this very file, or of the document in it."""
    found = confirmation_of(records, sha256(given.data), "")
    return found or confirmation_of(records, sha256(given.signed.document[1]), "")


def _before_signing(signed: SignedFile) -> list[bytes]:
    """What the document may have been before it was signed; a program may end it in a new line."""
    before = signed.first_revision
    return [] if before is None else [before + end for end in _LINE_ENDS]


def _is_built_now(given: Given) -> bool:
    """Whether the document, as it was before it was signed, is to the byte what is built now.

    Only what carries our seal unbroken can be: for other files nothing is built.
    """
    document = given.signed.document[1]
    candidates = [document, *_before_signing(given.signed)]
    ending = min(PDFS)
    sealed = [one for one in candidates if state_of(ending, one) is State.AS_MADE]
    try:
        return bool(sealed) and given.build_pdf() in sealed
    except PdfError:  # no LibreOffice here
        return False


def _locations(comparison: Comparison, reading: Reading) -> dict[str, Location]:
    """Where the workbook has each part that differs, by the part's tag."""
    places = {part.tag: place_of(reading.form, part.tag) for part in comparison.differences}
    return {tag: reading.location(place) for tag, place in places.items() if place}
