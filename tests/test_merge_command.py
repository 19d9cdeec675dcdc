"""`omvgen merge` with real files: copies of the workbook, a document, JSON, and choices."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from helpers_cli import omvgen as run
from helpers_editing import EDITED, LINES, TABLE, Editing
from tools import convert

import omvgen
from omvgen.findings.codes import Code
from omvgen.findings.model import Place
from omvgen.form.sheets import CONFLICTS, MERGED, FixedSheet
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Answer
from omvgen.plan.text import plain
from omvgen.workbook import conflict_sheet, layout
from omvgen.workbook.reading.conflicts import choose

NAME = "omavalvontasuunnitelma-2026.xlsx"


@pytest.fixture(scope="module")
def example(examples: Path) -> omvgen.Reading:
    return omvgen.read(examples / NAME)


@pytest.fixture(scope="module")
def built(example: omvgen.Reading) -> bytes:
    """The document of the example."""
    return omvgen.build(example)


@pytest.fixture(scope="module")
def questions(example: omvgen.Reading) -> list[str]:
    """Questions with an answer of several paragraphs."""
    return [key for key in example.plan.answers if example.plan.text(key).count("\n") > 1][:3]


@pytest.fixture
def workbook(tmp_path: Path, examples: Path) -> Path:
    return Path(shutil.copy(examples / NAME, tmp_path / "oma.xlsx"))


def edited(source: Path, target: Path, reading: omvgen.Reading, edits: dict[str, str]) -> Path:
    """A copy of the file whose answers were changed in another program: `{}` is the old text."""
    book = openpyxl.load_workbook(source, rich_text=True)
    for question, edit in edits.items():
        where = reading.places[Place("answer", question)]
        cell = book[where.sheet][where.cell]
        cell.value = edit.format(cell.value)
    book.save(target)
    return target


@pytest.fixture(scope="module")
def copies(
    tmp_path_factory: pytest.TempPathFactory,
    examples: Path,
    example: omvgen.Reading,
    questions: list[str],
) -> list[Path]:
    """Two colleagues' copies: each has an answer of its own, and one answer both changed."""
    folder, (first, second, third) = tmp_path_factory.mktemp("kopiot"), questions
    return [
        edited(
            examples / NAME,
            folder / f"{who}.xlsx",
            example,
            {own: "{}\n" + who + "n lisäys.", third: who + "n alku. {}"},
        )
        for who, own in (("Anna", first), ("Eero", second))
    ]


@pytest.fixture(scope="module")
def merged(example: omvgen.Reading, copies: list[Path], examples: Path) -> omvgen.MergedWorkbook:
    """The copies brought together, one conflict open."""
    return omvgen.merge(example, copies, examples / NAME)


def test_two_colleagues_copies_come_together(
    workbook: Path,
    merged: omvgen.MergedWorkbook,
    questions: list[str],
    example: omvgen.Reading,
) -> None:
    first, second, third = questions
    result = _read(merged.data, workbook)
    assert result.plan == merged.plan
    assert result.plan.text(first).endswith("\nAnnan lisäys.")
    assert result.plan.text(second).endswith("\nEeron lisäys.")
    assert result.plan.text(third) == example.plan.text(third)
    (conflict,) = merged.conflicts
    assert [side.name for side in conflict.sides] == ["Anna.xlsx", "Eero.xlsx"]
    assert merged.base == {"Anna.xlsx": True, "Eero.xlsx": True}


def test_a_conflict_stops_the_plan_until_it_is_chosen_and_taken(
    workbook: Path, copies: list[Path], questions: list[str]
) -> None:
    third = questions[2]
    made = workbook.with_name("oma-yhdistetty.xlsx")
    before = workbook.read_bytes()
    assert run("merge", workbook, *copies, "--base", workbook).code == 1
    assert workbook.read_bytes() == before
    (found,) = _conflict_findings(made)
    assert (found.code, found.location.sheet) == (Code.CONFLICT_UNDECIDED, "Ristiriidat")
    with pytest.raises(omvgen.PlanError):
        omvgen.build(omvgen.read(made))
    _choose(made, found.location.cell, "B")
    (found,) = _conflict_findings(made)
    assert found.code == Code.CHOICE_NOT_TAKEN
    assert run("merge", made).code == 0
    made = workbook.with_name("oma-yhdistetty-2.xlsx")
    result = omvgen.read(made)
    assert result.plan.text(third).startswith("Eeron alku. ")
    assert not result.conflicts
    assert not _conflict_findings(made)


