"""`omvgen validate`: what there is to mend in a workbook, and in which cell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from omvgen.cli import options
from omvgen.cli.annotated import put_annotated_copy
from omvgen.cli.common import load_form_option, show_refusal, use_colors
from omvgen.cli.each import for_each, names_of
from omvgen.findings.model import Finding, Refused, Severity
from omvgen.locale import ntr, tr
from omvgen.report.findings import as_json, as_text, refused_as_json
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record


class _Asked(NamedTuple):
    """What is asked of each workbook. A process of its own takes it along."""

    form_file: Path | None
    previous: Path | None
    annotate: bool
    force: bool
    strict: bool
    output_format: str
    color: bool
    names: Mapping[Path, str]


class _Checked(NamedTuple):
    """What became of one file: `data` is its findings as JSON, when they are asked for."""

    data: dict[str, Any] | None
    code: int
    unwritten: bool = False  # the copy with the findings could not be written


@options.command(
    tr(
        "Tarkista työkirja: mitä puuttuu tai on väärin, missä solussa ja miten sen voi korjata. "
        "Paluuarvo on 0, kun virheitä ei ole, 1, kun niitä on, ja 2, jos tiedostoa ei voi lukea."
    )
)
@click.argument("workbooks", nargs=-1, required=True, type=options.FILE, metavar=tr("TYÖKIRJA..."))
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
@options.force_option
@options.form_option
def command(
    *,
    workbooks: tuple[Path, ...],
    strict: bool,
    annotate: bool,
    force: bool,
    output_format: str,
    previous: Path | None,
    form_file: Path | None,
) -> int:
    asked = _Asked(
        form_file, previous, annotate, force, strict, output_format, use_colors(),
        names_of(workbooks),
    )  # fmt: skip
    load_form_option(form_file)  # what all of them need must be in order first
    _reading_of(previous, form_file)
    checked = [one or _Checked(None, 2) for one in for_each(workbooks, partial(_check, asked))]
    if output_format == "json":
        data = [one.data for one in checked if one.data is not None]
        whole = data if len(workbooks) > 1 else data[0]
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif len(checked) > 1:
        click.echo("\n" + _summary([one.code for one in checked]))
    return max(2 if one.unwritten else one.code for one in checked)


@cache
def _reading_of(workbook: Path | None, form_file: Path | None) -> Reading | None:
    """Last year's workbook, read once a process."""
    import omvgen

    return None if workbook is None else omvgen.read(workbook, load_form_option(form_file))


def _check(asked: _Asked, file: Path) -> _Checked:
    """Checks one workbook and shows what there is to say of it."""
    import omvgen

    form, as_data = load_form_option(asked.form_file), asked.output_format == "json"
    try:
        reading = replace(omvgen.read(file, form), file=asked.names[file])
    except Refused as refusal:
        if as_data:
            return _Checked(refused_as_json(asked.names[file], form, refusal.finding), 2)
        show_refusal(refusal.finding)
        return _Checked(None, 2)
    previous = _reading_of(asked.previous, asked.form_file)
    records, broken = _confirmations(file)
    findings = (*broken, *omvgen.validate(reading, previous, records))
    if not as_data:
        click.echo(as_text(reading, findings, asked.color), nl=False, color=True)
    unwritten = asked.annotate and not put_annotated_copy(
        file, reading, findings, force=asked.force
    )
    failing = (Severity.ERROR, Severity.WARNING) if asked.strict else (Severity.ERROR,)
    return _Checked(
        as_json(reading, findings) if as_data else None,
        int(any(finding.severity in failing for finding in findings)),
        unwritten,
    )


def _confirmations(workbook: Path) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The confirmations beside the workbook, or what is wrong with them."""
    from omvgen.confirmation import ledger_of

    ledger = ledger_of(workbook)
    if not ledger.exists():
        return (), ()
    from omvgen.confirmation.ledger import read_ledger

    try:
        return read_ledger(ledger), ()
    except Refused as refusal:
        return (), (refusal.finding,)


def _summary(codes: list[int]) -> str:
    """How many files there were, and how many of them have something to mend."""
    parts = [
        ntr("{n} työkirja", "{n} työkirjaa", len(codes)),
        tr("{n} kunnossa", n=codes.count(0)),
        ntr("{n} korjattava", "{n} korjattavaa", codes.count(1)),
    ]
    if unread := codes.count(2):
        parts.append(tr("{n} jäi lukematta", n=unread))
    return parts[0] + ": " + ", ".join(parts[1:])
