"""`omvgen repair`: a damaged workbook's answers in a sound one, and the ledger of them."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say_written
from omvgen.cli.ledger import show_ledger
from omvgen.locale import tr

ENDING = "-korjattu"


@options.command(
    tr(
        "Palauta vioittuneen työkirjan (TYÖKIRJA) vastaukset ehjään työkirjaan: rivejä on "
        "lajiteltu, soluja siirretty, nimiä, tekstejä ja välilehtiä kadonnut tai tiedosto itse "
        "rikkoutunut. Kertoo, mistä kukin vastaus on ja mikä jäi siirtymättä; mikään teksti ei "
        "katoa. Alkuperäinen jää ennalleen."
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
    reading = pipeline.read(workbook, load_form_option(form_file), for_repair=True)
    repaired = pipeline.repair(reading)
    output = output or workbook.with_name(f"{workbook.stem}{ENDING}.xlsx")
    put(repaired.data, output, force=force)
    show_ledger(repaired.ledger, reading.form, reading.file, output, output_format)
    say_written(output)
    return 0 if repaired.ledger.complete else 1