def test_a_choice_is_taken_without_the_sheet_too(
    workbook: Path, merged: omvgen.MergedWorkbook, questions: list[str]
) -> None:
    workbook.write_bytes(merged.data)
    chosen = choose(omvgen.read(workbook), {1: " b"})
    again = omvgen.merge(chosen, [])
    assert again.plan.text(questions[2]).startswith("Eeron alku. ")
    assert not again.conflicts
    for wrong in ({2: "B"}, {1: "C"}):
        with pytest.raises(KeyError):
            choose(omvgen.read(workbook), wrong)
    assert run("merge", workbook, "--choose", "B").code == 2
    assert "Ristiriitaa 1" in run("merge", workbook, "--choose", "1=C").err


def test_an_own_text_beside_another_choice_is_not_lost(workbook: Path, copies: list[Path]) -> None:
    merged = omvgen.merge(omvgen.read(workbook), copies, workbook)
    made = workbook.with_name("tulos.xlsx")
    made.write_bytes(merged.data)
    _choose(made, f"G{layout.FIRST_ROW}", "A", own="Oma muotoilu.")
    again = omvgen.merge(omvgen.read(made), [])
    (conflict,) = again.conflicts
    assert "Oma muotoilu." in {side.text.plain for side in conflict.sides}
    _choose(made, f"G{layout.FIRST_ROW}", "oma")
    again = omvgen.merge(omvgen.read(made), [])
    assert not again.conflicts
    assert "Oma muotoilu." in {answer.text.plain for answer in again.plan.answers.values()}


def test_without_a_base_the_ledger_says_so(workbook: Path, copies: list[Path]) -> None:
    merged = omvgen.merge(omvgen.read(workbook), copies)
    assert not any(merged.base.values())
    assert len(merged.conflicts) == 3
    assert merged.plan == omvgen.read(workbook).plan
    assert "Anna.xlsx, Eero.xlsx" in merged.note


def test_only_what_changed_differs_in_the_package(
    examples: Path,
    merged: omvgen.MergedWorkbook,
    questions: list[str],
    example: omvgen.Reading,
) -> None:
    before, after = _parts((examples / NAME).read_bytes()), _parts(merged.data)
    sheets = {example.places[Place("answer", question)].sheet for question in questions}
    changed = {name for name in before if before[name] != after.get(name)}
    assert len([name for name in changed if "worksheets/sheet" in name]) <= len(sheets)
    assert changed - {name for name in changed if "worksheets/sheet" in name} <= {
        "[Content_Types].xml",
        "docProps/custom.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
    }


def test_a_corrected_annotated_copy_names_its_workbook(
    workbook: Path, example: omvgen.Reading, questions: list[str]
) -> None:
    reading = omvgen.read(workbook)
    copy = workbook.with_name("oma-huomiot.xlsx")
    copy.write_bytes(omvgen.annotate(reading, omvgen.validate(reading)))
    edited(copy, copy, reading, {questions[0]: "{}\nKorjaus."})
    merged = omvgen.merge(reading, [copy])
    assert merged.complete
    assert merged.plan.text(questions[0]).endswith("\nKorjaus.")
    assert not _read(merged.data, workbook).is_annotated_copy


def test_an_edited_document_names_its_workbook(
    workbook: Path, example: omvgen.Reading, built: bytes, questions: list[str]
) -> None:
    document = docx.Document(io.BytesIO(built))
    line = example.plan.text(questions[0]).split("\n")[0]
    (paragraph,) = [
        p for p in document.element.body.iter(docx.oxml.ns.qn("w:p")) if _text(p) == line
    ]
    next(paragraph.iter(docx.oxml.ns.qn("w:t"))).text = "Wordissa korjattu."
    file = workbook.with_name("asiakirja.docx")
    document.save(file)
    merged = omvgen.merge(omvgen.read(workbook), [file])
    assert merged.base == {"asiakirja.docx": True}
    assert not merged.conflicts
    changed = {k for k in merged.plan.answers if merged.plan.answer(k) != example.plan.answer(k)}
    assert changed == {questions[0]}
    assert merged.plan.text(questions[0]).startswith("Wordissa korjattu.")


