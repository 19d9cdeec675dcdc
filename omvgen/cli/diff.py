"""`omvgen diff`: what changed from one workbook to another."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import (
    FOLDER,
    USUAL_WIDTH,
    document_name,
    load_form_option,
    put,
    refuse_leaks,
    say_written,
    screen_width,
    use_colors,
)
from omvgen.cli.warnings import warn_of_errors, warn_of_order, warn_of_undecided
from omvgen.errors import LeakError
from omvgen.locale import tr
from omvgen.plan.plan import Plan
from omvgen.reports import report_formats

# The formats that are Word documents, with the beginnings of their files' names.
_DOCUMENTS = {
    "docx": "muutosraportti",
    "redline": "muutokset-jaljitettyina",
}


@options.command(
    tr(
        "Vertaa kahta työkirjaa: mitä vanhasta (VANHA) uuteen (UUSI) on muuttunut. "
        "Kohdat yhdistetään tunnisteen ja taulukoiden rivit tunnistetietojensa mukaan, "
        "ei paikan mukaan."
    )
)
@click.argument("old", type=options.FILE, metavar=tr("VANHA"))
@click.argument("new", type=options.FILE, metavar=tr("UUSI"))
@click.option(
    "--format",
    "output_format",
    type=click.Choice(report_formats()),
    default="text",
    help=tr(
        "Tulosteen muoto: teksti (oletus), JSON, HTML-sivu selaimeen, Markdown, muutosraportti "
        "Wordissa (docx) tai koko suunnitelma Wordissa jäljitetyin muutoksin (redline)."
    ),
)
@click.option(
    "--public",
    is_flag=True,
    help=tr("Näytä vain se, minkä saa antaa ulkopuolisille: salassa pidettävät osat jäävät pois."),
)
@click.option("--exit-code", is_flag=True, help=tr("Paluuarvo on 1, kun eroja on."))
@options.force_option
@options.output_option(
    tr(
        "Kirjoita tiedostoon eikä näytölle. Word-asiakirja kirjoitetaan aina tiedostoon; "
        "oletus on kansio output."
    )
)
@options.form_option
def command(
    old: Path,
    new: Path,
    *,
    output_format: str,
    exit_code: bool,
    public: bool,
    force: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    options.check_ending(output, "docx" if output_format in _DOCUMENTS else output_format)
    after = pipeline.read(new, load_form_option(form_file))
    before = pipeline.read(old, after.form)
    target = output or _default_target(output_format, after.plan, public=public)
    on_screen = output is None and output_format not in _DOCUMENTS
    try:
        data = pipeline.report(
            before,
            after,
            output_format,
            public=public,
            name=target.name,
            width=screen_width() if on_screen else USUAL_WIDTH,
            colors=on_screen and use_colors(),
        )
    except LeakError as leaks:
        refuse_leaks(after, leaks)
        return 1
    for reading in (before, after) if public else ():
        warn_of_undecided(reading)
    for reading in (before, after):
        warn_of_errors(reading)
    warn_of_order(before, after)
    if on_screen:
        click.echo(data.decode(), nl=False, color=True)
    else:
        put(data, target, force=force)
        say_written(target)
    return int(exit_code and not pipeline.compare(before, after, public=public).identical)


def _default_target(output_format: str, new: Plan, *, public: bool) -> Path:
    """Where a Word document goes; what is shown on the screen has only a name."""
    if output_format not in _DOCUMENTS:
        return Path(f"muutokset.{output_format}")
    kinds = ["julkinen"] if public else []
    name = document_name(_DOCUMENTS[output_format], new, *kinds, given_out=public)
    return FOLDER / f"{name}.docx"
