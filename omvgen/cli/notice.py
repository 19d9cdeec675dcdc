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
    refuse_errors,
    refuse_leaks,
    say_written,
    show_refusal,
)
from omvgen.cli.warnings import warn_of_errors, warn_of_order, warn_of_undecided
from omvgen.content.clients.texts import LANGUAGES
from omvgen.errors import LeakError, PlanError
from omvgen.locale import primary_language, tr
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading
from omvgen.writers import file_formats, format_of, writer_of

STEM, CLIENTS_STEM, REPORT_STEM = "muutostiedote", "asiakastiedote", "selvitys"
_SHOWN = "md"  # goes to the screen when no file is named
_FORMATS = file_formats(printed=True)


@options.command(
    tr(
        "Tee henkilöstölle tiedote siitä, mitä suunnitelmassa on muuttunut: osioittain, lyhyesti "
        "ja kuittauslistan kanssa. Salassa pidettävistä osista kerrotaan vain, että ne ovat "
        "muuttuneet. Valitsimella --clients tee asiakkaille yhden sivun selkokielinen tiedote "
        "siitä, että suunnitelma on olemassa ja että sen saa nähdä: anna silloin yksi työkirja. "
        "Valitsimella --report tee julkaistava seurannan selvitys: havainnot, toimenpiteet ja "
        "muutokset."
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
    "--report",
    is_flag=True,
    help=tr(
        "Tee julkaistava seurannan selvitys. Anna yksi työkirja; siinä on vain julkinen osa "
        "suunnitelmasta."
    ),
)
@options.previous_option(
    tr(
        "Edellisen selvityksen työkirja, johon muutoksia verrataan; oletus on edellinen "
        "vahvistettu versio kansiossa vahvistetut."
    )
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
        "Tiedosto, johon tiedote kirjoitetaan; oletus on output/muutostiedote-VUOSI-vVERSIO.docx, "
        "output/asiakastiedote-KIELI.docx tai output/selvitys-VUOSI-vVERSIO.docx. "
        "Markdown tulee ilman tätä näytölle."
    )
)
@options.form_option
def command(
    old: Path,
    new: Path | None,
    *,
    clients: bool,
    report: bool,
    previous: Path | None,
    texts: Path | None,
    lang: str | None,
    output_format: str | None,
    public: bool,
    force: bool,
    output: Path | None,
    form_file: Path | None,
) -> int:
    _check_use(new, texts, previous, clients=clients, report=report, public=public)
    named = format_of(output.name) if output else None
    kind = output_format or (named if named in _FORMATS else None) or "docx"
    options.check_ending(output, kind)
    form = load_form_option(form_file)
    if report:
        return _to_everybody(pipeline.read(old, form), previous, kind, output, force=force)
    if new is None:
        return _to_clients(pipeline.read(old, form), lang, texts, kind, output, force=force)
    after = pipeline.read(new, form)
    before = pipeline.read(old, after.form)
    return _to_staff(before, after, kind, output, public=public, force=force)


def _check_use(
    new: Path | None,
    texts: Path | None,
    previous: Path | None,
    *,
    clients: bool,
    report: bool,
    public: bool,
) -> None:
    """Raises `click.UsageError` for arguments of another kind of notice."""
    if new is None and not (clients or report):
        parameter = next(p for p in command.params if p.name == "new")
        raise click.MissingParameter(param=parameter)
    wrong = (
        (clients and report, tr("Valitse joko --clients tai --report.")),
        (
            texts and not clients,
            tr("Käännöksen voi valita vain asiakastiedotteelle (--clients)."),
        ),
        (
            previous and not report,
            tr("Valitsin --previous kuuluu seurannan selvitykseen (--report)."),
        ),
        (new and clients, tr("Asiakastiedote tehdään yhdestä työkirjasta.")),
        (
            new and report,
            tr("Selvitys tehdään yhdestä työkirjasta; anna vanha näin: --previous VANHA."),
        ),
        (public and clients, tr("Asiakastiedote on aina julkinen: jätä pois --public.")),
        (public and report, tr("Seurannan selvitys on aina julkinen: jätä pois --public.")),
    )
    for is_wrong, message in wrong:
        if is_wrong:
            raise click.UsageError(message)


def _to_everybody(
    reading: Reading, previous: Path | None, kind: str, output: Path | None, *, force: bool
) -> int:
    from omvgen.follow_up import follow_up_report

    before = None if previous is None else pipeline.read(previous, reading.form)
    target = output or _default_target(REPORT_STEM, reading.plan, kind)
    try:
        made = follow_up_report(reading, before, kind, name=target.name)
    except LeakError as leaks:
        refuse_leaks(reading, leaks)
        return 1
    except PlanError as error:
        reason = tr("Seurannan selvitystä ei tehty työkirjasta {file}.", file=reading.file)
        refuse_errors(reading, error.findings, reason)
        return 1
    if before is not None:
        warn_of_order(before, reading)
    put(made.data, target, force=force)
    say_written(target)
    for finding in made.remarks:
        show_refusal(finding)
    return 0


def _to_staff(
    before: Reading,
    after: Reading,
    kind: str,
    output: Path | None,
    *,
    public: bool,
    force: bool,
) -> int:
    target = output or _default_target(STEM, after.plan, kind, *(["julkinen"] if public else []))
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


def _default_target(stem: str, new: Plan, kind: str, *words: str) -> Path:
    if kind == _SHOWN:
        return Path("-")
    name = document_name(stem, new, *words, given_out=True)
    return FOLDER / f"{name}{writer_of(kind).ENDINGS[0]}"
