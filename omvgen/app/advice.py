"""What a workbook needs next, in one sentence, by what its files say."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.app.folder import Workbook
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


class Advice(NamedTuple):
    """A sentence, and the view of the workbook where it is done."""

    text: str
    view: str
    urgent: bool = False


def next_step(workbook: Workbook) -> Advice:
    """The most pressing thing to do with the workbook."""
    counts, status = workbook.counts, workbook.status
    if workbook.problem or counts is None:
        return Advice(workbook.problem, FINDINGS, urgent=True)
    if workbook.ledger_problem:
        return Advice(workbook.ledger_problem, FINDINGS, urgent=True)
    if workbook.is_copy:
        return Advice(
            tr("Kopio, jossa on havaintoja. Korjaa ne työkirjaan, tai yhdistä kopio siihen."),
            FINDINGS,
        )
    if workbook.conflicts:
        return Advice(
            ntr(
                "Valitse teksti: {n} ristiriita odottaa.",
                "Valitse tekstit: {n} ristiriitaa odottaa.",
                workbook.conflicts,
            ),
            CONFLICTS,
            urgent=True,
        )
    if not counts.answered:
        return Advice(tr("Avaa työkirja Excelissä, kirjoita vastaukset ja tallenna."), FINDINGS)
    if counts.errors:
        return Advice(
            ntr(
                "Korjaa {n} virhe Excelissä ja tallenna.",
                "Korjaa {n} virhettä Excelissä ja tallenna.",
                counts.errors,
            ),
            FINDINGS,
            urgent=True,
        )
    if status is None or status.standing.last is None:
        return Advice(tr("Tee asiakirja, allekirjoituta se ja kirjaa vahvistus."), STEPS)
    return _after_confirmation(workbook)


def _after_confirmation(workbook: Workbook) -> Advice:
    assert workbook.status is not None
    standing = workbook.status.standing
    if standing.overdue:
        due = format_date(standing.due) if standing.due else ""
        return Advice(
            tr("Vahvistus on myöhässä: se oli tehtävä viimeistään {due}.", due=due),
            STEPS,
            urgent=True,
        )
    if standing.changed:
        return Advice(
            ntr(
                "Vahvistuksen jälkeen on muuttunut {n} kohta: vie se muutoslokiin ja tiedota.",
                "Vahvistuksen jälkeen on muuttunut {n} kohtaa: vie ne muutoslokiin ja tiedota.",
                len(standing.changed),
            ),
            CHANGES,
        )
    due = format_date(standing.due) if standing.due else ""
    return Advice(tr("Kunnossa. Vahvista uudelleen viimeistään {due}.", due=due), STEPS)
