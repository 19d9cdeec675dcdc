"""`omvgen repair` of a workbook whose part of shared strings, as Excel writes it, is broken."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from helpers_cli import omvgen
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import omvgen as api
from omvgen.errors import ReadError
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Plan
from omvgen.plan.text import clean

PART = "xl/sharedStrings.xml"
EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SI, END = b"<si>", b"</si>"


@cache
def shared() -> dict[str, bytes]:
    """The parts of the filled example as Excel saves them."""
    return sharing(EXAMPLE.read_bytes())


def sharing(data: bytes) -> dict[str, bytes]:
    """The parts of the workbook with each text once, to which cells point, as Excel has them."""
    parts = unzip_package(data)
    strings: dict[bytes, int] = {}
    for name in sorted(parts, key=lambda name: (len(name), name)):
        if not name.startswith("xl/worksheets/sheet"):
            continue
        sheet = etree.fromstring(parts[name])
        for cell in sheet.iter(f"{{{MAIN}}}c"):
            inline = cell.find(f"{{{MAIN}}}is")
            if inline is not None:
                inline.tag = f"{{{MAIN}}}si"
                etree.cleanup_namespaces(inline)
                text = etree.tostring(inline, with_tail=False).replace(
                    f' xmlns="{MAIN}"'.encode(), b""
                )
                cell.remove(inline)
                cell.set("t", "s")
                value = etree.SubElement(cell, f"{{{MAIN}}}v")
                value.text = str(strings.setdefault(text, len(strings)))
        parts[name] = etree.tostring(sheet, xml_declaration=True, encoding="UTF-8")
    parts[PART] = f'<sst xmlns="{MAIN}">'.encode() + b"".join(strings) + b"</sst>"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="jaetut" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>".encode(),
    )
    return parts


@cache
def whole() -> Plan:
    return api.read(EXAMPLE).plan


def broken(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    file = folder / "rikki.xlsx"
    file.write_bytes(zip_package(shared() | {PART: change(shared()[PART])}))
    return file


def cut_after(strings: int) -> Callable[[bytes], bytes]:
    """The part, ending in the middle of the string after so many."""
    return lambda xml: END.join(xml.split(END)[: strings + 1])[:-1]


def words(item: bytes) -> str:
    """The text of a string's element."""
    tree = etree.fromstring(item.replace(SI, f'<si xmlns="{MAIN}">'.encode(), 1))
    return "".join(text.text or "" for text in tree.iter(f"{{{MAIN}}}t"))


def count() -> int:
    return shared()[PART].count(END)


def test_the_strings_are_shared_and_whole_before_they_are_broken(tmp_path: Path) -> None:
    assert count() > 300
    assert api.read(broken(tmp_path, lambda xml: xml)).plan == whole()


@settings(max_examples=max(settings().max_examples // 2, 1))
@given(share=st.floats(0, 1), ill_formed=st.booleans())
def test_what_stands_before_the_break_comes_back_and_the_rest_is_named(
    tmp_path_factory: pytest.TempPathFactory, share: float, ill_formed: bool
) -> None:
    """No answer is another's, and each cell is in the plan or named, whatever is broken."""
    at = int(share * (count() - 1))
    cut = cut_after(at)
    file = broken(
        tmp_path_factory.mktemp("jaetut"),
        (lambda xml: cut(xml) + b"</q>" + xml[len(cut(xml)) :]) if ill_formed else cut,
    )
    made = api.repair(api.read(file, for_repair=True))
    kept = {clean(words(item + END)) for item in shared()[PART].partition(b">")[2].split(END)[:at]}
    left = "\n".join(piece.answer.text.plain for piece in made.ledger.left)
    for id_, answer in whole().answers.items():
        text = answer.text.plain
        got = made.plan.answer(id_).text.plain
        assert got in ("", text)
        assert text not in kept or got == text or text in left
        assert not got or text in kept or "\n" in text  # an answer on several rows
    assert all(piece.unsure for piece in made.ledger.placed)
    assert "puuttuu näiden solujen teksti" in left


def test_all_texts_lost_stop_no_repair_and_say_so(tmp_path: Path) -> None:
    file = broken(tmp_path, lambda _: b"")
    with pytest.raises(ReadError) as refused:
        api.read(file)
    assert refused.value.finding.code == "OMV114"
    assert "omvgen repair" in refused.value.finding.remedy
    said = omvgen("repair", str(file))
    assert said.code == 1
    assert "Vioittuneesta tiedostosta puuttuu näiden solujen teksti" in said.out
    assert not any(a.text for a in api.read(tmp_path / "rikki-korjattu.xlsx").plan.answers.values())


def test_a_form_workbook_without_its_texts_is_damaged_not_unfinished(tmp_path: Path) -> None:
    file = tmp_path / "lomake.xlsx"
    assert omvgen("form", "new", str(file)).code == 0
    parts = sharing(file.read_bytes())
    file.write_bytes(zip_package(parts | {PART: parts[PART][:-600]}))
    said = omvgen("form", "check", str(file))
    assert (said.code, "OMV114" in said.err) == (2, True)
