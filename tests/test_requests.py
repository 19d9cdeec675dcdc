"""The authority's requests (guideline 2.2): in the log, from comments, in what is made of them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from helpers_checks import FORM, codes, sound_plan, with_answer, with_fields
from helpers_cli import omvgen
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import omvgen as api
from omvgen.app.advice import next_step
from omvgen.app.folder import Workbook
from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.console.findings import Counts
from omvgen.form.dates import format_date
from omvgen.form.form import Form
from omvgen.form.form_file import form_faults
from omvgen.form.loader import form_from_data, form_in
from omvgen.packing.assemble import COVER, pack
from omvgen.plan.plan import Plan, Row
from omvgen.plan.requests import State, open_requests, state_of
from omvgen.sources.asked import Asking
from omvgen.word.own import read_own
from omvgen.word.source_text import read_source
from omvgen.workbook.next_year import carried_over
from omvgen.workbook.patch.answers.copy import patched_copy, placeable
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

TODAY = date(2026, 5, 1)
ASKED = {
    "version": "2.0",
    "date": "15.3.2026",
    "place": "4.1",
    "change": "Täydentäkää henkilöstön määrä.",
    "ground": "Maahanmuuttoviraston pyyntö",
}
OPEN = {**ASKED, "due": "30.4.2026", "done": "Ei"}
DONE = {**ASKED, "place": "4.2", "due": "30.4.2026", "done": "20.4.2026"}
TRAINING, WEEK = "henk_perehdytys", "Perehdytys kestää viikon."
BEFORE = {"version": "1.0", "date": "1.2.2025", "place": "Koko suunnitelma", "change": "Uusi."}


def with_log(*rows: Row, plan: Plan | None = None) -> Plan:
    return replace(plan or sound_plan(), log=rows)


def read(data: bytes, folder: Path = Path(), form: Form = FORM) -> Reading:
    return read_workbook_bytes(data, folder / "suunnitelma.xlsx", form)


@cache
def workbook_of_before() -> bytes:
    """A workbook as it was made before the log had the two columns."""
    columns = tuple(column for column in FORM.log.columns if not column.optional)
    former = replace(FORM, log=replace(FORM.log, columns=columns))
    return make_workbook(former, with_log(BEFORE, plan=with_answer(TRAINING, WEEK)))


# ---- what a row says ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (ASKED, State.UNTOLD),
        ({**ASKED, "due": "30.4.2026"}, State.OPEN),
        ({**ASKED, "done": "Ei"}, State.OPEN),
        ({**ASKED, "done": "–"}, State.OPEN),
        ({**ASKED, "done": "Ei, tehdään 1.6.2026"}, State.OPEN),
        ({**ASKED, "done": "kesken"}, State.OPEN),
        ({**ASKED, "done": "ehkä 1.6.2026"}, State.OPEN),
        ({**ASKED, "done": "Kyllä"}, State.DONE),
        ({**ASKED, "done": "kyllä, 20.4.2026"}, State.DONE),
        ({**ASKED, "done": "Ja, 20.4.2026"}, State.DONE),
        ({**ASKED, "done": "Nej"}, State.OPEN),
        (DONE, State.DONE),
    ],
)
def test_what_a_row_says_of_its_being_done(row: Row, state: State) -> None:
    assert state_of(row) is state


def test_each_fault_of_a_request_is_named() -> None:
    assert codes(with_log(OPEN, DONE, ASKED)) == []
    assert codes(with_log({**OPEN, "done": "ehkä"})) == ["OMV615"]
    assert codes(with_log({**OPEN, "ground": "palaute"})) == ["OMV616"]


@given(
    st.lists(st.sampled_from(["4.1", "4.2", "4.3", "4.4"]), unique=True),
    st.lists(st.sampled_from([DONE, ASKED, BEFORE]), max_size=3),
    st.integers(-2, 2),
)
def test_a_request_is_late_from_the_day_after_its_last(
    places: list[str], others: list[Row], days: int
) -> None:
    rows = [{**OPEN, "place": place} for place in places]
    reading = replace(read(workbook_of_before()), plan=with_log(*rows, *others))
    found = api.validate(reading, today=date(2026, 4, 30) + timedelta(days))
    late = [f for f in found if f.code == "OMV614"]
    assert len(late) == (len(places) if days > 0 else 0)
    assert "OMV614" not in {f.code for f in api.validate(reading)}  # without a clock


def test_the_earliest_is_named_first_and_one_without_a_day_last() -> None:
    later, never = {**OPEN, "due": "1.5.2026"}, {**ASKED, "done": "Ei"}
    rows = open_requests(with_log(never, DONE, later, OPEN), FORM)
    assert [request.row for request in rows] == [OPEN, later, never]


# ---- workbooks of before --------------------------------------------------------------------


def test_a_workbook_of_before_is_read_as_it_was() -> None:
    old, new = (
        read(workbook_of_before()),
        read(make_workbook(FORM, with_log(BEFORE, plan=with_answer(TRAINING, WEEK)))),
    )
    assert old.plan == new.plan
    assert old.findings == new.findings
    assert plan_fingerprint(old.plan) == plan_fingerprint(new.plan)
    assert api.build(old) == api.build(new)


def test_a_patched_workbook_of_before_gets_the_columns_and_nothing_else_changes() -> None:
    data, plan = (
        workbook_of_before(),
        with_log(BEFORE, OPEN, DONE, plan=with_answer(TRAINING, WEEK)),
    )
    copy = patched_copy(read(data), plan)
    assert read(copy).plan == plan
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, copy))
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["Muutosloki"]
    assert len(changed) == 1
    assert [cell.value for cell in sheet[3][9:12]] == [
        "Tiedotettu henkilöstölle",
        "Määräpäivä",
        "Tehty",
    ]
    assert [cell.value for cell in sheet[5][10:12]] == ["30.4.2026", "Ei"]
    assert sheet["K3"].fill.fgColor.rgb == sheet["J3"].fill.fgColor.rgb
    assert not sheet["K5"].protection.locked


def test_own_text_beside_the_log_is_never_written_over() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_before()))
    book["Muutosloki"]["L9"] = "Oma merkintä"
    saved = io.BytesIO()
    book.save(saved)
    plan, left = placeable(read(saved.getvalue()), with_log(BEFORE, OPEN))
    assert plan.log == (BEFORE,)
    assert "Täydentäkää henkilöstön määrä." in left[0].answer.text.plain


def test_the_columns_speak_the_workbooks_language_and_the_plan_finnish() -> None:
    swedish = form_in(FORM, "sv")
    rows = {**OPEN, "ground": "palaute"}, {**OPEN, "done": "Kyllä"}
    plan = with_log(*rows, plan=with_fields(language="sv-FI"))
    data = make_workbook(swedish, plan)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[-1]
    assert [sheet[f"{column}3"].value for column in "KL"] == ["Förfallodag", "Gjort"]
    assert [sheet[f"L{row}"].value for row in (4, 5)] == ["Nej", "Ja"]
    assert read(data, form=swedish).plan.log == plan.log


def test_what_is_not_done_goes_on_into_the_next_year() -> None:
    reading = read(make_workbook(FORM, with_log(BEFORE, OPEN, DONE)))
    assert carried_over(reading).plan.log == (OPEN,)


# ---- comments on the document that was handed over ------------------------------------------


def commented(plan: Plan, choose: Callable[[str], str], form: Form = FORM) -> bytes:
    """The plan's document with a comment on each paragraph for which there is one."""
    document = python_docx.Document(io.BytesIO(api.build(read(make_workbook(form, plan)))))
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document._body)
        words = choose(paragraph.text)
        if words and paragraph.runs:
            document.add_comment(paragraph.runs, words, "V. Valvoja")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


