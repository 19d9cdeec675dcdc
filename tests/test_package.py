"""The one opener of packages: one reason for each fault, and never more than was checked."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import tracemalloc
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omvgen import package as opening
from omvgen.package import (
    Damaged,
    Reason,
    Unreadable,
    open_package,
    parse_xml,
    unzip_package,
    with_parts,
    zip_package,
)

PARTS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>" * 50}


def packed(
    *parts: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        for name, data in parts:
            package.writestr(name, data)
        package.comment = comment
    return buffer.getvalue()


def reason(data: bytes) -> Reason:
    with pytest.raises(Unreadable) as failure:
        unzip_package(data)
    assert failure.value.words
    return failure.value.reason


@given(
    st.dictionaries(
        st.text("abc/._å", min_size=1).filter(lambda name: ".." not in name and name[0] != "/"),
        st.binary(),
    )
)
def test_what_is_packed_is_unpacked_and_packed_the_same_again(parts: dict[str, bytes]) -> None:
    data = zip_package(parts)
    if len({name.lower() for name in parts}) == len(parts):
        assert unzip_package(data) == parts
        assert zip_package(dict(reversed(parts.items()))) == data
        assert with_parts(data, {}) == data


@pytest.mark.parametrize(
    "names",
    [("a.xml", "a.xml"), ("a.xml", "A.XML"), ("a/b.xml", r"a\b.xml"), ("a.xml", "/a.xml")],
)
def test_two_names_of_one_part_are_refused(names: tuple[str, str]) -> None:
    assert reason(packed(*((name, b"") for name in names))) is Reason.REPEATED_PART


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b.xml", r"a\..\b.xml", ".."])
def test_a_name_that_leads_out_of_the_package_is_refused(name: str) -> None:
    assert reason(packed((name, b""))) is Reason.OUTSIDE_PART


def test_a_part_is_found_however_its_name_is_written() -> None:
    package = open_package(packed((r"\Word\Document.xml", b"<a/>")))
    assert package.read("word/document.xml") == b"<a/>"
    assert "WORD/DOCUMENT.XML" in package
    # On Windows, zipfile itself writes and reads `\` as `/`.
    assert list(package.parts()) == [r"\Word\Document.xml".replace(os.sep, "/")]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", zip_package(PARTS)[:-30], b"%PDF-1.7"],
    ids=["empty", "a beginning", "cut", "another file"],
)
def test_what_is_no_package_is_damaged(data: bytes) -> None:
    assert reason(data) is Reason.DAMAGED


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_office_does_not_know_are_not_unpacked(compression: int) -> None:
    """They unpack a piece of any size at once."""
    assert reason(packed(("a.xml", b"<a/>"), compression=compression)) is Reason.DAMAGED


def test_a_package_with_a_password_is_told_apart() -> None:
    data = bytearray(zip_package(PARTS))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(data)) is Reason.ENCRYPTED


@pytest.mark.parametrize(
    "parts",
    [
        [("a.xml", bytes(1001))],
        [("a.xml", bytes(600)), ("b.xml", bytes(600)), ("c.rels", bytes(600))],
        [("a.png", bytes(900)), ("b.png", bytes(900))],
        [(f"{n}.xml", b"") for n in range(12)],
    ],
    ids=["a large part", "large together", "large pictures", "many"],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_unpacked(
    parts: list[tuple[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_PART", 1000)
    monkeypatch.setattr(opening, "MAX_UNPACKED", 1500)
    monkeypatch.setattr(opening, "MAX_ENTRIES", 10)
    data = packed(*parts)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing is unpacked
    assert reason(data) is Reason.TOO_LARGE


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    data = bytearray(packed(("a.png", bytes(50_000_000))))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<I", 1000)
    tracemalloc.start()
    with pytest.raises(Damaged):
        open_package(bytes(data)).read("a.png")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_xml_with_a_doctype_is_refused() -> None:
    with pytest.raises(Unreadable) as failure:
        parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml")
    assert (failure.value.reason, failure.value.part) == (Reason.DOCTYPE, "a.xml")


def test_xml_with_more_tags_than_a_plan_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TAGS", 10)
    with pytest.raises(Unreadable) as failure:
        parse_xml(b"<a>" + b"<b/>" * 10 + b"</a>")
    assert failure.value.reason is Reason.TOO_LARGE


@given(st.data())
def test_a_damaged_package_never_ends_in_a_traceback(data: st.DataObject) -> None:
    whole = bytearray(zip_package(PARTS))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    for work in (unzip_package, lambda data: with_parts(data, {"a.xml": b""})):
        with contextlib.suppress(Unreadable):
            work(damaged)
