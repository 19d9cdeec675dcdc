"""The annotated copy: what it adds, and that it changes nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import helpers_annotate as h
import openpyxl
import pytest
from helpers_checks import sound_plan, with_rows
from helpers_cli import omvgen as run
from helpers_reader import FIRST, STAFF, filled
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.comments import Comment
from tools import convert, sdk_errors

import omvgen
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.package import unzip_package, zip_package
from omvgen.seals import State, state_of
from omvgen.workbook.patch.annotate.copy import annotated_copy
from omvgen.workbook.patch.annotate.sheet_frame import read_frame
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

FORM = load_form()
FEW = replace(FORM, sections=tuple(s for s in FORM.sections if s.number in (2, 4)))
UNFINISHED = "omavalvontasuunnitelma-2026-kesken.xlsx"
D4, D5 = f"D{FIRST}", f"D{FIRST + 1}"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """A workbook of two sections, which openpyxl reads the faster."""
    return make_workbook(FEW, filled(FEW))


@pytest.fixture(scope="module")
def example() -> bytes:
    return (Path(__file__).parent.parent / "examples" / UNFINISHED).read_bytes()


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    path = Path(__file__).parent.parent / "examples" / UNFINISHED
    return omvgen.validate(omvgen.read(path, FORM))


def commented(book: openpyxl.Workbook) -> None:
    """A colleague's comments on two cells."""
    book[STAFF][D4].comment = Comment("Onko tämä ajan tasalla?", "Maija Malli")
    book[STAFF]["G9"].comment = Comment("Kysy johtajalta.", "Maija Malli")


# What is added


def test_each_finding_is_a_note_on_its_cell(example: bytes, findings: tuple[Finding, ...]) -> None:
    notes = h.notes(annotated_copy(example, findings, form=FORM))
    assert notes.keys() == {(f.location.sheet, f.location.cell) for f in findings}
    for finding in findings:
        note = notes[finding.location.sheet, finding.location.cell]
        assert f"{finding.severity.word.capitalize()} · {finding.code}\n{finding.message}" in note
        assert finding.remedy in note


def test_each_finding_is_a_row_that_leads_to_its_cell(
    example: bytes, findings: tuple[Finding, ...]
) -> None:
    rows = h.listed(annotated_copy(example, findings, form=FORM))
    assert rows == [
        (
            finding.severity.word,
            finding.code,
            FORM.numbers[finding.location.question],
            f"{finding.location.sheet}!{finding.location.cell}",
            finding.message,
            finding.remedy,
            f"'{finding.location.sheet}'!{finding.location.cell}",
        )
        for finding in findings
    ]


def test_several_findings_on_one_cell_are_one_note(workbook: bytes) -> None:
    found = [h.finding(STAFF, D4), h.finding(STAFF, D4, "OMV416", bases="JulkL 24")]
    [note] = h.notes(annotated_copy(workbook, found)).values()
    first, second = note.split("\n\n")
    assert first.startswith("Virhe · OMV201\n")
    assert second.startswith("Huomautus · OMV416\n")


def test_a_finding_without_a_cell_is_only_a_row(workbook: bytes) -> None:
    found = [Finding("OMV118", values={"file": "a.xlsm"}), h.finding("Puuttuva välilehti", "")]
    copy = annotated_copy(workbook, found)
    assert h.notes(copy) == {}
    assert [row[-1] for row in h.listed(copy)] == ["", ""]


def test_a_finding_about_a_sheet_leads_to_the_sheet(workbook: bytes) -> None:
    [row] = h.listed(annotated_copy(workbook, [h.finding(STAFF, "")]))
    assert (row[3], row[-1]) == (STAFF, f"'{STAFF}'!B1")


def test_more_findings_than_a_note_can_hold_are_counted(workbook: bytes) -> None:
    found = [h.finding(STAFF, D4)] * 1000
    copy = annotated_copy(workbook, found)
    [note] = h.notes(copy).values()
    shown = note.count("OMV201")
    assert len(note) < 5_000
    assert f"… ja {1000 - shown} muuta havaintoa" in note
    assert len(h.listed(copy)) == 1000


