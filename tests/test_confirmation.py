"""Confirmations: refused when they cannot be, kept when they are made, tampering named."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers_cli import Said, omvgen
from records import ledger_with, record

import omvgen as api
from omvgen.confirmation import LEDGER, LOCK, SEAL, ledger
from omvgen.confirmation.confirm import Evidence, Signing, record_of
from omvgen.confirmation.fingerprint import answer_fingerprints, value_fingerprints
from omvgen.confirmation.ledger import append, read_ledger
from omvgen.confirmation.record import Record, record_hash, to_line
from omvgen.confirmation.standing import changed_questions, standing
from omvgen.errors import OmvgenError
from omvgen.form.dates import months_after
from omvgen.form.form import Form
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import plain
from omvgen.workbook.reading.result import Reading


@pytest.fixture
def workbook(examples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(examples / "omavalvontasuunnitelma-2026.xlsx", tmp_path / "s.xlsx"))


def confirm(workbook: Path, day: str = "30.1.2026", *more: str, **changed: str) -> Said:
    """The plan confirmed by its director on the day that it says itself."""
    said = {"place": "Esimerkkilä", "by": "Oskari Esimerkkinen", "role": "johtaja"} | changed
    options = [part for name, text in said.items() for part in (f"--{name}", text)]
    return omvgen("confirm", workbook, "--date", day, "--today", "1.12.2027", *options, *more)


def test_a_confirmation_is_one_line_with_what_was_confirmed(workbook: Path) -> None:
    said = confirm(workbook)
    assert said.code == 0, said.all
    (line,) = (workbook.parent / LEDGER).read_text("utf-8").splitlines()
    data = json.loads(line)
    assert (data["date"], data["place"]) == ("2026-01-30", "Esimerkkilä")
    assert (data["name"], data["role"]) == ("Oskari Esimerkkinen", "johtaja")
    assert data["version"] == "2.0"
    assert data["changes"] is None
    assert data["previous"] == ""
    assert "30.1.2027" in said.err


def test_the_record_in_words_proves_in_the_case_file_what_the_folder_holds(
    form: Form, workbook: Path
) -> None:
    said = confirm(workbook)
    (record,) = read_ledger(workbook.parent / LEDGER)
    first, *facts = said.out.splitlines()
    assert first == (
        "Oskari Esimerkkinen, johtaja, on vahvistanut vuoden 2026 omavalvontasuunnitelman "
        "version 2.0 (Esimerkkilä 30.1.2026)."
    )
    assert facts == [
        "Aiempia vahvistuksia ei ole kirjattu.",
        "Vastaanottokeskuksen nimi: Esimerkkilän vastaanottokeskus",
        "Asianumero: MIGDno-2026-99002",
        f"Lomake: Auttamisjärjestelmän omavalvontalomake ({form.version})",
        f"Työkirja: s.xlsx (SHA-256 {hashlib.sha256(workbook.read_bytes()).hexdigest()})",
        f"Vahvistuksen tunniste: {record_hash(record)}",
    ]


def test_a_day_to_come_is_refused(workbook: Path) -> None:
    said = omvgen(
        *("confirm", workbook, "--date", "2.1.2026", "--today", "1.1.2026"),
        *("--place", "E", "--by", "M", "--role", "j"),
    )
    assert said.code == 2
    assert "OMV620" in said.err
    assert not (workbook.parent / LEDGER).exists()


def test_a_day_before_the_last_confirmation_is_refused(tmp_path: Path, workbook: Path) -> None:
    assert confirm(workbook).code == 0
    said = confirm(workbook, "29.1.2026")
    assert said.code == 2
    assert "OMV621" in said.err
    assert len(read_ledger(tmp_path / LEDGER)) == 1


def test_a_version_is_confirmed_once(workbook: Path) -> None:
    assert confirm(workbook).code == 0
    said = confirm(workbook, "30.1.2027")
    assert said.code == 2
    assert "OMV625" in said.err


@pytest.mark.parametrize(
    ("version", "code"), [("1.10", None), ("2", None), ("1.9", "OMV625"), ("1.8.9", "OMV625")]
)
def test_the_version_rises_from_one_confirmation_to_the_next(
    form: Form, version: str, code: str | None
) -> None:
    plan = Plan(form.id, form.version, {"version": version})
    signing = Signing(date(2026, 1, 30), "Esimerkkilä", "Maija Mallikas", "johtaja")
    evidence = Evidence(("s.xlsx", b""))
    try:
        record_of(plan, form, signing, evidence, (record(version="1.9"),))
        found = None
    except OmvgenError as refused:
        found = refused.finding.code
    assert found == code


def test_a_plan_with_errors_is_not_confirmed(examples: Path, tmp_path: Path) -> None:
    kesken = examples / "omavalvontasuunnitelma-2026-kesken.xlsx"
    said = confirm(Path(shutil.copy(kesken, tmp_path)))
    assert said.code == 1
    assert "OMV201" in said.out
    assert not (tmp_path / LEDGER).exists()


def test_who_and_where_must_be_said(workbook: Path) -> None:
    said = confirm(workbook, place=" ")
    assert said.code == 2
    assert "paikka" in said.err


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"by": "Veera Vieras"}, "OMV626"),
        ({"by": "Oskari"}, "OMV626"),
        ({"by": "a"}, "OMV626"),
        ({"role": "omavalvontavastaava"}, "OMV628"),
        ({"role": "johtajan sihteeri"}, "OMV628"),
        ({"role": "entinen johtaja"}, "OMV628"),
        ({"role": "tiiminjohtaja"}, "OMV628"),
        ({"day": "31.1.2026"}, "OMV622"),
        ({"day": "30.1.2025"}, "OMV622"),
    ],
)
def test_what_the_plan_contradicts_is_recorded_only_by_force(
    workbook: Path, changed: dict[str, str], code: str
) -> None:
    said = confirm(workbook, **changed)
    assert said.code == 2
    assert {c for c in ("OMV622", "OMV626", "OMV628") if c in said.err} == {code}
    assert not (workbook.parent / LEDGER).exists()
    assert (
        confirm(workbook, changed.get("day", "30.1.2026"), "--force", **drop_day(changed)).code == 0
    )
    assert len(read_ledger(workbook.parent / LEDGER)) == 1


def drop_day(changed: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in changed.items() if key != "day"}


@pytest.mark.parametrize(("answer", "code", "count"), [("k\n", 0, 1), ("e\n", 2, 0), ("\n", 2, 0)])
def test_at_a_terminal_what_the_plan_contradicts_is_asked_about(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, count: int
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert confirm(workbook, role="sihteeri").code == code
    assert len(read_ledger(workbook.parent / LEDGER)) == count


def test_what_is_recorded_of_the_workbook_is_what_was_read(form: Form, workbook: Path) -> None:
    reading = api.read(workbook)
    was = hashlib.sha256(workbook.read_bytes()).hexdigest()
    workbook.write_bytes(b"saved meanwhile")
    signing = Signing(date(2026, 1, 30), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    assert api.confirm(reading, signing, date(2026, 2, 1)).workbook_hash == was


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_line_edited_by_hand_is_named(tmp_path: Path, line: int) -> None:
    path = ledger_with(tmp_path, 3)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"Maija Mallikas", b"Matti Mallikas")
    path.write_bytes(b"".join(lines))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV632"
    assert refused.value.finding.values["line"] == line + 1


@pytest.mark.parametrize(("line", "code"), [(0, "OMV633"), (1, "OMV633"), (2, "OMV634")])
def test_a_line_removed_is_detected(tmp_path: Path, line: int, code: str) -> None:
    path = ledger_with(tmp_path, 3)
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[line]
    path.write_bytes(b"".join(lines))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == code


@pytest.mark.parametrize("first", [0, 1])
def test_two_lines_swapped_are_detected(tmp_path: Path, first: int) -> None:
    path = ledger_with(tmp_path, 3)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    path.write_bytes(b"".join(lines))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV633"


@pytest.mark.parametrize(
    "rubbish",
    [b"\n", b"{}\n", b"[" * 100_000, b"\xff\xfe\n", b"null\n", b'{"scheme":1,"date":"2026-'],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, rubbish: bytes) -> None:
    path = ledger_with(tmp_path, 1)
    path.write_bytes(path.read_bytes() + rubbish)
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV631"
    assert refused.value.finding.values["line"] == 2


def test_a_record_that_no_text_can_hold_is_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 1)
    path.write_bytes(path.read_bytes().replace(b"johtaja", b"\\ud800"))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV631"


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: data.replace(b'","', b'", "'),
        lambda data: data.replace(b'{"scheme":2,', b'{"scheme":2,"lisatieto":"x",'),
    ],
)
def test_a_ledger_saved_by_another_program_is_told_from_a_changed_confirmation(
    tmp_path: Path, saved: Callable[[bytes], bytes]
) -> None:
    path = ledger_with(tmp_path, 3)
    path.write_bytes(saved(path.read_bytes()))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV637"


@pytest.mark.parametrize("seal", [None, b"", b"3 " + b"0" * 64 + b"\n", b"x\n"])
def test_a_seal_that_is_gone_or_anothers_is_not_called_a_missing_record(
    tmp_path: Path, seal: bytes | None
) -> None:
    path = ledger_with(tmp_path, 3)
    (tmp_path / SEAL).unlink()
    if seal is not None:
        (tmp_path / SEAL).write_bytes(seal)
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV636"


def test_the_last_record_rewritten_with_a_hash_of_its_own_is_detected(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    first, _ = path.read_bytes().splitlines(keepends=True)
    forged = replace(read_ledger(path)[1], name="Veera Vieras")
    path.write_bytes(first + to_line(forged))
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV636"


def test_whoever_reads_while_others_confirm_finds_nothing_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_with(tmp_path, 2)
    usual = ledger._read

    def slowly(file: Path) -> bytes | None:
        """Between the reading of one file and the next, two others confirm."""
        data = usual(file)
        monkeypatch.setattr(ledger, "_read", usual)
        for version in ("8.0", "9.0"):
            append(path, lambda _, v=version: record(date(2027, 1, 30), v))
        return data

    monkeypatch.setattr(ledger, "_read", slowly)
    assert len(read_ledger(path)) == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_ledger_that_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LEDGER)
    with pytest.raises(OmvgenError):
        read_ledger(tmp_path / LEDGER)


def test_a_ledger_emptied_or_taken_away_is_detected(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    path.unlink()
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV634"


def test_earlier_lines_stay_as_they_were_to_the_byte(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    before = path.read_bytes()
    append(path, lambda _: record(date(2026, 4, 1), "10.0"))
    assert path.read_bytes().startswith(before)


def test_each_record_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    first, second = read_ledger(ledger_with(tmp_path, 2))
    assert second.previous == record_hash(first)


def test_people_who_confirm_at_once_all_get_their_record(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "sys.path.insert(0, sys.argv[3])\n"
        "from records import record; from omvgen.confirmation.ledger import append\n"
        "append(Path(sys.argv[1]), lambda r: record(date(2026, 1, 1), f'{len(r)}.0'))\n"
    )
    path, tests = tmp_path / LEDGER, str(Path(__file__).parent)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), "", tests],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(6)
    ]
    assert [process.wait(60) for process in running] == [0] * 6
    assert {r.version for r in read_ledger(path)} == {f"{n}.0" for n in range(6)}


def test_the_lock_that_a_colleague_made_locks_and_a_folder_that_is_read_only_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are one answer of the system: nothing there may be opened for writing."""
    usual = os.open

    def open_(path: Path, flags: int, *more: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "Permission denied")
        return usual(path, flags, *more)

    monkeypatch.setattr("omvgen.confirmation.lock.os.open", open_)
    monkeypatch.setattr("omvgen.confirmation.ledger.write_whole", Path.write_bytes)
    with pytest.raises(OmvgenError) as refused:
        append(tmp_path / LEDGER, lambda _: record())
    assert refused.value.finding.code == "OMV638"
    assert "oikeudet puuttuvat" in refused.value.finding.message
    (tmp_path / LOCK).touch()
    append(tmp_path / LEDGER, lambda _: record())
    assert len(read_ledger(tmp_path / LEDGER)) == 1


