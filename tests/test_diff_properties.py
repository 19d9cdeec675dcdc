"""What holds for any two plans: the change set is complete, and says nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from helpers_diff import RICH, TEXTS, apply, edited, new_of, old_of, plans, small_form
from hypothesis import given
from hypothesis import strategies as st

from omvgen.diff.compare import compare_plans
from omvgen.diff.matching import gaps_between, longest_increasing, matches
from omvgen.diff.model import SegmentKind
from omvgen.diff.publicity import answer_is_secret
from omvgen.diff.words import text_segments, word_segments
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer
from omvgen.plan.text import plain

FORM = small_form()
PLANS = plans(FORM)


@given(PLANS, PLANS)
def test_the_changes_applied_to_the_old_plan_give_the_new_one(old, new) -> None:
    assert apply(compare_plans(old, new, FORM), old) == new


@given(PLANS)
def test_equal_plans_have_no_changes(plan) -> None:
    changes = compare_plans(plan, replace(plan), FORM)
    assert changes.identical
    assert not any((changes.changes, changes.tables, changes.fields, changes.log, changes.form))
    assert not changes.publicity


@given(PLANS, PLANS)
def test_plans_are_identical_only_when_equal(old, new) -> None:
    assert compare_plans(old, new, FORM).identical == (old == new)


@given(PLANS, PLANS)
def test_no_change_is_reported_twice(old, new) -> None:
    changes = compare_plans(old, new, FORM)
    said = [("answer", c.question) for c in changes.changes]
    said += [("publicity", c.question) for c in changes.publicity]
    said += [("field", c.field) for c in changes.fields]
    said += [("table", t.table) for t in changes.tables]
    for name, rows in [("log", changes.log), *((t.table, t.rows) for t in changes.tables)]:
        said += [("old row", name, row.old_place) for row in rows if row.old is not None]
        said += [("new row", name, row.new_place) for row in rows if row.new is not None]
    assert max(Counter(said).values(), default=1) == 1


@given(PLANS, PLANS)
def test_every_question_is_either_changed_or_counted_as_unchanged(old, new) -> None:
    changes = compare_plans(old, new, FORM)
    questions = {*FORM.questions, *old.answers, *new.answers}
    assert len(changes.changes) + changes.unchanged == len(questions)


@given(RICH, RICH)
def test_the_segments_of_any_two_texts_make_both_texts(old, new) -> None:
    segments = text_segments(old, new)
    assert old_of(segments) == old.plain
    assert new_of(segments) == new.plain


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), edited(text))))
def test_the_segments_of_an_edited_text_make_both_texts(pair) -> None:
    old, new = pair
    for segments in (text_segments(plain(old), plain(new)), word_segments(old, new)):
        assert (old_of(segments), new_of(segments)) == (old, new)
        neighbours = [s.kind for s in segments]
        assert (SegmentKind.INSERT, SegmentKind.DELETE) not in list(pairwise(neighbours))
        assert all(a != b for a, b in pairwise(neighbours))


@given(st.lists(st.integers(0, 9), max_size=80), st.lists(st.integers(0, 9), max_size=80))
def test_matches_are_equal_items_in_order_and_gaps_are_all_the_rest(old, new) -> None:
    pairs = matches(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    gaps = list(gaps_between(pairs, len(old), len(new)))
    assert sum(len(old[gap]) for gap, _ in gaps) == len(old) - len(pairs)
    assert sum(len(new[gap]) for _, gap in gaps) == len(new) - len(pairs)


@given(st.lists(st.integers(), unique=True, max_size=9))
def test_the_longest_increasing_part_is_increasing_and_longest(values) -> None:
    places = longest_increasing(values)
    chosen = [values[place] for place in places]
    assert chosen == sorted(chosen)
    best = [1] * len(values)
    for here in range(len(values)):
        best[here] += max((best[b] for b in range(here) if values[b] < values[here]), default=0)
    assert len(chosen) == max(best, default=0)


@given(TEXTS, st.sampled_from(["uusi", "2026", "ja –", "*"]))
def test_words_put_into_a_secret_passage_make_the_change_secret(text, words) -> None:
    old = plain(f"{text}\n\n[[salaista tietoa]] loppu")
    new = plain(f"{text}\n\n[[salaista {words} tietoa]] loppu")
    sides = (Answer(old, Publicity.PARTLY), Answer(new, Publicity.PARTLY))
    assert answer_is_secret(*sides, text_segments(old, new))
