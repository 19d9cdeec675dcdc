"""The local page of a folder with the workbooks of many units, and of forms of one's own."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from helpers_app import PATIENCE, Page, serving

import omvgen
from omvgen.app.folder import Folder, is_watched
from omvgen.app.units import Units
from omvgen.form.form import Form
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.form_workbook import form_file

OLD, NEW, UNFINISHED = (
    f"omavalvontasuunnitelma-{name}.xlsx" for name in ("2025", "2026", "2026-kesken")
)
SHEET, NAME = "1 Vastaanottokeskuksen tiedot", "D4"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Callable[[Path, str], None]:
    """Makes a workbook of a unit that has the name."""
    book = openpyxl.load_workbook(examples / NEW, rich_text=True)

    def make(file: Path, name: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        book[SHEET][NAME] = name
        book.save(file)

    return make


@pytest.fixture(scope="module")
def page(
    tmp_path_factory: pytest.TempPathFactory, examples: Path, unit: Callable[[Path, str], None]
) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("Yksiköt å")
    shutil.copy(examples / UNFINISHED, folder)
    unit(folder / "Pohjoinen ä" / "suunnitelma.xlsx", "Yksikkö Pohjoinen")
    unit(folder / "Etelä" / "suunnitelma.xlsx", "Yksikkö Etelä")
    with serving(folder) as served:
        deadline = time.monotonic() + PATIENCE
        while "3 riviä" not in served.get("/").words:
            assert time.monotonic() < deadline, served.get("/").words
            time.sleep(0.1)
        yield served


def test_a_folder_of_many_units_begins_with_their_overview(page: Page) -> None:
    """The one with errors first, and each with a way to its own folder."""
    text, words = page.get("/").text, page.get("/").words
    assert text.index('id="units-title"') < text.index('id="workbooks-title"')
    errors, south, north = (
        words.index(one) for one in (f"keskus {UNFINISHED}", "Yksikkö Etelä", "Yksikkö Pohjoinen")
    )
    assert errors < south < north
    assert f'value="{page.folder / "Etelä"}"' in text
    assert f'href="/workbook/{UNFINISHED}"' in text
    assert "omvgen overview ." in words
    assert "Yksikkö Pohjoinen" in page.get("/overview.html").words


def test_the_overview_is_told_in_the_language_that_was_chosen(page: Page) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        swedish = page.ask("GET", "/", Cookie=f"{page.cookie}; omvgen_language=sv").words
        if "3 rader" in swedish:
            break
        assert time.monotonic() < deadline, swedish
        time.sleep(0.1)
    assert "1 fel" in swedish


def test_the_whole_overview_is_a_command(page: Page) -> None:
    answer = page.done("/step/overview", output="output/yhteenveto.html")
    assert "omvgen overview . -o output/yhteenveto.html" in answer.words
    assert "Yksikkö Etelä" in page.get("/file/output/yhteenveto.html").words
    # What no browser opens is named, and leads nowhere.
    assert "yhteenveto.html.omvgen-index" in answer.words
    assert "/file/output/yhteenveto.html.omvgen-index" not in answer.text


@posix
def test_a_hostile_unit_is_only_text(tmp_path: Path, unit: Callable[[Path, str], None]) -> None:
    """In its name, and in that of its folder."""
    evil = "'\"><script>alert(1)<!-- \u202eabc"
    unit(tmp_path / evil / "a.xlsx", evil)
    unit(tmp_path / "toinen" / "a.xlsx", "Yksikkö Toinen")
    with serving(tmp_path) as page:
        deadline = time.monotonic() + PATIENCE
        while "2 riviä" not in page.get("/").words:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        for text in (page.get("/").text, page.get("/overview.html").text):
            assert "<script>alert" not in text
            assert "\u202e" not in text
        shown = page.get("/overview.html").headers["content-security-policy"]
        assert shown.startswith("sandbox allow-scripts; default-src 'none'")


@posix
def test_a_unit_behind_a_link_is_not_read(page: Page, examples: Path, tmp_path: Path) -> None:
    shutil.copy(examples / NEW, tmp_path / "muualla.xlsx")
    link = page.folder / "Etelä" / "linkki.xlsx"
    link.symlink_to(tmp_path / "muualla.xlsx")
    try:
        units = Units(Folder(page.folder))
        units.ask()
        assert units.renew()
        overview = units.overview()
        assert overview is not None
        assert not [row.file for row in overview.units if "linkki" in row.file]
        refused = page.post("/step/overview", output="output/yhteenveto.html")
        assert (refused.status, "Etelä/linkki.xlsx" in refused.words) == (422, True)
    finally:
        link.unlink()


def test_the_years_of_one_unit_are_no_overview(tmp_path: Path, examples: Path) -> None:
    for name in (OLD, NEW):
        (tmp_path / name[-9:-5]).mkdir()
        shutil.copy(examples / name, tmp_path / name[-9:-5])
    units = Units(Folder(tmp_path))
    units.ask()
    units.renew()
    assert units.overview() is None
    assert not units.are_being_read


def test_only_the_unit_that_was_saved_is_read_again(
    tmp_path: Path, unit: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        unit(tmp_path / name / "suunnitelma.xlsx", f"Yksikkö {name}")
    openpyxl.Workbook().save(tmp_path / "c" / "muu taulukko.xlsx")
    units = Units(Folder(tmp_path))
    units.ask()
    assert units.renew()
    assert not units.renew()
    read: list[Path] = []

    def counted(file: Path, form: Form) -> Reading:
        read.append(file)
        return read_workbook(file, form)

    monkeypatch.setattr("omvgen.units.gather.read_workbook", counted)
    unit(tmp_path / "b" / "suunnitelma.xlsx", "Yksikkö d")
    assert units.renew()
    assert read == [tmp_path / "b" / "suunnitelma.xlsx"]
    (tmp_path / "b" / "~$suunnitelma.xlsx").write_bytes(b"lock")
    assert units.renew()  # it is open now
    assert len(read) == 1
    overview = units.overview()
    assert overview
    assert {row.unit for row in overview.units} == {"Yksikkö a", "Yksikkö c", "Yksikkö d"}
    assert len(overview.units) == 3


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        ("suunnitelma.XLSX", True),
        ("vahvistukset.jsonl", True),
        ("vahvistukset.avain", True),
        ("uusi kansio", True),
        ("tiedote.docx", True),
        ("loki.log", False),
        ("~$suunnitelma.xlsx", False),
        ("yhteenveto.html.omvgen-index-wal", False),
    ],
)
def test_only_what_the_page_shows_is_watched(name: str, watched: bool) -> None:
    """A folder in which another program writes all the time refreshes nothing."""
    assert is_watched(f"/kansio/{name}") == watched


def test_a_workbook_of_another_form_is_begun(tmp_path: Path) -> None:
    """A form that comes along, and one that lies in the folder."""
    own = tmp_path / "oma lomake.xlsx"
    own.write_bytes(form_file(".xlsx", "tupakka", ""))
    with serving(tmp_path) as page:
        page.get(f"/workbook/{own.name}".replace(" ", "%20"))
        words = page.get("/").words
        assert "Kuluttajapalvelun turvallisuusasiakirja" in words
        assert "Lomake: valitse se" in words
        page.done("/step/template", form="turvallisuusasiakirja", output="turva")
        page.done("/step/template", form=own.name, output="oma")
        assert page.post("/step/template", form="../x.xlsx", output="muu").status == 422
    assert omvgen.read(tmp_path / "turva.xlsx").form.id == "turvallisuusasiakirja"
    assert omvgen.read(tmp_path / "oma.xlsx").form.id == "tupakka"
