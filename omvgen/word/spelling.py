"""What an edited document says, in the spelling of the plan that it was built of.

Paper shows no notes, no empty lines and one kind of bullet, and no publicity of what is
public. What the document did not change is taken from the plan as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate
from operator import add
from urllib.parse import unquote

from omvgen.form.form import Form, FormTable
from omvgen.locale import speaking
from omvgen.plan.bases import shown_bases, split_bases
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, cut_runs, plain, rich
from omvgen.plan.transfer import LeftOver, wording_of

Line = tuple[Run, ...]
_BASES = "bases"  # the field with the provisions of the document


def in_spelling_of(base: Plan, shown: Plan, read: Plan, said: Set[str], form: Form) -> Plan:
    """The whole plan that the edited document says, `base` being the one it was built of.

    `shown` is `base` as its document shows it, `read` what the edited document says, and
    `said` the ids of which it says something. What it says nothing of is as in `base`, and so
    is a publicity whose mark was deleted in it: nothing becomes public in that way. An
    unedited document gives `base` itself.
    """
    answers = {
        id_: _answer(base.answer(id_), shown.answer(id_), read.answer(id_))
        for id_ in form.questions
        if id_ in said
    }
    gathered = {piece.before.id for piece in gathered_texts(base, shown, read, form)}
    fields = {
        id_: base.field(id_)
        if id_ in gathered or read.field(id_) == shown.field(id_)
        else read.field(id_)
        for id_ in form.fields
        if id_ in said
    }
    tables = {
        id_: _rows(base.rows(id_), shown.rows(id_), read.rows(id_), form.tables[id_])
        for id_ in form.tables
        if id_ in said
    }
    log = _rows(base.log, shown.log, read.log, form.log) if form.log.id in said else base.log
    return replace(
        base,
        document={key: text for key, text in {**base.document, **fields}.items() if text},
        answers={k: a for k, a in {**base.answers, **answers}.items() if a != Answer()},
        tables={**base.tables, **tables},
        log=log,
    )


def gathered_texts(base: Plan, shown: Plan, read: Plan, form: Form) -> tuple[LeftOver, ...]:
    """What was edited where the document shows more than the plan's field: it has no place.

    The first page gathers the provisions of all answers beside the document's own.
    """
    text = read.field(_BASES)
    with speaking(form.language):
        own = shown_bases(split_bases(base.field(_BASES)))
    if (
        not text
        or text == shown.field(_BASES)
        or split_bases(own) == split_bases(shown.field(_BASES))
    ):
        return ()
    return (LeftOver(wording_of(form, _BASES), Answer(plain(text))),)


def _answer(base: Answer, shown: Answer, read: Answer) -> Answer:
    secrecy = base if read.publicity in (None, shown.publicity) else read
    bases = base if secrecy is base and read.bases in ((), shown.bases) else read
    noted = base.note.split("\n")
    comments = [line for line in read.note.split("\n") if line not in noted]
    return Answer(
        _text(base.text, shown.text, read.text),
        secrecy.publicity,
        bases.bases,
        "\n".join(filter(None, (base.note, *comments))),
    )


def _text(base: RichText, shown: RichText, read: RichText) -> RichText:
    """The read text, each line that the document did not change as it was typed."""
    old, new = _lines(shown), _lines(read)
    seen, seen_now = ([_as_seen(line) for line in lines] for lines in (old, new))
    if seen == seen_now:
        return base
    typed = list(_with_gaps(base))
    if len(typed) != len(old):  # a line of the plan is several on paper
        return read
    runs: list[Run] = []
    for kind, start, end, low, high in _opcodes(seen, seen_now):
        for place, line in enumerate(new[low:high]):
            gap, own = typed[start + place] if start + place < end else (0, line)
            runs.append(Run("\n" * (gap + 1 if runs else 0)))
            runs += own if kind == "equal" else line
    return rich(runs)


def _as_seen(line: Line) -> Line:
    """The line as a reader sees it: programs spell addresses in their own way.

    A link is underlined by its style, and a program may leave out an underline of its own.
    """
    return rich(
        replace(run, link=unquote(run.link), underline=False) if run.link else run for run in line
    ).runs


def _with_gaps(text: RichText) -> Iterator[tuple[int, Line]]:
    """Each line that is not empty, with the number of empty lines before it."""
    gap = 0
    for line in _lines(text):
        if any(run.text.strip() for run in line):
            yield gap, line
            gap = 0
        else:
            gap += 1


def _lines(text: RichText) -> list[Line]:
    """The runs of each line."""
    lengths = [len(line) for line in text.plain.split("\n")]
    starts = list(accumulate((length + 1 for length in lengths), initial=0))
    lines: list[list[Run]] = [[] for _ in lengths]
    for number, run in cut_runs(
        text.runs, list(zip(starts, map(add, starts, lengths), strict=False))
    ):
        lines[number].append(run)
    return [tuple(line) for line in lines]


def _rows(
    base: Sequence[Row], shown: Sequence[Row], read: Sequence[Row], table: FormTable
) -> tuple[Row, ...]:
    """The read rows, each cell that the document did not change as it was typed.

    In a changed table rows of which the document shows nothing come last.
    """
    if list(read) == list(shown):
        return tuple(base)
    seen = [row for row in base if any(row.get(column.id) for column in table.printed_columns)]
    unseen = [row for row in base if row not in seen]
    if len(seen) != len(shown):
        return (*read, *unseen)
    keys = [[tuple(sorted(row.items())) for row in rows] for rows in (shown, read)]
    rows: list[Row] = []
    for _, start, end, low, high in _opcodes(*keys):
        for place, row in enumerate(read[low:high]):
            if start + place < end:
                typed, old = seen[start + place], shown[start + place]
                same = {key: typed[key] for key in typed if row.get(key) == old.get(key)}
                rows.append({**row, **same})
            else:
                rows.append(row)
    return (*rows, *unseen)


def _opcodes(
    old: Sequence[object], new: Sequence[object]
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
