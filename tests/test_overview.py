"""Many units in one picture: right row by row, and nothing stops the rest."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from helpers_checks import FORM
from helpers_cli import omvgen
from tools import ROOT

import omvgen as api
from omvgen.package import unzip_package, zip_package
from omvgen.units.files import overview_file
from omvgen.units.gather import Overview, gather
from omvgen.units.index import ENDING
from omvgen.units.rows import Need, UnitRow

sys.path += [str(ROOT / "benchmarks")]  # last: one is called as a package is

from plans import CHANGING, SECRET
from units import TODAY, TROUBLES, Expected, make_units

UNITS = int(os.environ.get("OMVGEN_UNITS", "10"))
"""How many units of three years are made: `OMVGEN_UNITS=340` gives over a thousand workbooks."""


class Made:
    """A folder of units, what the generator knows of them, and their overview."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.expected = make_units(folder, UNITS)
        self.index = folder.parent / f"yhteenveto{ENDING}"
        self.overview = gather([folder], FORM, TODAY, index=self.index, processes=None)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("units") / "yksiköt")


def as_expected(row: UnitRow) -> Expected:
    return Expected(
        row.file, row.unit, row.year, row.version, row.confirmed, row.due, row.overdue,
        row.errors, row.missing, row.undecided, bool(row.problem), row.changed, len(row.past),
    )  # fmt: skip


def test_each_row_is_what_its_maker_knows(made: Made) -> None:
    found = {row.file: as_expected(row) for row in made.overview.units}
    assert found == {row.file: row for row in made.expected}
    assert len(made.overview.units) == len(made.expected)


def test_what_presses_most_comes_first(made: Made) -> None:
    needs = [row.need for row in made.overview.units]
    assert needs == sorted(needs)
    assert {Need.UNREAD, Need.OVERDUE, Need.ERRORS, Need.DECISIONS} <= set(needs)


def test_a_workbook_that_somebody_has_open_is_told(made: Made) -> None:
    numbers = {int(row.file.split("/")[0][-5:]) for row in made.overview.units if row.is_open}
    assert numbers == {n for n in range(UNITS) if n % 3 == 0 and TROUBLES[n % 10] != "no workbook"}


def test_the_counts_are_those_of_validate(made: Made) -> None:
    rows = [row for row in made.overview.units if row.unit and not row.problem][:2]
    for row in rows:
        said = omvgen(
            "validate", made.folder / row.file, "--format", "json", "--today", "28.11.2026"
        )
        summary = json.loads(said.out)["summary"]
        assert (row.errors, row.warnings) == (summary["errors"], summary["warnings"])


def test_paragraphs_of_many_units_are_found_with_their_number(made: Made) -> None:
    shared = next(one for one in made.overview.shared if one.text.startswith("Vastuuhenkilö"))
    units = {made.overview.units[place].unit for place in shared.units}
    readable = {row.unit for row in made.overview.units if row.unit}
    assert units == {unit for unit in readable if int(unit[-5:]) % 5 == 1}


# ---- the index ---------------------------------------------------------------------------


