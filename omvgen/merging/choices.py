"""Takes over what a person chose on the sheet of conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.merging.places import (
    merge_at,
    rows_at,
    table_at,
    value_at,
    with_rows,
    with_values,
)
from omvgen.merging.values import both
from omvgen.plan.conflicts import Choice, OpenConflict, Side, row_of, row_text
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Placed, wording_of

_PUBLICITIES = {publicity.value for publicity in Publicity}


class Decided(NamedTuple):
    """The plan with the chosen texts, those texts, and the conflicts that are still open."""

    plan: Plan
    placed: tuple[Placed, ...]
    open: tuple[OpenConflict, ...]


def with_choices(plan: Plan, choices: Sequence[Choice], form: Form) -> Decided:
    """The plan with each chosen text in its place.

    Where the place has been edited since the conflict arose, the chosen text is merged with
    what stands there now; what then conflicts stays open.
    """
    still_open: list[OpenConflict] = []
    placed: list[Placed] = []
    for choice in choices:
        left: Sequence[OpenConflict] = [choice.conflict]
        if choice.texts and choice.conflict.place.kind in {"table", "log"}:
            plan, left = _with_rows_chosen(plan, choice, form)
        elif choice.texts:
            plan, left = _with_text_chosen(plan, choice, form)
        still_open += left
        if not left:
            text = "\n".join(text.plain for text in choice.texts)
            placed.append(Placed(wording_of(form, choice.conflict.place.id), choice.words, text))
    return Decided(plan, tuple(placed), tuple(still_open))


def _with_text_chosen(
    plan: Plan, choice: Choice, form: Form
) -> tuple[Plan, Sequence[OpenConflict]]:
    conflict = choice.conflict
    place, chosen = conflict.place, reduce(both, choice.texts)
    if place.part == "publicity" and chosen and chosen.plain not in _PUBLICITIES:
        return plan, [conflict]
    current = value_at(plan, place)
    merged = merge_at(place, form, conflict.kept, [current, chosen])
    plan = with_values(plan, {place: merged.value})
    if not merged.alternatives:
        return plan, []
    sides = (Side("", current), Side(choice.words, chosen))
    return plan, [OpenConflict(place, merged.value, sides)]


def _with_rows_chosen(
    plan: Plan, choice: Choice, form: Form
) -> tuple[Plan, Sequence[OpenConflict]]:
    """The row that reads as it did when the conflict arose gives way to the chosen ones."""
    conflict = choice.conflict
    place, table = conflict.place, table_at(conflict.place, form)
    rows = list(rows_at(plan, place))
    texts = [row_text(row, table) for row in rows]
    if conflict.kept and conflict.kept.plain not in texts:
        return plan, [conflict]
    start = texts.index(conflict.kept.plain) if conflict.kept else len(rows)
    chosen = [row_of(text.plain, table) for text in choice.texts if text]
    rows[start : start + bool(conflict.kept)] = chosen
    return with_rows(plan, {place: tuple(rows)}), []
