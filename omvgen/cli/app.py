"""`omvgen app`: the local page, on which everything is done by clicking."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path
from urllib.parse import quote

import click

from omvgen.cli import options
from omvgen.cli.common import say
from omvgen.locale import tr


@options.command(
    tr(
        "Avaa selaimeen sivu, jolla kansion työkirjat tarkistetaan ja vuoden vaiheet tehdään "
        "napsauttamalla. Sivu näkyy vain tällä tietokoneella, ja se päivittyy, kun työkirja "
        "tallennetaan Excelissä. Tulosteen ensimmäinen rivi on sivun osoite."
    )
)
@click.argument(
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    metavar=tr("[KANSIO]"),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help=tr("Portti; oletus on jokin vapaa."),
)
@click.option("--no-browser", is_flag=True, help=tr("Älä avaa selainta."))
def command(folder: Path, port: int, no_browser: bool) -> int:
    return open_page(folder, port, browser=not no_browser)


def open_page(folder: Path, port: int = 0, *, browser: bool, workbook: str = "") -> int:
    """Shows the folder until its page is closed, or opens the page of the instance that does.

    With the name of a `workbook` in the folder the browser opens it. Returns the exit code.
    """
    try:
        from omvgen.app.instance import Instance, remember
        from omvgen.app.server import listening, serve, wait_for
    except ModuleNotFoundError as missing:
        raise click.ClickException(
            tr(
                "Sivua varten tarvitaan lisäosa {name}. Asenna se näin: pip install 'omvgen[app]'",
                name=missing.name,
            )
        ) from missing

    folder = folder.resolve()
    remember(folder)
    instance = Instance(folder)

    def show(address: str) -> None:
        click.echo(address)
        if browser:
            page = f"{address}&workbook={quote(workbook)}" if workbook else address
            webbrowser.open_new_tab(page)

    with instance.only_one() as ours:
        if not ours:
            address = wait_for(lambda: instance.address)
            if not address:
                raise click.ClickException(
                    tr(
                        "Kansio on jo auki, mutta sen sivu ei vastaa. "
                        "Sulje ohjelma ja yritä uudelleen."
                    )
                )
            show(address)
            return 0

        def ready(address: str) -> None:
            instance.address = address
            show(address)
            if browser:
                say(tr("Sivu on auki selaimessa. Jos suljet tämän ikkunan, ohjelma päättyy."))

        with contextlib.ExitStack() as stack:
            try:
                opened = stack.enter_context(listening(port))
            except OSError as error:
                raise click.ClickException(
                    tr("Porttia {port} ei voi käyttää. Anna toinen (--port).", port=port)
                ) from error
            serve(folder, opened, ready)
    return 0
