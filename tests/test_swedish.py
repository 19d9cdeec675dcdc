"""A plan in Swedish, from the form to the documents: nothing of ours in it is Finnish."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from helpers_cli import omvgen, omvgen_process
from test_form_language import words as workbook_words

from omvgen import pipeline
from omvgen.findings.catalogue import RULES
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.as_toml import form_as_toml
from omvgen.form.form_file import form_faults, read_form_file
from omvgen.form.loader import form_from_data, form_in, has_texts_in, load_form
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import CONFLICTS
from omvgen.locale import speaking, tr
from omvgen.package import unzip_package
from omvgen.plan.bases import basis_in, parse_basis, shown_bases
from omvgen.plan.conflicts import OpenConflict, Side
from omvgen.plan.passages import passages
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.plan.transfer import Ledger
from omvgen.secrecy.publish.marks import has_unclear_mark
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

FILE = Path(__file__).parent / "forms" / "kaksikielinen.toml"
FORM = load_form(FILE)
BASIS = "OffL 24 § 1 mom. 7 punkten"
LOCALE = Path(__file__).parent.parent / "omvgen" / "locale"
# What is the same in both languages, or a name: of commands, files, acts, the form's ids.
ALIKE = {"omvgen", "merge", "template", "validate", "form", "kaksikielinen", "kieli"}


def plan(year: int, text: str, secret: str) -> Plan:
    day = f"1.2.{year}"
    return Plan(
        FORM.id,
        FORM.version,
        document={
            "document_type": "Plan",
            "title": f"Plan för egenkontroll {year}",
            "year": str(year),
            "version": f"{year - 2024}.0",
            "date": day,
            "case_number": f"LUVA/{year}/1",
            "prepared_by": "Enheten",
            "participants_management": "Ledningen",
            "participants_staff": "Personalen",
            "publicity": Publicity.PARTLY.value,
            "bases": BASIS,
            "language": "sv-FI",
        },
        answers={
            "nimi": Answer(plain("Enheten Ett"), Publicity.PUBLIC),
            "kuvaus": Answer(
                plain(f"{text} [[SEKRETESS {BASIS}: {secret}]]"), Publicity.PARTLY, (BASIS,)
            ),
            "harjoitus": Answer(plain("Ja"), Publicity.PUBLIC),
            "laitteet": Answer(publicity=Publicity.PUBLIC),
        },
        tables={
            "laitteet_taulukko": (
                {"laite": "Lås", "julkisuus": "offentlig"},
                {"laite": "Kamera KX4711", "julkisuus": "sekretessbelagd", "peruste": BASIS},
            )
        },
        log=(
            {
                "version": f"{year - 2024}.0",
                "date": day,
                "place": "2.1",
                "change": "Svaret uppdaterades.",
                "essential": "Kyllä",
                "ground": "oma havainto",
                "informed": day,
            },
        ),
    )


@cache
def readings(folder: Path) -> tuple[Reading, Reading]:
    texts = ("Dörrarna är låsta.", "Dörrarna är alltid låsta.")
    found = []
    for year, text in zip((2025, 2026), texts, strict=True):
        file = folder / f"{year}.xlsx"
        file.write_bytes(pipeline.template(FORM, plan(year, text, f"Koden är AB{year}.")))
        found.append(pipeline.read(file, FORM))
    return found[0], found[1]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, Reading]:
    return readings(tmp_path_factory.mktemp("swedish"))


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "omvgen.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(text: object) -> Iterable[str]:
    return (text,) if isinstance(text, str) else tuple(text or ())  # type: ignore[arg-type]


def long_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


@cache
def finnish_words() -> frozenset[str]:
    """The words of our Finnish messages that no Swedish one has."""
    clicks = {message.id for message in catalogue("fi")}
    ours = [message for message in catalogue("sv") if message.id and message.id not in clicks]
    finnish = long_words(text for message in ours for text in forms(message.id))
    swedish = long_words(text for message in ours for text in forms(message.string))
    return frozenset(finnish - swedish - ALIKE)


def shown(data: bytes) -> str:
    """The texts that a reader of the file sees, and those of its properties."""
    if not data.startswith(b"PK"):
        page = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->", " ", data.decode())
        return re.sub(r"<[^>]*>", " ", page)
    parts = unzip_package(data)
    seen = [name for name in parts if re.search(r"document|header|footer|docProps", name)]
    texts = (re.findall(r">([^<]+)<", parts[name].decode()) for name in seen if ".rels" not in name)
    return " ".join(text for found in texts for text in found)


def test_no_message_is_left_as_it_is_in_finnish() -> None:
    clicks = {message.id for message in catalogue("fi")}
    same = {
        text
        for message in catalogue("sv")
        if message.id and message.id not in clicks
        for text, other in zip(forms(message.id), forms(message.string), strict=True)
        if text == other and long_words([re.sub(r"\{\w*\}", "", text)])
    }
    assert same == set()


def test_a_swedish_workbook_gives_the_plan_that_it_was_made_of(
    both: tuple[Reading, Reading],
) -> None:
    new = both[1]
    assert new.form.language == "sv-FI"
    assert new.findings == ()
    assert new.plan == plan(2026, "Dörrarna är alltid låsta.", "Koden är AB2026.")


def test_nothing_in_a_swedish_workbook_is_finnish() -> None:
    made = pipeline.template(FORM, Plan(FORM.id, FORM.version, document={"language": "sv-FI"}))
    ids = {*FORM.questions, *FORM.tables, *FORM.fields, *(c.id for c in FORM.log.columns)}
    ids |= {section.id for section in FORM.sections}
    texts = {text for text in workbook_words(made) if text not in ids and text[:1] != "#"}
    assert {"Offentlighet", "Ändringslogg", "saknas", "Ja", "2 Säkerhet", BASIS} <= texts
    assert long_words(texts) & finnish_words() == set()


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_nothing_in_swedish_documents_is_finnish(both: tuple[Reading, Reading], kind: str) -> None:
    old, new = both
    made = [
        pipeline.build(new, kind, draft=True, previous=old),
        pipeline.build_public(new, kind, previous=old),
        pipeline.notice(old, new, kind),
        pipeline.review(new),
    ]
    with speaking("fi" if kind == "docx" else "sv"):  # on a screen, what changed follows --lang
        made += [pipeline.report(old, new, kind, public=public) for public in (False, True)]
    for data in made:
        assert long_words([shown(data)]) & finnish_words() == set()


def test_the_public_copy_names_what_was_withheld_in_swedish(both: tuple[Reading, Reading]) -> None:
    page = pipeline.build_public(both[1], "md").decode()
    assert f"\\[Sekretessbelagd, {BASIS}\\]" in page
    assert f"{BASIS}: säkerhetsarrangemang för personer" in page
    assert "AB2026" not in page
    assert "KX4711" not in page


def test_a_swedish_document_says_the_same_as_its_workbook(
    both: tuple[Reading, Reading], tmp_path: Path
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(pipeline.build(both[1]))
    comparison = pipeline.verify(file, both[1]).comparison
    assert comparison is not None
    assert comparison.verdict == "same"


def test_the_workbooks_language_decides_the_frame_of_a_form_in_one_language(
    both: tuple[Reading, Reading],
) -> None:
    finnish = replace(both[1], form=load_form())
    assert finnish.for_documents().form.log.title == "Ändringslogg"
    assert finnish.for_documents().form.sections == finnish.form.sections
    assert not has_texts_in(finnish.form, "sv")


def test_a_message_names_the_workbooks_columns_in_its_own_language() -> None:
    finding = Finding(Code.PUBLICITY_UNDECIDED, Location("1", "E4"))
    with speaking("sv"):
        assert "Osittain salassa pidettävä" in finding.remedy
        assert "Delvis sekretessbelagd" in finding.about("sv-FI").remedy
    assert "Delvis sekretessbelagd" in finding.about("sv-FI").remedy


def test_findings_on_a_swedish_plan_are_swedish(both: tuple[Reading, Reading]) -> None:
    old, new = both
    undecided = replace(new.plan.answers["nimi"], publicity=None)
    broken = replace(new.plan, answers={**new.plan.answers, "nimi": undecided}, log=())
    with speaking("sv"):
        found = pipeline.validate(replace(new, plan=broken), old)
        texts = [text for finding in found for text in (finding.message, finding.remedy)]
    assert found
    assert long_words(texts) & finnish_words() == set()


def test_every_rule_is_swedish_without_finnish_words() -> None:
    with speaking("sv"):
        texts = [tr(t) for rule in RULES.values() for t in (rule.title, rule.message, rule.remedy)]
    assert long_words(texts) & finnish_words() == set()


def test_a_new_workbook_is_in_the_language_in_use_where_the_form_has_it(tmp_path: Path) -> None:
    for language, sheet in (("sv", "2 Säkerhet"), ("en", "2 Turvallisuus")):
        file = tmp_path / f"{language}.xlsx"
        done = omvgen("template", "--form", FILE, "-o", file, "--lang", language)
        assert done.code == 0, done.err
        assert sheet in workbook_words(file.read_bytes())


def test_help_is_swedish() -> None:
    """In a process of its own: a command's help is in the language in which it was loaded."""
    said = omvgen_process("build", "--help", "--lang", "sv").out
    assert "Användning:" in said
    assert "Visa denna hjälp." in said
    assert long_words([said]) & finnish_words() == set()


