"""`omvgen form`: which forms there are, and an organisation's own."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import put, say_written, use_colors
from omvgen.findings.model import errors
from omvgen.form.form import Form
from omvgen.locale import listed, ntr, tr

command = click.Group(
    "form",
    help=tr("Valmiit lomakkeet, ja oman lomakkeen tekeminen ja tarkistaminen."),
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=tr("[VALITSIMET]"),
    subcommand_metavar=tr("KOMENTO [ARGUMENTIT]..."),
)
options.common_options(command)


@options.command(
    tr(
        "Tarkista lomaketiedosto ja kerro kaikki sen virheet. Paluuarvo on 0, kun lomake on "
        "kunnossa, 1, kun siinä on virheitä, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("file", type=options.FILE, metavar=tr("TIEDOSTO"))
def check(file: Path) -> int:
    from omvgen.console.findings import finding_lines

    faults = pipeline.check_form(file)
    wrong = errors(faults)
    if faults:
        lines = [file.name, *(finding_lines(fault, use_colors()) for fault in faults)]
        click.echo("\n".join([*lines, ""]), color=True)
    if wrong:
        click.echo(ntr("{n} virhe", "{n} virhettä", len(wrong)))
        return 1
    counts = _counts(pipeline.load_form(file))
    click.echo(tr("{file}: lomake on kunnossa, {counts}.", file=file.name, counts=counts))
    return 0


def _counts(form: Form) -> str:
    """How many parts the form has, in words."""
    parts = (
        ntr("{n} osio", "{n} osiota", len(form.sections)),
        ntr("{n} kohta", "{n} kohtaa", len(form.questions)),
        ntr("{n} taulukko", "{n} taulukkoa", len(form.tables)),
    )
    return listed(parts)


@options.command(
    tr(
        "Luettele lomakkeet, joita voi käyttää nimellä (--form): omvgenin omat, tämän kansion "
        "lomakkeet ja ne, jotka ovat ympäristömuuttujan OMVGEN_FORMS kansioissa."
    )
)
def list_forms() -> None:
    from omvgen.workbook.form_book.finding import known_forms

    for form, file in known_forms(Path()):
        click.echo(f"{form.id} {form.version}")
        click.echo(f"  {form.title}: {_counts(form)}")
        for more in (form.source, form.reservation, "" if file is None else str(file)):
            if more:
                click.echo(f"  {more}")


@options.command(
    tr(
        "Tee lomaketyökirja (LOMAKE.xlsx), johon oma lomake kirjoitetaan Excelissä, tai "
        "lomakkeen TOML-tiedosto (LOMAKE.toml). Valitsin --form panee siihen valmiin lomakkeen: "
        "näin lomake muuttuu myös muodosta toiseen."
    )
)
@click.argument("output", type=options.FILE, metavar=tr("LOMAKE"))
@click.option(
    "--extends",
    metavar=tr("NIMI"),
    default="",
    help=tr("Lomake, johon oma lomake lisää kohtia; sen omat kohdat säilyvät."),
)
@options.force_option
@options.form_option
def new(output: Path, *, extends: str, force: bool, form_file: Path | None) -> None:
    if extends and form_file:
        raise click.UsageError(tr("Valitsimia --extends ja --form ei voi antaa yhdessä."))
    ending = output.suffix.lower()
    if ending not in (".xlsx", ".toml"):
        raise click.UsageError(tr("Anna tiedostolle nimi, jonka pääte on .xlsx tai .toml."))
    from omvgen.workbook.template.form_workbook import form_file as make

    put(make(ending, form_file, extends), output, force=force)
    say_written(output)


command.add_command(list_forms, "list")
command.add_command(new, "new")
command.add_command(check, "check")
