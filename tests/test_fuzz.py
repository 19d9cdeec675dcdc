"""A small run of scripts/fuzz_workbooks.py, and what its long runs have found."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from helpers_reader import Edited, codes, filled, said
from hypothesis import settings

from omvgen.form.loader import load_form

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
SHEET = "xl/worksheets/sheet4.xml"


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", SMALL, filled(SMALL))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is read in a fork")
def test_no_damaged_file_ends_in_a_traceback_or_a_silent_difference() -> None:
    """How long each takes, and how much memory, is for the script's own runs to tell."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
    from fuzz_workbooks import report, run

    results = run(settings().max_examples, seed=2026)
    assert {result.outcome for result in results} == {"read", "refused"}, report(results)


@pytest.mark.parametrize("kind", [b"n", b"x", b"", b"str", b"e"])
def test_a_text_in_a_cell_of_another_type_is_said_and_not_lost(
    workbook: Edited, kind: bytes
) -> None:
    def change(xml: bytes) -> bytes:
        before, text, after = xml.partition(said("nimi").encode())
        head, _, tail = before.rpartition(b't="inlineStr"')
        return head + b't="' + kind + b'"' + tail + text + after

    reading = workbook.part(SHEET, change).read()
    assert codes(reading) == {"OMV159"}
    assert said("nimi") in reading.findings[0].message


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<x>", "</x>"), ("<r><x>", "</x></r>"), ("<t>alku<x>", "</x></t>")],
)
def test_a_piece_of_a_text_that_is_no_text_makes_its_cell_unreadable(
    workbook: Edited, opening: str, closing: str
) -> None:
    old = f"<t[^>]*>({said('nimi')})</t>".encode()
    new = rf"{opening}\1{closing}".encode()
    reading = workbook.part(SHEET, lambda xml: re.sub(old, new, xml)).read()
    assert codes(reading) == {"OMV159"}
    assert not reading.plan.text("nimi")


@pytest.mark.parametrize("tag", [b"row", b"c"])
def test_what_is_neither_a_row_nor_a_cell_is_not_passed_over(workbook: Edited, tag: bytes) -> None:
    def change(xml: bytes) -> bytes:
        before, text, after = xml.partition(said("lisatietoja").encode())
        start = before.rindex(b"<" + tag + b" ")
        end = after.index(b"</" + tag + b">")
        opened = b"<x " + before[start + len(tag) + 2 :]
        rest = after[end + len(tag) + 3 :]
        return before[:start] + opened + text + after[:end] + b"</x>" + rest

    assert codes(workbook.part(SHEET, change).read()) == {"OMV131"}


def test_a_cell_that_says_it_is_in_another_row_is_not_moved_there(workbook: Edited) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b'r="D5"', b'r="D15"')

    reading = workbook.part(SHEET, change).read()
    assert "OMV159" in codes(reading)
    assert said("lisatietoja") not in reading.plan.text("lisatietoja")


def test_a_sheet_of_more_rows_than_a_plan_can_have_is_refused(
    workbook: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omvgen.errors import OmvgenError

    monkeypatch.setattr("omvgen.workbook.xlsx.sheet_xml.MAX_WRITTEN", 3)
    with pytest.raises(OmvgenError) as refused:
        workbook.read()
    assert refused.value.finding.code == "OMV115"
