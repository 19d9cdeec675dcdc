"""The kinds of answer: one row a kind, with all that the program needs to know of it.

Checks, comparison, documents, workbooks and public copies ask the row and never the
kind's name. A kind without a row does not pass mypy.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, assert_never

from omvgen.locale import mark


class Text(StrEnum):
    """What the words of an answer are."""

    EXACT = "exact"  # one value: formatting does not count, and a secret in it hides all of it
    LINE = "line"  # free text of a few words; a secret in it hides its sentence
    PARAGRAPHS = "paragraphs"  # the same, of any length


class Choices(StrEnum):
    """How many choices of the form's list an answer names."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class Comparison(StrEnum):
    """How an answer is compared with last year's."""

    VALUE = "value"  # another text is another value
    WORDING = "wording"  # sentence by sentence and word by word
    CHOICES = "choices"  # which choices have come and gone; their order says nothing


class Traits(NamedTuple):
    """The row of a kind.

    `question` and `column` say where a form may ask for it. `format` is the name of the
    format (`formats.FORMATS`) that its text must have, `code` the finding of a text that
    names no choice of the list, `help` how to write it: a message to translate, in which
    `{choices}` stands for the list.
    Numbers are aligned to the right and read without the cell's number format; an
    `ordinal` one counts the rows of its table and names none. `rows` says that the rows
    of a table answer as well.
    """

    text: Text
    compared: Comparison
    choices: Choices = Choices.NONE
    question: bool = True
    column: bool = True
    number: bool = False
    ordinal: bool = False
    rows: bool = False
    format: str = ""
    code: str = ""
    help: str = ""


class AnswerKind(StrEnum):
    """What kind of answer a question or a column takes. The values are the form's words."""

    SHORT = "short"
    LONG = "long"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TABLE = "table"

    @cached_property
    def traits(self) -> Traits:
        """The row of the kind."""
        match self:
            case AnswerKind.SHORT:
                row = Traits(Text.LINE, Comparison.VALUE)
            case AnswerKind.LONG:
                row = Traits(Text.PARAGRAPHS, Comparison.WORDING)
            case AnswerKind.CHOICE:
                row = Traits(Text.EXACT, Comparison.VALUE, Choices.ONE, code="OMV306")
            case AnswerKind.MULTI_CHOICE:
                row = Traits(
                    Text.EXACT,
                    Comparison.CHOICES,
                    Choices.SEVERAL,
                    code="OMV315",
                    help=mark(
                        "Valitse yksi tai useita: {choices}. Kirjoita kukin omalle rivilleen tai "
                        "erota ne puolipisteellä (;)."
                    ),
                )
            case AnswerKind.DATE:
                row = Traits(Text.EXACT, Comparison.VALUE, format="date")
            case AnswerKind.INTEGER:
                row = Traits(
                    Text.EXACT,
                    Comparison.VALUE,
                    question=False,
                    number=True,
                    ordinal=True,
                    format="integer",
                )
            case AnswerKind.DECIMAL:
                row = Traits(
                    Text.EXACT, Comparison.VALUE, question=False, number=True, format="decimal"
                )
            case AnswerKind.TABLE:
                row = Traits(
                    Text.LINE,
                    Comparison.WORDING,
                    column=False,
                    rows=True,
                    help=mark("Vastaa kysymysten alla olevaan taulukkoon."),
                )
            case _:
                assert_never(self)
        return row
