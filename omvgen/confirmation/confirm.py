"""The record of a confirmation, and the rules on when it may be recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from omvgen.confirmation.fingerprint import plan_fingerprint, value_fingerprints
from omvgen.confirmation.record import Record, sha256
from omvgen.confirmation.standing import changed_questions
from omvgen.errors import ConfirmationError, DoubtfulConfirmation
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import find_date, format_date, parse_date
from omvgen.form.form import Form
from omvgen.form.spelling import version_order
from omvgen.locale import listed, tr
from omvgen.patterns import pattern
from omvgen.plan.people import is_named, is_one_of
from omvgen.plan.plan import Plan
from omvgen.plan.text import clean
from omvgen.signatures.model import SignedFile
from omvgen.signatures.words import problems

# Words that end so: `apulaisjohtaja`, `keskuksen johtaja`, but no `johtajan sihteeri`.
_DIRECTOR = pattern(r"johtaja(?!\w)|johtajan (?:sijainen|varahenkilö)", re.IGNORECASE)
_NO_DIRECTOR = pattern(
    r"\b(?:entinen|aiempi|edellinen|ent\.)|\b(?:tiimi|ryhmä|vuoro|projekti|hanke)n?johtaja",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Signing:
    """Who confirmed the plan, where and when. White space in the texts is collapsed."""

    day: date
    place: str
    name: str
    role: str

    def __post_init__(self) -> None:
        for field in ("place", "name", "role"):
            line = " ".join(clean(getattr(self, field)).split())
            object.__setattr__(self, field, line)


@dataclass(frozen=True)
class Evidence:
    """The confirmed files, each as name and bytes; the document is optional.

    `signed` has the electronic signatures of the document, None when there is no document.
    """

    workbook: tuple[str, bytes]
    document: tuple[str, bytes] | None = None
    signed: SignedFile | None = None


def check_signing(signing: Signing, today: date) -> None:
    """Raises `ConfirmationError`: OMV623 for a missing text, OMV620 for a day yet to come."""
    texts = {
        tr("paikka"): signing.place,
        tr("nimi"): signing.name,
        tr("tehtävä"): signing.role,
    }
    missing = [what for what, text in texts.items() if not text]
    if missing:
        raise ConfirmationError(
            Finding(Code.CONFIRMATION_INCOMPLETE, values={"missing": ", ".join(missing)})
        )
    if signing.day > today:
        raise ConfirmationError(
            Finding(Code.CONFIRMATION_IN_FUTURE, values={"day": format_date(signing.day)})
        )


def doubts_of_plan(plan: Plan, form: Form, signing: Signing) -> Iterator[Finding]:
    """How the plan contradicts the signing.

    It names another signer (OMV626) or another day (OMV622), or the role is not that of a
    director (OMV628; guideline 2.2: the director or the deputy director confirms).
    """
    yield from _against_plan(plan, form, signing)
    yield from _unusual_signer(plan, form, signing)


def doubts_of_signatures(document: str, signed: SignedFile, signing: Signing) -> Iterator[Finding]:
    """How the document's electronic signatures contradict the signing.

    One is not sound (OMV693), or they are all of somebody else (OMV694) or of another day
    (OMV695). A clock in another zone may be a day off.
    """
    if not signed.sound:
        values = {"file": document, "what": problems(signed)}
        yield Finding(Code.SIGNATURE_NOT_SOUND, values=values)
    people = [one for one in signed.signatures if not one.stamp]
    own = [one for one in people if is_named(signing.name, one.signer)]
    if people and not own:
        names = listed(dict.fromkeys(one.signer for one in people))
        values = {"file": document, "signers": names, "name": signing.name}
        yield Finding(Code.SIGNER_NOT_CONFIRMER, values=values)
    days = [one.time.date() for one in own or people if one.time]
    if days and not any(abs((day - signing.day).days) <= 1 for day in days):
        signed_on = listed(dict.fromkeys(map(format_date, days)))
        values = {"file": document, "signed": signed_on, "day": format_date(signing.day)}
        yield Finding(Code.SIGNED_ON_ANOTHER_DAY, values=values)


def refuse(doubts: Iterable[Finding]) -> None:
    """Raises `DoubtfulConfirmation` when there are any doubts."""
    if found := tuple(doubts):
        raise DoubtfulConfirmation(*found)


def _unusual_signer(plan: Plan, form: Form, signing: Signing) -> Iterator[Finding]:
    roles = (form.question_with_role(role) for role in ("name", "director"))
    known = [text for question in roles if question and (text := plan.text(question.id))]
    if not any(is_one_of(signing.name, text) for text in known or [signing.name]):
        values = {"name": signing.name, "known": "; ".join(dict.fromkeys(known))}
        yield Finding(Code.CONFIRMER_NOT_IN_PLAN, values=values)
    if form.question_with_role("director") and not _is_director(signing.role):
        yield Finding(Code.CONFIRMER_NOT_DIRECTOR, values={"role": signing.role})


def _is_director(role: str) -> bool:
    """Whether the role is a director's or a deputy's: no former one's, nor that of a team."""
    return bool(_DIRECTOR.search(role)) and not _NO_DIRECTOR.search(role)


