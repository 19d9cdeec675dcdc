"""What a workbook needs next, in one sentence, by what its files say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from omvgen.app.folder import Workbook
from omvgen.confirmation.standing import Standing
from omvgen.confirmation.status import Status
from omvgen.form.dates import format_date
from omvgen.locale import ntr, tr

FINDINGS, CHANGES, PREVIEW, STEPS, CONFLICTS = (
    "findings",
    "changes",
    "preview",
    "steps",
    "conflicts",
)
"""The views of a workbook, as they stand in addresses."""
SOON = timedelta(30)


class Advice(NamedTuple):
    """A sentence, and the view of the workbook where it is done."""

    text: str
    view: str
    urgent: bool = False


def next_step(workbook: Workbook) -> Advice:
    """The most pressing thing to do with the workbook."""
    return next(_to_do(workbook))


def _to_do(workbook: Workbook) -> Iterator[Advice]:
    """What is to be done, the most pressing first; at least one."""
    counts, status = workbook.counts, workbook.status
    if workbook.is_form:
        words = tr("Lomake: valitse se, kun teet työkirjan kohdassa Aloita tyhjästä.")
        yield Advice(words, FINDINGS)
        return
    if workbook.problem or counts is None:
        yield Advice(workbook.problem, FINDINGS, urgent=True)
        return
    if workbook.is_copy:
        yield Advice(
            tr("Kopio, jossa on havaintoja. Korjaa ne työkirjaan, tai yhdistä kopio siihen."),
            FINDINGS,
        )
    if workbook.conflicts:
        words = ntr(
            "Valitse teksti: {n} ristiriita odottaa.",
            "Valitse tekstit: {n} ristiriitaa odottaa.",
            workbook.conflicts,
        )
        yield Advice(words, CONFLICTS, urgent=True)
    if not counts.answered:
        yield Advice(tr("Avaa työkirja Excelissä, kirjoita vastaukset ja tallenna."), FINDINGS)
    if counts.errors:
        words = ntr(
            "Korjaa {n} virhe Excelissä ja tallenna.",
            "Korjaa {n} virhettä Excelissä ja tallenna.",
            counts.errors,
        )
        yield Advice(words, FINDINGS, urgent=True)
    late = [r for r in status.requests if r.days_late(status.today) > 0] if status else []
    if late:
        words = ntr(
            "{n} viranomaisen pyynnön määräpäivä on mennyt: katso muutosloki.",
            "{n} viranomaisen pyynnön määräpäivät ovat menneet: katso muutosloki.",
            len(late),
        )
        yield Advice(words, FINDINGS, urgent=True)
    if status is None or status.standing.last is None:
        yield Advice(tr("Tee asiakirja, allekirjoituta se ja kirjaa vahvistus."), STEPS)
    else:
        yield from _report(status)
        yield _after_confirmation(status.standing)


def _report(status: Status) -> Iterator[Advice]:
    """The follow-up report that is to be published soon."""
    due = next(iter(status.report_days), None)
    if due is not None and due - status.today <= SOON and not status.standing.overdue:
        words = tr("Seurannan selvitys on julkaistava viimeistään {due}.", due=format_date(due))
        yield Advice(words, STEPS)


def _after_confirmation(standing: Standing) -> Advice:
    due = format_date(standing.due) if standing.due else ""
    if standing.overdue:
        words = tr("Vahvistus on myöhässä: se oli tehtävä viimeistään {due}.", due=due)
        return Advice(words, STEPS, urgent=True)
    if standing.changed:
        words = ntr(
            "Vahvistuksen jälkeen on muuttunut {n} kohta: vie se muutoslokiin ja tiedota.",
            "Vahvistuksen jälkeen on muuttunut {n} kohtaa: vie ne muutoslokiin ja tiedota.",
            len(standing.changed),
        )
        return Advice(words, CHANGES)
    return Advice(tr("Kunnossa. Vahvista uudelleen viimeistään {due}.", due=due), STEPS)
