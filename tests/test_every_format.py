"""Every document in every format: what the plans say is there, in order, and is no markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from helpers_cli import omvgen, omvgen_here
from helpers_contents import CONTENTS, MARKDOWN, READERS, expected, flat, lines
from helpers_diff import small_form
from helpers_renderings import hostile_plans
from helpers_small import put_small_examples
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from test_diff_examples import SECRET, plan

import omvgen as api
from omvgen import locale, release, writers
from omvgen.content.blocks import Document
from omvgen.content.plan import plan_document
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy, withheld_index
from omvgen.secrecy.publish.publish import publish
from omvgen.writers import PRINTED, file_formats, formats, write, writer_of

SMALL, FORM = small_form(), load_form()
HTML = (
    "html head meta title style script body a header main nav section article h1 h2 h3 p table "
    "caption thead tbody tfoot tr th td fieldset legend label input select option button div "
    "span del ins mark strong em u s dl dt dd ul ol li br"
)
MARKDOWN_HTML = "main h1 h2 h3 p ul ol li blockquote br s strong em a table thead tbody tr th td"


@cache
def document_of(content: str, examples: Path) -> Document:
    """One document about the plans of the examples."""
    return CONTENTS[content](plan(examples, 2025), plan(examples, 2026), FORM)


@cache
def expected_of(content: str, examples: Path) -> tuple[str, ...]:
    """What that document must say, in its order."""
    return tuple(expected(content, plan(examples, 2025), plan(examples, 2026), FORM))


def test_every_format_is_read_by_a_reader_that_is_not_ours() -> None:
    """But for the PDF, which is made of the .docx: test_pdf reads it."""
    assert {*READERS, PRINTED} == set(formats())


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("content", CONTENTS)
def test_each_format_says_what_the_plans_say_in_their_order(
    content: str, name: str, examples: Path
) -> None:
    shown = flat(READERS[name](write(document_of(content, examples), name)))
    position = 0
    for text in expected_of(content, examples):
        found = shown.find(flat(text), position)
        assert found >= 0, f"{text!r} is missing, or stands too early"
        position = found + len(flat(text))


@pytest.mark.parametrize("content", CONTENTS)
def test_the_same_document_gives_the_same_bytes_in_whatever_language_messages_come(
    content: str, examples: Path
) -> None:
    document = document_of(content, examples)
    made = [write(document, name) for name in READERS]
    locale.use("en")
    try:
        assert [write(document, name) for name in READERS] == made
    finally:
        locale.use("fi")


@given(hostile_plans(SMALL), hostile_plans(SMALL), st.sampled_from([*CONTENTS]))
def test_no_text_of_a_plan_becomes_markup_of_a_page(old: Plan, new: Plan, content: str) -> None:
    document = CONTENTS[content](old, new, SMALL)
    page = html.document_fromstring(write(document, "html").decode("utf-8"))
    assert {element.tag for element in page.iter()} <= set(HTML.split())
    assert len(page.xpath("//script")) == len(page.xpath("//*[@id='stepper']"))
    schemes = {link.split(":")[0] for link in page.xpath("//@href") if link[0] != "#"}
    assert schemes <= {"http", "https", "mailto", "tel"}
    assert not page.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]")
    if content in ("plan", "draft"):
        all_is_there(new, flat(page.text_content()))


@given(hostile_plans(SMALL), hostile_plans(SMALL), st.sampled_from([*CONTENTS]))
def test_no_text_of_a_plan_becomes_markup_of_markdown(old: Plan, new: Plan, content: str) -> None:
    document = CONTENTS[content](old, new, SMALL)
    page = html.fragment_fromstring(MARKDOWN.render(write(document, "md").decode("utf-8")), "main")
    assert {element.tag for element in page.iter()} <= set(MARKDOWN_HTML.split())
    schemes = {link.split(":")[0] for link in page.xpath("//@href")}
    assert schemes <= {"http", "https", "mailto", "tel"}
    if content in ("plan", "draft"):
        all_is_there(new, flat(page.text_content()))


def all_is_there(made: Plan, shown: str) -> None:
    for question in SMALL.questions:
        for line in lines(made.text(question)):
            for word in line.split():
                assert flat(word) in shown


def test_a_format_is_one_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies among the writers is a format: of every document, and of the commands."""
    (tmp_path / "words.py").write_text(
        'ENDINGS = (".words",)\n\ndef write(document, options):\n    return document.title\n',
        "utf-8",
    )
    monkeypatch.setattr(writers, "__path__", [*writers.__path__, str(tmp_path)])
    assert "words" in formats()
    document = CONTENTS["notice"](Plan("pieni", "1"), Plan("pieni", "1"), SMALL)
    assert write(document, "words").decode("utf-8") == document.title


@pytest.mark.parametrize("command", ["build", "notice", "diff"])
def test_the_commands_offer_every_format_of_files(command: str) -> None:
    shown = "".join(omvgen(command, "--help").out.split())
    offered = shown.split("--format[", 1)[1].split("]", 1)[0].split("|")
    assert set(writers.file_formats()) <= set(offered)


@pytest.mark.parametrize("name", file_formats())
def test_a_secret_is_found_in_every_format_and_what_is_public_raises_no_alarm(
    name: str, examples: Path, form: Form
) -> None:
    reading = api.read(examples / "omavalvontasuunnitelma-2026.xlsx")
    copy = publish(reading.plan, form)
    file = "suunnitelma" + writer_of(name).ENDINGS[0]
    whole = write(plan_document(copy.whole, form), name)
    given = write(plan_document(copy.plan, form, withheld=withheld_index(copy, form)), name)
    found = release.find_leaks(whole, file, [copy], reading)
    assert {finding.place.id for finding in found if finding.place} >= SECRET
    assert release.find_leaks(given, file, [copy], reading) == ()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small workbooks of both years."""
    return put_small_examples(tmp_path_factory.mktemp("pienet"))


@pytest.mark.parametrize("name", file_formats())
def test_build_names_the_file_by_its_format_and_kind(
    name: str, small: Path, tmp_path: Path
) -> None:
    workbook, ending = small / "omavalvontasuunnitelma-2026.xlsx", writer_of(name).ENDINGS[0]
    said = omvgen("build", workbook, "--public", "--format", name, cwd=tmp_path)
    assert said.code == 0, said.err
    file = tmp_path / "output" / f"omavalvontasuunnitelma-2026-v2.0-julkinen{ending}"
    assert file.exists()
    assert omvgen("verify", "--public", file, workbook).code == 0
    wrong = omvgen("build", workbook, "--format", name, "-o", tmp_path / "suunnitelma.odt")
    assert (wrong.code, ending in wrong.err) == (2, True)


def test_a_page_that_leaks_is_not_written(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish_all(plan_: Plan, *_: object, **__: object) -> PublicCopy:
        return PublicCopy(plan_, (), plan_)

    monkeypatch.setattr("omvgen.secrecy.publish.publish.publish", publish_all)
    workbook = str(examples / "omavalvontasuunnitelma-2026.xlsx")
    file = tmp_path / "julkinen.html"
    assert omvgen_here("build", workbook, "--public", "--format", "html", "-o", str(file)) == 1
    assert not file.exists()


def test_the_ending_of_a_notice_says_its_format(small: Path, tmp_path: Path) -> None:
    plans = [small / f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026)]
    assert omvgen("notice", *plans, "-o", tmp_path / "tiedote.html").code == 0
    assert (tmp_path / "tiedote.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert omvgen("notice", *plans, "--format", "html", cwd=tmp_path).code == 0
    assert (tmp_path / "output" / "muutostiedote-2026-v2.0.html").exists()
