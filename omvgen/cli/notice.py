"""`omvgen notice`: what changed, for staff, with a list to acknowledge."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import (
    FOLDER,
    document_name,
    load_form_option,
    put,
    refuse_leaks,
    say_written,
)
from omvgen.cli.warnings import warn_of_errors, warn_of_order, warn_of_undecided
from omvgen.errors import LeakError
from omvgen.locale import tr
from omvgen.plan.plan import Plan
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
        "Tiedosto, johon tiedote kirjoitetaan; oletus on output/muutostiedote-VUOSI-vVERSIO.docx. "
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
    named = format_of(output.name) if output else None
    kind = output_format or (named if named in file_formats() else None) or "docx"
    options.check_ending(output, kind)
    after = pipeline.read(new, load_form_option(form_file))
    before = pipeline.read(old, after.form)
    target = output or _default_target(after.plan, kind, public=public)
    try:
        data = pipeline.notice(before, after, kind, public=public, name=target.name)
    except LeakError as leaks:
        refuse_leaks(after, leaks)
        return 1
    for reading in (before, after):
        warn_of_errors(reading)
        warn_of_undecided(reading)
    warn_of_order(before, after)
    put(data, target, force=force)
    say_written(target)
    return 0


def _default_target(new: Plan, kind: str, *, public: bool) -> Path:
    if kind == _SHOWN:
        return Path("-")
    name = document_name(STEM, new, *(["julkinen"] if public else []), given_out=True)
    return FOLDER / f"{name}{writer_of(kind).ENDINGS[0]}"
