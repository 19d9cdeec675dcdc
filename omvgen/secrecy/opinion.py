"""A second opinion on what is secret, for the search for leaks.

It reads nothing but the marks in the plan, and shares no code with `public` and what that
uses: a fault there withholds too little, and would call it public as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from omvgen.findings.model import Place
from omvgen.form.model import Form
from omvgen.plan.model import Plan, Publicity
from omvgen.plan.text import Run
from omvgen.secrecy.model import Reason, Withheld

_MARKS = re.compile(r"(\[\[|\]\])")
_OWN_BASIS = re.compile(r"\A\s*SALASSA\b[^:]*:", re.IGNORECASE)
_SAYS_NOTHING = ("publicity", "basis")  # roles of columns


def marked_secret(plan: Plan, form: Form) -> tuple[Withheld, ...]:
    """Every passage `[[…]]`, and every answer and row that is marked secret."""
    found = []
    for place, text, closed in _texts(plan, form):
        secret = text if closed else "\n".join(_parted(text)[0])
        if secret.strip():
            question = _question(place, form)
            found.append(Withheld(place, Reason.MARKED, (secret,), question=question))
    return tuple(found)


def outside_marks(plan: Plan, form: Form) -> Iterator[str]:
    """Every other text of the plan, as it stands without what is marked in it."""
    for _place, text, closed in _texts(plan, form):
        if not closed:
            yield "".join(_parted(text)[1])


def _texts(plan: Plan, form: Form) -> Iterator[tuple[Place, str, bool]]:
    """Each text of the plan with its place, and whether it is marked secret as a whole.

    The addresses of an answer's links are a text of their own.
    """
    for id_, answer in plan.answers.items():
        closed = answer.publicity is Publicity.SECRET
        yield Place("answer", id_), answer.text.plain, closed
        if any(run.link for run in answer.text.runs):
            yield Place("answer", id_), "".join(map(_address, answer.text.runs)), closed
    for id_, text in plan.document.items():
        yield Place("field", id_), text, False
    for kind, id_, rows in chain(
        (("table", id_, rows) for id_, rows in plan.tables.items()),
        (("log", form.log.id, plan.log),),
    ):
        table = form.tables.get(id_)
        says_nothing = [c.id for c in table.columns if c.role in _SAYS_NOTHING] if table else []
        column = table.column_with_role("publicity") if table else None
        for n, row in enumerate(rows):
            said = row.get(column.id, "") if column else ""
            for key, text in row.items():
                if key not in says_nothing:
                    closed = said.casefold() == Publicity.SECRET.value.casefold()
                    yield Place(kind, id_, part=key, row=n), text, closed


def _address(run: Run) -> str:
    """The run's address, in both ways of writing it, between the marks of its words."""
    marks = _MARKS.findall(run.text)
    if not run.link:
        return "".join(marks)
    first, last = (mark * marks.count(mark) for mark in ("[[", "]]"))
    return f"{first}\n{run.link}\n{unquote(run.link)}\n{last}"


def _parted(text: str) -> tuple[list[str], list[str]]:
    """What stands within marks, and what does not."""
    parts: tuple[list[str], list[str]] = ([], [])
    depth = 0
    for piece in _MARKS.split(text):
        if piece == "[[":
            depth += 1
        elif piece == "]]":
            depth = max(depth - 1, 0)
        else:
            parts[0 if depth else 1].append(_OWN_BASIS.sub("", piece) if depth else piece)
    return parts


def _question(place: Place, form: Form) -> str:
    if place.kind == "table" and place.id in form.question_of_table:
        return form.question_of_table[place.id].id
    return place.id if place.kind == "answer" else ""
