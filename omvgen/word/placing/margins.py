"""Headers and footers: data of the unit and the document that a label names, or left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.word.placing.headings import Heading
from omvgen.word.placing.labels import Labels, What, words_of
from omvgen.word.placing.prompts import is_blank, is_page_number
from omvgen.word.placing.walk import Piece
from omvgen.word.source import SourceText


def pieces_of_margins(
    margins: Iterable[SourceText], labels: Labels, body: Iterable[Piece]
) -> Iterator[Piece]:
    """The texts of the margins, each once: pages repeat them, and covers have them too."""
    known = {words_of(line.plain) for piece in body for line in piece.lines}
    for margin in margins:
        text = margin.text.plain
        words = words_of(text)
        if is_blank(text) or is_page_number(text) or words in known or labels.whole(text):
            continue
        known.add(words)
        found = labels.at_start(margin.text)
        asked = found.labels[0] if found and len(found.labels) == 1 else None
        heading = None
        if found and asked and asked.what in (What.QUESTION, What.FIELD):
            heading = Heading(asked.what, asked.id, asked.section, found.rest)
        lines = [found.rest] if found and heading else [margin.text]
        # A phone number of the header may be anybody's.
        yield Piece(heading, text, margin.place, lines, comments=list(margin.comments), unsure=True)
