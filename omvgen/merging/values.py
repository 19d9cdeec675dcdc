"""Merges one value: a text by its paragraphs, choices as a set, any other value as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from omvgen.diff.matching import gaps_between, matches
from omvgen.form.item import FormItem, named_choices
from omvgen.form.kinds import Comparison
from omvgen.form.spelling import folded
from omvgen.merging.lines import merged_chunks
from omvgen.plan.conflicts import Line, join_lines, split_lines
from omvgen.plan.text import RichText, Run, plain

Value = TypeVar("Value")


@dataclass(frozen=True)
class MergedValue(Generic[Value]):
    """The merged value; in a conflict the base's, and the `alternatives` by the side's number.

    Side 0 is the workbook's own. An alternative has all changes that do not conflict.
    """

    value: Value
    alternatives: Mapping[int, Value]


def merge_value(
    base: Value,
    sides: Sequence[Value],
    same: Callable[[Value, Value], bool] = lambda a, b: a == b,
) -> MergedValue[Value]:
    """The value that the sides changed from the base, as a whole."""
    changed = {n: value for n, value in enumerate(sides) if not same(value, base)}
    if not changed:
        return MergedValue(sides[0], {})
    first = changed[0] if 0 in changed else min(changed.values(), key=repr)
    if all(same(value, first) for value in changed.values()):
        return MergedValue(first, {})
    return MergedValue(base, changed)


def merge_text(
    item: FormItem | None, base: RichText, sides: Sequence[RichText]
) -> MergedValue[RichText]:
    """The text of an answer. `item` is None for a question that the form does not have."""
    if all(side == sides[0] for side in sides):
        return MergedValue(sides[0], {})
    if is_prose(item):
        return _merge_paragraphs(base, sides)
    if item is not None and item.takes_several and all(map(_is_plain, sides)):
        return MergedValue(plain(_merge_choices(item, base, sides)), {})
    return merge_value(base, sides, lambda a, b: same_text(item, a, b))


def is_prose(item: FormItem | None) -> bool:
    """Whether the answer is text to read, merged by paragraph."""
    return item is None or item.compared is Comparison.WORDING


def same_text(item: FormItem | None, one: RichText, other: RichText) -> bool:
    """Whether the texts differ in typography or spelling alone."""
    if one == other:
        return True
    if item is not None and not is_prose(item):
        return item.spelled(one.plain) == item.spelled(other.plain)
    return _same_lines(split_lines(one), split_lines(other))


def both(one: RichText, other: RichText) -> RichText:
    """All paragraphs of both texts, common ones once."""
    here, there = split_lines(one), split_lines(other)
    pairs = matches(here, there)
    common = [*(here[i : i + 1] for i, _ in pairs), []]
    lines: list[Line] = []
    for (gone, come), shared in zip(
        gaps_between(pairs, len(here), len(there)), common, strict=True
    ):
        lines += (*here[gone], *there[come], *shared)
    return join_lines(lines)


def _merge_paragraphs(base: RichText, sides: Sequence[RichText]) -> MergedValue[RichText]:
    chunks = merged_chunks(split_lines(base), [split_lines(side) for side in sides], _same_lines)
    value = join_lines(line for chunk in chunks for line in chunk.lines)
    alternatives = {}
    for number in sorted({n for chunk in chunks for n in chunk.versions}):
        lines: list[Line] = []
        for chunk in chunks:
            if number in chunk.versions or not chunk.versions:
                lines += chunk.versions.get(number, chunk.lines)
            else:  # a conflict of others: all their texts, so that none is lost by choosing
                for version in dict.fromkeys(chunk.versions.values()):
                    lines += version
        alternatives[number] = join_lines(lines)
    return MergedValue(value, alternatives)


def _same_lines(one: Sequence[Line], other: Sequence[Line]) -> bool:
    return one == other or _substance(one) == _substance(other)


def _substance(lines: Sequence[Line]) -> list[tuple[object, ...]]:
    """What the lines say, without typography; empty lines say nothing."""
    return [tuple((folded(run.text), run.format) for run in line) for line in lines if line]


def _merge_choices(item: FormItem, base: RichText, sides: Sequence[RichText]) -> str:
    """The choices that a side added, and those of the base that none took away."""
    before = set(named_choices(base.plain))
    chosen = [set(named_choices(side.plain)) for side in sides]
    kept = before.intersection(*chosen) | set().union(*(side - before for side in chosen))
    every = dict.fromkeys(c for text in (base, *sides) for c in named_choices(text.plain))
    return item.canonical("\n".join(choice for choice in every if choice in kept))


def _is_plain(text: RichText) -> bool:
    return all(run == Run(run.text) for run in text.runs)
