"""What came of holding a document against its workbook, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from omvgen.confirmation.standing import Confirmed
from omvgen.diff.excerpt import excerpt
from omvgen.diff.model import SegmentKind
from omvgen.form.model import Form
from omvgen.locale import mark, ntr, tr
from omvgen.plan.formats import format_date
from omvgen.verification.comparison import Comparison, Part, State
from omvgen.word.readback import titles
from omvgen.writers.docx.properties import FINGERPRINT
from omvgen.writers.text.marked import GREEN, RED, marked_lines, painted, sign

_STATES = {
    State.DIFFERS: mark("eroaa"),
    State.MISSING: mark("puuttuu asiakirjasta"),
    State.ADDED: mark("on vain asiakirjassa"),
    State.MOVED: mark("on asiakirjassa eri paikassa"),
}
_PROPERTIES = {
    "title": mark("otsikko"),
    "subject": mark("aihe"),
    "creator": mark("tekijä"),
    "identifier": mark("asianumero"),
    "version": mark("versio"),
    "language": mark("kieli"),
    "contentStatus": mark("tila"),
    FINGERPRINT: mark("suunnitelman tunniste"),
}
_UNREAD = Comparison((), (), (), (), (), ())
_INDENT = 4
_MOST = 10  # parts that are named in a sentence


@dataclass(frozen=True)
class Verification:
    """A document held against its workbook, and the confirmation that it has.

    `comparison` is None for a PDF, whose words are not read. `made_of_this` says
    that the document's fingerprint, or that of a PDF's confirmation, is the
    workbook's plan's; `records` is the number of confirmations beside the workbook.
    """

    document: str
    workbook: str
    form: Form
    comparison: Comparison | None
    made_of_this: bool
    records: int
    confirmed: Confirmed | None

    @property
    def in_order(self) -> bool:
        """Whether the document says what the workbook says, a PDF by its confirmation."""
        return self.comparison.same if self.comparison else self.made_of_this


def as_text(report: Verification, *, width: int = 80, colors: bool = False) -> str:
    """The answer first, then each difference with its words, then what else is known."""
    found = report.comparison
    if found is None:
        return "\n".join(_of_a_pdf(report)) + "\n"
    lines = [_verdict(report, found, colors), _confirmation(report), *_counts(found)]
    differences = list(_differences(report.form, found, width, colors))
    if differences:
        ours = sign(SegmentKind.DELETE, tr("vain työkirjassa"))
        theirs = sign(SegmentKind.INSERT, tr("vain asiakirjassa"))
        lines += ["", tr("Merkinnät: {ours} {theirs}", ours=ours, theirs=theirs), *differences]
    notes = list(_notes(report, found))
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def as_json(report: Verification) -> dict[str, Any]:
    """The same as data; dates are ISO 8601, segments as in the changes of `omvgen diff`."""
    found, confirmed = report.comparison or _UNREAD, report.confirmed
    return {
        "document": report.document,
        "workbook": report.workbook,
        "same": report.comparison.same if report.comparison else None,
        "parts": [_part_as_json(part, _title(report.form, part)) for part in found.parts],
        "metadata": [_part_as_json(part, _property(part)) for part in found.metadata],
        "extra": list(found.extra),
        "missing_metadata": list(found.unsaid),
        "missing_in_header": list(found.header),
        "found_by_heading": list(found.by_heading),
        "made_of_this_workbook": report.made_of_this,
        "confirmations": report.records,
        "confirmed": confirmed
        and {
            "match": "document" if confirmed.to_the_byte else "content",
            "date": confirmed.record.day.isoformat(),
            "place": confirmed.record.place,
            "name": confirmed.record.name,
            "role": confirmed.record.role,
            "version": confirmed.record.version,
        },
    }


def _part_as_json(part: Part, title: str) -> dict[str, Any]:
    data: dict[str, Any] = {"id": part.tag, "title": title, "state": part.state.value}
    if part.state is not State.SAME:
        segments = [[segment.kind.value, segment.text] for segment in part.segments]
        data |= {"workbook": part.workbook, "document": part.document, "segments": segments}
    return data


def _of_a_pdf(report: Verification) -> Iterator[str]:
    yield tr("PDF-tiedoston {document} sanoja ei verrattu työkirjaan.", document=report.document)
    yield _confirmation(report)
    if report.confirmed and report.made_of_this:
        yield tr("Työkirja {workbook} sanoo saman kuin silloin.", workbook=report.workbook)
    elif report.confirmed:
        yield tr("Työkirja {workbook} ei sano enää samaa kuin silloin.", workbook=report.workbook)


def _verdict(report: Verification, found: Comparison, colors: bool) -> str:
    names = {"document": report.document, "workbook": report.workbook}
    if found.same:
        text = tr("Asiakirja {document} sanoo saman kuin työkirja {workbook}.", **names)
        return painted(text, GREEN, colors)
    text = tr("Asiakirja {document} ei sano samaa kuin työkirja {workbook}.", **names)
    return painted(text, RED, colors)


def _confirmation(report: Verification) -> str:
    """Whether this was confirmed, and by whom."""
    if report.confirmed is None:
        if not report.records:
            return tr("Työkirjan kansioon ei ole kirjattu vahvistuksia.")
        return tr("Asiakirjaa tai sen sisältöä ei ole kirjattu vahvistetuksi.")
    record = report.confirmed.record
    said = {
        "day": format_date(record.day),
        "name": record.name,
        "role": record.role,
        "version": record.version,
    }
    if report.confirmed.to_the_byte:
        return tr(
            "Tämä on juuri se tiedosto, joka on vahvistettu {day}: {name}, {role}, "
            "versio {version}.",
            **said,
        )
    return tr(
        "Tiedosto ei ole vahvistettu tiedosto, mutta sen sisältö on vahvistettu {day}: "
        "{name}, {role}, versio {version}.",
        **said,
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
    yield ", ".join(parts) + "."


def _differences(form: Form, found: Comparison, width: int, colors: bool) -> Iterator[str]:
    for part, title in (
        *((part, _title(form, part)) for part in found.parts),
        *((part, tr("Ominaisuus: {name}", name=_property(part))) for part in found.metadata),
    ):
        if part.state is State.SAME:
            continue
        yield ""
        yield f"{title}: {tr(_STATES[part.state])}"
        if part.state is not State.MOVED and part.tag != FINGERPRINT:
            lines = marked_lines(excerpt(part.segments), width - _INDENT, colors)
            yield from (" " * _INDENT + line if line else "" for line in lines)


def _notes(report: Verification, found: Comparison) -> Iterator[str]:
    """What is worth knowing, though it is no difference."""
    if not found.same:
        yield _origin(report, found)
    if found.by_heading:
        yield ntr(
            "Varoitus: {n} osan tunniste on poistettu asiakirjasta. Osa löydettiin otsikon ja "
            "sanojen perusteella, joten tarkista se myös itse: {parts}",
            "Varoitus: {n} osan tunnisteet on poistettu asiakirjasta. Osat löydettiin otsikoiden "
            "ja sanojen perusteella, joten tarkista ne myös itse: {parts}",
            len(found.by_heading),
            parts=_listed(report.form, found.by_heading),
        )
    if found.extra:
        yield tr("Asiakirjassa on suunnitelman ulkopuolella lisäksi:")
        yield from (f"  {line}" for text in found.extra for line in text.splitlines())
    if found.unsaid:
        names = ", ".join(tr(_PROPERTIES[key]) for key in found.unsaid)
        yield tr("Asiakirjan ominaisuuksista puuttuu: {names}.", names=names)
    if found.header:
        yield tr("Asiakirjan ylätunnisteissa ei ole riviä: {lines}", lines="; ".join(found.header))


def _origin(report: Verification, found: Comparison) -> str:
    """Which of the two has changed, as far as the fingerprint tells."""
    if FINGERPRINT in found.unsaid:
        return tr(
            "Asiakirjassa ei ole suunnitelman tunnistetta: se on julkinen versio, tai se on tehty "
            "muulla tavalla. Julkisen version voi tarkistaa valitsimella --public."
        )
    if any(part.tag == "contentStatus" for part in found.differences):
        return tr(
            "Asiakirja on luonnos. Allekirjoitettava asiakirja tehdään ilman valitsinta --draft."
        )
    if report.made_of_this:
        return tr("Asiakirja on tehty tästä työkirjasta, ja sitä on muokattu sen jälkeen.")
    return tr(
        "Asiakirjaa ei ole tehty työkirjan nykyisestä sisällöstä: työkirjaa on muutettu "
        "sen jälkeen, tai asiakirja on tehty toisesta työkirjasta."
    )


def _title(form: Form, part: Part) -> str:
    return titles(form).get(part.tag, part.tag) or tr("Otsikot ja muu teksti")


def _property(part: Part) -> str:
    return tr(_PROPERTIES[part.tag])


def _listed(form: Form, tags: Sequence[str]) -> str:
    """The numbers of the questions and the names of other parts, the first of many."""
    known = titles(form)
    names = [form.numbers.get(tag, known.get(tag, tag)) for tag in tags]
    return ", ".join(names[:_MOST]) + (" …" if names[_MOST:] else "")
