"""`omvgen diff`: what changed from one workbook to another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from omvgen.cli import options
from omvgen.cli.common import (
    FOLDER,
    document_name,
    load_form_option,
    put,
    put_document,
    say_written,
    use_colors,
)
from omvgen.cli.compared import warn_of_errors, warn_of_order
from omvgen.cli.publicity import own_words, refuse_leaks, warn_of_undecided
from omvgen.diff.model import Changes
from omvgen.locale import tr
from omvgen.secrecy.model import PublicCopy
from omvgen.workbook.reading.result import Reading
from omvgen.writers import SCREEN, Options, file_formats

_NARROW, _WIDE = 60, 100  # text wider than this is hard to read
_USUAL = 80


# The formats that are Word documents, with the beginnings of their files' names.
_DOCUMENTS = {"docx": "muutosraportti", "redline": "muutokset-jaljitettyina"}
_FORMATS = [SCREEN, "json", *(name for name in file_formats() if name != "docx"), *_DOCUMENTS]


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
    type=click.Choice(_FORMATS),
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
    import omvgen

    options.check_ending(output, "docx" if output_format in _DOCUMENTS else output_format)
    form = load_form_option(form_file)
    before, after = omvgen.read(old, form), omvgen.read(new, form)
    full = (before, after)
    copies: tuple[PublicCopy, ...] = ()
    if public:
        before, after, copies = omvgen.public_both(before, after)
    if public:
        changes = omvgen.compare_public(before, after)
    else:
        changes = omvgen.with_log_findings(omvgen.compare(before, after), after)
    target = output or _default_target(output_format, after, public=public)
    if public and _leaks(
        changes, (before, after), full[1], copies, target=target, output_format=output_format
    ):
        return 1
    for reading in full if public else ():
        warn_of_undecided(reading)
    for reading in (before, after):
        warn_of_errors(reading)
    warn_of_order(changes)
    if output is None and output_format not in _DOCUMENTS:
        text = _rendered(output_format, changes, before, after, _screen()).decode("utf-8")
        click.echo(text, nl=False, color=True)
    elif output_format in _DOCUMENTS:
        put_document(_rendered(output_format, changes, before, after), target, force=force)
    else:
        put(_rendered(output_format, changes, before, after), target)
        say_written(target)
    return int(exit_code and not changes.identical)


def _screen() -> Options:
    """What the terminal takes."""
    columns = shutil.get_terminal_size((_USUAL, 0)).columns
    return Options(width=min(max(columns, _NARROW), _WIDE), colors=use_colors())


def _default_target(output_format: str, new: Reading, *, public: bool) -> Path:
    """Where a Word document goes; what is shown on the screen has only a name."""
    if output_format not in _DOCUMENTS:
        return Path(f"muutokset.{output_format}")
    name = document_name(_DOCUMENTS[output_format], new.plan, *(["julkinen"] if public else []))
    return FOLDER / f"{name}.docx"


def _rendered(
    output_format: str, changes: Changes, old: Reading, new: Reading, options: Options | None = None
) -> bytes:
    """The changes in the format; `options` are of a terminal."""
    import omvgen

    if output_format == "json":
        from omvgen.diff.as_json import changes_to_json

        data = json.dumps(changes_to_json(changes), ensure_ascii=False, indent=2)
        return (data + "\n").encode("utf-8")
    if output_format == "redline":
        return omvgen.redline(changes, old, new)
    if output_format == "docx":
        return omvgen.change_report(changes, new)
    return omvgen.change_list(changes, new, output_format, options)


def _leaks(
    changes: Changes,
    public: tuple[Reading, Reading],
    reading: Reading,
    copies: tuple[PublicCopy, ...],
    *,
    target: Path,
    output_format: str,
) -> bool:
    """Whether something withheld stands in the list, or in the name of its file.

    The list of changes of plans that say nothing has our own words.
    """
    import omvgen

    data = _rendered(output_format, changes, *public)
    ours = own_words(reading)
    # A redline has all the words of the form, as a document without answers has.
    empty = b""
    if output_format != "redline":
        empty = _rendered(output_format, omvgen.compare_public(*ours), *ours)
    return refuse_leaks(reading, copies, target, data, empty)
