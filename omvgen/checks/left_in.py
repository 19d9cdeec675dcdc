"""OMV215, OMV216: what belongs to the form and was left in an answer."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Question
from omvgen.plan.plan import Answer, Row

_LEAST_WORDS = 4  # of guidance: fewer may be anybody's
_MARKS = " \t-–—•*"


def guidance_left(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """The question's own help among the lines of the answer."""
    guidance = _folded(question.help)
    lines = answer.text.plain.split("\n") if len(guidance.split()) >= _LEAST_WORDS else ()
    for line in lines:
        if guidance in _folded(line):
            values = {"text": excerpt(line.strip(_MARKS))}
            yield Finding(Code.GUIDANCE_LEFT, place=place, values=values)
            return


def prompt_unanswered(
    question: Question, answer: Answer, rows: tuple[Row, ...], place: Place
) -> Iterator[Finding]:
    """An answer that ends with a colon: what it announces is not there.

    A table under the question may be what it announces.
    """
    last = answer.text.plain.rstrip().rpartition("\n")[2].strip(_MARKS)
    if last.endswith(":") and not rows:
        yield Finding(Code.PROMPT_UNANSWERED, place=place, values={"text": excerpt(last)})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_MARKS + ".")


RULES = (guidance_left, prompt_unanswered)
