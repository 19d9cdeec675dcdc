"""`omvgen merge --each`: a new common part into many units' workbooks, one after another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from omvgen import pipeline
from omvgen.cli.common import load_form_option, put, say_written, show_refusal
from omvgen.cli.each import for_each, names_of
from omvgen.errors import OmvgenError
from omvgen.locale import ntr, tr

if TYPE_CHECKING:
    from omvgen.sources.common_part import CommonPart, UpdatedUnit


ENDING = "-yhdistetty"


class Common(NamedTuple):
    """What all units are updated by: the common part as it is and as it was, and the options.

    `output` is that of a single unit.
    """

    new: Path
    old: Path
    form_file: Path | None
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
    _common_part(common.new, common.old, common.form_file)  # fails before the first unit
    units = [u for u in units if not any(u.samefile(f) for f in (common.new, common.old))]
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
        whole = {"units": data, "summary": _counts(outcomes)}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif len(outcomes) > 1:
        click.echo("\n" + _summary(outcomes))
    return max((outcome.code for outcome in outcomes), default=0)


@cache
def _common_part(new: Path, old: Path, form_file: Path | None) -> CommonPart:
    """The common part, read once in each process."""
    from omvgen.sources.common_part import load_common_part

    return load_common_part(new, old, load_form_option(form_file))


def result_of(workbook: Path) -> Path:
    """`NAME-yhdistetty.xlsx` beside the workbook; of such a one `NAME-yhdistetty-2.xlsx`."""
    stem, ending, number = workbook.stem.rpartition(ENDING)
    if not ending or not (number or "-1").removeprefix("-").isdecimal():
        return workbook.with_name(f"{workbook.stem}{ENDING}.xlsx")
    return workbook.with_name(f"{stem}{ENDING}-{int(number[1:] or 1) + 1}.xlsx")


def _updated(common: Common, unit: Path) -> Outcome:
    """Updates one unit and prints what became of each change."""
    from omvgen.sources.common_part import update_common_part

    output = common.output or result_of(unit)
    try:
        reading = pipeline.read(unit, load_form_option(common.form_file))
        part = _common_part(common.new, common.old, common.form_file)
        updated = update_common_part(reading, part)
        put(updated.data, output, force=common.force)
    except OmvgenError as error:
        show_refusal(error.finding)
        return Outcome(2, {"file": str(unit), "problem": error.finding.message})
    code = 0 if updated.complete else 1
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


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many units there were, and how many of them need a look."""
    codes = [outcome.code for outcome in outcomes]
    return {
        "units": len(codes),
        "up_to_date": codes.count(0),
        "to_check": codes.count(1),
        "with_own_answers": sum(outcome.own for outcome in outcomes),
        "failed": codes.count(2),
    }


def _summary(outcomes: Sequence[Outcome]) -> str:
    counts = _counts(outcomes)
    parts = [
        tr("{n} ajan tasalla", n=counts["up_to_date"]),
        tr("{n} tarkistettavaa", n=counts["to_check"]),
    ]
    if own := counts["with_own_answers"]:
        parts.append(tr("omia vastauksia {n}", n=own))
    if failed := counts["failed"]:
        parts.append(tr("{n} jäi tekemättä", n=failed))
    return ntr("{n} yksikkö", "{n} yksikköä", counts["units"]) + ": " + ", ".join(parts) + "."
