"""`omvgen notice`: what changed, for staff; that the plan may be seen, for clients."""

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
from omvgen.content.clients.texts import LANGUAGES
from omvgen.errors import LeakError
from omvgen.locale import primary_language, tr
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading
from omvgen.writers import file_formats, format_of, writer_of

STEM, CLIENTS_STEM = "muutostiedote", "asiakastiedote"
_SHOWN = "md"  # goes to the screen when no file is named
_FORMATS = file_formats(printed=True)


@options.command(
    tr(
        "Tee henkilöstölle tiedote siitä, mitä suunnitelmassa on muuttunut: osioittain, lyhyesti "
        "ja kuittauslistan kanssa. Salassa pidettävistä osista kerrotaan vain, että ne ovat "
        "muuttuneet. Valitsimella --clients tee asiakkaille yhden sivun selkokielinen tiedote "
        "siitä, että suunnitelma on olemassa ja että sen saa nähdä: anna silloin yksi työkirja."
    ),
    languages=LANGUAGES,
)
@click.argument("old", type=options.FILE, metavar=tr("VANHA"))
@click.argument("new", type=options.FILE, metavar=tr("UUSI"), required=False)
@click.option(
    "--clients",
    is_flag=True,
    help=tr("Tee tiedote asiakkaille. Siinä on suunnitelmasta vain julkiset yhteystiedot."),
)
@click.option(
    "--texts",
    type=options.FILE,
    metavar=tr("TIEDOSTO"),
    help=tr("Asiakastiedotteen oma käännös (TOML) muulle kielelle, myös oikealta luettavalle."),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    help=tr(
        "Tiedotteen muoto: Word (docx, oletus), verkkosivu (html), Markdown (md) tai PDF (pdf), "
        "johon tarvitaan LibreOffice. Tiedoston pääte kertoo sen myös."
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
        "Tiedosto, johon tiedote kirjoitetaan; oletus on output/muutostiedote-VUOSI-vVERSIO.docx "
        "tai output/asiakastiedote-KIELI.docx. Markdown tulee ilman tätä näytölle."
    )
)
@options.form_option
def command(
    old: Path,
    new: Path | None,
    *,
    clients: bool,
    texts: Path | None,
    lang: str | None,
    output_format: str | None,
    public: bool,
    force: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    _check_use(new, texts, clients=clients, public=public)
    named = format_of(output.name) if output else None
    kind = output_format or (named if named in _FORMATS else None) or "docx"
    options.check_ending(output, kind)
    form = load_form_option(form_file)
    if new is None:
        return _to_clients(pipeline.read(old, form), lang, texts, kind, output, force=force)
    after = pipeline.read(new, form)
    before = pipeline.read(old, after.form)
    return _to_staff(before, after, kind, output, public=public, force=force)


def _check_use(new: Path | None, texts: Path | None, *, clients: bool, public: bool) -> None:
    """Raises `click.UsageError` for arguments of the other notice."""
    if not clients:
        if new is None:
            parameter = next(p for p in command.params if p.name == "new")
            raise click.MissingParameter(param=parameter)
        if texts:
            raise click.UsageError(
                tr("Käännöksen voi valita vain asiakastiedotteelle (--clients).")
            )
    elif new is not None:
        raise click.UsageError(tr("Asiakastiedote tehdään yhdestä työkirjasta."))
    elif public:
        raise click.UsageError(tr("Asiakastiedote on aina julkinen: jätä pois --public."))


def _to_staff(
    before: Reading,
    after: Reading,
    kind: str,
    output: Path | None,
    *,
    public: bool,
    force: bool,
) -> int:
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


def _to_clients(
    reading: Reading,
    lang: str | None,
    texts: Path | None,
    kind: str,
    output: Path | None,
    *,
    force: bool,
) -> int:
    of_plan = primary_language(reading.plan.field("language") or reading.form.language)
    language = lang or (of_plan if of_plan in LANGUAGES else LANGUAGES[0])
    name = f"{CLIENTS_STEM}-{texts.stem if texts else language}{writer_of(kind).ENDINGS[0]}"
    target = output or (Path("-") if kind == _SHOWN else FOLDER / name)
    try:
        data = pipeline.notice_to_clients(reading, language, kind, texts=texts, name=target.name)
    except LeakError as leaks:
        refuse_leaks(reading, leaks)
        return 1
    put(data, target, force=force)
    say_written(target)
    return 0


def _default_target(new: Plan, kind: str, *, public: bool) -> Path:
    if kind == _SHOWN:
        return Path("-")
    name = document_name(STEM, new, *(["julkinen"] if public else []), given_out=True)
    return FOLDER / f"{name}{writer_of(kind).ENDINGS[0]}"
