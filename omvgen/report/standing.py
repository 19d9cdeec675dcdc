"""Where a plan stands, as text for a person and as JSON for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from omvgen.checks.endings import Ending
from omvgen.confirmation.record import Record
from omvgen.confirmation.standing import Standing
from omvgen.content.labels import finding_words
from omvgen.findings.model import Finding
from omvgen.form.model import Form
from omvgen.locale import ntr, tr
from omvgen.plan.formats import format_date, version_order


@dataclass(frozen=True)
class StandingReport:
    """A plan's standing on the day, with what the change log lacks and what will lapse.

    `version` is the workbook's own.
    """

    file: str
    version: str
    form: Form
    today: date
    standing: Standing
    log: tuple[Finding, ...]
    endings: tuple[Ending, ...]


def as_text(report: StandingReport) -> str:
    """The report as lines, the most pressing first."""
    return "\n".join([report.file, *("  " + line for line in _lines(report))]) + "\n"


def as_json(report: StandingReport) -> dict[str, Any]:
    """The report as data; dates are ISO 8601."""
    standing = report.standing
    return {
        "file": report.file,
        "version": report.version,
        "today": report.today.isoformat(),
        "confirmed": _record_as_json(standing.last),
        "due": standing.due.isoformat() if standing.due else None,
        "overdue": standing.overdue,
        "changed": list(standing.changed),
        "log": [
            {"code": f.code, "message": f.message, "cell": f.location.cell} for f in report.log
        ],
        "endings": [
            {"question": e.question, "key": list(e.key), "ends": e.day.isoformat()}
            for e in report.endings
        ],
    }


def _record_as_json(record: Record | None) -> dict[str, str] | None:
    if record is None:
        return None
    return {
        "date": record.day.isoformat(),
        "place": record.place,
        "name": record.name,
        "role": record.role,
        "version": record.version,
    }


def _lines(report: StandingReport) -> Iterator[str]:
    standing = report.standing
    last = standing.last
    if last is None:
        yield tr("Suunnitelmaa ei ole vahvistettu: vahvistuksia ei ole kirjattu.")
    else:
        yield tr(
            "Vahvistettu {day}: {name}, {role}, versio {version}.",
            day=format_date(last.day),
            name=last.name,
            role=last.role,
            version=last.version,
        )
        if version_order(report.version) < version_order(last.version):
            yield tr(
                "Tämä työkirja on versio {version}, eikä se ole viimeksi vahvistettu. Katso "
                "tilanne uudemmasta työkirjasta.",
                version=report.version,
            )
    if standing.due:
        yield _due(standing.due, report.today)
    if last is not None:
        yield from _changed(report)
    yield from _log(report.log)
    yield from _endings(report)


def _due(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        late = ntr("{n} päivän", "{n} päivää", -days)
        return tr(
            "Vahvistus on myöhässä {days}: suunnitelma oli vahvistettava viimeistään {due}.",
            days=late,
            due=format_date(due),
        )
    left = ntr("{n} päivä", "{n} päivää", days)
    return tr("Vahvistettava viimeistään {due} ({days} jäljellä).", due=format_date(due), days=left)


def _changed(report: StandingReport) -> Iterator[str]:
    form, changed = report.form, report.standing.changed
    if not changed:
        yield tr("Vastaukset ovat samat kuin vahvistetussa suunnitelmassa.")
        return
    yield ntr(
        "Vahvistuksen jälkeen on muuttunut {n} kohta:",
        "Vahvistuksen jälkeen on muuttunut {n} kohtaa:",
        len(changed),
    )
    for key in changed:
        yield f"  {form.numbers[key]} {form.questions[key].text}"


def _log(findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield tr("Muutosloki:")
    yield from (f"  {finding_words(finding)}" for finding in findings)


def _endings(report: StandingReport) -> Iterator[str]:
    if report.endings:
        yield tr("Päättynyt, päättyy tai on tarkistettava vuoden sisällä:")
    for ending in report.endings:
        passed = " " + tr("(päivä on jo mennyt)") if ending.day < report.today else ""
        number, key = report.form.numbers[ending.question], ", ".join(ending.key)
        yield f"  {number} {key}: {ending.title} {format_date(ending.day)}{passed}"
