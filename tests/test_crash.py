"""Ended in the middle of writing: a small run of scripts/crash.py, and a full disk."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from random import Random

import pytest
from records import ledger_with, record

from omvgen.confirmation import LEDGER, SEAL
from omvgen.confirmation.ledger import append, read_ledger
from omvgen.errors import OmvgenError
from omvgen.output import write_whole


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are killed in a fork")
@pytest.mark.parametrize("command", ["Confirming", "Building"])
def test_a_command_that_is_killed_leaves_the_old_or_the_new_and_is_run_again(command: str) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
    import crash

    tally = crash.crash(getattr(crash, command), kills=4, chance=Random(2026))
    assert tally.wrong == []
    assert tally.killed == 4


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, after: int = 0) -> None:
    """Lets so many files be written, and finds the disk full from then on."""
    written = 0
    usual = os.fsync

    def fsync(handle: int) -> None:
        nonlocal written
        written += 1
        if written > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        usual(handle)

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_full_disk_is_said_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "suunnitelma.docx"
    write_whole(file, b"vanha")
    fill_the_disk(monkeypatch)
    with pytest.raises(OmvgenError) as refused:
        write_whole(file, b"uusi")
    assert refused.value.finding.code == "OMV120"
    assert "levy on täynnä" in refused.value.finding.message
    assert file.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_adds_no_record_and_tears_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_with(tmp_path, 2)
    before = path.read_bytes()
    fill_the_disk(monkeypatch)
    with pytest.raises(OmvgenError) as refused:
        append(path, lambda _: record(version="9.0"))
    assert refused.value.finding.code == "OMV120"
    assert path.read_bytes() == before


def test_a_record_whose_seal_did_not_fit_is_there_and_is_sealed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_with(tmp_path, 2)
    with monkeypatch.context() as full:
        fill_the_disk(full, after=2)  # the seal of what comes, and the ledger
        append(path, lambda _: record(version="9.0"))
    assert [r.version for r in read_ledger(path)] == ["0.0", "1.0", "9.0"]
    append(path, lambda _: record(version="10.0"))
    assert (tmp_path / SEAL).read_text().startswith("4 ")


@pytest.mark.parametrize("records", [0, 1, 2])
def test_processes_ended_one_after_another_before_the_seal_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: int
) -> None:
    class Ended(BaseException):
        """The process is no more."""

    def end_at_the_seal(path: Path, data: bytes) -> None:
        if path.name == SEAL and data.startswith(f"{count + 1} ".encode()):
            raise Ended
        write_whole(path, data)

    path = ledger_with(tmp_path, records) if records else tmp_path / LEDGER
    monkeypatch.setattr("omvgen.confirmation.ledger.write_whole", end_at_the_seal)
    for count in range(records, records + 3):
        with pytest.raises(Ended):
            append(path, lambda _, n=count: record(version=f"{n}.0"))
    assert len(read_ledger(path)) == records + 3


def test_what_a_killed_process_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    file = tmp_path / "suunnitelma.docx"
    old, young, other = (
        tmp_path / name for name in (".omvgen-abcdefgh.tmp", ".omvgen-ijklmnop.tmp", ".muu.tmp")
    )
    for left in (old, young, other):
        left.write_bytes(b"puolik")
    for left in (old, other):
        os.utime(left, (time.time() - 7200,) * 2)
    write_whole(file, b"uusi")
    assert sorted(tmp_path.iterdir()) == sorted([file, young, other])


def test_a_command_that_is_killed_leaves_a_file_that_the_next_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(SystemExit):
            write_whole(tmp_path / "a.docx", b"uusi")
    [left] = tmp_path.iterdir()
    os.utime(left, (0, 0))
    write_whole(tmp_path / "b.docx", b"uusi")
    assert [file.name for file in tmp_path.iterdir()] == ["b.docx"]
