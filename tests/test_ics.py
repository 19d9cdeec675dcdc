"""The calendar of `status --ics`, read by a reader that is not ours."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers_cli import omvgen
from icalendar import Calendar

import omvgen as api
from omvgen.form.publicity import Publicity
from omvgen.plan.text import plain

TODAY = date(2026, 2, 1)
TABLE, QUESTION, UNIT = "ostopalvelut_taulukko", "ostopalvelut_kuvaus", "vok_nimi"


@pytest.fixture(scope="module")
def plan_2026(examples: Path) -> api.Reading:
    return api.read(examples / "omavalvontasuunnitelma-2026.xlsx")


def calendar_of(reading: api.Reading, today: date = TODAY) -> bytes:
    return api.calendar(reading, api.status(reading, today))


def events(data: bytes) -> dict[str, tuple[date, str]]:
    """Day and summary of each event by its identifier."""
    found = Calendar.from_ical(data).walk("VEVENT")
    return {str(e["UID"]): (e.decoded("DTSTART"), str(e["SUMMARY"])) for e in found}


def with_answer(reading: api.Reading, id_: str, **changed: object) -> api.Reading:
    answer = replace(reading.plan.answer(id_), **changed)  # type: ignore[arg-type]
    plan = replace(reading.plan, answers={**reading.plan.answers, id_: answer})
    return replace(reading, plan=plan)


def ending_later(reading: api.Reading, days: int) -> api.Reading:
    """The plan whose contracts that end in 2026 end some days later."""
    ends = "sopimus_paattyy"
    later = date(2026, 6, 30) + timedelta(days)
    rows = tuple(
        {**row, ends: f"{later.day}.{later.month}.{later.year}"}
        if row.get(ends) == "30.6.2026"
        else row
        for row in reading.plan.rows(TABLE)
    )
    tables = {**reading.plan.tables, TABLE: rows}
    return replace(reading, plan=replace(reading.plan, tables=tables))


def test_it_has_the_day_to_confirm_and_the_days_on_which_contracts_end(
    plan_2026: api.Reading,
) -> None:
    days = dict(events(calendar_of(plan_2026)).values())
    assert days == {
        date(2026, 12, 31): "Suunnitelma on vahvistettava viimeistään tänään: "
        "Esimerkkilän vastaanottokeskus",
        date(2026, 6, 30): "11.2 Majoitus: Sopimus päättyy (Esimerkkilän vastaanottokeskus)",
    }


def test_an_event_keeps_its_identifier_when_its_day_moves(plan_2026: api.Reading) -> None:
    before = events(calendar_of(plan_2026))
    after = events(calendar_of(ending_later(plan_2026, 31), TODAY + timedelta(7)))
    assert before.keys() == after.keys()
    moved = {after[id_][0] - before[id_][0] for id_ in before}
    assert moved == {timedelta(0), timedelta(31)}


def test_two_units_do_not_share_an_event(plan_2026: api.Reading) -> None:
    other = with_answer(plan_2026, UNIT, text=plain("Toinen vastaanottokeskus"))
    assert not events(calendar_of(plan_2026)).keys() & events(calendar_of(other)).keys()


def test_a_row_that_is_not_public_is_named_by_its_question_alone(plan_2026: api.Reading) -> None:
    closed = {"publicity": Publicity.SECRET, "bases": ("JulkL 24 § 1 mom. 17 k",)}
    found = calendar_of(with_answer(plan_2026, QUESTION, **closed))
    assert "Majoitus" not in found.decode()
    assert any(day == date(2026, 6, 30) for day, _ in events(found).values())


@pytest.mark.parametrize(
    "unit", ["Keskus; osasto A, \\ B", "Å" * 90, "😀ä" * 40, "SUMMARY:x BEGIN:VEVENT", "a" * 74]
)
def test_any_name_comes_back_and_no_line_is_too_long(plan_2026: api.Reading, unit: str) -> None:
    data = calendar_of(with_answer(plan_2026, UNIT, text=plain(unit)))
    assert all(summary.count(unit) == 1 for _, summary in events(data).values())
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert line.decode() is not None  # folded between characters
        assert b"\n" not in line


def test_the_command_writes_it_beside_what_it_says(plan_2026: api.Reading, tmp_path: Path) -> None:
    workbook = Path(shutil.copy(plan_2026.path, tmp_path / "s.xlsx"))
    file = tmp_path / "d.ics"
    said = omvgen("status", workbook, "--today", "1.2.2026", "--ics", file)
    assert said.code == 0
    assert "31.12.2026" in said.out
    assert events(file.read_bytes()) == events(calendar_of(plan_2026))
    assert omvgen("status", workbook, "--ics", tmp_path / "d.txt").code == 2
