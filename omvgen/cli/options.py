"""Options that several commands take, each with its one help text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from omvgen.locale import LANGUAGES, tr

# Existence is not click's to check: the reader says it better, in the user's words.
FILE = click.Path(path_type=Path)


def command(help_text: str, **settings: Any) -> Any:
    """A command with `-h`, `--lang` and `--debug`, as every command has."""

    def decorate(function: Any) -> click.Command:
        made = click.command(
            help=help_text,
            context_settings={"help_option_names": ["-h", "--help"]},
            options_metavar=tr("[VALITSIMET]"),
            **settings,
        )(function)
        return common_options(made)

    return decorate


def common_options(made: Any) -> Any:
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


def form_option(function: Any) -> Any:
    return click.option(
        "--form", "form_file", type=FILE, metavar="FILE", help=tr("Oma lomake (TOML).")
    )(function)


def output_option(help_text: str) -> Any:
    return click.option("-o", "--output", type=FILE, metavar="FILE", help=help_text)
