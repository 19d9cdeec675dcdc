"""A document in Word → a partial plan, and the ledger of each of its pieces."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from omvgen.form.form import Form
from omvgen.word.document_reading import DocumentReading, remarks_of
from omvgen.word.placing.answers import Answers
from omvgen.word.placing.columns import columns_of
from omvgen.word.placing.headings import Finder
from omvgen.word.placing.lines import Asks, lines_of
from omvgen.word.placing.margins import pieces_of_margins
from omvgen.word.placing.walk import Walk
from omvgen.word.source import Source


def place(source: Source, form: Form) -> DocumentReading:
    """What the document says of the form's plan.

    Takes a document of any author: the form filled in, or a plan by its headings. What is
    known by the form's own words is sure, what is like them is unsure, all else is left
    over with its text. No word is lost.
    """
    finder = _finder(form)
    asks = Asks(finder.is_exact, finder.is_distinct, finder.is_like)
    items = lines_of(source.blocks, asks, lambda table: columns_of(table, form) is not None)
    answers = Answers(source.file, form)
    pieces = Walk(form, finder, items).pieces()
    pieces = [*pieces, *pieces_of_margins(source.margins, finder.labels, pieces)]
    commented = [(piece.question, one) for piece in pieces for one in piece.comments]
    answers.take(pieces)
    return DocumentReading(
        source.file,
        answers.plan,
        replace(answers.ledger(source.unreadable), revisions=source.revisions),
        frozenset(answers.said),
        remarks=remarks_of(source, commented),
    )


@lru_cache(maxsize=2)
def _finder(form: Form) -> Finder:
    """Weighing the words of a form takes longer than placing a short document."""
    return Finder(form)
