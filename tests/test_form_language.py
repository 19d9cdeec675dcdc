"""A workbook speaks its form's language: what is ours comes from the catalogue, both ways."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers_template import opened

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form import sheets
from omvgen.form.form import Form
from omvgen.form.loader import form_from_data, load_form
from omvgen.form.publicity import Publicity
from omvgen.locale import LANGUAGES, in_language
from omvgen.package import unzip_package
from omvgen.plan.bases import COMMON_BASES
from omvgen.plan.carry import carry
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.workbook import layout
from omvgen.workbook.patch.annotate.copy import annotated_copy
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_next_workbook, make_workbook, starting_plan
from omvgen.workbook.vocabulary import publicity_of, publicity_words, with_words

DATA = tomllib.loads((Path(__file__).parent / "forms" / "pieni.toml").read_text("utf-8"))
FINNISH = form_from_data(DATA)
ENGLISH = form_from_data(DATA | {"language": "en"})
FIXED = (sheets.GUIDE, sheets.SUMMARY, sheets.DOCUMENT, sheets.LOG, sheets.CARRIED)
FIXED = (*FIXED, sheets.ORPHANS, sheets.FINDINGS)
PLAN = Plan(
    ENGLISH.id,
    ENGLISH.version,
    document={"title": "Plan 2026", "year": "2026", "publicity": Publicity.PARTLY.value},
    answers={
        "nimi": Answer(plain("Unit One"), Publicity.PUBLIC, (), "ask again"),
        "lisatietoja": Answer(plain("One\n\nTwo"), Publicity.PARTLY, ("JulkL 24 § 1 mom. 7 k",)),
        "kuvaus": Answer(plain("By locks."), Publicity.SECRET),
        "harjoitus": Answer(plain("Kyllä\nIn May.")),
    },
    tables={"laitteet_taulukko": ({"laite": "Lock", "kunto": "hyvä"},)},
    log=({"version": "1.0", "essential": "Kyllä", "ground": "oma havainto"}, {"essential": "Ei"}),
)


def read(data: bytes, folder: Path) -> Reading:
    file = folder / "plan.xlsx"
    file.write_bytes(data)
    return read_workbook(file, ENGLISH)


def words(data: bytes) -> set[str]:
    """Every text that a person may see in the workbook: in cells, formulas, lists and prompts."""
    book = opened(data)
    found = {*book.sheetnames, *_mark_words(data)}
    for sheet in book:
        found |= {str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None}
        for rule in sheet.data_validations.dataValidation:
            found |= {t for t in (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle) if t}
            found |= set((rule.formula1 or "").strip('"').split(","))
    formulas = {text for text in found if text.startswith("=")}
    return (found - formulas) | {
        text for f in formulas for text in re.findall(r'"((?:[^"]|"")*)"', f)
    }


def _mark_words(data: bytes) -> Iterator[str]:
    styles = unzip_package(data)["xl/styles.xml"].decode()
    yield from re.findall(r'formatCode="@&quot; ([^&]+)&quot;"', styles)


def texts(data: Any) -> Iterator[str]:
    """Every text of a form's own data."""
    if isinstance(data, str):
        yield data
    for value in (
        data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    ):
        yield from texts(value)


def test_nothing_of_ours_is_finnish_in_the_workbook_of_an_english_form() -> None:
    english, finnish = words(make_workbook(ENGLISH, PLAN)), words(make_workbook(FINNISH, PLAN))
    assert {"Public", "Partly secret", "Change log", "missing", "Yes"} <= english
    ids = {*ENGLISH.fields, *(column.id for column in ENGLISH.log.columns), "#muutosloki"}
    marks = {sheet.mark for sheet in FIXED} | {layout.FORM_ID_ROW, layout.FORM_VERSION_ROW}
    known = {*texts(DATA), *COMMON_BASES, *ids, *marks, *(f"#{id_}" for id_ in ENGLISH.tables)}
    written = {*texts(dict(PLAN.document)), *texts([dict(row) for row in PLAN.log])}
    written |= {"One\n\nTwo", "By locks.", "In May.", "Unit One", "Lock", "ask again"}
    alike = {text for text in english & finnish if re.search(r"[^\W\d]{2}", text)}
    shortened = {text for text in alike if text.endswith("…") and _begins(text[:-1], known)}
    assert alike - known - written - shortened == set()


