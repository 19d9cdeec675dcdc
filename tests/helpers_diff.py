"""For the tests of comparison: small plans, random ones, and a resolver of change sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from omvgen.content.answers import bracketed
from omvgen.content.changes import changes_document
from omvgen.diff.model import Change, Changes, Nature, RowChange, Segment, SegmentKind
from omvgen.diff.words import text_segments
from omvgen.form.form import Form
from omvgen.form.loader import form_from_data
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import Run, clean, plain, rich
from omvgen.writers import Options, write

PUBLIC = Publicity.PUBLIC


def small_form(version: str = "1", **extra: Any) -> Form:
    """A form with one question of each kind and two tables."""
    questions = [
        {"id": "nimi", "text": "Nimi", "kind": "short"},
        {"id": "kuvaus", "text": "Kuvaus", "kind": "long"},
        {"id": "valinta", "text": "Onko?", "kind": "choice", "choices": ["Kyllä", "Ei"]},
        {
            "id": "seloste",
            "text": "Onko seloste?",
            "kind": "choice",
            "choices": ["Kyllä", "Ei"],
            "details": True,
        },
        {"id": "paiva", "text": "Päivä", "kind": "date"},
        {"id": "tavat", "text": "Tavat", "kind": "multi_choice", "choices": ["a", "b", "c"]},
        {
            "id": "laitteet",
            "text": "Laitteet",
            "kind": "table",
            "tables": [
                {
                    "id": "laitetaulukko",
                    "title": "Laitteet",
                    "columns": [
                        {"id": "laite", "title": "Laite", "kind": "short", "key": True},
                        {"id": "maara", "title": "Määrä", "kind": "integer"},
                        {"id": "kaytto", "title": "Käyttö", "kind": "long"},
                    ],
                },
                {
                    "id": "avaimeton",
                    "title": "Ilman avainta",
                    "columns": [
                        {"id": "a", "title": "A", "kind": "short"},
                        {"id": "b", "title": "B", "kind": "short"},
                    ],
                },
            ],
        },
    ]
    section = {"id": "osio", "sheet": "1 Osio", "title": "Osio", "questions": questions}
    data = {"id": "pieni", "version": version, "title": "Pieni", "language": "fi-FI"}
    return form_from_data(data | {"sections": [section]} | extra)


def plan_of(form: Form, **answers: str | Answer) -> Plan:
    """A plan with these answers, texts being public ones."""
    given = {
        key: answer if isinstance(answer, Answer) else Answer(plain(answer), PUBLIC)
        for key, answer in answers.items()
    }
    return Plan(form.id, form.version, answers=given)


def apply(changes: Changes, old: Plan) -> Plan:
    """The new plan, from the old one and what is said to have changed. Notes stay as they were."""
    answers = dict(old.answers)
    for change in changes.changes:
        assert old.answer(change.question).text == change.old
        answers[change.question] = replace(answers.get(change.question, Answer()), text=change.new)
    for decision in changes.publicity:
        answers[decision.question] = replace(
            answers.get(decision.question, Answer()),
            publicity=decision.new,
            bases=decision.new_bases,
        )
    document = dict(old.document) | {change.field: change.new for change in changes.fields}
    tables = dict(old.tables)
    for table in changes.tables:
        tables[table.table] = apply_rows(table.rows, old.rows(table.table))
    said = {change.kind: change.new for change in changes.form}
    return Plan(
        said.get("form", old.form_id),
        said.get("version", old.form_version),
        {key: text for key, text in document.items() if text},
        {key: answer for key, answer in answers.items() if answer != Answer()},
        {key: rows for key, rows in tables.items() if rows},
        apply_rows(changes.log, old.log),
    )


def apply_rows(changes: Sequence[RowChange], old: Sequence[Row]) -> tuple[Row, ...]:
    """What changed is taken out of its old place and put into its new one."""
    taken = {change.old_place for change in changes}
    rows = [row for place, row in enumerate(old) if place not in taken]
    coming = [change for change in changes if change.new_place is not None]
    for change in sorted(coming, key=lambda change: change.new_place or 0):
        assert change.new is not None
        rows.insert(change.new_place or 0, change.new)
    return tuple(rows)


def old_of(segments: Sequence[Segment]) -> str:
    return "".join(segment.old for segment in segments)


def new_of(segments: Sequence[Segment]) -> str:
    return "".join(segment.new for segment in segments)


# Random plans from few words, so that two of them have much in common.
SOME_WORDS = (
    "suunnitelma suunnitelman vastuu 2025 2026 13,4 1.1.2026 ja – - , . ”ohje” [[salainen osa]] "
    "[[SALASSA JulkL 24 § 1 mom. 7 k: tieto]] [[ ]] ä 😀 a@b.example kysymys-vastaus"
)
WORDS = st.sampled_from(SOME_WORDS.split())
MARKS = st.sampled_from(
    ["", "", "- ", "• ", "  - ", "1. ", "2. ", "3. ", "7. ", "a) ", "b) ", "\n"]
)
LINES = st.builds("{}{}".format, MARKS, st.lists(WORDS, max_size=7).map(" ".join))
TEXTS = st.lists(LINES, max_size=6).map("\n".join).map(clean) | st.text(max_size=30).map(clean)
RICH = TEXTS.map(plain) | st.lists(
    st.builds(Run, TEXTS, bold=st.booleans(), italic=st.booleans()), max_size=3
).map(rich)
ANSWERS = st.builds(
    Answer,
    RICH,
    st.sampled_from([*Publicity, None]),
    st.sampled_from([(), ("JulkL 24 § 1 mom. 7 k",)]),
)
CELLS = st.sampled_from(["", "a", "b", "a–b", "a-b", "2", "3", "kissa ja koira", "koira ja kissa"])


def _row(columns: tuple[str, ...]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(dict.fromkeys(columns, CELLS)).map(
        lambda row: {column: text for column, text in row.items() if text}
    )


@cache
def _rows(*columns: str) -> st.SearchStrategy[tuple[Row, ...]]:
    return st.lists(_row(columns).filter(bool), max_size=7).map(tuple)


@cache
def _fields(form: Form) -> st.SearchStrategy[dict[str, str]]:
    ids = st.sampled_from([*form.fields, "tuntematon"])
    return st.dictionaries(ids, TEXTS.filter(bool), max_size=4)


@cache
def _answers(form: Form) -> st.SearchStrategy[dict[str, Answer]]:
    return st.dictionaries(st.sampled_from([*form.questions, "tuntematon"]), ANSWERS)


@st.composite
def plans(draw: st.DrawFn, form: Form) -> Plan:
    """A plan of the form, now and then with an answer and a table that the form does not know."""
    answers = draw(_answers(form))
    tables = {
        table.id: draw(_rows(*(column.id for column in table.columns)))
        for table in form.tables.values()
    }
    return Plan(
        form.id,
        draw(st.sampled_from(["1", "2"])),
        draw(_fields(form)),
        {key: answer for key, answer in answers.items() if answer != Answer()},
        tables | draw(st.sampled_from([{}, {"outo": ({"x": "1"}, {"x": "2"})}])),
        draw(_rows("version", "date", "place", "change")),
    )


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text after some words were taken out, put in, doubled or moved."""
    words = text.split(" ")
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(words) - 1))
        edit = draw(st.sampled_from(["out", "in", "twice", "end", "line"]))
        if edit == "out" and len(words) > 1:
            words.pop(place)
        elif edit == "in":
            words.insert(place, draw(WORDS))
        elif edit == "twice":
            words.insert(place, words[place])
        elif edit == "end":
            words.append(words.pop(place))
        else:
            words[place] += "\n"
    return clean(" ".join(words))


def as_text(changes: Changes, form: Form, **how: int) -> str:
    """The list of changes as text for a terminal; `how` are its `Options`."""
    return write(changes_document(changes, form), "text", Options(**how)).decode("utf-8")


def as_html(changes: Changes, form: Form) -> str:
    """The list of changes as a page."""
    return write(changes_document(changes, form), "html").decode("utf-8")


def as_markdown(changes: Changes, form: Form) -> str:
    """The list of changes as Markdown."""
    return write(changes_document(changes, form), "md").decode("utf-8")


def differing(change: Change) -> list[str]:
    """The words that lists of changes must show."""
    return [s.text for s in shown_segments(change) if s.kind is not SegmentKind.EQUAL]


def shown_segments(change: Change) -> list[Segment]:
    """What lists of changes show of the change: secret passages are named in words there."""
    old, new = (bracketed(text, change.bases) for text in (change.old, change.new))
    if change.nature in (Nature.VALUE, Nature.REWRITTEN):
        sides = {SegmentKind.DELETE: old.plain, SegmentKind.INSERT: new.plain}
        return [Segment(kind, text) for kind, text in sides.items()]
    return [*text_segments(old, new)]
