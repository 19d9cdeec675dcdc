"""A form's rhythm: when a plan is confirmed and reported on, and the report that is published."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import omvgen
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import omvgen as api
from omvgen.confirmation.record import Record
from omvgen.confirmation.standing import report_days, standing
from omvgen.form.dates import months_after
from omvgen.form.form import Form
from omvgen.form.form_file import form_faults
from omvgen.form.loader import form_from_data
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

SOTE = api.load_form("sote_omavalvontasuunnitelma")
MEASURES = "risk_keinot_toimenpiteet"
BASIS = "JulkL 24 § 1 mom. 25 k"
DONE = {
    "toimenpide": "Lääkekaapin lukitus",
    "peruste": "Avain oli kadonnut.",
    "vastuuhenkilo": "Vastaava hoitaja",
    "maaraaika": "30.6.2026",
    "tila": "valmis",
    "valmis": "20.5.2026",
}
OPEN = {**DONE, "toimenpide": "Yövuoron perehdytys", "tila": "kesken"}


# ---- the days -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 5, 31), 4, date(2026, 9, 30)),
        (date(2026, 8, 31), 4, date(2026, 12, 31)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 24, date(2028, 12, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_later_is_that_many_months_later_and_never_a_later_day(day: date, n: int) -> None:
    later = months_after(day, n)
    assert (later.year - day.year) * 12 + later.month - day.month == n
    assert later.day == day.day or (later + timedelta(1)).month != later.month


@cache
def with_rhythm(confirm: int = 12, report: int = 0) -> Form:
    return replace(SOTE, confirm_every_months=confirm, report_every_months=report)


def record(day: date) -> Record:
    from test_confirmation import record as made

    return made(day, parts={})


@pytest.mark.parametrize(
    ("months", "due"),
    [(4, date(2026, 5, 31)), (12, date(2027, 1, 31)), (24, date(2028, 1, 31))],
)
def test_a_plan_is_due_by_the_rhythm_of_its_form(months: int, due: date) -> None:
    form = with_rhythm(months)
    plan, records = Plan(form.id, form.version), (record(date(2026, 1, 31)),)
    assert standing(plan, form, records, due).due == due
    assert not standing(plan, form, records, due).overdue
    assert standing(plan, form, records, due + timedelta(1)).overdue


def days(start: date, today: date, months: int) -> tuple[date, ...]:
    plan = Plan(SOTE.id, SOTE.version)
    return report_days(plan, with_rhythm(report=months), (record(start),), today)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 31), [date(2026, 5, 31), date(2026, 9, 30), date(2027, 1, 31)]),
        (date(2026, 5, 31), [date(2026, 5, 31), date(2026, 9, 30), date(2027, 1, 31)]),
        (date(2026, 6, 1), [date(2026, 9, 30), date(2027, 1, 31), date(2027, 5, 31)]),
    ],
)
def test_reports_are_due_every_four_months(today: date, expected: list[date]) -> None:
    assert [*days(date(2026, 1, 31), today, 4)][:3] == expected


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.integers(0, 3000),
    st.sampled_from([1, 3, 4, 6]),
)
def test_the_next_report_is_the_first_multiple_from_today(start: date, n: int, months: int) -> None:
    today = start + timedelta(n)
    every = [months_after(start, k * months) for k in range(1, 200)]
    found = days(start, today, months)
    assert found == tuple(d for d in every if today <= d <= months_after(today, 12))


def test_without_a_rhythm_no_report_is_due() -> None:
    assert days(date(2026, 1, 31), date(2026, 3, 1), 0) == ()
    assert report_days(Plan("x", "1"), with_rhythm(report=4), (), date(2026, 1, 1)) == ()


# ---- the form -------------------------------------------------------------------------------


def test_a_rhythm_is_a_number_of_months() -> None:
    assert SOTE.report_every_months == 4
    assert api.load_form("sote_seurantaselvitys").confirm_every_months == 4
    assert (api.load_form().confirm_every_months, api.load_form().report_every_months) == (12, 0)
    for wrong in (0, 121, "neljä", 1.5, True):
        faults = list(form_faults({**SOTE.data, "report_every_months": wrong}))
        assert len(faults) == 1
        assert "report_every_months" in faults[0].message


def test_an_older_form_workbook_has_neither_the_settings_nor_the_column(tmp_path: Path) -> None:
    """Parts of a form that were added later may be missing from its workbook."""
    import openpyxl

    file = tmp_path / "lomake.xlsx"
    assert omvgen("form", "new", file, "--form", "sote_seurantaselvitys").code == 0
    whole = api.load_form(file)
    assert whole == api.load_form("sote_seurantaselvitys")
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("Selvitykseen", "confirm_every_months", "report_every_months"):
                    cell.value = None
                    if cell.column == 1:
                        sheet.cell(cell.row, 2).value = None
    book.save(file)
    older = api.load_form(file)
    assert (older.confirm_every_months, older.report_every_months) == (12, 0)
    assert not any(question.report for question in older.questions.values())


# ---- the report -----------------------------------------------------------------------------


def plan_of(form: Form, **answers: Answer) -> Plan:
    said = {
        key: Answer(plain("Asiasta huolehditaan sovitusti."), Publicity.PUBLIC)
        for key in form.questions
    }
    document = {"title": "Suunnitelma 2026", "year": "2026", "version": "1.0", "date": "31.1.2026"}
    return Plan(form.id, form.version, document, said | answers)


def read(plan: Plan, form: Form = SOTE) -> Reading:
    return read_workbook_bytes(make_workbook(form, plan), Path("suunnitelma.xlsx"), form)


@pytest.fixture(scope="module")
def years() -> tuple[Reading, Reading]:
    """A plan, and the same four months later with a measure more and another answer."""
    first = {"version": "1.0", "date": "31.1.2026", "place": "2.1", "change": "Ensimmäinen."}
    old = replace(plan_of(SOTE), tables={MEASURES: (DONE,)}, log=(first,))
    answer = Answer(plain("Muistutukset käsitellään viikossa."), Publicity.PUBLIC)
    later = {**first, "version": "1.1", "date": "30.5.2026", "place": "2.4", "change": "Nopeammin."}
    new = replace(
        old,
        document={**old.document, "version": "1.1", "date": "30.5.2026"},
        answers={**old.answers, "turv_muistutukset": answer},
        tables={MEASURES: (DONE, OPEN)},
        log=(first, later),
    )
    return read(old), read(new)


def report(new: Reading, old: Reading | None = None, format: str = "md") -> tuple[str, list[str]]:
    made = api.follow_up_report(new, old, format, name="selvitys.md")
    return made.data.decode(), [str(finding.code) for finding in made.remarks]


def test_it_has_observations_measures_and_what_has_changed(
    years: tuple[Reading, Reading],
) -> None:
    text, remarks = report(years[1], years[0])
    for title in ("Seurannan havainnot", "Toimenpiteet", "Muutoslokiin kirjatut muutokset"):
        assert f"## {title}" in text
    for cell in ("Yövuoron perehdytys", "Vastaava hoitaja", "30.6.2026", "kesken"):
        assert cell in text
    assert "Nopeammin." in text
    assert "Ensimmäinen." not in text  # told in the last report
    assert "2.4 Muistutusten käsittely" in text
    assert "Edellinen suunnitelma: versio 1.0" in text
    assert remarks == ["OMV677"]  # the form does not ask for guidance of supervisors


def test_without_an_earlier_plan_the_whole_log_is_told(years: tuple[Reading, Reading]) -> None:
    text, _ = report(years[1])
    assert "Ensimmäinen." in text
    assert "Edellinen suunnitelma" not in text


@pytest.mark.parametrize("text", ["", "[[Kaikki on salaista.]]"])
def test_a_part_of_which_nothing_is_public_is_named(text: str) -> None:
    answer = Answer(plain(text), Publicity.PARTLY if text else None, (BASIS,) if text else ())
    _, remarks = report(read(plan_of(SOTE, risk_vaaratapahtumat=answer)))
    assert remarks == ["OMV676", "OMV677"]


SECRETS = ("Salaperäinen", "0457001001", "tunnus-9X7")


def secret_plans() -> Iterator[Plan]:
    """A secret in each place that the report shows."""
    words = f"[[{' '.join(SECRETS)}]]"
    for question in SOTE.questions.values():
        if question.report:
            partly = Answer(plain(f"Avointa. {words}"), Publicity.PARTLY, (BASIS,))
            yield plan_of(SOTE, **{question.id: partly})
    for column in ("toimenpide", "peruste", "vastuuhenkilo"):
        yield replace(plan_of(SOTE), tables={MEASURES: ({**DONE, column: words}, OPEN)})
    log = {"version": "1.0", "date": "31.1.2026", "place": "2.1", "change": words}
    yield replace(plan_of(SOTE), log=(log,))


@pytest.mark.parametrize("plan", [*secret_plans()])
def test_no_secret_is_published(plan: Plan) -> None:
    data = api.follow_up_report(read(plan)).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = b"".join(map(package.read, package.namelist())).decode("utf-8", "replace")
    assert "Seurannan havainnot" in text
    assert not [secret for secret in SECRETS if secret in text]


def test_what_is_undecided_is_asked_first(tmp_path: Path) -> None:
    file = tmp_path / "s.xlsx"
    undecided = Answer(plain("Ei tiedetä."), None)
    file.write_bytes(make_workbook(SOTE, plan_of(SOTE, turv_palaute=undecided)))
    said = omvgen("notice", "--report", file, "-o", tmp_path / "s.html")
    assert (said.code, (tmp_path / "s.html").exists()) == (1, False)
    assert "OMV402" in said.out


def test_a_form_without_a_report_refuses_it(examples: Path, tmp_path: Path) -> None:
    said = omvgen("notice", "--report", examples / "omavalvontasuunnitelma-2026.xlsx", cwd=tmp_path)
    assert said.code == 1
    assert "OMV675" in said.out


@pytest.mark.parametrize(
    "more",
    [["--clients"], ["--public"], ["toinen.xlsx"]],
)
def test_the_options_of_other_notices_do_not_fit(more: list[str], tmp_path: Path) -> None:
    for name in ("s.xlsx", "toinen.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert omvgen("notice", "--report", "s.xlsx", *more, cwd=tmp_path).code == 2
    assert omvgen("notice", "s.xlsx", "toinen.xlsx", "--previous", "s.xlsx", cwd=tmp_path).code == 2


def test_the_command_names_the_file_and_status_the_days(
    years: tuple[Reading, Reading], tmp_path: Path
) -> None:
    for name, reading in zip(("old.xlsx", "new.xlsx"), years, strict=True):
        (tmp_path / name).write_bytes(reading.data)
    said = omvgen("notice", "--report", "new.xlsx", "--previous", "old.xlsx", cwd=tmp_path)
    assert (said.code, "OMV677" in said.err) == (0, True)
    assert (tmp_path / "output" / "selvitys-2026-v1.1.docx").exists()
    told = omvgen("status", "new.xlsx", "--today", "1.6.2026", "--ics", "d.ics", cwd=tmp_path)
    assert "Seurannan selvitys julkaistava viimeistään 30.9.2026 (121 päivää jäljellä)" in told.out
    events = Calendar.from_ical((tmp_path / "d.ics").read_bytes()).walk("VEVENT")
    found = [e.decoded("DTSTART") for e in events if "Seurannan selvitys" in str(e["SUMMARY"])]
    assert found == [date(2026, 9, 30), date(2027, 1, 30), date(2027, 5, 30)]


def test_swedish_has_its_own_words(years: tuple[Reading, Reading]) -> None:
    plan = replace(years[1].plan, document={**years[1].plan.document, "language": "sv-FI"})
    data: Any = make_workbook(form_from_data(dict(SOTE.data), "sv"), plan)
    text, _ = report(read_workbook_bytes(data, Path("s.xlsx")))
    assert "Redogörelse för uppföljningen av egenkontrollen" in text
    for finnish in ("Toimenpiteet\n", "Seurannan havainnot", "Muutoslokiin"):
        assert finnish not in text