def test_a_year_later_is_the_same_day(form: Form) -> None:
    assert months_after(date(2026, 1, 30), 12) == date(2027, 1, 30)
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)


def test_the_last_day_of_the_year_is_still_in_time(form: Form) -> None:
    plan = Plan(form.id, form.version)
    records = (record(date(2026, 1, 30), parts={}),)
    assert not standing(plan, form, records, date(2027, 1, 30)).overdue
    assert standing(plan, form, records, date(2027, 1, 31)).overdue


def test_what_changed_is_told_from_the_fingerprints_alone(form: Form) -> None:
    def said(text: str) -> Plan:
        answers = {"autt_tulkkaus": Answer(plain(text)), "vok_nimi": Answer(plain("sama"))}
        signed = {"vahv_paikka_paivays": Answer(plain(text))}
        return Plan(form.id, form.version, {"version": text}, answers | signed)

    parts = answer_fingerprints(said("vanha"))
    assert changed_questions(said("vanha"), form, parts) == ()
    assert changed_questions(said("uusi"), form, parts) == ("autt_tulkkaus",)


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [("2,0", "2", ()), ("2,0", "2,1", ("henk_maara_rakenne",)), ("02,50", "2,5", ())],
)
def test_another_spelling_of_a_value_is_no_change(
    form: Form, one: str, other: str, changed: tuple[str, ...]
) -> None:
    def staff(number: str) -> Plan:
        rows: tuple[Row, ...] = ({"henkilotyovuodet": number, "tehtavanimike": "Ohjaaja"},)
        phone = "050 123 4567" if number == one else "+358501234567"
        answers = {"johtaja_puhelin": Answer(plain(phone))}
        return Plan(form.id, form.version, {}, answers, {"henk_taulukko": rows})

    records = [value_fingerprints(staff(one), form), answer_fingerprints(staff(one))]
    assert changed_questions(staff(other), form, records[0]) == changed
    for made in records:  # those of before say the same of what stayed as it was
        assert changed_questions(staff(one), form, made) == ()


