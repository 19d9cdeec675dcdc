"""Windows' own reasons and names, as they are told on any system."""

from __future__ import annotations

import errno
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from omvgen.app.fields import workbook_name
from omvgen.findings import reasons
from omvgen.findings.reasons import cause, os_reason
from omvgen.output import not_a_name_on_windows, put
from omvgen.package import Reason, Unreadable, read_file


def of_windows(number: int, python: int, file: str = "a.xlsx") -> OSError:
    """The error as Python for Windows raises it."""
    error = OSError(python, "as Windows says it", file)
    error.winerror = number
    return error


# Microsoft's "System Error Codes", and the errno that CPython's PC/errmap.h has for each.
TOLD = [
    (5, errno.EACCES, "oikeudet puuttuvat"),
    (19, errno.EACCES, "levylle ei voi kirjoittaa"),
    (23, errno.EACCES, "levyn lukeminen tai kirjoittaminen epäonnistui"),
    (32, errno.EACCES, "se on muun ohjelman käytössä"),
    (33, errno.EACCES, "se on muun ohjelman käytössä"),
    (39, errno.EINVAL, "levy on täynnä"),
    (53, errno.ENOENT, "yhteys verkkolevyyn katkesi"),
    (59, errno.EINVAL, "yhteys verkkolevyyn katkesi"),
    (64, errno.EINVAL, "yhteys verkkolevyyn katkesi"),
    (112, errno.ENOSPC, "levy on täynnä"),
    (123, errno.EINVAL, "nimessä on merkki, joka ei siihen kelpaa"),
    (206, errno.ENOENT, "nimi on liian pitkä"),
    (225, errno.EINVAL, "virustorjunta esti sen"),
]


@pytest.mark.parametrize(("number", "python", "words"), TOLD)
def test_what_windows_says_is_told(
    number: int, python: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasons, "ON_WINDOWS", True)
    assert os_reason(of_windows(number, python)) == words


@pytest.mark.parametrize(
    "file", ["a" * 256, "C:\\" + "kansio\\" * 40 + "a.docx", "/kansio" * 40], ids=str.__len__
)
def test_a_path_that_is_too_long_is_no_missing_folder(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says ENOENT of it, with or without a number of its own."""
    monkeypatch.setattr(reasons, "ON_WINDOWS", True)
    assert cause(of_windows(3, errno.ENOENT, file)) == errno.ENAMETOOLONG
    assert cause(FileNotFoundError(errno.ENOENT, "", file)) == errno.ENAMETOOLONG
    renamed = FileNotFoundError(errno.ENOENT, "", "lyhyt", None, file)
    assert cause(renamed) == errno.ENAMETOOLONG
    monkeypatch.setattr(reasons, "ON_WINDOWS", False)
    assert cause(FileNotFoundError(errno.ENOENT, "", file)) == errno.ENOENT


def test_a_drive_that_went_away_is_no_missing_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise of_windows(64, errno.ENOENT)

    monkeypatch.setattr(reasons, "ON_WINDOWS", True)
    monkeypatch.setattr(Path, "stat", gone)
    with pytest.raises(Unreadable) as refused:
        read_file(tmp_path / "a.xlsx")
    assert refused.value.reason is Reason.SYSTEM
    assert refused.value.words == "yhteys verkkolevyyn katkesi"


NAMES = [
    ("con.docx", "varattu"),
    ("NUL", "varattu"),
    ("lpt1.tar.gz", "varattu"),
    ("aux .docx", "varattu"),
    ("suunnitelma.docx.", "piste tai välilyönti"),
    ("suunnitelma ", "piste tai välilyönti"),
    ("suunnitelma.docx:piilo", "merkki"),
    ("mikä?.docx", "merkki"),
    ("a\tb.docx", "merkki"),
]


@pytest.mark.parametrize(("name", "words"), NAMES)
def test_a_name_that_windows_takes_for_something_else_is_told(name: str, words: str) -> None:
    assert words in not_a_name_on_windows(name, "win32")
    assert not_a_name_on_windows(name, "linux") == ""


@pytest.mark.parametrize("name", ["suunnitelma å ä ö.docx", "console.docx", "a..b", "nul-1.xlsx"])
def test_other_names_are_taken(name: str, tmp_path: Path) -> None:
    assert not_a_name_on_windows(name, "win32") == ""
    put(b"x", tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"x"


@given(st.text("aåCONcon1. :?*\\/\0\t", max_size=9))
@example("a.xlsx:b")
def test_what_is_taken_is_one_file_with_that_name(name: str) -> None:
    """By pathlib's own rules for Windows."""
    if name and not not_a_name_on_windows(name, "win32"):
        path = PureWindowsPath("C:\\kansio") / name
        assert (path.name, path.parent) == (name, PureWindowsPath("C:\\kansio"))
        assert not path.is_reserved()
        assert name == name.rstrip(". ")
    made = workbook_name(name)
    assert not made or not_a_name_on_windows(made, "win32") == ""
