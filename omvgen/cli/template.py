"""`omvgen template`: the workbook that staff fill in, empty or with answers in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, refuse_to_lose, say, written_name
from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.locale import ntr, tr

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
@options.force_workbook_option
@options.form_option
def command(output: Path | None, answers: Path | None, force: bool, form_file: Path | None) -> None:
    from omvgen.workbook.template.make import make_workbook

    options.check_ending(output, "xlsx")
    form = load_form_option(form_file)
    plan = _read_plan(answers) if answers else None
    output = output or DEFAULT_NAME
    data = make_workbook(form, plan)
    if not force:
        refuse_to_lose(output, data)
    put(data, output)
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
    """The plan in the JSON file. Raises `ReadError` (OMV190) when it holds none."""
    from omvgen.plan.as_json import plan_from_json

    try:
        return plan_from_json(json.loads(file.read_text("utf-8-sig")))
    except FileNotFoundError:
        reason = tr("tiedostoa ei ole")
    except OSError as error:
        reason = os_reason(error)
    except UnicodeDecodeError:
        reason = tr("se ei ole UTF-8-muotoista tekstiä")
    except json.JSONDecodeError as error:
        reason = tr("rivillä {line} on JSON-virhe", line=error.lineno)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        reason = tr("siinä ei ole suunnitelmaa")
    raise ReadError(Finding("OMV190", values={"file": str(file), "reason": reason}))
