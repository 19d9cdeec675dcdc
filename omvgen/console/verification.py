"""The result of verifying a document as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from omvgen.diff.excerpt import excerpt
from omvgen.diff.model import SegmentKind as Words
from omvgen.form.dates import format_date
from omvgen.form.form import Form
from omvgen.locale import listed, mark, ntr, tr
from omvgen.signatures.words import file_lines, signature_lines
from omvgen.verification.comparison import HEADER, Comparison, State, Verdict, is_pdf
from omvgen.verification.look_words import look_title, look_words
from omvgen.verification.result import (
    Origin,
    Verification,
    merge_command,
    part_title,
    property_title,
    unread_name,
    unread_place,
)
from omvgen.word.sorting import titles
from omvgen.writers.docx.properties import FINGERPRINT
from omvgen.writers.text.marked import GREEN, RED, marked_lines, painted, sign

_STATES = {
    State.DIFFERS: mark("eroaa"),
    State.MISSING: mark("puuttuu asiakirjasta"),
    State.ADDED: mark("on vain asiakirjassa"),
    State.MOVED: mark("on asiakirjassa eri paikassa"),
}
_INDENT = 4
_MOST = 10  # parts that are named in a sentence


def as_text(result: Verification, *, width: int = 80, colors: bool = False) -> str:
    """The verdict first, then each difference with its words, then remarks."""
    found = result.comparison
    if found is None:
        lines = [*_of_a_pdf(result), *_attached(result), *_signatures(result, colors)]
        return "\n".join(lines) + "\n"
    lines = [_verdict(result, found, colors), _confirmation(result), *_counts(found)]
    lines += _attached(result)
    signatures = list(_signatures(result, colors))
    lines += ["", *signatures] if signatures else []
    if found.not_compared:
        lines += ["", tr("Ei voitu verrata. Tarkista nämä itse:"), *_not_compared(result, found)]
    if found.looks:
        lines += [
            "",
            tr("Sanat ovat samat, mutta nämä näyttävät toiselta:"),
            *_looks(result, found),
        ]
    differences = list(_differences(result, found, width, colors))
    if differences:
        ours = sign(Words.DELETE, tr("vain työkirjassa"))
        theirs = sign(Words.INSERT, tr("vain asiakirjassa"))
        lines += ["", tr("Merkinnät: {ours} {theirs}", ours=ours, theirs=theirs), *differences]
    notes = list(_notes(result, found))
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _of_a_pdf(result: Verification) -> Iterator[str]:
    if result.origin is Origin.BUILT:
        names = {"document": result.document, "workbook": result.workbook}
        yield (
            tr(
                "Asiakirja {document} oli ennen allekirjoitusta tavulleen se PDF-tiedosto, joka "
                "tehdään työkirjasta {workbook}: se sanoo saman.",
                **names,
            )
            if result.signed.signed
            else tr(
                "Asiakirja {document} on tavulleen se PDF-tiedosto, joka tehdään työkirjasta "
                "{workbook}: se sanoo saman.",
                **names,
            )
        )
        yield _confirmation(result)
        return
    yield tr("PDF-tiedoston {document} sanoja ei verrattu työkirjaan.", document=result.document)
    yield _confirmation(result)
    if result.confirmed and result.made_of_this:
        yield tr("Työkirja {workbook} sanoo saman kuin silloin.", workbook=result.workbook)
    elif result.confirmed:
        yield tr("Työkirja {workbook} ei sano enää samaa kuin silloin.", workbook=result.workbook)


def _attached(result: Verification) -> Iterator[str]:
    """What the plan says that a PDF has within as data."""
    if result.attached == ():
        yield tr("Tiedoston liitteenä oleva suunnitelma (JSON) on sama kuin työkirjassa.")
    elif result.attached:
        yield tr(
            "Tiedoston liitteenä oleva suunnitelma (JSON) eroaa työkirjasta: {names}.",
            names=_listed(result.form, result.attached),
        )


def _signatures(result: Verification, colors: bool) -> Iterator[str]:
    """Who signed the file electronically; of what nobody can sign so, nothing."""
    signed = result.signed
    if not signed.signed:
        if signed.container or is_pdf(signed.document[1]):
            yield tr(
                "Tiedostossa ei ole sähköistä allekirjoitusta. Kuva allekirjoituksesta ei ole "
                "sähköinen allekirjoitus."
            )
    elif not signed.sound:
        yield painted(tr("Sähköinen allekirjoitus ei ole kunnossa:"), RED, colors)
    for one in signed.signatures:
        first, *rest = signature_lines(one)
        yield first
        yield from (f"  {line}" for line in rest)
    yield from file_lines(signed)
    if signed.container:
        yield tr("Verrattu asiakirja on {document}.", document=signed.document[0])
    if signed.others:
        names = listed(signed.others)
        yield tr("Näitä mukana olevia tiedostoja ei verrattu: {names}.", names=names)


def _verdict(result: Verification, found: Comparison, colors: bool) -> str:
    names = {"document": result.document, "workbook": result.workbook}
    match found.verdict:
        case Verdict.SAME:
            text = tr("Asiakirja {document} sanoo saman kuin työkirja {workbook}.", **names)
            return painted(text, GREEN, colors)
        case Verdict.DIFFERS if not found.differences:
            text = tr(
                "Asiakirjassa {document} on työkirjan {workbook} sanat, mutta se näyttää toiselta.",
                **names,
            )
        case Verdict.DIFFERS:
            text = tr("Asiakirja {document} ei sano samaa kuin työkirja {workbook}.", **names)
        case Verdict.NOT_COMPARED:
            text = tr(
                "Asiakirjaa {document} ei voitu verrata kokonaan työkirjaan {workbook}.", **names
            )
    return painted(text, RED, colors)


def _not_compared(result: Verification, found: Comparison) -> Iterator[str]:
    for part in found.not_compared:
        yield f"  {unread_place(result.form, part)}: {unread_name(part)}"


def _looks(result: Verification, found: Comparison) -> Iterator[str]:
    for one in found.looks:
        yield f"  {look_title(result.form, one)}: {look_words(one)}"


def _confirmation(result: Verification) -> str:
    """Whether the document was confirmed, when and by whom."""
    if result.confirmed is None:
        if not result.records:
            return tr("Työkirjan kansioon ei ole kirjattu vahvistuksia.")
        return tr("Asiakirjaa tai sen sisältöä ei ole kirjattu vahvistetuksi.")
    record = result.confirmed.record
    facts = {
        "day": format_date(record.day),
        "name": record.name,
        "role": record.role,
        "version": record.version,
    }
    if result.origin is Origin.CONFIRMED:
        return tr(
            "Tiedosto on allekirjoitettu vahvistuksen jälkeen: ennen sitä se oli tavulleen se "
            "tiedosto, joka on vahvistettu {day}: {name}, {role}, versio {version}.",
            **facts,
        )
    if result.confirmed.to_the_byte:
        return tr(
            "Tämä on juuri se tiedosto, joka on vahvistettu {day}: {name}, {role}, "
            "versio {version}.",
            **facts,
        )
    return tr(
        "Tiedosto ei ole vahvistettu tiedosto, mutta sen sisältö on vahvistettu {day}: "
        "{name}, {role}, versio {version}.",
        **facts,
    )


def _counts(found: Comparison) -> Iterator[str]:
    count = Counter(part.state for part in (*found.parts, *found.metadata))
    parts = [ntr("{n} osa täsmää", "{n} osaa täsmää", count[State.SAME])]
    if count[State.DIFFERS]:
        parts.append(ntr("{n} eroaa", "{n} eroaa", count[State.DIFFERS]))
    if count[State.MISSING]:
        parts.append(ntr("{n} puuttuu", "{n} puuttuu", count[State.MISSING]))
    if count[State.ADDED]:
        parts.append(ntr("{n} on lisätty", "{n} on lisätty", count[State.ADDED]))
    if count[State.MOVED]:
        parts.append(ntr("{n} on siirretty", "{n} on siirretty", count[State.MOVED]))
    yield listed(parts) + "."


def _differences(
    result: Verification, found: Comparison, width: int, colors: bool
) -> Iterator[str]:
    for part, title in (
        *((part, part_title(result.form, part)) for part in found.parts),
        *(
            (part, tr("Ominaisuus: {name}", name=property_title(part.tag)))
            for part in found.metadata
        ),
    ):
        if part.state is State.SAME:
            continue
        yield ""
        where = str(result.locations.get(part.tag, ""))
        yield f"{title}{where and f' ({where})'}: {tr(_STATES[part.state])}"
        if part.state is not State.MOVED and part.tag != FINGERPRINT:
            lines = marked_lines(excerpt(part.segments), width - _INDENT, colors)
            yield from (" " * _INDENT + line if line else "" for line in lines)


def _notes(result: Verification, found: Comparison) -> Iterator[str]:
    """Remarks on what is no difference in the plan."""
    if found.verdict is Verdict.DIFFERS:
        yield _origin(result, found)
    if command := merge_command(result):
        yield tr("Asiakirjan muutokset vie työkirjan kopioon komento: {command}", command=command)
    if found.looks or any(part.tag == HEADER for part in found.differences):
        yield tr("Jos asiakirja on tehty mallipohjasta, anna se valitsimella --reference-doc.")
    if found.by_heading:
        yield ntr(
            "Varoitus: {n} osan tunniste on poistettu asiakirjasta. Osa löydettiin otsikon ja "
            "sanojen perusteella, joten tarkista se myös itse: {parts}",
            "Varoitus: {n} osan tunnisteet on poistettu asiakirjasta. Osat löydettiin otsikoiden "
            "ja sanojen perusteella, joten tarkista ne myös itse: {parts}",
            len(found.by_heading),
            parts=_listed(result.form, found.by_heading),
        )
    if found.extra_text:
        yield tr("Asiakirjassa on suunnitelman ulkopuolella lisäksi:")
        yield from (f"  {line}" for text in found.extra_text for line in text.splitlines())
    if found.inserted:
        yield tr("Asiakirjassa on jäljitettyjä lisäyksiä. Ne luettiin osaksi tekstiä:")
        yield from (f"  {line}" for text in found.inserted for line in text.splitlines())
    if found.comments:
        yield tr("Asiakirjassa on kommentteja. Ne eivät ole osa tekstiä:")
        yield from (f"  {line}" for text in found.comments for line in text.splitlines())
    if found.missing_properties:
        names = listed(property_title(key) for key in found.missing_properties)
        yield tr("Asiakirjan ominaisuuksista puuttuu: {names}.", names=names)
    if found.missing_header:
        yield tr(
            "Asiakirjan ylätunnisteissa ei ole riviä: {lines}",
            lines="; ".join(found.missing_header),
        )


def _origin(result: Verification, found: Comparison) -> str:
    """Which side has changed, as far as the fingerprint in the document shows."""
    if FINGERPRINT in found.missing_properties:
        return tr(
            "Asiakirjassa ei ole suunnitelman tunnistetta: se on julkinen versio, tai se on tehty "
            "muulla tavalla. Julkisen version voi tarkistaa valitsimella --public."
        )
    if any(part.tag == "contentStatus" for part in found.differences):
        return tr(
            "Asiakirja on luonnos. Allekirjoitettava asiakirja tehdään ilman valitsinta --draft."
        )
    if result.made_of_this:
        return tr("Asiakirja on tehty tästä työkirjasta, ja sitä on muokattu sen jälkeen.")
    return tr(
        "Asiakirjaa ei ole tehty työkirjan nykyisestä sisällöstä: työkirjaa on muutettu "
        "sen jälkeen, tai asiakirja on tehty toisesta työkirjasta."
    )


def _listed(form: Form, tags: Sequence[str]) -> str:
    """The numbers of questions and the names of other parts; of many only the first ones."""
    known = titles(form)
    names = [form.numbers.get(tag, known.get(tag, tag)) for tag in tags]
    return ", ".join(names[:_MOST]) + (" …" if names[_MOST:] else "")