# ---- forms -------------------------------------------------------------------------------


def test_a_form_has_its_own_texts_where_a_language_lacks_them() -> None:
    data = read_form_file(FILE)
    del data["sections"][0]["title"]["sv"]
    swedish = form_in(form_from_data(data), "sv")
    assert [section.title for section in swedish.sections[:2]] == ["Yksikkö", "Säkerhet"]
    assert swedish.questions["harjoitus"].choices == ("Ja", "Nej")
    assert form_in(swedish, "fi") == form_from_data(data)


def test_faults_are_found_in_each_language() -> None:
    data = read_form_file(FILE)
    assert not list(form_faults(data))
    data["sections"][1]["sheet"]["sv"] = "Sammandrag"
    data["sections"][2]["sheet"]["sv"] = "1 Enheten"
    assert {fault.code for fault in form_faults(data)} == {"OMV185", "OMV186"}
    data["sections"][0]["title"] = {"svenska": "Enheten"}
    assert len(list(form_faults(data))) == 1


def test_a_form_in_two_languages_goes_through_toml_without_loss() -> None:
    data = read_form_file(FILE)
    assert tomllib.loads(form_as_toml(data)) == data


def test_a_form_workbook_has_a_column_for_each_other_language(tmp_path: Path) -> None:
    """And it gives the same form back, whatever the language of its sheets."""
    for language in ("fi", "sv"):
        book, back = tmp_path / f"{language}.xlsx", tmp_path / f"{language}.toml"
        assert omvgen("form", "new", book, "--form", FILE, "--lang", language).code == 0
        assert omvgen("form", "check", book).code == 0
        assert omvgen("form", "new", back, "--form", book).code == 0
        assert tomllib.loads(back.read_text("utf-8")) == tomllib.loads(FILE.read_text("utf-8"))
    sheet = openpyxl.load_workbook(tmp_path / "fi.xlsx")["Kohdat"]
    assert "Kysymys (sv)" in [cell.value for cell in sheet[3]]


