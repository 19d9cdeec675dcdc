"""The overview in a browser: search, filter, sorting, details, paper, axe-core."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from browser import Browser
from helpers_checks import FORM
from tools import program

from omvgen.units.files import overview_file
from omvgen.units.gather import Overview, gather
from omvgen.units.rows import Need
from omvgen.units.shared import shared_texts

pytestmark = pytest.mark.needs("chromium")
UNITS = int(os.environ.get("OMVGEN_PAGE_UNITS", "60"))
"""`OMVGEN_PAGE_UNITS=1000` is the size for which size and speed are promised."""
RUN_AXE = """
axe.run(document, {iframes: false}).then((found) => {
  window.found = JSON.stringify(found.violations.map((v) => [v.id, v.nodes[0].html]));
});
0
"""


@pytest.fixture(scope="module")
def overview(examples: Path) -> Overview:
    """The example's row, a thousand times, each with another name and need."""
    names = [f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026)]
    (row,) = gather([examples / name for name in names], FORM, date(2026, 11, 28)).units
    rows = tuple(
        replace(
            row,
            unit=f"Yksikkö {n:04} <b>",
            file=f"yksikkö {n}/suunnitelma.xlsx",
            need=Need(n % 7),
            errors=n % 11,
        )
        for n in range(UNITS)
    )
    return Overview(rows, shared_texts(rows), FORM, date(2026, 11, 28))


@pytest.fixture(scope="module")
def file(overview: Overview, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "yhteenveto.html"
    file.write_bytes(overview_file(overview, "html"))
    return file


@pytest.fixture(scope="module")
def shared(file: Path) -> Iterator[Browser]:
    with Browser() as browser:
        browser.wide(1280)
        yield browser


@pytest.fixture
def browser(shared: Browser, file: Path) -> Browser:
    shared.media()
    shared.open(file)
    return shared


VISIBLE = "[...document.querySelectorAll('#units tbody tr')].filter((r) => r.checkVisibility())"
NAMES = f"{VISIBLE}.map((r) => r.cells[1]?.firstElementChild.textContent)"


def search(browser: Browser, words: str) -> None:
    browser.value(
        f"(b => {{ b.value = {words!r}; b.dispatchEvent(new Event('input')) }})"
        "(document.getElementById('search'))"
    )


def test_the_page_opens_without_a_complaint_and_asks_for_nothing(
    browser: Browser, file: Path
) -> None:
    assert browser.errors == []
    assert browser.requests == [file.as_uri()]
    assert browser.value(f"{VISIBLE}.length") == UNITS
    assert file.stat().st_size / UNITS < 3_000 + 200_000 / UNITS  # 3 MB for 1,000 units


def test_a_search_shows_the_units_that_have_every_word(browser: Browser) -> None:
    search(browser, "yksikkö 0007")
    assert browser.value(NAMES) == ["Yksikkö 0007 <b>"]
    assert browser.value("document.getElementById('shown').textContent") == (
        f"Näytetään 1/{UNITS} riviä"
    )


def test_a_filter_answers_at_once(browser: Browser) -> None:
    """Styles and layout included, which reading a height forces."""
    took = browser.value(
        "(() => { const box = document.getElementById('search'); const times = [];"
        " for (const words of ['0', '01', '0', '']) { const start = performance.now();"
        " box.value = words; box.dispatchEvent(new Event('input'));"
        " document.body.offsetHeight; times.push(performance.now() - start); }"
        " return Math.min(...times); })()"
    )
    assert took < 100  # milliseconds


def test_a_column_sorts_up_and_down_and_says_which(browser: Browser) -> None:
    numbers = f"{VISIBLE}.map((r) => +r.cells[6].textContent)"
    head = "document.querySelectorAll('#units thead th')[6]"
    for way, order in (("ascending", False), ("descending", True)):
        browser.value(f"{head}.querySelector('button').click()")
        assert browser.value(f"{head}.ariaSort") == way
        found = browser.value(numbers)
        assert found == sorted(found, reverse=order)


def test_a_units_findings_and_changes_are_shown_on_demand(
    browser: Browser, overview: Overview
) -> None:
    button = "document.querySelector('#units tbody button')"
    browser.value(f"{button}.click()")
    assert browser.value(f"{button}.ariaExpanded") == "true"
    shown = browser.value("document.querySelector('tr.open').innerText")
    row = overview.units[0]
    assert all(finding.message in shown for finding in row.findings)
    assert FORM.questions[(row.changed or ())[0]].text in shown
    assert "2025, 1.0" in shown
    browser.value(f"{button}.click()")
    assert browser.value("document.querySelectorAll('tr.open').length") == 0


def test_every_unit_is_there_without_a_script(shared: Browser, file: Path) -> None:
    shared.scripts(run=False)
    shared.open(file)
    shared.scripts(run=True)
    assert shared.value(f"{VISIBLE}.length") == UNITS
    assert not shared.value("document.getElementById('filter').checkVisibility()")


def test_paper_has_the_units_and_no_controls(browser: Browser) -> None:
    browser.media("print")
    assert browser.value(f"{VISIBLE}.length") == UNITS
    assert not browser.value("document.getElementById('search').checkVisibility()")


@pytest.mark.needs("chromium", "axe")
def test_axe_finds_nothing(browser: Browser) -> None:
    browser.value("for (const d of document.querySelectorAll('details')) d.open = true")
    browser.value("document.querySelector('#units tbody button').click()")
    browser.value("document.querySelector('#shared button').click()")
    browser.value(Path(program("axe")).read_text("utf-8") + ";0")
    browser.value(RUN_AXE)
    while (found := browser.value("window.found")) is None:
        time.sleep(0.02)
    assert found == "[]"
