"""The command line: one file a command, loaded when it is used."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module

import click

from omvgen import __version__, locale
from omvgen.cli.click_words import translate_click
from omvgen.locale import mark, tr

# Each command, in the order of use, with its line in `omvgen --help`.
COMMANDS = {
    "app": mark("Avaa sivu, jolla kaikki tehdään napsauttamalla."),
    "template": mark("Tee tyhjä tai esitäytetty työkirja."),
    "import": mark("Tuo Wordissa oleva suunnitelma uuteen työkirjaan."),
    "new": mark("Tee seuraavan vuoden työkirja edellisen vastauksista."),
    "merge": mark("Tuo työkirjaan muiden tekemät muutokset."),
    "repair": mark("Palauta vioittuneen työkirjan vastaukset ehjään työkirjaan."),
    "validate": mark("Tarkista työkirja ja kerro, mitä korjata ja missä solussa."),
    "diff": mark("Vertaa työkirjaa edelliseen: mitä on muuttunut."),
    "notice": mark("Tee tiedote: muutokset henkilöstölle, tai asiakkaille."),
    "build": mark("Tee työkirjasta Word-asiakirja."),
    "confirm": mark("Kirjaa vahvistus, kun suunnitelma on allekirjoitettu."),
    "status": mark("Milloin vahvistettu, milloin vahvistettava, mikä muuttunut."),
    "overview": mark("Monen yksikön tilanne: myöhässä, kesken, muuttunut."),
    "verify": mark("Tarkista, sanooko asiakirja saman kuin työkirja."),
    "pack": mark("Kokoa luovutettavat tiedostot yhdeksi paketiksi."),
    "export": mark("Vie suunnitelma JSON-muotoon."),
    "form": mark("Valmiit lomakkeet ja oma lomake."),
}

_MODULES = {"import": "import_document"}  # of commands whose names Python keeps for itself
_WORKBOOKS = (".xlsx", ".xlsm")

_SHELL_EXPANDS = os.name != "nt"  # on Windows a program gets `*.xlsx` as it was typed


def command_named(name: str) -> click.Command:
    """The command of `COMMANDS`, from its own module."""
    command: click.Command = import_module(f"omvgen.cli.{_MODULES.get(name, name)}").command
    return command


class Commands(click.Group):
    """The commands by name; the module of a command is imported when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = command_named(name)
        command.short_help = tr(COMMANDS[name])  # for a shell that completes a word
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if args[0].lower().endswith(_WORKBOOKS):
                quote = '"' if " " in args[0] else ""
                near = [f"omvgen validate {quote}{args[0]}{quote}"]
            hint = tr("Tarkoititko: {name}?", name=near[0]) if near else ""
            ctx.fail(tr("Komentoa {name} ei ole.", name=args[0]) + f" {hint}".rstrip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(tr("Komennot")):
            formatter.write_dl([(name, tr(line)) for name, line in COMMANDS.items()])


def main(arguments: list[str] | None = None) -> None:
    """Runs the program `omvgen` and ends the process with its exit code."""
    arguments = given_arguments() if arguments is None else arguments
    begin(arguments)
    code = exit_code(
        lambda: _group().main(arguments, prog_name="omvgen", standalone_mode=False),
        debug="--debug" in arguments,
    )
    # Nothing is collected at exit, the system frees it: a tenth of the time of most commands.
    gc.freeze()
    sys.exit(code)


def given_arguments() -> list[str]:
    """Returns the arguments of the process, with wildcards expanded where no shell does it."""
    if _SHELL_EXPANDS:
        return sys.argv[1:]
    from omvgen.cli.wildcards import expanded

    return expanded(sys.argv[1:])


def begin(arguments: list[str]) -> None:
    """Sets up the process: garbage collection, language, standard streams and encoding."""
    _collect_rarely()
    locale.use(_language(arguments))
    translate_click()
    if sys.stdout is None or sys.stderr is None:
        from omvgen.cli.failures import open_what_is_closed

        open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _collect_rarely() -> None:
    """A command allocates much and drops little of it, so frequent collections are wasted."""
    gc.set_threshold(100_000, 20, 20)


def exit_code(work: Callable[[], int | None], *, debug: bool = False) -> int:
    """Returns the exit code of the work; shows the reason and returns 2 when it raises."""
    try:
        return work() or 0
    except (Exception, KeyboardInterrupt, SystemExit) as error:
        from omvgen.cli.failures import code_of

        return code_of(error, debug=debug)


def _language(arguments: list[str]) -> str:
    """The language by `--lang`, at any place in the line, by OMVGEN_LANG, or Finnish."""
    tags = [os.environ.get("OMVGEN_LANG", "")]
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            tags += arguments[place + 1 : place + 2]
        elif argument.startswith("--lang="):
            tags.append(argument.removeprefix("--lang="))
    languages = map(locale.primary_language, tags)
    known = [language for language in languages if language in locale.LANGUAGES]
    return known[-1] if known else locale.LANGUAGES[0]


def _group() -> click.Group:
    from omvgen.cli.options import common_options

    group = Commands(
        "omvgen",
        help=tr(
            "Omavalvontasuunnitelma Excel-työkirjasta Word-asiakirjaksi: "
            "tarkistus, vertailu edelliseen vuoteen ja vahvistettava asiakirja."
        ),
        context_settings={"help_option_names": ["-h", "--help"]},
        options_metavar=tr("[VALITSIMET]"),
        subcommand_metavar=tr("KOMENTO [ARGUMENTIT]..."),
    )
    click.version_option(__version__, message="omvgen %(version)s")(group)
    return common_options(group)
