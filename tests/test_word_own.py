"""A document of ours, edited or not, gives back exactly the plan that it shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
import strategies
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from helpers_document import BASIS, FORM, PARTLY, PUBLIC, SECRET, docx, partly, plan_with, rich_plan
from helpers_editing import (
    EDITED,
    EDITS,
    LINES,
    OTHER,
    QUESTION,
    ROW,
    ROWS,
    TABLE,
    Editing,
    control,
    paragraphs,
)
from helpers_word import as_shown, changed, paragraph, saved_by_python_docx, without_controls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tools import convert

from omvgen.content.plan import plan_document
from omvgen.content.redline import redline
from omvgen.diff.compare import compare_plans
from omvgen.errors import ReadError
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.secrecy.model import IndexRow
from omvgen.word.converting import as_docx
from omvgen.word.document_reading import DocumentReading
from omvgen.word.own import read_own
from omvgen.word.reading import read_document
from omvgen.word.source_text import read_source
from omvgen.word.spelling import in_spelling_of
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.redline import write_redline

Data = bytes


def read(data: bytes, author: str | None = None, form: Form = FORM) -> DocumentReading:
    reading = read_own(read_source(data, "suunnitelma.docx", author=author), form)
    assert reading is not None
    return reading


# ---- unedited -------------------------------------------------------------------------------


FORMS = tuple(
    load_form(Path(__file__).parent / "forms" / f"{name}.toml") for name in ("pieni", "valinnat")
)


@settings(max_examples=max(settings().max_examples // 2, 1))
@given(
    st.sampled_from(FORMS).flatmap(lambda form: st.tuples(st.just(form), strategies.plans(form)))
)
def test_an_unedited_document_gives_back_what_it_shows(case: tuple[Form, Plan]) -> None:
    form, plan = case
    reading = read(docx(plan, form=form), form=form)
    assert reading.plan == as_shown(plan, form)
    assert not reading.ledger.unsure
    assert not reading.ledger.revisions
    assert spelled(plan, reading, form) == plan


def test_an_edited_document_leaves_the_spelling_of_what_it_did_not_change() -> None:
    typed = "Alku\n\n• yksi\n• kaksi\n\nLoppu"
    noted = Answer(plain(typed), PUBLIC, note="Kysy Annalta")
    base = plan_with({QUESTION: noted, OTHER: partly("A", BASIS)})
    data = changed(docx(base), lambda root: _retype(root, "kaksi", "kaksi ja puoli"))
    edited = spelled(base, read(data))
    assert edited.text(QUESTION) == typed.replace("• kaksi", "- kaksi ja puoli")
    assert edited.answer(QUESTION).note == "Kysy Annalta"
    assert replace(edited, answers={}) == replace(base, answers={})
    assert edited.answer(OTHER) == base.answer(OTHER)


def spelled(base: Plan, reading: DocumentReading, form: Form = FORM) -> Plan:
    return in_spelling_of(base, as_shown(base, form), reading.plan, reading.said, form)


def _retype(root: Any, old: str, new: str) -> None:
    for text in root.iter(qn("w:t")):
        text.text = new if text.text == old else text.text


def test_what_is_shown_is_the_plan_itself_where_it_is_in_plain_spelling() -> None:
    runs = [Run("Lihava", bold=True), Run(" ja linkki", link="https://esimerkki.example/a")]
    rows = ({"suunnitelma": "Valmius [[x]]", "vastuurooli": "Johtaja\nVara"},)
    answers = {
        QUESTION: Answer(rich([*runs, Run("\n- yksi\n  1. kaksi\n  2. kolme\nloppu")])),
        OTHER: partly("Alku [[koodi]] loppu.\n[[SALASSA TihL 18 §: a\nb]] c", BASIS),
        "henk_riittavyys": Answer(plain("Kaikki"), SECRET, (BASIS,)),
    }
    plan = plan_with(answers, tables={TABLE: rows}, log=({"version": "1.0", "change": "Uusi"},))
    shown = as_shown(plan, FORM)
    assert shown.answers == plan.answers
    assert shown.tables == plan.tables
    assert shown.log == plan.log
    assert set(plan.document.items()) - set(shown.document.items()) == {
        ("year", "2026"),  # stands in the title alone
        ("language", "fi-FI"),  # a property of the file
    }


def test_each_question_and_table_of_the_document_is_said() -> None:
    said = read(docx(plan_with({QUESTION: "Vastaus"}))).said
    signed = {q.id for q in FORM.questions.values() if q.role in ("signature", "name")}
    assert said & FORM.questions.keys() >= FORM.questions.keys() - signed - {"vahv_paikka_paivays"}
    assert FORM.tables.keys() <= said
    assert not said & signed


def test_a_signature_is_left_over_and_never_carried() -> None:
    reading = read(docx(plan_with({"vahv_nimenselvennys": "Maija Malli, johtaja"})))
    assert "vahv_nimenselvennys" not in reading.plan.answers
    assert [left.answer.text.plain for left in reading.ledger.left] == ["Maija Malli, johtaja"]


ALTERATIONS: dict[str, Callable[[Data], Data]] = {
    "controls removed": without_controls,
    "saved by python-docx": saved_by_python_docx,
}


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS.keys())
def test_programs_that_save_it_change_nothing(alter: Callable[[Data], Data]) -> None:
    assert read(alter(docx(rich_plan()))).plan == as_shown(rich_plan(), FORM)


@pytest.mark.needs("libreoffice")
def test_libreoffice_that_saves_it_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "suunnitelma.docx"
    file.write_bytes(docx(rich_plan()))
    (tmp_path / "tulos").mkdir()
    saved = convert(file, "docx", tmp_path / "tulos").read_bytes()
    shown = as_shown(rich_plan(), FORM)
    assert read(saved).plan == shown
    assert read(without_controls(saved)).plan == shown


# ---- edited ---------------------------------------------------------------------------------


@cache
def _built() -> bytes:
    answers = {key: "\n".join(LINES) for key in EDITED}
    return docx(plan_with(answers, tables={TABLE: ROWS}))


@settings(max_examples=max(settings().max_examples // 2, 1))
@given(EDITS, st.booleans(), st.booleans())
def test_an_edited_document_gives_exactly_the_edited_text(
    edits: list[tuple[str, str, int, str, str]], controls_gone: bool, tracked: bool
) -> None:
    editing = Editing(_built(), tracked=tracked)
    for edit in edits:
        editing.edit(*edit)
    data = without_controls(editing.data) if controls_gone else editing.data
    reading = read(data)
    assert {key: reading.plan.answer(key).text for key in EDITED} == editing.texts
    assert reading.plan.tables[TABLE] == editing.rows
    assert not reading.ledger.left


def test_tracked_changes_are_read_whole_or_of_one_author() -> None:
    def track(root: Any) -> None:
        for author, tag in (("Anna", QUESTION), ("Ville", OTHER)):
            first = paragraphs(root, tag)[0]
            put = etree.fromstring(
                paragraph(f" Lisäys: {author}.")
                .replace("<w:p>", f"<w:ins xmlns:w='{qn('w:p')[1:-2]}' w:author='{author}'>")
                .replace("</w:p>", "</w:ins>")
            )
            run = next(first.iter(qn("w:r")))
            run.addnext(put)
            if author == "Ville":
                gone = etree.SubElement(first, qn("w:del"), {qn("w:author"): author})
                next(run.iter(qn("w:t"))).tag = qn("w:delText")
                gone.append(run)

    data = changed(_built(), track)
    both, anna, nobody = read(data), read(data, "Anna"), read(data, "Kukaan")
    added = f"{LINES[0]} Lisäys: Anna."
    assert both.plan.text(QUESTION).startswith(added)
    assert both.plan.text(OTHER).startswith(" Lisäys: Ville.\n- yksi")
    assert anna.plan.text(QUESTION).startswith(added)
    assert anna.plan.text(OTHER) == "\n".join(LINES)
    assert nobody.plan == read(_built()).plan
    assert [(r.author, r.inserted, r.accepted) for r in anna.ledger.revisions] == [
        ("Anna", True, True),
        ("Ville", True, False),
        ("Ville", False, False),
    ]


def test_our_own_tracked_changes_are_read_as_the_new_plan_or_the_old_one() -> None:
    old = plan_with({QUESTION: "\n".join(LINES), OTHER: "Sama"}, tables={TABLE: (ROW,)})
    new = plan_with(
        {QUESTION: "Ensimmäinen uusi kappale.\n- yksi\nLisäksi.", OTHER: "Sama"},
        tables={TABLE: (ROW | {"vastuurooli": "Varajohtaja"}, ROW | {"suunnitelma": "Pelastus"})},
    )
    data = write_redline(redline(old, new, FORM, compare_plans(old, new, FORM)))
    assert read(data).plan.answers == as_shown(new, FORM).answers
    assert read(data).plan.tables == as_shown(new, FORM).tables
    assert read(data, "Kukaan").plan.answers == as_shown(old, FORM).answers
    assert read(data, "Kukaan").plan.tables == as_shown(old, FORM).tables


def test_text_between_the_parts_belongs_to_the_question_above_unsure() -> None:
    def write(root: Any) -> None:
        control(root, QUESTION).addnext(etree.fromstring(_standing("Lisätty väliin.")))

    reading = read(changed(_built(), write))
    assert reading.plan.text(QUESTION) == "\n".join((*LINES, "Lisätty väliin."))
    assert [piece.target.id for piece in reading.ledger.unsure] == [QUESTION]


TITLES = [section.title for section in FORM.sections]
TITLES += [question.text for question in FORM.questions.values()]
TITLES += [table.title for table in FORM.tables.values()] + [FORM.log.title, "Vastaus puuttuu"]


@pytest.mark.parametrize("save", [lambda data: data, without_controls], ids=["whole", "bare"])
def test_an_answer_in_the_words_of_a_heading_is_an_answer(save: Callable[[Data], Data]) -> None:
    text = "\n".join(["Alku.", *TITLES, "Loppu."])
    plan = plan_with({QUESTION: text, OTHER: TITLES[3]})
    reading = read(save(docx(plan)))
    assert reading.plan.answers == as_shown(plan, FORM).answers
    assert reading.plan.text(QUESTION) == text
    assert reading.plan.text(OTHER) == TITLES[3]
    assert not reading.ledger.unsure
    assert not reading.ledger.left


def test_a_heading_that_lost_its_style_and_its_control_is_known_by_its_words() -> None:
    def unstyle(root: Any) -> None:
        heading = next(
            p
            for p in root.iter(qn("w:p"))
            if FORM.questions[OTHER].text == "".join(t.text for t in p.iter(qn("w:t")))
        )
        heading.remove(heading.find(qn("w:pPr")))

    plan = plan_with({QUESTION: "Eka.", OTHER: "Toka."})
    reading = read(changed(without_controls(docx(plan)), unstyle))
    assert reading.plan.text(OTHER) == "Toka."
    assert not reading.ledger.left


def test_tabs_in_a_short_fact_of_several_lines_part_no_label() -> None:
    plan = plan_with({"vok_nimi": "Yksikkö\tEsimerkkilä\nToinen\trivi"})
    for save in (bytes, without_controls):
        reading = read(save(docx(plan)))
        assert reading.plan.text("vok_nimi") == plan.text("vok_nimi")
        assert not reading.ledger.left


def test_words_put_into_a_label_are_left_over() -> None:
    def edit(root: Any) -> None:
        (label,) = [t for t in root.iter(qn("w:t")) if t.text == "1.1 Vastaanottokeskuksen nimi"]
        label.text += " (vanha)"

    reading = read(changed(docx(plan_with({"vok_nimi": "Esimerkkilä"})), edit))
    assert reading.plan.text("vok_nimi") == "Esimerkkilä"
    left = [one.answer.text.plain for one in reading.ledger.left]
    assert left == ["1.1 Vastaanottokeskuksen nimi (vanha)"]


def test_a_control_that_was_copied_counts_once_and_doubts_what_it_says_otherwise() -> None:
    def copy(root: Any, text: str = "") -> None:
        again = deepcopy(control(root, QUESTION))
        if text:
            next(again.iter(qn("w:t"))).text = text
        control(root, OTHER).addnext(again)

    whole = read(_built())
    assert read(changed(_built(), copy)).plan == whole.plan
    edited = read(changed(_built(), lambda root: copy(root, "Toisaalla korjattu.")))
    assert edited.plan.text(QUESTION) == f"{whole.plan.text(QUESTION)}\nToisaalla korjattu."
    assert QUESTION in {piece.target.id for piece in edited.ledger.unsure}


def test_an_answer_moved_below_another_question_with_its_control_is_unsure() -> None:
    def swap(root: Any) -> None:
        one, other = control(root, QUESTION), control(root, OTHER)
        place = one.getprevious()
        other.addprevious(one)
        place.addnext(other)

    reading = read(changed(_built(), swap))
    assert {piece.target.id for piece in reading.ledger.unsure} == {QUESTION, OTHER}


def test_a_question_moved_with_its_answer_is_sure() -> None:
    def move(root: Any) -> None:
        answer = control(root, OTHER)
        place = control(root, QUESTION).getprevious()
        place.addprevious(answer.getprevious())
        place.addprevious(answer)

    moved = changed(_built(), move)
    for data in (moved, without_controls(moved)):
        reading = read(data)
        assert reading.plan == read(_built()).plan
        assert not reading.ledger.unsure
        assert not reading.ledger.left


def _row_cells(root: Any) -> list[list[Any]]:
    table = next(control(root, TABLE).iter(qn("w:tbl")))
    return [list(row.iterchildren(qn("w:tc"))) for row in table.iter(qn("w:tr"))]


def test_a_column_put_into_a_table_is_left_over_with_its_header() -> None:
    def add(root: Any) -> None:
        for number, cells in enumerate(_row_cells(root)):
            cell = deepcopy(cells[0])
            next(cell.iter(qn("w:t"))).text = f"uusi{number}"
            cells[0].addnext(cell)

    reading = read(changed(_built(), add))
    assert reading.plan == read(_built()).plan
    assert [one.answer.text.plain for one in reading.ledger.left] == ["uusi0", "uusi1", "uusi2"]


def test_a_column_whose_header_was_reworded_keeps_its_place_unsure() -> None:
    def reword(root: Any) -> None:
        next(_row_cells(root)[0][0].iter(qn("w:t"))).text = "Uusi nimi"

    reading = read(changed(_built(), reword))
    assert reading.plan == read(_built()).plan
    assert [one.answer.text.plain for one in reading.ledger.left] == ["Uusi nimi"]
    assert [piece.target.id for piece in reading.ledger.unsure] == [TABLE]


def test_cells_that_were_merged_are_read_once_and_unsure() -> None:
    def merge(root: Any) -> None:
        first, second, *_ = _row_cells(root)[1]
        properties = first.find(qn("w:tcPr"))
        properties.append(OxmlElement("w:gridSpan", attrs={qn("w:val"): "2"}))
        first.extend(second.findall(qn("w:p")))
        second.getparent().remove(second)

    reading = read(changed(_built(), merge))
    assert dict(reading.plan.rows(TABLE)[0]) == {"suunnitelma": "\n".join(ROW.values())}
    assert [piece.target.id for piece in reading.ledger.unsure] == [TABLE]


def test_text_under_no_question_is_left_over() -> None:
    def write(root: Any) -> None:
        control(root, "document.title").addnext(
            etree.fromstring(_standing("Muista allekirjoitus!"))
        )

    reading = read(changed(_built(), write))
    assert [one.answer.text.plain for one in reading.ledger.left] == ["Muista allekirjoitus!"]
    assert reading.plan == read(_built()).plan


def _standing(text: str) -> str:
    return paragraph(text).replace("<w:p>", f"<w:p xmlns:w='{qn('w:p')[1:-2]}'>")


# ---- secrets --------------------------------------------------------------------------------


def test_the_publicity_that_is_printed_is_read_and_an_edited_basis_too() -> None:
    data = docx(plan_with({OTHER: partly("A [[b]]", BASIS)}))

    def edit(root: Any) -> None:
        for text in root.iter(qn("w:t")):
            text.text = (text.text or "").replace("7 k", "8 k")

    answer = read(changed(data, edit)).plan.answer(OTHER)
    assert (answer.publicity, answer.bases) == (PARTLY, ("JulkL 24 § 1 mom. 8 k",))
    assert answer.text.plain == "A [[b]]"


@pytest.mark.parametrize(
    "text",
    [
        "[[a]]", "x [[a]] y", "[[a]][[b]]", "[[a]]. b", "a [[b\nc]] d", "a [[b\nc]]\nd",
        "[[b]]\n[[c]]",
        "[[- a\n- b]]", "- [[a]]\n- b", "- [[a\n- b]]\n- c", "x [[a]], [[b]] y", "a[[b]]c",
        "[[SALASSA TihL 18 §: a]] b",
    ],
)  # fmt: skip
def test_secret_passages_become_the_marks_that_they_were(text: str) -> None:
    plan = plan_with({OTHER: partly(text, BASIS)})
    assert as_shown(plan, FORM).answers == plan.answers


def test_passages_within_one_another_stay_secret() -> None:
    plan = plan_with({OTHER: partly("A [[b [[SALASSA TihL 18 §: c]] d]] e")})
    text = read(docx(plan)).plan.text(OTHER)
    assert text == "A [[b ]][[SALASSA TihL 18 §: c]][[ d]] e"


def test_of_a_public_copy_nothing_is_read_where_something_was_withheld() -> None:
    index = (IndexRow("5 Tilat", "5.1", "Tilat", (BASIS,)),)
    public = plan_with({QUESTION: "Avoin", OTHER: f"Alku [Salassa pidettävä, {BASIS}]"})
    reading = read(write_docx(plan_document(public, FORM, withheld=index)))
    assert reading.plan.text(QUESTION) == "Avoin"
    assert OTHER not in reading.plan.answers
    assert OTHER not in reading.said
    assert not reading.said & FORM.tables.keys()
    assert [str(finding.code) for finding in reading.findings] == ["OMV774"]


def test_a_comment_becomes_a_line_of_the_note() -> None:
    document = python_docx.Document(io.BytesIO(_built()))
    first = paragraphs(document.element.body, QUESTION)[0]
    runs = python_docx.text.paragraph.Paragraph(first, document._body).runs
    document.add_comment(runs, text="Onko näin?", author="Anna")
    saved = io.BytesIO()
    document.save(saved)
    assert read(saved.getvalue()).plan.answer(QUESTION).note == "Kommentti (Anna): Onko näin?"


@pytest.mark.needs("libreoffice")
@pytest.mark.usefixtures("running_office")
@pytest.mark.parametrize("ending", ["odt", "rtf", "doc"])
def test_other_formats_are_read_through_libreoffice(ending: str, tmp_path: Path) -> None:
    file = tmp_path / "suunnitelma.docx"
    file.write_bytes(docx(plan_with({QUESTION: "Alku\n- yksi\nLoppu", OTHER: "Muu"})))
    other = convert(file, ending, tmp_path)
    reading = read_document(other, FORM)
    assert reading.plan.text(QUESTION) == "Alku\n- yksi\nLoppu"
    assert reading.plan.text(OTHER) == "Muu"


def test_without_libreoffice_other_formats_are_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMVGEN_SOFFICE", "/ei/ole")
    with pytest.raises(ReadError) as refused:
        as_docx(b"{\\rtf1 teksti}", "suunnitelma.rtf")
    assert refused.value.finding.code == "OMV772"


def test_an_address_spelt_otherwise_by_a_program_is_no_edit() -> None:
    """LibreOffice writes `ä` for `%C3%A4`, and leaves out the underline of a link."""
    typed = Run("ohje", underline=True, link="https://esimerkki.example/?d=%C3%A4")
    respelt = replace(typed, underline=False, link="https://esimerkki.example/?d=ä")
    elsewhere = replace(typed, link="https://esimerkki.example/?d=%C3%B6")
    id_ = next(iter(FORM.questions))
    base = plan_with(answers={id_: Answer(rich([typed]), PUBLIC)})

    def merged(run: Run) -> Run:
        read = plan_with(answers={id_: Answer(rich([run]), PUBLIC)})
        (found,) = in_spelling_of(base, base, read, {id_}, FORM).answer(id_).text.runs
        return found

    assert merged(respelt) == typed
    assert merged(elsewhere) == elsewhere