def test_tracked_changes_of_one_author_are_taken_and_all_are_told(
    workbook: Path, example: omvgen.Reading
) -> None:
    started = workbook.with_name("alku.xlsx")
    plan = replace(
        example.plan,
        answers={**example.plan.answers, **{k: Answer(plain("\n".join(LINES))) for k in EDITED}},
    )
    started.write_bytes(omvgen.template(example.form, plan))
    editing = Editing(omvgen.build(omvgen.read(started), draft=True), tracked=True)
    editing.edit("word", EDITED[0], 0, "Annan sana", "Anna")
    editing.edit("remove", EDITED[1], 0, "", "Ville")
    file = workbook.with_name("jäljitetty.docx")
    file.write_bytes(editing.data)
    result = run("merge", started, file, "--author", "Anna")
    assert result.code == 0
    assert "Anna, 20.11.2026, lisäys, hyväksytty: ”Annan sana”" in result.out
    assert "Ville, 20.11.2026, poisto, jätetty pois: ”Ensimmäinen kappale.”" in result.out
    made = omvgen.read(workbook.with_name("alku-yhdistetty.xlsx")).plan
    assert made.text(EDITED[0]).startswith("Ensimmäinen kappale. Annan sana\n")
    assert made.text(EDITED[1]) == "\n".join(LINES)
    rows = sheet_rows(workbook.with_name("alku-yhdistetty.xlsx"), MERGED)
    told = [row[1:] for row in rows if "jäljitetty" in (row[1] or "")]
    place = "jäljitetty.docx: kappale"
    assert [(what, who.rpartition(" ")[0], text) for what, _, who, text in told] == [
        ("jäljitetty muutos: lisäys, hyväksytty", f"Anna, 20.11.2026, {place}", "Annan sana"),
        (
            "jäljitetty muutos: poisto, jätetty pois",
            f"Ville, 20.11.2026, {place}",
            "Ensimmäinen kappale.",
        ),
    ]
    as_data = json.loads(run("merge", started, file, "--format", "json", "--force").out)
    assert [(one["author"], one["accepted"]) for one in as_data["tracked"]] == [
        ("Anna", True),
        ("Ville", True),
    ]


def sheet_rows(file: Path, sheet: FixedSheet) -> list[tuple[str | None, ...]]:
    """The rows of the sheet of ours, without its hidden column, as openpyxl reads them."""
    rows = openpyxl.load_workbook(file)[sheet.name("fi")].iter_rows(values_only=True)
    return [tuple(None if cell is None else str(cell) for cell in row[1:]) for row in rows]


def test_what_is_unsure_stays_marked_until_a_person_clears_it(
    workbook: Path, questions: list[str], example: omvgen.Reading, copies: list[Path]
) -> None:
    document = docx.Document()
    asked = example.form.questions[questions[0]].text + " Kerro lisää."
    document.add_heading(asked, 2)
    document.add_paragraph("Vanhan suunnitelman teksti.")
    for other in questions[1:]:
        document.add_heading(example.form.questions[other].text, 2)
        document.add_paragraph("Varma teksti.")
    titles = [column.title for column in example.form.tables[TABLE].columns]
    table = document.add_table(0, len(titles) + 1)
    for texts in ((*titles, "Sivut"), *[("Valmiussuunnitelma", *titles[1:], "12")]):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file, empty = workbook.with_name("vanha.docx"), workbook.with_name("uusi.xlsx")
    document.save(file)
    empty.write_bytes(omvgen.template(example.form))
    assert run("merge", empty, file).code == 1
    made = empty.with_name("uusi-yhdistetty.xlsx")
    merged = omvgen.read(made)
    assert merged.plan.text(questions[0]) == "Vanhan suunnitelman teksti."
    owner = example.form.question_of_table[TABLE].id
    notes = {key: answer.note for key, answer in merged.plan.answers.items() if answer.note}
    assert notes == {
        questions[0]: f"[tarkista] Teksti oli tässä: vanha.docx, kappale 1, ”{asked}”.",
        owner: "[tarkista] Teksti oli tässä: vanha.docx, taulukko 1.",
    }
    # The next merge puts another ledger in the place of this one, and the doubts stay.
    again = empty.with_name("taas.xlsx")
    run("merge", made, copies[0], "-o", again)
    unsure = [f for f in omvgen.validate(omvgen.read(again)) if f.code == Code.PLACED_UNSURELY]
    assert len(unsure) == 2


@pytest.mark.parametrize(("ending", "kind"), [(".dotx", "template"), (".docm", "macro")])
def test_a_document_saved_as_another_kind_of_word_file_is_read(
    workbook: Path, example: omvgen.Reading, built: bytes, ending: str, kind: str
) -> None:
    plain_type = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = {
        "template": plain_type.replace("document.main", "template.main"),
        "macro": "vnd.ms-word.document.macroEnabled.main+xml",
    }[kind]
    parts = unzip_package(built)
    types = parts["[Content_Types].xml"]
    assert plain_type.encode() in types
    parts["[Content_Types].xml"] = types.replace(plain_type.encode(), other.encode())
    file = workbook.with_name(f"asiakirja{ending}")
    file.write_bytes(zip_package(parts))
    merged = omvgen.merge(omvgen.read(workbook), [file])
    assert merged.complete
    assert merged.base == {file.name: True}
    assert merged.plan == example.plan


