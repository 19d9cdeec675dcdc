"""Plans and texts for property tests, as odd as people and other programs make them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hypothesis import strategies as st

from omvgen.form.form import Column, Form, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import split_bases
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, Script, clean, plain, rich

# Texts that programs stumble on, each seen in a workbook.
_ODD = (
    "=1+1", "=SUM(A1:A9)", "+358 50 123 4567", "-5", "@nimi", "'00520", "00520", "1,5", "30.1.2026",
    "TOSI", "#N/A", "#REF!", "_x000D_", "_x005F_", "[[salainen]]",
    "[[SALASSA JulkL 24 § 1 mom. 7 k: x]]",
    "[sanat](https://esimerkki.example)", "\\[sanat](https://esimerkki.example)", "a < b & c > d",
    "- kohta\n- toinen\n  - alakohta", "1. yksi\n2. kaksi", "a) eka\n\nb) toka", "  sisennys",
    "👩‍🚒🇫🇮", "e\u0301a\u0308", "Å\u030a", "\u00a0välit\u00a0",
    "#", "#liitteet_taulukko", "vok_nimi",
    "\ttabulaattori", "a\r\nb", "loppu ", "\u200bnollaleveys", "ﬁ ½ ™", "]]>", "<b>",
    "{nimi}", "%s",
)  # fmt: skip
_LETTERS = st.characters(exclude_categories=["Cs", "Co", "Cn"])
_ADDRESSES = st.sampled_from(
    [
        "https://esimerkki.example/a?b=c&d=%C3%A4",
        "mailto:nimi@esimerkki.example",
        "tel:+358501234567",
    ]
)


@cache
def raw_texts() -> st.SearchStrategy[str]:
    """Texts as they may be typed or pasted, not yet canonical."""
    pieces = st.one_of(st.sampled_from(_ODD), st.text(_LETTERS, max_size=30), st.just("\n"))
    return st.lists(pieces, max_size=4).map("".join)


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts in canonical form."""
    return raw_texts().map(clean)


@cache
def rich_texts() -> st.SearchStrategy[RichText]:
    """Texts with formatting and links, in canonical form."""
    runs = st.builds(
        Run,
        text=raw_texts(),
        bold=st.booleans(),
        italic=st.booleans(),
        underline=st.booleans(),
        strike=st.booleans(),
        link=st.none() | _ADDRESSES,
        script=st.sampled_from([None, *Script]),
    )
    return st.one_of(raw_texts().map(plain), st.lists(runs, max_size=5).map(rich))


@cache
def answers(question: Question) -> st.SearchStrategy[Answer]:
    """An answer to the question. Only free text has formatting."""
    chosen = st.sampled_from(question.choices or ("",))
    words = raw_texts()
    if question.details:
        words = st.tuples(chosen, texts()).map("\n".join)
    elif question.choices:
        words |= st.lists(chosen).map("\n".join)
    words = words.map(clean).map(question.canonical)
    return st.builds(
        Answer,
        text=words.map(plain) if question.exact else rich_texts(),
        publicity=st.none() | st.sampled_from(Publicity),
        bases=st.lists(texts(), max_size=2).map(lambda parts: split_bases(";".join(parts))),
        note=texts(),
    )


@cache
def rows(table: FormTable) -> st.SearchStrategy[tuple[Row, ...]]:
    """Rows that say something, each with some of the table's columns."""
    row = st.fixed_dictionaries({}, optional={c.id: cells(c) for c in table.columns})
    return st.lists(row.map(_said).filter(bool), max_size=3).map(tuple)


@cache
def cells(column: Column) -> st.SearchStrategy[str]:
    """A cell of the column, in canonical form."""
    chosen = st.lists(st.sampled_from(column.choices or ("",))).map("\n".join)
    return (raw_texts() | chosen).map(clean).map(column.canonical)


def _said(row: Mapping[str, str]) -> Row:
    return {key: text for key, text in row.items() if text}


@cache
def plans(form: Form) -> st.SearchStrategy[Plan]:
    """Plans of the form, with some of its answers, fields, tables and log rows."""
    questions, fields = list(form.questions.values()), [f.id for f in form.document_fields]
    given = st.lists(st.sampled_from(questions), max_size=6, unique_by=lambda q: q.id)
    return st.builds(
        Plan,
        form_id=st.just(form.id),
        form_version=st.just(form.version),
        document=st.dictionaries(st.sampled_from(fields), texts(), max_size=4).map(_said),
        answers=given.flatmap(
            lambda chosen: st.fixed_dictionaries({q.id: answers(q) for q in chosen})
        ).map(lambda said: {key: a for key, a in said.items() if a != Answer()}),
        tables=st.fixed_dictionaries({}, optional={k: rows(t) for k, t in form.tables.items()}),
        log=rows(form.log),
    )
