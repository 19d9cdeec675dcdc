"""`omvgen template`: the workbook that staff fill in, empty or with answers in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, written_name
from omvgen.findings.model import Finding, Refused
from omvgen.locale import ntr, tr
from omvgen.package import Reason, Unreadable, read_file

if TYPE_CHECKING:
    from omvgen.plan.model import Plan

DEFAULT_NAME = Path("template.xlsx")


@options.command(tr("Tee työkirja, johon omavalvontasuunnitelman vastaukset kirjoitetaan."))
@options.output_option(tr("Tehtävä tiedosto; oletus template.xlsx."))
@click.option(
    "--answers",
    type=options.FILE,
    metavar=tr("SUUNNITELMA.json"),
    help=tr("Vastaukset, joilla työkirja esitäytetään (komennosta omvgen export)."),
)
@options.force_option
@options.form_option
def command(output: Path | None, answers: Path | None, force: bool, form_file: Path | None) -> None:
    from omvgen.workbook.template.make import make_workbook

    options.check_ending(output, "xlsx")
    form = load_form_option(form_file)
    plan = _read_plan(answers) if answers else None
    output = output or DEFAULT_NAME
    data = make_workbook(form, plan)
    put(data, output, force=force)
    questions = ntr("{n} kysymys", "{n} kysymystä", len(form.questions))
    answered = len(plan.answered) if plan else 0
    say(
        tr(
            "Kirjoitettu {file}: {questions}, vastattu {answered}.",
            file=written_name(output),
            questions=questions,
            answered=answered,
        )
    )


def _read_plan(file: Path) -> Plan:
    """The plan in the JSON file. Raises `Refused` (OMV190) when it holds none."""
    from omvgen.plan.as_json import plan_from_json

    try:
        return plan_from_json(json.loads(read_file(file).decode("utf-8-sig")))
    except Unreadable as error:
        missing = error.reason is Reason.MISSING
        reason = tr("tiedostoa ei ole") if missing else error.words
    except UnicodeDecodeError:
        reason = tr("se ei ole UTF-8-muotoista tekstiä")
    except json.JSONDecodeError as error:
        reason = tr("rivillä {line} on JSON-virhe", line=error.lineno)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        reason = tr("siinä ei ole suunnitelmaa")
    raise Refused(Finding("OMV190", values={"file": str(file), "reason": reason}))
