"""`omvgen repair` of packages: the zip's directory lost, parts cut, what names the parts gone."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from helpers_cli import omvgen
from helpers_reader import filled, made, said, some_sections
from hypothesis import given, settings
from hypothesis import strategies as st
from test_repair_strings import sharing

import omvgen as api
from omvgen.errors import ReadError
from omvgen.form.loader import load_form
from omvgen.package import Reason, Unreadable, unzip_package
from omvgen.plan.plan import Plan
from omvgen.rescue import rescue
from omvgen.workbook.repair.salvage import Salvaged, salvage

EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"
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


@settings(max_examples=settings().max_examples * 4)
@given(
    st.sampled_from(LAYOUTS), st.floats(0, 1), st.sampled_from([1, 20, 90, 512, 4096, 30_000, None])
)
def test_whatever_is_cut_or_zeroed_no_whole_answer_is_lost_or_wrong(
    tmp_path_factory: pytest.TempPathFactory,
    layout: Callable[[], bytes],
    share: float,
    length: int | None,
) -> None:
    """A `length` of None cuts the file there."""
    data = layout()
    begin = int(share * len(data))
    end = len(data) if length is None else min(begin + length, len(data))
    kept = remaining(intact(data, begin, end))
    broken = data[:begin] if length is None else zeroed(begin, end)(data)
    if not broken:
        return
    try:
        found = repaired(broken, tmp_path_factory.mktemp("rikki"))
    except ReadError as refused:
        assert refused.finding.code in ("OMV701", "OMV105", "OMV111")
        assert not kept
        return
    unsure, over = unsure_ids(found), left(found)
    for question in FORM.questions:
        text = found.plan.text(question)
        assert text in ("", said(question)) or question in unsure, (question, text)
        if question in kept:
            assert said(question) in text or said(question) in over, question
