"""The form as data: the built-in one is the official one, and any other is checked."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers_cli import omvgen
from hypothesis import given
from hypothesis import strategies as st

from omvgen.errors import OmvgenError
from omvgen.form.form import Form
from omvgen.form.form_file import LONGEST_LIST, form_faults, read_checked
from omvgen.form.formats import FORMATS
from omvgen.form.loader import BUILT_IN, load_form
from omvgen.form.sheets import DOCUMENT, GUIDE, LOG, SUMMARY, reserved_names
from omvgen.locale import LANGUAGES

HERE = files("omvgen.form")
OFFICIAL = json.loads((Path(__file__).parent / "data" / "form-texts.json").read_text("utf-8"))
Json = dict[str, Any]


def built_in() -> Json:
    return tomllib.loads(HERE.joinpath(f"{BUILT_IN}.toml").read_text("utf-8"))


def small() -> Json:
    """A form that is in order, small enough to spoil in one place."""
    columns: list[Json] = [{"id": "nimi", "title": "Nimi", "kind": "short", "key": True}]
    table = {"id": "taulu", "title": "Taulu", "columns": columns}
    questions: list[Json] = [
        {"id": "kuvaus", "text": "Kuvaus", "kind": "long"},
        {"id": "luettelo", "text": "Luettelo", "kind": "table", "tables": [table]},
    ]
    sections = [{"id": "osio", "sheet": "Osio", "title": "Osio", "questions": questions}]
    return {"id": "oma", "version": "1", "title": "Oma", "language": "fi", "sections": sections}


# The built-in form.


def test_the_built_in_form_follows_the_schema() -> None:
    schema = json.loads(HERE.joinpath("form.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(built_in(), schema, cls=jsonschema.Draft202012Validator)
    assert list(form_faults(built_in())) == []


def test_the_form_holds_the_whole_annex(form: Form) -> None:
    counts = (len(form.sections), len(form.questions), len(form.tables))
    assert counts == (13, 58, 9)


def test_the_wording_is_the_official_one_to_the_letter_and_in_order(form: Form) -> None:
    assert form.heading == OFFICIAL["heading"]
    assert [s.title for s in form.sections] == [s["title"] for s in OFFICIAL["sections"]]
    for section, official in zip(form.sections, OFFICIAL["sections"], strict=True):
        texts = [(q.id, q.text) for q in section.questions]
        assert texts == [(q["id"], q["text"]) for q in official["questions"]]
        assert section.statement == official.get("statement")


def test_the_tables_and_their_columns_are_the_official_ones(form: Form) -> None:
    official = [q["table"] for s in OFFICIAL["sections"] for q in s["questions"] if "table" in q]
    ours = [
        {"id": t.id, "title": t.title, "columns": [column.title for column in t.columns]}
        for t in form.tables.values()
    ]
    assert ours == official


def test_every_format_of_the_form_is_checked_somewhere(form: Form) -> None:
    columns = [column for table in form.tables.values() for column in table.columns]
    items = [*form.questions.values(), *form.document_fields, *columns, *form.log.columns]
    assert {item.format for item in items if item.format} - {"secrecy_basis"} <= FORMATS.keys()


def test_what_every_plan_has_is_described_in_the_same_words() -> None:
    schema = json.loads(HERE.joinpath("form.schema.json").read_text("utf-8"))
    common = tomllib.loads(HERE.joinpath("common.toml").read_text("utf-8"))
    part = {"$schema": schema["$schema"], "$defs": schema["$defs"]}
    for field in common["document"]:
        jsonschema.validate(field, part | {"$ref": "#/$defs/question"})
    for column in common["log"]["columns"]:
        column.pop("optional", None)  # a word for what was added to every plan later
    jsonschema.validate(common["log"], part | {"$ref": "#/$defs/table"})


def test_the_reserved_sheets_are_those_of_every_workbook() -> None:
    for language in LANGUAGES:
        names = set(reserved_names(language))
        assert {sheet.name(language) for sheet in (GUIDE, SUMMARY, DOCUMENT, LOG)} < names
        assert len({name.casefold() for name in names}) == 9


# A form of one's own.


def spoiled(path: str, value: Any) -> Json:
    """The small form with one value changed, added, or (None) removed."""
    form = small()
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    node: Any = form
    for step in way:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return form


COLUMNS = "sections.0.questions.1.tables.0.columns"
QUESTION = "sections.0.questions.0"
OTHER_SECTION = {
    "id": "toinen",
    "sheet": "Toinen",
    "title": "Toinen",
    "questions": [{"id": "muu", "text": "Muu", "kind": "long"}],
}
OTHER_COLUMN = {"id": "muu", "title": "Muu", "kind": "short"}

# Where, the bad value, its code, and words that the finding must have.
BAD = [
    ("title", None, "OMV178", "lomake: tieto ”title” puuttuu"),
    (f"{QUESTION}.text", None, "OMV178", "osio 1 (osio), kohta 1 (kuvaus): tieto ”text”"),
    (f"{QUESTION}.requred", True, "OMV179", "Tarkoititko: required?"),
    (f"{QUESTION}.required", "kyllä", "OMV180", "true tai false"),
    ("version", 1, "OMV180", "tekstiä lainausmerkeissä"),
    (f"{QUESTION}.kind", "lnog", "OMV181", "Tarkoititko: long?"),
    (f"{QUESTION}.kind", "choice", "OMV178", "tieto ”choices” puuttuu"),
    (f"{QUESTION}.id", "Kuvaus1", "OMV182", "pieniä kirjaimia"),
    ("sections.0.sheet", "1/2", "OMV182", "Välilehden nimessä"),
    ("language", "suomi", "OMV182", "fi-FI"),
    ("sections.0.sheet", "x" * 32, "OMV183", "enintään 31"),
    ("sections", [], "OMV183", "vähintään 1"),
    (f"{COLUMNS}.0.key", None, "OMV184", "taulukko 1 (taulu)"),
    (f"{QUESTION}.id", "luettelo", "OMV185", "tunniste ”luettelo” on jo käytössä"),
    (f"{QUESTION}.renamed_from", ["luettelo"], "OMV185", "luettelo"),
    ("sections.0.sheet", "MUUTOSLOKI", "OMV186", "varattu"),
    (f"{QUESTION}.details", True, "OMV189", "details"),
]


@pytest.mark.parametrize(("path", "value", "code", "words"), BAD)
def test_each_fault_of_a_form_is_told_in_its_writers_words(
    path: str, value: Any, code: str, words: str
) -> None:
    faults = list(form_faults(spoiled(path, value)))
    assert code in [fault.code for fault in faults]
    said = " ".join(f"{fault.message} {fault.remedy}" for fault in faults)
    assert words in said
    assert "{" not in said


def test_the_small_form_is_in_order() -> None:
    assert list(form_faults(small())) == []


def test_two_sheets_share_no_name_even_in_another_case() -> None:
    form = small()
    form["sections"].append(OTHER_SECTION | {"sheet": "OSIO"})
    assert [fault.code for fault in form_faults(form)] == ["OMV185"]


def test_two_columns_share_no_title() -> None:
    form = small()
    columns = form["sections"][0]["questions"][1]["tables"][0]["columns"]
    columns.append(OTHER_COLUMN | {"title": "nimi"})
    assert [fault.code for fault in form_faults(form)] == ["OMV185"]


def test_two_questions_have_no_common_role() -> None:
    form = small()
    for question in form["sections"][0]["questions"]:
        question["role"] = "director"
    assert [fault.code for fault in form_faults(form)] == ["OMV185"]


@pytest.mark.parametrize(("surplus", "codes"), [(0, []), (1, ["OMV187"])])
def test_choices_fit_into_a_list_of_excel(surplus: int, codes: list[str]) -> None:
    choices = ["a" * 100, "b" * (LONGEST_LIST - 101 + surplus)]
    form = spoiled(QUESTION, {"id": "k", "text": "K", "kind": "choice", "choices": choices})
    assert [fault.code for fault in form_faults(form)] == codes


@pytest.mark.parametrize("role", ["publicity", "basis", "ends"])
def test_a_column_can_do_what_its_role_says(role: str) -> None:
    form = small()
    columns = form["sections"][0]["questions"][1]["tables"][0]["columns"]
    columns.append(OTHER_COLUMN | {"role": role})
    [fault] = form_faults(form)
    assert fault.code == "OMV188"


def test_all_faults_are_told_at_once() -> None:
    form = spoiled("title", None)
    form["sections"][0]["sheet"] = "x" * 40
    form["language"] = "suomi"
    assert {fault.code for fault in form_faults(form)} == {"OMV178", "OMV182", "OMV183"}


# The file.

SYNTAX = [
    ('id = "oma\n', "rivillä 1", "lainausmerkki puuttuu"),
    ('id = "a"\nid = "b"\n', "rivillä 2", "kahdesti"),
    ("id = oma\n", "rivillä 1", "lainausmerkeissä"),
    ('id "oma"\n', "rivillä 1", "yhtäsuuruusmerkki"),
    ("[a]\n[a]\n", "rivillä 2", "kahdesti"),
    ("id = [1, 2", "lopussa", "hakasulje"),
]


@pytest.mark.parametrize(("text", "place", "words"), SYNTAX)
def test_a_slip_of_notation_is_told_with_its_line(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    file = tmp_path / "oma.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(OmvgenError) as refusal:
        read_checked(file)
    finding = refusal.value.finding
    assert finding.code == "OMV176"
    assert place in finding.message
    assert words in finding.message


def test_a_missing_file_and_a_binary_one_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    for name, code in (("a.toml", "OMV174"), ("b.toml", "OMV175")):
        with pytest.raises(OmvgenError) as refusal:
            load_form(tmp_path / name)
        assert refusal.value.finding.code == code


def test_a_form_of_ones_own_is_loaded_when_it_is_in_order(tmp_path: Path) -> None:
    file = tmp_path / "oma.toml"
    file.write_bytes(HERE.joinpath(f"{BUILT_IN}.toml").read_bytes().replace(b"\n", b"\r\n"))
    assert load_form(file) == load_form()


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_file_makes_the_check_stumble(tmp_path_factory: Any, data: bytes) -> None:
    file = tmp_path_factory.mktemp("form") / "oma.toml"
    file.write_bytes(data)
    with pytest.raises(OmvgenError) as refusal:
        read_checked(file)
    assert refusal.value.finding.message


_VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from([path for path, *_rest in BAD if not path.endswith(".key")]), _VALUES)
def test_no_value_makes_the_check_stumble(path: str, value: Any) -> None:
    for fault in form_faults(spoiled(path, value)):
        assert fault.message
        assert fault.remedy


def test_the_command_tells_all_faults_and_ends_with_one(tmp_path: Path) -> None:
    file = tmp_path / "oma.toml"
    file.write_text('id = "Oma"\nversion = "1"\nlanguage = "fi"\n', "utf-8")
    said = omvgen("form", "check", file)
    assert said.code == 1
    for code in ("OMV178", "OMV182"):
        assert code in said.out
    assert said.out.rstrip().endswith("3 virhettä")
    assert said.err == ""


def test_the_command_says_that_a_form_is_in_order(tmp_path: Path, form: Form) -> None:
    file = tmp_path / "oma.toml"
    file.write_bytes(HERE.joinpath(f"{BUILT_IN}.toml").read_bytes())
    said = omvgen("form", "check", file)
    assert said.code == 0
    counts = (
        f"{len(form.sections)} osiota, {len(form.questions)} kohtaa ja {len(form.tables)} taulukkoa"
    )
    assert said.out == f"oma.toml: lomake on kunnossa, {counts}.\n"


def test_the_command_ends_with_two_when_nothing_can_be_read(tmp_path: Path) -> None:
    said = omvgen("form", "check", tmp_path / "ei-ole.toml")
    assert said.code == 2
    assert said.err.startswith("OMV174: Lomaketiedostoa ")
