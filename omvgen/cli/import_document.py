"""`omvgen import`: old plans in Word in a new workbook, and the ledger of every piece."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say_written
from omvgen.cli.ledger import show_ledger
from omvgen.importing import import_document
from omvgen.locale import tr


@options.command(
    tr(
        "Tuo Wordissa oleva suunnitelma (ASIAKIRJA) uuteen työkirjaan: täytetty lomake tai vanha "
        "suunnitelma. Kertoo, mihin kukin teksti meni, mikä paikka pitää tarkistaa ja mikä jäi "
        "siirtymättä; mikään teksti ei katoa. Myös .odt, .rtf ja .doc käyvät, jos LibreOffice on "
        "asennettu. Alkuperäinen jää ennalleen."
    )
)
@click.argument("documents", type=options.FILE, nargs=-1, required=True, metavar=tr("ASIAKIRJA..."))
@click.option(
    "--author",
    metavar=tr("NIMI"),
    help=tr("Hyväksy vain tämän tekijän jäljitetyt muutokset; oletus on kaikkien."),
)
@options.output_option(tr("Tehtävä työkirja; oletus ASIAKIRJA.xlsx."))
@options.text_or_json
@options.force_option
@options.form_option
def command(
    documents: tuple[Path, ...],
    *,
    author: str | None,
    output: Path | None,
    output_format: str,
    force: bool,
    form_file: Path | None,
) -> int:
    options.check_ending(output, "xlsx")
    form = load_form_option(form_file) or pipeline.load_form()
    imported = import_document(documents, form, author=author)
    output = output or documents[0].with_suffix(".xlsx")
    put(imported.data, output, force=force)
    source = "; ".join(file.name for file in documents)
    show_ledger(imported.ledger, form, source, output, output_format)
    say_written(output)
    return 0 if imported.ledger.complete else 1
