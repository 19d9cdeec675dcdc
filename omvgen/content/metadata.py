"""The metadata of a plan's record: one set of words for JSON, Word's properties and PDF's XMP.

An authority keeps identifier, author, time, case and publicity of its documents (906/2019,
26 §). The keys are the ids of the form's fields; docs/arkisto.md says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from omvgen.confirmation.record import Record
from omvgen.content.answers import without_marks
from omvgen.content.blocks import plain
from omvgen.content.front import plan_title, publicity, sender
from omvgen.content.withheld import public_mark
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.locale import speaking, tr
from omvgen.plan.bases import shown_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases
from omvgen.secrecy.model import IndexRow
from omvgen.signatures.model import signature_to_json


def record_metadata(
    plan: Plan,
    form: Form,
    record: Record | None,
    withheld: tuple[IndexRow, ...] | None = None,
) -> dict[str, Any]:
    """The metadata for `json.dumps`, in the form's language; dates are ISO 8601.

    `record` is the plan's confirmation, None when there is none. `withheld` is the index of a
    public copy, which says that it is one, and None of any other document.
    """

    def text(field: str) -> str:
        return without_marks(plan.field(field))

    def day(field: str) -> str:
        found = parse_date(plan.field(field))
        return found.isoformat() if found else ""

    with speaking(form.language):
        extent, bases = _publicity(plan, form, withheld)
    signed = record.signatures if record and withheld is None else ()
    return {
        "title": plan_title(plan, form),
        "document_type": text("document_type"),
        "document_number": text("document_number"),
        "case_number": text("case_number"),
        "sender": sender(plan, form),
        "author": text("prepared_by") or sender(plan, form),
        "date": day("date"),
        "valid_from": day("valid_from"),
        "year": text("year"),
        "version": text("version"),
        "replaces": text("replaces"),
        "publicity": extent,
        "bases": bases,
        "security_class": text("security_class"),
        "language": plan.field("language") or form.language,
        "form": {"id": form.id, "version": form.version},
        "form_wording": form.reservation,
        "confirmation": record.id if record and withheld is None else None,
        "signatures": [_signature(record)] if record else [],
        "electronic_signatures": [signature_to_json(one) for one in signed],
    }


def _publicity(
    plan: Plan, form: Form, withheld: tuple[IndexRow, ...] | None
) -> tuple[str, list[str]]:
    """The publicity and the provisions as the document has them, in the language in use."""
    extent = publicity(plan, form)
    if withheld is not None and extent is Publicity.PUBLIC:
        return plain(public_mark(withheld).spans), []
    return tr(extent), [shown_bases([basis]) for basis in all_bases(plan, form)]


def _signature(record: Record) -> dict[str, str]:
    return {
        "name": record.name,
        "role": record.role,
        "place": record.place,
        "date": record.day.isoformat(),
    }


def as_texts(metadata: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The same metadata as texts, for formats that know no others; what is empty is left out.

    A list has a text an item; the texts of an object are parted by commas.
    """
    texts = {}
    for key, value in metadata.items():
        items = value if isinstance(value, list) else [value]
        found = (_texts_of(x) if isinstance(x, dict) else x for x in items)
        texts[key] = tuple(filter(None, found))
    return {key: found for key, found in texts.items() if found}


def _texts_of(data: Mapping[str, Any]) -> str:
    return ", ".join(value for value in data.values() if value and isinstance(value, str))
