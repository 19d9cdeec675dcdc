"""The annotated copy: a workbook's own bytes, with its findings as notes and as a sheet.

A filled workbook is never saved through a library, which would drop what it does
not know (threaded comments, pictures in cells, labels). The parts that must change
are patched: a sheet that gets its first notes by one element, its comments and
their shapes by what is added, and the workbook's lists by one entry each. A seal among
its properties tells later whether the copy was edited (`omvgen.seals`). Every other
part is copied as it lies in the file, packed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from omvgen import seals
from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import tr
from omvgen.package import Damaged, Unreadable, with_parts
from omvgen.workbook.patch.annotate import looks
from omvgen.workbook.patch.annotate.listing import remarks_sheet
from omvgen.workbook.patch.annotate.notes import notes_by_sheet
from omvgen.workbook.patch.annotate.sheet import put_notes
from omvgen.workbook.patch.custom_property import put_property
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.patch.workbook_part import Sheets, find_sheets, put_remarks_sheet
from omvgen.workbook.xlsx.opening import finding_of, open_workbook


def annotated_copy(
    data: bytes, findings: Sequence[Finding], *, form: Form | None = None, file: str | None = None
) -> bytes:
    """The workbook's bytes with each finding as a note on its cell and a row on `Huomiot`.

    `findings` have their locations. With the `form` a row tells its question's
    number, without it the id. `file` is what a refusal calls the workbook. What
    an earlier run has put there is replaced. The same bytes and findings give
    the same copy. Raises `ReadError` when the workbook cannot be read.
    """
    file = file or tr("työkirja")
    package = open_workbook(data, file)
    try:
        parts = Parts(package)
        sheets = find_sheets(parts)
        _put_all_notes(parts, sheets, findings)
        listing = remarks_sheet(findings, form, sheets.parts, _looks(parts, sheets))
        put_remarks_sheet(parts, sheets, listing)
        put_property(parts, seals.PROPERTY, seals.BLANK)
        return seals.sealed_workbook(with_parts(data, parts.changed()))
    except Unreadable as error:
        raise ReadError(finding_of(error, file)) from error


def _put_all_notes(parts: Parts, sheets: Sheets, findings: Sequence[Finding]) -> None:
    """Notes onto their sheets. A sheet that cannot be patched is left: `Huomiot` has its rows."""
    notes = notes_by_sheet(findings)
    for block, (name, part) in enumerate(sheets.to_note.items(), start=1):
        with suppress(Damaged):
            put_notes(parts, part, notes.get(name, {}), block)


def _looks(parts: Parts, sheets: Sheets) -> looks.Indexes:
    """How the cells of `Huomiot` look, once the workbook's styles have it."""
    try:
        return looks.add_looks(parts.edit(sheets.styles))
    except Damaged:
        return looks.UNSTYLED
