"""The kinds of answer: one row each, and what follows from it from workbook to document."""

from __future__ import annotations

import io
import json
import tomllib
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_cli import omvgen
from helpers_reader import Edited, with_code
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import plans, texts
from test_round_trip import back

from omvgen.checks import check
from omvgen.content.answers import answer_blocks
from omvgen.content.blocks import Control, ListItem, Role, Text
from omvgen.content.blocks import plain as words_of
from omvgen.content.outline import cells
from omvgen.content.plain_words import in_plain_words
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Nature, SegmentKind
from omvgen.findings.catalogue import RULES
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.form.form_file import form_faults, read_form_file
from omvgen.form.formats import FORMATS
from omvgen.form.item import named_choices
from omvgen.form.kinds import AnswerKind
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.as_json import plan_from_json, plan_schema, plan_to_json
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.secrecy.publish.publish import publish
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

FILE = Path(__file__).parent / "forms" / "valinnat.toml"
FORM = load_form(FILE)
ASKED, TABLE = FORM.questions["yhteys"], FORM.tables["vuorot_taulukko"]
SHEET, BASIS = "1 Palvelu", "JulkL 24 § 1 mom. 7 k"
PUBLIC, PARTLY, SECRET = Publicity.PUBLIC, Publicity.PARTLY, Publicity.SECRET


def plan_with(text: str, publicity: Publicity = PUBLIC, form: Form = FORM) -> Plan:
    bases = () if publicity is PUBLIC else (BASIS,)
    return Plan(form.id, form.version, answers={"yhteys": Answer(plain(text), publicity, bases)})


@cache
def shifts(*days: str) -> Plan:
    """A plan with a row for each text of the column of several choices."""
    rows = tuple({"nro": str(n), "vuoro": "Aamu", "paivat": d} for n, d in enumerate(days, 1))
    return Plan(FORM.id, FORM.version, tables={TABLE.id: rows})


# The rows.


def test_the_forms_schema_knows_each_kind_where_it_may_stand() -> None:
    schema = json.loads(FILE.parents[2].joinpath("omvgen/form/form.schema.json").read_text("utf-8"))
    kinds = {
        place: schema["$defs"][place]["properties"]["kind"]["enum"]
        for place in ("question", "column")
    }
    assert kinds["question"] == [kind for kind in AnswerKind if kind.traits.question]
    assert set(kinds["column"]) == {kind for kind in AnswerKind if kind.traits.column}
    assert set(schema["$defs"]["format"]["enum"]) - {"secrecy_basis"} <= FORMATS.keys()


def test_whatever_is_wrong_in_an_answer_has_its_words() -> None:
    known = {rule.code for rule in RULES.values()}
    assert {text_format.code for text_format in FORMATS.values()} <= known
    for kind in AnswerKind:
        assert not kind.traits.format or kind.traits.format in FORMATS
        assert not kind.traits.code or kind.traits.code in known


# Several choices in a workbook.


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "valinnat.xlsx", FORM, shifts("ma", "ti\nke"), lean=True)


def answered(workbook: Edited, text: str, cell: str = "D4") -> Reading:
    return workbook.put(SHEET, {cell: text}).read()


@pytest.mark.parametrize(
    "typed",
    [
        "Puhelin\nKirje",
        "Kirje; Puhelin",
        "Kirje;Puhelin;",
        "- Puhelin\n- Kirje",
        "• Kirje\n\n  Puhelin ",
    ],
)
def test_choices_are_read_one_a_line_in_the_order_of_the_list(workbook: Edited, typed: str) -> None:
    reading = answered(workbook, typed)
    assert reading.plan.text("yhteys") == "Puhelin\nKirje"
    assert reading.findings == ()
    assert wrong(reading.plan) == []


def test_a_choice_named_twice_counts_once_and_is_told(workbook: Edited) -> None:
    reading = answered(workbook, "Kirje; Puhelin; Kirje")
    assert reading.plan.text("yhteys") == "Puhelin\nKirje"
    [note] = with_code(reading, "OMV316")
    assert (note.location.cell, note.severity, "Kirje" in note.message) == ("D4", "note", True)


def test_a_column_takes_several_choices_too(workbook: Edited) -> None:
    reading = answered(workbook, "pe; ma; pe", "E10")
    assert [row["paivat"] for row in reading.plan.rows(TABLE.id)] == ["ma\npe", "ti\nke"]
    assert [f.location.cell for f in with_code(reading, "OMV316")] == ["E10"]


@pytest.mark.parametrize("typed", ["Kirje; Faksi", "[[Puhelin; Kirje; Käynti]]", "Kirje, Puhelin"])
def test_what_names_more_than_choices_stays_as_it_was_typed(workbook: Edited, typed: str) -> None:
    assert answered(workbook, typed).plan.text("yhteys") == typed


