"""The executable: opens the local page when it is double-clicked, or runs a command line.

Workbooks that are dropped on it open on the page too. A script that gives it files, or
anybody with `--console`, has them checked and built instead.
"""

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
from omvgen.cli.app import open_page
from omvgen.cli.common import FOLDER, put, say, say_written, use_colors
from omvgen.cli.each import for_each, names_of
from omvgen.findings.model import errors
from omvgen.locale import tr

# The program itself, and the process that unpacked it; a shell would be a third.
_OUR_PROCESSES = 2

CONSOLE = "--console"
"""Has dropped files checked and built in the window, without the page."""


def main() -> None:
    """Runs the program and ends the process with its exit code."""
    arguments = cli.given_arguments()
    alone, console = _window_is_ours(), CONSOLE in arguments
    arguments = [argument for argument in arguments if argument != CONSOLE]
    files = bool(arguments) and all(map(_is_file, arguments))
    if alone and not console and (files or not arguments):
        cli.begin([])
        code = cli.exit_code(partial(_open_page, arguments))
        alone = bool(code)  # what went wrong must be read
    elif files:
        cli.begin([])
        workbooks = [Path(argument).absolute() for argument in arguments]
        code = cli.exit_code(partial(_check_and_build, workbooks))
    else:
        cli.main(arguments)
    if alone:
        _wait_for_enter()
    sys.exit(code)


def _open_page(files: list[str]) -> int:
    """Opens the page of the folder of what was dropped, or of the program's own folder.

    A program that lies in a folder without workbooks opens the folder that was used last.
    """
    from omvgen.app.folder import Folder
    from omvgen.app.instance import last_folder

    if files:
        dropped = Path(files[0]).absolute()
        if dropped.is_dir():
            return open_page(dropped, browser=True)
        return open_page(dropped.parent, browser=True, workbook=dropped.name)
    here = Path(sys.executable).parent
    folder = here if Folder(here).workbooks() else last_folder() or here
    return open_page(folder, browser=True)


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
