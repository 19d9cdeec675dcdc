"""Signatures in words: who signed and when, what speaks for it and what against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from omvgen.form.dates import format_date
from omvgen.locale import listed, mark, tr
from omvgen.signatures.model import (
    HARMLESS,
    Added,
    Chain,
    Clock,
    Coverage,
    Integrity,
    Signature,
    SignedFile,
)

_CLOCKS = {
    Clock.CLAIMED: mark("allekirjoittajan tietokoneen mukaan"),
    Clock.STAMPED: mark("aikaleiman mukaan"),
    Clock.STAMPED_UNCHECKED: mark("aikaleiman mukaan, jonka antajaa ei tarkistettu"),
}
_INTEGRITY = {
    Integrity.CHANGED: mark(
        "Allekirjoitettu sisältö on muuttunut, tai allekirjoitusta ei ole tehty tällä varmenteella."
    ),
    Integrity.UNCHECKED: mark(
        "Allekirjoitusta ei voitu tarkistaa: se on tehty tavalla, jota ohjelma ei tunne tai joka "
        "on liian heikko."
    ),
}
_ADDED = {
    Added.PROOFS: mark("Sen jälkeen on lisätty vain todisteita, kuten varmenteita ja aikaleimoja."),
    Added.SIGNATURES: mark("Sen jälkeen on lisätty allekirjoitus."),
    Added.FORM: mark("Sen jälkeen on täytetty lomakkeen kenttiä."),
    Added.COMMENTS: mark("Sen jälkeen on lisätty kommentteja tai merkintöjä sivuille."),
    Added.OTHER: mark("Sen jälkeen tiedostoa on muutettu."),
}
_CHAINS = {
    Chain.NOT_CHECKED: mark(
        "Ei tarkistettu, onko varmenne luotettu: luotettuja varmenteita ei annettu (--trust)."
    ),
    Chain.TRUSTED: mark("Varmenne johtaa annettuun luotettuun varmenteeseen."),
    Chain.UNKNOWN: mark("Varmenne ei johda mihinkään annetuista luotetuista varmenteista."),
    Chain.EXPIRED: mark("Varmenne tai sen myöntäjän varmenne ei ollut voimassa."),
    Chain.REVOKED: mark("Varmenne tai sen myöntäjän varmenne on peruutettu."),
}


def kind_of(signature: Signature) -> str:
    """What it is."""
    return tr("Aikaleima") if signature.stamp else tr("Sähköinen allekirjoitus")


def signer_and_time(signature: Signature) -> str:
    """Who signed and when."""
    return tr(
        "{signer} (varmenteen myöntäjä: {issuer}), {time}",
        signer=signature.signer,
        issuer=signature.issuer,
        time=time_of(signature),
    )


def time_of(signature: Signature) -> str:
    """When it was signed, and by whose clock."""
    if signature.time is None:
        return tr("aikaa ei kerrota")
    return f"{_moment(signature.time)} {tr(_CLOCKS[signature.clock])}"


def signature_lines(signature: Signature) -> list[str]:
    """All that is known of the signature, line by line."""
    return [
        f"{kind_of(signature)}: {signer_and_time(signature)}",
        *_integrity(signature),
        *_certificate(signature),
    ]


def in_one_line(signature: Signature) -> str:
    """All that is known of the signature but what it is, in sentences."""
    known = [*_integrity(signature), *_certificate(signature)]
    return f"{signer_and_time(signature)}. {' '.join(known)}"


def problems(signed: SignedFile) -> str:
    """What speaks against the signatures of the file, in sentences; nothing when nothing does."""
    found = []
    for one in signed.signatures:
        if not one.sound:
            against = [*_integrity(one, good=False), *_certificate(one, good=False)]
            found.append(f"{one.signer}: {' '.join(against)}")
    return " ".join([*found, *file_lines(signed)])


def file_lines(signed: SignedFile) -> Iterator[str]:
    """What there is to say of the file besides each of its signatures."""
    if signed.uncovered:
        names = listed(signed.uncovered)
        yield tr("Allekirjoitus ei kata näitä tiedostoja: {names}.", names=names)
    if signed.unread:
        names = listed(signed.unread)
        yield tr(
            "Näitä allekirjoituksia ei voitu lukea, sillä ohjelma ei tunne niiden muotoa: {names}.",
            names=names,
        )


def _integrity(signature: Signature, *, good: bool = True) -> Iterator[str]:
    if signature.integrity in _INTEGRITY:
        yield tr(_INTEGRITY[signature.integrity])
    elif good:
        yield tr("Allekirjoitettu sisältö on ennallaan.")
    if signature.coverage is Coverage.PART:
        yield tr("Allekirjoitus ei kata koko tiedostoa.")
    if signature.added in _ADDED and (good or signature.added not in HARMLESS):
        yield tr(_ADDED[signature.added])


def _certificate(signature: Signature, *, good: bool = True) -> Iterator[str]:
    if good or signature.chain not in (Chain.NOT_CHECKED, Chain.TRUSTED):
        yield tr(_CHAINS[signature.chain])
    if signature.revoked:
        yield tr("Varmenne peruutettiin {time}.", time=_moment(signature.revoked))
    if signature.self_issued:
        yield tr("Varmenteen on myöntänyt haltija itse: sellaisen voi tehdä kuka tahansa.")
    days = {"first": format_date(signature.valid_from), "last": format_date(signature.valid_to)}
    if signature.out_of_date:
        yield tr("Varmenne oli voimassa {first}–{last}, ei allekirjoitettaessa.", **days)
    elif good:
        yield tr(
            "Varmenne on voimassa {first}–{last}, sarjanumero {serial}.",
            **days,
            serial=signature.serial,
        )


def _moment(time: datetime) -> str:
    """The time with its zone, as its clock had it: 30.1.2026 klo 12.00 (UTC+02:00)."""
    return tr(
        "{day} klo {time} ({zone})",
        day=format_date(time),
        time=f"{time.hour}.{time.minute:02}",
        zone=str(time.tzinfo),
    )
