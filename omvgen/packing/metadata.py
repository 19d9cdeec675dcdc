"""The metadata of a plan's record as data, for the case management system that keeps it."""

from __future__ import annotations

from typing import Any

from omvgen.confirmation.record import Record
from omvgen.content.answers import without_marks
from omvgen.content.front import plan_title, publicity, sender
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases
from omvgen.signatures.model import signature_to_json


def record_metadata(plan: Plan, form: Form, record: Record | None) -> dict[str, Any]:
    """The metadata for `json.dumps`, named by the ids of the form's fields.

    The values are those of the first page and of the properties of the Word document; dates
    are ISO 8601. `record` is the plan's confirmation, None when there is none.
    """

    def text(field: str) -> str:
        return without_marks(plan.field(field))

    def day(field: str) -> str:
        found = parse_date(plan.field(field))
        return found.isoformat() if found else ""

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
        "publicity": str(publicity(plan, form)),
        "bases": list(all_bases(plan, form)),
        "security_class": text("security_class"),
        "language": plan.field("language") or form.language,
        "form": {"id": form.id, "version": form.version},
        "confirmation": record.id if record else None,
        "signatures": [_signature(record)] if record else [],
        "electronic_signatures": [
            signature_to_json(one) for one in (record.signatures if record else ())
        ],
    }


def _signature(record: Record) -> dict[str, str]:
    return {
        "name": record.name,
        "role": record.role,
        "place": record.place,
        "date": record.day.isoformat(),
    }
