"""What a confirmation leaves behind: kept files, corrections, changes that were never logged."""

from __future__ import annotations

import contextlib
import json
import shutil
import stat
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers_cli import omvgen
from helpers_document import plan_with
from hypothesis import given
from hypothesis import strategies as st
from records import ledger_with, record
from test_confirmation import confirm, workbook

import omvgen as api
from omvgen.confirmation import KEPT, KEY, LEDGER, SEAL
from omvgen.confirmation.corrections import Correction, correction_of, in_force
from omvgen.confirmation.ledger import append, read_ledger
from omvgen.confirmation.record import Record
from omvgen.confirmation.standing import confirmation_of, unlogged_since
from omvgen.errors import ConfirmationError, OmvgenError
from omvgen.form.loader import load_form
from omvgen.plan.log_rows import still_unlogged
from omvgen.plan.plan import Answer
from omvgen.plan.text import plain
from omvgen.workbook.reading.result import Reading

__all__ = ["workbook"]  # the fixture
FORM = load_form()
TODAY = date(2027, 12, 1)
LATER = ("--today", "1.3.2026")


# What was confirmed is kept


@pytest.fixture(scope="module")
def confirmed_once(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workbook whose document was confirmed, for copies."""
    folder = tmp_path_factory.mktemp("vahvistettu")
    shutil.copy(examples / "omavalvontasuunnitelma-2026.xlsx", folder / "s.xlsx")
    assert omvgen("build", folder / "s.xlsx", "-o", folder / "s.docx").code == 0
    document = str(folder / "s.docx")
    assert confirm(folder / "s.xlsx", "30.1.2026", "--document", document).code == 0
    return folder


@pytest.fixture
def confirmed(confirmed_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(confirmed_once, tmp_path / "vuosi")) / "s.xlsx"


def test_workbook_and_document_are_kept_by_version_and_read_only(confirmed: Path) -> None:
    kept = confirmed.parent / KEPT
    assert sorted(file.name for file in kept.iterdir()) == ["s-v2.0.docx", "s-v2.0.xlsx"]
    for file in kept.iterdir():
        assert file.read_bytes() == (confirmed.parent / f"s{file.suffix}").read_bytes()
        assert not file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_a_version_in_the_name_is_not_repeated(workbook: Path) -> None:
    named = workbook.rename(workbook.with_name("suunnitelma-v2.0.xlsx"))
    assert confirm(named).code == 0
    assert [file.name for file in (named.parent / KEPT).iterdir()] == [named.name]


def test_status_names_what_is_missing_or_changed_there(confirmed: Path) -> None:
    assert omvgen("status", confirmed, *LATER).code == 0
    kept = confirmed.parent / KEPT
    for name in ("s-v2.0.docx", "s-v2.0.xlsx"):
        (kept / name).chmod(0o644)
    (kept / "s-v2.0.docx").unlink()
    (kept / "s-v2.0.xlsx").write_bytes(b"muuta")
    said = omvgen("status", confirmed, *LATER)
    assert said.code == 1
    assert "OMV666" in said.out
    assert "vahvistetut/s-v2.0.docx" in said.out
    assert "OMV667" in said.out
    data = json.loads(omvgen("status", confirmed, *LATER, "--format", "json").out)
    assert {one["code"] for one in data["kept"]} == {"OMV666", "OMV667"}


def test_status_misses_a_ledger_of_which_only_the_kept_files_are_left(confirmed: Path) -> None:
    for name in (LEDGER, SEAL, KEY):
        (confirmed.parent / name).unlink()
    said = omvgen("status", confirmed, *LATER)
    assert said.code == 1
    assert "OMV678" in said.out
    assert "s-v2.0.docx" in said.out
    assert confirm(confirmed).code == 0, "a ledger may begin anew, once that is known"
    assert "OMV678" not in omvgen("status", confirmed, *LATER).out


def test_the_kept_workbook_knows_the_ledger(confirmed: Path) -> None:
    kept = confirmed.parent / KEPT
    said = omvgen("verify", kept / "s-v2.0.docx", kept / "s-v2.0.xlsx", *LATER)
    assert said.code == 0
    assert "juuri se tiedosto, joka on vahvistettu" in said.out


def test_nothing_replaces_a_kept_file(confirmed: Path) -> None:
    kept = confirmed.parent / KEPT / "s-v2.0.docx"
    was = kept.read_bytes()
    for force in ((), ("--force",)):
        said = omvgen("build", confirmed, "--draft", "-o", kept, *force)
        assert said.code == 2
    assert kept.read_bytes() == was


def test_what_a_confirmation_that_was_not_recorded_left_is_replaced(workbook: Path) -> None:
    left = workbook.parent / KEPT / "s-v2.0.xlsx"
    left.parent.mkdir()
    left.write_bytes(b"puolik")
    left.chmod(0o444)
    assert confirm(workbook).code == 0
    assert left.read_bytes() == workbook.read_bytes()


def test_nothing_is_kept_of_a_refused_confirmation(workbook: Path) -> None:
    assert confirm(workbook, role="sihteeri").code == 2
    assert not (workbook.parent / KEPT).exists()


def test_a_dry_run_shows_the_record_and_writes_nothing(workbook: Path) -> None:
    said = confirm(workbook, "30.1.2026", "--dry-run")
    assert said.code == 0
    assert "Oskari Esimerkkinen, johtaja, on vahvistanut vuoden 2026" in said.out
    assert "mitään ei kirjattu" in said.err
    assert list(workbook.parent.iterdir()) == [workbook]


@pytest.mark.parametrize("name", [LEDGER, SEAL, KEY])
def test_no_output_replaces_the_files_of_the_ledger(confirmed: Path, name: str) -> None:
    target = confirmed.parent / name
    was = target.read_bytes()
    assert omvgen("export", confirmed, "-o", target, "--force").code == 2
    assert target.read_bytes() == was


# Corrections


def correct(workbook: Path, number: int = 1, *more: str, reason: str = "Väärin kirjattu") -> int:
    arguments = ("--correct", str(number), "--reason", reason, "--today", "1.12.2027")
    return omvgen("confirm", workbook, *arguments, *more).code


def test_a_correction_is_added_both_stay_and_status_shows_the_corrected(confirmed: Path) -> None:
    assert correct(confirmed, 1, "--place", "Mallikaupunki") == 0
    one, two = read_ledger(confirmed.parent / LEDGER)
    assert (one.place, two.place) == ("Esimerkkilä", "Mallikaupunki")
    assert (two.corrects, two.reason, two.name) == (1, "Väärin kirjattu", one.name)
    data = json.loads(omvgen("status", confirmed, *LATER, "--format", "json").out)
    assert data["confirmed"]["place"] == "Mallikaupunki"
    assert data["confirmed"]["number"] == 2
    assert data["changed"] == []
    assert "on oikaistu: Väärin kirjattu" in omvgen("status", confirmed, *LATER).out
    assert [found.place for found in api.confirmations(api.read(confirmed))] == ["Mallikaupunki"]


def test_a_correction_can_be_corrected_by_either_number(confirmed: Path) -> None:
    assert correct(confirmed, 1, "--place", "B") == 0
    assert correct(confirmed, 1, "--role", "apulaisjohtaja") == 0
    assert correct(confirmed, 2, "--place", "C") == 0
    (last,) = api.confirmations(api.read(confirmed))
    assert (last.place, last.role, last.number) == ("C", "apulaisjohtaja", 4)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("2", "--place", "B"), "x"),
        (("0", "--place", "B"), "x"),
        (("1", "--place", "B"), " "),
        (("1",), "x"),
        (("1", "--place", "Esimerkkilä"), "x"),
        (("1", "--place", " "), "x"),
        (("1", "--date", "1.1.2028"), "x"),
        (("1", "--role", "sihteeri"), "x"),
        (("1", "--by", "Veera Vieras"), "x"),
        (("1", "--date", "31.1.2026"), "x"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    confirmed: Path, more: tuple[str, ...], reason: str
) -> None:
    was = (confirmed.parent / LEDGER).read_bytes()
    number, *rest = more
    assert correct(confirmed, int(number), *rest, reason=reason) == 2
    assert (confirmed.parent / LEDGER).read_bytes() == was


@pytest.mark.parametrize(
    "options", [("--reason", "x"), ("--correct", "1", "--document", "s.docx", "--reason", "x")]
)
def test_options_that_do_not_go_together_are_refused(
    workbook: Path, options: tuple[str, ...]
) -> None:
    said = omvgen("confirm", workbook, *options)
    assert said.code == 2


def test_a_correction_that_says_more_than_it_may_is_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    one, _ = read_ledger(path)
    forged = replace(one, version="7.0", corrects=1, reason="x")
    append(path, lambda _: forged)
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV632"


@given(
    days=st.lists(st.integers(0, 300), min_size=2, max_size=4),
    steps=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 300)), max_size=4),
)
def test_corrected_or_not_the_confirmations_stay_in_order_and_as_many(
    days: list[int], steps: list[tuple[int, int]]
) -> None:
    def on(n: int) -> date:
        return date.fromordinal(date(2026, 1, 1).toordinal() + n)

    records: tuple[Record, ...] = tuple(
        record(on(day), f"{n}.0", number=n + 1) for n, day in enumerate(sorted(days))
    )
    for number, day in steps:
        with contextlib.suppress(ConfirmationError):
            more = correction_of(records, Correction(number, "syy", day=on(day)), TODAY)
            records = (*records, more)
    found = in_force(records)
    assert [one.version for one in found] == [f"{n}.0" for n in range(len(days))]
    assert [one.day for one in found] == sorted(one.day for one in found)


# Changes that were never logged


KEY_ONE, KEY_TWO = "autt_tulkkaus", "tilat_kuvaus"


def reading_of(folder: Path, texts: Mapping[str, str], version: str, log: str = "") -> Reading:
    """A workbook of the folder as read, of a plan with these answers and this log."""
    file = folder / "s.xlsx"
    if not file.exists():
        shutil.copy(
            Path(__file__).parent.parent / "examples/omavalvontasuunnitelma-2026.xlsx", file
        )
    reading = api.read(file)
    answers = {key: Answer(plain(text)) for key, text in texts.items()}
    plan = replace(
        reading.plan,
        answers={**reading.plan.answers, **answers},
        document={**reading.plan.document, "version": version, "date": "30.1.2026"},
        log=({"place": log, "version": version, "date": "1.3.2026"},) if log else (),
    )
    return replace(reading, plan=plan)


def codes(reading: Reading, day: date = date(2026, 4, 1)) -> list[tuple[str, str]]:
    found = api.status(reading, day).log
    return [
        (f.code, f.location.question) for f in found if f.code in ("OMV610", "OMV611", "OMV665")
    ]


def recorded(reading: Reading, day: date) -> Record:
    signing = api.Signing(day, "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    return api.confirm(reading, signing, TODAY, force=True)


def test_a_change_never_logged_is_named_after_it_was_confirmed(tmp_path: Path) -> None:
    recorded(reading_of(tmp_path, {KEY_ONE: "A"}, "2.0"), date(2026, 1, 30))
    changed = reading_of(tmp_path, {KEY_ONE: "B"}, "2.1")
    assert codes(changed) == [("OMV610", KEY_ONE)]
    made = recorded(changed, date(2026, 3, 15))
    assert (made.changed, made.unlogged) == ((KEY_ONE,), (KEY_ONE,))
    assert codes(changed) == [("OMV665", KEY_ONE)]
    records = api.confirmations(changed)
    assert "OMV665" in {f.code for f in api.validate(changed, None, records)}
    logged = reading_of(tmp_path, {KEY_ONE: "B"}, "2.1", log=FORM.numbers[KEY_ONE])
    assert codes(logged) == []
    # A later confirmation does not let it be forgotten.
    third = reading_of(tmp_path, {KEY_ONE: "B", KEY_TWO: "C"}, "2.2")
    assert recorded(third, date(2026, 3, 20)).unlogged == tuple(
        key for key in FORM.questions if key in (KEY_ONE, KEY_TWO)
    )
    assert {key for _, key in codes(third)} == {KEY_ONE, KEY_TWO}


def test_what_was_logged_is_not_named(tmp_path: Path) -> None:
    recorded(reading_of(tmp_path, {KEY_ONE: "A"}, "2.0"), date(2026, 1, 30))
    changed = reading_of(tmp_path, {KEY_ONE: "B"}, "2.1", log=FORM.numbers[KEY_ONE])
    assert recorded(changed, date(2026, 3, 15)).unlogged == ()
    assert codes(changed) == []


def test_the_next_year_begins_without_the_old_log(tmp_path: Path) -> None:
    recorded(reading_of(tmp_path, {KEY_ONE: "A"}, "2.0"), date(2026, 1, 30))
    recorded(reading_of(tmp_path, {KEY_ONE: "B"}, "2.1"), date(2026, 3, 15))
    old = reading_of(tmp_path, {KEY_ONE: "B"}, "3.0")
    new = replace(old, plan=replace(old.plan, document={**old.plan.document, "year": "2027"}))
    assert codes(new) == []


@given(
    st.lists(st.sets(st.sampled_from(sorted(FORM.questions)), max_size=3), min_size=1, max_size=5)
)
def test_what_the_last_confirmation_has_unlogged_is_named_until_a_row_says_it(
    unlogged: list[set[str]],
) -> None:
    records = [
        record(date(2026, n + 1, 1), f"{n}.0", unlogged=tuple(keys))
        for n, keys in enumerate(unlogged)
    ]
    plan = replace(plan_with({}), document={"year": "2026"})
    since = unlogged_since(plan, records)
    assert set(since) == unlogged[-1]
    signed = FORM.section_with_role("confirmation")
    own = {q.id for q in signed.questions} if signed else set()
    assert set(still_unlogged(plan, FORM, since)) == unlogged[-1] - own
    rows = tuple({"place": FORM.numbers[key], "date": "1.12.2026"} for key in unlogged[-1])
    assert still_unlogged(replace(plan, log=rows), FORM, since) == ()


# A confirmation without a document


def test_a_record_without_a_document_confirms_no_other_plan(workbook: Path) -> None:
    assert confirm(workbook, "30.1.2026").code == 0
    records = api.confirmations(api.read(workbook))
    assert confirmation_of(records, "", "0" * 64) is None
