"""Comments of the authority on the document that it was given, as rows of the change log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from omvgen.form.dates import format_date
from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT
from omvgen.locale import speaking, tr
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.requests import NOT_DONE
from omvgen.plan.transfer import Placed, row_in_words, wording_of
from omvgen.sources.reading import Source


class Asking(NamedTuple):
    """That the comments of documents are requests; `due` is their last day, if one was given."""

    due: date | None = None


def without_remarks(source: Source) -> Source:
    """The source without its comments in the notes of answers."""
    lines = {remark.comment.note for remark in source.remarks}

    def bare(answer: Answer) -> Answer:
        kept = (line for line in answer.note.split("\n") if line not in lines)
        return replace(answer, note="\n".join(kept))

    bares = {id_: bare(answer) for id_, answer in source.plan.answers.items()}
    answers = {id_: answer for id_, answer in bares.items() if answer != Answer()}
    return replace(source, plan=replace(source.plan, answers=answers))


def with_requests(
    plan: Plan, sources: Sequence[Source], form: Form, asking: Asking
) -> tuple[Plan, tuple[Placed, ...]]:
    """The plan with a row of its log for each comment that has none, and the ledger of them."""
    log, known, placed = wording_of(form, form.log.id), [*plan.log], list[Placed]()
    for name, remark in ((source.name, each) for source in sources for each in source.remarks):
        row = {
            "version": plan.field("version"),
            "date": _day(remark.comment.date),
            "place": _place(remark.on, form),
            "change": remark.comment.note,
            "ground": form.request_ground,
            "due": format_date(asking.due) if asking.due else "",
            "done": NOT_DONE,
        }
        if not any(_same(row, other) for other in known):
            known.append({key: text for key, text in row.items() if text})
            placed.append(Placed(log, name, row_in_words(known[-1], form.log)))
    return replace(plan, log=tuple(known)), tuple(placed)


def _same(one: Row, other: Row) -> bool:
    """Whether two rows ask for the same: a document may be merged again."""
    return all(one.get(key, "") == other.get(key, "") for key in ("place", "change"))


def _day(written: str) -> str:
    """The day of a time in ISO 8601, as the log has days; empty when it is none."""
    try:
        return format_date(date.fromisoformat(written[:10]))
    except ValueError:
        return ""


def _place(id_: str, form: Form) -> str:
    """What a comment is on, as the log names places."""
    question = form.question_of_table.get(id_)
    number = form.numbers.get(question.id if question else id_, "")
    if number:
        return number
    with speaking(form.language):
        return DOCUMENT.name(form.language) if id_ in form.fields else tr("koko suunnitelma")