def test_a_thousand_cells_have_their_notes(workbook: bytes) -> None:
    found = [h.finding(STAFF, f"{column}{row}") for column in "DEFG" for row in range(4, 254)]
    copy = annotated_copy(workbook, found)
    assert len(h.notes(copy)) == len(h.boxes(copy, STAFF)) == 1000


def test_a_text_like_an_escape_or_a_formula_is_read_as_it_is(workbook: bytes) -> None:
    odd = "=1+1 _x0041_ <b> & ]]> 👩‍🚒\x01"
    found = [Finding("OMV150", Location(STAFF, D4), {"cells": "D4", "text": odd})]
    read = h.notes(annotated_copy(workbook, found))[STAFF, D4]
    assert openpyxl.utils.escape.unescape(read).count(odd[:-1]) == 1
    assert "\x01" not in read


def test_the_sheet_is_last_and_prints_on_landscape_a4_with_its_header(workbook: bytes) -> None:
    copy = annotated_copy(workbook, [h.finding(STAFF, D4)])
    book = openpyxl.load_workbook(io.BytesIO(copy))
    sheet = book.worksheets[-1]
    assert (sheet.title, sheet.freeze_panes) == ("Huomiot", "A4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert not sheet.merged_cells
    assert all(cell.alignment.wrap_text for cell in sheet[4][1:])
    assert book.active.title == openpyxl.load_workbook(io.BytesIO(workbook)).active.title


@pytest.mark.needs("ooxml-validator")
def test_microsofts_validator_finds_nothing_wrong(
    example: bytes, findings: tuple[Finding, ...], tmp_path: Path
) -> None:
    part = h.sheet_part(example, STAFF)
    data = h.with_part(example, part, lambda xml: h.encoded(h.prefixed(xml), "utf-16"))
    data = h.with_part(data, "xl/styles.xml", h.prefixed)
    assert sdk_errors(h.written(tmp_path, annotated_copy(data, findings))) == []


@pytest.mark.needs("libreoffice")
def test_libreoffice_shows_the_notes_and_follows_the_links(tmp_path: Path) -> None:
    empty = make_workbook(FEW)
    findings = [f for f in omvgen.validate(read(tmp_path, empty, FEW)) if f.location.question]
    assert len(findings) == 9
    copy = annotated_copy(empty, findings, form=FEW)
    saved = convert(h.written(tmp_path, copy, "a.xlsx"), "ods", tmp_path)
    content = etree.fromstring(unzip_package(saved.read_bytes())["content.xml"])
    notes = content.xpath("//*[local-name()='annotation']")
    assert len(notes) == len({f.location for f in findings})
    targets = content.xpath("//@*[local-name()='href' and starts-with(., '#')]")
    for finding in findings:
        assert f"#'{finding.location.sheet}'.{finding.location.cell}" in targets


# What stays as it was


def test_what_need_not_change_is_the_same_bytes_in_the_same_order(
    example: bytes, findings: tuple[Finding, ...]
) -> None:
    copy = annotated_copy(example, findings, form=FORM)
    before, after = h.entries(example), h.entries(copy)
    assert list(after)[: len(before)] == list(before)
    noted = {f.location.sheet for f in findings}
    changed = {h.sheet_part(example, sheet) for sheet in noted}
    changed |= {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    changed |= {"xl/styles.xml", "docProps/custom.xml"}
    for name, entry in before.items():
        assert after[name].date_time == entry.date_time
        same = h.packed(copy, after[name]) == h.packed(example, entry)
        assert same == (name not in changed), name


def test_a_changed_part_differs_only_by_what_is_added(
    example: bytes, findings: tuple[Finding, ...]
) -> None:
    old, new = unzip_package(example), unzip_package(annotated_copy(example, findings))
    for sheet in {f.location.sheet for f in findings}:
        part = h.sheet_part(example, sheet)
        drawing = re.compile(rb"<legacyDrawing [^>]*/>")
        assert drawing.subn(b"", new[part]) == (old[part], 1)
    main = "xl/workbook.xml"
    added = ("//m:sheet[@name='Huomiot']", "//m:definedName[contains(., 'Huomiot')]")
    assert h.without(new[main], *added) == h.without(old[main])
    types = "[Content_Types].xml"
    ours = " or ".join(f"contains(@PartName, '{p}')" for p in ("comments", "vml", "sheet18"))
    assert h.without(new[types], f"//*[{ours}]") == h.without(old[types])
    counts = re.compile(rb' count="\d+"')
    styles = [etree.fromstring(counts.sub(b"", p["xl/styles.xml"])) for p in (old, new)]
    for before, after in zip(*styles, strict=True):
        kept = [etree.tostring(child, method="c14n") for child in after][: len(before)]
        assert kept == [etree.tostring(child, method="c14n") for child in before]


def test_the_same_findings_give_the_same_bytes(
    example: bytes, findings: tuple[Finding, ...]
) -> None:
    assert annotated_copy(example, findings) == annotated_copy(example, findings)


@settings(max_examples=max(1, settings().max_examples // 2))
@given(st.lists(h.findings(FORM), max_size=20))
def test_whatever_is_found_the_copy_holds_the_same_plan(
    example: bytes, original: Reading, folder: Path, found: list[Finding]
) -> None:
    again = read(folder, annotated_copy(example, found, form=FORM))
    assert again.plan == original.plan
    assert again.places == original.places
    of_the_copy = [finding for finding in again.findings if finding not in original.findings]
    assert [finding.code for finding in of_the_copy] == ["OMV700"]
    assert len(again.findings) == len(original.findings) + 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kopiot")


@pytest.fixture(scope="module")
def original(folder: Path, example: bytes) -> Reading:
    return read(folder, example)


def read(folder: Path, data: bytes, form: Form = FORM) -> Reading:
    return omvgen.read(h.written(folder, data), form)


# Workbooks of other shapes


@pytest.mark.needs("ooxml-validator")
def test_a_colleagues_comments_stay_and_ours_is_written_under_one_on_the_same_cell(
    workbook: bytes, tmp_path: Path
) -> None:
    data = h.with_book(workbook, commented)
    copy = annotated_copy(data, [h.finding(STAFF, D4), h.finding(STAFF, D5)])
    notes = h.notes(copy)
    assert notes[STAFF, D4].startswith("Onko tämä ajan tasalla?\n\nVirhe · OMV201\n")
    assert notes[STAFF, D5].startswith("Virhe · OMV201\n")
    assert notes[STAFF, "G9"] == "Kysy johtajalta."
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert [book[STAFF][c].comment.author for c in (D4, D5)] == ["Maija Malli", "omvgen"]
    # openpyxl's own slips are there before us.
    before = h.written(tmp_path, data, "ennen.xlsx")
    assert sdk_errors(h.written(tmp_path, copy)) == sdk_errors(before)


@pytest.mark.needs("libreoffice")
def test_comments_that_libreoffice_saved_are_kept_as_well(workbook: bytes, tmp_path: Path) -> None:
    file = h.written(tmp_path, h.with_book(workbook, commented), "a.xlsx")
    (tmp_path / "lo").mkdir()
    data = convert(file, "xlsx", tmp_path / "lo").read_bytes()
    found = [h.finding(STAFF, D4), h.finding(STAFF, D5), h.finding("2 Toiminta-ajatus", D4)]
    copy = annotated_copy(data, found)
    notes = h.notes(copy)
    assert notes[STAFF, D4].startswith("Onko tämä ajan tasalla?\n\nVirhe · OMV201\n")
    assert notes.keys() == {(STAFF, D4), (STAFF, D5), (STAFF, "G9"), ("2 Toiminta-ajatus", D4)}


def test_every_note_has_one_box_large_enough_for_its_text(workbook: bytes) -> None:
    data = h.with_book(workbook, commented)
    long = Finding("OMV150", Location(STAFF, D5), {"cells": "D5", "text": "sana " * 200})
    boxes = h.boxes(annotated_copy(data, [h.finding(STAFF, D4), long]), STAFF)
    assert [cell for cell, _ in boxes] == [D4, "G9", D5]
    heights = dict(boxes)
    assert heights[D5] > 3 * 48


def test_a_drawing_of_buttons_keeps_them_though_it_is_no_xml(workbook: bytes) -> None:
    button = b'<v:shape id="_x0000_s1030"><v:textbox>rivi<br>toinen</v:textbox></v:shape>'

    def add_button(drawing: bytes) -> bytes:
        return drawing.replace(b"</xml>", button + b"</xml>")

    data = h.with_book(workbook, commented)
    [part] = [name for name in unzip_package(data) if name.lower().endswith(".vml")]
    data = h.with_part(data, part, add_button)
    copy = annotated_copy(data, [h.finding(STAFF, D5)])
    drawing = unzip_package(copy)[part]
    assert button in drawing
    assert b"<x:Row>4</x:Row><x:Column>3</x:Column>" in drawing
    assert (STAFF, D5) in h.notes(copy)


def test_a_sheet_that_cannot_be_patched_has_its_findings_listed(workbook: bytes) -> None:
    data = h.with_book(workbook, commented)
    [part] = [name for name in unzip_package(data) if name.lower().endswith(".vml")]
    data = h.with_part(data, part, lambda _: b"rikki")
    copy = annotated_copy(data, [h.finding(STAFF, D5), h.finding("2 Toiminta-ajatus", D4)])
    assert unzip_package(copy)[part] == b"rikki"
    assert {cell for cell in h.notes(copy) if cell[0] != STAFF} == {("2 Toiminta-ajatus", D4)}
    assert len(h.listed(copy)) == 2


def test_somebodys_own_sheet_of_the_name_is_left_alone(workbook: bytes, tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.create_sheet("HUOMIOT")["B4"] = "Omat muistiinpanot"

    copy = annotated_copy(h.with_book(workbook, add), [h.finding(STAFF, D4)])
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert book.sheetnames[-2:] == ["HUOMIOT", "Huomiot 2"]
    assert book["HUOMIOT"]["B4"].value == "Omat muistiinpanot"
    unread = [f for f in read(tmp_path, copy).findings if f.code == "OMV134"]
    assert [f.location.sheet for f in unread] == ["HUOMIOT"]


def test_a_copy_annotated_again_has_only_the_new_findings(workbook: bytes) -> None:
    data = h.with_book(workbook, commented)
    once = annotated_copy(data, [h.finding(STAFF, D5), h.finding("2 Toiminta-ajatus", D4)])
    fresh = [h.finding(STAFF, "D6")]
    again = annotated_copy(once, fresh)
    assert h.notes(again) == h.notes(annotated_copy(data, fresh))
    assert h.listed(again) == h.listed(annotated_copy(data, fresh))
    assert openpyxl.load_workbook(io.BytesIO(again)).sheetnames.count("Huomiot") == 1
    cells = [cell for cell, _ in h.boxes(again, STAFF)]
    assert sorted(cells) == ["D4", "D6", "G9"]


@pytest.mark.needs("libreoffice")
def test_a_copy_saved_by_libreoffice_and_annotated_again_has_one_sheet_of_findings(
    workbook: bytes, tmp_path: Path
) -> None:
    first = h.written(tmp_path, annotated_copy(workbook, [h.finding(STAFF, D5)]), "a.xlsx")
    (tmp_path / "lo").mkdir()
    saved = convert(first, "xlsx", tmp_path / "lo").read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(saved))["Huomiot"]["E4"].hyperlink
    again = annotated_copy(saved, [h.finding(STAFF, "D6")])
    assert [row[3] for row in h.listed(again)] == [f"{STAFF}!D6"]
    assert h.notes(saved)[STAFF, D5].startswith("Virhe · OMV201\n")
    assert (STAFF, "D6") in h.notes(again)


PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")


def test_parts_in_an_odd_prefix_are_added_to_in_it(workbook: bytes) -> None:
    data = workbook
    for part in PARTS:
        data = h.with_part(data, part, h.prefixed)
    copy = annotated_copy(data, [h.finding(STAFF, D4)])
    parts = unzip_package(copy)
    for part in PARTS:
        tags = set(re.findall(rb"<([\w:]+)", parts[part]))
        assert all(tag.startswith(b"odd:") for tag in tags), part
    assert (STAFF, D4) in h.notes(copy)
    assert len(h.listed(copy)) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_a_sheet_in_an_odd_prefix_and_encoding_is_patched_where_it_should_be(
    workbook: bytes, tmp_path: Path, encoding: str
) -> None:
    part = h.sheet_part(workbook, STAFF)
    data = h.with_part(workbook, part, lambda xml: h.encoded(h.prefixed(xml), encoding))
    copy = annotated_copy(data, [h.finding(STAFF, D4)])
    root = etree.fromstring(unzip_package(copy)[part])
    assert root[-1].tag == f"{{{h.MAIN}}}legacyDrawing"
    assert (STAFF, D4) in h.notes(copy)
    assert read(tmp_path, copy, FEW).plan == read(tmp_path, workbook, FEW).plan == filled(FEW)


def test_a_drawing_is_named_before_what_must_follow_it(workbook: bytes) -> None:
    tail = (
        b'<drawing xmlns:r="http://r" r:id="rId9"/>'
        b'<mc:AlternateContent xmlns:mc="http://mc"><controls/></mc:AlternateContent>'
        b'<tableParts count="0"/><extLst/></worksheet>'
    )
    frame = read_frame(
        unzip_package(workbook)[h.sheet_part(workbook, STAFF)].replace(b"</worksheet>", tail)
    )
    tags = [etree.QName(e).localname for e in etree.fromstring(frame.with_drawing("rId1"))]
    assert tags[-5:] == ["drawing", "legacyDrawing", "AlternateContent", "tableParts", "extLst"]


def test_rows_far_below_the_notes_are_passed_over_and_what_follows_them_is_not(
    workbook: bytes,
) -> None:
    """A sheet of a million formatted rows took 2 s and 300 MB."""
    rows = b"".join(b'<row r="%d" ht="15"><c r="D%d"/></row>' % (n, n) for n in range(500, 5000))
    sheet = unzip_package(workbook)[h.sheet_part(workbook, STAFF)]
    frame = read_frame(sheet.replace(b"</sheetData>", rows + b"</sheetData>"), last_row=10)
    assert max(frame.geometry.rows) < 1000
    assert frame.geometry.rows[4] == read_frame(sheet).geometry.rows[4]
    tags = [e.tag for e in etree.fromstring(frame.with_drawing("rId1"))]
    assert tags == [*(e.tag for e in etree.fromstring(sheet)), f"{{{h.MAIN}}}legacyDrawing"]


def test_a_workbook_without_styles_is_listed_without_looks(workbook: bytes) -> None:
    data = h.with_part(workbook, "xl/styles.xml", lambda _: b"rikki")
    copy = annotated_copy(data, [h.finding(STAFF, D4)])
    parts = unzip_package(copy)
    assert parts["xl/styles.xml"] == b"rikki"
    assert "Pakollinen vastaus puuttuu." in parts[h.sheet_part(copy, "Huomiot")].decode()


def test_a_renamed_protected_sheet_has_its_notes_and_links(workbook: bytes, tmp_path: Path) -> None:
    name = "Oma 'nimi' & muu"

    def rename(book: openpyxl.Workbook) -> None:
        book[STAFF].title = name
        book[name].protection.enable()

    data = h.with_book(workbook, rename)
    found = [f for f in read(tmp_path, data).findings if f.location.sheet == name]
    assert found
    copy = annotated_copy(data, [*found, h.finding(name, D4)])
    assert (name, D4) in h.notes(copy)
    assert h.listed(copy)[-1][-1] == "'Oma ''nimi'' & muu'!D4"
    assert openpyxl.load_workbook(io.BytesIO(copy))[name].protection.sheet


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("[Content_Types].xml", b"<rikki", "OMV114"),
        ("xl/styles.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "OMV116"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused(
    workbook: bytes, part: str, content: bytes, code: str
) -> None:
    data = h.with_part(workbook, part, lambda _: content)
    with pytest.raises(OmvgenError) as refused:
        annotated_copy(data, [h.finding(STAFF, D4)], file="a.xlsx")
    assert refused.value.finding.code == code
    assert "a.xlsx" in refused.value.finding.message


def test_entries_that_lie_over_each_other_are_refused(workbook: bytes) -> None:
    with pytest.raises(OmvgenError) as refused:
        annotated_copy(h.overlapping(workbook), [h.finding(STAFF, D4)])
    assert refused.value.finding.code == "OMV114"


def test_the_name_of_a_missing_sheet_is_not_given_to_ours(workbook: bytes, tmp_path: Path) -> None:
    """What leads to the missing part would lead to the findings, as a section's answers."""
    parts = unzip_package(workbook)
    del parts[h.sheet_part(workbook, STAFF)]
    data = zip_package(parts)
    copy = annotated_copy(data, [h.finding("2 Toiminta-ajatus", D4)])
    again = read(tmp_path, copy, FEW)
    assert again.plan == read(tmp_path, data, FEW).plan
    assert [f.location.sheet for f in again.findings if f.code == "OMV131"] == [STAFF]
    names = re.findall(r'PartName="([^"]+)"', unzip_package(copy)["[Content_Types].xml"].decode())
    assert len(names) == len(set(names))


def test_a_damaged_picture_is_copied_as_it_lies(workbook: bytes) -> None:
    parts = unzip_package(workbook) | {"xl/media/kuva.png": b"kuva" * 100}
    data = bytearray(zip_package(parts))
    entry = h.entries(bytes(data))["xl/media/kuva.png"]
    data[data.index(b"xl/media/kuva.png") + len("xl/media/kuva.png") + 3] ^= 0xFF
    copy = annotated_copy(bytes(data), [h.finding(STAFF, D4)])
    same = h.packed(copy, h.entries(copy)["xl/media/kuva.png"])
    assert same == h.packed(bytes(data), entry)


# As a person runs it


def test_validate_writes_the_copy_beside_the_workbook_and_says_so(
    example: bytes, tmp_path: Path
) -> None:
    file = h.written(tmp_path, example, "suunnitelma ä.xlsx")
    said = run("validate", "--annotate", file)
    copy = tmp_path / "suunnitelma ä-huomiot.xlsx"
    assert said.code == 1
    assert said.err == f"Havainnot on merkitty kopioon {copy}.\n"
    assert file.read_bytes() == example
    assert {file.name for file in tmp_path.iterdir()} == {file.name, copy.name}
    assert len(h.listed(copy.read_bytes())) == said.out.count(" OMV")


def test_a_copy_is_not_taken_for_the_workbook(tmp_path: Path) -> None:
    """Whoever corrects the copy, or gives all the files of a folder, is told of the original."""
    data = annotated_copy(make_workbook(FORM, sound_plan()), [h.finding(STAFF, D4)])
    copy = h.written(tmp_path, data, "a-huomiot.xlsx")
    signed = ("--date", "30.1.2026", "--place", "E", "--by", "O", "--role", "johtaja")
    for line in (["validate", "--annotate"], ["build"], ["confirm", *signed], ["new"]):
        said = run(*line, copy, cwd=tmp_path)
        assert said.code == 1, said.all
        assert "OMV700" in said.out
        assert "Anna alkuperäinen työkirja" in said.out
    assert (
        "Kopiosta a-huomiot.xlsx ei tehty uutta kopiota."
        in run("validate", "--annotate", copy).err.splitlines()
    )
    assert [file.name for file in tmp_path.iterdir()] == [copy.name]
    assert run("build", "--draft", copy, cwd=tmp_path).code == 0
    [draft] = (tmp_path / "output").iterdir()
    assert draft.name.endswith("-luonnos.docx")


def test_a_copy_of_an_earlier_run_is_replaced(example: bytes, tmp_path: Path) -> None:
    file = h.written(tmp_path, example, "a.xlsx")
    assert run("validate", "--annotate", file).code == 1
    copy = tmp_path / "a-huomiot.xlsx"
    first = copy.read_bytes()
    h.written(tmp_path, _corrected(example), "a.xlsx")
    assert run("validate", "--annotate", file).code == 1
    assert h.notes(copy.read_bytes())
    assert copy.read_bytes() != first


def test_a_copy_that_was_corrected_is_kept(example: bytes, tmp_path: Path) -> None:
    file = h.written(tmp_path, example, "a.xlsx")
    run("validate", "--annotate", file)
    copy = tmp_path / "a-huomiot.xlsx"
    corrected = _corrected(copy.read_bytes())
    copy.write_bytes(corrected)
    said = run("validate", "--annotate", file)
    assert said.code == 2
    assert "OMV712" in said.err
    assert copy.read_bytes() == corrected
    assert run("validate", "--annotate", "--force", file).code == 1
    assert copy.read_bytes() != corrected


def _corrected(data: bytes) -> bytes:
    """The workbook as another program saves it when someone has typed into a cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Asiakirjan tiedot"]["D5"] = "korjattu"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_without_properties_gets_a_part_for_the_seal(example: bytes) -> None:
    parts = unzip_package(example)
    del parts["docProps/custom.xml"]
    for name, gone in (
        ("_rels/.rels", rb"<Relationship [^>]*custom-properties[^>]*/>"),
        ("[Content_Types].xml", rb"<Override [^>]*custom-properties[^>]*/>"),
    ):
        parts[name], times = re.subn(gone, b"", parts[name])
        assert times == 1
    copy = annotated_copy(zip_package(parts), [h.finding(STAFF, D4)])
    assert state_of(".xlsx", copy) is State.AS_MADE
    assert state_of(".xlsx", _corrected(copy)) is not State.AS_MADE
    assert state_of(".xlsx", example) is State.UNSEALED


def test_a_copy_that_cannot_be_written_is_said_and_the_rest_are_made(
    example: bytes, tmp_path: Path
) -> None:
    files = [h.written(tmp_path, example, name) for name in ("a.xlsx", "b.xlsx")]
    (tmp_path / "a-huomiot.xlsx").mkdir()
    said = run("validate", "--annotate", *files)
    assert said.code == 2
    assert "OMV120" in said.err
    assert "b-huomiot.xlsx" in said.err
    assert (tmp_path / "b-huomiot.xlsx").is_file()
    assert "Traceback" not in said.all


def test_nothing_found_makes_no_copy(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "forms" / "pieni.toml").read_text("utf-8")
    form = h.written(tmp_path, re.sub("(?m)^secrecy_hint.*$", "", text).encode(), "oma.toml")
    own = load_form(form)
    plan = with_rows("laitteet_taulukko", {"laite": "Sammutin"}, plan=sound_plan(own))
    file = h.written(tmp_path, make_workbook(own, plan), "a.xlsx")
    said = run("validate", "--annotate", "--form", form, file)
    assert said.code == 0, said.all
    assert said.err == "Työkirjassa a.xlsx ei ole huomautettavaa, joten kopiota ei tehty.\n"
    assert {file.name for file in tmp_path.iterdir()} == {"a.xlsx", "oma.toml"}
    h.written(tmp_path, b"vanha", "a-huomiot.xlsx")
    assert "on vanhentunut." in run("validate", "--annotate", "--form", form, file).err
