"""`omvgen status`: when a plan was confirmed, when it is due, what has changed since."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say_written
from omvgen.locale import tr


@options.command(
    tr(
        "Kerro, milloin suunnitelma on vahvistettu ja milloin se on vahvistettava uudelleen, "
        "mitä on muuttunut sen jälkeen, onko muutokset kirjattu ja niistä tiedotettu ja mitkä "
        "viranomaisen pyynnöt odottavat. Paluuarvo on 1, kun vahvistus tai pyyntö on myöhässä, "
        "vahvistettu tiedosto puuttuu tai on muuttunut tai annettua tunnistetta ei ole "
        "luettelossa."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@options.text_or_json
@options.today_option
@options.record_option
@options.output_option(
    tr(
        "Tee myös kalenteri (.ics): vahvistamisen ja viranomaisen pyyntöjen määräpäivät ja "
        "sopimusten päättymiset. Kun sen tuo kalenteriin uudelleen, merkinnät päivittyvät."
    ),
    "--ics",
)
@options.force_option
@options.form_option
def command(
    *,
    workbook: Path,
    output_format: str,
    today: date,
    record: str | None,
    output: Path | None,
    force: bool,
    form_file: Path | None,
) -> int:
    from omvgen.cli.record_id import check_record
    from omvgen.confirmation.status import as_json
    from omvgen.console.status import as_text

    options.check_ending(output, "ics")
    reading = pipeline.read(workbook, load_form_option(form_file))
    status, checked = pipeline.status(reading, today), check_record(reading, record, today)
    if output_format == "json":
        data = checked.added_to(as_json(status))
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(status), nl=False)
        if checked.text:
            click.echo("  " + checked.text)
    if output is not None:
        from omvgen.ics import calendar

        put(calendar(reading, status), output, force=force)
        say_written(output)
    return int(status.is_late or bool(status.kept) or not checked.in_order)
