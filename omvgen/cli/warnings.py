"""What commands say, on stderr, of workbooks whose results may be less than expected."""

from __future__ import annotations

from collections.abc import Sequence

from omvgen import pipeline
from omvgen.cli.common import say
from omvgen.findings.model import Finding, errors
from omvgen.findings.severity import Severity
from omvgen.form.dates import parse_date
from omvgen.locale import ntr, tr
from omvgen.secrecy.model import IndexRow
from omvgen.workbook.reading.result import Reading

_MOST_WARNINGS = 10


def say_warnings(findings: Sequence[Finding]) -> None:
    """Which warnings there are, a line each."""
    warnings = [f for f in findings if f.severity is Severity.WARNING]
    for finding in warnings[:_MOST_WARNINGS]:
        say(
            f"  {finding.location}: {finding.message}"
            if finding.location.sheet
            else finding.message
        )
    if more := len(warnings[_MOST_WARNINGS:]):
        say("  " + ntr("ja {n} muu: omvgen validate", "ja {n} muuta: omvgen validate", more))


def warn_of_errors(reading: Reading) -> None:
    """An answer that could not be read would look like one that was cleared."""
    count = len(errors(reading.findings))
    if count:
        say(
            ntr(
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhe, joten vertailu voi olla "
                "vajaa. Katso: omvgen validate {file}",
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhettä, joten vertailu voi "
                "olla vajaa. Katso: omvgen validate {file}",
                count,
                file=reading.file,
            )
        )


def warn_of_order(old: Reading, new: Reading) -> None:
    """Says that the workbooks seem to have been given in the wrong order."""
    before, after = (reading.plan.field("date") for reading in (old, new))
    old_day, new_day = parse_date(before), parse_date(after)
    if old_day and new_day and old_day > new_day:
        say(
            tr(
                "Huomaa: vanhaksi annettu työkirja on päivätty {old} ja uudeksi annettu {new}. "
                "Anna vanha ensin.",
                old=before,
                new=after,
            )
        )


def warn_of_undecided(reading: Reading) -> None:
    """Says which places are left out of a public file because their publicity is in doubt."""
    found = pipeline.validate_public(reading)
    places = dict.fromkeys(
        reading.form.numbers.get(f.location.question, f.location.sheet) for f in found
    )
    if places:
        say(
            tr(
                "Huomaa: työkirjan {file} julkisuudessa on korjattavaa, ja näistä kohdista on "
                "jätetty pois enemmän kuin tarpeen: {places}. Katso: omvgen build --public",
                file=reading.file,
                places=", ".join(places),
            )
        )


def say_withheld(rows: Sequence[IndexRow]) -> None:
    """How much a public copy lacks, for the person who gives it out."""
    if not rows:
        say(tr("Salassa pidettäviä osia ei ollut."))
        return
    say(
        ntr(
            "Salassa pidettäviä osia poistettiin {n} kohdasta; luettelo on asiakirjan lopussa.",
            "Salassa pidettäviä osia poistettiin {n} kohdasta; luettelo on asiakirjan lopussa.",
            len(rows),
        )
    )
