"""`omvgen validate`: what there is to mend in a workbook, and in which cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, say, show_refusal, use_colors
from omvgen.findings.model import Finding, Refused, Severity
from omvgen.form.model import Form
from omvgen.locale import ntr, tr
from omvgen.workbook.reading import Reading

_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")


@dataclass(frozen=True)
class _Checked:
    """What became of one file: a reading with its findings, or why there is none."""

    file: Path
    reading: Reading | None
    findings: tuple[Finding, ...]

    def fails(self, strict: bool) -> bool:
        failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(finding.severity in failing for finding in self.findings)


@options.command(
    tr(
        "Tarkista työkirja: mitä puuttuu tai on väärin, missä solussa ja miten sen voi korjata. "
        "Paluuarvo on 0, kun virheitä ei ole, 1, kun niitä on, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("workbooks", nargs=-1, required=True, type=options.FILE, metavar="WORKBOOK...")
@click.option("--strict", is_flag=True, help=tr("Myös varoitukset ovat virheitä."))
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help=tr("Tulosteen muoto: teksti (oletus) tai JSON."),
)
@options.previous_option(
    tr("Edellinen työkirja: onko muutokset kirjattu muutoslokiin ja niistä tiedotettu.")
)
@click.option(
    "--annotate",
    is_flag=True,
    help=tr("Tee työkirjan viereen kopio NIMI-huomiot.xlsx, jossa havainnot ovat soluissaan."),
)
@options.form_option
def command(
    *,
    workbooks: tuple[Path, ...],
    strict: bool,
    annotate: bool,
    output_format: str,
    previous: Path | None,
    form_file: Path | None,
) -> int:
    import omvgen

    form = load_form_option(form_file)
    before = None if previous is None else omvgen.read(previous, form)
    checked: list[_Checked] = []
    unwritten = False
    for one in _check_each(workbooks, form, before):
        checked.append(one)
        if output_format == "text":
            _show(one, first=len(checked) == 1)
        if annotate and one.reading is not None:
            unwritten |= not _annotate(one, form)
    if output_format == "json":
        click.echo(_json(checked, form))
    elif len(checked) > 1:
        click.echo("\n" + _summary(checked, strict))
    if unwritten or any(one.reading is None for one in checked):
        return 2
    return int(any(one.fails(strict) for one in checked))


def _check_each(
    workbooks: tuple[Path, ...], form: Form, previous: Reading | None
) -> Iterator[_Checked]:
    """Each file in turn; one that cannot be read does not stop the rest."""
    import omvgen

    for file in workbooks:
        try:
            reading = omvgen.read(file, form)
        except Refused as refusal:
            yield _Checked(file, None, (refusal.finding,))
        else:
            yield _Checked(file, reading, omvgen.validate(reading, previous))


def _show(one: _Checked, *, first: bool) -> None:
    from omvgen.report.findings import as_text

    if one.reading is None:
        show_refusal(one.findings[0])
        return
    text = as_text(one.reading, one.findings, use_colors())
    click.echo(("" if first else "\n") + text, nl=False, color=True)


def _annotate(one: _Checked, form: Form) -> bool:
    """Writes the copy with the findings in it and says so. False when it cannot be written."""
    from omvgen.files import write_whole
    from omvgen.workbook.annotate import annotated_copy
    from omvgen.workbook.package import read_bytes

    copy = _copy_of(one.file)
    if not one.findings:
        say(_no_copy(one.file, copy))
        return True
    try:
        data = read_bytes(one.file)
        write_whole(copy, annotated_copy(data, one.findings, form=form, file=one.file.name))
    except Refused as refusal:
        show_refusal(refusal.finding)
        return False
    say(tr("Havainnot on merkitty kopioon {copy}.", copy=copy))
    return True


def _copy_of(file: Path) -> Path:
    """`NAME-huomiot.xlsx` beside the workbook; one with macros opens under its own ending only."""
    ending = file.suffix if file.suffix.lower() in _ENDINGS else ".xlsx"
    return file.with_name(f"{file.stem}-huomiot{ending}")


def _no_copy(file: Path, copy: Path) -> str:
    if copy.exists():
        return tr(
            "Työkirjassa {file} ei ole huomautettavaa, joten kopiota ei tehty. Aiempi kopio {copy} "
            "on vanhentunut.",
            file=file.name,
            copy=copy,
        )
    return tr("Työkirjassa {file} ei ole huomautettavaa, joten kopiota ei tehty.", file=file.name)


def _json(checked: list[_Checked], form: Form) -> str:
    """One object for one file, a list of them for several."""
    from omvgen.report.findings import as_json, refused_as_json

    objects: list[dict[str, Any]] = [
        as_json(one.reading, one.findings)
        if one.reading
        else refused_as_json(one.file.name, form, one.findings[0])
        for one in checked
    ]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2)


def _summary(checked: list[_Checked], strict: bool) -> str:
    """How many files there were, and how many of them have something to mend."""
    unread = sum(one.reading is None for one in checked)
    failing = sum(one.reading is not None and one.fails(strict) for one in checked)
    parts = [
        ntr("{n} työkirja", "{n} työkirjaa", len(checked)),
        tr("{n} kunnossa", n=len(checked) - unread - failing),
        ntr("{n} korjattava", "{n} korjattavaa", failing),
    ]
    if unread:
        parts.append(tr("{n} jäi lukematta", n=unread))
    return parts[0] + ": " + ", ".join(parts[1:])