def record_of(
    plan: Plan,
    form: Form,
    signing: Signing,
    evidence: Evidence,
    confirmations: Sequence[Record],
) -> Record:
    """Returns the record of the confirmation, which follows those in force.

    Raises `ConfirmationError`: OMV621 when its day is before the last one, OMV625 when its
    version is not above the last one (guideline 2.2: a confirmation of its own
    every year, and a version can be confirmed once).
    """
    for finding in _against_last(confirmations, plan, signing):
        raise ConfirmationError(finding)
    last = confirmations[-1] if confirmations else None
    changed = changed_questions(plan, form, last.parts, last.key) if last else ()
    document_file, document = evidence.document or ("", b"")
    return Record(
        day=signing.day,
        place=signing.place,
        name=signing.name,
        role=signing.role,
        year=plan.field("year"),
        version=plan.field("version"),
        form_id=plan.form_id,
        form_version=plan.form_version,
        changes=len(changed) if last else None,
        fingerprint=plan_fingerprint(plan),
        parts=value_fingerprints(plan, form),
        workbook_file=clean(evidence.workbook[0]),
        workbook_hash=sha256(evidence.workbook[1]),
        document_file=clean(document_file),
        document_hash=sha256(document) if document_file else "",
        changed=changed,
        signatures=evidence.signed.signatures if evidence.signed else (),
    )


def _against_last(records: Sequence[Record], plan: Plan, signing: Signing) -> Iterator[Finding]:
    for last in records[-1:]:
        if signing.day < last.day:
            values = {"day": format_date(signing.day), "last": format_date(last.day)}
            yield Finding(Code.CONFIRMATION_BEFORE_PREVIOUS, values=values)
        if version_order(plan.field("version")) <= version_order(last.version):
            values = {
                "version": plan.field("version"),
                "confirmed": last.version,
                "day": format_date(last.day),
            }
            yield Finding(Code.CONFIRMED_VERSION_NOT_RAISED, values=values)


def _against_plan(plan: Plan, form: Form, signing: Signing) -> Iterator[Finding]:
    """A plan is not signed before it is dated, nor on another day than it says."""
    dated = parse_date(plan.field("date"))
    if dated and signing.day < dated:
        yield _date_mismatch(signing, form.fields["date"].text, dated)
    question = form.question_with_role("place_and_date")
    signed = find_date(plan.text(question.id)) if question else None
    if question and signed and signed != signing.day:
        yield _date_mismatch(signing, f"{form.numbers[question.id]} {question.text}", signed)


def _date_mismatch(signing: Signing, what: str, day: date) -> Finding:
    values = {"day": format_date(signing.day), "what": what, "date": format_date(day)}
    return Finding(Code.CONFIRMATION_DATE_MISMATCH, values=values)
