"""`omvgen notice`: what changed, for staff, with a list to acknowledge."""

from __future__ import annotations

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
)
from omvgen.cli.compared import warn_of_errors, warn_of_order
from omvgen.cli.publicity import own_words, refuse_leaks, warn_of_undecided
from omvgen.diff.model import Changes
from omvgen.locale import tr
from omvgen.workbook.reading.result import Reading
from omvgen.writers import file_formats, format_of, writer_of

STEM = "muutostiedote"
_SHOWN = "md"  # goes to the screen when no file is named


@options.command(
    tr(
        "Tee henkilöstölle tiedote siitä, mitä suunnitelmassa on muuttunut: osioittain, lyhyesti "
        "ja kuittauslistan kanssa. Salassa pidettävistä osista kerrotaan vain, että ne ovat "
        "muuttuneet."
    )
)
@click.argument("old", type=options.FILE, metavar=tr("VANHA"))
@click.argument("new", type=options.FILE, metavar=tr("UUSI"))
@click.option(
    "--format",
    "output_format",
    type=click.Choice(file_formats()),
    help=tr(
        "Tiedotteen muoto: Word (docx, oletus), verkkosivu (html) tai Markdown (md). "
        "Tiedoston pääte kertoo sen myös."
    ),
)
@click.option(
    "--public",
    is_flag=True,
    help=tr("Jätä pois myös maininnat siitä, että jotakin salassa pidettävää on muuttunut."),
)
@options.force_option
@options.output_option(
    tr(
        "Tiedosto, johon tiedote kirjoitetaan; oletus on output/muutostiedote-VUOSI.docx. "
        "Markdown tulee ilman tätä näytölle."
    )
)
@options.form_option
def command(
    old: Path,
    new: Path,
    *,
    output_format: str | None,
    public: bool,
    force: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    import omvgen

    named = format_of(output.name) if output else None
    format_ = output_format or (named if named in file_formats() else None) or "docx"
    options.check_ending(output, format_)
    form = load_form_option(form_file)
    full = omvgen.read(old, form), omvgen.read(new, form)
    before, after, copies = omvgen.public_both(*full)
    changes = omvgen.compare(*full)
    data = _notice(before, after, None if public else changes, format_=format_)
    target = output or _default_target(after, format_, public=public)
    empty = _notice(*own_words(after), format_=format_)
    if refuse_leaks(full[1], copies, target, data, empty):
        return 1
    for reading in full:
        warn_of_errors(reading)
        warn_of_undecided(reading)
    warn_of_order(changes)
    if format_ == "docx":
        put_document(data, target, force=force)
    else:
        put(data, target)
        say_written(target)
    return 0


def _notice(old: Reading, new: Reading, whole: Changes | None = None, *, format_: str) -> bytes:
    """The notice of two public plans, as the bytes of its file."""
    import omvgen

    return omvgen.notice(omvgen.compare_public(old, new), new, whole, format_)


def _default_target(new: Reading, format_: str, *, public: bool) -> Path:
    if format_ == _SHOWN:
        return Path("-")
    name = document_name(STEM, new.plan, *(["julkinen"] if public else []))
    return FOLDER / f"{name}{writer_of(format_).ENDINGS[0]}"
