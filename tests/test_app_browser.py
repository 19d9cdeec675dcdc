"""The local page as a person uses it, in Chromium: a whole year by clicks alone, and axe-core."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from browser import Browser
from helpers_app import PATIENCE, Page, serving
from test_three_years import Life, said_in

import omvgen
from omvgen.findings.model import Place

pytestmark = pytest.mark.needs("chromium")

OLD, NEW, NEXT = (f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026, 2027))
DOCUMENT = "output/omavalvontasuunnitelma-2026-v2.0.docx"
DECIDED = "autt_oikeusapu"  # the question that two colleagues answer differently


class Person:
    """Somebody at the page, who sees what is on it and clicks."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self.browser, self.page = browser, page
        browser.open(page.address)

    def value(self, script: str) -> object:
        """What the expression is; None while another page is being loaded."""
        try:
            return self.browser.value(script)
        except AssertionError:
            return None

    def sees(self, words: str) -> None:
        """Waits until the words are on the page; nobody loads it again."""
        deadline = time.monotonic() + PATIENCE
        while words not in str(self.value("document.querySelector('main').innerText")):
            assert time.monotonic() < deadline, (words, self.value("document.body.innerText"))
            time.sleep(0.05)

    def goes(self, path: str) -> None:
        self.browser.open(f"{self.page.origin}{path}")

    def clicks(self, selector: str) -> None:
        self.browser.value("window.old = true")
        self.browser.value(f"document.querySelector({json.dumps(selector)}).click()")
        deadline = time.monotonic() + PATIENCE
        while self.value("window.old || document.readyState !== 'complete'") is not False:
            assert time.monotonic() < deadline, selector
            time.sleep(0.05)

    def does(self, step: str, workbook: str = "", **values: str) -> None:
        """Fills the step's form and clicks its button, then waits until the job has ended."""
        self.goes(f"/workbook/{workbook}/steps" if workbook else "/")
        form = f'form[action$="/step/{step}"]'
        for name, value in values.items():
            field = json.dumps(f'{form} [name="{name}"]')
            self.browser.value(f"document.querySelector({field}).value = {json.dumps(value)}")
        self.clicks(f"{form} button")
        self.waits()

    def waits(self) -> None:
        """Until the job has ended, which the page says by itself."""
        deadline = time.monotonic() + PATIENCE
        while not self.value("Boolean(document.querySelector('[data-ended]'))"):
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as shared:
        yield shared


@pytest.fixture
def page(tmp_path: Path, examples: Path) -> Iterator[Page]:
    shutil.copy(examples / OLD, tmp_path)
    with serving(tmp_path) as served:
        yield served


@pytest.mark.needs("chromium", "libreoffice", "uno", "axe")
def test_a_year_is_done_from_the_page_alone(browser: Browser, page: Page, examples: Path) -> None:
    folder, plan = page.folder, omvgen.read(examples / NEW).plan
    person = Person(browser, page)
    person.sees(OLD)
    person.does("template", output=NEW)
    person.sees(NEW)

    person.goes(f"/workbook/{NEW}")
    person.sees("Avaa työkirja Excelissä, kirjoita vastaukset ja tallenna.")
    tables = {Place("table", key): rows for key, rows in plan.tables.items()}
    log = {Place("log", "muutosloki"): plan.log}
    Life(folder).type(2026, said_in(plan), tables | log)
    person.sees("Tee asiakirja, allekirjoituta se ja kirjaa vahvistus.")  # by itself

    person.does("check", NEW, previous=OLD)
    person.sees("Havainnot on merkitty kopioon")
    person.does("compare", NEW, previous=OLD)
    person.sees("output/muutosraportti-2026-v2.0.docx")
    person.does("build", NEW, previous=OLD)
    person.sees(DOCUMENT)
    person.does("public", NEW)
    person.sees("output/omavalvontasuunnitelma-2026-v2.0-julkinen.docx")
    person.sees("SALASSA-PIDETTAVA-tarkistus.html")
    person.does("notice", NEW, previous=OLD)
    person.sees("output/muutostiedote-2026-v2.0.docx")
    who = {"place": "Esimerkkilä", "by": plan.text("johtaja_nimi"), "role": "johtaja"}
    person.does("confirm", NEW, date="30.1.2026", **who, document=DOCUMENT)
    person.sees("Vahvistuksen tunniste")
    person.does("new", NEW)
    person.sees(NEXT)

    _two_colleagues(folder)
    person.goes(f"/workbook/{NEXT}/steps")
    browser.value("document.querySelector('[name=sources][value=\"kollega.xlsx\"]').click()")
    browser.value("document.querySelector('[name=base]').value = 'pohja.xlsx'")
    person.clicks('form[action$="/step/merge"] button')
    person.waits()
    person.sees("omavalvontasuunnitelma-2027-yhdistetty.xlsx")
    person.clicks('ul.files a[href^="/workbook/"]')
    person.sees("Valitse teksti: 1 ristiriita odottaa.")
    person.clicks('nav a[href$="/conflicts"]')
    person.sees("Oma teksti.")
    assert browser.faults() == []
    browser.value("document.querySelector('[type=radio][value=B]').click()")
    person.clicks('form[action$="/choices"] button')
    person.waits()
    person.sees("omavalvontasuunnitelma-2027-yhdistetty-2.xlsx")
    assert not browser.errors
    assert all(asked.startswith(page.origin) for asked in browser.requests)
    merged = omvgen.read(folder / "omavalvontasuunnitelma-2027-yhdistetty-2.xlsx")
    assert merged.plan.text(DECIDED) == "Kollegan teksti."


