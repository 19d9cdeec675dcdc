"""What a file is called does not steer the terminal on which the name is printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers_cli import omvgen
from hypothesis import given
from hypothesis import strategies as st

from omvgen.locale import ntr, tr, visible

EXAMPLE = Path(__file__).parent.parent / "examples"
OBEYED = "\x1b]0;otsikko\x07\x1b[2J\x9b31m\u202e"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("command", ["validate", "build", "export", "status"])
def test_a_files_name_steers_no_terminal(tmp_path: Path, command: str) -> None:
    name = tmp_path / f"suunnitelma{OBEYED}.xlsx"
    missing = omvgen(command, name, cwd=tmp_path)
    name.write_bytes(b"ei mitaan")
    damaged = omvgen(command, name, cwd=tmp_path)
    for done in (missing, damaged):
        shown = done.out + done.err
        assert "suunnitelma" in shown
        assert not set(shown) & set("\x1b\x07\x9b\u202e")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_the_name_of_a_good_workbook_steers_no_terminal(tmp_path: Path) -> None:
    name = tmp_path / f"hyvä{OBEYED}.xlsx"
    name.write_bytes(next(iter(sorted(EXAMPLE.glob("**/*.xlsx")))).read_bytes())
    for command in ("validate", "status", "build"):
        done = omvgen(command, name, cwd=tmp_path)
        assert not set(done.out + done.err) & set("\x1b\x07\x9b\u202e")


@given(st.text())
def test_no_value_of_a_message_has_a_control_character(text: str) -> None:
    for shown in (tr("{file}", file=text), ntr("{file}", "{file}", 1, file=text), visible(text)):
        assert all(sign.isprintable() or sign not in OBEYED for sign in shown)
        assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])))
def test_an_ordinary_text_stays(text: str) -> None:
    assert visible(text) == text