ON_TITLE, ON_QUESTION, ON_ANSWER = "Mikä versio?", "Puuttuu luku.", "Keitä?"


def test_an_edited_document_leaves_what_it_does_not_print_of_a_request(tmp_path: Path) -> None:
    """A document has no room for the two columns."""
    reading = read(make_workbook(FORM, with_log(OPEN, DONE)), tmp_path)
    document = python_docx.Document(io.BytesIO(api.build(reading)))
    tables = [Table(t, document._body) for t in document.element.body.iter(qn("w:tbl"))]
    (log,) = (table for table in tables if table.cell(0, 0).text == "Versio")
    assert [cell.text for cell in log.rows[0].cells][-1] == "Tiedotettu henkilöstölle"
    cell = next(cell for cell in log.rows[1].cells if cell.text == ASKED["change"])
    cell.paragraphs[0].runs[0].text = "Täydennetty."
    document.save(str(tmp_path / "muokattu.docx"))
    merged = api.merge(reading, [tmp_path / "muokattu.docx"])
    assert merged.plan.log == ({**OPEN, "change": "Täydennetty."}, DONE)


@pytest.fixture(scope="module")
def commented_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = {
        sound_plan().field("title"): ON_TITLE,
        FORM.questions["henk_maara_rakenne"].text: ON_QUESTION,
        WEEK: ON_ANSWER,
    }
    file = tmp_path_factory.mktemp("kommentit") / "kommentit.docx"
    file.write_bytes(commented(read(workbook_of_before()).plan, lambda text: asked.get(text, "")))
    return file


