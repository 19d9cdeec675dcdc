"""README.md and LUEMINUT.md, the same in two languages: they do not drift apart."""

from __future__ import annotations

import re

import pytest
from tools import ROOT

from omvgen.cli import COMMANDS
from omvgen.form.form import Form

ENGLISH, FINNISH = ((ROOT / name).read_text("utf-8") for name in ("README.md", "LUEMINUT.md"))
BOTH = pytest.mark.parametrize("text", [ENGLISH, FINNISH], ids=["README", "LUEMINUT"])


def marked(text: str, mark: str) -> str:
    """The command that stands after the mark."""
    [command] = re.findall(rf"^<!-- {mark} -->\n```sh\n(.+)\n```$", text, re.MULTILINE)
    return str(command)


def test_each_begins_with_one_line_that_leads_to_the_other() -> None:
    assert ENGLISH.splitlines()[0] == "[Suomeksi: LUEMINUT.md](LUEMINUT.md)"
    assert FINNISH.splitlines()[0] == "[In English: README.md](README.md)"


@pytest.mark.parametrize("mark", ["build", "test"])
def test_the_two_commands_are_the_same_in_both(mark: str) -> None:
    assert marked(ENGLISH, mark) == marked(FINNISH, mark)


def test_so_are_those_of_windows() -> None:
    blocks = re.compile(r"^```powershell\n(.+?)\n```$", re.MULTILINE | re.DOTALL)
    assert len(blocks.findall(ENGLISH)) == 2
    assert blocks.findall(ENGLISH) == blocks.findall(FINNISH)


def test_both_show_the_same_pictures() -> None:
    pictures = [re.findall(r"!\[.*?\]\((.*?)\)", text) for text in (ENGLISH, FINNISH)]
    assert pictures[0] == pictures[1] != []


def test_both_show_each_command_by_the_same_example_in_the_order_of_use() -> None:
    shown, again = (re.findall(r"^\| `omvgen (.+?)`", t, re.MULTILINE) for t in (ENGLISH, FINNISH))
    assert [example.split()[0] for example in shown] == list(COMMANDS)
    assert shown == again


@BOTH
def test_it_installs_nothing_by_a_name_that_is_not_ours(text: str) -> None:
    installs = re.findall(r"pipx? install (?:-\S+ )*'?([.\w][\w\[\].-]*)", text)
    assert installs
    assert all(what in (".", ".[app]", ".[pdf]", ".[signed]", ".[test]") for what in installs)


def test_both_count_what_the_form_has(form: Form) -> None:
    sections, questions = len(form.sections), len(form.questions)
    assert f"{sections} sections, {questions} questions." in ENGLISH
    assert f"{sections} osiota, {questions} kohtaa." in FINNISH


def test_every_guide_is_linked_in_the_english_one() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{page.name})" in ENGLISH, page.name
