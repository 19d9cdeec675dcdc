"""A part that units share: marks, and a new common part in a unit that did not write its own."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from helpers_cli import omvgen
from hypothesis import given
from strategies import plans

import omvgen as api
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.merging.common import Mark, mark_of, marks, takes_common_part, updated
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.template.make import make_workbook

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
QUESTION = "kuvaus"
TABLE = next(iter(SMALL.tables))


def plan(text: str, publicity: Publicity | None = Publicity.PUBLIC, **document: str) -> Plan:
    answers = {QUESTION: Answer(plain(text), publicity)} if text else {}
    return Plan(SMALL.id, SMALL.version, document, answers)


@pytest.mark.parametrize(
    ("unit", "common", "mark"),
    [
        ("a\nb", "a\nb", Mark.COMMON),
        ("oma\na\nb\noma", "a\nb", Mark.EXTENDED),
        ("a\nvälissä\nb", "a\nb", Mark.OWN),
        ("ab", "a", Mark.OWN),
        ("", "a", Mark.OWN),
    ],
)
def test_the_mark_of_an_answer(unit: str, common: str, mark: Mark) -> None:
    assert mark_of(plain(unit), plain(common)) is mark


def test_other_formatting_is_the_units_own() -> None:
    assert mark_of(rich([Run("a", bold=True)]), plain("a")) is Mark.OWN


@pytest.mark.parametrize(
    ("unit", "old", "new", "becomes", "own"),
    [
        ("a\nb", "a\nb", "a\nuusi", "a\nuusi", False),
        ("oma\na\nb\nloppu", "a\nb", "uusi", "oma\nuusi\nloppu", False),
        ("aivan oma", "a\nb", "uusi", "aivan oma", True),
        ("", "a", "uusi", "uusi", False),
        ("", "", "uusi", "uusi", False),
        ("oma", "", "uusi", "oma", True),
        ("oma\nuusi", "", "uusi", "oma\nuusi", False),
        ("a", "a", "", "", False),
        ("oma\na", "a", "", "oma", False),
        ("oma", "a", "a", "oma", False),
    ],
)
def test_a_change_comes_to_units_that_did_not_write_their_own(
    unit: str, old: str, new: str, becomes: str, own: bool
) -> None:
    update = updated(plan(unit), plan(old), plan(new), "uusi.xlsx", SMALL)
    assert update.plan.text(QUESTION) == becomes
    assert [wording.id for wording in update.own] == [QUESTION] * own


def test_publicity_goes_with_the_text_unless_the_unit_decided_otherwise() -> None:
    old, new = plan("a"), plan("uusi", Publicity.SECRET)
    assert updated(plan("a"), old, new, "", SMALL).plan == new
    undecided = updated(plan("a", None), old, new, "", SMALL)
    assert undecided.plan == plan("a", None)
    assert [wording.id for wording in undecided.own] == [QUESTION]


def test_the_documents_data_notes_and_log_are_the_units() -> None:
    unit = plan("a", version="5.0")
    new = Plan(
        SMALL.id,
        SMALL.version,
        {"version": "2.0"},
        {QUESTION: Answer(plain("uusi"), Publicity.PUBLIC, note="muistio")},
        log=({"version": "2.0"},),
    )
    assert updated(unit, plan("a", version="1.0"), new, "", SMALL).plan == plan(
        "uusi", version="5.0"
    )


def test_a_row_that_the_unit_changed_stays_the_units() -> None:
    key, other = (column.id for column in SMALL.tables[TABLE].columns[:2])

    def rows(*pairs: tuple[str, str]) -> Plan:
        made = tuple({key: name, other: text} for name, text in pairs)
        return Plan(SMALL.id, SMALL.version, tables={TABLE: made})

    unit, old = rows(("A", "oma"), ("B", "1")), rows(("A", "1"), ("B", "1"))
    update = updated(unit, old, rows(("A", "2"), ("B", "2"), ("C", "1")), "", SMALL)
    assert update.plan == rows(("A", "oma"), ("B", "2"), ("C", "1"))
    assert [wording.id for wording in update.own] == [TABLE]


@given(plans(SMALL), plans(SMALL))
def test_the_laws_of_an_update(unit: Plan, new: Plan) -> None:
    assert updated(unit, new, new, "", SMALL).plan == unit
    nothing = Plan(SMALL.id, SMALL.version)
    taken = updated(nothing, nothing, new, "", SMALL).plan
    assert {id_: a.text for id_, a in taken.answers.items() if a.text} == {
        id_: a.text for id_, a in new.answers.items() if a.text
    }
    assert set(marks(taken, new).values()) <= {Mark.COMMON}


def test_a_bad_unit_does_not_stop_the_others(tmp_path: Path) -> None:
    form = Path(__file__).parent / "forms" / "pieni.toml"
    files = {
        "vanha.xlsx": plan("a\nb"),
        "uusi.xlsx": plan("a\nuusi"),
        "eka.xlsx": plan("a\nb"),
        "oma.xlsx": plan("aivan oma"),
    }
    for name, one in files.items():
        (tmp_path / name).write_bytes(make_workbook(SMALL, one))
    (tmp_path / "rikki.xlsx").write_bytes(b"rikki")
    units = [tmp_path / name for name in ("eka.xlsx", "rikki.xlsx", "oma.xlsx")]
    options = ["--base", tmp_path / "vanha.xlsx", "--form", form]
    done = omvgen("merge", "--each", *units, tmp_path / "uusi.xlsx", *options)
    assert done.code == 2
    assert "2 ajan tasalla" in done.out
    assert "1 jäi tekemättä" in done.out
    assert "Muutosta ei tuotu omiin vastauksiin" in done.out
    again = omvgen(
        "merge", "--each", *units, tmp_path / "uusi.xlsx", *options, "--force", "--format", "json"
    )
    found = json.loads(again.out)
    first, broken, own = found["units"]
    assert found["summary"] == {
        "units": 3, "up_to_date": 2, "to_check": 0, "with_own_answers": 1, "failed": 1,
    }  # fmt: skip
    assert (first["marks"], first["own"]) == ({QUESTION: "yhteinen"}, [])
    assert "problem" in broken
    assert (own["marks"], own["own"]) == ({QUESTION: "oma"}, [QUESTION])


def test_a_unit_that_names_its_common_part_is_updated_by_it_alone(tmp_path: Path) -> None:
    for name, one in {
        "vanha.xlsx": plan("a", version="1.0"),
        "yhteinen.xlsx": plan("uusi", version="2.0"),
        "eka.xlsx": plan("a", version="1.0", common_part="Yhteinen"),
    }.items():
        (tmp_path / name).write_bytes(make_workbook(SMALL, one))
    form = ["--form", Path(__file__).parent / "forms" / "pieni.toml"]
    unit, base = tmp_path / "eka.xlsx", tmp_path / "vanha.xlsx"
    done = omvgen("merge", unit, tmp_path / "yhteinen.xlsx", "--base", base, *form)
    assert (done.code, "yhteinen 1" in done.out) == (0, True)
    exported = json.loads(omvgen("export", tmp_path / "eka-yhdistetty.xlsx", *form).out)
    assert exported["document"] == {"version": "1.0", "common_part": "Yhteinen"}
    assert exported["answers"][QUESTION]["text"] == "uusi"


def test_the_field_may_be_typed_on_a_row_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(SMALL)))
    sheet = book["Asiakirjan tiedot"]
    row = sheet.max_row + 1
    sheet.cell(row, 2).value, sheet.cell(row, 3).value = "Yhteinen osa", "yhteinen.xlsx"
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", SMALL)
    assert takes_common_part(reading.plan, tmp_path / "yhteinen.xlsx")
    assert not reading.findings


def test_each_without_a_base_is_a_mistake_of_use(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert omvgen("merge", "--each", tmp_path / "a.xlsx", tmp_path / "b.xlsx").code == 2


def test_a_unit_is_updated_by_a_program(tmp_path: Path) -> None:
    for name, one in {"vanha": plan("a"), "uusi": plan("uusi"), "eka": plan("a\noma")}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(make_workbook(SMALL, one))
    common = api.load_common_part(tmp_path / "uusi.xlsx", tmp_path / "vanha.xlsx", SMALL)
    unit = api.update_common_part(api.read(tmp_path / "eka.xlsx", SMALL), common)
    assert unit.plan.text(QUESTION) == "uusi\noma"
    assert unit.complete


def test_a_row_that_is_gone_from_the_new_common_part_empties_no_answer(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(SMALL, plan("uusi"))))
    for sheet in book:
        for row in sheet.iter_rows(max_col=1):
            if row[0].value == QUESTION:
                sheet.delete_rows(row[0].row)
                break
    book.save(tmp_path / "uusi.xlsx")
    (tmp_path / "vanha.xlsx").write_bytes(make_workbook(SMALL, plan("a")))
    common = api.load_common_part(tmp_path / "uusi.xlsx", tmp_path / "vanha.xlsx", SMALL)
    assert common.new.text(QUESTION) == "a"


def test_the_common_parts_themselves_are_no_units(tmp_path: Path) -> None:
    for name, one in {"vanha": plan("a"), "uusi": plan("uusi"), "eka": plan("a")}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(make_workbook(SMALL, one))
    old, new = tmp_path / "vanha.xlsx", tmp_path / "uusi.xlsx"
    form = ["--form", Path(__file__).parent / "forms" / "pieni.toml"]
    units = sorted(tmp_path.glob("*.xlsx"))
    assert omvgen("merge", "--each", *units, new, "--base", old, *form).code == 0
    assert [file.name for file in tmp_path.glob("*-yhdistetty*")] == ["eka-yhdistetty.xlsx"]
