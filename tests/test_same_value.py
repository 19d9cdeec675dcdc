"""Another spelling of one value is no change beyond typography, and needs no row in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers_diff import plan_of, small_form
from hypothesis import given
from hypothesis import strategies as st

from omvgen.checks.changelog import against_previous
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes, Nature
from omvgen.form.form import Column, Form
from omvgen.form.formats import FORMATS
from omvgen.form.item import FormItem
from omvgen.form.kinds import AnswerKind

FORM = small_form()
COLUMN = FORM.tables["laitetaulukko"].columns[0]
DIGITS = st.text("0123456789", min_size=6, max_size=8)


def item(format_: str) -> Column:
    return replace(COLUMN, format=format_)


def spaced(draw: st.DrawFn, text: str) -> str:
    """The text with spaces of any kind between its characters."""
    spaces = st.sampled_from(["", "", " ", "\xa0"])
    return "".join(character + draw(spaces) for character in text).strip()


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str, str]:
    """A format, and two spellings of one value."""
    zeros = st.sampled_from(["", "0", "00"])
    number, decimals = str(draw(st.integers(0, 9999))), draw(st.sampled_from(["", ",5", ",05"]))
    match draw(st.sampled_from(["decimal", "integer", "date", "phone", "version", "postal_code"])):
        case "decimal":
            closing = draw(zeros)
            longer = number + (decimals or ("," if closing else "")) + closing
            return "decimal", number + decimals, draw(zeros) + longer
        case "integer":
            return "integer", number, draw(zeros) + number
        case "date":
            day = draw(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
            short = f"{day.day}.{day.month}.{day.year}"
            return "date", short, f"{day.day:02}.{day.month:02}.{day.year}"
        case "phone":
            digits = "4" + draw(DIGITS)
            other = draw(st.sampled_from([f"0{digits}", f"+358{digits}", f"00358{digits}"]))
            return "phone", f"0{digits}", spaced(draw, other)
        case "version":
            parts = [str(part) for part in draw(st.lists(st.integers(0, 20), min_size=1))]
            return "version", ".".join(parts), ".".join([*parts, *["0"] * draw(st.integers(0, 2))])
        case _:
            code = f"{draw(st.integers(0, 99999)):05}"
            return "postal_code", code, spaced(draw, code)


@given(spellings())
def test_two_spellings_of_a_value_are_the_same(spelled: tuple[str, str, str]) -> None:
    format_, one, other = spelled
    assert item(format_).spelled(one) == item(format_).spelled(other)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 3))
def test_two_numbers_are_never_the_same(one: int, other: int, decimals: int) -> None:
    texts = [f"{n / 10**decimals:.{decimals}f}".replace(".", ",") for n in (one, other)]
    same = len({item("decimal").spelled(text) for text in texts}) == 1
    assert same == (one == other)


@given(st.dates(), st.dates())
def test_two_days_are_never_the_same(one: date, other: date) -> None:
    texts = {item("date").spelled(f"{d.day:02}.{d.month:02}.{d.year:04}") for d in (one, other)}
    assert (len(texts) == 1) == (one == other)


@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=20))
def test_any_text_at_all_has_a_spelling_that_is_its_own(format_: str, text: str) -> None:
    once = item(format_).spelled(text)
    assert item(format_).spelled(text + " ") == once


@pytest.mark.parametrize(
    ("format_", "one", "other"),
    [
        ("version", "1.1", "1.10"),
        ("phone", "040 123 4567", "040 123 4568"),
        ("phone", "+46 40 123 4567", "040 123 4567"),
        ("postal_code", "00520", "520"),
        ("decimal", "2,05", "2,5"),
        ("date", "1.12.2026", "11.2.2026"),
        ("", "007", "7"),
        ("", "1 2", "12"),
        ("", "1.10", "1.1"),
        ("", "15 00", "1500"),
        ("", "040 123 4567", "040 123 4568"),
        ("", "2026-01-30", "2026-01-31"),
        ("", "0 1 2 3 4 5 6", "0 12 3 4 5 7"),
    ],
)
def test_other_values_stay_others(format_: str, one: str, other: str) -> None:
    assert item(format_).spelled(one) != item(format_).spelled(other)


def changed(one: str, other: str, **table: AnswerKind | str | None) -> Changes:
    """The changes between two tables of one row, whose key is the text."""
    form = FORM
    if table:
        column = replace(COLUMN, **table)
        whole = FORM.tables["laitetaulukko"]
        form = _with_columns(form, (column, *whole.columns[1:]))
    plans = [
        replace(plan_of(form), tables={"laitetaulukko": ({"laite": text},)})
        for text in (one, other)
    ]
    return compare_plans(*plans, form)


def _with_columns(form: Form, columns: tuple[Column, ...]) -> Form:
    sections = []
    for section in form.sections:
        questions = []
        for question in section.questions:
            tables = tuple(
                replace(t, columns=columns) if t.id == "laitetaulukko" else t
                for t in question.tables
            )
            questions.append(replace(question, tables=tables))
        sections.append(replace(section, questions=tuple(questions)))
    return replace(form, sections=tuple(sections))


@given(spellings())
def test_a_row_whose_key_is_spelled_otherwise_is_the_same_row(
    spelled: tuple[str, str, str],
) -> None:
    format_, one, other = spelled
    changes = changed(one, other, format=format_)
    rows = [row for table in changes.tables for row in table.rows]
    assert [row.nature for row in rows] == [Nature.TYPOGRAPHY] * (one != other)


def test_a_column_made_numbers_is_no_change() -> None:
    """Excel's *Muunna luvuksi* takes closing zeros away, in columns of text as well."""
    (table,) = changed("2,0", "2").tables
    assert [row.nature for row in table.rows] == [Nature.TYPOGRAPHY]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("paiva", "01.01.2026", "1.1.2026"),
        ("nimi", "2,0", "2"),
        ("nimi", "01.01.2026", "1.1.2026"),
        ("nimi", "2026-01-30", "30.1.2026"),
        ("nimi", "1 500", "1500"),
        ("nimi", "12 500,50", "12500,5"),
        ("nimi", "040 123 4567", "0401234567"),
        ("nimi", "040-1234567", "+358 40 123 4567"),
        ("kuvaus", "Voimassa 01.02.2026 alkaen.", "Voimassa 1.2.2026 alkaen."),
        ("kuvaus", "ja niin edelleen...", "ja niin edelleen…"),
    ],
)
def test_another_spelling_of_an_answer_needs_no_row_in_the_log(
    question: str, one: str, other: str
) -> None:
    old, new = (plan_of(FORM, **{question: text}) for text in (one, other))
    changes = compare_plans(old, new, FORM)
    assert [change.nature for change in changes.changes] == [Nature.TYPOGRAPHY]
    named = changes.changed_questions(FORM)
    assert not list(against_previous("1.0", new, FORM, named, changes.new_log_rows))


def test_every_item_has_one_rule() -> None:
    """A question without a format is compared as a column without one."""
    question: FormItem = FORM.questions["nimi"]
    assert question.spelled("2,0") == item("").spelled("2,0") == "2"