def test_the_cell_offers_the_list_and_says_how_to_write_several() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(make_workbook(FORM)))[SHEET]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for cells_, item in (("D4", ASKED), ("E10:E14", TABLE.columns[2])):
        rule = rules[cells_]
        assert rule.formula1 == f'"{",".join(item.choices)}"'
        assert not rule.showErrorMessage  # Excel would refuse all but one of them
        assert "; ".join(item.choices) in rule.prompt
        assert "omalle rivilleen" in rule.prompt


@given(plans(FORM))
def test_any_plan_is_read_back_as_it_was(plan: Plan) -> None:
    assert back(plan, FORM).plan == plan


CHOSEN = st.lists(st.sampled_from(ASKED.choices), unique=True)


@given(CHOSEN, st.sampled_from([";", "; ", "\n", "\n- ", " ;\n"]))
def test_neither_the_order_nor_what_parts_them_makes_another_answer(
    chosen: list[str], between: str
) -> None:
    text = ASKED.canonical(between.join(chosen))
    assert text.split("\n") == [c for c in ASKED.choices if c in chosen] or not chosen
    assert ASKED.holds(text)


@given(texts())
def test_a_text_in_canonical_form_stays_so_and_loses_no_word(text: str) -> None:
    once = ASKED.canonical(text)
    assert ASKED.canonical(once) == once
    assert set(named_choices(once)) == set(named_choices(text))


def test_a_dash_within_a_choice_is_no_list_mark() -> None:
    assert named_choices("Arkisin - iltaisin; - Kirje") == ("Arkisin - iltaisin", "Kirje")


# Checks.


def wrong(plan: Plan) -> list[Finding]:
    return [finding for finding in check(plan, FORM) if finding.code == "OMV315"]


@pytest.mark.parametrize(
    ("text", "named", "suggestion"),
    [
        ("Puhelin\nkirje", "kirje", "Ehdotus: Kirje"),
        ("Puheln; Kirje", "Puheln", "Ehdotus: Puhelin"),
        ("Kirje\nSahkoposti", "Sahkoposti", "Ehdotus: Sähköposti"),
        ("puhelin, kirje", "puhelin, kirje", "Ehdotus: Puhelin; Kirje"),
        ("Kirje; Savumerkki", "Savumerkki", ""),
        ("[[Puhelin]]", "[[Puhelin]]", ""),
    ],
)
def test_each_wrong_choice_is_named_with_the_nearest_right_one(
    text: str, named: str, suggestion: str
) -> None:
    [finding] = wrong(plan_with(text))
    assert f"”{named}”" in finding.message
    remedy = finding.at(Location("Välilehti", "D5")).remedy
    assert suggestion in remedy
    assert bool(suggestion) == ("Ehdotus" in remedy)


def test_every_wrong_choice_is_told() -> None:
    assert len(wrong(plan_with("Faksi; Kirje; Telex\nSavumerkki"))) == 3
    assert len(wrong(plan_with("\n".join(map(str, range(1000)))))) == 5
    [finding] = wrong(shifts("ma", "ti\nla"))
    assert finding.place == Place("table", TABLE.id, part="paivat", row=1)


def test_a_choice_twice_in_data_is_told_and_no_choice_is_a_missing_answer() -> None:
    assert [f.code for f in check(plan_with("Kirje\nKirje"), FORM)].count("OMV316") == 1
    assert "OMV201" in [f.code for f in check(plan_with(""), FORM)]


# JSON.


def schema_errors(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(plan_schema(FORM)).iter_errors(data)]


def test_choices_are_an_array_in_json() -> None:
    plan = plan_with("Puhelin\nKirje")
    data = plan_to_json(plan, FORM)
    assert data["answers"]["yhteys"]["text"] == ["Puhelin", "Kirje"]
    assert plan_to_json(plan_with(""), FORM)["answers"]["yhteys"]["text"] == []
    assert plan_to_json(shifts("ma\nti"), FORM)["tables"][TABLE.id][0]["paivat"] == ["ma", "ti"]
    assert schema_errors(data) == []
    assert schema_errors(plan_to_json(shifts("ma\nla"), FORM))


@given(plans(FORM))
def test_any_plan_comes_back_from_json(plan: Plan) -> None:
    data = json.loads(json.dumps(plan_to_json(plan, FORM)))
    assert plan_from_json(data) == plan


def test_an_exported_plan_makes_a_workbook_that_exports_the_same(tmp_path: Path) -> None:
    first, again, book = (tmp_path / name for name in ("1.json", "2.json", "kirja.xlsx"))
    source = tmp_path / "lahde.xlsx"
    Edited(source, FORM, shifts("ma\npe")).put(SHEET, {"D4": "Kirje; Puhelin"})
    form = ("--form", FILE)
    assert omvgen("export", source, "-o", first, *form).code == 0
    assert omvgen("template", "--answers", first, "-o", book, *form).code == 0
    assert omvgen("export", book, "-o", again, *form).code == 0
    assert first.read_bytes() == again.read_bytes()
    assert '"Puhelin",' in first.read_text("utf-8")