def _two_colleagues(folder: Path) -> None:
    """Next year's workbook, and a copy of it in which the same question has another answer."""
    shutil.copy(folder / NEXT, folder / "pohja.xlsx")
    where = omvgen.read(folder / NEXT).places[Place("answer", DECIDED)]
    for name, text in (("kollega.xlsx", "Kollegan teksti."), (NEXT, "Oma teksti.")):
        book = openpyxl.load_workbook(folder / "pohja.xlsx", rich_text=True)
        book[where.sheet][where.cell] = text
        book.save(folder / name)


@pytest.mark.needs("chromium", "axe")
def test_every_view_is_accessible(page: Page, examples: Path) -> None:
    """axe-core finds nothing; nothing is wider than the window; in two languages.

    640 pixels are a window of 1,280 at 200 %, 320 pixels one at 400 %.
    """
    shutil.copy(examples / NEW, page.folder)
    _another_unit(page, examples)
    job = page.done("/step/template", output=NEW)  # is refused, and may be forced
    assert "Korvaa silti" in job.words
    ended = job.text.partition('action="/job/')[2].partition("/")[0]
    views = ["/", "/folder", f"/job/{ended}", "/workbook/ei.xlsx"]
    views += [f"/workbook/{NEW}{view}" for view in ("", "/changes", "/preview", "/steps")]
    with Browser() as browser:
        person = Person(browser, page)
        # A dark page in another language differs in its colours and words, not in its parts.
        for scheme, language, width, rules in (
            ("light", "fi", 640, ()),
            ("dark", "sv", 320, ("color-contrast", "html-has-lang", "valid-lang", "label")),
        ):
            browser.wide(width)
            browser.media(prefers_color_scheme=scheme)
            if language != "fi":
                person.clicks(f'form[action="/language"] [value={language}]')
            for view in views:
                person.goes(view)
                assert browser.value("document.documentElement.lang") == language
                assert browser.value("document.documentElement.scrollWidth") <= width, view
                assert browser.faults(*rules) == [], (view, scheme)


def _another_unit(page: Page, examples: Path) -> None:
    """A unit in a folder of its own, so that the page begins with the overview."""
    book = openpyxl.load_workbook(examples / NEW, rich_text=True)
    book["1 Vastaanottokeskuksen tiedot"]["D4"] = "Toinen yksikkö"
    (page.folder / "Toinen").mkdir()
    book.save(page.folder / "Toinen" / NEW)
    deadline = time.monotonic() + PATIENCE
    while "Toinen yksikkö" not in page.get("/").words:
        assert time.monotonic() < deadline
        time.sleep(0.1)


FOCUSABLE = "a[href], button, input:not([type=hidden]), select, iframe, [tabindex='0']"


def test_keys_alone_reach_and_do_everything(browser: Browser, page: Page) -> None:
    """Tab goes through all that can be used, in the order of the page; Enter does it."""
    person = Person(browser, page)
    for view in (f"/workbook/{OLD}/steps", "/"):
        person.goes(view)
        wanted = browser.value(f"document.querySelectorAll({json.dumps(FOCUSABLE)}).length")
        place = f"[...document.querySelectorAll({json.dumps(FOCUSABLE)})]"
        reached = []
        for _ in range(wanted):
            browser.press("Tab")
            reached.append(browser.value(f"{place}.indexOf(document.activeElement)"))
        assert reached == list(range(wanted)), view
    browser.value("document.querySelector('form[action=\"/step/template\"] button').focus()")
    browser.press("Enter")
    person.waits()
    person.sees("omavalvontasuunnitelma.xlsx")
    assert (page.folder / "omavalvontasuunnitelma.xlsx").exists()
