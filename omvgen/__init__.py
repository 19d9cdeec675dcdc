"""omvgen: from a filled workbook to a checked, compared and signed self-monitoring plan.

The whole way of the data, on one screen. Each step is a function that can be
used alone; what a step needs is imported when it is taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omvgen.diff.model import Changes
    from omvgen.document.blocks import Document
    from omvgen.document.pdf import LibreOffice
    from omvgen.findings.model import Finding
    from omvgen.form.model import Form
    from omvgen.workbook.reading import Reading

__version__ = "0.1.0"


def read(workbook: Path, form: Form | None = None) -> Reading:
    """The plan in the workbook, what was found on the way, and where all stands.

    Raises `findings.model.Refused` when nothing can be read.
    """
    from omvgen.form.loader import load_form
    from omvgen.workbook.reader import read_workbook

    return read_workbook(workbook, form or load_form())


def validate(reading: Reading, previous: Reading | None = None) -> tuple[Finding, ...]:
    """Everything there is to say of the workbook, in the order of its sheets and rows.

    With last year's workbook, the change log is held against what has changed.
    """
    from omvgen.checks import check
    from omvgen.checks.changelog import against_previous
    from omvgen.findings.order import in_order

    found = list(check(reading.plan, reading.form))
    if previous is not None:
        changed = compare(previous, reading).changed_questions(reading.form)
        found += against_previous(previous.plan, reading.plan, reading.form, changed)
    return in_order((*reading.findings, *reading.locate(found)), reading.form)


def compare(old: Reading, new: Reading) -> Changes:
    """What changed from the old plan to the new one, by question id and table key."""
    from omvgen.diff.compare import compare_plans

    return compare_plans(old.plan, new.plan, new.form)


def build(
    reading: Reading,
    *,
    draft: bool = False,
    signature: bool = False,
    reference: bytes | None = None,
) -> bytes:
    """The Word document of the plan, as the bytes of a .docx.

    Whether the plan may be built is not asked here: see `validate`. `signature`
    adds Word's own signature line; `reference` is a .docx whose styles are used in
    place of our own.
    """
    from omvgen.document import write_docx

    return write_docx(_document(reading, draft=draft, signature=signature), reference)


def build_pdf(
    reading: Reading,
    libreoffice: LibreOffice,
    *,
    draft: bool = False,
    signature: bool = False,
    reference: bytes | None = None,
) -> bytes:
    """The same document as a tagged PDF, with the numbers of its pages in its contents.

    Raises `findings.model.Refused` when LibreOffice does not make it.
    """
    from omvgen.document.pdf import write_pdf

    made = _document(reading, draft=draft, signature=signature)
    return write_pdf(made, libreoffice, reference)


def _document(reading: Reading, *, draft: bool = False, signature: bool = False) -> Document:
    """What is to be confirmed, as neutral blocks, with the plan's fingerprint."""
    from omvgen.confirmation.fingerprint import plan_fingerprint
    from omvgen.document import plan_document

    return plan_document(
        reading.plan,
        reading.form,
        draft=draft,
        signature=signature,
        fingerprint=plan_fingerprint(reading.plan),
    )
