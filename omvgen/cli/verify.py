"""`omvgen verify`: does a document say what the workbook says, or anything secret."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, say, use_colors
from omvgen.findings.model import errors
from omvgen.locale import tr
from omvgen.workbook.reading.result import Reading

_USUAL, _NARROW, _WIDE = 80, 60, 100  # columns


@options.command(
    tr(
        "Tarkista, sanooko Word-asiakirja (ASIAKIRJA) saman kuin työkirja, ja onko se vahvistettu. "
        "PDF-tiedostosta kerrotaan, onko juuri se vahvistettu. "
        "Asiakirja voi olla allekirjoitettu tai tallennettu uudelleen. Valitsimella --public "
        "tarkistetaan sen sijaan, ettei tiedostossa ole mitään, mikä työkirjassa on salassa "
        "pidettävää; se voi silloin olla myös PDF, työkirja, verkkosivu tai tekstitiedosto. "
        "Paluuarvo on 0, kun kaikki on kunnossa, 1, kun ei ole, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("document", type=options.FILE, metavar=tr("ASIAKIRJA"))
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@click.option(
    "--public",
    is_flag=True,
    help=tr("Etsi tiedostosta sitä, mikä työkirjassa on salassa pidettävää."),
)
@options.text_or_json
@options.form_option
def command(
    document: Path, workbook: Path, *, public: bool, output_format: str, form_file: Path | None
) -> int:
    import omvgen

    form = load_form_option(form_file)
    check = _leaks if public else _content
    in_order = check(
        document, workbook, omvgen.read(workbook, form), as_data=output_format == "json"
    )
    return 0 if in_order else 1


def _content(document: Path, workbook: Path, reading: Reading, *, as_data: bool) -> bool:
    """Shows how the document stands to the workbook; whether it says the same."""
    import omvgen
    from omvgen.report.verification import as_json, as_text

    report = omvgen.verify(workbook, reading, document)
    if as_data:
        _show(as_json(report))
    else:
        columns = shutil.get_terminal_size((_USUAL, 0)).columns if sys.stdout.isatty() else _USUAL
        width = min(max(columns, _NARROW), _WIDE)
        click.echo(as_text(report, width=width, colors=use_colors()), nl=False, color=True)
    return report.in_order and _whole(reading)


def _leaks(document: Path, _: Path, reading: Reading, *, as_data: bool) -> bool:
    """Shows what is secret in the file; whether there is nothing."""
    import omvgen
    from omvgen.package import read_whole
    from omvgen.report.findings import as_json, as_text

    copy = omvgen.public(reading)
    data = read_whole(document)
    found = reading.locate(omvgen.find_leaks([copy], reading.form, document.name, data))
    whole = _whole(reading)
    if as_data:
        _show(as_json(reading, found))
    elif found:
        click.echo(as_text(reading, found, use_colors()), nl=False, color=True)
    # The result is words on stdout, unless data stands there.
    result = say if as_data else click.echo
    if found:
        result(tr("Tiedostossa {file} on salassa pidettävää.", file=document.name))
    elif whole:
        result(
            tr(
                "Tiedostosta {file} ei löytynyt mitään siitä, mikä työkirjassa {workbook} on "
                "salassa pidettävää.",
                file=document.name,
                workbook=reading.file,
            )
        )
    return whole and not found


def _whole(reading: Reading) -> bool:
    """Whether the workbook could be read without errors; says so when it could not."""
    if errors(reading.findings):
        say(
            tr(
                "Työkirjaa {workbook} ei voitu lukea kokonaan, joten tarkistus on vajaa. "
                "Korjaa ensin sen virheet: omvgen validate {workbook}",
                workbook=reading.file,
            )
        )
    return not errors(reading.findings)


def _show(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