def _begins(beginning: str, texts: set[str]) -> bool:
    return any(text.startswith(beginning) for text in texts)


def test_an_english_workbook_gives_the_plan_that_it_was_made_of(tmp_path: Path) -> None:
    reading = read(make_workbook(ENGLISH, PLAN), tmp_path)
    assert reading.findings == ()
    assert reading.plan == PLAN


def test_an_english_workbook_is_read_by_its_headers_when_columns_move(tmp_path: Path) -> None:
    book = opened(make_workbook(ENGLISH, PLAN))
    book["1 Perustiedot"].insert_cols(4)
    file = tmp_path / "moved.xlsx"
    book.save(file)
    reading = read_workbook(file, ENGLISH)
    assert {id_: reading.plan.answer(id_) for id_ in PLAN.answers} == dict(PLAN.answers)


def test_a_sheet_that_lost_its_mark_is_known_by_its_english_name(tmp_path: Path) -> None:
    book = opened(make_workbook(ENGLISH, PLAN))
    for name in ("Document details", "Change log"):
        book[name]["A1"] = None
    file = tmp_path / "unmarked.xlsx"
    book.save(file)
    reading = read_workbook(file, ENGLISH)
    assert (reading.plan.document, reading.plan.log) == (PLAN.document, PLAN.log)


def test_next_years_workbook_and_the_annotated_copy_are_english_too() -> None:
    lost = Plan(ENGLISH.id, ENGLISH.version, answers={"gone": Answer(plain("x"))})
    carried = carry(lost, {}, ENGLISH, starting_plan(ENGLISH), 2027)
    names = opened(make_next_workbook(ENGLISH, carried)).sheetnames
    assert names[-2:] == ["Answers carried over", "Not carried over"]
    data, finding = (
        make_workbook(ENGLISH),
        Finding(Code.REQUIRED_ANSWER_MISSING, Location("1 Perustiedot", "D4")),
    )
    assert opened(annotated_copy(data, [finding], form=ENGLISH)).sheetnames[-1] == "Findings"


@pytest.mark.parametrize("language", LANGUAGES)
def test_publicity_is_known_by_the_forms_word_and_by_the_finnish_one(language: str) -> None:
    for publicity, word in publicity_words(language).items():
        assert publicity_of(f" {word.upper()} ", language) is publicity
        assert publicity_of(publicity.value, language) is publicity
    assert publicity_of("Osittain", language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_must_be_told_apart_are(language: str) -> None:
    form = form_from_data(DATA | {"language": language})
    columns = [with_words(column, language) for column in form.log.columns]
    fields = [with_words(field, language) for field in form.document_fields]
    headers = layout.headers(layout.QUESTION_COLUMNS, language)
    groups = [
        [sheet.name(language) for sheet in FIXED],
        list(headers.values()),
        list(layout.headers(layout.FIELD_COLUMNS, language).values()),
        [column.title for column in columns],
        [field.text for field in fields],
        list(publicity_words(language).values()),
        *(item.choices for item in (*columns, *fields)),
    ]
    for group in groups:
        assert len({word.casefold() for word in group}) == len(group), group
    assert all("," not in word for item in (*columns, *fields) for word in item.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_keep_excels_limits(language: str) -> None:
    for sheet in FIXED:
        assert re.fullmatch(r"[^'\[\]:*?/\\]{1,31}", sheet.name(language))


def test_the_built_in_form_is_finnish_whatever_language_is_in_use(form: Form) -> None:
    assert in_language("en", "Muutosloki") == "Change log"
    assert load_form().log.title == form.log.title == "Muutosloki"
    assert form.fields["title"].text == "Otsikko"