def test_next_years_workbook_has_the_same_choices(tmp_path: Path) -> None:
    source, new = tmp_path / "vanha.xlsx", tmp_path / "uusi.xlsx"
    source.write_bytes(make_workbook(FORM, plan_with("Puhelin\nKirje")))
    assert omvgen("new", source, "--year", "2027", "-o", new, "--form", FILE).code == 0
    said = omvgen("export", new, "--form", FILE).out
    assert json.loads(said)["answers"]["yhteys"]["text"] == ["Puhelin", "Kirje"]


# Comparison.


def test_choices_that_came_and_went_are_told_whole() -> None:
    old, new = plan_with("Puhelin\nKirje"), plan_with("Puhelin\nSähköposti")
    [change] = compare_plans(old, new, FORM).changes
    assert change.nature is Nature.VALUE
    differ = {(s.kind, s.text.strip()) for s in change.segments if s.text.strip()}
    assert differ == {
        (SegmentKind.EQUAL, "Puhelin"),
        (SegmentKind.DELETE, "Kirje"),
        (SegmentKind.INSERT, "Sähköposti"),
    }


@pytest.mark.parametrize("turned", [*permutations(["Puhelin", "Kirje", "Käynti"])][1:])
def test_another_order_alone_is_no_other_answer(turned: tuple[str, ...]) -> None:
    old, new = plan_with("Puhelin\nKirje\nKäynti"), plan_with("\n".join(turned))
    [change] = compare_plans(old, new, FORM).changes
    assert change.nature is Nature.REORDERED


@given(CHOSEN.filter(bool), CHOSEN.filter(bool))
def test_the_segments_make_both_texts(old: list[str], new: list[str]) -> None:
    for change in compare_plans(plan_with("\n".join(old)), plan_with("\n".join(new)), FORM).changes:
        assert "".join(s.old for s in change.segments) == change.old.plain
        assert "".join(s.new for s in change.segments) == change.new.plain
        assert (change.nature is Nature.REORDERED) == (set(old) == set(new))


def test_the_choices_of_a_row_are_told_on_one_line() -> None:
    [table] = compare_plans(shifts("ma\nti"), shifts("ma\npe"), FORM).tables
    [cell] = cells(table.rows[0], TABLE)
    assert (cell.old, cell.new) == ("ma; ti", "ma; pe")


def test_staff_are_told_all_the_choices_that_hold_now() -> None:
    changes = compare_plans(plan_with("Puhelin"), plan_with("Puhelin\nKirje"), FORM)
    [section] = in_plain_words(changes, FORM)
    [item] = section.changes
    assert item.sentences == ("Nyt: Puhelin; Kirje",)


# The document and its public copy.


def said_in_document(plan: Plan) -> tuple[Any, ...]:
    [control] = [b for b in answer_blocks(plan, FORM, ASKED) if isinstance(b, Control)]
    return control.blocks


def test_the_document_lists_the_choices() -> None:
    blocks = said_in_document(plan_with("Puhelin\nKirje"))
    assert [(type(b), words_of(b.spans)) for b in blocks] == [
        (ListItem, "Puhelin"),
        (ListItem, "Kirje"),
    ]
    secret = said_in_document(plan_with("Puhelin\nKirje", SECRET))
    roles = [piece.role for b in secret if isinstance(b, ListItem) for piece in b.spans]
    assert roles == [Role.SECRET, Role.SECRET]


def test_of_choices_that_hold_something_secret_nothing_is_public() -> None:
    copy = publish(plan_with("Kirje\n[[Puhelin]]", PARTLY), FORM)
    assert copy.plan.text("yhteys") == f"[Salassa pidettävä, {BASIS}]"
    [item] = [item for item in copy.withheld if item.place.id == "yhteys"]
    assert item.texts == ("Kirje\nPuhelin",)
    [block] = said_in_document(copy.plan)
    assert isinstance(block, Text)


# The form.


def faults(old: str, new: str) -> list[str]:
    text = FILE.read_text("utf-8")
    assert text.count(old) == 1
    return [fault.code for fault in form_faults(tomllib.loads(text.replace(old, new)))]


def test_a_form_of_several_choices_is_in_order() -> None:
    assert list(form_faults(read_form_file(FILE))) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"Kirje"', '"Kirje; kortti"', "OMV182"),
        ('"Kirje"', '"Kirje\\n"', "OMV182"),
        ('"Kirje"', '" Kirje"', "OMV182"),
        ('"Kirje"', '"- Kirje"', "OMV182"),
        ('"Kirje"', '"Kirje, kortti"', "OMV182"),
        ('choices = ["Puhelin", "Sähköposti", "Kirje", "Käynti"]\n', "", "OMV178"),
        ("required = true\n", "required = true\ndetails = true\n", "OMV189"),
        ('kind = "long"\n', 'kind = "long"\nchoices = ["a", "b"]\n', "OMV189"),
    ],
)
def test_what_no_list_of_several_choices_may_hold_is_told(old: str, new: str, code: str) -> None:
    assert faults(old, new) == [code]
