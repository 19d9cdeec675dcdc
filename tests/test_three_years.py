"""A plan lives three years: filled, confirmed, changed, carried over, confirmed again.

Every step is the command that people give, and LibreOffice is the hand that types; in the
last year it is openpyxl, which writes files otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_cli import Said, omvgen
from tools import ROOT, run_in_office

from omvgen import read
from omvgen.cli import COMMANDS
from omvgen.confirmation import LEDGER
from omvgen.confirmation.ledger import read_ledger
from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.text import plain
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.table import SPARE_ROWS

pytestmark = pytest.mark.needs("libreoffice", "uno")
FILL = ROOT / "tests" / "fill_with_libreoffice.py"
EDITED = "autt_oikeusapu"
RENAMED, RENAMED_TO = "henk_perehdytys", "henk_perehdyttaminen"
MOVED, REMOVED = "kohtelu_epaasiallinen", "autt_turvallinen_paluu"
NOW, LATER = load_form().version, "9999-01-01"  # of the form

LOG = Place("log", "muutosloki")
NEWS = {
    "version": "1.1",
    "date": "15.8.2025",
    "place": "8.12",
    "change": "Oikeusapua haetaan sähköisesti.",
    "essential": "Kyllä",
    "ground": "oma havainto",
    "author": "Omavalvontavastaava",
    "approver": "Johtaja",
}


class Life:
    """The folder of a plan, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.form_file: Path | None = None

    @property
    def form(self) -> Form:
        return load_form(self.form_file)

    def path(self, year: int) -> Path:
        return self.folder / f"omavalvontasuunnitelma-{year}.xlsx"

    def run(self, command: str, *arguments: str | Path, code: int = 0) -> Said:
        own_form = ("--form", self.form_file) if self.form_file else ()
        said = omvgen(command, *arguments, *own_form, cwd=self.folder)
        assert said.code == code, said.all
        return said

    def json(self, command: str, *arguments: str | Path, code: int = 0) -> Any:
        return json.loads(self.run(command, *arguments, "--format", "json", code=code).out)

    def read(self, year: int) -> Reading:
        return read(self.path(year), self.form)

    def type(
        self, year: int, texts: Mapping[Place, str], rows: Mapping[Place, tuple[Row, ...]]
    ) -> None:
        """Types texts into their cells and rows under those that the tables have."""
        reading = self.read(year)
        steps = [
            {"sheet": where.sheet, "cells": {where.cell: text}, "after": 0, "rows": 0}
            for where, text in ((reading.places[place], text) for place, text in texts.items())
        ]
        tables = [self._rows(reading, table, more) for table, more in rows.items()]
        # From the lowest table up, so that rows inserted move no table that is to come.
        steps += sorted(tables, key=lambda step: -step["after"])
        list_file = self.folder / "vaiheet.json"
        list_file.write_text(json.dumps(steps), "utf-8")
        filled = self.folder / "täytetty.xlsx"
        run_in_office(FILL, self.path(year), list_file, filled)
        filled.replace(self.path(year))

    def type_elsewhere(self, year: int, texts: Mapping[Place, str]) -> None:
        """The same texts by another program, which starts in a hundredth of the time."""
        places = self.read(year).places
        book = openpyxl.load_workbook(self.path(year), rich_text=True)
        for place, text in texts.items():
            book[places[place].sheet][places[place].cell] = text
        book.save(self.path(year))

    def _rows(self, reading: Reading, table: Place, more: tuple[Row, ...]) -> dict[str, Any]:
        is_log = table.kind == "log"
        asked = self.form.log if is_log else self.form.tables[table.id]
        before = reading.plan.log if is_log else reading.plan.rows(table.id)
        header = reading.places[table]
        column, line = header.cell[0], int(header.cell[1:])
        letters = {c.id: chr(ord(column) + n) for n, c in enumerate(asked.columns)}
        cells = {
            f"{letters[key]}{line + 1 + n}": text
            for n, row in enumerate(more, start=len(before))
            for key, text in row.items()
        }
        inserted = 0 if is_log else max(0, len(more) - SPARE_ROWS)
        return {"sheet": header.sheet, "cells": cells, "after": line + 1, "rows": inserted}

    def confirm(self, year: int, day: str) -> None:
        """Builds the document, has the director sign it, and records that."""
        self.run("validate", self.path(year), "--today", day)
        document = self.folder / f"suunnitelma-{year}.docx"
        self.run("build", self.path(year), "-o", document)
        director = self.read(year).plan.text("johtaja_nimi")
        who = ("--by", director, "--role", "johtaja", "--place", "Esimerkkilä")
        when = ("--date", day, "--today", day)
        said = self.run("confirm", self.path(year), *who, *when, "--document", document)
        assert (
            f"{director}, johtaja, on vahvistanut vuoden {year} omavalvontasuunnitelman" in said.out
        )


def example(year: int) -> Plan:
    return plan_from_json(json.loads((ROOT / f"examples/plan-{year}.json").read_text("utf-8")))


def said_in(plan: Plan) -> dict[Place, str]:
    """What to type into an empty workbook, for the plan's answers and fields."""
    texts = {Place("field", key): text for key, text in plan.document.items()}
    for key, answer in plan.answers.items():
        texts[Place("answer", key)] = answer.text.plain
        if answer.publicity:
            texts[Place("answer", key, "publicity")] = answer.publicity.value
        texts[Place("answer", key, "basis")] = "; ".join(answer.bases)
    return {place: text for place, text in texts.items() if text}


