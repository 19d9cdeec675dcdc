"""`omvgen diff` as it is used: files, formats, exit codes, and what is said when it cannot be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from helpers_checks import reading, with_fields
from helpers_cli import omvgen
from hypothesis import given
from hypothesis import strategies as st
from test_diff_examples import EMPTIED, EXPECTED, plan, table

from omvgen.cli.warnings import warn_of_order
from omvgen.form.form import Form
from omvgen.workbook.template.make import make_workbook

OLD = "omavalvontasuunnitelma-2025.xlsx"
NEW = "omavalvontasuunnitelma-2026.xlsx"
UNFINISHED = "omavalvontasuunnitelma-2026-kesken.xlsx"


@pytest.mark.parametrize(("workbook", "left_out"), [(UNFINISHED, set()), (NEW, {EMPTIED})])
def test_the_example_workbooks_differ_by_what_is_known(
    examples: Path, workbook: str, left_out: set[str]
) -> None:
    said = omvgen("diff", examples / OLD, examples / workbook, "--format", "json")
    data = json.loads(said.out)
    found = [[c["question"], c["kind"], c["nature"]] for c in data["changes"]]
    assert found == [row for row in table(EXPECTED) if row[0] not in left_out]
    assert said.code == 0


def test_the_text_has_no_colours_in_a_pipe(examples: Path) -> None:
    said = omvgen("diff", examples / OLD, examples / NEW)
    assert "[-neljä-] {+kuusi+}" in said.out
    assert "\033" not in said.out
    assert said.err == ""


def test_the_exit_code_tells_of_differences_only_when_asked(examples: Path) -> None:
    assert omvgen("diff", examples / OLD, examples / NEW, "--exit-code").code == 1
    same = omvgen("diff", examples / OLD, examples / OLD, "--exit-code")
    assert same.code == 0
    assert "Ei muutoksia." in same.out


def test_the_output_file_holds_what_the_screen_would(examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "kansio" / "muutokset.txt"
    said = omvgen("diff", examples / OLD, examples / NEW, "-o", target)
    assert said.out == ""
    assert str(target) in said.err
    assert target.read_text("utf-8") == omvgen("diff", examples / OLD, examples / NEW).out


def test_workbooks_given_in_the_wrong_order_are_pointed_out(examples: Path) -> None:
    said = omvgen("diff", examples / NEW, examples / OLD)
    assert "Anna vanha ensin." in said.err


def test_a_kept_copy_of_a_confirmed_workbook_is_the_old_one(examples: Path, tmp_path: Path) -> None:
    kept = tmp_path / "vahvistetut" / NEW
    kept.parent.mkdir()
    kept.write_bytes((examples / NEW).read_bytes())
    assert "Anna vanha ensin." in omvgen("diff", examples / NEW, kept).err
    assert not omvgen("diff", kept, examples / NEW).err
    assert not omvgen("diff", examples / OLD, kept).err


@given(st.lists(st.sampled_from(["1.0", "1.9", "1.10", "2.0"]), min_size=2, max_size=2))
def test_the_greater_version_is_the_newer_workbook(versions: list[str]) -> None:
    plans = [with_fields(version=version, date="30.1.2026") for version in versions]
    with mock.patch("omvgen.cli.warnings.say") as say:
        warn_of_order(*map(reading, plans))
    order = ["1.0", "1.9", "1.10", "2.0"]
    assert say.called == (order.index(versions[0]) > order.index(versions[1]))


def test_a_missing_file_is_one_sentence_and_code_two(examples: Path) -> None:
    said = omvgen("diff", examples / OLD, "puuttuu.xlsx")
    assert said.code == 2
    assert "puuttuu.xlsx" in said.err
    assert "Traceback" not in said.all
    assert said.out == ""


def test_a_workbook_read_with_errors_is_compared_with_a_warning(
    examples: Path, form: Form, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    old = replace(plan(examples, 2025))
    (tmp_path / "vanha.xlsx").write_bytes(make_workbook(form, old))
    book = load_workbook(tmp_path / "vanha.xlsx")
    del book[form.sections[5].sheet]
    book.save(tmp_path / "vajaa.xlsx")
    said = omvgen("diff", tmp_path / "vanha.xlsx", tmp_path / "vajaa.xlsx")
    assert "vajaa.xlsx" in said.err
    assert "vertailu voi olla vajaa" in said.err
