"""The command line: one file a command, loaded when it is used."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from omvgen import __version__, locale
from omvgen.locale import mark, tr

# Each command, in the order of use, with its line in `omvgen --help`.
COMMANDS = {
    "template": mark("Tee tyhjä tai esitäytetty työkirja."),
    "new": mark("Tee seuraavan vuoden työkirja edellisen vastauksista."),
    "validate": mark("Tarkista työkirja ja kerro, mitä korjata ja missä solussa."),
    "diff": mark("Vertaa työkirjaa edelliseen: mitä on muuttunut."),
    "notice": mark("Tee henkilöstölle tiedote muutoksista ja kuittauslista."),
    "build": mark("Tee työkirjasta Word-asiakirja."),
    "confirm": mark("Kirjaa vahvistus, kun suunnitelma on allekirjoitettu."),
    "status": mark("Milloin vahvistettu, milloin vahvistettava, mikä muuttunut."),
    "verify": mark("Tarkista, sanooko asiakirja saman kuin työkirja."),
    "export": mark("Vie suunnitelma JSON-muotoon."),
    "form": mark("Tarkista oma lomake."),
}


class Commands(click.Group):
    """Knows its commands by name; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"omvgen.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = tr("Tarkoititko: {name}?", name=near[0]) if near else ""
            ctx.fail(tr("Komentoa {name} ei ole.", name=args[0]) + f" {hint}".rstrip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(tr("Komennot")):
            formatter.write_dl([(name, tr(line)) for name, line in COMMANDS.items()])


def main(arguments: list[str] | None = None) -> None:
    """The program `omvgen`. Ends the process with its exit code."""
    _collect_rarely()
    arguments = sys.argv[1:] if arguments is None else arguments
    locale.use(_language(arguments))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _run(arguments)
    gc.freeze()  # what the process leaves, the system takes: a tenth of the time of most commands
    sys.exit(code)


def _collect_rarely() -> None:
    """A command makes much and drops little of it, and looking for it takes long."""
    gc.set_threshold(100_000, 20, 20)


def _run(arguments: list[str]) -> int:
    """The exit code of the command: 2 for whatever could not be done at all."""
    from omvgen.findings.model import Refused

    try:
        return _group().main(arguments, prog_name="omvgen", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Keskeytetty."), err=True)
        return 2
    except Refused as error:
        from omvgen.cli.common import show_refusal

        show_refusal(error.finding)
        return 2
    except Exception:
        if "--debug" in arguments:
            raise
        from omvgen.cli.common import program_fault

        click.echo(program_fault(), err=True)
        return 2


def _language(arguments: list[str]) -> str:
    """The language asked for, wherever `--lang` stands; it rules click's own words too."""
    asked = os.environ.get("OMVGEN_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            asked = "".join(arguments[place + 1 : place + 2])
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in locale.LANGUAGES else locale.LANGUAGES[0]


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
