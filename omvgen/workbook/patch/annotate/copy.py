"""The annotated copy: a workbook's own bytes, with its findings as notes and on a sheet.

A filled workbook is never saved through a library, which would drop what it does
not know (threaded comments, pictures in cells, labels). Only the parts that must
change are patched: a sheet that gets its first notes by one element, comments and
their shapes by what is added, and the workbook's lists by one entry each. A seal
among its properties shows later whether the copy was edited (`omvgen.seals`). Every
other part is copied as it is in the file, packed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from omvgen import seals
from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.sheets import FINDINGS
from omvgen.locale import language, tr
from omvgen.package import Damaged, Unreadable, with_parts
from omvgen.workbook import layout
from omvgen.workbook.patch.annotate.findings_sheet import findings_sheet
from omvgen.workbook.patch.annotate.notes import notes_by_sheet
from omvgen.workbook.patch.annotate.sheet import put_notes
from omvgen.workbook.patch.custom_property import put_property
from omvgen.workbook.patch.own_sheet import own_sheet_xml
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.patch.workbook_part import find_sheet_parts, put_sheet, sheet_of_ours
from omvgen.workbook.xlsx.opening import finding_of, open_workbook


def annotated_copy(
    data: bytes,
    findings: Sequence[Finding],
    *,
    form: Form | None = None,
    file: str | None = None,
    base: str = "",
) -> bytes:
    """The workbook's bytes with each finding as a note on its cell and a row on a sheet.

    `findings` have their locations. With the `form` a row has its question's
    number, without it the id. `file` is the workbook's name in a refusal, `base` the
    fingerprint of its plan, by which the copy names what it was made of.
    Notes and sheet of an earlier run are replaced. The same bytes and findings give the same
    copy. Raises `ReadError` when the workbook cannot be read.
    """
    file = file or tr("työkirja")
    package = open_workbook(data, file)
    name = FINDINGS.name(form.language if form else language())
    try:
        parts = Parts(package)
        sheets = find_sheet_parts(package)
        earlier = sheet_of_ours(package, sheets, name, FINDINGS.mark)
        others = {name: part for name, part in sheets.parts.items() if name != earlier}
        _put_all_notes(parts, others, findings)
        sheet = findings_sheet(findings, form, name, sheets.parts)
        put_sheet(parts, sheets, name, own_sheet_xml(parts, sheets.styles, sheet), over=earlier)
        if base:
            put_property(parts, layout.BASE_PROPERTY, base)
        put_property(parts, seals.PROPERTY, seals.BLANK)
        return seals.sealed_workbook(with_parts(data, parts.changed()))
    except Unreadable as error:
        raise ReadError(finding_of(error, file)) from error


def _put_all_notes(parts: Parts, sheets: Mapping[str, str], findings: Sequence[Finding]) -> None:
    """Puts notes on their sheets. One that cannot be patched has its findings only as rows."""
    notes = notes_by_sheet(findings)
    for block, (name, part) in enumerate(sheets.items(), start=1):
        with suppress(Damaged):
            put_notes(parts, part, notes.get(name, {}), block)
