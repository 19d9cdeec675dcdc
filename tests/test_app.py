"""The local page: what it shows of a folder, what its buttons do, and when it ends."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from helpers_app import PATIENCE, Page, serving
from hypothesis import given
from hypothesis import strategies as st

import omvgen
from omvgen.app import jobs, server
from omvgen.app.fields import InvalidValue, workbook_name
from omvgen.app.folder import Folder
from omvgen.app.jobs import Jobs
from omvgen.app.steps import FOLDER_STEPS, STEPS, UNITS_STEPS
from omvgen.app.watching import wait_until_whole
from omvgen.cli import COMMANDS

OLD, NEW, UNFINISHED = (
    f"omavalvontasuunnitelma-{name}.xlsx" for name in ("2025", "2026", "2026-kesken")
)
DOCUMENT = "output/omavalvontasuunnitelma-2026-v2.0.docx"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("Omavalvonta å ä ö 2026")
    for name in (OLD, NEW, UNFINISHED):
        shutil.copy(examples / name, folder)
    with serving(folder) as served:
        for name in (OLD, NEW, UNFINISHED):
            served.get(f"/workbook/{name}")
        yield served


def test_the_folder_says_what_each_workbook_needs_next(page: Page) -> None:
    words = page.get("/").words
    assert f"{UNFINISHED} 2026 2.0 – 1 virhe , 1 varoitus Korjaa 1 virhe Excelissä" in words
    assert f"{OLD} 2025 1.0 – 0 virhettä" in words
    assert "Tee asiakirja, allekirjoituta se ja kirjaa vahvistus." in words


def test_findings_stand_under_their_sheets_with_the_cell_to_go_to(page: Page) -> None:
    words = page.get(f"/workbook/{UNFINISHED}").words
    assert "8 Auttamistoimet virhe , solu D16 (OMV201) Pakollinen vastaus puuttuu." in words


def test_changes_are_held_against_the_year_before(page: Page) -> None:
    shown = page.get(f"/workbook/{NEW}/changes").text
    source = re.search(r'<iframe src="([^"]+)"', shown)
    assert source
    assert source[1].endswith(f"?previous={OLD}")
    assert "muuttunutta vastausta" in page.get(source[1]).words
    assert page.get(f"/workbook/{NEW}/changes.html?previous=muu.xlsx").status == 404


def test_a_step_runs_the_command_that_stands_under_its_button(page: Page) -> None:
    line = page.get(f"/workbook/{NEW}/step/build/line?previous={OLD}").text
    assert line == f"omvgen build {NEW} --previous {OLD}"
    answer = page.done(f"/workbook/{NEW}/step/build", previous=OLD)
    assert "Valmis." in answer.words
    assert f"Kirjoitetut tiedostot {DOCUMENT}" in answer.words
    assert line in answer.words
    assert page.get(f"/file/{DOCUMENT}").data == (page.folder / DOCUMENT).read_bytes()


def test_what_somebody_edited_is_replaced_only_when_a_person_says_so(page: Page) -> None:
    target = page.folder / "output" / "muutostiedote-2026-v2.0.docx"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"edited")
    answer = page.done(f"/workbook/{NEW}/step/notice", previous=OLD)
    assert "OMV198" in answer.words
    assert target.read_bytes() == b"edited"
    force = re.search(r'action="(/job/[^"]+/force)"', answer.text)
    assert force
    assert "Valmis." in page.done(force[1]).words
    assert target.read_bytes().startswith(b"PK")


def test_a_doubtful_confirmation_is_asked_about(page: Page) -> None:
    values = {"date": "30.1.2026", "place": "Esimerkkilä", "by": "Oskari Esimerkkinen"}
    missing = page.post(f"/workbook/{NEW}/step/confirm", **values)
    assert (missing.status, "tehtävä" in missing.words) == (422, True)
    option = page.post(f"/workbook/{NEW}/step/confirm", **values, role="--force")
    assert (option.status, "ei kelpaa" in option.words) == (422, True)
    answer = page.done(f"/workbook/{NEW}/step/confirm", **values, role="sihteeri")
    assert "OMV628" in answer.words
    assert not (page.folder / "vahvistukset.jsonl").exists()
    force = re.search(r'action="(/job/[^"]+/force)"', answer.text)
    assert force
    assert "Kirjaa silti" in answer.words
    assert re.search("Vahvistuksen tunniste: [0-9a-f]{8}", page.done(force[1]).words)
    assert "30.1.2026" in page.get(f"/workbook/{NEW}").words


def test_a_saved_workbook_shows_at_once(page: Page) -> None:
    """Lock files and temporary files of Excel are no changes."""
    shutil.copy(page.folder / OLD, page.folder / "kopio.xlsx")
    number = re.search(r'data-version="(\d+)"', page.get("/workbook/kopio.xlsx").text)
    assert number
    time.sleep(1)  # what was announced of the copying itself
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=PATIENCE)
    connection.request("GET", "/events", headers={"Cookie": page.cookie})
    stream = connection.getresponse()
    (page.folder / "~$kopio.xlsx").write_bytes(b"lock")
    (page.folder / ".~lock.kopio.xlsx#").write_bytes(b"lock")
    book = openpyxl.load_workbook(page.folder / "kopio.xlsx", rich_text=True)
    book["8 Auttamistoimet"]["D16"] = None
    book.save(page.folder / "kopio.xlsx")
    while not stream.readline().startswith(b"data:"):
        pass
    assert "solu D16 (OMV201)" in page.get("/workbook/kopio.xlsx").words
    connection.close()


def test_a_half_written_workbook_is_waited_for(tmp_path: Path, examples: Path) -> None:
    data, file = (examples / NEW).read_bytes(), tmp_path / NEW
    file.write_bytes(data[:5000])
    threading.Timer(0.4, file.write_bytes, [data]).start()
    wait_until_whole([file, tmp_path / "poistettu.xlsx"])
    assert file.read_bytes() == data


def test_a_half_written_workbook_is_no_problem_yet(tmp_path: Path, examples: Path) -> None:
    file = tmp_path / NEW
    file.write_bytes((examples / NEW).read_bytes()[:5000])
    folder = Folder(tmp_path)
    assert folder.is_being_saved(folder.workbook(NEW))
    long_ago = time.time() - 60
    os.utime(file, (long_ago, long_ago))
    assert not folder.is_being_saved(folder.workbook(NEW))
    assert folder.workbook(NEW).problem


def test_a_job_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(jobs, "program", lambda: sleeping)
    ended = threading.Event()
    running = Jobs(Folder(tmp_path), ended.set)
    job = running.start(["build", NEW], "Tee asiakirja", NEW, "fi")
    assert job.runs
    running.cancel(job)
    assert ended.wait(PATIENCE)
    assert (job.runs, job.cancelled, job.may_be_forced) == (False, True, False)


def test_the_page_speaks_the_language_that_was_chosen(page: Page) -> None:
    assert '<html lang="fi">' in page.get("/").text
    answer = page.ask("GET", "/", Cookie=f"{page.cookie}; omvgen_language=en")
    assert '<html lang="en">' in answer.text
    assert "Workbooks" in answer.words


def test_it_ends_when_its_page_has_been_closed_for_a_while(tmp_path: Path) -> None:
    with server.listening(0) as opened:
        thread = threading.Thread(target=server.serve, args=(tmp_path, opened, str, 0.1))
        thread.start()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def test_one_folder_has_one_instance(tmp_path: Path) -> None:
    """The first line is the address; a second start gives the same."""
    folder, profile = tmp_path / "kansio", tmp_path / "profiili"
    folder.mkdir()
    command = [sys.executable, "-m", "omvgen", "app", str(folder), "--no-browser"]
    environment = os.environ | {"XDG_STATE_HOME": str(profile), "LOCALAPPDATA": str(profile)}
    environment |= {"HOME": str(profile)}
    first = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert first.stdout
    address = first.stdout.readline().strip()
    page = Page(folder, address)
    page.enter()
    assert "Tässä kansiossa ei ole vielä työkirjoja" in page.get("/").words
    second = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (second.returncode, second.stdout.strip()) == (0, address)
    page.post("/quit")
    assert first.wait(PATIENCE) == 0


def test_a_folder_that_cannot_be_opened_is_said(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = page.post("/folder", path=str(page.folder / "ei ole"))
    assert (missing.status, "Kansiota ei löydy" in missing.words) == (422, True)
    monkeypatch.setattr("omvgen.app.views.program", lambda: [sys.executable, "-c", ""])
    refused = page.post("/folder", path=str(page.folder))
    assert (refused.status, "Kansiota ei voitu avata" in refused.words) == (422, True)


def test_every_step_is_a_command() -> None:
    steps = (*STEPS.values(), *FOLDER_STEPS.values(), *UNITS_STEPS.values())
    assert {step.parts[0] for step in steps} <= set(COMMANDS)


def test_a_signed_container_can_be_confirmed_with_certificates_of_the_folder(
    tmp_path: Path,
) -> None:
    for name in (NEW, "suunnitelma.asice", "juuri.pem"):
        (tmp_path / name).touch()
    values = {"document": ["suunnitelma.asice"], "trust": ["juuri.pem"], "record": []}
    line = STEPS["verify"].line(Folder(tmp_path), NEW, values)
    assert line == ("verify", "suunnitelma.asice", "--trust", "juuri.pem", NEW)


def test_only_a_form_with_a_published_report_has_its_step(page: Page, tmp_path: Path) -> None:
    assert "Tee selvitys" not in page.get(f"/workbook/{NEW}/steps").words
    (page.folder / "sote.xlsx").write_bytes(
        omvgen.template(omvgen.load_form("sote_omavalvontasuunnitelma"))
    )
    assert "Tee selvitys" in page.get("/workbook/sote.xlsx/steps").words


@given(st.text("aå1./\\:-~% \0", max_size=12))
def test_no_name_leads_out_of_the_folder(text: str) -> None:
    name = workbook_name(text)
    assert name == "" or (
        Path(name).name == name and name.endswith(".xlsx") and name[0] not in ".-~"
    )


@given(
    st.dictionaries(
        st.sampled_from(["previous", "format", "draft"]),
        st.lists(st.sampled_from(["", "docx", "../x", NEW])),
    )
)
def test_a_form_gives_only_what_it_offers(values: dict[str, list[str]]) -> None:
    folder = Folder(Path(__file__).parent)
    try:
        line = STEPS["compare"].line(folder, NEW, values)
    except InvalidValue:
        return
    raise AssertionError(line)  # there is no other workbook to choose


def test_no_program_of_the_folder_is_found_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert jobs.program() == [sys.executable]


def test_a_job_that_ends_meanwhile_is_shown_whole_or_running() -> None:
    """What came of it is there before it is said to have ended."""
    job = jobs.Job("1", ("build",), "Tee asiakirja", NEW)
    running = job.now()
    job.written, job.err = ("a.docx",), "Kirjoitettu a.docx"
    job.code = 0
    assert (running.runs, running.written) == (True, ())
    assert (job.now().runs, job.now().written) == (False, ("a.docx",))