def test_the_second_run_reads_nothing_and_says_the_same(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading: list[Path] = []
    monkeypatch.setattr("omvgen.units.gather.facts_of", lambda r, *_, **__: reading.append(r))
    again = gather([made.folder], FORM, TODAY, index=made.index)
    assert reading == []
    assert again == made.overview


def test_a_plan_becomes_overdue_without_being_read_again(made: Made) -> None:
    later = gather([made.folder], FORM, date(2028, 1, 1), index=made.index)
    assert all(row.overdue for row in later.units if row.due)


@pytest.fixture
def one(made: Made, tmp_path: Path) -> Path:
    """A folder with one workbook and its ledger, which may be changed."""
    shutil.copytree(made.folder / "yksikko-00000", tmp_path / "a")
    for year in (2024, 2025):
        (tmp_path / "a" / f"omavalvontasuunnitelma-{year}.xlsx").unlink()
    return tmp_path / "a"


def test_a_changed_file_is_read_again_even_when_its_date_and_size_stay(
    one: Path, tmp_path: Path
) -> None:
    file, index = one / "omavalvontasuunnitelma-2026.xlsx", tmp_path / "x"
    (before,) = gather([one], FORM, TODAY, index=index).units
    parts, times = unzip_package(file.read_bytes()), file.stat()
    for name, data in parts.items():
        parts[name] = data.replace("Yksikkö 00000".encode(), "Yksikkö 99999".encode())
    file.write_bytes(zip_package(parts))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    (after,) = gather([one], FORM, TODAY, index=index).units
    assert (before.unit, after.unit) == ("Yksikkö 00000", "Yksikkö 99999")


def test_a_changed_ledger_counts_at_once(one: Path, tmp_path: Path) -> None:
    index = tmp_path / "x"
    (before,) = gather([one], FORM, TODAY, index=index).units
    for file in one.glob("vahvistukset*"):
        file.unlink()
    (after,) = gather([one], FORM, TODAY, index=index).units
    assert before.confirmed == date(2026, 2, 2)
    assert after.confirmed is None


@pytest.mark.parametrize("broken", [b"", b"no database" * 99, "torn"])
def test_a_broken_index_is_made_anew(one: Path, tmp_path: Path, broken: bytes | str) -> None:
    index = tmp_path / "x"
    first = gather([one], FORM, TODAY, index=index)
    data = index.read_bytes()
    index.write_bytes(data[: len(data) // 2] if isinstance(broken, str) else broken)
    assert gather([one], FORM, TODAY, index=index).units == first.units
    with sqlite3.connect(index) as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone() == (1,)


def test_a_row_of_the_index_that_means_nothing_is_read_anew(one: Path, tmp_path: Path) -> None:
    index = tmp_path / "x"
    first = gather([one], FORM, TODAY, index=index)
    with sqlite3.connect(index) as db:
        db.execute("UPDATE facts SET data = x'00'")
    db.close()
    assert gather([one], FORM, TODAY, index=index).units == first.units


def test_without_a_place_for_an_index_it_goes_on(one: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert gather([one], FORM, TODAY, index=tmp_path / "file" / "x").units


# ---- the outputs -------------------------------------------------------------------------


def test_the_json_has_the_keys_of_its_contract(made: Made) -> None:
    data = json.loads(overview_file(made.overview, "json"))
    keys = "file unit form year version confirmed due overdue errors warnings missing undecided"
    assert all(list(row)[:13] == [*keys.split(), "problem"] for row in data)
    assert [row["file"] for row in data] == [row.file for row in made.overview.units]


def test_the_workbook_can_be_read_by_another_program(made: Made) -> None:
    data = overview_file(made.overview, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Yksiköt", "Osiot", "Havainnot", "Samat tekstit"]
    rows = list(book["Yksiköt"].iter_rows(min_row=3, values_only=True))
    assert [row[-1] for row in rows] == [row.file for row in made.overview.units]
    assert [row[6] for row in rows] == [row.errors for row in made.overview.units]
    assert overview_file(made.overview, "xlsx") == data


def test_the_command_writes_what_the_ending_says_and_again(one: Path, tmp_path: Path) -> None:
    for name in ("a.html", "a.xlsx"):
        for _ in range(2):  # the second replaces the first, which nobody edited
            said = omvgen("overview", one, "-o", tmp_path / name, "--today", "28.11.2026")
            assert (said.code, said.err.split()[0]) == (0, "Kirjoitettu")
        assert (tmp_path / f"{name}{ENDING}").exists()
    assert omvgen("overview", one, "-o", tmp_path / "a.docx").code == 2
    assert omvgen("overview", tmp_path / "ei ole").code == 1
    (tmp_path / "tyhjä").mkdir()
    assert omvgen("overview", tmp_path / "tyhjä").code == 2


def test_the_terminal_gets_a_unit_with_what_it_needs(made: Made) -> None:
    text = overview_file(made.overview, "text").decode()
    assert text.startswith(f"{len(made.expected)} riviä: ")
    assert "!! vahvistus myöhässä Yksikkö 00001" in text
    assert "seuraava viimeistään 1.3.2026" in text


def test_the_api_takes_strings_and_gives_the_same(one: Path) -> None:
    found = api.overview([str(one)], TODAY)
    assert isinstance(found, Overview)
    assert api.overview([str(one)], TODAY) == found  # also after its modules are loaded


# ---- nothing secret in public ------------------------------------------------------------


def words_of(overview: Overview) -> str:
    book = openpyxl.load_workbook(io.BytesIO(overview_file(overview, "xlsx")))
    cells = (
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    files = (overview_file(overview, format).decode() for format in ("text", "json", "html"))
    return "\n".join([*cells, *files])


NEWEST = "omavalvontasuunnitelma-2026.xlsx"


def test_a_public_view_has_nothing_withheld(made: Made, examples: Path, tmp_path: Path) -> None:
    shutil.copy(made.folder / "yksikko-00003" / NEWEST, tmp_path / "salainen.xlsx")
    shutil.copy(made.folder / "yksikko-00003" / NEWEST, tmp_path / "Piilokatu 17.xlsx")
    shutil.copy(made.folder / "yksikko-00005" / NEWEST, tmp_path / "rikki.xlsx")
    shutil.copy(examples / NEWEST, tmp_path)
    overview = gather([tmp_path], FORM, TODAY, public=True)
    assert [bool(row.unit) for row in overview.units] == [False, False, True, True]
    shown = words_of(overview)
    for secret in (SECRET, "Piilokatu", "rikki.xlsx"):
        assert secret not in shown
    (tmp_path / "kaikki.txt").write_text(shown, "utf-8")
    assert api.find_leaks(tmp_path / "kaikki.txt", api.read(examples / NEWEST)) == ()


def test_the_same_questions_are_changed_as_the_maker_changed(made: Made) -> None:
    row = next(row for row in made.overview.units if row.unit == "Yksikkö 00002")
    assert row.changed == CHANGING[:2]
    assert [past.year for past in row.past] == ["2025", "2024"]
