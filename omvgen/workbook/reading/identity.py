"""Which form a workbook was made from, and in which version."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT, GUIDE, LOG, SUMMARY
from omvgen.locale import LANGUAGES, in_language
from omvgen.workbook import layout
from omvgen.workbook.reading.columns import field_columns
from omvgen.workbook.xlsx.cells import Book, Sheet, Spot


class Identity(NamedTuple):
    """The form's id and version by the workbook; `same` when they are this form's.

    `cells` are those of the document's sheet that say so.
    """

    form_id: str
    form_version: str
    same: bool
    findings: tuple[Finding, ...] = ()
    cells: frozenset[Spot] = frozenset()

    def beside(self, form: Form) -> dict[str, str]:
        """The form that the workbook names, and this one, for messages."""
        found = f"{self.form_id} {self.form_version}"
        return {"found": found, "form": f"{form.id} {form.version}"}


def language_of(book: Book, usual: str) -> str:
    """The language of the workbook's own sheets, by their names, or the headers on sheets where
    all of these are lost; `usual` when they say nothing."""
    names = {sheet.name for sheet in book.sheets}
    ours = (GUIDE, SUMMARY, DOCUMENT, LOG)

    def known(tag: str) -> int:
        return sum(sheet.name(tag) in names for sheet in ours)

    if known(usual) == len(ours):
        return usual  # without the catalogues of the other languages, which take long to load
    best = max((usual, *LANGUAGES), key=known)
    return best if known(best) else _language_of_headers(book, usual)


def _language_of_headers(book: Book, usual: str) -> str:
    columns = layout.QUESTION_COLUMNS
    shown = {sheet.text(layout.HEADER_ROW, column) for sheet in book.sheets for column in columns}

    def known(tag: str) -> int:
        return sum(header in shown for header in layout.headers(columns, tag).values())

    return max((usual, *LANGUAGES), key=known)


def identify(book: Book, form: Form, document: Sheet | None) -> Identity:
    """Reads the custom properties and the last rows of the document's sheet.

    Either is enough; where they differ, the properties count.
    """
    shown_id, id_cells = _row(document, form, layout.FORM_ID_ROW, layout.FORM_ID_LABEL)
    shown_version, version_cells = _row(
        document, form, layout.FORM_VERSION_ROW, layout.FORM_VERSION_LABEL
    )
    _, wording_cells = _row(document, form, layout.FORM_WORDING_ROW, layout.FORM_WORDING_LABEL)
    form_id = book.properties.get(layout.FORM_ID_PROPERTY) or shown_id
    version = book.properties.get(layout.FORM_VERSION_PROPERTY) or shown_version
    findings = []
    values = {"found": f"{form_id} {version}".strip(), "form": f"{form.id} {form.version}"}
    if not form_id or not version:
        findings.append(Finding(Code.FORM_NOT_STATED, values=values))
    if form_id and not form.takes(form_id):
        findings.append(Finding(Code.OTHER_FORM, values=values))
    elif (form_id and form_id != form.id) or (version and version != form.version):
        findings.append(Finding(Code.OTHER_FORM_VERSION, values=values))
    if (shown_id or form_id, shown_version or version) != (form_id, version):
        where = Location(document.name if document else "", id_cells[-1].ref if id_cells else "")
        shown = f"{shown_id} {shown_version}".strip()
        findings.append(Finding(Code.FORM_STATEMENTS_DIFFER, where, values | {"said": shown}))
    return Identity(
        form_id or form.id,
        version or form.version,
        (form_id or form.id, version or form.version) == (form.id, form.version),
        tuple(findings),
        frozenset((*id_cells, *version_cells, *wording_cells)),
    )


def _row(document: Sheet | None, form: Form, mark: str, label: str) -> tuple[str, list[Spot]]:
    """The value of the row with the mark, or with the label when the mark is gone; its cells."""
    if document is None:
        return "", []
    label = in_language(form.language, label)
    columns = field_columns(document, form.language, ())
    marked = [row for row, column in document.cells if document.text(row, column) == mark]
    labelled = [row for row in document.rows if document.text(row, columns.question) == label]
    row = next(iter(marked + labelled), 0)
    spots = [
        Spot(document.name, row, column)
        for column in document.rows.get(row, ())
        if column == columns.answer or document.text(row, column) in (mark, label)
    ]
    return document.text(row, columns.answer), spots
