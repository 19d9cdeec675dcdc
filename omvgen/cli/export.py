"""`omvgen export`: the plan of a workbook as JSON, and the schema of such JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, say_written
from omvgen.findings.severity import Severity
from omvgen.locale import tr
from omvgen.reports import json_file
from omvgen.workbook.reading.result import Reading


@options.command(
    tr(
        "Vie työkirjan suunnitelma JSON-muotoon. Komento omvgen template --answers tekee siitä "
        "taas työkirjan. Valitsin --schema tulostaa muodon kuvauksen (JSON Schema)."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"), required=False)
@click.option("--schema", is_flag=True, help=tr("Tulosta lomakkeen JSON Schema."))
@options.force_option
@options.output_option(tr("Kirjoita tiedostoon eikä näytölle."))
@options.form_option
def command(
    workbook: Path | None, *, schema: bool, force: bool, output: Path | None, form_file: Path | None
) -> None:
    if schema == (workbook is not None):
        raise click.UsageError(tr("Anna joko työkirja tai valitsin --schema."))
    options.check_ending(output, "json")
    form = load_form_option(form_file)
    if workbook is None:
        _put(pipeline.export_schema(form), output, force=force)
        return
    reading = pipeline.read(workbook, form)
    _put(pipeline.export(reading), output, force=force)
    _warn_of_what_is_missing(reading)


def _put(data: Any, output: Path | None, *, force: bool) -> None:
    file = json_file(data)
    if output is None:
        click.echo(file.decode("utf-8"), nl=False)
        return
    put(file, output, force=force)
    say_written(output)


def _warn_of_what_is_missing(reading: Reading) -> None:
    """Prints a message when reading had findings: the data may lack something."""
    if any(finding.severity is not Severity.NOTE for finding in reading.findings):
        say(
            tr(
                "Työkirjan lukemisesta on huomautettavaa: katso omvgen validate {file}.",
                file=reading.file,
            )
        )
