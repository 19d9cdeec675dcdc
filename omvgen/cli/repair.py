"""`omvgen repair`: a damaged workbook's answers in a sound one, and the ledger of them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say_written
from omvgen.locale import tr
from omvgen.plan.transfer import Ledger
from omvgen.workbook.reading.result import Reading

ENDING = "-korjattu"


@options.command(
    tr(
        "Palauta vioittuneen työkirjan (TYÖKIRJA) vastaukset ehjään työkirjaan: rivejä on "
        "lajiteltu, soluja siirretty tai nimiä ja välilehtiä kadonnut. Kertoo, mistä kukin "
        "vastaus on ja mikä jäi siirtymättä; mikään teksti ei katoa. Alkuperäinen jää ennalleen."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@options.output_option(tr("Tehtävä työkirja; oletus TYÖKIRJA-korjattu.xlsx."))
@options.text_or_json
@options.force_option
@options.form_option
def command(
    workbook: Path,
    *,
    output: Path | None,
    output_format: str,
    force: bool,
    form_file: Path | None,
) -> int:
    options.check_ending(output, "xlsx")
    reading = pipeline.read(workbook, load_form_option(form_file))
    repaired = pipeline.repair(reading)
    output = output or workbook.with_name(f"{workbook.stem}{ENDING}.xlsx")
    put(repaired.data, output, force=force)
    shown = _rendered(repaired.ledger, reading, output, output_format)
    # A workbook that goes to stdout leaves no room for anything else there.
    click.echo(shown, nl=False, err=str(output) == "-")
    say_written(output)
    return 0 if repaired.ledger.complete else 1


def _rendered(ledger: Ledger, reading: Reading, output: Path, output_format: str) -> str:
    from omvgen.console.transfer import as_text
    from omvgen.plan.transfer_as_json import ledger_to_json

    if output_format == "json":
        data = ledger_to_json(ledger, reading.file, str(output))
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return as_text(ledger, reading.form)
