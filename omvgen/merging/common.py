"""A part that units share: which answers are the common ones, and a new common part in a unit.

One provider has many units. Each unit's workbook takes answers from a common one, adds its
own paragraphs to some of them and writes others itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.locale import mark
from omvgen.merging.places import with_rows
from omvgen.merging.rows import merge_rows
from omvgen.plan.conflicts import Line, join_lines, split_lines
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText
from omvgen.plan.transfer import Ledger, Placed, wording_of
from omvgen.plan.wording import Wording

FIELD = "common_part"
"""The field of the document's data in which a unit names the workbook of its common part."""


class Mark(StrEnum):
    """How a unit's answer stands to the common one."""

    COMMON = mark("yhteinen")
    EXTENDED = mark("täydennetty")
    OWN = mark("oma")


@dataclass(frozen=True)
class Update:
    """A unit's plan with the new common part.

    `ledger` has what was brought, `marks` the mark of each answer that the common part
    answers, as it is after the update. `own` are the questions and tables to which a change
    was not brought, because the unit wrote its own.
    """

    plan: Plan
    ledger: Ledger
    marks: Mapping[str, Mark]
    own: tuple[Wording, ...]


def takes_common_part(unit: Plan, *files: Path) -> bool:
    """Whether the unit's data name one of the files, or its name without the ending, as its
    common part."""
    named = unit.field(FIELD).casefold()
    return bool(named) and named in {n.casefold() for f in files for n in (f.name, f.stem)}


def mark_of(answer: RichText, common: RichText) -> Mark:
    """The mark of a unit's answer: equal, with the whole common text as a run of its lines, or
    otherwise. An empty answer is its own."""
    if answer == common:
        return Mark.COMMON
    return Mark.OWN if _around(answer, common) is None else Mark.EXTENDED


def marks(unit: Plan, common: Plan) -> dict[str, Mark]:
    """The mark of each question that the common part answers."""
    return {
        id_: mark_of(unit.answer(id_).text, answer.text)
        for id_, answer in common.answers.items()
        if answer.text
    }


def updated(unit: Plan, old: Plan, new: Plan, source: str, form: Form) -> Update:
    """The unit's plan with what changed from the old common part to the new one.

    `source` is the new one's name. Answers and tables are common; the document's data, notes
    and the change log are the unit's. An answer that is empty in the unit is no answer of its
    own: it is filled.
    """
    answers, placed, own, same = dict(unit.answers), list[Placed](), list[Wording](), 0
    for id_ in dict.fromkeys((*old.answers, *new.answers)):
        before, after, here = old.answer(id_), new.answer(id_), unit.answer(id_)
        if replace(before, note=after.note) == after:
            continue
        brought = _brought(here, before, after)
        if brought is None:
            own.append(wording_of(form, id_))
        elif brought == here:
            same += 1
        else:
            answers[id_] = brought
            placed.append(Placed(wording_of(form, id_), source, after.text.plain))
    plan = replace(unit, answers={id_: a for id_, a in answers.items() if a != Answer()})
    for id_ in dict.fromkeys((*old.tables, *new.tables)):
        if old.rows(id_) != new.rows(id_):
            merged = merge_rows(
                form.tables.get(id_), old.rows(id_), [unit.rows(id_), new.rows(id_)]
            )
            rows = [row.sides[0] if row.alternatives else row.value for row in merged]
            kept = tuple(row for row in rows if row is not None)
            own += [wording_of(form, id_)] if any(row.alternatives for row in merged) else []
            if kept == unit.rows(id_):
                continue
            plan = with_rows(plan, {Place("table", id_): kept})
            placed.append(Placed(wording_of(form, id_), source, ""))
    return Update(plan, Ledger(tuple(placed), same, (), ()), marks(plan, new), tuple(own))


def _brought(here: Answer, before: Answer, after: Answer) -> Answer | None:
    """The unit's answer with the change; None where it is the unit's own.

    Publicity and bases go with the text that they are of: a unit that decided them otherwise
    keeps its decision, and is named.
    """
    text = _brought_text(here.text, before.text, after.text)
    if text is None:
        return None
    marked, was, becomes = ((answer.publicity, answer.bases) for answer in (here, before, after))
    if becomes in (was, marked):
        return replace(here, text=text)
    if marked == was or not here.text:
        return replace(here, text=text, publicity=after.publicity, bases=after.bases)
    return None


def _brought_text(here: RichText, before: RichText, after: RichText) -> RichText | None:
    if after in (before, here):
        return here
    if here in (before, RichText()):
        return after
    around = _around(here, before)
    if around is not None:
        above, below = around
        return join_lines((*above, *split_lines(after), *below))
    return here if _around(here, after) is not None else None


def _around(answer: RichText, common: RichText) -> tuple[list[Line], list[Line]] | None:
    """The lines above and below the common text in the answer; None where it is not in it."""
    lines, part = split_lines(answer), split_lines(common)
    for start in range(len(lines) - len(part) + 1) if part else ():
        if lines[start : start + len(part)] == part:
            return lines[:start], lines[start + len(part) :]
    return None
