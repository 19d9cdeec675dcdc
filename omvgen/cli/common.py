"""What commands share: messages, the form, and writing files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from omvgen import pipeline
from omvgen.errors import LeakError
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.formats import FORMATS
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.patterns import pattern
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading

# Windows' names for them are STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING.
_STDOUT, _COLOR_CODES = -11, 4
NARROWEST, USUAL_WIDTH, WIDEST = 60, 80, 100  # columns of text
_VERSION = pattern(r"\d{1,4}(\.\d{1,4}){0,3}")
FOLDER = Path("output")
"""The default folder of documents."""


def say(message: str) -> None:
    """Prints a message to stderr: only results go to stdout."""
    click.echo(message, err=True)


def show_progress(message: str) -> None:
    """Prints a message about something slow, when stderr is a terminal."""
    if sys.stderr.isatty():
        say(message)


def program_fault() -> str:
    """The message for an unexpected exception."""
    return tr(
        "Ohjelmassa on virhe, eikä komentoa voitu suorittaa loppuun. "
        "Aja komento uudelleen valitsimella --debug ja lähetä tuloste ylläpitäjälle."
    )


def show_refusal(finding: Finding) -> None:
    """Prints why the command could not be done, and the remedy."""
    say(f"{finding.code}: {finding.message}")
    if finding.remedy:
        say("  " + tr("Korjaus: {remedy}", remedy=finding.remedy))


def use_colors() -> bool:
    """Whether to print colours: only on a terminal that shows them, and not with NO_COLOR."""
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not unwanted and _console_shows_colors()


def _console_shows_colors() -> bool:
    """Whether the console shows colour codes as colours.

    A console of Windows shows them as text until that is switched on, which click does not do.
    """
    if sys.platform != "win32":
        return True
    import ctypes

    kernel, mode = ctypes.windll.kernel32, ctypes.c_uint32()
    console = ctypes.c_void_p(kernel.GetStdHandle(_STDOUT))
    known = kernel.GetConsoleMode(console, ctypes.byref(mode))
    return bool(known and kernel.SetConsoleMode(console, mode.value | _COLOR_CODES))


@cache
def load_form_option(form_file: Path | None) -> Form | None:
    """The form that `--form` names, read once a process; None when each workbook names its own."""
    return None if form_file is None else pipeline.load_form(form_file)


def load_made_with(previous: Path | None, reference_doc: Path | None, form: Form) -> dict[str, Any]:
    """What `--previous` and `--reference-doc` name, as arguments for the pipeline."""
    return {
        "previous": None if previous is None else pipeline.read(previous, form),
        "reference": None if reference_doc is None else pipeline.load_reference(reference_doc),
    }


def screen_width() -> int:
    """The columns of text on the screen: wider than 100 it is hard to read."""
    columns = shutil.get_terminal_size((USUAL_WIDTH, 0)).columns
    return min(max(columns, NARROWEST), WIDEST)


def put(data: bytes, target: Path, *, force: bool, reads: Iterable[Path] = ()) -> None:
    """Writes an output through the one door out; `-` is stdout. Raises `WriteError`.

    `reads` are files that the command reads besides those on its command line.
    """
    from omvgen import output

    if str(target) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        output.put(data, target, force=force, reads=(*reads, *_files_read()))


def _files_read() -> Iterator[Path]:
    """The files on the command line that the command reads."""
    context = click.get_current_context(silent=True)
    parameters = context.params.items() if context else ()
    given = [value for key, value in parameters if key != "output"]
    flat = (one for value in given for one in (value if isinstance(value, tuple) else [value]))
    return (one for one in flat if isinstance(one, Path))


def document_name(stem: str, plan: Plan, *kinds: str, given_out: bool = False) -> str:
    """Such as `muutosraportti-2026-v2.0-julkinen`, without what the plan does not say.

    A version has a document of its own, so that a later one never stands in its place. A
    file that is `given_out` has neither year nor version of a plan that is secret as a whole.
    """
    year, version = plan.field("year"), plan.field("version")
    if given_out and plan.field("publicity") == Publicity.SECRET:
        year = version = ""
    parts = [year] if FORMATS["year"].holds(year) else []
    parts += [f"v{version}"] if _VERSION.fullmatch(version) else []
    return "-".join([stem, *parts, *kinds])


def say_written(target: Path) -> None:
    if str(target) != "-":
        say(tr("Kirjoitettu {file}.", file=written_name(target)))


def written_name(target: Path) -> str:
    """What a written file is called in what is said of it."""
    return tr("vakiotulosteeseen") if str(target) == "-" else str(target)


def refuse_errors(reading: Reading, findings: Sequence[Finding], reason: str) -> None:
    """Shows what there is to mend, as `omvgen validate` does, and says what was not done."""
    from omvgen.console.findings import as_text

    click.echo(as_text(reading, findings, use_colors()), nl=False, color=True)
    say(reason)


def refuse_leaks(reading: Reading, leaks: LeakError) -> None:
    """Shows which secrets the file would have had, and says that it was not written."""
    refuse_errors(
        reading,
        leaks.findings,
        tr("Tiedostoa ei kirjoitettu, koska siihen olisi jäänyt salassa pidettävää."),
    )
