"""`omvgen merge`: what others changed, brought into a copy of the workbook."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, say_written
from omvgen.cli.merge_each import Common, merge_each, result_of
from omvgen.form.sheets import CONFLICTS
from omvgen.locale import ntr, tr
from omvgen.sources.asked import Asking

if TYPE_CHECKING:
    from omvgen.sources.merged import MergedWorkbook
    from omvgen.workbook.reading.result import Reading


class _Choice(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A conflict's number and what is chosen for it: `1=B`."""

    name = "choice"

    def convert(
        self,
        value: str | tuple[int, str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, str]:
        """Returns the number and the choice, or fails with a message."""
        if isinstance(value, tuple):
            return value
        number, _, option = value.partition("=")
        if not (number.isascii() and number.isdecimal() and option):
            self.fail(tr("{text} ei ole valinta; anna se näin: 1=B.", text=value), param, ctx)
        return int(number), option


@options.command(
    tr(
        "Tuo työkirjaan (TYÖKIRJA) muiden tekemät muutokset: työkirjan kopioista, muokatusta "
        "Word-asiakirjasta, korjatusta huomioidusta kopiosta tai JSON-tiedostosta (LÄHTEET). "
        "Ristiriidat jäävät välilehdelle, jolla valitset tekstin; sama komento ilman lähteitä vie "
        "valinnat paikoilleen. Tulos on kopio, alkuperäiset jäävät ennalleen."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@click.argument("sources", type=options.FILE, metavar=tr("LÄHTEET"), nargs=-1)
@click.option(
    "--base",
    type=options.FILE,
    metavar=tr("POHJA"),
    help=tr("Työkirja, josta TYÖKIRJA ja LÄHTEET on tehty; oletus: etsitään itse."),
)
@click.option(
    "--author",
    metavar=tr("NIMI"),
    help=tr("Hyväksy asiakirjan jäljitetyistä muutoksista vain tämän tekijän muutokset."),
)
@click.option(
    "--requests",
    is_flag=True,
    help=tr(
        "Asiakirjan kommentit ovat viranomaisen pyyntöjä: kirjaa ne muutoslokiin, ei huomautuksiin."
    ),
)
@click.option(
    "--due",
    type=options.Day(),
    metavar=tr("PÄIVÄ"),
    help=tr("Pyyntöjen (--requests) määräpäivä, esimerkiksi 30.4.2026."),
)
@click.option(
    "--choose",
    "chosen",
    type=_Choice(),
    multiple=True,
    metavar="N=" + tr("VALINTA"),
    help=tr("Valitse TYÖKIRJAN ristiriitaan N teksti, esimerkiksi 1=B, välilehden sijasta."),
)
@click.option(
    "--each",
    is_flag=True,
    help=tr(
        "Vie uusi yhteinen osa moneen työkirjaan: viimeinen LÄHDE on yhteinen osa, muut ovat "
        "yksiköiden työkirjoja, ja --base on yhteinen osa ennen muutosta."
    ),
)
@options.output_option(tr("Tehtävä työkirja; oletus TYÖKIRJA-yhdistetty.xlsx."))
@options.text_or_json
@options.force_option
@options.form_option
def command(
    workbook: Path,
    *,
    sources: tuple[Path, ...],
    base: Path | None,
    author: str | None,
    requests: bool,
    due: date | None,
    chosen: tuple[tuple[int, str], ...],
    each: bool,
    output: Path | None,
    output_format: str,
    force: bool,
    form_file: Path | None,
) -> int:
    options.check_ending(output, "xlsx")
    if due and not requests:
        raise click.UsageError(tr("Määräpäivän (--due) voi antaa vain pyynnöille (--requests)."))
    if each and (base is None or not sources or output or author or chosen or requests):
        raise click.UsageError(tr("Valitsin --each tarvitsee yksiköt, yhteisen osan ja --base."))
    reading = None if each else pipeline.read(workbook, load_form_option(form_file))
    if base and sources and (reading is None or _is_common_part(reading, sources, base)):
        as_data = output_format == "json"
        common = Common(sources[-1], base, form_file, force, as_data, output)
        return merge_each((workbook, *sources[:-1]), common)
    assert reading is not None
    asking = Asking(due) if requests else None
    merged = pipeline.merge(_with_chosen(reading, chosen), sources, base, author, asking)
    output = output or result_of(workbook)
    put(merged.data, output, force=force)
    shown = _rendered(merged, reading, output, output_format)
    # A workbook that goes to stdout leaves no room for anything else there.
    click.echo(shown, nl=False, err=str(output) == "-")
    say_written(output)
    if merged.conflicts:
        say(
            ntr(
                "{n} ristiriita odottaa valintaa välilehdellä {sheet}.",
                "{n} ristiriitaa odottaa valintaa välilehdellä {sheet}.",
                len(merged.conflicts),
                sheet=CONFLICTS.name(reading.form.language),
            )
        )
    return 0 if merged.complete else 1


def _with_chosen(reading: Reading, chosen: tuple[tuple[int, str], ...]) -> Reading:
    from omvgen.workbook.reading.conflicts import choose

    try:
        return choose(reading, dict(chosen))
    except KeyError as number:
        raise click.UsageError(
            tr("Ristiriitaa {n} tai valintaa siihen ei ole työkirjassa.", n=number.args[0])
        ) from None


def _is_common_part(reading: Reading, sources: tuple[Path, ...], base: Path) -> bool:
    """Whether the only source is the new common part that the workbook takes answers from."""
    from omvgen.merging.common import takes_common_part

    return len(sources) == 1 and takes_common_part(reading.plan, *sources, base)


def _rendered(merged: MergedWorkbook, reading: Reading, output: Path, output_format: str) -> str:
    from omvgen.console.transfer import as_text
    from omvgen.plan.transfer_as_json import ledger_to_json

    if output_format == "json":
        ledger = ledger_to_json(merged.ledger, reading.file, str(output))
        named = {"file": reading.file, "sources": list(merged.sources), "base": merged.base}
        return json.dumps(named | ledger, ensure_ascii=False, indent=2) + "\n"
    note = f"{merged.note}\n" if merged.sources else ""
    return note + as_text(merged.ledger, reading.form)
