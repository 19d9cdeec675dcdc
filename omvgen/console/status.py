"""When a plan was confirmed and is due, and what has changed since, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from omvgen.confirmation.record import record_hash
from omvgen.confirmation.status import Status
from omvgen.content.labels import finding_words
from omvgen.findings.model import Finding
from omvgen.form.dates import format_date
from omvgen.form.spelling import version_order
from omvgen.locale import ntr, tr, visible
from omvgen.signatures.words import kind_of, signer_and_time

_REQUEST = 120  # characters of a request that are shown


def as_text(status: Status) -> str:
    """The status as lines, the most pressing first."""
    return "\n".join([visible(status.file), *("  " + line for line in _lines(status))]) + "\n"


def _lines(status: Status) -> Iterator[str]:
    standing = status.standing
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
        if last.corrects is not None:
            yield tr("Vahvistusta {n} on oikaistu: {reason}", n=last.corrects, reason=last.reason)
        yield tr("Vahvistus {n}, vahvistuksen tunniste: {id}", n=last.number, id=record_hash(last))
        yield from (f"  {kind_of(one)}: {signer_and_time(one)}" for one in last.signatures)
        if version_order(status.version) < version_order(last.version):
            yield tr(
                "Tämä työkirja on versio {version}, eikä se ole viimeksi vahvistettu. Katso "
                "tilanne uudemmasta työkirjasta.",
                version=status.version,
            )
    yield from (finding_words(finding) for finding in status.kept)
    if standing.due:
        yield _due(standing.due, status.today)
    if status.report_days:
        yield tr(
            "Seurannan selvitys julkaistava viimeistään {due} ({days} jäljellä).",
            due=format_date(status.report_days[0]),
            days=_days((status.report_days[0] - status.today).days),
        )
    if last is not None:
        yield from _changed(status)
    yield from _requests(status)
    yield from _log(status.log)
    yield from _endings(status)


def _due(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        late = ntr("{n} päivän", "{n} päivää", -days)
        return tr(
            "Vahvistus on myöhässä {days}: suunnitelma oli vahvistettava viimeistään {due}.",
            days=late,
            due=format_date(due),
        )
    due_day, left = format_date(due), _days(days)
    return tr("Vahvistettava viimeistään {due} ({days} jäljellä).", due=due_day, days=left)


def _days(days: int) -> str:
    return ntr("{n} päivä", "{n} päivää", days)


def _changed(status: Status) -> Iterator[str]:
    form, changed = status.form, status.standing.changed
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


def _requests(status: Status) -> Iterator[str]:
    if status.requests:
        yield tr("Viranomaisen pyynnöt, joita ei ole merkitty tehdyiksi:")
    for request in status.requests:
        what = ": ".join(filter(None, map(request.row.get, ("place", "change"))))
        late = request.days_late(status.today)
        yield f"  {shorten(what, _REQUEST, placeholder=' …')}; {_by(request.due, late)}"


def _by(due: date | None, late: int) -> str:
    if due is None:
        return tr("määräpäivää ei ole kirjattu")
    if late > 0:
        days = ntr("{n} päivän", "{n} päivää", late)
        return tr("määräpäivä oli {due}, myöhässä {days}", due=format_date(due), days=days)
    return tr("määräpäivä {due}", due=format_date(due))


def _log(findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield tr("Muutosloki:")
    yield from (f"  {finding_words(finding)}" for finding in findings)


def _endings(status: Status) -> Iterator[str]:
    if status.endings:
        yield tr("Päättynyt, päättyy tai on tarkistettava vuoden sisällä:")
    for ending in status.endings:
        passed = " " + tr("(päivä on jo mennyt)") if ending.day < status.today else ""
        number, key = status.form.numbers[ending.question], ", ".join(ending.key)
        yield f"  {number} {key}: {ending.title} {format_date(ending.day)}{passed}"
