"""Files written whole: through links, over protected files, under long names, on Windows too."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from helpers_cli import omvgen

from omvgen.confirmation import LEDGER
from omvgen.errors import OmvgenError
from omvgen.output import write_whole


def refused(path: Path) -> str:
    """What is said when the file cannot be written."""
    with pytest.raises(OmvgenError) as refusal:
        write_whole(path, b"uusi")
    return f"{refusal.value.finding.code}: {refusal.value.finding.message}"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "jaettu").mkdir()
    link, file = tmp_path / "a.docx", tmp_path / "jaettu" / "b.docx"
    link.symlink_to(file)
    for data in (b"vanha", b"uusi"):  # a new file, then in place of it
        write_whole(link, data)
        assert link.is_symlink()
        assert file.read_bytes() == data
    assert [one.name for one in file.parent.iterdir()] == ["b.docx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_to_the_confirmations_is_no_way_to_write_over_them(
    examples: Path, tmp_path: Path
) -> None:
    ledger, link = tmp_path / LEDGER, tmp_path / "linkki.json"
    ledger.write_bytes(b"{}\n")
    link.symlink_to(ledger)
    said = omvgen("export", examples / "omavalvontasuunnitelma-2026.xlsx", "-o", link)
    assert said.code == 2
    assert "vahvistusten luettelo" in said.err
    assert ledger.read_bytes() == b"{}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe, loop, folder = tmp_path / "putki", tmp_path / "kehä", tmp_path / "kansio"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    assert "ei ole tavallinen tiedosto" in refused(pipe)
    assert "linkki johtaa takaisin itseensä" in refused(loop)
    assert "se on kansio" in refused(folder)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_that_is_protected_against_writing_stays(tmp_path: Path) -> None:
    file = tmp_path / "suunnitelma.docx"
    file.write_bytes(b"vanha")
    file.chmod(stat.S_IREAD)
    assert refused(file).startswith("OMV121")
    assert file.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "suunnitelma.docx"
    write_whole(file, b"vanha")
    assert file.stat().st_mode & 0o777 == 0o666 & ~umask()
    file.chmod(0o640)
    write_whole(file, b"uusi")
    assert file.stat().st_mode & 0o777 == 0o640


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_name_as_long_as_may_be_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 250 + ".docx")
    write_whole(file, b"uusi")
    assert file.read_bytes() == b"uusi"


@pytest.mark.parametrize(
    ("system", "held", "made"), [("win32", 3, True), ("win32", 9, False), ("x", 1, False)]
)
def test_a_file_that_a_virus_scanner_holds_is_waited_for_on_windows(
    system: str, held: int, made: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, usual, waited = tmp_path / "suunnitelma.docx", os.replace, []

    def replace(old: str, new: str) -> None:
        nonlocal held
        held -= 1
        if held >= 0:
            raise PermissionError(13, "Access is denied")
        usual(old, new)

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr("time.sleep", waited.append)
    if made:
        write_whole(file, b"uusi")
        assert file.read_bytes() == b"uusi"
    else:
        assert refused(file).startswith("OMV12")
        assert list(tmp_path.iterdir()) == []
        assert 0.8 < sum(waited) < 1.5 or system != "win32"
