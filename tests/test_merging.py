"""Merging plans: the laws that hold for all of them, and what each case gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies import rows

from omvgen.form.form import FormTable
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.form.spelling import folded
from omvgen.merging.choices import with_choices
from omvgen.merging.merge import merge
from omvgen.merging.model import Merged, SourcePlan
from omvgen.plan.conflicts import Choice, row_of, row_text
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import Run, clean, plain, rich

FORM = load_form()
QUESTION = next(q for q in FORM.questions.values() if q.kind == "long" and not q.tables)
TABLE = next(t for t in FORM.tables.values() if t.key_columns)


def answered(text: str, **parts: object) -> Plan:
    answer = Answer(plain(text), **parts)  # type: ignore[arg-type]
    return Plan(FORM.id, FORM.version, answers={QUESTION.id: answer} if text or parts else {})


def with_table(*table_rows: Row) -> Plan:
    return Plan(FORM.id, FORM.version, tables={TABLE.id: table_rows})


def merged(base: Plan | None, mine: Plan, *others: Plan) -> Merged:
    named = [SourcePlan(f"kopio{n}.xlsx", other) for n, other in enumerate(others, start=1)]
    return merge(base, mine, named, FORM)


def text_of(result: Merged) -> str:
    return result.plan.text(QUESTION.id)


# ---- laws --------------------------------------------------------------------------------

# A failing plan is shown as it was found: making it smaller merges thousands of others.
law = settings(phases=[phase for phase in Phase if phase is not Phase.shrink])


CHOICE = next(q for q in FORM.questions.values() if q.choices)
_WORDS = st.sampled_from(["Eka.", "Toka.", "Kolmas – osa.", "Kolmas - osa.", "", "- kohta", "2,0"])
_TEXTS = st.lists(_WORDS, max_size=5).map("\n".join)
_RICH = st.lists(st.builds(Run, _TEXTS, bold=st.booleans()), max_size=2).map(rich)
_FREE = st.builds(
    Answer,
    _RICH,
    st.sampled_from([None, *Publicity]),
    st.sampled_from([(), ("a",)]),
    _TEXTS.map(clean),
)
_CHOSEN = st.sampled_from(["", *CHOICE.choices, "Muu."]).map(lambda text: Answer(plain(text)))
_CELLS = st.sampled_from(["", "1", "2,0", "2", "Eka.\nToka."])


def _rows(table: FormTable) -> st.SearchStrategy[tuple[Row, ...]]:
    cells = st.fixed_dictionaries({column.id: _CELLS for column in table.columns[:3]})
    said = cells.map(lambda row: {key: text for key, text in row.items() if text})
    return st.lists(said.filter(bool), max_size=4).map(tuple)


_PLANS = st.builds(
    lambda free, chosen, title, table, log: Plan(
        FORM.id,
        FORM.version,
        document={"title": title} if title else {},
        answers={
            key: answer
            for key, answer in ((QUESTION.id, free), (CHOICE.id, chosen))
            if answer != Answer()
        },
        tables={TABLE.id: table},
        log=log,
    ),
    _FREE, _CHOSEN, _CELLS, _rows(TABLE), _rows(FORM.log),
)  # fmt: skip


def revisions(count: int) -> st.SearchStrategy[list[Plan]]:
    """A plan and others that may have come of it."""
    return st.lists(_PLANS, min_size=count + 1, max_size=count + 1)


@law
@given(revisions(1))
def test_merging_what_has_not_changed_changes_nothing(pair: list[Plan]) -> None:
    base, mine = pair
    result = merged(base, mine, base)
    assert result.plan == mine
    assert not result.conflicts


@law
@given(revisions(1), st.booleans())
def test_merging_a_plan_with_itself_is_the_plan(pair: list[Plan], based: bool) -> None:
    base, mine = pair
    result = merged(base if based else None, mine, mine, mine)
    assert result.plan == mine
    assert not result.conflicts


@law
@given(revisions(1))
def test_what_one_side_alone_changed_is_there(pair: list[Plan]) -> None:
    base, theirs = pair
    result = merged(base, base, theirs)
    assert not result.conflicts
    assert _substance(result.plan) == _substance(theirs)
    # Only the workbook's own side may remove rows of the log.
    assert set(_rows_of(theirs.log)) <= set(_rows_of(result.plan.log))


def _substance(plan: Plan) -> list[object]:
    """The plan without its log, the order of rows, and what is only another spelling."""
    parts = [
        repr(sorted(p.items(), key=repr)).replace("2,0", "2") for p in (plan.answers, plan.document)
    ]
    return [*parts, *(sorted(_rows_of(each)) for each in plan.tables.values())]


def _rows_of(table_rows: tuple[Row, ...]) -> list[str]:
    return [repr(sorted(row.items())).replace("2,0", "2") for row in table_rows]


@law
@given(revisions(3), st.booleans())
def test_the_order_of_sources_does_not_matter(sides: list[Plan], based: bool) -> None:
    base, mine, one, other = sides
    names = [SourcePlan("a", one), SourcePlan("b", other)]
    before = base if based else None
    there, back = merge(before, mine, names, FORM), merge(before, mine, names[::-1], FORM)
    assert there.plan == back.plan
    assert there.conflicts == back.conflicts


@law
@given(revisions(3), st.booleans())
def test_no_text_of_a_side_is_lost(sides: list[Plan], based: bool) -> None:
    base, mine, one, other = sides
    before = base if based else Plan(FORM.id, FORM.version)
    result = merged(base if based else None, mine, one, other)
    kept = {_folded(text) for text in _kept_texts(result)}
    known = {_folded(text) for text in _texts(before)}
    for side in (mine, one, other):
        for text in _texts(side):
            words = _folded(text)
            assert words in known or any(words in each for each in kept), words


def _folded(text: str) -> str:
    """The text without typography and spellings of numbers, which are no change."""
    return folded(text).replace("2,0", "2")


def _texts(plan: Plan) -> Iterator[str]:
    """Each field, line of an answer, note and cell."""
    yield from plan.document.values()
    for answer in plan.answers.values():
        yield from answer.text.plain.split("\n")
        yield from answer.note.split("\n")
        yield from answer.bases
    for each in (*plan.tables.values(), plan.log):
        for row in each:
            yield from row.values()


def _kept_texts(result: Merged) -> Iterator[str]:
    yield from _texts(result.plan)
    for conflict in result.conflicts:
        for side in conflict.sides:
            yield side.text.plain


# ---- answers -----------------------------------------------------------------------------

BASE = "Eka kappale.\nToka kappale.\nKolmas kappale."


def test_neighbouring_paragraphs_changed_on_two_sides_are_both_taken() -> None:
    mine, theirs = BASE.replace("Eka", "Ensimmäinen"), BASE.replace("Toka", "Toinen")
    result = merged(answered(BASE), answered(mine), answered(theirs))
    assert text_of(result) == "Ensimmäinen kappale.\nToinen kappale.\nKolmas kappale."
    assert not result.conflicts


def test_one_paragraph_changed_by_both_is_a_conflict_and_the_rest_is_taken() -> None:
    mine = BASE.replace("Toka", "Minun") + "\nLisä."
    theirs = BASE.replace("Toka", "Heidän").replace("Eka", "Uusi")
    result = merged(answered(BASE), answered(mine), answered(theirs))
    assert text_of(result) == "Uusi kappale.\nToka kappale.\nKolmas kappale.\nLisä."
    (conflict,) = result.conflicts
    assert [side.name for side in conflict.sides] == ["", "kopio1.xlsx"]
    assert conflict.sides[0].text.plain == "Uusi kappale.\nMinun kappale.\nKolmas kappale.\nLisä."
    assert conflict.sides[1].text.plain == "Uusi kappale.\nHeidän kappale.\nKolmas kappale.\nLisä."


def test_typography_yields_to_words() -> None:
    base = 'Ohje on "tässä" - katso.'
    result = merged(
        answered(base), answered("Ohje on ”tässä” – katso."), answered(base + " Ja tuolla.")
    )
    assert text_of(result) == base + " Ja tuolla."
    assert not result.conflicts


def test_formatting_is_kept_and_merged() -> None:
    base = answered("Yksi.\nKaksi.")
    bold = rich([Run("Yksi.", bold=True), Run("\nKaksi.")])
    mine = replace(base, answers={QUESTION.id: Answer(bold)})
    result = merged(base, mine, answered("Yksi.\nKaksi ja puoli."))
    expected = rich([Run("Yksi.", bold=True), Run("\nKaksi ja puoli.")])
    assert result.plan.answer(QUESTION.id).text == expected


def test_without_a_base_what_one_side_has_is_taken_and_what_differs_is_a_conflict() -> None:
    hidden = answered("Teksti.", publicity=Publicity.SECRET)
    assert merged(None, answered("", publicity=Publicity.PUBLIC), hidden).plan == hidden
    result = merged(None, answered("Oma."), answered("Heidän."), answered("Heidän."))
    assert text_of(result) == "Oma."
    (conflict,) = result.conflicts
    assert [side.name for side in conflict.sides] == ["", "kopio1.xlsx, kopio2.xlsx"]


def test_what_a_source_does_not_speak_of_is_unchanged() -> None:
    base = answered("Teksti.")
    silent = SourcePlan("osa.docx", answered(""), frozenset({"muu"}))
    assert merge(base, base, [silent], FORM).plan == base
    speaking = replace(silent, said=frozenset({QUESTION.id}))
    assert not merge(base, base, [speaking], FORM).plan.text(QUESTION.id)


# ---- rows --------------------------------------------------------------------------------

KEY, OTHER = TABLE.key_columns[0].id, next(c.id for c in TABLE.columns if not c.key)
THIRD = [c.id for c in TABLE.columns if not c.key][1]


def row(key: str, other: str, third: str = "") -> Row:
    return {k: v for k, v in {KEY: key, OTHER: other, THIRD: third}.items() if v}


def test_rows_are_matched_by_key_and_merged_by_cell() -> None:
    base = with_table(row("A", "1"), row("B", "2"))
    mine = with_table(row("B", "2"), row("A", "uusi"), row("C", "3"))
    theirs = with_table(row("A", "1", "lisä"), row("B", "2"), row("D", "4"))
    result = merged(base, mine, theirs)
    assert not result.conflicts
    assert result.plan.rows(TABLE.id) == (
        row("B", "2"), row("D", "4"), row("A", "uusi", "lisä"), row("C", "3")
    )  # fmt: skip


def test_a_row_removed_on_one_side_and_changed_on_the_other_is_a_conflict() -> None:
    base = with_table(row("A", "1"), row("B", "2"))
    result = merged(base, with_table(row("B", "2")), with_table(row("A", "9"), row("B", "2")))
    assert set(map(repr, result.plan.rows(TABLE.id))) == set(map(repr, base.rows(TABLE.id)))
    (conflict,) = result.conflicts
    assert {side.text.plain for side in conflict.sides} == {"", row_text(row("A", "9"), TABLE)}


def test_rows_of_the_log_are_never_lost() -> None:
    def logged(*texts: str) -> Plan:
        entries = tuple({"date": "1.2.2026", "change": text} for text in texts)
        return Plan(FORM.id, FORM.version, log=entries)

    result = merged(logged("a"), logged("a", "b"), logged("c"))
    assert [entry["change"] for entry in result.plan.log].count("b") == 1
    assert {entry["change"] for entry in result.plan.log} >= {"b", "c"}
    assert not result.conflicts


@given(rows(TABLE))
def test_a_row_reads_back_from_its_text(table_rows: tuple[Row, ...]) -> None:
    for each in table_rows:
        if not any(text.startswith(("\n", " ")) for text in each.values()):
            assert row_of(plain(row_text(each, TABLE)).plain, TABLE) == each


# ---- choices -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([0], "Eka kappale.\nMinun.\nKolmas kappale."),
        ([1], "Eka kappale.\nHeidän.\nKolmas kappale."),
        ([0, 1], "Eka kappale.\nMinun.\nHeidän.\nKolmas kappale."),
    ],
)
def test_a_choice_puts_the_text_in_its_place(chosen: list[int], expected: str) -> None:
    mine, theirs = (BASE.replace("Toka kappale.", text) for text in ("Minun.", "Heidän."))
    result = merged(answered(BASE), answered(mine), answered(theirs))
    (conflict,) = result.conflicts
    texts = tuple(conflict.sides[n].text for n in chosen)
    decided = with_choices(result.plan, [Choice(conflict, texts)], FORM)
    assert decided.plan.text(QUESTION.id) == expected
    assert not decided.open


def test_what_was_edited_since_the_conflict_is_merged_with_the_choice() -> None:
    result = merged(answered(BASE), answered(BASE + "\nMinun."), answered(BASE + "\nHeidän."))
    (conflict,) = result.conflicts
    edited = answered(BASE.replace("Eka", "Korjattu"))
    decided = with_choices(edited, [Choice(conflict, (conflict.sides[0].text,))], FORM)
    assert decided.plan.text(QUESTION.id) == BASE.replace("Eka", "Korjattu") + "\nMinun."
