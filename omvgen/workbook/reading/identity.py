"""Which form a workbook was made from, and in which version."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.workbook import layout
from omvgen.workbook.reading.columns import field_columns
from omvgen.workbook.xlsx.sheet_model import Book, Sheet, Spot


class Identity(NamedTuple):
    """The form's id and version as the workbook says them; `same` when they are this form's.

    `cells` are where the document's sheet says so.
    """

    form_id: str
    form_version: str
    same: bool
    findings: tuple[Finding, ...] = ()
    cells: frozenset[Spot] = frozenset()


def identify(book: Book, form: Form, document: Sheet | None) -> Identity:
    """Reads custom properties and the last rows of `Asiakirjan tiedot`; either is enough."""
    said_id, id_cells = _row(document, layout.FORM_ID_ROW, layout.FORM_ID_LABEL)
    said_version, version_cells = _row(document, layout.FORM_VERSION_ROW, layout.FORM_VERSION_LABEL)
    form_id = book.properties.get(layout.FORM_ID_PROPERTY) or said_id
    version = book.properties.get(layout.FORM_VERSION_PROPERTY) or said_version
    findings = []
    values = {"found": f"{form_id} {version}".strip(), "form": f"{form.id} {form.version}"}
    if not form_id or not version:
        findings.append(Finding(Code.FORM_NOT_STATED, values=values))
    if form_id and form_id != form.id:
        findings.append(Finding(Code.OTHER_FORM, values=values))
    elif version and version != form.version:
        findings.append(Finding(Code.OTHER_FORM_VERSION, values=values))
    if (said_id or form_id, said_version or version) != (form_id, version):
        where = Location(document.name if document else "", id_cells[-1].ref if id_cells else "")
        said = f"{said_id} {said_version}".strip()
        findings.append(Finding(Code.FORM_STATEMENTS_DIFFER, where, values | {"said": said}))
    return Identity(
        form_id or form.id,
        version or form.version,
        (form_id or form.id, version or form.version) == (form.id, form.version),
        tuple(findings),
        frozenset((*id_cells, *version_cells)),
    )


def _row(document: Sheet | None, mark: str, label: str) -> tuple[str, list[Spot]]:
    """The value of the row with the mark, or with the label when that is gone, and its cells."""
    if document is None:
        return "", []
    columns = field_columns(document, ())
    marked = [row for row, column in document.cells if document.text(row, column) == mark]
    shown = [row for row in document.rows if document.text(row, columns.question) == label]
    row = next(iter(marked + shown), 0)
    spots = [
        Spot(document.name, row, column)
        for column in document.rows.get(row, ())
        if column == columns.answer or document.text(row, column) in (mark, label)
    ]
    return document.text(row, columns.answer), spots
