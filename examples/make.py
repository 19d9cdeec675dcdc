"""The example workbooks, made from the example plans.

    python examples/make.py [FOLDER]

`plan-2026.json` is a plan in the making: the required answer of
`autt_turvallinen_paluu` has been emptied in it. It becomes the workbook `-kesken`;
the finished workbook of 2026 has that answer as it was in 2025.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from omvgen.form.loader import load_form
from omvgen.output import write_whole
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan
from omvgen.workbook.template.make import make_workbook

HERE = Path(__file__).parent
EMPTIED = "autt_turvallinen_paluu"


def example_plan(year: int) -> Plan:
    """The plan of the year as it stands in its JSON file."""
    return plan_from_json(json.loads((HERE / f"plan-{year}.json").read_text("utf-8")))


def example_plans() -> dict[str, Plan]:
    """Each example plan by the name of its workbook."""
    old, unfinished = example_plan(2025), example_plan(2026)
    finished = replace(unfinished, answers={**unfinished.answers, EMPTIED: old.answer(EMPTIED)})
    return {
        "omavalvontasuunnitelma-2025.xlsx": old,
        "omavalvontasuunnitelma-2026.xlsx": finished,
        "omavalvontasuunnitelma-2026-kesken.xlsx": unfinished,
    }


def main(folder: Path = HERE) -> None:
    """Writes the workbooks into the folder."""
    form = load_form()
    for name, plan in example_plans().items():
        write_whole(folder / name, make_workbook(form, plan))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
