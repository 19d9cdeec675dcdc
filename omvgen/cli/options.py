"""Options that several commands take, each with its one help text."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from omvgen.locale import LANGUAGES, tr

Function = Callable[..., Any]
Made = TypeVar("Made", bound=click.Command)
F = TypeVar("F", bound=Function)

# Whether a file is there and may be read is not click's to check: the reader says it better,
# in the user's words, and one such file does not stop the rest.
FILE = click.Path(path_type=Path, readable=False)


def command(help_text: str, **settings: Any) -> Callable[[Function], click.Command]:
    """A command with `-h`, `--lang` and `--debug`, as every command has."""

    def decorate(function: Function) -> click.Command:
        decorated: Callable[[Function], click.Command] = click.command(
            help=help_text,
            context_settings={"help_option_names": ["-h", "--help"]},
            options_metavar=tr("[VALITSIMET]"),
            **settings,
        )
        return common_options(decorated(function))

    return decorate


def common_options(made: Made) -> Made:
    """`--lang` and `--debug`, which `omvgen.cli.main` reads wherever they stand."""
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=tr("Viestien kieli; oletus fi, tai ympäristömuuttuja OMVGEN_LANG."),
    )(made)
    click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        help=tr("Näytä ohjelmavirheen tiedot ylläpitäjää varten."),
    )(made)
    return made


# How the names of files end that are no documents; those of documents are the writers'.
_ENDINGS = {"xlsx": (".xlsx",), "json": (".json",)}


def check_ending(output: Path | None, kind: str) -> None:
    """Raises `click.UsageError` when the file would be of the kind and not be named so."""
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
    """A file to be written: of a folder's name would come a file of that name, or a riddle."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The path; fails with a sentence when it is a folder's, or nothing."""
        text = os.fspath(value)
        if not text.strip():
            self.fail(tr("Anna tiedoston nimi."), param, ctx)
        if text.endswith(("/", os.sep)) or os.path.isdir(text):
            self.fail(tr("{file} on kansio. Anna tiedoston nimi.", file=text), param, ctx)
        return Path(text)


def form_option(function: F) -> F:
    """`--form FILE`."""
    return click.option(
        "--form", "form_file", type=FILE, metavar=tr("TIEDOSTO"), help=tr("Oma lomake (TOML).")
    )(function)


def output_option(help_text: str) -> Callable[[F], F]:
    """`-o FILE`, with what the command writes there."""
    return click.option("-o", "--output", type=_Output(), metavar=tr("TIEDOSTO"), help=help_text)


def force_workbook_option(function: F) -> F:
    """`--force`, for commands that make a workbook to fill in."""
    return click.option(
        "--force",
        is_flag=True,
        help=tr("Korvaa samanniminen tiedosto, vaikka se olisi täytetty."),
    )(function)


def previous_option(help_text: str) -> Callable[[F], F]:
    """`--previous OLD`, with what last year's workbook is for."""
    return click.option("--previous", type=FILE, metavar=tr("VANHA"), help=help_text)


def force_option(function: F) -> F:
    """`--force`: a document that somebody edited is replaced all the same."""
    return click.option(
        "--force",
        is_flag=True,
        help=tr("Korvaa tiedosto, vaikka sitä olisi muokattu sen jälkeen, kun se tehtiin."),
    )(function)


def text_or_json(function: F) -> F:
    """`--format text|json`, for commands whose result is words or data."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        help=tr("Tulosteen muoto: teksti (oletus) tai JSON."),
    )(function)


class Year(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A year in full, such as a plan may have."""

    name = "year"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The year that the value says; fails with a sentence when it says none."""
        from omvgen.plan.formats import PATTERNS

        if not PATTERNS["year"](str(value)):
            self.fail(tr("Vuoden on oltava 1900–2199."), param, ctx)
        return int(value)


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A date as Finnish offices write it: d.m.yyyy."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date that the value says; fails with a sentence when it says none."""
        from omvgen.plan.formats import parse_date

        day = value if isinstance(value, date) else parse_date(value)
        if day is None:
            self.fail(
                tr("{text} ei ole päivämäärä; anna se näin: 30.1.2026.", text=value), param, ctx
            )
        return day


def today_option(function: F) -> F:
    """`--today D`: the day on which to stand, the clock's by default."""
    return click.option(
        "--today",
        type=Day(),
        default=date.today,
        metavar=tr("PÄIVÄ"),
        help=tr("Päivä, jonka mukaan lasketaan; oletus on tämä päivä."),
    )(function)
