"""The overview as a workbook, to sort and filter in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from omvgen import seals
from omvgen.locale import tr, visible
from omvgen.package import unzip_package, zip_package
from omvgen.units import words
from omvgen.units.gather import Overview

_TIMELESS = datetime(1980, 1, 1)
_WIDTHS = (20, 36, 8, 8, 13, 13, 10, 11, 10, 14, 9, 22, 60, 50)
_MOST = 32_767  # characters of a cell
_CORE, _MODIFIED = "docProps/core.xml", rb"(<dcterms:modified[^>]*>)[^<]*"


class _Sheet(NamedTuple):
    """A sheet: its title, and its columns by their heads and widths."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str | int]]


def workbook(overview: Overview) -> bytes:
    """The workbook (.xlsx): units, sections, findings, shared texts. The same bytes each time."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    book.properties.created = _TIMELESS
    book.properties.title = words.title()
    # Sealed, so that the next run may replace it as long as nobody has edited it.
    book.custom_doc_props.append(StringProperty(name=seals.PROPERTY, value=seals.BLANK))
    note = f"{words.scope(overview)} {words.warning(overview)}"
    for sheet in (_units(overview), _sections(overview), _findings(overview), _shared(overview)):
        _write(book, sheet, note)
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unzip_package(buffer.getvalue())
    moment = _TIMELESS.isoformat().encode() + b"Z"  # openpyxl writes the present one
    parts[_CORE] = re.sub(_MODIFIED, rb"\g<1>" + moment, parts[_CORE])
    return seals.sealed_workbook(zip_package(parts))


def _units(overview: Overview) -> _Sheet:
    return _Sheet(tr("Yksiköt"), words.columns(), _WIDTHS, map(words.cells, overview.units))


def _sections(overview: Overview) -> _Sheet:
    form = overview.form
    titles = [f"{section.number} {section.title}" for section in form.sections]
    heads = (tr("Yksikkö"), tr("Vuosi"), *titles)
    rows = (
        (words.name_of(row), row.year, *words.sections_words(row, form))
        for row in overview.units
        if row.sections
    )
    return _Sheet(tr("Osiot"), heads, (36, 8, *[22] * len(titles)), rows)


def _findings(overview: Overview) -> _Sheet:
    heads = (
        tr("Yksikkö"), tr("Vuosi"), tr("Koodi"), tr("Vakavuus"), tr("Kohta"), tr("Välilehti"),
        tr("Solu"), tr("Havainto"), tr("Tiedosto"),
    )  # fmt: skip
    rows = (
        (
            words.name_of(row), row.year, noted.code, words.severity_word(noted.severity),
            overview.form.numbers.get(noted.question, ""), noted.sheet, noted.cell,
            noted.message, row.file,
        )
        for row in overview.units
        for noted in row.findings
    )  # fmt: skip
    return _Sheet(tr("Havainnot"), heads, (36, 8, 10, 12, 8, 24, 8, 90, 50), rows)


def _shared(overview: Overview) -> _Sheet:
    heads = (tr("Yksiköitä"), tr("Kohta"), tr("Kappale"), tr("Yksiköt"))
    rows = (
        (
            len(one.units),
            overview.form.numbers.get(one.question, ""),
            one.text,
            "; ".join(words.name_of(overview.units[place]) for place in one.units),
        )
        for one in overview.shared
    )
    return _Sheet(tr("Samat tekstit"), heads, (12, 8, 90, 60), rows)


def _write(book: Workbook, made: _Sheet, note: str) -> None:
    """Writes the note, a header row that stays in sight, the rows, and a filter."""
    sheet = book.create_sheet(made.title)
    letters = [get_column_letter(place) for place in range(1, len(made.heads) + 1)]
    for letter, width in zip(letters, made.widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    sheet.append([_text(sheet, note)])
    sheet.append([_text(sheet, head, bold=True) for head in made.heads])
    last = 2
    for row in made.rows:
        sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
        last += 1
    sheet.auto_filter.ref = f"A2:{letters[-1]}{last}"


def _text(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """A cell of text: what begins with `=` is no formula."""
    cell = WriteOnlyCell(sheet, visible(text)[:_MOST])
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=bold)
    if bold:
        cell.font = Font(bold=True)
    return cell