def test_every_comment_becomes_a_request(commented_file: Path) -> None:
    merged = api.merge(
        read(workbook_of_before()), [commented_file], asking=Asking(date(2026, 4, 30))
    )
    log = merged.plan.log
    assert log[0] == BEFORE
    assert {(row["place"], row["change"].partition(": ")[2]) for row in log[1:]} >= {
        ("4.1", ON_QUESTION),
        (FORM.numbers[TRAINING], ON_ANSWER),
    }
    assert sum(ON_TITLE in row["change"] for row in log) == 1
    for row in log[1:]:
        assert row["change"].startswith("Kommentti (V. Valvoja): ")
        assert (row["ground"], row["due"], row["done"]) == (ASKED["ground"], "30.4.2026", "Ei")
        assert row["date"] == format_date(date.today())  # python-docx dates the comments
    assert not any(answer.note for answer in merged.plan.answers.values())
    again = api.merge(read(merged.data), [commented_file], asking=Asking())
    assert again.plan.log == log


def test_without_the_option_comments_stay_in_the_notes(commented_file: Path) -> None:
    merged = api.merge(read(workbook_of_before()), [commented_file])
    assert merged.plan.log == (BEFORE,)
    assert any(ON_ANSWER in answer.note for answer in merged.plan.answers.values())


def test_no_comment_is_lost_wherever_it_is() -> None:
    counted = count()
    data = commented(sound_plan(), lambda text: f"Pyyntö {next(counted)}." if text else "")
    reading = read_own(read_source(data, "s.docx"), FORM)
    assert reading is not None
    texts = [remark.comment.text for remark in reading.remarks]
    assert len(texts) > len(FORM.questions)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert texts == re.findall(r"Pyyntö \d+\.", package.read("word/comments.xml").decode())
    known = {remark.on for remark in reading.remarks}
    assert known >= FORM.questions.keys() - {q.id for q in FORM.sections[-1].questions}


