"""What commands say, on stderr, of workbooks whose results may be less than expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from omvgen import pipeline
from omvgen.cli.common import say
from omvgen.confirmation import KEPT
from omvgen.findings.model import Finding, errors
from omvgen.findings.severity import Severity
from omvgen.form.dates import parse_date
from omvgen.form.spelling import version_order
from omvgen.locale import listed, ntr, tr
from omvgen.secrecy.model import IndexRow
from omvgen.workbook.reading.result import Reading

_MOST_WARNINGS = 10
_TELL_AGE = ("year", "version", "date")


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
    """Says that the workbooks seem to have been given in the wrong order.

    The first of year, version and date that differs tells. Where none does, a copy that was
    kept of a confirmed workbook is the older one.
    """
    before, after = _age(old), _age(new)
    known = [(one, two) for one, two in zip(before, after, strict=True) if one and two]
    differing = next((pair for pair in known if pair[0] != pair[1]), None)
    if differing and differing[0] > differing[1]:
        say(
            tr(
                "Huomaa: vanhaksi annettu työkirja ({old}) on uudempi kuin uudeksi annettu "
                "({new}). Anna vanha ensin.",
                old=_dated(old),
                new=_dated(new),
            )
        )
    elif not differing and [KEPT in r.path.parts for r in (old, new) if r.path] == [False, True]:
        say(
            tr(
                "Huomaa: uudeksi annettu työkirja on vahvistettu kopio kansiosta {folder}, ja "
                "vanhaksi annettu on sitä uudempi. Anna vanha ensin.",
                folder=KEPT,
            )
        )


def _age(reading: Reading) -> tuple[Any, ...]:
    """What orders the plan's year, version and date, each empty when it is not known."""
    year, version, day = (reading.plan.field(name) for name in _TELL_AGE)
    return version_order(year), version_order(version), parse_date(day)


def _dated(reading: Reading) -> str:
    year, version, day = (reading.plan.field(name) for name in _TELL_AGE)
    return ", ".join(filter(None, (year, version and tr("versio {version}", version=version), day)))


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
                places=listed(places),
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
