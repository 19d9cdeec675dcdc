"""`omvgen new`: next year's workbook with last year's answers, and the ledger of them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, refuse_errors, say, written_name
from omvgen.findings.model import errors
from omvgen.findings.severity import Severity
from omvgen.locale import tr
from omvgen.plan.carry import Carried
from omvgen.workbook.reading.result import Reading

DEFAULT_NAME = "omavalvontasuunnitelma-{year}.xlsx"


@options.command(
    tr(
        "Tee seuraavan vuoden työkirja nykyisestä lomakkeesta ja siirrä siihen edellisen "
        "työkirjan (EDELLINEN) vastaukset. Kertoo, mitä kullekin vastaukselle tapahtui; "
        "mikään vastaus ei katoa kertomatta."
    )
)
@click.argument("previous", type=options.FILE, metavar=tr("EDELLINEN"))
@click.option(
    "--year",
    type=options.Year(),
    metavar=tr("VUOSI"),
    help=tr("Uuden suunnitelman vuosi; oletus on edellistä seuraava vuosi."),
)
@options.output_option(tr("Tehtävä työkirja; oletus omavalvontasuunnitelma-VUOSI.xlsx."))
@options.text_or_json
@options.force_option
@options.form_option
def command(
    previous: Path,
    *,
    year: int | None,
    output: Path | None,
    output_format: str,
    force: bool,
    form_file: Path | None,
) -> int:
    options.check_ending(output, "xlsx")
    reading = pipeline.read(previous, load_form_option(form_file))
    if errors(reading.findings):
        reason = tr("Uutta työkirjaa ei tehty, koska kaikkia vastauksia ei voitu lukea.")
        refuse_errors(reading, reading.findings, reason)
        return 1
    _warn_of_what_was_not_read(reading)
    data, carried = pipeline.new(reading, year)
    output = output or Path(DEFAULT_NAME.format(year=carried.year))
    put(data, output, force=force)
    # A workbook that goes to stdout leaves no room for anything else there.
    click.echo(_rendered(carried, reading, output, output_format), nl=False, err=str(output) == "-")
    say(
        tr(
            "Kirjoitettu {file}. Päivitä vastaukset ja se, ketkä ovat laatineet suunnitelman.",
            file=written_name(output),
        )
    )
    return 0


def _warn_of_what_was_not_read(reading: Reading) -> None:
    """Prints the warnings of the reading: their texts may be missing from the new workbook.

    Of questions and sheets that only one version of the form has, the ledger says more.
    """
    for finding in reading.findings:
        question = finding.location.question
        in_ledger = finding in reading.of_another_version or (
            question and question not in reading.form.questions
        )
        if finding.severity is Severity.WARNING and not in_ledger:
            say(f"{finding.code} {finding.location}: {finding.message}")


def _rendered(carried: Carried, reading: Reading, output: Path, output_format: str) -> str:
    from omvgen.console.carrying import as_text
    from omvgen.plan.carry_as_json import carried_to_json

    if output_format == "json":
        data = carried_to_json(carried, reading.file, str(output))
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return as_text(carried, reading.form)
