"""Options that several commands share, each with its help text in one place."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from omvgen.locale import LANGUAGES, tr

Function = Callable[..., Any]
AnyCommand = TypeVar("AnyCommand", bound=click.Command)
F = TypeVar("F", bound=Function)

# Click does not check that the file exists and can be read: the reader's messages are better,
# and one unreadable file must not stop the others.
FILE = click.Path(path_type=Path, readable=False)


def command(
    help_text: str, *, languages: tuple[str, ...] = (), **settings: Any
) -> Callable[[Function], click.Command]:
    """Makes a function into a command with `-h`, `--lang` and `--debug`.

    A command that writes in `languages` of its own takes these, too, and gets `lang`.
    """

    def decorate(function: Function) -> click.Command:
        decorated: Callable[[Function], click.Command] = click.command(
            help=help_text,
            context_settings={"help_option_names": ["-h", "--help"]},
            options_metavar=tr("[VALITSIMET]"),
            **settings,
        )
        return common_options(decorated(function), languages)

    return decorate


def common_options(command: AnyCommand, languages: tuple[str, ...] = ()) -> AnyCommand:
    """Adds `--lang` and `--debug`, which `omvgen.cli.main` reads at any place in the line."""
    about = tr("Viestien kieli; oletus fi, tai ympäristömuuttuja OMVGEN_LANG.")
    if languages:
        about += " " + tr("Asiakastiedotteen kieli: {languages}.", languages=", ".join(languages))
    click.option(
        "--lang",
        type=click.Choice([*LANGUAGES, *(one for one in languages if one not in LANGUAGES)]),
        expose_value=bool(languages),
        help=about,
    )(command)
    click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        help=tr("Näytä ohjelmavirheen tiedot ylläpitäjää varten."),
    )(command)
    return command


# How the names of files end that are no documents; those of documents are the writers'.
_ENDINGS = {kind: (f".{kind}",) for kind in ("xlsx", "json", "zip", "ics")}


def check_ending(output: Path | None, kind: str) -> None:
    """Raises `click.UsageError` when the file's ending does not belong to the format."""
    from omvgen.writers import writer_of  # not every command writes a document

    if output is None or str(output) == "-":
        return
    endings = _ENDINGS.get(kind) or writer_of(kind).ENDINGS
    if output.suffix.lower() in endings:
        return
    raise click.UsageError(
        tr(
            "Tiedoston {file} pääte on väärä. Anna tiedostolle toinen nimi (-o), jonka pääte on "
            "{ending}.",
            file=output,
            ending=endings[0],
        )
    )


class _Output(click.Path):
    """The path of a file to be written. Rejects directories and empty names."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Returns the path, or fails with a message."""
        text = os.fspath(value)
        if not text.strip():
            self.fail(tr("Anna tiedoston nimi."), param, ctx)
        if text.endswith(("/", os.sep)) or os.path.isdir(text):
            self.fail(tr("{file} on kansio. Anna tiedoston nimi.", file=text), param, ctx)
        return Path(text)


def form_option(function: F) -> F:
    """Adds `--form NAME|FILE`."""
    return click.option(
        "--form",
        "form_file",
        type=FILE,
        metavar=tr("NIMI|TIEDOSTO"),
        help=tr("Lomake nimellä (omvgen form list) tai tiedostona (TOML, Excel)."),
    )(function)


def output_option(help_text: str, *flags: str) -> Callable[[F], F]:
    """Adds `-o FILE`, or the flags; the help says what the command writes there."""
    flags = flags or ("-o", "--output")
    return click.option(*flags, "output", type=_Output(), metavar=tr("TIEDOSTO"), help=help_text)


def previous_option(help_text: str) -> Callable[[F], F]:
    """Adds `--previous OLD`; the help says what last year's workbook is for."""
    return click.option("--previous", type=FILE, metavar=tr("VANHA"), help=help_text)


def made_with_options(function: F) -> F:
    """Adds `--previous` and `--reference-doc` of `build`, for a document made with them."""
    function = click.option(
        "--reference-doc",
        type=FILE,
        metavar=tr("TIEDOSTO"),
        help=tr("Mallipohja, jos asiakirja on tehty valitsimella --reference-doc."),
    )(function)
    return previous_option(
        tr("Edellinen työkirja, jos asiakirja on tehty valitsimella --previous.")
    )(function)


def force_option(function: F) -> F:
    """Adds `--force`, for every command that writes files."""
    return click.option(
        "--force",
        is_flag=True,
        help=tr(
            "Korvaa samanniminen tiedosto, vaikka se olisi täytetty, muokattu, vahvistettu tai "
            "tehty muualla."
        ),
    )(function)


def text_or_json(function: F) -> F:
    """Adds `--format text|json`."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        help=tr("Tulosteen muoto: teksti (oletus) tai JSON."),
    )(function)


class Year(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A year of four digits, such as a plan may have."""

    name = "year"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Returns the year, or fails with a message."""
        from omvgen.form.formats import FORMATS

        if not FORMATS["year"].holds(str(value)):
            self.fail(tr("Vuoden on oltava 1900–2199."), param, ctx)
        return int(value)


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A date as Finnish offices write it: d.m.yyyy."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Returns the date, or fails with a message."""
        from omvgen.form.dates import parse_date

        day = value if isinstance(value, date) else parse_date(value)
        if day is None:
            self.fail(
                tr("{text} ei ole päivämäärä; anna se näin: 30.1.2026.", text=value), param, ctx
            )
        return day


def today_option(function: F) -> F:
    """Adds `--today D`, by default the current date: the core has no clock."""
    return click.option(
        "--today",
        type=Day(),
        default=date.today,
        metavar=tr("PÄIVÄ"),
        help=tr("Päivä, jonka mukaan lasketaan; oletus on tämä päivä."),
    )(function)


class _RecordId(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """The id of a record of the ledger, or at least its beginning; spaces do not matter."""

    name = "record"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the digits of the id, or fails with a message."""
        from omvgen.confirmation.record import ID_DIGITS

        digits = "".join(value.split()).lower()
        if not ID_DIGITS <= len(digits) <= 64 or not set(digits) <= set("0123456789abcdef"):
            self.fail(
                tr(
                    "Anna vahvistuksen tunnisteesta vähintään {n} ensimmäistä merkkiä (0–9, a–f).",
                    n=ID_DIGITS,
                ),
                param,
                ctx,
            )
        return digits


def trust_option(function: F) -> F:
    """Adds `--trust PEM`, for electronic signatures."""
    return click.option(
        "--trust",
        type=FILE,
        metavar="PEM",
        help=tr(
            "Tiedosto, jossa ovat luotetut juurivarmenteet ja sulkulistat (PEM): tarkista, että "
            "sähköisen allekirjoituksen varmenne johtaa johonkin niistä. Verkosta ei haeta mitään."
        ),
    )(function)


def record_option(function: F) -> F:
    """Adds `--record ID`, to be compared with the ledger."""
    return click.option(
        "--record",
        type=_RecordId(),
        metavar=tr("TUNNISTE"),
        help=tr(
            "Vahvistuksen tunniste paperilta tai asianhallinnasta: tarkista, että luettelossa on "
            "yhä se vahvistus."
        ),
    )(function)
