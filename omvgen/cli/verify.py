"""`omvgen verify`: compares a document with its workbook, or searches it for secrets."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import (
    USUAL_WIDTH,
    load_form_option,
    load_made_with,
    say,
    screen_width,
    use_colors,
)
from omvgen.findings.model import errors
from omvgen.locale import tr
from omvgen.verification.result import Verification
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.cli.record_id import RecordCheck


@options.command(
    tr(
        "Tarkista, sanooko asiakirja (ASIAKIRJA) saman kuin työkirja, onko se vahvistettu ja kuka "
        "sen on allekirjoittanut sähköisesti. Se voi olla Word- tai PDF-tiedosto tai niitä "
        "sisältävä ASiC-E-tiedosto. "
        "Vastauksia on kolme: sanoo saman, ei sano samaa, tai ei voitu verrata kokonaan. "
        "PDF-tiedostosta kerrotaan, onko juuri se vahvistettu tai tehty tästä työkirjasta. "
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
@options.record_option
@options.trust_option
@options.made_with_options
@options.text_or_json
@options.today_option
@options.form_option
def command(
    document: Path,
    workbook: Path,
    *,
    public: bool,
    record: str | None,
    trust: Path | None,
    previous: Path | None,
    reference_doc: Path | None,
    output_format: str,
    today: date,
    form_file: Path | None,
) -> int:
    if public:
        given = {"record": record, "trust": trust}
        _refuse_with_public(**given, previous=previous, reference_doc=reference_doc)
    _refuse_swapped(document, workbook)
    reading = pipeline.read(workbook, load_form_option(form_file))
    as_data = output_format == "json"
    if public:
        return 0 if _search(document, reading, as_data=as_data) else 1
    from omvgen.cli.record_id import check_record

    made_with = load_made_with(previous, reference_doc, reading.form)
    result = pipeline.verify(document, reading, today, trust=trust, **made_with)
    checked = check_record(reading, record, today)
    return 0 if _show_comparison(result, checked, reading, as_data=as_data) else 1


def _refuse_with_public(**given: str | Path | None) -> None:
    """Raises `click.UsageError` for what says nothing about the search for secrets."""
    for name, value in given.items():
        if value is not None:
            option = "--" + name.replace("_", "-")
            raise click.UsageError(
                tr("Valitsimia --public ja {option} ei voi antaa yhdessä.", option=option)
            )


def _refuse_swapped(document: Path, workbook: Path) -> None:
    """Says that the document comes first, where the endings show that the workbook did."""
    book = (".xlsx", ".xlsm")
    if document.suffix.lower() in book and workbook.suffix.lower() not in book:
        raise click.UsageError(
            tr(
                "Anna ensin asiakirja ja sitten työkirja: omvgen verify {document} {workbook}",
                document=workbook,
                workbook=document,
            )
        )


def _show_comparison(
    result: Verification, checked: RecordCheck, reading: Reading, *, as_data: bool
) -> bool:
    """Prints how the document differs from the workbook. True when it does not."""
    from omvgen.confirmation.record import record_hash
    from omvgen.console.verification import as_text
    from omvgen.verification.result import as_json

    if as_data:
        _show(checked.added_to(as_json(result)))
    else:
        width = screen_width() if sys.stdout.isatty() else USUAL_WIDTH
        click.echo(as_text(result, width=width, colors=use_colors()), nl=False, color=True)
        if result.confirmed:
            id_ = record_hash(result.confirmed.record)
            click.echo(tr("Vahvistuksen tunniste: {id}", id=id_))
        if checked.text:
            click.echo(checked.text)
    return result.in_order and checked.in_order and _whole(reading)


def _search(document: Path, reading: Reading, *, as_data: bool) -> bool:
    """Prints which secrets are in the file. True when there is none."""
    from omvgen.console.findings import as_json, as_text

    found = pipeline.find_leaks(document, reading)
    whole = _whole(reading)
    if as_data:
        _show(as_json(reading, found))
    elif found:
        click.echo(as_text(reading, found, use_colors()), nl=False, color=True)
    # The result is words on stdout, unless data stands there.
    show = say if as_data else click.echo
    if found:
        show(tr("Tiedostossa {file} on salassa pidettävää.", file=document.name))
    elif whole:
        show(
            tr(
                "Tiedostosta {file} ei löytynyt mitään siitä, mikä työkirjassa {workbook} on "
                "salassa pidettävää.",
                file=document.name,
                workbook=reading.file,
            )
        )
    return whole and not found


def _whole(reading: Reading) -> bool:
    """Whether the workbook was read without errors; prints a message when it was not."""
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
