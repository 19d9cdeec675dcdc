"""The common ancestor of a workbook and a source, and the source's changes relative to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from omvgen.confirmation import KEPT
from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.errors import PlanError, ReadError
from omvgen.form.form import Form
from omvgen.merging.model import SourcePlan
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.transfer import LeftOver
from omvgen.sources.reading import Source
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading


def ancestors(reading: Reading, wanted: frozenset[str]) -> dict[str, Plan]:
    """The plans of these fingerprints: the workbook's own, and those that were confirmed.

    Confirmed workbooks are kept beside it, and next year's workbook begins with their
    answers. One that cannot be read is passed over.
    """
    found: dict[str, Plan] = {}
    for plan in _candidates(reading) if wanted else ():
        fingerprint = plan_fingerprint(plan)
        if fingerprint in wanted:
            found.setdefault(fingerprint, plan)
        if found.keys() == wanted:
            break
    return found


def _candidates(reading: Reading) -> Iterator[Plan]:
    yield reading.plan
    folder = reading.path.parent / KEPT
    for file in sorted(folder.glob(f"*{reading.path.suffix}")) if folder.is_dir() else ():
        with suppress(ReadError, PlanError):
            from omvgen.workbook.next_year import carried_over

            kept = read_workbook(file, reading.form)
            yield kept.plan
            yield carried_over(kept).plan


class PlanToMerge(NamedTuple):
    """A source as a plan to merge, and what of it has no place in the plan.

    `missing` are the questions and tables that its document was made with and has no more.
    """

    source: SourcePlan
    left: tuple[LeftOver, ...]
    missing: tuple[str, ...] = ()


def to_merge(source: Source, base: Plan | None, mine: Plan, form: Form) -> PlanToMerge:
    """The source as a plan to merge: what it leaves out is as in the base, or else in `mine`."""
    before = base if base is not None else mine
    plan, left = source.plan, source.left
    missing: tuple[str, ...] = ()
    if source.printed:
        from omvgen.word.own import printed  # what documents need takes long to load
        from omvgen.word.spelling import gathered_texts, in_spelling_of

        shown = printed(before, form)
        own = {_words(piece) for piece in shown.ledger.left}
        left = tuple(piece for piece in left if _words(piece) not in own)
        left += gathered_texts(before, shown.plan, plan, form)
        plan = in_spelling_of(before, shown.plan, plan, source.said, form)
        asked = (*form.questions, *form.tables)
        missing = tuple(id_ for id_ in asked if id_ in shown.said and id_ not in source.said)
    elif source.partial:
        plan = replace(
            plan,
            answers={
                id_: _completed(answer, before.answer(id_)) for id_, answer in plan.answers.items()
            },
        )
    return PlanToMerge(SourcePlan(source.name, plan, source.said), left, missing)


def _words(piece: LeftOver) -> tuple[str, ...]:
    """The words of a piece: programs change the formatting of what they save."""
    return tuple(piece.answer.text.plain.split())


def _completed(answer: Answer, before: Answer) -> Answer:
    """The answer with the parts that it does not state."""
    return replace(
        answer,
        publicity=answer.publicity or before.publicity,
        bases=answer.bases or before.bases,
        note=answer.note or before.note,
    )
