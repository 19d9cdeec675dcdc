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

STEM = "muutostiedote"
_MARKDOWN = {".md", ".markdown"}


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
    type=click.Choice(["docx", "md"]),
    help=tr("Tiedotteen muoto: Word (oletus) tai Markdown. Tiedoston pääte .md kertoo sen myös."),
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

    markdown = output_format == "md" or (
        output_format is None and output is not None and output.suffix.lower() in _MARKDOWN
    )
    options.check_ending(output, "md" if markdown else "docx")
    form = load_form_option(form_file)
    full = omvgen.read(old, form), omvgen.read(new, form)
    before, after, copies = omvgen.public_both(*full)
    changes = omvgen.compare(*full)
    data = _notice(before, after, None if public else changes, markdown=markdown)
    target = output or _default_target(after, markdown=markdown, public=public)
    empty = _notice(*own_words(after), markdown=markdown)
    kind = "md" if markdown else "docx"
    if refuse_leaks(full[1], copies, target, data, kind=kind, empty=empty):
        return 1
    for reading in full:
        warn_of_errors(reading)
        warn_of_undecided(reading)
    warn_of_order(changes)
    if markdown:
        put(data, target)
        say_written(target)
    else:
        put_document(data, target, force=force)
    return 0


def _notice(old: Reading, new: Reading, whole: Changes | None = None, *, markdown: bool) -> bytes:
    """The notice of two public plans, as the bytes of its file."""
    import omvgen

    notice = omvgen.notice(omvgen.compare_public(old, new), new, whole)
    if markdown:
        from omvgen.writers.markdown.notice_markdown import notice_to_markdown

        return notice_to_markdown(notice).encode("utf-8")
    from omvgen.content.notice import notice_document
    from omvgen.writers.docx.write import write_docx

    return write_docx(notice_document(notice, new.plan, new.form))


def _default_target(new: Reading, *, markdown: bool, public: bool) -> Path:
    if markdown:
        return Path("-")
    name = document_name(STEM, new.plan, *(["julkinen"] if public else []))
    return FOLDER / f"{name}.docx"
