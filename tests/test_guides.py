"""The pages: each command that they show does what the page says, and each link leads somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from helpers_cli import omvgen_here
from helpers_source import run_script
from tools import ROOT, office

from omvgen.cli.wildcards import expanded
from omvgen.confirmation import KEPT, KEY, LEDGER, SEAL
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.pipeline import load_form as load_form_by_name
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.reports import report_formats
from omvgen.workbook.template.form_workbook import make_form_workbook
from omvgen.workbook.template.make import make_workbook

DOCS = ROOT / "docs"
PAGES = {page.name: page for page in (*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")))}
# Those whose commands are tried; LUEMINUT.md has the same as README.md (`test_readmes.py`).
GUIDES = [name for name, page in PAGES.items() if name == "README.md" or page.parent == DOCS]
OLD, NEW = "omavalvontasuunnitelma-2025.xlsx", "omavalvontasuunnitelma-2026.xlsx"
UNFINISHED = "omavalvontasuunnitelma-2026-kesken.xlsx"
EXAMPLES = {name: ROOT / "examples" / name for name in (OLD, NEW, UNFINISHED)}
SMALL_FORM = ROOT / "tests" / "forms" / "pieni.toml"
PUBLIC = "output/omavalvontasuunnitelma-2026-v2.0-julkinen.docx"


def _old_plan(target: Path) -> None:
    """A plan in Word of which every piece finds its place."""
    document = Document()
    document.add_heading("Auttamisjärjestelmän toiminta-ajatus ja perustehtävä")
    document.add_paragraph("Yksikkö auttaa ihmiskaupan uhreja.")
    document.save(str(target))


def _form_workbook(target: Path) -> None:
    """A form described in Excel."""
    data = tomllib.loads(SMALL_FORM.read_text("utf-8")) | {"id": "kirjasto"}
    target.write_bytes(make_form_workbook(load_form(), data))


def _extension(target: Path) -> None:
    """An extension of the first form with its own id and a question."""
    question = {"id": "oma_arvot", "text": "Yksikön omat arvot", "kind": "long"}
    section = {"id": "toiminta_ajatus", "questions": [question]}
    data = {"id": "oma", "version": "1", "extends": "auttamisjarjestelma", "sections": [section]}
    target.write_bytes(make_form_workbook(load_form(), data))


def _unit(version: str) -> Callable[[Path], None]:
    """The workbook of a unit of social and health care."""

    def make(target: Path) -> None:
        form = load_form_by_name("sote_omavalvontasuunnitelma")
        said = Answer(plain("Asiasta huolehditaan sovitusti."), Publicity.PUBLIC)
        document = {"title": "Suunnitelma 2026", "year": "2026", "version": version}
        plan = Plan(form.id, form.version, document, dict.fromkeys(form.questions, said))
        target.write_bytes(make_workbook(form, plan))

    return make


# What is in the folder when the reader begins; by default, the plans of both years.
FILES: dict[str, dict[str, Path | Callable[[Path], None]]] = {
    "README.md": {
        f"examples/{NEW}": EXAMPLES[NEW],
        "edellinen.xlsx": EXAMPLES[OLD],
        "vanha-suunnitelma.docx": _old_plan,
        "kollegan-kopio.xlsx": EXAMPLES[NEW],
        "oma-lomake.toml": SMALL_FORM,
    },
    "kayttoohje.md": {"vanha-suunnitelma.docx": _old_plan},
    "yhdessa.md": {
        NEW: EXAMPLES[NEW],
        **dict.fromkeys(
            (
                "kollegan-kopio.xlsx",
                "lahtokohta.xlsx",
                "yksikko-1.xlsx",
                "yksikko-2.xlsx",
                "yhteinen-uusi.xlsx",
                "yhteinen-vanha.xlsx",
            ),
            EXAMPLES[NEW],
        ),
    },
    "year.md": {},
    "forms.md": {
        OLD: EXAMPLES[OLD],
        NEW: EXAMPLES[NEW],
        "yksikko-tammikuu.xlsx": _unit("1.0"),
        "yksikko-2026.xlsx": _unit("1.1"),
    },
    "installing.md": {NEW: EXAMPLES[NEW], "Oma suunnitelma å ä ö.xlsx": EXAMPLES[NEW]},
    "document.md": {"suunnitelma.xlsx": EXAMPLES[NEW]},
    "commands.md": {
        OLD: EXAMPLES[OLD],
        NEW: EXAMPLES[NEW],
        "oma-lomake.toml": SMALL_FORM,
        "vanha-suunnitelma.docx": _old_plan,
        "kollegan-kopio.xlsx": EXAMPLES[NEW],
    },
    "overview.md": {f"yksiköt/a/{OLD}": EXAMPLES[OLD], f"yksiköt/a/{NEW}": EXAMPLES[NEW]},
    "extending.md": {
        NEW: EXAMPLES[NEW],
        "omvgen/form/auttamisjarjestelma.toml": ROOT / "omvgen/form/auttamisjarjestelma.toml",
    },
}
# What people do after a command, before they give the next one: the file that is then in place.
MEANWHILE = {
    ("README.md", "omvgen template -o suunnitelma.xlsx"): {"suunnitelma.xlsx": EXAMPLES[NEW]},
    ("kayttoohje.md", f"omvgen build {NEW} --draft"): {NEW: EXAMPLES[UNFINISHED]},
    ("kayttoohje.md", f"omvgen validate {NEW} --annotate"): {NEW: EXAMPLES[NEW]},
    ("forms.md", "omvgen form new kirjasto.xlsx"): {"kirjasto.xlsx": _form_workbook},
    ("forms.md", "omvgen form new oma.xlsx --extends auttamisjarjestelma"): {
        "oma.xlsx": _extension
    },
    ("year.md", f"omvgen template -o {OLD}"): {OLD: EXAMPLES[OLD]},
    ("year.md", f"omvgen new {OLD}"): {NEW: EXAMPLES[NEW]},
}
# Where the page says that there is something to mend. The others end with 0, but for
# `status` and `overview`, which tell on the day of the test whether a confirmation is overdue.
FAILING = {
    ("kayttoohje.md", "omvgen validate tuotu.xlsx"),
    ("kayttoohje.md", f"omvgen validate {NEW}"),
    ("kayttoohje.md", f"omvgen validate {NEW} --annotate"),
}
STAND_FOR = {
    "TYÖKIRJA": NEW,
    "VANHA": OLD,
    "UUSI": NEW,
    "TIEDOSTO": PUBLIC,
    "KOMENTO": "build",
    "COMMAND": "build",
}
PROPERTIES = {"omvgen fingerprint", "omvgen seal"}  # of a document, not commands
ANSWERS = re.compile(r"^```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|&& \.venv/bin/|^OMVGEN_LANG=\w+ )(omvgen .*)$")


def commands(page: str) -> Iterator[str]:
    """What the page shows, in its order: lines of examples, and commands within the text."""
    fenced = False
    for line in PAGES[page].read_text("utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced and (found := COMMAND.search(line)):
            yield re.split(r" {2,}", found[1])[0]  # some lines are explained at their end
        elif not fenced:
            shown = re.findall(r"`(omvgen [^`]+)`", line)
            yield from (c for c in shown if c not in PROPERTIES and "[" not in c)


def arguments_of(command: str) -> list[str]:
    """Of a command that is but named, in the text, those that show its help."""
    shown = shlex.split(command.partition(" | ")[0])[1:]
    words = [STAND_FOR.get(word, word) for word in expanded(shown)]
    complete = any("." in word for word in words) or "--schema" in words
    return words if complete else [*words, "--help"]


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Each file, and what tells that it was written anew."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def pages_with_commands() -> list[Any]:
    """The pages that show commands; a PDF is made by LibreOffice."""
    shown = {page: " ".join(commands(page)) for page in GUIDES}
    office = [pytest.mark.needs("libreoffice")]
    return [
        pytest.param(page, marks=office if "--pdf" in text else [])
        for page, text in shown.items()
        if text
    ]


@pytest.mark.parametrize("page", pages_with_commands())
def test_each_command_of_the_page_works_in_its_turn(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # The PDF of a pack would take seconds: it is made where a page shows PDFs alone.
    printed = any("--pdf" in command for command in commands(page))
    soffice = str(office().as_soffice()) if printed else "ei-ole"
    monkeypatch.setenv("OMVGEN_SOFFICE", soffice)
    answered = ""
    put(FILES.get(page, {OLD: EXAMPLES[OLD], NEW: EXAMPLES[NEW]}))
    for command in commands(page):
        arguments = arguments_of(command)
        before = state(tmp_path)
        code = omvgen_here(*arguments)
        said = "\n".join(capfd.readouterr())
        answered += said
        expected = int((page, command) in FAILING)
        on_the_day = arguments[0] in ("status", "overview") and code == 1
        assert code == expected or on_the_day, f"{command}\n{said}"
        if writes(arguments):
            assert state(tmp_path) != before, f"{command}\n{said}"
        put(MEANWHILE.get((page, command), {}))
    for named in files_named(page):
        assert Path(named).exists(), named
    for shown in ANSWERS.findall(PAGES[page].read_text("utf-8")):
        for line in shown.splitlines():
            assert line in answered


def put(files: Mapping[str, Path | Callable[[Path], None]]) -> None:
    for name, source in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, Path):
            shutil.copy(source, name)
        else:
            source(Path(name))


def writes(arguments: list[str]) -> bool:
    """Whether the command makes a file or adds to one."""
    making = arguments[0] in ("template", "new", "repair", "notice", "build", "confirm", "pack")
    to_file = bool({"-o", "--annotate", "--ics"} & {*arguments}) and "-" not in arguments
    return (making and "--help" not in arguments) or to_file


def files_named(page: str) -> set[str]:
    """The files that the page's examples write, and those that it tells the reader to open."""
    text = PAGES[page].read_text("utf-8")
    told = re.findall(r"`((?:output/)?(?:omavalvonta|muutos|muutokset)[\w-]*\.\w+)`", text)
    return {*re.findall(r"^omvgen .* -o (\S+)$", text, re.MULTILINE), *told}


