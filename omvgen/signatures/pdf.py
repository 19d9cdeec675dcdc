"""The signatures of a PDF: each with what was signed and what was added afterwards.

pyHanko reads the file. A service that signs adds to the end of a PDF, so that what was there
before stays, byte for byte: each addition is a revision.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Set
from itertools import pairwise

from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from omvgen.signatures.additions import POLICY, policy_after
from omvgen.signatures.certificates import holder_of
from omvgen.signatures.chains import Proofs, judged
from omvgen.signatures.cms import (
    integrity_of,
    moment_of,
    proofs_in,
    stamp_of,
    stamped,
    stamps_on,
)
from omvgen.signatures.model import HARMLESS, Added, Coverage, Signature, SignedFile
from omvgen.signatures.trust import Trust

_MOST = 50  # signatures, or revisions: each is held against those before it
_MOST_OBJECTS = 200_000  # in all revisions together; a plan has some 2,000 in each
_KINDS = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161")
_STAMP = "/ETSI.RFC3161"
_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_ADDED = {
    ModificationLevel.NONE: Added.NOTHING,
    ModificationLevel.LTA_UPDATES: Added.PROOFS,
    ModificationLevel.FORM_FILLING: Added.SIGNATURES,
    ModificationLevel.ANNOTATIONS: Added.COMMENTS,
}


def read(name: str, data: bytes, trust: Trust | None) -> SignedFile:
    """The signatures of the PDF. Raises all kinds of exceptions for a broken one."""
    revisions = data.count(b"startxref")
    if data.count(b"/ByteRange") > _MOST or revisions > _MOST:
        raise ValueError("too many revisions")
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.trailer["/Size"] * revisions > _MOST_OBJECTS:
        raise ValueError("too many objects")
    if reader.encrypted:
        reader.decrypt(b"")
    fields = {name for name, _, _ in enumerate_sig_fields(reader)}
    found: list[EmbeddedPdfSignature] = []
    unread: list[str] = []
    for field, value, reference in enumerate_sig_fields(reader, filled_status=True):
        if value.get_object().get("/SubFilter") in _KINDS:
            found.append(EmbeddedPdfSignature(reader, reference, field))
        else:
            unread.append(field)
    found.sort(key=lambda one: one.signed_revision)
    proofs = _proofs(reader)
    return SignedFile(
        (name, data),
        tuple(_read(one, proofs, trust, fields, data) for one in found),
        unsigned=_unsigned(reader, found[0].signed_revision, data, fields) if found else None,
        unread=tuple(unread),
    )


def _read(
    found: EmbeddedPdfSignature,
    proofs: Proofs,
    trust: Trust | None,
    fields: Set[str],
    data: bytes,
) -> Signature:
    found.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    certs = extract_certs_for_validation(found.signed_data)
    proofs = proofs.and_of(proofs_in(found.signed_data, certs))
    is_stamp = found.sig_object.get("/SubFilter") == _STAMP
    if is_stamp:
        stamp = stamp_of(found.signed_data, found.compute_digest)
        integrity, moment = stamp.integrity, stamped(stamp, proofs, trust)
    else:
        integrity = integrity_of(found.signed_data, certs, found.compute_digest())
        stamps = stamps_on(found.signer_info)
        moment = moment_of(stamps, found.self_reported_timestamp, proofs, trust)
    coverage = _coverage(found)
    known = judged(certs.signer_cert, proofs, trust, *moment)
    return Signature(
        *holder_of(certs.signer_cert),
        time=moment.time,
        clock=moment.clock,
        integrity=integrity,
        coverage=coverage,
        added=_added(found, coverage, fields, data),
        chain=known.chain,
        revoked=known.revoked,
        field=found.field_name,
        stamp=is_stamp,
    )


def _coverage(found: EmbeddedPdfSignature) -> Coverage:
    """How much was signed: all but the place of the signature itself, from the first byte on."""
    start, first, second, _ = map(int, found.byte_range)
    if start != 0 or second != first + 2 * len(found.pkcs7_content) + 2:
        return Coverage.PART
    return _COVERAGE.get(found.evaluate_signature_coverage(), Coverage.PART)


def _added(found: EmbeddedPdfSignature, coverage: Coverage, fields: Set[str], data: bytes) -> Added:
    """What came after the revision that was signed."""
    if coverage is not Coverage.REVISION:
        return Added.NOTHING
    end = sum(tuple(map(int, found.byte_range))[2:])
    later = found.reader.xrefs.total_revisions - found.signed_revision - 1
    if not _holds(data[end:], later):
        return Added.OTHER
    return max(_steps(found, fields), key=list(Added).index, default=Added.NOTHING)


def _steps(found: EmbeddedPdfSignature, fields: Set[str]) -> Iterator[Added]:
    """What came in each later revision, held against the one before it."""
    reader, allowed = found.reader, found.docmdp_level
    numbers = range(found.signed_revision, reader.xrefs.total_revisions)
    for old, new in pairwise(map(reader.get_historical_resolver, numbers)):
        try:
            difference = POLICY.apply(old, new, found.fieldmdp, allowed)
        except SuspiciousModification:
            yield Added.OTHER
            return
        too_much = allowed is not None and difference.modification_level.value > allowed.value
        yield Added.OTHER if too_much else _kind(difference, fields)


def _holds(bytes_: bytes, revisions: int) -> bool:
    """Whether the bytes are so many revisions and nothing else that another reader might see."""
    return bytes_.count(b"startxref") == revisions and not bytes_.rpartition(b"%%EOF")[2].strip()


def _kind(difference: DiffResult, fields: Set[str]) -> Added:
    added = _ADDED.get(difference.modification_level, Added.OTHER)
    if added is Added.SIGNATURES and not difference.changed_form_fields <= fields:
        return Added.FORM
    return added


def _unsigned(reader: PdfFileReader, signed: int, data: bytes, fields: Set[str]) -> int | None:
    """How long the first revision is, when only signatures and proofs came up to the signed one."""
    first = reader.get_historical_resolver(0)
    try:
        policy = policy_after(first)
        for revision in range(1, signed + 1):
            found = policy.apply(first, reader.get_historical_resolver(revision))
            if _kind(found, fields) not in HARMLESS:
                return None
    except (SuspiciousModification, PdfReadError, KeyError):
        return None
    if not signed:
        return None
    end = rb"startxref\s+%d\s+%%%%EOF" % reader.xrefs.get_startxref_for_revision(0)
    place = re.search(end, data)
    return place.end() if place else None


def _proofs(reader: PdfFileReader) -> Proofs:
    """The certificates, lists and answers that the file keeps for later checks."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Proofs()
    streams = (one.get_object() for one in store.ocsps)
    return Proofs(
        tuple(store.load_certs()),
        tuple(one.get_object().data for one in store.crls),
        tuple(one.data for one in streams),
    )
