"""`omvgen form check`: is an organisation's own form fit for use."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import use_colors
from omvgen.locale import listed, ntr, tr

command = click.Group(
    "form",
    help=tr("Oman lomakkeen (TOML) tarkistaminen."),
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=tr("[VALITSIMET]"),
    subcommand_metavar=tr("KOMENTO [ARGUMENTIT]..."),
)
options.common_options(command)


@options.command(
    tr(
        "Tarkista lomaketiedosto ja kerro kaikki sen virheet. Paluuarvo on 0, kun lomake on "
        "kunnossa, 1, kun siinä on virheitä, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("file", type=options.FILE, metavar=tr("TIEDOSTO"))
def check(file: Path) -> int:
    from omvgen.console.findings import finding_lines

    faults = pipeline.check_form(file)
    if faults:
        lines = [file.name, *(finding_lines(fault, use_colors()) for fault in faults)]
        lines += ["", ntr("{n} virhe", "{n} virhettä", len(faults))]
        click.echo("\n".join(lines), color=True)
        return 1
    form = pipeline.load_form(file)
    counts = [
        ntr("{n} osio", "{n} osiota", len(form.sections)),
        ntr("{n} kohta", "{n} kohtaa", len(form.questions)),
        ntr("{n} taulukko", "{n} taulukkoa", len(form.tables)),
    ]
    click.echo(tr("{file}: lomake on kunnossa, {counts}.", file=file.name, counts=listed(counts)))
    return 0


command.add_command(check, "check")