def changed_form(folder: Path) -> Path:
    """The built-in form of another version: a question renamed, one moved, one removed."""
    source = ROOT / "omvgen" / "form" / "auttamisjarjestelma.toml"
    text = source.read_text("utf-8").replace(f'version = "{NOW}"', f'version = "{LATER}"')
    start = "[[sections.questions]]\n"
    blocks = text.split(start)

    def place(id_: str) -> int:
        return next(n for n, block in enumerate(blocks) if block.startswith(f'id = "{id_}"'))

    former = f'id = "{RENAMED}"\n'
    blocks[place(RENAMED)] = blocks[place(RENAMED)].replace(
        former, f'id = "{RENAMED_TO}"\nrenamed_from = ["{RENAMED}"]\n'
    )
    moved = blocks.pop(place(MOVED))
    blocks.insert(place("autt_tulkkaus"), moved)
    blocks.pop(place(REMOVED))
    path = folder / "lomake-2027.toml"
    path.write_text(start.join(blocks), "utf-8")
    return path


@pytest.fixture
def life(tmp_path: Path) -> Life:
    return Life(tmp_path)


def test_a_plan_lives_three_years(life: Life) -> None:
    first_year(life)
    second_year(life)
    third_year(life)
    records = read_ledger(life.folder / LEDGER)
    assert [(r.year, r.version, r.changes) for r in records] == [
        ("2025", "1.0", None),
        ("2026", "2.0", 1),
        ("2027", "3.0", 0),
    ]
    assert [r.form_version for r in records] == [NOW, NOW, LATER]
    assert [r.place for r in records] == ["Esimerkkilä"] * 3


def first_year(life: Life) -> None:
    """From an empty workbook to a signed plan; later in the year something changes."""
    plan = example(2025)
    life.run("template", "-o", life.path(2025))
    tables = {Place("table", id_): rows for id_, rows in plan.tables.items()}
    life.type(2025, said_in(plan), tables | {LOG: plan.log})
    read_back = life.read(2025)
    assert read_back.findings == ()
    assert plain_words(read_back.plan) == plain_words(plan)
    life.confirm(2025, "27.2.2025")

    confirmed = life.folder / "vahvistettu-2025.xlsx"
    confirmed.write_bytes(life.path(2025).read_bytes())
    edit = {Place("answer", EDITED): "Oikeusapua haetaan sähköisesti."}
    life.type(2025, edit, {LOG: (NEWS,)})
    standing = life.json("status", life.path(2025), "--today", "1.9.2025")
    assert standing["changed"] == [EDITED]
    assert [told["code"] for told in standing["log"]] == ["OMV612"]
    changes = life.json("diff", confirmed, life.path(2025))
    assert [change["question"] for change in changes["changes"]] == [EDITED]
    if "notice" in COMMANDS:
        life.run("notice", confirmed, life.path(2025), "-o", life.folder / "tiedote.docx")
        assert (life.folder / "tiedote.docx").exists()
    life.json("status", life.path(2025), "--today", "28.2.2026", code=1)


def second_year(life: Life) -> None:
    """The same form: all answers go on, and the row that staff are to be told of."""
    old = life.read(2025).plan
    told = life.json("new", life.path(2025))
    assert told["summary"]["orphaned"] == 0
    new = life.read(2026).plan
    assert_carried(old, new, life.form)
    assert new.log == (NEWS,)
    assert new.field("replaces") == "1.0 (27.2.2025, MIGDno-2025-99001)"
    life.type(2026, dated("30.1.2026", "MIGDno-2026-99002"), {})
    life.confirm(2026, "30.1.2026")
    assert life.json("status", life.path(2026), "--today", "1.2.2026")["changed"] == []


def third_year(life: Life) -> None:
    """Another form: nothing is lost, and what the form changed is no change of the plan."""
    old = life.read(2026).plan
    life.form_file = changed_form(life.folder)
    told = life.json("new", life.path(2026))
    entries = {entry["before"]["id"]: entry for entry in told["entries"]}
    assert entries[REMOVED]["fate"] == "orphaned"
    assert entries[REMOVED]["old"] == old.text(REMOVED)
    assert entries[MOVED]["moved"]
    assert entries[RENAMED]["after"]["id"] == RENAMED_TO
    assert {e["before"]["id"] for e in told["entries"]} >= old.answered
    assert_carried(with_current_ids(old, life.form), life.read(2027).plan, life.form)
    life.type_elsewhere(2027, dated("29.1.2027", "MIGDno-2027-99003"))
    life.confirm(2027, "29.1.2027")
    assert life.json("status", life.path(2027), "--today", "1.2.2027")["changed"] == []


def plain_words(plan: Plan) -> Plan:
    """The plan without formatting, which typing does not give."""
    answers = {k: replace(a, text=plain(a.text.plain), note="") for k, a in plan.answers.items()}
    return replace(plan, answers=answers)


def dated(day: str, case_number: str) -> dict[Place, str]:
    return {Place("field", "date"): day, Place("field", "case_number"): case_number}


def assert_carried(old: Plan, new: Plan, form: Form) -> None:
    """Every answer and table that the form asks for is as it was; the confirmation is empty."""
    for section in form.sections:
        for question in section.questions:
            before, after = old.answer(question.id), new.answer(question.id)
            signed = section.role == "confirmation"
            assert after == (replace(before, text=plain("")) if signed else before), question.id
    assert new.tables == old.tables
