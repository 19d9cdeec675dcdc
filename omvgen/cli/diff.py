"""`omvgen diff`: what changed from one workbook to another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, use_colors
from omvgen.cli.publicity import refuse_leaks, warn_of_undecided
from omvgen.diff.model import Changes
from omvgen.findings.model import errors
from omvgen.form.model import Form
from omvgen.locale import ntr, tr
from omvgen.plan.formats import parse_date
from omvgen.secrecy.model import PublicCopy
from omvgen.workbook.reading import Reading

_NARROW, _WIDE = 60, 100  # text wider than this is hard to read
_USUAL = 80


def _text(changes: Changes, form: Form, to_screen: bool) -> str:
    from omvgen.report.changes_text import changes_to_text

    columns = shutil.get_terminal_size((_USUAL, 0)).columns if to_screen else _USUAL
    width = min(max(columns, _NARROW), _WIDE)
    return changes_to_text(changes, form, width=width, colors=to_screen and use_colors())


def _json(changes: Changes, form: Form, to_screen: bool) -> str:
    from omvgen.report.changes_json import changes_to_json

    return json.dumps(changes_to_json(changes), ensure_ascii=False, indent=2) + "\n"


def _html(changes: Changes, form: Form, to_screen: bool) -> str:
    from omvgen.report.changes_html import changes_to_html

    return changes_to_html(changes, form)


def _markdown(changes: Changes, form: Form, to_screen: bool) -> str:
    from omvgen.report.changes_markdown import changes_to_markdown

    return changes_to_markdown(changes, form)


# Each format with what makes it; the screen has a width and perhaps colours.
_RENDERINGS: dict[str, Callable[[Changes, Form, bool], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "md": _markdown,
}


@options.command(
    tr(
        "Vertaa kahta työkirjaa: mitä vanhasta (OLD) uuteen (NEW) on muuttunut. "
        "Kohdat yhdistetään tunnisteen ja taulukoiden rivit tunnistetietojensa mukaan, "
        "ei paikan mukaan."
    )
)
@click.argument("old", type=options.FILE, metavar="OLD")
@click.argument("new", type=options.FILE, metavar="NEW")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(_RENDERINGS)),
    default="text",
    help=tr("Tulosteen muoto: teksti (oletus), JSON, HTML-sivu selaimeen tai Markdown."),
)
@click.option(
    "--public",
    is_flag=True,
    help=tr("Näytä vain se, minkä saa antaa ulkopuolisille: salassa pidettävät osat jäävät pois."),
)
@click.option("--exit-code", is_flag=True, help=tr("Paluuarvo on 1, kun eroja on."))
@options.output_option(tr("Kirjoita tiedostoon eikä näytölle."))
@options.form_option
def command(
    old: Path,
    new: Path,
    *,
    output_format: str,
    exit_code: bool,
    public: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    import omvgen

    form = load_form_option(form_file)
    before, after = omvgen.read(old, form), omvgen.read(new, form)
    full = (before, after)
    copies: tuple[PublicCopy, ...] = ()
    if public:
        before, after, copies = omvgen.public_both(before, after)
    changes = omvgen.compare(before, after)
    target = output or Path(f"muutokset.{output_format}")
    if public and _leaks(changes, full[1], copies, target, output_format):
        return 1
    for reading in full if public else ():
        warn_of_undecided(reading)
    for reading in (before, after):
        _warn_of_errors(reading)
    _warn_of_order(changes)
    rendering = _RENDERINGS[output_format]
    if output is None:
        click.echo(rendering(changes, form, True), nl=False, color=True)
    else:
        put(rendering(changes, form, False).encode("utf-8"), output)
        if str(output) != "-":
            say(tr("Muutokset kirjoitettu: {file}", file=output))
    return int(exit_code and not changes.identical)


def _leaks(
    changes: Changes,
    reading: Reading,
    copies: tuple[PublicCopy, ...],
    target: Path,
    output_format: str,
) -> bool:
    """Whether something withheld stands in the list, or in the name of its file.

    A list of a plan's changes to itself has nothing but our own words.
    """
    import omvgen

    public = replace(reading, plan=copies[-1].plan)
    data, empty = (
        _RENDERINGS[output_format](these, reading.form, False).encode("utf-8")
        for these in (changes, omvgen.compare(public, public))
    )
    return refuse_leaks(reading, copies, target, data, empty)


def _warn_of_errors(reading: Reading) -> None:
    """An answer that could not be read would look like one that was cleared."""
    count = len(errors(reading.findings))
    if count:
        say(
            ntr(
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhe, joten vertailu voi olla "
                "vajaa. Katso: omvgen validate {file}",
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhettä, joten vertailu voi "
                "olla vajaa. Katso: omvgen validate {file}",
                count,
                file=reading.file,
            )
        )


def _warn_of_order(changes: Changes) -> None:
    old, new = parse_date(changes.old.date), parse_date(changes.new.date)
    if old and new and old > new:
        say(
            tr(
                "Huomaa: vanhaksi annettu työkirja on päivätty {old} ja uudeksi annettu {new}. "
                "Anna vanha ensin.",
                old=changes.old.date,
                new=changes.new.date,
            )
        )
