"""Old plans in Word: where each answer goes, and that no word of them is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO

import pytest
from lxml import etree
from old_plans.documents import PLANS, make
from old_plans.writing import OldPlan

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.transfer_as_json import whole_text
from omvgen.word.document_reading import DocumentReading
from omvgen.word.placing.place import place
from omvgen.word.source_text import read_source

FORM = load_form()
WORD = re.compile(r"\w+")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def placed(name: str) -> tuple[OldPlan, DocumentReading]:
    plan = make(name, FORM)
    return plan, place(read_source(plan.data, f"{name}.docx"), FORM)


def same(one: str, other: str) -> bool:
    return one.split() == other.split()


def right(plan: OldPlan, reading: DocumentReading) -> list[str]:
    return [id_ for id_, text in plan.answers.items() if same(reading.plan.text(id_), text)]


def marked(reading: DocumentReading) -> set[str]:
    """The ids of which a person is told to look."""
    ledger = reading.ledger
    return {p.target.id for p in ledger.unsure} | {c.target.id for c in ledger.conflicts}


@pytest.mark.parametrize("name", PLANS)
def test_most_answers_are_placed_right(name: str) -> None:
    plan, reading = placed(name)
    bound = 0.8 if plan.own_words else 0.95
    found = right(plan, reading)
    assert len(found) >= bound * len(plan.answers), set(plan.answers) - set(found)


@pytest.mark.parametrize("name", PLANS)
def test_no_answer_is_placed_wrongly_in_silence(name: str) -> None:
    plan, reading = placed(name)
    told = marked(reading)
    for id_ in reading.plan.answered - told:
        assert id_ not in plan.doubtful
        assert same(reading.plan.text(id_), plan.answers.get(id_, "")), id_
    for id_, text in reading.plan.document.items():
        assert plan.fields.get(id_) == text
    for id_, rows in reading.plan.tables.items():
        assert id_ in told or [dict(row) for row in rows] == plan.tables.get(id_)


@pytest.mark.parametrize("name", PLANS)
def test_no_word_is_lost(name: str) -> None:
    """Counted in the file itself, by other means than those that read it."""
    plan, reading = placed(name)
    kept = Counter[str]()
    for text in _texts(reading, FORM):
        kept += words(text)
    lost = words_of_file(plan.data) - kept
    assert not lost


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def words_of_file(data: bytes) -> Counter[str]:
    found = Counter[str]()
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                for paragraph in etree.fromstring(file.read(name)).iter(f"{W}p"):
                    runs = (
                        "\t" if e.tag == f"{W}tab" else e.text or ""
                        for e in paragraph.iter(f"{W}t", f"{W}tab")
                        if next(e.iterancestors(f"{W}p")) is paragraph
                    )
                    text = "".join(runs)
                    if not re.fullmatch(r"Sivu \d+ \(\d+\)", text):
                        found += words(re.sub(r"^\d+(\.\d+)*\.?(?=\s|$)", "", text))
    return found


def _texts(reading: DocumentReading, form: Form) -> list[str]:
    """All that is kept of the document: plan, ledger, and the form's words that it asks in."""
    plan, ledger = reading.plan, reading.ledger
    texts = [*plan.document.values()]
    for answer in plan.answers.values():
        texts += [answer.text.plain, answer.note, answer.publicity or ""]
    for rows in (*plan.tables.values(), plan.log):
        texts += [text for row in rows for text in row.values()]
    texts += [text for c in ledger.conflicts for text in c.texts[1:]]
    texts += [whole_text(piece) for piece in ledger.left]
    texts += [p.source for p in ledger.placed]  # the headings of what is unsure
    for section in form.sections:
        texts += [section.title, section.statement or ""]
    texts += [question.text for question in form.sections[-1].questions]
    texts += [form.heading]
    for id_ in reading.said:
        question, table = form.questions.get(id_), form.tables.get(id_)
        table = form.log if id_ == form.log.id else table
        texts.append(
            question.text if question else form.fields[id_].text if id_ in form.fields else ""
        )
        texts += [column.title for column in table.columns] if table else []
    return texts


def test_data_of_the_cover_go_to_their_fields() -> None:
    for name in ("styled", "page_header", "table_left"):
        plan, reading = placed(name)
        assert dict(reading.plan.document) == plan.fields


def test_tables_with_known_columns_go_to_the_form() -> None:
    plan, reading = placed("styled")
    assert [dict(row) for row in reading.plan.rows("riskit_taulukko")] == (
        plan.tables["riskit_taulukko"]
    )
    assert [row["version"] for row in reading.plan.log] == ["1.1", "1.2"]


def test_what_is_marked_secret_is_not_public() -> None:
    plan, reading = placed("secrets")
    assert {
        id_: answer.publicity for id_, answer in reading.plan.answers.items() if answer.publicity
    } == plan.secret


def test_own_words_are_never_sure() -> None:
    for name in PLANS:
        plan, reading = placed(name)
        if plan.own_words:
            assert reading.plan.answered <= marked(reading)


def test_a_document_of_another_kind_is_left_over() -> None:
    _, reading = placed("minutes")
    assert not reading.plan.answers
    assert not reading.plan.document
