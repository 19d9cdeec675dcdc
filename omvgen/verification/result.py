"""The result of verifying a document, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from omvgen.confirmation.record import record_hash
from omvgen.confirmation.standing import Confirmed
from omvgen.form.form import Form
from omvgen.locale import mark, tr
from omvgen.verification.comparison import ComparedPart, Comparison, State
from omvgen.word.readback import titles
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
_UNREAD = Comparison((), (), (), (), (), ())


@dataclass(frozen=True)
class Verification:
    """The comparison of a document with its workbook, and the confirmation of the document.

    `comparison` is None for a PDF, whose text is not compared. `made_of_this` says that
    the fingerprint in the document, or in the confirmation of a PDF, is that of the
    workbook's plan. `records` is the number of confirmations beside the workbook;
    `confirmed` is the one of this document, None when it has none.
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
        """Whether the document says what the workbook says; of a PDF by its confirmation."""
        return self.comparison.same if self.comparison else self.made_of_this


def as_json(verification: Verification) -> dict[str, Any]:
    """The result as data for `json.dumps`.

    Dates are ISO 8601, segments as in the changes of `omvgen diff`.
    """
    found, confirmed = verification.comparison or _UNREAD, verification.confirmed
    return {
        "document": verification.document,
        "workbook": verification.workbook,
        "same": verification.comparison.same if verification.comparison else None,
        "parts": [_part_as_json(part, part_title(verification.form, part)) for part in found.parts],
        "metadata": [_part_as_json(part, property_title(part.tag)) for part in found.metadata],
        "extra": list(found.extra_text),
        "missing_metadata": list(found.missing_properties),
        "missing_in_header": list(found.missing_header),
        "found_by_heading": list(found.by_heading),
        "made_of_this_workbook": verification.made_of_this,
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


def _part_as_json(part: ComparedPart, title: str) -> dict[str, Any]:
    data: dict[str, Any] = {"id": part.tag, "title": title, "state": part.state.value}
    if part.state is not State.SAME:
        segments = [[segment.kind.value, segment.text] for segment in part.segments]
        data |= {"workbook": part.workbook, "document": part.document, "segments": segments}
    return data


def part_title(form: Form, part: ComparedPart) -> str:
    """What a reader calls the part: the question, table or field, or all other text."""
    return titles(form).get(part.tag, part.tag) or tr("Otsikot ja muu teksti")


def property_title(name: str) -> str:
    """What a reader calls the property of the document."""
    return tr(_PROPERTIES[name])
