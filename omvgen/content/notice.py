"""The notice for staff: what changed in the plan, where to read it, and a list to acknowledge."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    Role,
    Span,
    Spans,
    Text,
    Title,
    make_table,
    words,
)
from omvgen.content.front import metadata, plan_title, sender, with_data_of
from omvgen.content.labels import plan_words
from omvgen.content.plain_blocks import compared_fields
from omvgen.content.plain_words import PlainChange, PlainSection, in_plain_words, nothing_changed
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking, tr
from omvgen.plan.plan import Plan

_ROWS = 15


def notice_document(
    changes: Changes, new: Plan, form: Form, whole: Changes | None = None
) -> Document:
    """The notice of what changed between two public plans.

    `new` is the newer of these; its metadata is the notice's. `whole` is what changed
    between the whole plans; None when nobody is to learn that something secret changed.
    """
    with speaking(form.language):
        kind, title = tr("Muutostiedote"), plan_title(new, form)
        sections = in_plain_words(changes, form, whole)
        blocks = (
            Letterhead(sender(new, form), kind),
            *metadata(new.field("date")),
            *metadata(new.field("case_number")),
            Title(tr("{plan}: mitä on muuttunut", plan=title)),
            *compared_fields(plan_words(changes.old), plan_words(changes.new)),
            *_introduction(nothing_changed(changes, whole), sections),
            Field(tr("Suunnitelma on luettavissa"), (), FieldKind.SIGNATURE),
            *(block for section in sections for block in _section(section)),
            *_acknowledgement(),
        )
        return with_data_of(new, form, Document(f"{kind}: {title}", kind, blocks))


def _introduction(unchanged: str, sections: tuple[PlainSection, ...]) -> Iterator[Block]:
    how_to_read = tr(
        "Tässä tiedotteessa kerrotaan osioittain, mitä on muuttunut. Lue muuttuneet kohdat "
        "suunnitelmasta: kohtien numerot ovat samat kuin siinä."
    )
    if sentences := " ".join(filter(None, (unchanged, how_to_read if sections else ""))):
        yield Text(words(sentences))


def _section(section: PlainSection) -> Iterator[Block]:
    yield Heading(section.title, 1, section.number)
    for change in section.changes:
        yield Field(change.number, _lines(change, section), FieldKind.CHANGE)
    if section.secret:
        yield Text(words(section.secret))


def _lines(change: PlainChange, section: PlainSection) -> Spans:
    """The question and what happened to it, each sentence on a line of its own."""
    title = words(change.title, Role.STRONG) if change.title != section.title else ()
    first, *others = (*title, *map(Span, change.sentences))
    return (first, *(Span(f"\n{line.text}") for line in others))


def _acknowledgement() -> Iterator[Block]:
    yield Heading(tr("Kuittaus"), 1)
    yield Text(words(tr("Olen lukenut tiedotteen ja suunnitelman muuttuneet kohdat.")))
    columns = (tr("Nimi"), tr("Päiväys"), tr("Kuittaus"))
    empty: tuple[Spans, ...] = ((),) * len(columns)
    yield make_table(tr("Kuittaukset"), columns, [empty] * _ROWS, to_fill_in=True)
