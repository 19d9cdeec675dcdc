"""The plan as data that a PDF has within (`suunnitelma.json`), held against the workbook's."""

from __future__ import annotations

import io
import json

from omvgen.confirmation.fingerprint import value_fingerprints
from omvgen.form.form import Form
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan

_MOST_BYTES = 20_000_000
_ENDING = ".json"


def attached_differences(data: bytes, plan: Plan, form: Form) -> tuple[str, ...] | None:
    """The ids of the answers, fields and tables that the attached plan has otherwise.

    None when the PDF has no plan of the form within, or it cannot be read.
    """
    attached = _attached_plan(data)
    if attached is None or attached.form_id != form.id:
        return None
    ours, theirs = value_fingerprints(plan, form), value_fingerprints(attached, form)
    return tuple(sorted(tag for tag in ours | theirs if ours.get(tag) != theirs.get(tag)))


def _attached_plan(data: bytes) -> Plan | None:
    try:
        from pypdf import PdfReader
    except ImportError:
        return None
    try:
        for name, files in PdfReader(io.BytesIO(data), strict=False).attachments.items():
            if name.endswith(_ENDING) and len(files[0]) <= _MOST_BYTES:
                return plan_from_json(json.loads(files[0]))
    except Exception:  # pypdf has no one exception for what a broken file causes
        return None
    return None