def test_copies_of_next_years_workbook_name_what_it_was_made_of(
    workbook: Path, questions: list[str]
) -> None:
    reading = omvgen.read(workbook)
    signing = omvgen.Signing(date(2026, 1, 30), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    omvgen.confirm(reading, signing, date(2026, 2, 1))
    started = workbook.with_name("2027.xlsx")
    started.write_bytes(omvgen.new(reading).data)
    new = omvgen.read(started)
    mine = edited(started, workbook.with_name("a.xlsx"), new, {questions[0]: "A. {}"})
    theirs = edited(started, workbook.with_name("b.xlsx"), new, {questions[1]: "B. {}"})
    merged = omvgen.merge(omvgen.read(mine), [theirs])
    assert merged.base == {"b.xlsx": True}
    assert merged.complete
    assert merged.plan.text(questions[0]).startswith("A. ")
    assert merged.plan.text(questions[1]).startswith("B. ")


def test_json_states_only_what_it_has(workbook: Path, questions: list[str]) -> None:
    reading = omvgen.read(workbook)
    data = {
        "form": {"id": reading.form.id, "version": reading.form.version},
        "answers": {questions[0]: {"text": "Uusi."}},
    }
    file = workbook.with_name("muutos.json")
    file.write_text(json.dumps(data), "utf-8")
    merged = omvgen.merge(reading, [file], workbook)
    old, new = reading.plan.answer(questions[0]), merged.plan.answer(questions[0])
    assert new.text.plain == "Uusi."
    assert (new.publicity, new.bases, new.note) == (old.publicity, old.bases, old.note)
    assert merged.plan.document == reading.plan.document


def test_the_command_prints_the_ledger_as_json(workbook: Path, copies: list[Path]) -> None:
    result = run("merge", workbook, copies[0], "--base", workbook, "--format", "json")
    assert result.code == 0
    data = json.loads(result.out)
    assert (data["file"], data["sources"], data["base"]) == (
        "oma.xlsx", ["Anna.xlsx"], {"Anna.xlsx": True}
    )  # fmt: skip
    assert len(data["placed"]) == 2
    assert not data["conflicts"]


def test_what_was_deleted_from_a_document_is_named(workbook: Path, tmp_path: Path) -> None:
    """Deleting a heading with its answer clears nothing: it may be an accident, or a part sent."""
    reading = omvgen.read(workbook)
    opened = docx.Document(io.BytesIO(omvgen.build(reading)))
    heads = [each for each in opened.paragraphs if each.style.name == "Heading 1"]
    of = next(i for i, each in enumerate(heads) if each.text.startswith("Toiminta-ajatus"))
    blocks = list(opened.element.body)
    for block in blocks[blocks.index(heads[of]._p) : blocks.index(heads[of + 1]._p)]:
        opened.element.body.remove(block)
    opened.save(str(tmp_path / "lyhyempi.docx"))
    merged = omvgen.merge(reading, [tmp_path / "lyhyempi.docx"])
    assert merged.plan == reading.plan
    assert merged.note.endswith(
        "Asiakirjassa lyhyempi.docx ei ole enää kohtaa 2.1: sen vastaus jäi ennalleen."
    )


def test_what_cannot_be_read_is_refused(workbook: Path) -> None:
    missing = run("merge", workbook, workbook.with_name("puuttuu.xlsx"))
    assert missing.code == 2
    other = workbook.with_name("toinen.json")
    other.write_text('{"form": {"id": "toinen", "version": "1"}, "answers": {}}', "utf-8")
    assert "OMV783" in run("merge", workbook, other).err


@pytest.mark.needs("libreoffice")
def test_a_copy_saved_by_libreoffice_changes_nothing(workbook: Path, tmp_path: Path) -> None:
    reading = omvgen.read(workbook)
    started = tmp_path / "alku.xlsx"
    started.write_bytes(omvgen.merge(reading, []).data)
    folder = tmp_path / "tallennettu"
    folder.mkdir()
    saved = convert(started, "xlsx", folder)
    merged = omvgen.merge(omvgen.read(started), [saved])
    assert merged.base == {saved.name: True}
    assert merged.complete
    assert merged.plan == reading.plan


def _read(data: bytes, beside: Path) -> omvgen.Reading:
    file = beside.with_name("luettava.xlsx")
    file.write_bytes(data)
    return omvgen.read(file)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _conflict_findings(file: Path) -> list[omvgen.Finding]:
    sheet = CONFLICTS.name("fi-FI")
    return [f for f in omvgen.validate(omvgen.read(file)) if f.location.sheet == sheet]


def _choose(file: Path, cell: str, choice: str, own: str = "") -> None:
    book = openpyxl.load_workbook(file, rich_text=True)
    sheet = book[CONFLICTS.name("fi-FI")]
    sheet[cell].value = choice
    if own:
        sheet.cell(sheet[cell].row, conflict_sheet.OWN).value = own
    book.save(file)


def _text(paragraph: object) -> str:
    return "".join(t.text or "" for t in paragraph.iter(docx.oxml.ns.qn("w:t")))  # type: ignore[attr-defined]
