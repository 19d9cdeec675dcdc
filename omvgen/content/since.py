"""What changed since the previous version, as a short section of the plan itself."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import Block, Heading, Table, TableColumn, Text, words
from omvgen.diff.labels import plan_words
from omvgen.diff.model import Changes
from omvgen.diff.plain_words import Chapter, in_plain_words, nothing_changed
from omvgen.form.form import Form
from omvgen.locale import speaking

SINCE = "Muutokset edelliseen versioon"
_COLUMNS = ("Kohta", "Muutos")


@speaking("fi")
def since_blocks(changes: Changes, form: Form, whole: Changes | None = None) -> tuple[Block, ...]:
    """The section for the plan's document.

    `changes` are those of the public plans, so that nothing secret is told twice;
    `whole` are those of the whole ones, None in a public copy.
    """
    chapters = in_plain_words(changes, form, whole)
    unchanged = nothing_changed(changes, whole)
    compared = f"Suunnitelmaa on verrattu edelliseen: {plan_words(changes.old)}."
    return (
        Heading(SINCE, 1),
        Text(words(unchanged or compared)),
        *([_table(chapters)] if chapters else []),
    )


def _table(chapters: tuple[Chapter, ...]) -> Table:
    rows = [row for chapter in chapters for row in _rows(chapter)]
    return Table(
        caption=SINCE,
        description=f"Sarakkeet: {', '.join(_COLUMNS)}. Rivejä on {len(rows)}.",
        columns=tuple(map(TableColumn, _COLUMNS)),
        rows=tuple(tuple(map(words, row)) for row in rows),
    )


def _rows(chapter: Chapter) -> Iterator[tuple[str, str]]:
    for told in chapter.told:
        place = f"{told.number} {told.title}" if told.number else told.title
        yield place, "\n".join(told.sentences)
    if chapter.secret:
        yield f"{chapter.number} {chapter.title}".strip(), chapter.secret
