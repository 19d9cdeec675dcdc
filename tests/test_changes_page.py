"""The page of changes in a browser: filter, keys, paper, widths, contrast, hostile texts."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Browser
from helpers_diff import as_html, plan_of, small_form
from test_changes_html import flat
from test_diff_examples import plan

from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form

pytestmark = pytest.mark.needs("chromium")
FORM = small_form()


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


@pytest.fixture(scope="module")
def file(changes: Changes, form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "muutokset.html"
    file.write_text(as_html(changes, form), "utf-8")
    return file


@pytest.fixture(scope="module")
def shared() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def browser(shared: Browser) -> Browser:
    """The browser at its usual size, with scripts, in the light."""
    shared.scripts(run=True)
    shared.media()
    shared.wide(1280)
    return shared


def shown(browser: Browser) -> list[str]:
    """The natures of the changes that can be seen."""
    script = "[...document.querySelectorAll('.item')].filter(i => i.checkVisibility())"
    return list(browser.value(f"{script}.map(i => i.dataset.nature)"))


def visible(browser: Browser, selector: str) -> int:
    script = f"[...document.querySelectorAll({selector!r})].filter(e => e.checkVisibility()).length"
    return int(browser.value(script))


def status(browser: Browser) -> str:
    return str(browser.value("document.getElementById('shown').textContent"))


def click(browser: Browser, selector: str) -> None:
    browser.value(f"document.querySelector({selector!r}).click()")


def test_the_page_opens_without_a_complaint_and_asks_for_nothing(
    browser: Browser, file: Path
) -> None:
    browser.open(file)
    assert browser.errors == []
    assert browser.requests == [file.as_uri()]
    assert status(browser) == "Näytetään 45/45 muutosta"
    assert len(shown(browser)) == 45


def test_a_filter_in_the_address_shows_its_changes_only(browser: Browser, file: Path) -> None:
    browser.open(file, "#natures=reordered,typography")
    assert sorted(shown(browser)) == ["reordered", "reordered", "typography"]
    assert status(browser) == "Näytetään 3/45 muutosta"
    assert visible(browser, "section[data-section]") == 2
    assert visible(browser, "article") == 3


def test_natures_and_section_filter_together_and_the_address_follows(
    browser: Browser, file: Path
) -> None:
    browser.open(file)
    click(browser, "input[value=value]")
    assert "value" not in shown(browser)
    browser.value(
        "(s => { s.value = 'henkilosto'; s.dispatchEvent(new Event('change', {bubbles: true})) })"
        "(document.getElementById('section'))"
    )
    assert shown(browser) == ["wording", "reordered", "reordered"]
    assert status(browser) == "Näytetään 3/45 muutosta"
    address = browser.value("location.hash")
    click(browser, "#reset")
    assert len(shown(browser)) == 45
    browser.open(file, address)
    assert shown(browser) == ["wording", "reordered", "reordered"]


def test_a_filter_that_fits_nothing_says_so(browser: Browser, file: Path) -> None:
    browser.open(file, "#natures=typography&section=henkilosto")
    assert shown(browser) == []
    assert status(browser) == "Mikään muutos ei vastaa rajausta"
    assert browser.value("document.getElementById('next').disabled")


def test_an_address_with_nonsense_shows_everything(browser: Browser, file: Path) -> None:
    browser.open(file, "#section=%3Cscript%3E")
    assert len(shown(browser)) == 45
    assert browser.errors == []


def test_keys_and_buttons_go_to_the_next_and_previous_shown_change(
    browser: Browser, file: Path
) -> None:
    browser.open(file, "#natures=reordered,typography")
    reached = "document.activeElement.dataset.nature ?? ''"
    here = "document.activeElement.closest('article')?.querySelector('.number').textContent"
    browser.press("n")
    assert (browser.value(reached), browser.value(here)) == ("reordered", "4.3")
    browser.press("n")
    browser.press("n")
    assert (browser.value(reached), browser.value(here)) == ("typography", "8.5")
    browser.press("n")
    assert browser.value(here) == "4.3"
    browser.press("p")
    assert browser.value(here) == "8.5"
    click(browser, "#previous")
    assert browser.value(here) == "4.5"
    top = browser.value("document.activeElement.closest('article').getBoundingClientRect().top")
    assert 0 <= top <= 900


def test_the_keys_can_be_switched_off(browser: Browser, file: Path) -> None:
    browser.open(file)
    click(browser, "#keys")
    browser.press("n")
    assert browser.value("document.activeElement.dataset.nature ?? ''") == ""


def test_the_texts_stand_in_one_column_or_in_two(browser: Browser, file: Path) -> None:
    browser.open(file)
    assert (visible(browser, "div.in-one") > 0, visible(browser, "table.in-two")) == (True, 0)
    click(browser, "#in-two")
    assert (visible(browser, "div.in-one"), visible(browser, "table.in-two") > 0) == (0, True)


def test_unchanged_text_is_folded_until_it_is_asked_for(
    browser: Browser, file: Path, changes: Changes
) -> None:
    browser.open(file)
    text = "document.querySelector('#kohta-omv_johtaminen div.in-one').innerText"
    full = next(c.new.plain for c in changes.changes if c.question == "omv_johtaminen")
    assert len(browser.value(text)) < len(full) / 1.5
    click(browser, "#whole")
    assert flat(browser.value(text).replace("neljä", "")) == flat(full)


def test_without_scripts_every_change_is_there_and_the_filter_is_not(
    browser: Browser, file: Path
) -> None:
    browser.scripts(run=False)
    browser.open(file, "#natures=typography")
    assert len(shown(browser)) == 45
    assert visible(browser, "#filter") == visible(browser, "#stepper") == 0
    assert visible(browser, ".views") == 1


def test_paper_gets_every_change_whatever_the_filter(browser: Browser, file: Path) -> None:
    browser.open(file, "#natures=typography")
    browser.media("print", prefers_color_scheme="dark")
    assert len(shown(browser)) == 45
    assert visible(browser, "#filter, #stepper, .views, .skip") == 0
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [1280, 400, 320])
@pytest.mark.parametrize("view", ["#in-one", "#in-two"])
def test_the_page_is_no_wider_than_the_window(
    browser: Browser, file: Path, width: int, view: str
) -> None:
    browser.wide(width)
    browser.open(file)
    click(browser, view)
    click(browser, "#whole")
    assert browser.value("document.documentElement.scrollWidth") <= width


# The contrast of every visible text against the nearest background, by WCAG 2.1.
CONTRASTS = """
(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3)
    .map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const clear = (color) => numbers(color)[3] === 0;
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const texts = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!texts || !element.checkVisibility() || element.tagName === "SCRIPT") continue;
    let ground = element;
    while (clear(getComputedStyle(ground).backgroundColor) && ground.parentElement)
      ground = ground.parentElement;
    const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
    const [dark, bright] = pair.map(light).sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) found.push([element.outerHTML.slice(0, 80), ...pair, ratio]);
  }
  return found;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_both_schemes(browser: Browser, file: Path, scheme: str) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.open(file)
    ground = browser.value("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground))) < 300) == (scheme == "dark")
    for view in ("#in-one", "#in-two"):
        click(browser, view)
        assert browser.value(CONTRASTS) == []


def test_marks_do_not_rest_on_colour_alone(browser: Browser, file: Path) -> None:
    browser.open(file)
    line = "getComputedStyle(document.querySelector('div.in-one {}')).textDecorationLine"
    assert browser.value(line.replace("{}", "del")) == "line-through"
    assert browser.value(line.replace("{}", "ins")) == "underline"
    spoken = "getComputedStyle(document.querySelector('div.in-one del'), '::before').content"
    assert browser.value(spoken) == '"[poistettu: "'


def received(server: socket.socket) -> bytes:
    """What was asked of the server; a connection that asks for nothing tells nothing."""
    server.settimeout(0.3)
    try:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(0.3)
            return connection.recv(1000)
    except TimeoutError:
        return b""


def test_what_is_put_into_the_page_neither_runs_nor_loads(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        added = (
            f'<img src="{address}"><link rel="stylesheet" href="{address}">'
            f'<script>document.title = "hijacked"</script><script src="{address}"></script>'
            f'<iframe src="{address}"></iframe><p onclick="document.title = 1">x</p>'
        )
        changed = tmp_path / "changed.html"
        changed.write_text(file.read_text("utf-8").replace("</h1>", f"</h1>{added}"), "utf-8")
        browser.open(changed)
        assert browser.errors
        assert "hijacked" not in browser.value("document.title")
        assert received(server) == b""


def test_hostile_texts_are_only_texts_to_a_browser(browser: Browser, tmp_path: Path) -> None:
    hostile = "</p></style></script><script>document.title='x'</script><img src=x onerror=alert(1)>"
    old, new = plan_of(FORM, kuvaus="Sana " + hostile), plan_of(FORM, kuvaus=hostile + " sana")
    new = replace(new, document={"title": "</title><b>&amp;"})
    page = tmp_path / "hostile.html"
    page.write_text(as_html(compare_plans(old, new, FORM), FORM), "utf-8")
    browser.open(page)
    assert browser.errors == []
    assert browser.value("document.querySelectorAll('img, b').length") == 0
    assert browser.value("document.title").endswith(
        "</title><b>&amp;, versio numeroimaton (ei päiväystä)"
    )
