"""Old plans in Word: where each answer goes, and that no word of them is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from old_plans.documents import OWN_HEADINGS, PLANS, make
from old_plans.writing import OldPlan

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.text import plain
from omvgen.plan.transfer_as_json import whole_text
from omvgen.word.document_reading import DocumentReading
from omvgen.word.placing.boxes import ticked_choice
from omvgen.word.placing.place import place
from omvgen.word.source import Comment, Source, SourceTable, SourceText
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


EMPTY = f"{W}sdtPr/{W}showingPlcHdr"


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
    """Each word of the pages as often as it stands there; the prompt of empty controls once.

    Lists of contents are no text.
    """
    found = Counter[str]()
    prompts: set[str] = set()
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
                    if text in prompts:
                        continue
                    if any(e.find(EMPTY) is not None for e in paragraph.iterancestors(f"{W}sdt")):
                        prompts.add(text)
                    if not re.fullmatch(r"Sivu \d+ \(\d+\)|\d\S* .*\t7", text):  # contents
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


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("☒ Kyllä ☐ Ei", "Kyllä"),
        ("( ) Kyllä\n(x) Ei", "Ei"),
        ("Kyllä [ ] Ei [X]", "Ei"),
        ("☒ Kyllä ☒ Ei", ""),
        ("☐ Kyllä ☐ Ei", ""),
        ("☒ Kyllä", ""),
        ("☒ Kyllä, osittain ☐ Ei", ""),
        ("Kyllä", ""),
    ],
)
def test_one_ticked_box_of_all_choices_is_the_answer(text: str, ticked: str) -> None:
    assert ticked_choice(text, ("Kyllä", "Ei")) == ticked


QUESTION = FORM.questions["omv_johtaminen"]


def answer(*lines: str) -> tuple[str, list[str], bool]:
    """What is answered below the question, what is left over, and whether a person must look."""
    source = Source("vanha.docx", tuple(SourceText(plain(t)) for t in (QUESTION.text, *lines)))
    reading = place(source, FORM)
    left = [whole_text(piece) for piece in reading.ledger.left]
    return reading.plan.text(QUESTION.id), left, bool(reading.ledger.unsure)


@pytest.mark.parametrize("lines", [("Vastaus: Johtaja vastaa.",), ("Vastaus:", "Johtaja vastaa.")])
def test_the_label_of_an_answer_is_no_part_of_it(lines: tuple[str, ...]) -> None:
    assert answer(*lines) == ("Johtaja vastaa.", ["Vastaus:"], False)


@pytest.mark.parametrize(
    "text",
    [
        "Tähän kirjataan yksikön menettely ja vastuut.",
        "Ohje täyttäjälle: poista tämä teksti.",
        "Kohdassa kuvataan, miten asia on järjestetty.",
        "Hyväksytty 14.2.2025 Maija Mallikas",
        "Esimerkkilässä 1. helmikuuta 2025",
    ],
)
def test_guidance_and_signatures_are_no_answer(text: str) -> None:
    assert answer(text) == ("", [text], False)


@pytest.mark.parametrize(
    "text",
    [
        "14.2.2025 Maija Mallikas",
        "Maija Mallikas, johtaja",
        "Esimerkkilä ___.___.2025",
        "Esimerkkilä 14 päivänä helmikuuta 2025",
        "Tämän suunnitelman on hyväksynyt johtaja Maija Mallikas 14.2.2025.",
        "Hyväksyi: Maija Mallikas",
        "Päiväys: 14.2.2025",
        "Vastaavan johtajan allekirjoitus",
    ],
)
def test_an_old_signature_at_the_end_is_never_carried(text: str) -> None:
    assert answer(text)[:2] == ("", [text])
    assert answer("Johtaja vastaa.", text)[:2] == ("Johtaja vastaa.", [text])


def test_a_bold_question_of_another_form_makes_the_answer_unsure() -> None:
    asked = [q for s in FORM.sections[1:-1] for q in s.questions if not q.choices]
    lines = [(q.text, f"Asia {number} hoidetaan.") for number, q in enumerate(asked)]
    lines.insert(6, ("Millä keinoilla lemmikeistä huolehditaan?", "Naapuri hoitaa."))
    texts = (SourceText(plain(t), bold=n == 0) for pair in lines for n, t in enumerate(pair))
    reading = place(Source("vanha.docx", tuple(texts)), FORM)
    assert [piece.target.id for piece in reading.ledger.unsure] == [asked[5].id]


@pytest.mark.parametrize("titles", [(), ("Kysymys", "Vastaus", "Vastuuhenkilö")], ids=len)
def test_a_column_beside_the_answers_stands_below_its_title(titles: tuple[str, ...]) -> None:
    asked = [question for question in FORM.questions.values() if question.kind == "long"][3:9]
    rows = [titles] if titles else []
    rows += [(q.text, f"Asia {n}.", f"Maija {n}") for n, q in enumerate(asked)]
    cells = tuple(tuple((SourceText(plain(text)),) for text in row) for row in rows)
    reading = place(Source("vanha.docx", (SourceTable(cells),)), FORM)
    label = "Vastuuhenkilö: " if titles else ""
    for number, question in enumerate(asked):
        assert reading.plan.text(question.id) == f"Asia {number}.\n{label}Maija {number}"
    assert len(reading.ledger.unsure) == len(asked)


def test_what_may_be_guidance_or_an_answer_is_unsure() -> None:
    assert answer("(ks. ohjeen luku 3)") == ("(ks. ohjeen luku 3)", [], True)


# ---- generated documents -----------------------------------------------------------------

_numbers = st.integers(0, 10**6)
_questions = st.sampled_from([q.text for q in FORM.questions.values()])
_headings = st.sampled_from(
    [heading for heading, _ in OWN_HEADINGS] + [s.title for s in FORM.sections]
)
_marks = st.sampled_from(
    ["{}", "- {}", "1. {}", "SALASSA PIDETTÄVÄ: {}", "Kirjoita tähän {}", "=A{}", "{}?", "[[{}]]"]
)


@st.composite
def _texts_of(draw: st.DrawFn) -> SourceText:
    own = f"sana{draw(_numbers)}"
    text = draw(
        st.one_of(
            _questions,
            _headings,
            st.builds(lambda q: f"{q} {own}", _questions),
            st.builds(lambda q: f"{q}: {own}", _headings),
            st.builds(lambda mark: mark.format(own), _marks),
        )
    )
    return SourceText(
        plain(text),
        heading=draw(st.sampled_from([0, 0, 0, 1, 2])),
        bold=draw(st.booleans()),
        hidden=draw(st.integers(0, 9)) == 0,
        notes=(plain(f"sana{draw(_numbers)}"),) if draw(st.integers(0, 9)) == 0 else (),
        comments=(Comment("Maija", f"sana{draw(_numbers)}"),) if draw(st.booleans()) else (),
    )


_cells = st.lists(_texts_of(), max_size=2).map(tuple)
_tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(_cells, min_size=width, max_size=width).map(tuple), min_size=1, max_size=4
    ).map(lambda rows: SourceTable(tuple(rows)))
)


@given(st.lists(st.one_of(_texts_of(), _texts_of(), _tables), max_size=20))
def test_no_word_of_a_generated_document_is_lost(blocks: list[SourceText | SourceTable]) -> None:
    reading = place(Source("synty.docx", tuple(blocks)), FORM)
    kept = {word for text in _texts(reading, FORM) for word in words(text)}
    assert _own_words(blocks) <= kept


def _own_words(blocks: Iterable[SourceText | SourceTable]) -> set[str]:
    """The words that the form does not have, in each text, note and comment."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, SourceTable):
            found |= {word for row in block.rows for cell in row for word in _own_words(cell)}
        else:
            comments = (comment.text for comment in block.comments)
            notes = (note.plain for note in block.notes)
            texts = (block.text.plain, *notes, *comments)
            found |= {word for text in texts for word in words(text)}
    return {word for word in found if word.startswith("sana")}