def test_the_command_asks_for_both_options(commented_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.xlsx"
    file.write_bytes(workbook_of_before())
    said = omvgen("merge", file, commented_file, "--requests", "--due", "30.4.2026")
    assert (said.code, "Siirretty 3" in said.out) == (0, True)
    assert omvgen("merge", file, commented_file, "--due", "30.4.2026").code == 2
    shown = omvgen("status", tmp_path / "s-yhdistetty.xlsx", "--today", "1.5.2026")
    assert "4.1: Kommentti (V. Valvoja): Puuttuu luku.; määräpäivä oli 30.4.2026" in shown.out
    assert shown.code == 1


# ---- where they are told --------------------------------------------------------------------


def test_status_and_calendar_name_the_open_ones(tmp_path: Path) -> None:
    rows = ({**OPEN, "due": "30.6.2026", "place": "4.3"}, DONE, OPEN)
    file = tmp_path / "s.xlsx"
    file.write_bytes(make_workbook(FORM, with_log(*rows)))
    calendar = tmp_path / "d.ics"
    told = omvgen("status", file, "--today", "1.5.2026", "--format", "json", "--ics", calendar)
    assert [(r["place"], r["due"], r["overdue"]) for r in json.loads(told.out)["requests"]] == [
        ("4.1", "2026-04-30", True),
        ("4.3", "2026-06-30", False),
    ]
    events = Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    days = {str(e["SUMMARY"]): e.decoded("DTSTART") for e in events}
    unit = sound_plan().text("vok_nimi")
    asked = "Maahanmuuttoviraston pyyntö: {}, tehtävä viimeistään tänään ({})"
    assert days[asked.format("4.1", unit)] == date(2026, 4, 30)
    assert days[asked.format("4.3", unit)] == date(2026, 6, 30)


def test_a_request_that_is_not_public_has_only_its_day(tmp_path: Path) -> None:
    row = {**OPEN, "change": "[[Lisätkää kameroiden paikat.]]"}
    reading = read(make_workbook(FORM, with_log(row)), tmp_path)
    found = api.calendar(reading, api.status(reading, TODAY))
    summaries = [str(e["SUMMARY"]) for e in Calendar.from_ical(found).walk("VEVENT")]
    unit = sound_plan().text("vok_nimi")
    assert f"Maahanmuuttoviraston pyyntö, tehtävä viimeistään tänään ({unit})" in summaries
    assert not any("4.1" in summary for summary in summaries)


@pytest.mark.parametrize("public", [False, True])
def test_the_next_pack_says_what_was_done_since_the_last(tmp_path: Path, public: bool) -> None:
    earlier = {**DONE, "place": "4.4", "change": "Jo viimeksi tehty."}
    before = read(make_workbook(FORM, with_log(earlier, OPEN)), tmp_path)
    rows = (earlier, {**OPEN, "done": "20.4.2026"}, {**OPEN, "place": "4.5"})
    now = read(make_workbook(FORM, with_log(*rows)), tmp_path)
    made = pack(now, public=public, previous=before, soffice="ei-ole")
    with zipfile.ZipFile(io.BytesIO(made.data)) as files:
        cover = files.read(COVER).decode()
    assert "Viranomaisen pyynnöt" in cover
    assert all(words in cover for words in ("4.1", "20.4.2026", "4.5", "Ei"))
    assert "Jo viimeksi tehty." not in cover


# ---- forms ----------------------------------------------------------------------------------


def test_each_form_has_its_own_word_for_a_request(form: Form) -> None:
    assert form.request_ground == "Maahanmuuttoviraston pyyntö"
    assert api.load_form("tupakka").request_ground == "viranomaisen pyyntö"
    for each in (form, api.load_form("tupakka")):
        ground = each.log.column("ground")
        assert ground is not None
        assert each.request_ground in ground.choices


def test_the_request_is_one_of_the_forms_own_grounds(form: Form) -> None:
    faults = [str(fault) for fault in form_faults({**form.data, "request_ground": "muu syy"})]
    assert len(faults) == 1
    assert "request_ground" in faults[0]
    assert list(form_faults(form.data)) == []
    own = {key: value for key, value in form.data.items() if key != "request_ground"}
    assert form_from_data(own).request_ground == ""


def test_the_page_names_a_late_request_and_a_report_that_is_due_soon() -> None:
    def advised(reading: Reading, today: date) -> str:
        status = api.status(reading, today)
        counts = Counts(0, 0, 0, 1, 1, 0)
        workbook = Workbook("s.xlsx", (0, 0), counts=counts, status=status)
        return next_step(workbook).text

    reading = read(make_workbook(FORM, with_log(OPEN)), Path("/ei/ole"))
    assert "1 viranomaisen pyynnön määräpäivä on mennyt" in advised(reading, date(2026, 5, 1))
    assert "pyynnön" not in advised(reading, date(2026, 4, 30))
