"""What changed since the previous version, as a short section of the plan itself."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import Heading, PlainBlock, Spans, Text, make_table, words
from omvgen.content.labels import plan_words
from omvgen.content.plain_words import PlainSection, in_plain_words, nothing_changed
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking, tr


def since_title() -> str:
    """What the section is called, in the language in use."""
    return tr("Muutokset edelliseen versioon")


def since_blocks(
    changes: Changes, form: Form, whole: Changes | None = None
) -> tuple[PlainBlock, ...]:
    """The section for the plan's document, in the form's language.

    `changes` are those of the public plans, so that nothing secret is repeated here;
    `whole` are those of the whole ones, None in a public copy.
    """
    with speaking(form.language):
        sections = in_plain_words(changes, form, whole)
        compared = tr("Suunnitelmaa on verrattu edelliseen: {plan}.", plan=plan_words(changes.old))
        text = Text(words(nothing_changed(changes, whole) or compared))
        rows = [row for section in sections for row in _rows(section)]
        columns = (tr("Kohta"), tr("Muutos"))
        table = [make_table(tr("Muuttuneet kohdat"), columns, rows)] if sections else []
        return (Heading(since_title(), 1), text, *table)


def _rows(section: PlainSection) -> Iterator[tuple[Spans, Spans]]:
    for change in section.changes:
        place = f"{change.number} {change.title}".lstrip()
        yield words(place), words("\n".join(change.sentences))
    if section.secret:
        yield words(f"{section.number} {section.title}".lstrip()), words(section.secret)
