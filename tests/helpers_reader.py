"""Filled workbooks for the reader's tests, and hands that edit them as people do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.datavalidation import DataValidationList

from omvgen.findings.model import Finding
from omvgen.form.form import Form, Section
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

STAFF = "4 Henkilöstö"  # a sheet with seven questions and two tables
QUESTIONS = (
    "henk_maara_rakenne",
    "henk_tyovuorot_varallaolo",
    "henk_toiminnan_johtaminen",
    "henk_riittavyys",
    "henk_perehdytys",
    "henk_osaaminen_hyvinvointi",
    "henk_tyoturvallisuus",
)
FIRST = 4  # the row of the first of them


def said(question: str) -> str:
    """The answer that `filled` gives to the question: no two are the same."""
    return f"Vastaus kohtaan {question}."


def filled(form: Form, **more: Any) -> Plan:
    """A plan in which every question has an answer of its own."""
    answers = {key: Answer(plain(said(key)), Publicity.PUBLIC) for key in form.questions}
    return Plan(form.id, form.version, **({"answers": answers} | more))


def some_sections(form: Form) -> Form:
    """The form with three of its sections: enough to mangle, and quick to make.

    Tests name cells of `STAFF`, so it has the questions above and no others.
    """
    sheets = ("1 Vastaanottokeskuksen tiedot", STAFF, "5 Toimitilat ja työvälineet")
    kept = (s for s in form.sections if s.sheet in sheets)
    return replace(form, sections=tuple(_as_known(s) if s.sheet == STAFF else s for s in kept))


def _as_known(section: Section) -> Section:
    return replace(section, questions=tuple(q for q in section.questions if q.id in QUESTIONS))


_made: dict[tuple[int, bool], tuple[Plan, bytes]] = {}


def made(form: Form, plan: Plan, *, lean: bool = False) -> bytes:
    """The plan's workbook, made once for each plan."""
    key = (id(plan), lean)
    if key not in _made:
        _made[key] = (plan, _lean(made(form, plan)) if lean else make_workbook(form, plan))
    return _made[key][1]


def _lean(workbook: bytes) -> bytes:
    """The workbook without what slows openpyxl down and the reader does not look at."""
    book = openpyxl.load_workbook(BytesIO(workbook), rich_text=True)
    for title in ("Ohje", "Yhteenveto"):
        book.remove(book[title])
    for sheet in book:
        sheet.conditional_formatting = ConditionalFormattingList()
        sheet.data_validations = DataValidationList()
        for cell in sheet[2]:  # links, which openpyxl does not move
            cell.value = cell.hyperlink = None
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


class Edited:
    """A workbook in a file, and ways to edit it as people do.

    A `lean` one has what the reader looks at and no more.
    """

    def __init__(self, path: Path, form: Form, plan: Plan, *, lean: bool = False) -> None:
        self.path, self.form, self.plan = path, form, plan
        path.write_bytes(made(form, plan, lean=lean))

    def edit(self, change: Callable[[Any], None]) -> Edited:
        book = openpyxl.load_workbook(self.path, rich_text=True)
        change(book)
        book.save(self.path)
        return self

    def put(self, sheet: str, cells: Mapping[str, Any]) -> Edited:
        def change(book: Any) -> None:
            for cell, value in cells.items():
                book[sheet][cell] = value

        return self.edit(change)

    def part(self, name: str, change: Callable[[bytes], bytes]) -> Edited:
        """Changes one part of the package, byte by byte; one that is not there is empty."""
        with zipfile.ZipFile(self.path) as package:
            parts = {entry: package.read(entry) for entry in package.namelist()}
        parts[name] = change(parts.get(name, b""))
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as package:
            for entry, data in parts.items():
                package.writestr(entry, data)
        return self

    def read(self) -> Reading:
        return read_workbook(self.path, self.form)


def point_name(book: Any, question: str, cell: str | None, sheet: str = STAFF) -> None:
    """Lets the answer's name point to the cell, or to nothing."""
    if cell is None:
        book.defined_names[f"omv_{question}"].attr_text = f"'{sheet}'!#REF!"
    else:
        column, row = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        book.defined_names[f"omv_{question}"].attr_text = f"'{sheet}'!${column}${row}"


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def with_code(reading: Reading, code: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code == code]


def cells_named(findings: list[Finding]) -> str:
    """Everything that the findings say of places and words, to look in."""
    return "\n".join(f"{f.location.sheet} {f.location.cell} {f.message}" for f in findings)


def wrongly_read(reading: Reading, plan: Plan) -> list[str]:
    """Questions whose answer is another one than the plan's, without a finding that names it."""
    named = {finding.location.question for finding in reading.findings}
    return [
        key
        for key, answer in plan.answers.items()
        if reading.plan.answer(key).text != answer.text and key not in named
    ]