def test_a_renamed_question_has_not_changed(form: Form) -> None:
    old = Plan(form.id, "0", {}, {"autt_tulkit": Answer(plain("Tulkki tilataan."))})
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, renamed_from=("autt_tulkit",)) if q.id == "autt_tulkkaus" else q
                for q in section.questions
            ),
        )
        for section in form.sections
    )
    now = replace(form, sections=sections)
    new = Plan(form.id, form.version, {}, {"autt_tulkkaus": Answer(plain("Tulkki tilataan."))})
    assert changed_questions(new, now, answer_fingerprints(old)) == ()


def test_status_warns_a_scheduled_task_when_the_year_is_over(workbook: Path) -> None:
    assert confirm(workbook).code == 0
    in_time = omvgen("status", workbook, "--today", "30.1.2027")
    late = omvgen("status", workbook, "--today", "31.1.2027", "--format", "json")
    assert (in_time.code, late.code) == (0, 1)
    assert "Vahvistettava viimeistään 30.1.2027" in in_time.out
    for day, days in (("31.1.2027", "1 päivän"), ("2.2.2027", "3 päivää")):
        assert (
            f"Vahvistus on myöhässä {days}: suunnitelma oli vahvistettava viimeistään 30.1.2027.\n"
            "  Vastaukset"
        ) in omvgen("status", workbook, "--today", day).out
    data = json.loads(late.out)
    assert data["overdue"] is True
    assert data["confirmed"]["name"] == "Oskari Esimerkkinen"
    assert data["changed"] == []


