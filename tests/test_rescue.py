"""`omvgen repair` of packages: the zip's directory lost, parts cut, what names the parts gone."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_cli import omvgen
from helpers_reader import STAFF, filled, made, said, some_sections
from hypothesis import given, settings
from hypothesis import strategies as st
from test_repair_strings import sharing

import omvgen as api
from omvgen.errors import ReadError
from omvgen.form.loader import form_in, load_form
from omvgen.package import MAX_UNPACKED, Unreadable, unzip_package
from omvgen.rescue import rescue
from omvgen.workbook.repair.salvage import Salvaged, salvage
from omvgen.workbook.template.make import make_workbook

FORM = some_sections(load_form())
WHOLE = filled(FORM, document={"title": "Suunnitelma", "year": "2026", "version": "1.0"})
ROOT, MAIN, RELATIONS = "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# The order in which Excel writes parts.
FIRST = ("[Content_Types].xml", ROOT, MAIN, RELATIONS)
LAST = ("xl/theme/theme1.xml", "xl/styles.xml", "xl/sharedStrings.xml")
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


def zipped(parts: Mapping[str, bytes], order: tuple[str, ...]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in order:
            package.writestr(name, parts[name])
    return written.getvalue()


@cache
def as_openpyxl() -> bytes:
    """A workbook with each text in its cell, the sheets last but for what openpyxl adds."""
    return made(FORM, WHOLE, lean=True)


@cache
def as_excel() -> bytes:
    """The same with shared strings, laid out as Excel does: what names the parts stands first."""
    parts = sharing(as_openpyxl())
    known = {*FIRST, *LAST, *PROPERTIES}
    sheets = sorted(parts.keys() - known, key=lambda name: (len(name), name))
    return zipped(parts, (*FIRST, *sheets, *LAST, *(p for p in PROPERTIES if p in parts)))


LAYOUTS = (as_openpyxl, as_excel)


def repaired(data: bytes, folder: Path) -> Salvaged:
    file = folder / "kirja.xlsx"
    file.write_bytes(data)
    return salvage(api.read(file, FORM, for_repair=True))


def refusal(data: bytes, folder: Path) -> str:
    """The code with which the repair is refused; empty when it is not."""
    try:
        repaired(data, folder)
    except ReadError as error:
        return str(error.finding.code)
    return ""


def unsure_ids(found: Salvaged) -> set[str]:
    return {piece.target.id for piece in found.ledger.unsure}


def left(found: Salvaged) -> str:
    return "\n".join(piece.answer.text.plain for piece in found.ledger.left)


# ---- each kind of damage, and what comes of it -----------------------------------------------

Damage = Callable[[bytes], bytes]


def without(part: str) -> Damage:
    def change(data: bytes) -> bytes:
        parts = {name: xml for name, xml in unzip_package(data).items() if name != part}
        return zipped(parts, tuple(parts))

    return change


def half(part: str) -> Damage:
    def change(data: bytes) -> bytes:
        parts = unzip_package(data)
        parts[part] = parts[part][: len(parts[part]) // 2]
        return zipped(parts, tuple(parts))

    return change


def zeroed(begin: int, end: int) -> Damage:
    """The bytes from `begin` to `end`, both counted as in slices, as a lost sector has them."""

    def change(data: bytes) -> bytes:
        first, last, _ = slice(begin, end or None).indices(len(data))
        return data[:first] + bytes(last - first) + data[last:]

    return change


def with_descriptors(data: bytes) -> bytes:
    """As programs write that do not know sizes before: they stand after each part."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    written = Pipe()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in unzip_package(data).items():
            package.writestr(name, part)
    return written.getvalue()


def directory_lost(data: bytes) -> bytes:
    return data[: data.index(b"PK\1\2")]


WITH_ALL_PARTS = {
    "directory lost": directory_lost,
    "end of the directory zeroed": zeroed(-200, 0),
    "directory lost, sizes after the parts": lambda data: directory_lost(with_descriptors(data)),
    "directory lost, parts unpacked": lambda data: directory_lost(
        zipped_plain(unzip_package(data))
    ),
    "first header zeroed": zeroed(0, 40),
    "something before the package": lambda data: bytes(5000) + directory_lost(data),
    "no list of the package": without(ROOT),
    "half of it": half(ROOT),
    "no workbook part": without(MAIN),
    "half of it ": half(MAIN),
    "no relationships of the workbook": without(RELATIONS),
    "half of them": half(RELATIONS),
    "no types": without("[Content_Types].xml"),
    "nothing that names parts": lambda data: without(MAIN)(without(ROOT)(without(RELATIONS)(data))),
}


