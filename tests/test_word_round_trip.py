"""A workbook's document, edited in Word and merged: the workbook has exactly those edits."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
import strategies
from helpers_document import FORM, PUBLIC
from helpers_editing import EDITED, EDITS, LINES, ROWS, TABLE, Editing
from helpers_word import without_controls
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from tools import convert_all

import omvgen
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import Run, clean, plain, rich
from omvgen.workbook.template.make import make_workbook

Edit = tuple[str, str, int, str, str]
FOLLOWING = {  # what has to follow: the ledger's sheet, what the copy was made of, wrapped lines
    "[Content_Types].xml",
    "docProps/custom.xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
}


def edited_plan(plan: Plan, editing: Editing | None = None) -> Plan:
    """The plan with the answers and rows that people edit, as they are after the edits."""
    texts = editing.texts if editing else dict.fromkeys(EDITED, plain("\n".join(LINES)))
    answers = {key: Answer(text, PUBLIC) for key, text in texts.items()}
    rows = editing.rows if editing else ROWS
    return replace(plan, answers={**plan.answers, **answers}, tables={**plan.tables, TABLE: rows})


def workbook(plan: Plan, folder: Path) -> omvgen.Reading:
    file = folder / "suunnitelma.xlsx"
    file.write_bytes(make_workbook(FORM, edited_plan(plan)))
    return omvgen.read(file)


def merged(reading: omvgen.Reading, document: bytes) -> omvgen.MergedWorkbook:
    file = reading.path.with_name("muokattu.docx")
    file.write_bytes(document)
    return omvgen.merge(reading, [file])


SAVED: tuple[Callable[[bytes], bytes], ...] = (lambda data: data, without_controls)


# An example takes a second: the ordinary run has few of them.
EXAMPLES = max(2, settings().max_examples // 5)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(strategies.plans(FORM), EDITS, st.sampled_from(SAVED), st.booleans())
def test_a_merge_brings_exactly_the_edits_of_the_document(
    tmp_path_factory: pytest.TempPathFactory,
    plan: Plan,
    edits: list[Edit],
    save: Callable[[bytes], bytes],
    tracked: bool,
) -> None:
    folder = tmp_path_factory.mktemp("kierros")
    reading = workbook(plan, folder)
    editing = Editing(omvgen.build(reading, draft=True), tracked=tracked)
    for edit in edits:
        editing.edit(*edit)
    result = merged(reading, save(editing.data))
    expected = edited_plan(reading.plan, editing)
    assert result.plan == expected
    assert result.complete
    made = folder / "tulos.xlsx"
    made.write_bytes(result.data)
    assert omvgen.read(made).plan == expected
    assert_nothing_else_changed(reading, result)


EACH_KIND: tuple[Edit, ...] = (
    ("word", EDITED[0], 0, "sana", "Anna"),
    ("raise", EDITED[0], 3, "2", "Ville"),
    ("remove", EDITED[0], 4, "", "Anna"),
    ("add", EDITED[1], 1, "väliin", "Ville"),
    ("bold", EDITED[1], 2, "sana", "Anna"),
    ("remove", EDITED[2], 1, "", "Ville"),
    ("add", EDITED[2], 0, "Äiti ja isä", "Anna"),
    ("cell", EDITED[0], 1, "Varajohtaja", "Ville"),
)


# What LibreOffice changes when it saves a document, which the last test here shows: what looks
# like an escape of OOXML, and letters of several fonts within a paragraph's control and within
# a secret link after another one.
ESCAPE = re.compile("_(?=x[0-9A-F]{4}_)")
FOREIGN = re.compile("[^\n\t -\u024f\u2010-\u202f]")


def as_libreoffice_keeps_it(plan: Plan) -> Plan:
    """The plan without texts that LibreOffice is known to change."""
    fields = {key: clean(FOREIGN.sub("ö", _bare(text))) for key, text in plan.document.items()}
    answers = {
        key: replace(
            answer,
            text=rich(
                replace(
                    run, text=FOREIGN.sub("ö", _bare(run.text)) if run.link else _bare(run.text)
                )
                for run in answer.text.runs
            ),
            # The first page gathers the provisions in a control.
            bases=tuple(FOREIGN.sub("ö", _bare(basis)) for basis in answer.bases),
        )
        for key, answer in plan.answers.items()
    }
    return replace(
        plan,
        document=fields,
        answers={key: answer for key, answer in answers.items() if answer != Answer()},
        tables={key: tuple(map(_bare_row, rows)) for key, rows in plan.tables.items()},
        log=tuple(map(_bare_row, plan.log)),
    )


def _bare(text: str) -> str:
    return ESCAPE.sub("", text)


def _bare_row(row: Row) -> Row:
    return {key: _bare(text) for key, text in row.items()}


class Edited(NamedTuple):
    """A workbook, its document after the edits, and the plan that it has then."""

    reading: omvgen.Reading
    document: Path
    expected: Plan


def edited(plan: Plan, edits: Iterable[Edit], folder: Path, *, tracked: bool) -> Edited:
    folder.mkdir()
    reading = workbook(plan, folder)
    editing = Editing(omvgen.build(reading, draft=True), tracked=tracked)
    for edit in edits:
        editing.edit(*edit)
    document = folder / f"{folder.name}.docx"
    document.write_bytes(editing.data)
    return Edited(reading, document, edited_plan(reading.plan, editing))


@pytest.mark.needs("libreoffice")
def test_libreoffice_that_saves_it_between_loses_no_edit(tmp_path: Path, examples: Path) -> None:
    plan = omvgen.read(examples / "omavalvontasuunnitelma-2026.xlsx").plan
    cases = [
        edited(plan, EACH_KIND, tmp_path / f"esimerkki-{tracked}", tracked=tracked)
        for tracked in (False, True)
    ]

    # All documents first, so that one LibreOffice saves them in one go.
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.plans(FORM).map(as_libreoffice_keeps_it), EDITS, st.booleans())
    def make(plan: Plan, edits: list[Edit], tracked: bool) -> None:
        cases.append(edited(plan, edits, tmp_path / f"synty-{len(cases)}", tracked=tracked))

    make()
    (tmp_path / "tulos").mkdir()
    saved_files = convert_all([case.document for case in cases], "docx", tmp_path / "tulos")
    for case, saved in zip(cases, saved_files, strict=True):
        for save in SAVED:
            result = merged(case.reading, save(saved.read_bytes()))
            assert result.plan == case.expected, (saved.name, save)
            assert result.complete, (saved.name, result.ledger.left)


@pytest.mark.needs("libreoffice")
def test_what_libreoffice_changes_is_read_as_it_stands_in_its_file(tmp_path: Path) -> None:
    escape, several = "rivi_x000D_", "sana \ud55c\uad6d"
    links = rich([Run("eka", link="tel:+1"), Run("\ud55c 2026", link="tel:+2")])
    answers = {
        EDITED[0]: Answer(plain(escape), PUBLIC),
        EDITED[1]: Answer(links, Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",)),
    }
    plan = Plan(FORM.id, FORM.version, {"case_number": several}, answers)
    book, file = tmp_path / "suunnitelma.xlsx", tmp_path / "suunnitelma.docx"
    book.write_bytes(make_workbook(FORM, plan))
    reading = omvgen.read(book)
    file.write_bytes(omvgen.build(reading, draft=True))
    (tmp_path / "tulos").mkdir()
    (saved,) = convert_all([file], "docx", tmp_path / "tulos")
    with zipfile.ZipFile(saved) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    said = {"".join(p.xpath(".//*[local-name()='t']/text()")) for p in body.iter("{*}p")}
    assert not said & {escape, several}, "LibreOffice keeps it now: let the property try it"
    linked = ["".join(link.itertext()) for link in body.iter("{*}hyperlink")]
    assert links.runs[1].text not in linked, "LibreOffice keeps the link now"
    result = omvgen.merge(reading, [saved]).plan
    found = [run.text for run in result.answer(EDITED[1]).text.runs if run.link]
    assert found == [text for text in linked if text in links.plain]
    assert {result.field("case_number"), result.text(EDITED[0])} <= said


def assert_nothing_else_changed(reading: omvgen.Reading, result: omvgen.MergedWorkbook) -> None:
    """Whatever says nothing of an edit is as it was, byte for byte."""
    before, after = _parts(reading.data), _parts(result.data)
    changed = {name for name in before if before[name] != after[name]}
    sheets = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    assert changed - sheets <= FOLLOWING
    old, new = reading.plan, result.plan
    answers = sum(old.answer(key) != new.answer(key) for key in FORM.questions)
    cells = sum(
        one.get(key) != other.get(key)
        for one, other in zip(old.rows(TABLE), new.rows(TABLE), strict=True)
        for key in one
    )
    touched = [cell for name in sheets for cell in _touched(before[name], after[name])]
    assert len(touched) == answers + cells


def _parts(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _touched(before: bytes, after: bytes) -> set[str]:
    """The cells that differ, after looking that nothing around the cells does."""
    (old, around), (new, there) = map(_cells, (before, after))
    assert around == there
    return {cell for cell in old.keys() | new.keys() if old.get(cell) != new.get(cell)}


def _cells(sheet: bytes) -> tuple[dict[str, bytes], bytes]:
    root = etree.fromstring(sheet)
    cells = {}
    for cell in list(root.iter("{*}c")):
        cells[cell.get("r")] = etree.tostring(cell)
        cell.getparent().remove(cell)
    for row in root.iter("{*}row"):
        row.attrib.pop("ht", None)  # as tall as its text
    return cells, etree.tostring(root)