def test_what_is_said_to_happen_meanwhile_follows_a_command_of_the_page() -> None:
    for page, command in {*MEANWHILE, *FAILING}:
        assert command in commands(page)


def test_the_page_on_changes_names_each_format() -> None:
    rows = re.findall(r"^\| `(\w+)`", PAGES["changes.md"].read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(report_formats())


def test_the_reference_of_commands_says_what_their_help_says() -> None:
    assert run_script("commands_doc.py", "--check") == (0, "")


def test_a_command_that_has_no_example_yet_is_told_with_where_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    commands_doc = import_module("commands_doc")
    monkeypatch.delitem(commands_doc.EXAMPLES, "status")
    with pytest.raises(SystemExit, match=r"scripts/commands_doc\.py: status"):
        commands_doc.document()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_pictures_are_described(page: str) -> None:
    text = PAGES[page].read_text("utf-8")
    for mark, words, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", text):
        assert words, f"{target} has no words"
        if mark:
            assert len(words) > 20, f"{target} is not described"
        file, _, heading = target.partition("#")
        if ":" not in file:
            found = PAGES[page].parent / file if file else PAGES[page]
            assert found.exists(), target
            assert not heading or heading in headings(found), target


def headings(page: Path) -> set[str]:
    """The addresses of the page's headings."""
    titles = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_page_names_the_files_that_confirmations_are_kept_in() -> None:
    page = PAGES["year.md"].read_text("utf-8")
    assert f"`{LEDGER}`" in page
    assert f"`{SEAL}`" in page
    assert f"`{KEY}`" in page
    assert f"`{KEPT}`" in page
