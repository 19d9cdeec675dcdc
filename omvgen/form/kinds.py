"""The kinds of answer: one row a kind, with all that the program needs to know of it.

Checks, comparison, documents, workbooks and public copies read the row; none of them
has a list of kinds of its own. mypy fails when a kind has no row.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, assert_never

from omvgen.findings.codes import Code
from omvgen.locale import mark


class Text(StrEnum):
    """What the words of an answer are."""

    EXACT = "exact"  # a value: without formatting; a secret in it withholds all of it
    LINE = "line"  # free text of a few words; a secret in it withholds its sentence
    PARAGRAPHS = "paragraphs"  # free text of any length; the same


class Choices(StrEnum):
    """How many choices of the form's list an answer names."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class Comparison(StrEnum):
    """How an answer is compared with last year's."""

    VALUE = "value"  # another text is another value
    WORDING = "wording"  # sentence by sentence and word by word
    CHOICES = "choices"  # as a set: which choices were added and removed


class Traits(NamedTuple):
    """The row of a kind.

    `question` and `column` say what may be of the kind. `format` is the name of the
    format (`formats.FORMATS`) that its text must have; `code` is the finding for a text
    that is no choice of the list; `help` says how to write the answer, `{choices}` standing
    for the list, as a message to translate. A `number` is aligned to the right and read
    without the cell's number format; an `ordinal` one in a key counts the rows and does not
    name them. `rows` says that the rows of a table answer the question as well.
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
    code: Code = Code.VALUE_INVALID
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
                row = Traits(Text.EXACT, Comparison.VALUE, Choices.ONE, code=Code.CHOICE_INVALID)
            case AnswerKind.MULTI_CHOICE:
                row = Traits(
                    Text.EXACT,
                    Comparison.CHOICES,
                    Choices.SEVERAL,
                    code=Code.MULTI_CHOICE_INVALID,
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
