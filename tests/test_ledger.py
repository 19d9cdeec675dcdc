"""Whatever is not as it was written in the ledger, its seal or its key is named."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers_cli import omvgen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import ledger_with, record
from test_confirmation import confirm, workbook

from omvgen.confirmation import KEY, LEDGER, LOCK, SEAL
from omvgen.confirmation.ledger import append, read_ledger, refuse_days_to_come
from omvgen.confirmation.lock import SOFT_LOCK
from omvgen.confirmation.record import Record, from_json, record_hash, to_line, with_id
from omvgen.errors import ConfirmationError, OmvgenError

__all__ = ["workbook"]  # the fixture
FILES = (LEDGER, SEAL, KEY)


def rewritten(path: Path, *records: Record, sealed: bool = True) -> None:
    """The ledger written anew with these records, each hash and the seal as they should be."""
    previous, lines = "", []
    for one in records:
        linked = replace(one, previous=previous)
        previous = record_hash(linked)
        lines.append(to_line(linked))
    path.write_bytes(b"".join(lines))
    if sealed:
        (path.parent / SEAL).write_text(f"{len(lines)} {previous}\n", newline="\n")


def code_of(path: Path) -> str:
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    return refused.value.finding.code


# Accidents and careless edits


def test_a_ledger_cut_to_one_line_without_its_seal_is_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 3)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    (tmp_path / SEAL).unlink()
    assert code_of(path) == "OMV636"


def test_ledger_and_seal_taken_away_together_are_missed_by_the_key(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 1)
    path.unlink()
    (tmp_path / SEAL).unlink()
    assert code_of(path) == "OMV636"


def test_a_strangers_line_added_with_hashes_of_its_own_is_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    rewritten(path, *read_ledger(path), record(version="9.0"), sealed=False)
    assert code_of(path) == "OMV636"


def test_days_that_fall_are_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    one, two = read_ledger(path)
    rewritten(path, one, replace(two, day=date(2023, 1, 1)))
    assert code_of(path) == "OMV660"


@pytest.mark.parametrize("version", ["0.0", "0"])
def test_versions_that_fall_or_stay_are_named(tmp_path: Path, version: str) -> None:
    path = ledger_with(tmp_path, 2)
    one, two = read_ledger(path)
    rewritten(path, one, replace(two, version=version))
    assert code_of(path) == "OMV661"


def test_a_day_to_come_is_named(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 2)
    records = read_ledger(path)
    refuse_days_to_come(records, date(2025, 1, 30), path)
    with pytest.raises(OmvgenError) as refused:
        refuse_days_to_come(records, date(2025, 1, 29), path)
    assert refused.value.finding.code == "OMV662"
    assert refused.value.finding.values["line"] == 2


@pytest.mark.parametrize("command", ["status", "verify", "validate"])
def test_each_command_that_reads_the_ledger_names_a_day_to_come(
    workbook: Path, command: str, tmp_path: Path
) -> None:
    document = tmp_path / "a.docx"
    assert omvgen("build", workbook, "-o", document).code == 0
    assert confirm(workbook).code == 0
    files = [document, workbook] if command == "verify" else [workbook]
    said = omvgen(command, *files, "--today", "29.1.2026")
    assert said.code != 0
    assert "OMV662" in said.all


@pytest.mark.parametrize(
    "name",
    [
        "vahvistukset (1).jsonl",
        "vahvistukset-KONE.jsonl",
        "vahvistukset (Maijan ristiriitainen kopio).jsonl",
        "vahvistukset (Maija Mallikas's conflicted copy 2026-01-30).jsonl",
        "vahvistukset (conflicted copy 2026-01-30 101010).jsonl",
        "vahvistukset.sync-conflict-20260130-101010-ABCDEFG.jsonl",
        "vahvistukset_conflict-20260130-101010.jsonl",
        "vahvistukset - Kopio.jsonl",
        "Copy of vahvistukset.jsonl",
        "VAHVISTUKSET (1).JSONL",
        "vahvistukset (1).tarkiste",
        "vahvistukset-KONE.avain",
        "vahvistukset.jsonl.txt",
        "vahvistukset.jsonl.bak",
        "vahvistukset.jsonl (1)",
        "vahvistukset.jsonl~",
        "#vahvistukset.jsonl#",
        "vahvistukset.avain.conflict",
        "vahvis\u00adtukset.jsonl",
    ],
)
def test_a_conflict_copy_beside_the_ledger_is_named(tmp_path: Path, name: str) -> None:
    path = ledger_with(tmp_path, 1)
    (tmp_path / name).write_bytes(path.read_bytes())
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV663"
    assert name in refused.value.finding.message


@pytest.mark.parametrize("name", ["vahvistukset-2025.xlsx", "muistio.jsonl", "vahvistukset.txt"])
def test_other_files_beside_the_ledger_are_let_be(tmp_path: Path, name: str) -> None:
    path = ledger_with(tmp_path, 1)
    (tmp_path / name).write_bytes(b"x")
    assert len(read_ledger(path)) == 1


@given(
    st.sampled_from([LEDGER, SEAL, KEY]),
    st.text("abc (1)-_~.#å", min_size=1, max_size=6),
    st.booleans(),
)
def test_a_name_with_more_in_it_is_that_of_a_copy(
    tmp_path_factory: pytest.TempPathFactory, name: str, more: str, is_before: bool
) -> None:
    path = tmp_path_factory.mktemp("kopiot") / LEDGER
    copy = path.with_name(more + name if is_before else name + more)
    copy.write_bytes(b"")
    with pytest.raises(OmvgenError) as refused:
        read_ledger(path)
    assert refused.value.finding.code == "OMV663"


@pytest.mark.parametrize("data", [None, b"", b"\n", b"0" * 64 + b"\n", b"x" * 64 + b"\n"])
def test_a_key_that_is_gone_or_anothers_is_named(tmp_path: Path, data: bytes | None) -> None:
    path = ledger_with(tmp_path, 2)
    (tmp_path / KEY).unlink()
    if data is not None:
        (tmp_path / KEY).write_bytes(data)
    assert code_of(path) == "OMV664"


def test_a_record_with_values_of_other_kinds_is_no_record(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, 1)
    line = json.loads(path.read_bytes())
    for key, value in (("name", 5), ("changes", "1"), ("parts", []), ("corrects", True)):
        with pytest.raises((TypeError, AttributeError)):
            from_json(line | {key: value})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with three confirmations and a correction."""
    folder = tmp_path_factory.mktemp("luettelo")
    path = ledger_with(folder, 3)
    corrected = replace(read_ledger(path)[1], name="Toinen Nimi", corrects=2, reason="Väärä nimi")
    append(path, lambda _: corrected)
    return folder


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_edit_of_one_place_is_named_or_changes_nothing_that_is_read(
    folder: Path, data: st.DataObject
) -> None:
    file = folder / data.draw(st.sampled_from(FILES))
    was, records = file.read_bytes(), read_ledger(folder / LEDGER)
    start = data.draw(st.integers(0, len(was)))
    end = data.draw(st.integers(start, min(len(was), start + 40)))
    new = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from([b"0", b"a", b"\n", b" "])))
    file.write_bytes(was[:start] + new + was[end:])
    try:
        named, again = None, read_ledger(folder / LEDGER)
    except ConfirmationError as error:
        named, again = error.finding, records
    finally:
        file.write_bytes(was)
    assert named is None or re.fullmatch(r"OMV6\d\d", named.code)
    assert again == records
    assert [one.key for one in again] == [one.key for one in records]


