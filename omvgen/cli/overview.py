"""`omvgen overview`: many units in one picture, sorted by what needs doing."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, say_written
from omvgen.cli.each import Progress, say_interrupted
from omvgen.locale import tr
from omvgen.units.files import FORMATS, overview_file
from omvgen.units.index import index_beside
from omvgen.units.rows import Need

_ENDINGS = {".html": "html", ".htm": "html", ".xlsx": "xlsx", ".json": "json"}
_IN_ORDER = (Need.DECISIONS, Need.SOON, Need.NOTHING, Need.FOREIGN)


@options.command(
    tr(
        "Kokoa monen yksikön työkirjat yhteen näkymään: kenen vahvistus on myöhässä, mitä puuttuu "
        "ja mikä on muuttunut. Kansiosta luetaan kaikki työkirjat alikansioineen. Paluuarvo on 1, "
        "kun jonkin yksikön vahvistus on myöhässä, työkirjassa on virheitä tai jotakin on "
        "selvitettävä."
    )
)
@click.argument(
    "paths", nargs=-1, required=True, type=options.FILE, metavar=tr("KANSIO|TYÖKIRJA...")
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    help=tr("Muoto, jos sitä ei näe tiedoston päätteestä; oletus on teksti."),
)
@click.option(
    "--public",
    is_flag=True,
    help=tr("Näytä vain se, minkä saa antaa ulkopuolisille: salassa pidettävät osat jäävät pois."),
)
@options.today_option
@options.force_option
@options.output_option(
    tr(
        "Kirjoita verkkosivu (.html), työkirja (.xlsx) tai JSON (.json) eikä näytölle. Viereen "
        "tulee aputiedosto, jonka ansiosta seuraavalla kerralla luetaan vain muuttuneet."
    )
)
@options.form_option
def command(
    *,
    paths: tuple[Path, ...],
    output_format: str | None,
    public: bool,
    today: date,
    force: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    written = output is not None and str(output) != "-"
    kind = _format_of(output, output_format) if output else output_format or "text"
    if kind == "xlsx" and output is None:
        raise click.UsageError(tr("Anna työkirjan nimi (-o yhteenveto.xlsx)."))
    index = index_beside(output) if output is not None and written else None
    with Progress() as progress:
        try:
            overview = pipeline.overview(
                paths,
                today,
                load_form_option(form_file),
                public=public,
                index=index,
                excluded=[output] if output is not None and written else [],
                processes=None,
                advance=progress.advance,
            )
        except KeyboardInterrupt:
            say_interrupted(progress.done, progress.length)
            raise
    data = overview_file(overview, kind)
    if output is None:
        sys.stdout.flush()
        click.echo(data.decode(), nl=False)
    else:
        put(data, output, force=force)
        say_written(output)
    if not overview.units:
        say(tr("Työkirjoja ei löytynyt."))
        return 2
    return int(overview.count(*_IN_ORDER) < len(overview.units))


def _format_of(output: Path, output_format: str | None) -> str:
    """The format by the file's ending. Raises `click.UsageError` when they contradict."""
    by_ending = _ENDINGS.get(output.suffix.lower())
    if by_ending is None and (output_format is None or str(output) != "-"):
        raise click.UsageError(
            tr("Anna tiedostolle pääte .html, .xlsx tai .json, joka kertoo sen muodon.")
        )
    if by_ending and output_format and by_ending != output_format:
        raise click.UsageError(tr("Tiedoston pääte ja valitsin --format ovat ristiriidassa."))
    return by_ending or output_format or "text"