# ---- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        BASIS,
        "OffL 24 § 1 mom. 7 p.",
        "offentlighetslagen 24 § 1 mom. 7 punkten",
        "24 § 1 mom. 7 punkten i offentlighetslagen",
        "24 § 1 mom. 7 punkten i offentlighetslagen (621/1999)",
    ],
)
def test_a_swedish_provision_is_the_finnish_one(text: str) -> None:
    assert parse_basis(text) == parse_basis("JulkL 24 § 1 mom. 7 k")
    assert basis_in("sv", text) == BASIS
    assert basis_in("fi", text) == text


def test_a_provision_without_a_swedish_name_stays() -> None:
    with speaking("sv"):
        assert shown_bases(["JulkL 24 § 1 mom. 8 k", "rikoslaki 38 luku"]) == (
            "OffL 24 § 1 mom. 8 punkten; rikoslaki 38 luku"
        )


@pytest.mark.parametrize("publicity", Publicity)
def test_publicity_is_known_in_swedish(publicity: Publicity) -> None:
    swedish = {"Julkinen": "offentlig", "Salassa pidettävä": "Sekretessbelagd"}
    word = swedish.get(publicity, "delvis sekretessbelagd")
    assert Publicity.named(word) is publicity


def test_a_swedish_passage_names_its_provision() -> None:
    (passage,) = passages(f"[[SEKRETESS {BASIS}: koden]]")
    assert (passage.basis, passage.secret) == (BASIS, True)


@pytest.mark.parametrize(
    "text",
    [
        f"Sekretessbelagd ({BASIS}): koden är 4711.",
        f"SEKRETESS {BASIS}: koden är 4711.",
        "(den sekretessbelagda delen slutar)",
        "SEKRETESSBELAGD\nKoden är 4711.",
        "(sekretessbelagd) Koden är 4711.",
    ],
)
def test_a_swedish_mark_that_bounds_nothing_is_unclear(text: str) -> None:
    assert has_unclear_mark(text)


def test_a_sentence_about_secrecy_is_no_mark() -> None:
    assert not has_unclear_mark("Uppgifterna är sekretessbelagda och sparas i ett låst skåp.")


def test_a_conflict_of_publicity_is_told_in_swedish_and_read_as_it_was() -> None:
    form = form_in(load_form(), "sv")
    place = Place("answer", "vok_nimi", "publicity")
    sides = (Side("a.xlsx", plain("Julkinen")), Side("b.xlsx", plain("Salassa pidettävä")))
    conflict = OpenConflict(place, plain("Julkinen"), sides)
    plan = Plan(form.id, form.version, {"language": "sv-FI"})
    reading = read_workbook_bytes(make_workbook(form, plan), Path("s.xlsx"), form)
    copy = merged_copy(reading, plan, Ledger((), 0, (), ()), [conflict], "").data
    sheet = openpyxl.load_workbook(io.BytesIO(copy))[CONFLICTS.name("sv")]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert (cells.count("Offentlig"), cells.count("Sekretessbelagd")) == (2, 1)
    assert not {"Julkinen", "Salassa pidettävä"} & set(cells)
    again = read_workbook_bytes(copy, Path("s.xlsx"), form)
    assert [choice.conflict for choice in again.conflicts] == [conflict]