# What only the id shows


def test_a_ledger_written_anew_by_who_has_the_folder_shows_only_against_the_id(
    workbook: Path,
) -> None:
    assert confirm(workbook).code == 0
    path = workbook.parent / LEDGER
    (true,) = read_ledger(path)
    rewritten(path, replace(true, name="Veera Vieras"))
    today = ("--today", "1.2.2026")
    assert omvgen("status", workbook, *today).code == 0
    said = omvgen("status", workbook, *today, "--record", true.id)
    assert said.code == 1
    assert "OMV670" in said.out


@pytest.mark.parametrize("length", [16, 40, 64])
def test_the_id_is_compared_by_its_beginning(workbook: Path, length: int) -> None:
    assert confirm(workbook).code == 0
    (one,) = read_ledger(workbook.parent / LEDGER)
    written = " ".join(re.findall("....", one.id[:length].upper()))
    said = omvgen("status", workbook, "--today", "1.2.2026", "--record", written)
    assert said.code == 0
    assert "Tunniste täsmää" in said.out
    assert with_id([one], one.id[:15]) is None


@pytest.mark.parametrize("written", ["", "abc", "z" * 20, "0" * 65])
def test_what_is_no_id_is_refused(workbook: Path, written: str) -> None:
    said = omvgen("status", workbook, "--record", written)
    assert said.code == 2
    assert "16" in said.err


def test_verify_prints_the_id_and_compares_it(workbook: Path) -> None:
    document = workbook.parent / "a.docx"
    assert omvgen("build", workbook, "-o", document).code == 0
    assert confirm(workbook, "30.1.2026", "--document", str(document)).code == 0
    (one,) = read_ledger(workbook.parent / LEDGER)
    files = ("verify", document, workbook, "--today", "1.2.2026")
    assert f"Vahvistuksen tunniste: {one.id}" in omvgen(*files).out
    assert omvgen(*files, "--record", one.id).code == 0
    wrong = omvgen(*files, "--record", "0" * 64, "--format", "json")
    assert wrong.code == 1
    assert json.loads(wrong.out)["record"] == {"id": "0" * 64, "found": False}


