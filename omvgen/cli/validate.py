"""`omvgen validate`: the findings of workbooks, each with its cell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, show_refusal, use_colors
from omvgen.cli.each import for_each, names_of
from omvgen.console.findings import as_json, as_text, refused_as_json
from omvgen.errors import ConfirmationError, OmvgenError
from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.locale import listed, ntr, tr
from omvgen.workbook.reading.result import Reading

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record


class _Options(NamedTuple):
    """The command's options, for each workbook. A process of its own takes them along."""

    form_file: Path | None
    previous: Path | None
    annotate: bool
    force: bool
    strict: bool
    output_format: str
    color: bool
    today: date
    names: Mapping[Path, str]


class _Outcome(NamedTuple):
    """What came of one file: its exit code, and its findings as JSON when that is wanted."""

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
@options.today_option
@options.form_option
def command(
    *,
    workbooks: tuple[Path, ...],
    strict: bool,
    annotate: bool,
    force: bool,
    output_format: str,
    previous: Path | None,
    today: date,
    form_file: Path | None,
) -> int:
    chosen = _Options(
        form_file, previous, annotate, force, strict, output_format, use_colors(),
        today, names_of(workbooks),
    )  # fmt: skip
    load_form_option(form_file)  # fails before the first workbook when the form is unfit
    _read_previous(previous, load_form_option(form_file))
    outcomes = [one or _Outcome(None, 2) for one in for_each(workbooks, partial(_check, chosen))]
    if output_format == "json":
        data = [one.data for one in outcomes if one.data is not None]
        whole = data if len(workbooks) > 1 else data[0]
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif len(outcomes) > 1:
        click.echo("\n" + _summary([one.code for one in outcomes]))
    return max(2 if one.unwritten else one.code for one in outcomes)


@cache
def _read_previous(workbook: Path | None, form: Form | None) -> Reading | None:
    """Last year's workbook, read once a process and form."""
    return None if workbook is None else pipeline.read(workbook, form)


def _check(chosen: _Options, file: Path) -> _Outcome:
    """Checks one workbook and prints its findings."""
    form, as_data = load_form_option(chosen.form_file), chosen.output_format == "json"
    try:
        reading = replace(pipeline.read(file, form), file=chosen.names[file])
    except OmvgenError as error:
        if as_data:
            form = form or pipeline.load_form()
            return _Outcome(refused_as_json(chosen.names[file], form, error.finding), 2)
        show_refusal(error.finding)
        return _Outcome(None, 2)
    previous = _read_previous(chosen.previous, form)
    if previous is not None and previous.form != reading.form:
        previous = _read_previous(chosen.previous, reading.form)
    records, broken = _confirmations(reading, chosen.today)
    findings = (*broken, *pipeline.validate(reading, previous, records, chosen.today))
    if not as_data:
        click.echo(as_text(reading, findings, chosen.color), nl=False, color=True)
    unwritten = False
    if chosen.annotate:
        from omvgen.cli.annotated import put_annotated_copy

        unwritten = not put_annotated_copy(file, reading, findings, force=chosen.force)
    failing = (Severity.ERROR, Severity.WARNING) if chosen.strict else (Severity.ERROR,)
    return _Outcome(
        as_json(reading, findings) if as_data else None,
        int(any(finding.severity in failing for finding in findings)),
        unwritten,
    )


def _confirmations(reading: Reading, today: date) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records of confirmations beside the workbook, or the finding that they are broken."""
    try:
        return pipeline.confirmations(reading, today), ()
    except ConfirmationError as error:
        return (), error.findings


def _summary(codes: list[int]) -> str:
    """How many files there were, and how many of them have errors."""
    parts = [
        ntr("{n} työkirja", "{n} työkirjaa", len(codes)),
        tr("{n} kunnossa", n=codes.count(0)),
        ntr("{n} korjattava", "{n} korjattavaa", codes.count(1)),
    ]
    if unread := codes.count(2):
        parts.append(tr("{n} jäi lukematta", n=unread))
    return parts[0] + ": " + listed(parts[1:])
