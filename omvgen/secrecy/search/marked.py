"""What a plan marks as secret, read once more from the marks themselves.

The search does not take `publish`'s word for what is secret: it shares no code with it
here. A fault there withholds too little, and would call the rest public as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run
from omvgen.secrecy.model import Reason, Withheld

_MARKS = re.compile(r"(\[\[|\]\])")
# How a passage names its own provision: `SALASSA JulkL 24 § 1 mom. 7 k: …`.
_NAMED_BASIS = re.compile(
    r"\s*(?:SALASSA|SEKRETESS)\b([^:]*+(?:(?<=§):\w[^:]*+(?=:))?):", re.IGNORECASE
)
_BASIS = (
    r"(?:[^\W\d]\w*\s+)?(?:\(?\d+/\d{4}\)?\s+)?\d[\d.]*\s?[a-z]?\s?§(?::\w+)?"
    r"(?:[\s.,]+(?:\d+[a-z]?|[a-z]|mom\w*|koh\w*|punkt\w*))*[\s.]*"
)
_BASES = re.compile(rf"(?:{_BASIS}(?:;\s*{_BASIS})*)?", re.IGNORECASE)
_NO_CONTENT = ("publicity", "basis")  # roles of columns


def marked_secret(plan: Plan, form: Form) -> tuple[Withheld, ...]:
    """Every passage `[[…]]`, and every answer and row that is marked secret."""
    found = []
    for place, text, closed in _texts(plan, form):
        passages = [text] if closed else _split(text)[0]
        if secret := tuple(passage for passage in passages if passage.strip()):
            question = _question(place, form)
            found.append(Withheld(place, Reason.MARKED, secret, question=question))
    for place, addresses in _secret_links(plan):
        found.append(Withheld(place, Reason.MARKED, addresses, question=place.id))
    return tuple(found)


def outside_marks(plan: Plan, form: Form) -> Iterator[str]:
    """Every other text of the plan, without the passages in it.

    Not the addresses of links: nobody reads them, so what they say is not public.
    """
    for _place, text, closed in _texts(plan, form):
        if not closed:
            yield "".join(_split(text)[1])


def _texts(plan: Plan, form: Form) -> Iterator[tuple[Place, str, bool]]:
    """Each text of the plan with its place, and whether it is marked secret as a whole."""
    for id_, answer in plan.answers.items():
        yield Place("answer", id_), answer.text.plain, _is_closed(answer)
    for id_, text in plan.document.items():
        yield Place("field", id_), text, False
    for kind, id_, rows in chain(
        (("table", id_, rows) for id_, rows in plan.tables.items()),
        (("log", form.log.id, plan.log),),
    ):
        table = form.tables.get(id_)
        no_content = [c.id for c in table.columns if c.role in _NO_CONTENT] if table else []
        column = table.column_with_role("publicity") if table else None
        question = form.question_of_table.get(id_)
        all_closed = question is not None and _is_closed(plan.answer(question.id))
        for n, row in enumerate(rows):
            publicity = row.get(column.id, "") if column else ""
            public = not publicity or Publicity.named(publicity) is Publicity.PUBLIC
            closed = all_closed or not public
            for key, text in row.items():
                if key not in no_content or _MARKS.search(text):
                    yield Place(kind, id_, part=key, row=n), text, closed


def _secret_links(plan: Plan) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """The addresses of links in what is marked, unless a link outside marks has the same."""
    links = []
    for id_, answer in plan.answers.items():
        if any(run.link for run in answer.text.runs):
            text = "".join(map(_address, answer.text.runs))
            inside, outside = ([text], []) if _is_closed(answer) else _split(text)
            links.append((Place("answer", id_), _addresses(inside), _addresses(outside)))
    public = {address for _, _, outside in links for address in outside}
    for place, inside, _ in links:
        if secret := tuple(address for address in inside if address not in public):
            yield place, secret


def _addresses(texts: list[str]) -> list[str]:
    lines = (_MARKS.sub("", line) for text in texts for line in text.split("\n"))
    return [line for line in lines if line.strip()]


def _is_closed(answer: Answer) -> bool:
    """Whether the answer is secret whole, as it is if it does not say which part of it is."""
    text = answer.text.plain
    unmarked = answer.publicity is Publicity.PARTLY and bool(text.strip()) and "[[" not in text
    return answer.publicity is Publicity.SECRET or unmarked


def _address(run: Run) -> str:
    """The run's address, in both ways of writing it, between the marks in its words."""
    marks = _MARKS.findall(run.text)
    if not run.link:
        return "".join(marks)
    first, last = (mark * marks.count(mark) for mark in ("[[", "]]"))
    return f"{first}\n{run.link}\n{unquote(run.link)}\n{last}"


def _split(text: str) -> tuple[list[str], list[str]]:
    """The passages, and what stands outside them.

    What stands before a `]]` without its `[[` is a passage, back to the one before it.
    """
    inside: list[str] = []
    outside: list[str] = []
    current, depth = "", 0
    for piece in _MARKS.split(text):
        if piece == "[[":
            if not depth:
                outside.append(current)
                current = ""
            depth += 1
        elif piece == "]]":
            depth = max(depth - 1, 0)
            if not depth:
                inside += _without_basis(current)
                current = ""
        else:
            current += piece
    if depth:
        inside += _without_basis(current)
    else:
        outside.append(current)
    return inside, outside


def _without_basis(passage: str) -> list[str]:
    """The passage's words, and those in place of its provision that name none."""
    named = _NAMED_BASIS.match(passage)
    if named is None:
        return [passage]
    rest = passage[named.end() :]
    basis = named[1].strip()
    return [rest] if _BASES.fullmatch(basis) else [rest, basis]


def _question(place: Place, form: Form) -> str:
    if place.kind == "table" and place.id in form.question_of_table:
        return form.question_of_table[place.id].id
    return place.id if place.kind == "answer" else ""
