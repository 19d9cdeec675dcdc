"""`omvgen merge --each`: a new common part into many units' workbooks, one after another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from omvgen import pipeline
from omvgen.cli.common import load_form_option, put, say_written, show_refusal
from omvgen.cli.each import for_each, names_of
from omvgen.errors import OmvgenError
from omvgen.locale import ntr, tr

if TYPE_CHECKING:
    from omvgen.sources.common_part import UpdatedUnit


class Common(NamedTuple):
    """What all units are updated by: the common part as it is and as it was, and the options.

    `output` is that of a single unit.
    """

    new: Path
    old: Path
    form_file: Path | None
    ending: str
    force: bool
    as_data: bool
    output: Path | None = None


class Outcome(NamedTuple):
    """The exit code of one unit, its ledger as data, and whether it kept answers of its own."""

    code: int
    data: dict[str, Any]
    own: bool = False


def merge_each(units: Sequence[Path], common: Common) -> int:
    """Updates the units and returns the exit code. One that fails never stops the others."""
    for part in (common.old, common.new):  # one that cannot be read fails before the first unit
        pipeline.read(part, load_form_option(common.form_file))
    names = names_of(units)
    outcomes = [
        outcome or Outcome(2, {"file": names[unit], "problem": tr("Ohjelmassa on virhe.")})
        for unit, outcome in zip(units, for_each(units, partial(_updated, common)), strict=True)
    ]
    if common.as_data:
        data = [
            outcome.data | {"file": names[unit]}
            for unit, outcome in zip(units, outcomes, strict=True)
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif len(outcomes) > 1:
        click.echo("\n" + _summary(outcomes))
    return max(outcome.code for outcome in outcomes)


def _updated(common: Common, unit: Path) -> Outcome:
    """Updates one unit and prints what became of each change."""
    from omvgen.sources.common_part import updated_unit

    stem = unit.stem.removesuffix(common.ending)
    output = common.output or unit.with_name(f"{stem}{common.ending}.xlsx")
    try:
        reading = pipeline.read(unit, load_form_option(common.form_file))
        updated = updated_unit(reading, common.new, common.old)
        put(updated.data, output, force=common.force)
    except OmvgenError as error:
        show_refusal(error.finding)
        return Outcome(2, {"file": str(unit), "problem": error.finding.message})
    code = 1 if updated.conflicts or updated.ledger.left else 0
    if not common.as_data:
        click.echo(f"{unit}: {_words(updated)}", err=str(output) == "-")
        say_written(output)
    return Outcome(code, _as_data(updated, str(output)), bool(updated.own))


def _words(updated: UpdatedUnit) -> str:
    from omvgen.sources.common_part import own_words

    marks = Counter(updated.marks.values())
    counts = ", ".join(f"{tr(mark.value)} {number}" for mark, number in sorted(marks.items()))
    brought = len(updated.ledger.placed)
    words = ntr("tuotu {n} muutos", "tuotu {n} muutosta", brought) + f" ({counts})."
    return f"{words} {own_words(updated.own)}" if updated.own else words


def _as_data(updated: UpdatedUnit, output: str) -> dict[str, Any]:
    from omvgen.plan.transfer_as_json import ledger_to_json

    ledger = ledger_to_json(updated.ledger, "", output)
    return ledger | {
        "own": [wording.id for wording in updated.own],
        "marks": {id_: mark.value for id_, mark in updated.marks.items()},
    }


def _summary(outcomes: Sequence[Outcome]) -> str:
    """How many units there were, and how many of them need a look."""
    codes = [outcome.code for outcome in outcomes]
    parts = [
        tr("{n} ajan tasalla", n=codes.count(0)),
        tr("{n} tarkistettavaa", n=codes.count(1)),
    ]
    if own := sum(outcome.own for outcome in outcomes):
        parts.append(tr("omia vastauksia {n}", n=own))
    if failed := codes.count(2):
        parts.append(tr("{n} jäi tekemättä", n=failed))
    return ntr("{n} yksikkö", "{n} yksikköä", len(codes)) + ": " + ", ".join(parts) + "."
