"""Who confirmed a plan, when and where, in words."""

from __future__ import annotations

from omvgen.confirmation.record import Record
from omvgen.content.blocks import Field, words
from omvgen.form.dates import format_date
from omvgen.locale import tr


def confirmed_field(record: Record) -> Field:
    """The confirmation as a fact about the plan, such as `30.1.2026, Espoo: N. N., johtaja`."""
    return Field(tr("Vahvistettu"), words(confirmed_words(record)))


def confirmed_words(record: Record) -> str:
    """Such as `30.1.2026, Esimerkkilä: Oskari Esimerkkinen, johtaja`."""
    when = ", ".join(filter(None, (format_date(record.day), record.place)))
    return f"{when}: {', '.join(filter(None, (record.name, record.role)))}"
