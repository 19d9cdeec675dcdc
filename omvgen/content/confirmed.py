"""Who confirmed a plan, when and where, in words; and what signing it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from omvgen.content.blocks import Field, Heading, Text, words
from omvgen.form.dates import format_date
from omvgen.form.form import A_YEAR, Form
from omvgen.locale import ntr, tr

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record


class Confirmations(NamedTuple):
    """The record of a plan's confirmation, and that of the last one of any plan, if there is one.

    `known` says that the records could be read.
    """

    confirmed: Record | None = None
    last: Record | None = None
    known: bool = True


def confirmed_field(record: Record) -> Field:
    """The confirmation as a fact about the plan, such as `30.1.2026, Espoo: N. N., johtaja`."""
    return Field(tr("Vahvistettu"), words(confirmed_words(record)))


def confirmed_words(record: Record) -> str:
    """Such as `30.1.2026, Esimerkkilä: Oskari Esimerkkinen, johtaja`."""
    when = ", ".join(filter(None, (format_date(record.day), record.place)))
    return f"{when}: {', '.join(filter(None, (record.name, record.role)))}"


def standing(confirmations: Confirmations) -> Iterator[Field]:
    """When the plan was confirmed, or that it was not yet, and the last confirmation."""
    confirmed, last, known = confirmations
    if confirmed:
        yield confirmed_field(confirmed)
        return
    unknown = tr("Ei tiedossa: vahvistusten luetteloa ei voi lukea")
    yield Field(tr("Vahvistettu"), words(tr("Ei vielä") if known else unknown))
    if last:
        version = tr("versio {version}", version=last.version) if last.version else ""
        facts = ", ".join(filter(None, (version, confirmed_words(last))))
        yield Field(tr("Edellinen vahvistus"), words(facts))


def meaning_of_signing(form: Form) -> Iterator[Heading | Text]:
    """What the person who signs a plan that is not confirmed yet does by it."""
    yield Heading(tr("Mitä allekirjoitus tarkoittaa"), 1, anchor="allekirjoitus")
    yield Text(
        words(
            tr(
                "Allekirjoittaja hyväksyy ja vahvistaa suunnitelman tämän version. Suunnitelma "
                "vahvistetaan {often}, vaikka mikään ei olisi muuttunut. Vahvistamisen "
                "jälkeen se kirjataan ja henkilöstölle tiedotetaan "
                "oleellisista muutoksista.",
                often=_often(form.confirm_every_months),
            )
        )
    )


def _often(months: int) -> str:
    if months == A_YEAR:
        return tr("joka vuosi")
    return ntr("joka kuukausi", "{n} kuukauden välein", months)
