"""The result of verifying a document, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from omvgen.confirmation.record import record_hash
from omvgen.confirmation.standing import Confirmed
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.locale import mark, tr
from omvgen.signatures.model import SignedFile, signature_to_json
from omvgen.signatures.words import signature_lines
from omvgen.verification.comparison import (
    HEADER,
    PAGES,
    SINCE,
    ComparedPart,
    Comparison,
    State,
    Verdict,
)
from omvgen.verification.look_words import look_title, look_words
from omvgen.word.readback import UnreadPart
from omvgen.word.sorting import titles
from omvgen.writers.docx.properties import FINGERPRINT

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
_NOTHING = Comparison((), (), (), (), (), (), (), (), ())
_UNREAD = {
    "drawing": mark("kuva tai piirros"),
    "pict": mark("kuva tai piirros"),
    "object": mark("upotettu tiedosto"),
    "altChunk": mark("upotettu asiakirja (altChunk)"),
    "aFChunk": mark("upotettu asiakirja (altChunk)"),
    "subDoc": mark("linkitetty asiakirja"),
    "subDocument": mark("linkitetty asiakirja"),
    "oleObject": mark("upotettu tiedosto"),
    "package": mark("upotettu tiedosto"),
    "AlternateContent": mark("kuva, piirros tai tekstiruutu"),
    "oMath": mark("kaava"),
    "oMathPara": mark("kaava"),
    "framePr": mark("sivulle irrallaan sijoitettu kappale"),
    "tblpPr": mark("sivulle irrallaan sijoitettu taulukko"),
    "dataBinding": mark("kenttä, jonka sisältö tulee asiakirjan ulkopuolelta"),
    "font": mark("upotettu fontti"),
    "fontTable": mark("fontti, jonka merkit ovat muita kuin kirjaimia"),
    "footnoteReference": mark("alaviitteen numero"),
    "endnoteReference": mark("alaviitteen numero"),
    "attachedTemplate": mark("liitetty asiakirjamalli"),
    "[Content_Types].xml": mark("tiedoston osa, jonka laji on merkitty väärin"),
    "paragraph mark": mark("kappaleen loppu, joka on merkitty poistettavaksi"),
    "vbaProject": mark("makroja"),
    "mailMerge": mark("joukkokirjeen asetukset"),
    PAGES: mark("muu kuin sanat: kuvat, merkit ja se, miltä sivut näyttävät"),
    SINCE: mark("muutosluettelo (anna edellinen työkirja valitsimella --previous)"),
}


_SAME = {Verdict.SAME: True, Verdict.DIFFERS: False, Verdict.NOT_COMPARED: None}


class Origin(StrEnum):
    """What is known to the byte of a PDF, as it was before it was signed, if it was."""

    UNKNOWN = "unknown"
    CONFIRMED = "confirmed"  # it is the file that was confirmed, and was signed afterwards
    BUILT = "built"  # it is the file that the workbook gives now


@dataclass(frozen=True)
class Verification:
    """The comparison of a document with its workbook, and the confirmation of the document.

    `comparison` is None for a PDF that is known to the byte, or whose words cannot be read.
    `made_of_this` says that the fingerprint in the document, or in the confirmation of a PDF,
    is that of the workbook's plan, or that the PDF is what the workbook gives. `records` is
    the number of confirmations beside the workbook; `confirmed` is the one of this document,
    None when it has none. `locations` has where the workbook has each part that differs, by
    the part's tag. `signed` has its electronic signatures. `attached` names what the plan that
    a PDF has within as data says otherwise; None when it was not looked at, or there is none.
    """

    document: str
    workbook: str
    form: Form
    comparison: Comparison | None
    made_of_this: bool
    records: int
    confirmed: Confirmed | None
    locations: Mapping[str, Location] = field(default_factory=dict)
    signed: SignedFile = SignedFile(("", b""))
    origin: Origin = Origin.UNKNOWN
    attached: tuple[str, ...] | None = None

    @property
    def says_the_same(self) -> bool:
        """Whether the document says what the workbook says; of a PDF by what is known of it."""
        return self.comparison.same if self.comparison else self.made_of_this

    @property
    def in_order(self) -> bool:
        """Whether it says what the workbook says, and nothing speaks against its signatures.

        A container has to hold no other file than the document.
        """
        return self.says_the_same and self.signed.sound and not self.signed.others


def not_compared(verification: Verification) -> Finding | None:
    """A warning (OMV650) that names what of a Word document could not be compared."""
    found = verification.comparison or _NOTHING
    places = (unread_place(verification.form, one) for one in found.not_compared)
    names = map(unread_name, found.not_compared)
    what = "; ".join(f"{place}: {name}" for place, name in zip(places, names, strict=True))
    values = {"file": verification.document, "what": what}
    return Finding(Code.DOCUMENT_NOT_COMPARED, values=values) if what else None


def looks_otherwise(verification: Verification) -> Finding | None:
    """An error (OMV651) that names what of a Word document is seen otherwise."""
    found, form = verification.comparison or _NOTHING, verification.form
    what = "; ".join(f"{look_title(form, one)}: {look_words(one)}" for one in found.looks)
    values = {"file": verification.document, "what": what}
    return Finding(Code.DOCUMENT_LOOKS_OTHERWISE, values=values) if what else None


def as_json(verification: Verification) -> dict[str, Any]:
    """The result as data for `json.dumps`.

    Dates are ISO 8601, segments as in the changes of `omvgen diff`.
    """
    found, confirmed = verification.comparison or _NOTHING, verification.confirmed
    return {
        "document": verification.document,
        "workbook": verification.workbook,
        "same": _SAME[found.verdict] if verification.comparison else None,
        "parts": [
            _part_as_json(part, part_title(verification.form, part))
            | _where(verification.locations.get(part.tag))
            for part in found.parts
        ],
        "metadata": [_part_as_json(part, property_title(part.tag)) for part in found.metadata],
        "not_compared": [
            {"id": one.tag, "title": unread_place(verification.form, one), "what": unread_name(one)}
            for one in found.not_compared
        ],
        "looks": [
            {
                "id": one.tag,
                "title": look_title(verification.form, one),
                "aspect": one.trait.aspect.value,
                "what": look_words(one),
            }
            for one in found.looks
        ],
        "extra": list(found.extra_text),
        "comments": list(found.comments),
        "insertions": list(found.inserted),
        "missing_metadata": list(found.missing_properties),
        "missing_in_header": list(found.missing_header),
        "found_by_heading": list(found.by_heading),
        "remedy": merge_command(verification),
        "made_of_this_workbook": verification.made_of_this,
        "origin": verification.origin.value,
        "attached_differs": None if verification.attached is None else [*verification.attached],
        **_signed_as_json(verification.signed),
        "confirmations": verification.records,
        "confirmed": confirmed
        and {
            "match": "document" if confirmed.to_the_byte else "content",
            "date": confirmed.record.day.isoformat(),
            "place": confirmed.record.place,
            "name": confirmed.record.name,
            "role": confirmed.record.role,
            "version": confirmed.record.version,
            "id": record_hash(confirmed.record),
        },
    }


def _signed_as_json(signed: SignedFile) -> dict[str, Any]:
    return {
        "signatures": [
            signature_to_json(one) | {"sound": one.sound, "words": signature_lines(one)}
            for one in signed.signatures
        ],
        "not_signed": list(signed.uncovered),
        "signatures_not_read": list(signed.unread),
        "other_files": list(signed.others),
    }


def _part_as_json(part: ComparedPart, title: str) -> dict[str, Any]:
    data: dict[str, Any] = {"id": part.tag, "title": title, "state": part.state.value}
    if part.state is not State.SAME:
        segments = [[segment.kind.value, segment.text] for segment in part.segments]
        data |= {"workbook": part.workbook, "document": part.document, "segments": segments}
    return data


def _where(location: Location | None) -> dict[str, str]:
    """The cell of a part that differs."""
    return {} if location is None else {"sheet": location.sheet, "cell": location.cell}


def part_title(form: Form, part: ComparedPart) -> str:
    """What a reader calls the part: the question, table or field, or all other text."""
    return _title(form, part.tag)


def merge_command(verification: Verification) -> str | None:
    """The command that brings what differs into the workbook; None when none does."""
    if not verification.locations or not verification.document.lower().endswith(".docx"):
        return None  # of other files answers cannot be taken
    files = (verification.workbook, verification.document)
    return " ".join(["omvgen merge", *(f'"{name}"' if " " in name else name for name in files)])


def unread_place(form: Form, part: UnreadPart) -> str:
    """Where something stands that could not be compared."""
    if part.name == PAGES:
        return tr("Sivut")
    return _title(form, HEADER if part.in_header else part.tag)


def unread_name(part: UnreadPart) -> str:
    """What could not be compared, in words."""
    if part.name in _UNREAD:
        return tr(_UNREAD[part.name])
    return tr("rakenne, jota ohjelma ei tunne ({name})", name=part.name)


def _title(form: Form, tag: str) -> str:
    if tag == HEADER:
        return tr("Ylä- ja alatunnisteet")
    return titles(form).get(tag, tag) or tr("Otsikot ja muu teksti")


def property_title(name: str) -> str:
    """What a reader calls the property of the document."""
    return tr(_PROPERTIES[name])