def test_status_of_a_plan_never_confirmed_says_so(workbook: Path) -> None:
    said = omvgen("status", workbook, "--today", "1.2.2026")
    assert said.code == 0
    assert "ei ole vahvistettu" in said.out
    assert "Päättynyt, päättyy tai on tarkistettava vuoden sisällä:" in said.out
    assert "Majoitus: Sopimus päättyy 30.6.2026" in said.out


def test_a_plan_never_confirmed_is_overdue_when_its_year_is_over(workbook: Path) -> None:
    in_time = omvgen("status", workbook, "--today", "31.12.2026")
    late = omvgen("status", workbook, "--today", "1.1.2027", "--format", "json")
    assert (in_time.code, late.code) == (0, 1)
    data = json.loads(late.out)
    assert (data["confirmed"], data["due"], data["overdue"]) == (None, "2026-12-31", True)


def test_status_goes_on_saying_that_staff_are_to_be_told_of_what_was_confirmed(
    workbook: Path,
) -> None:
    """The example's yearly review is dated on the day of the confirmation."""
    assert confirm(workbook).code == 0
    said = omvgen("status", workbook, "--today", "1.3.2026")
    assert "OMV612" in said.out
    assert "Muutosloki!J6" in said.out


def test_status_of_last_years_workbook_says_that_it_is_last_years(
    workbook: Path, examples: Path
) -> None:
    assert confirm(workbook).code == 0
    old = shutil.copy(examples / "omavalvontasuunnitelma-2025.xlsx", workbook.parent)
    said = omvgen("status", old, "--today", "1.3.2026")
    assert "Tämä työkirja on versio 1.0" in said.out
    assert "Tämä työkirja on" not in omvgen("status", workbook, "--today", "1.3.2026").out


def test_validate_knows_a_confirmed_version_that_was_changed(form: Form, examples: Path) -> None:
    new, old = (api.read(examples / f"omavalvontasuunnitelma-{y}.xlsx") for y in (2026, 2025))
    same = record(version="2.0", parts=answer_fingerprints(new.plan))
    other = record(version="2.0", parts=answer_fingerprints(old.plan))

    def codes(*records: Record, previous: Reading | None = None) -> list[str]:
        return [f.code for f in api.validate(new, previous, records) if f.code == "OMV602"]

    assert codes(same) == []
    assert codes(other) == ["OMV602"]
    assert codes(replace(other, version="1.0")) == []
    assert codes(other, previous=new) == ["OMV602"]
    same_version = replace(old, plan=replace(old.plan, document=new.plan.document))
    assert codes(other, previous=same_version) == ["OMV602"]


def test_validate_tells_of_a_broken_ledger_beside_the_workbook(workbook: Path) -> None:
    path = ledger_with(workbook.parent, 2)
    assert omvgen("validate", workbook).code == 0
    path.write_bytes(path.read_bytes().replace(b"Maija", b"Matti"))
    said = omvgen("validate", workbook)
    assert said.code == 1
    assert "OMV632" in said.out
