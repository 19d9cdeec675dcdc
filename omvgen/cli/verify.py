"""`omvgen verify`: is there anything in a public file that may not be given out."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, say, use_colors
from omvgen.findings.model import errors
from omvgen.locale import tr


@options.command(
    tr(
        "Tarkista, ettei julkisessa tiedostossa (DOCUMENT) ole mitään, mikä työkirjassa on "
        "salassa pidettävää. Tiedosto voi olla Word-asiakirja, PDF, työkirja, verkkosivu tai "
        "tekstitiedosto, myös muulla ohjelmalla muokattu. Paluuarvo on 0, kun mitään ei löydy, "
        "1, kun jotain löytyy, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("document", type=options.FILE, metavar="DOCUMENT")
@click.argument("workbook", type=options.FILE, metavar="WORKBOOK")
@click.option(
    "--public",
    is_flag=True,
    required=True,
    help=tr("Etsi tiedostosta sitä, mikä työkirjassa on salassa pidettävää."),
)
@options.form_option
def command(document: Path, workbook: Path, *, public: bool, form_file: Path | None) -> int:
    import omvgen
    from omvgen.files import read_whole
    from omvgen.report.findings import as_text

    data = read_whole(document)
    reading = omvgen.read(workbook, load_form_option(form_file))
    copy = omvgen.public(reading)
    found = reading.locate(omvgen.find_leaks([copy], reading.form, document.name, data))
    if errors(reading.findings):
        say(
            tr(
                "Työkirjaa {workbook} ei voitu lukea kokonaan, joten tarkistus on vajaa. "
                "Korjaa ensin sen virheet: omvgen validate {workbook}",
                workbook=reading.file,
            )
        )
    if found:
        click.echo(as_text(reading, found, use_colors()), nl=False, color=True)
        say(tr("Tiedostossa {file} on salassa pidettävää.", file=document.name))
        return 1
    if errors(reading.findings):
        return 1
    say(
        tr(
            "Tiedostosta {file} ei löytynyt mitään siitä, mikä työkirjassa {workbook} on salassa "
            "pidettävää.",
            file=document.name,
            workbook=reading.file,
        )
    )
    return 0
