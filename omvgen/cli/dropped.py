"""The executable: checks and builds workbooks dropped on it, or runs a command line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from omvgen import cli, pipeline
from omvgen.cli.annotated import put_annotated_copy
from omvgen.cli.common import FOLDER, put, say, say_written, use_colors
from omvgen.cli.each import for_each, names_of
from omvgen.findings.model import errors
from omvgen.locale import tr

# The program itself, and the process that unpacked it; a shell would be a third.
_OUR_PROCESSES = 2


def main() -> None:
    """Runs the program and ends the process with its exit code."""
    arguments = cli.given_arguments()
    alone = _window_is_ours()
    if arguments and all(map(_is_file, arguments)):
        cli.begin([])
        workbooks = [Path(argument).absolute() for argument in arguments]
        code = cli.exit_code(partial(_check_and_build, workbooks))
    elif alone and not arguments:
        cli.begin([])
        code = 0
        click.echo(_what_to_do())
    else:
        cli.main(arguments)
    if alone:
        _wait_for_enter()
    sys.exit(code)


def _is_file(argument: str) -> bool:
    """Whether a file of that name exists and no command has the name."""
    return argument not in cli.COMMANDS and Path(argument).exists()


def _check_and_build(workbooks: list[Path]) -> int:
    """Checks and builds each workbook; one that cannot be read does not stop the others."""
    documents = [_document_of(workbook) for workbook in workbooks]
    twice = next((one for one in documents if documents.count(one) > 1), None)
    if twice is not None:
        raise click.ClickException(
            tr(
                "Kahdesta työkirjasta tulisi sama asiakirja {file}. "
                "Anna toiselle työkirjalle toinen nimi.",
                file=str(twice),
            )
        )
    work = partial(_exit_code_of, use_colors(), names_of(workbooks))
    codes = for_each(workbooks, work)
    return max(2 if code is None else code for code in codes)


def _document_of(workbook: Path) -> Path:
    """The path beside the workbook and by its name: two workbooks have two documents."""
    return workbook.parent / FOLDER / f"{workbook.stem}.docx"


def _exit_code_of(color: bool, names: Mapping[Path, str], workbook: Path) -> int:
    return cli.exit_code(partial(_check_and_build_one, workbook, names[workbook], color))


def _check_and_build_one(workbook: Path, name: str, color: bool) -> int:
    """Shows the findings, and makes the document or, with errors, an annotated copy."""
    from omvgen.console.findings import as_text

    reading = replace(pipeline.read(workbook), file=name)
    findings = pipeline.validate(reading)
    click.echo(as_text(reading, findings, color), color=True)
    if errors(findings):
        say(
            tr(
                "Työkirjasta {file} ei tehty asiakirjaa, koska siinä on virheitä. Korjaa ne "
                "työkirjaan, tallenna se ja pudota se uudelleen ohjelman päälle.",
                file=name,
            )
        )
        return 1 if put_annotated_copy(workbook, reading, findings, force=False) else 2
    document = pipeline.build(reading, findings=findings)
    target = _document_of(workbook)
    put(document, target, force=False, reads=[workbook])
    say_written(target)
    return 0


def _what_to_do() -> str:
    return "\n".join(
        [
            tr(
                "omvgen tekee omavalvontasuunnitelman Excel-työkirjasta Word-asiakirjan, "
                "jonka johtaja allekirjoittaa."
            ),
            "",
            tr("1. Tallenna työkirja Excelissä."),
            tr("2. Vedä työkirja hiirellä tämän ohjelman kuvakkeen päälle ja päästä irti."),
            "",
            tr(
                "Ohjelma tarkistaa työkirjan. Asiakirja tulee työkirjan viereen kansioon output. "
                "Jos työkirjassa on virheitä, ne näytetään ja merkitään työkirjan kopioon."
            ),
            tr("Muut toiminnot annetaan komentoina. Luettelo: omvgen --help"),
        ]
    )


def _window_is_ours() -> bool:
    """Whether the console window closes when this process ends.

    Only on Windows, when the program was double-clicked: no other process uses the
    console, and somebody can press a key. Never for a script or a service.
    """
    if sys.platform != "win32":
        return False
    import ctypes

    size = _OUR_PROCESSES + 1
    using = ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint32 * size)(), size)
    return 0 < using <= _OUR_PROCESSES and sys.stdin is not None and sys.stdin.isatty()


def _wait_for_enter() -> None:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        input("\n" + tr("Sulje ikkuna painamalla Enter."))
