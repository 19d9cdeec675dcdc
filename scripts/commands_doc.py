"""Writes docs/commands.md: every command with its words and options, from its own help.

    python scripts/commands_doc.py            write it
    python scripts/commands_doc.py --check    fail when it is stale

It is in Finnish, as the help is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from generated import write_or_check

from omvgen import locale
from omvgen.cli import COMMANDS, command_named
from omvgen.cli.click_words import translate_click

TARGET = Path(__file__).parent.parent / "docs" / "commands.md"

INTRODUCTION = """\
# Komennot

<!-- Tämä sivu tehdään komennolla python scripts/commands_doc.py. Älä muokkaa sitä. -->

Samat tiedot näyttää `omvgen KOMENTO --help`, ja `omvgen --version` kertoo ohjelman version. Missä järjestyksessä komentoja käytetään, on sivulla [year.md](year.md).

- Isoin kirjaimin kirjoitetun sanan tilalle annetaan tieto: `TYÖKIRJA` on työkirjan nimi, `VANHA` ja `UUSI` vanhan ja uuden työkirjan nimi. Kolme pistettä tarkoittaa, että niitä voi olla useita.
- Valitsimet alkavat viivoilla, ja niiden paikka rivillä on vapaa. `[text|json]` tarkoittaa: jompikumpi.
- Jos tiedoston nimessä on välilyönti, nimi kirjoitetaan lainausmerkkeihin: `"suunnitelma 2026.xlsx"`.
- Tulos tulee näytölle tai tiedostoon (`-o`), ilmoitukset erikseen.
- Paluuarvo kertoo toiselle ohjelmalle, miten kävi: 0 on kunnossa, 1 tarkoittaa, että suunnitelmassa on virheitä, se eroaa, ei täsmää tai on myöhässä, ja 2, että komento oli väärä tai tiedostoa ei voitu lukea tai kirjoittaa.
"""  # noqa: E501

# One of each command, in the order of a year; tests/test_guides.py runs them.
EXAMPLES = {
    "app": "omvgen app Suunnitelmat",
    "template": "omvgen template -o suunnitelma.xlsx",
    "import": "omvgen import vanha-suunnitelma.docx -o tuotu.xlsx",
    "new": "omvgen new omavalvontasuunnitelma-2025.xlsx -o seuraava.xlsx",
    "merge": "omvgen merge omavalvontasuunnitelma-2026.xlsx kollegan-kopio.xlsx",
    "repair": "omvgen repair omavalvontasuunnitelma-2026.xlsx -o ehjä.xlsx",
    "validate": "omvgen validate omavalvontasuunnitelma-2025.xlsx omavalvontasuunnitelma-2026.xlsx",
    "diff": "omvgen diff omavalvontasuunnitelma-2025.xlsx omavalvontasuunnitelma-2026.xlsx",
    "notice": "omvgen notice omavalvontasuunnitelma-2025.xlsx omavalvontasuunnitelma-2026.xlsx",
    "build": "omvgen build omavalvontasuunnitelma-2026.xlsx",
    "confirm": "omvgen confirm omavalvontasuunnitelma-2026.xlsx --date 30.1.2026 "
    '--place Esimerkkilä --by "Oskari Esimerkkinen" --role johtaja',
    "status": "omvgen status omavalvontasuunnitelma-2026.xlsx",
    "overview": "omvgen overview omavalvontasuunnitelma-2025.xlsx omavalvontasuunnitelma-2026.xlsx "
    "-o yhteenveto.html --today 1.2.2026",
    "verify": "omvgen verify output/omavalvontasuunnitelma-2026-v2.0.docx "
    "omavalvontasuunnitelma-2026.xlsx",
    "pack": "omvgen pack omavalvontasuunnitelma-2026.xlsx",
    "export": "omvgen export omavalvontasuunnitelma-2026.xlsx -o suunnitelma.json",
    "form list": "omvgen form list",
    "form new": "omvgen form new kirjaston-lomake.xlsx",
    "form check": "omvgen form check oma-lomake.toml",
}


def document() -> str:
    """The page as it should be now."""
    locale.use("fi")
    translate_click()
    commands = list(_commands())
    shared = set.intersection(*(set(_options(name, command)) for name, command in commands))
    pages = [_page(name, command, shared) for name, command in commands]
    return "\n".join([INTRODUCTION, *pages, _shared(*commands[0], shared)])


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Each command that does something, by its whole name."""
    for name in COMMANDS:
        command = command_named(name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", own) for part, own in command.commands.items())
        else:
            yield name, command


def _page(name: str, command: click.Command, shared: set[tuple[str, str]]) -> str:
    usage = " ".join(command.collect_usage_pieces(_context(name, command)))
    lines = [
        f"## omvgen {name}\n",
        f"{command.help}\n",
        f"Muoto: `omvgen {name} {usage}`. Esimerkki:\n",
        f"```\n{_example(name)}\n```\n",
    ]
    own = [option for option in _options(name, command) if option not in shared]
    return "\n".join(lines + _table(own))


def _example(name: str) -> str:
    if name not in EXAMPLES:
        sys.exit(f"Not in EXAMPLES of scripts/commands_doc.py: {name}")
    return EXAMPLES[name]


def _shared(name: str, command: click.Command, shared: set[tuple[str, str]]) -> str:
    rows = [option for option in _options(name, command) if option in shared]
    return "\n".join(["## Jokaisessa komennossa\n", *_table(rows)])


def _options(name: str, command: click.Command) -> list[tuple[str, str]]:
    """Each option as it is written, and what it does."""
    context = _context(name, command)
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    return [record for option in options if (record := option.get_help_record(context))]


def _context(name: str, command: click.Command) -> click.Context:
    return click.Context(command, info_name=f"omvgen {name}", **command.context_settings)


def _table(rows: list[tuple[str, str]]) -> list[str]:
    cells = [f"| `{_cell(option)}` | {_cell(words)} |" for option, words in rows]
    return ["| valitsin | mitä se tekee |", "|---|---|", *cells, ""] if cells else []


def _cell(words: str) -> str:
    return words.replace("  [", " [").replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(write_or_check(TARGET, document(), "scripts/commands_doc.py"))
