"""Documents, and what changed between two plans, as files of each format."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record
    from omvgen.content.blocks import Attachment, Document
    from omvgen.content.confirmed import Confirmations
    from omvgen.diff.model import Changes
    from omvgen.findings.model import Finding
    from omvgen.form.form import Form
    from omvgen.plan.plan import Plan
    from omvgen.workbook.reading.result import Reading

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOKS = {
    ".xlsx": f"{_SHEET}.sheet",
    ".xltx": f"{_SHEET}.template",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.12",
}


def report_formats() -> tuple[str, ...]:
    """Returns the names of the formats, those for a screen first."""
    from omvgen.writers import SCREEN, file_formats

    texts = (name for name in file_formats() if name != "docx")
    return (SCREEN, "json", *texts, "docx", "redline")


def report_file(
    changes: Changes,
    plans: tuple[Plan, Plan],
    form: Form,
    format: str,
    *,
    width: int = 80,
    colors: bool = False,
    findings: Sequence[Finding] = (),
    confirmations: Confirmations | None = None,
) -> bytes:
    """Returns what changed from the first plan to the second.

    docx is the report that the director signs, with the new plan's open `findings`; redline
    the whole plan with tracked changes, json the data, every other format the list of
    changes. `confirmations` are the new plan's, None when nothing is to be said of them.
    `width` and `colors` are for text on a screen. Raises `ValueError` for another format.
    """
    from omvgen.writers import Options, write

    match format:
        case "redline":
            from omvgen.content.redline import redline
            from omvgen.writers.docx.redline import write_redline

            return write_redline(redline(*plans, form, changes))
        case "json":
            from omvgen.diff.as_json import changes_to_json

            return json_file(changes_to_json(changes))
        case "docx":
            from omvgen.content.report import report_document

            document = report_document(
                changes, plans[1], form, findings=findings, confirmations=confirmations
            )
            return write(document, format)
        case _:
            from omvgen.content.changes import changes_document

            document = changes_document(changes, form, confirmations)
            return write(document, format, Options(width, colors))


def confirmations_of(plan: Plan, records: Sequence[Record] | None) -> Confirmations:
    """What the records say of the plan; None are records that cannot be read."""
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.confirmation.standing import confirmation_of
    from omvgen.content.confirmed import Confirmations

    if records is None:
        return Confirmations(known=False)
    found = confirmation_of(records, "", plan_fingerprint(plan))
    return Confirmations(found.record if found else None, records[-1] if records else None)


def document_file(
    document: Document,
    name: str,
    reference: bytes | None = None,
    soffice: str | os.PathLike[str] | None = None,
) -> bytes:
    """The document in that format, LibreOffice looked for when it is needed and not given.

    Raises `PdfError` when there is none, or when it fails.
    """
    from omvgen.writers import PRINTED, Options, write

    program = Path(soffice) if soffice else None
    if name == PRINTED and program is None:
        from omvgen.writers.pdf import find_soffice  # other formats need no program

        program = find_soffice(os.environ)
    return write(document, name, Options(reference=reference, soffice=program))


def record_files(reading: Reading) -> tuple[Attachment, ...]:
    """The workbook and its plan as JSON, as the record's PDF has them within.

    Their names are always the same, so that a workbook that was renamed, as the one that is
    kept of a confirmed version, gives the same PDF.
    """
    from omvgen.content.blocks import Attachment
    from omvgen.locale import speaking, tr
    from omvgen.plan.as_json import plan_to_json

    ending = reading.path.suffix.lower()
    ending = ending if ending in _WORKBOOKS else ".xlsx"
    plan = json_file(plan_to_json(reading.plan, reading.form))
    with speaking(reading.form.language):
        data, source = tr("Suunnitelma tietoina (JSON)"), tr("Työkirja, josta asiakirja on tehty")
    return (
        Attachment("suunnitelma.json", "application/json", "Data", data, plan),
        Attachment(f"tyokirja{ending}", _WORKBOOKS[ending], "Source", source, reading.data),
    )


def json_file(data: Any) -> bytes:
    """The data as a file that people can read, too."""
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