def zipped_plain(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("damage", WITH_ALL_PARTS.values(), ids=WITH_ALL_PARTS)
def test_all_answers_come_back_where_all_parts_are_there(
    damage: Damage, layout: Callable[[], bytes], tmp_path: Path
) -> None:
    found = repaired(damage(layout()), tmp_path)
    assert {id_: found.plan.text(id_) for id_ in FORM.questions} == {
        id_: said(id_) for id_ in FORM.questions
    }
    assert found.plan.document == WHOLE.document
    assert not found.ledger.unsure
    assert not found.ledger.conflicts
    assert not found.ledger.left


# Nothing was found; there are no bytes; all are zero; too few bytes to be anything but text.
NOTHING_LEFT = ("OMV701", "OMV102", "OMV105", "OMV111")

# ---- the property: cut or zeroed anywhere, nothing that is whole is lost ---------------------


def intact(data: bytes, begin: int, end: int) -> dict[str, bytes]:
    """What zlib makes of each part before the first byte that is not there any more."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            header = entry.header_offset
            start = header + 30 + sum(struct.unpack_from("<HH", data, header + 26))
            stop = start + entry.compress_size
            stop = stop if stop <= begin or start >= end else max(begin, start)
            found[entry.filename] = zlib.decompressobj(-15).decompress(data[start:stop])
    return found


def remaining(parts: Mapping[str, bytes]) -> set[str]:
    """The questions whose answers are whole in the parts: their row, and their shared string."""
    strings = parts.get("xl/sharedStrings.xml", b"").split(b"</si>")[:-1]
    index = {text: number for number, text in enumerate(strings)}
    rows = b"".join(
        part.rpartition(b"</row>")[0] for name, part in parts.items() if "worksheets/sheet" in name
    )
    found = set()
    for question in FORM.questions:
        text = f">{said(question)}</t>".encode()
        number = next((n for string, n in index.items() if text in string), None)
        if text in rows or (number is not None and f"<v>{number}</v>".encode() in rows):
            found.add(question)
    return found


def test_the_oracle_finds_all_answers_in_whole_workbooks() -> None:
    for layout in LAYOUTS:
        assert remaining(intact(layout(), len(layout()), len(layout()))) == set(FORM.questions)


@settings(max_examples=settings().max_examples * 2)
@given(
    st.sampled_from(LAYOUTS),
    st.floats(0, 1),
    st.sampled_from([1, 20, 90, 512, 4096, 30_000, None]),
    st.just(b"\0") | st.binary(max_size=8).map(lambda noise: b"\1" + noise),  # no text file's
)
def test_whatever_is_cut_or_overwritten_no_whole_answer_is_lost_or_wrong(
    tmp_path_factory: pytest.TempPathFactory,
    layout: Callable[[], bytes],
    share: float,
    length: int | None,
    noise: bytes,
) -> None:
    """A `length` of None cuts the file there; else so many bytes are zero, or noise."""
    data = layout()
    begin = int(share * len(data))
    end = len(data) if length is None else min(begin + length, len(data))
    lost = b"" if length is None else (noise * (end - begin))[: end - begin]
    broken = data[:begin] + lost + data[end:]
    kept = remaining(intact(data, begin, end))
    if not kept and (code := refusal(broken, tmp_path_factory.mktemp("tyhjä"))):
        assert code in NOTHING_LEFT
        return
    found = repaired(broken, tmp_path_factory.mktemp("rikki"))
    unsure, over = unsure_ids(found), left(found)
    for question in FORM.questions:
        text = found.plan.text(question)
        assert text in ("", said(question)) or question in unsure, (question, text)
        if question in kept:
            assert said(question) in text or said(question) in over, question


# ---- what is doubtful is marked ----------------------------------------------------------------


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("lost", [RELATIONS, MAIN])
def test_a_sheet_that_does_not_say_what_it_is_is_unsure_where_its_name_is_a_guess(
    lost: str, tmp_path: Path
) -> None:
    def unmark(book: Any) -> None:
        for sheet in book:
            sheet["A1"].value = None

    found = repaired(without(lost)(edited(as_openpyxl(), unmark)), tmp_path)
    assert {found.plan.text(q) for q in FORM.questions} == {said(q) for q in FORM.questions}
    assert unsure_ids(found) >= set(FORM.questions)


def test_a_part_that_is_there_twice_and_differs_is_marked(tmp_path: Path) -> None:
    """Programs would read different ones: the last counts, and is not sure."""
    data, sheet = as_openpyxl(), "xl/worksheets/sheet3.xml"
    other = unzip_package(data)[sheet].replace(b"Vastaus kohtaan", b"Vanha vastaus kohtaan")
    twice = directory_lost(zipped({sheet: other}, (sheet,))) + data
    found = repaired(directory_lost(twice), tmp_path)
    assert {found.plan.text(q) for q in FORM.questions} == {said(q) for q in FORM.questions}
    assert 0 < len(unsure_ids(found) & set(FORM.questions)) < len(FORM.questions)


def test_a_number_whose_format_is_lost_is_told(tmp_path: Path) -> None:
    def to_date(book: Any) -> None:
        book[STAFF]["D4"].value, book[STAFF]["D4"].number_format = 46023, "d.m.yyyy"

    file = tmp_path / "kirja.xlsx"
    for change, cells in ((None, []), (half("xl/styles.xml"), ["D4"])):
        data = edited(as_openpyxl(), to_date)
        file.write_bytes(change(data) if change else data)
        told = api.read(file, FORM).findings
        assert [f.location.cell for f in told if f.code == "OMV330"] == cells


def test_what_stands_on_a_sheet_that_no_list_names_is_left_over(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book.create_sheet("Muistio")["B2"] = "Soita vartijalle."

    found = repaired(without(MAIN)(edited(as_openpyxl(), add)), tmp_path)
    assert [piece.answer.text.plain for piece in found.ledger.left] == ["Soita vartijalle."]
    assert len(found.ledger.unreadable) == 1  # whose name is lost


def test_a_swedish_workbook_is_known_without_the_names_of_its_sheets(tmp_path: Path) -> None:
    form = form_in(FORM, "sv")
    file = tmp_path / "bok.xlsx"
    file.write_bytes(without(MAIN)(make_workbook(form, WHOLE)))
    reading = api.read(file, FORM, for_repair=True)
    assert reading.form.language == form.language
    found = salvage(reading)
    assert {q: found.plan.text(q) for q in FORM.questions} == {q: said(q) for q in FORM.questions}
    assert not found.ledger.left


# ---- nothing left, and other files -----------------------------------------------------------


def test_nothing_is_written_and_no_circle_is_told_when_nothing_is_left(tmp_path: Path) -> None:
    data = as_excel()
    file = tmp_path / "kirja.xlsx"
    sheets = [name for name in unzip_package(data) if "worksheets/" in name]
    only_words = zipped({n: p for n, p in unzip_package(data).items() if n not in sheets}, FIRST)
    for rest in (data[:900], directory_lost(only_words), b"PK\3\4" + bytes(5000) + b"x"):
        file.write_bytes(rest)
        told = omvgen("repair", "kirja.xlsx", cwd=tmp_path)
        assert (told.code, told.out) == (2, "")
        assert "OMV701" in told.err
        assert "vahvistetut" in told.err
        assert "omvgen import" in told.err
        assert "omvgen repair" not in told.err
        assert [one.name for one in tmp_path.iterdir()] == ["kirja.xlsx"]


def test_every_sheet_broken_beyond_its_first_row_is_nothing_left(tmp_path: Path) -> None:
    parts = {
        name: part[:60] if "worksheets/" in name else part
        for name, part in unzip_package(as_openpyxl()).items()
    }
    assert refusal(zipped(parts, tuple(parts)), tmp_path) == "OMV701"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("word/document.xml", b"<w/>", "OMV112"),
        ("muu.xml", b"<a/>", "OMV113"),
    ],
)
def test_other_packages_are_told_what_they_are(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    package = zipped({name: data}, (name,))
    assert refusal(package, tmp_path) == code
    if code == "OMV112":
        assert refusal(directory_lost(package), tmp_path) == code


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"\x89PNG", b"Nimi;Arvo\n"])
def test_a_workbook_within_another_kind_of_file_is_not_looked_for(
    start: bytes, tmp_path: Path
) -> None:
    assert refusal(start * 1000 + directory_lost(as_openpyxl()), tmp_path) in ("OMV111", "OMV112")


# ---- hostile files ---------------------------------------------------------------------------


def header(name: bytes, *, packing: int = 8, flags: int = 8, size: int = 0) -> bytes:
    fields = (20, flags, packing, 0, 0, 0, size, size, len(name), 0)
    return b"PK\3\4" + struct.pack("<HHHHHLLLHH", *fields) + name


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def overlapping() -> bytes:
    """Headers of which each one's part holds those that follow, in blocks that are not packed."""
    block = b"\0" + struct.pack("<HH", 0xFFFF, 0)
    return b"".join(header(b"a%d.xml" % n) + block for n in range(4000))


HOSTILE = {
    "a part far larger than it is packed": lambda: header(b"a.xml") + deflated(bytes(101_000_000)),
    "many such": lambda: (header(b"a.xml") + deflated(bytes(3_000_000))) * 60,
    "parts over parts": overlapping,
    "a million headers": lambda: header(b"a.xml", packing=0, flags=0) * 1_000_000,
    "marks of headers alone": lambda: b"PK\3\4" * 2_000_000,
    "headers of endless names": lambda: header(b"a" * 60_000 + b".xml") * 400,
    "unpacked parts without an end": lambda: header(b"a.xml", packing=0) * 4000 + bytes(9_000_000),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_hostile_headers_cost_is_bounded(make: Callable[[], bytes]) -> None:
    data = make()
    begun = time.process_time()
    with contextlib.suppress(Unreadable):
        assert sum(len(part.data) for part in rescue(data).parts.values()) <= MAX_UNPACKED
    assert time.process_time() - begun < 2


def test_an_encrypted_part_is_told_as_such(tmp_path: Path) -> None:
    data = header(b"xl/worksheets/sheet1.xml", flags=9) + b"salattu" * 50
    assert refusal(data, tmp_path) == "OMV107"


def test_a_name_that_leads_outside_is_refused(tmp_path: Path) -> None:
    data = header(b"../xl/worksheets/sheet1.xml") + deflated(b"<a/>")
    assert refusal(data, tmp_path) == "OMV116"