# Secrets


def test_no_plain_digest_of_an_answer_is_in_the_folder(workbook: Path) -> None:
    from omvgen import read
    from omvgen.confirmation.fingerprint import answer_fingerprints, plan_fingerprint

    assert confirm(workbook).code == 0
    plan = read(workbook).plan
    plain = {plan_fingerprint(plan), *answer_fingerprints(plan).values()}
    plain |= {hashlib.sha256(a.text.plain.encode()).hexdigest() for a in plan.answers.values()}
    for name in FILES:
        text = (workbook.parent / name).read_text("utf-8")
        assert not any(digest in text for digest in plain), name


def test_the_same_plan_has_other_fingerprints_in_another_folder(workbook: Path) -> None:
    other = workbook.parent / "toinen"
    other.mkdir()
    copy = Path(shutil.copy(workbook, other))
    assert confirm(workbook).code == confirm(copy).code == 0
    (one,), (two,) = (read_ledger(file.parent / LEDGER) for file in (workbook, copy))
    assert one.fingerprint != two.fingerprint
    assert not set(one.parts.values()) & set(two.parts.values())


def test_a_ledger_of_the_time_before_keys_is_read_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / LEDGER
    rewritten(path, record())
    assert json.loads(path.read_bytes())["scheme"] == 1
    (old,) = read_ledger(path)
    assert (old.key_id, old.key) == ("", b"")
    append(path, lambda _: record(version="2.0"))
    assert [one.key_id != "" for one in read_ledger(path)] == [False, True]
    correction = replace(old, role="apulaisjohtaja", corrects=1, reason="Väärä tehtävä")
    append(path, lambda _: correction)
    assert len(read_ledger(path)) == 3


# Locks


def no_locks(reason: int) -> Callable[..., None]:
    def flock(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    return flock


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
@pytest.mark.parametrize("reason", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_on_a_drive_without_locks_a_file_is_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    monkeypatch.setattr("fcntl.flock", no_locks(reason))
    path = ledger_with(tmp_path, 1)
    held = []
    append(path, lambda _: held.append((tmp_path / SOFT_LOCK).exists()) or record(version="9.0"))  # type: ignore[func-returns-value]
    assert held == [True]
    assert not (tmp_path / SOFT_LOCK).exists()
    assert len(read_ledger(path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
def test_a_lock_that_fails_for_another_reason_is_not_called_another_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", no_locks(errno.EIO))
    with pytest.raises(OmvgenError) as refused:
        append(tmp_path / LEDGER, lambda _: record())
    assert refused.value.finding.code == "OMV638"
    assert "epäonnistui" in refused.value.finding.message


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
def test_a_lock_file_of_another_computer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", no_locks(errno.ENOLCK))
    monkeypatch.setattr("omvgen.confirmation.lock.LOCK_SECONDS", 0.2)
    (tmp_path / SOFT_LOCK).write_text("1\ntoinen-kone\n")
    with pytest.raises(OmvgenError) as refused:
        append(tmp_path / LEDGER, lambda _: record())
    assert refused.value.finding.code == "OMV668"
    assert SOFT_LOCK in refused.value.finding.message
    assert not (tmp_path / LEDGER).exists()


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
def test_a_lock_file_left_by_a_dead_process_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, sys; from filelock import SoftFileLock\n"
        "lock = SoftFileLock(sys.argv[1]); lock.acquire(); os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / SOFT_LOCK)], check=True)
    assert (tmp_path / SOFT_LOCK).exists()
    monkeypatch.setattr("fcntl.flock", no_locks(errno.ENOLCK))
    append(tmp_path / LEDGER, lambda _: record())
    assert len(read_ledger(tmp_path / LEDGER)) == 1


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
def test_somebody_else_who_confirms_is_said_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr("omvgen.confirmation.lock.LOCK_SECONDS", 0.2)
    with (tmp_path / LOCK).open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(OmvgenError) as refused:
            append(tmp_path / LEDGER, lambda _: record())
    assert refused.value.finding.code == "OMV635"


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows are others")
def test_a_drive_on_which_no_file_can_be_a_lock_is_named_as_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acquire(*_: object, **__: object) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("fcntl.flock", no_locks(errno.ENOLCK))
    monkeypatch.setattr("filelock.SoftFileLock.acquire", acquire)
    with pytest.raises(OmvgenError) as refused:
        append(tmp_path / LEDGER, lambda _: record())
    assert refused.value.finding.code == "OMV638"
    assert "lukita tiedostoa" in refused.value.finding.message
