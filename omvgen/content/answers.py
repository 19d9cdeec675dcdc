"""Answers and tables as blocks: what an official reads under each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.content.blocks import (
    Block,
    Control,
    ListItem,
    Look,
    Piece,
    Pieces,
    Role,
    Table,
    TableColumn,
    Text,
    secret,
    words,
)
from omvgen.form.form import Form, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import join_bases, row_bases
from omvgen.plan.paragraphs import Paragraph, paragraphs
from omvgen.plan.passages import Passage, passages
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, slice_runs

NO_ANSWER = "Ei vastausta"
ANSWER_MISSING = "Vastaus puuttuu"
SECRET = "Salassa pidettävä"
SECRET_ENDS = " (salassa pidettävä osuus päättyy)"
_DEEPEST = 20  # secret passages within one another; nobody writes even three
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def answer_blocks(plan: Plan, form: Form, question: Question) -> Iterator[Control]:
    """The answer's words and each of its tables, or the words that say there are none."""
    answer = plan.answer(question.id)
    whole = answer.publicity is Publicity.SECRET
    said = tuple(_words(question, answer))
    tables = [
        Control(
            table.id, table.title, (table_block(table, rows, answer.bases, whole_secret=whole),)
        )
        for table in question.tables
        if (rows := plan.rows(table.id))
    ]
    if said or tables:
        said = (*_publicity(answer), *said)
    else:
        missing = ANSWER_MISSING if question.required else NO_ANSWER
        said = (Text(words(missing), Look.MISSING),)
    if said:
        yield Control(question.id, question_title(form, question), said)
    yield from tables


def _words(question: Question, answer: Answer) -> Iterator[Block]:
    """The answer's words: paragraphs and lists, and several choices as a list."""
    whole = answer.publicity is Publicity.SECRET
    text = answer.text.plain
    if text and question.takes_several and question.holds(text):
        for choice in text.split("\n"):
            yield ListItem(words(choice, Role.SECRET if whole else Role.PLAIN))
    else:
        yield from text_blocks(answer.text, answer.bases, whole_secret=whole)


def question_title(form: Form, question: Question) -> str:
    """The question as it is listed: its number and its words."""
    return f"{form.numbers[question.id]} {question.text}"


def _publicity(answer: Answer) -> Iterator[Block]:
    """That the answer is secret, and by which provisions; nothing when it is public."""
    if answer.publicity in (Publicity.PARTLY, Publicity.SECRET):
        yield Text(words(_with_bases(answer.publicity, join_bases(answer.bases))), Look.PUBLICITY)


def text_blocks(
    text: RichText, bases: tuple[str, ...] = (), *, whole_secret: bool = False
) -> Iterator[Block]:
    """The text's paragraphs and lists, its secret parts marked with their provisions."""
    pieces = marked(text.runs, bases)
    for paragraph in paragraphs(RichText(secret(pieces) if whole_secret else pieces)):
        yield _block(paragraph)


def _block(paragraph: Paragraph) -> Text | ListItem:
    pieces, mark = _pieces(paragraph.runs), paragraph.mark
    if paragraph.kind == "text":
        return Text(pieces)
    if paragraph.kind == "bullet":
        return ListItem(pieces, level=paragraph.level)
    if paragraph.kind == "number":
        return ListItem(pieces, f"1{mark[-1]}", paragraph.level, int(mark[:-1]))
    if mark[0] in _ALPHABET:
        return ListItem(pieces, f"a{mark[-1]}", paragraph.level, _ALPHABET.index(mark[0]) + 1)
    # Word cannot count å, ä and ö: such a mark stays as it was typed.
    return Text((*words(f"{mark} "), *pieces))


def marked(runs: Iterable[Run], bases: tuple[str, ...] = (), depth: int = 0) -> Pieces:
    """The runs as pieces: `[[…]]` gives way to words that say what is secret and by what.

    A passage without a provision of its own is secret by `bases`, its row's. One that
    stands too deep within others stays as it is written: all of it is secret by theirs.
    """
    runs = tuple(runs)
    text = "".join(run.text for run in runs)
    pieces: list[Piece] = []
    for passage in passages(text):
        stretch = slice_runs(runs, passage.text_start, passage.text_end)
        if passage.secret:
            own = (passage.basis,) if passage.basis else bases
            within = marked(stretch, own, depth + 1) if depth < _DEEPEST else _pieces(stretch)
            pieces += _secret_passage(text, passage, within, join_bases(own))
        else:
            pieces += _pieces(stretch)
    return tuple(pieces)


def _secret_passage(text: str, passage: Passage, pieces: Pieces, bases: str) -> Iterator[Piece]:
    """The passage between our own words: that it is secret, and where that ends.

    The shade that shows its extent is not heard; so its end is said as well
    where more follows that could be taken for a part of it.
    """
    starts_line = not text[: passage.start].rpartition("\n")[2].strip()
    first = paragraphs(RichText(pieces))[:1]
    # The mark of a list must stay at the start of its line.
    gap = "\n" if starts_line and first and first[0].kind != "text" else " "
    yield Piece(f"{_with_bases(SECRET, bases)}:{gap}", role=Role.SECRET_LABEL)
    yield from secret(pieces)
    rest = text[passage.end :]
    if "\n" not in text[passage.text_start : passage.text_end]:
        rest = rest.partition("\n")[0]
    if any(map(str.isalnum, rest)):
        yield Piece(SECRET_ENDS, role=Role.SECRET_LABEL)


def without_marks(text: str) -> str:
    """The text without the marks of secret passages, for places that hold words alone."""
    return "".join(text[p.text_start : p.text_end] for p in passages(text))


def table_block(
    table: FormTable,
    rows: tuple[Row, ...],
    bases: tuple[str, ...] = (),
    *,
    whole_secret: bool = False,
) -> Table:
    """The rows under the form's columns, with a caption and a description for screen readers.

    `bases` are the provisions of its question, for passages whose row names none.
    """

    def cell(row: Row, column_id: str) -> Pieces:
        pieces = marked((Run(row.get(column_id, "")),), row_bases(table, row) or bases)
        return secret(pieces) if whole_secret else pieces

    titles = ", ".join(column.title for column in table.columns)
    return Table(
        caption=table.title,
        description=f"Sarakkeet: {titles}. Rivejä on {len(rows)}.",
        columns=tuple(TableColumn(c.title, c.kind.traits.number) for c in table.columns),
        rows=tuple(tuple(cell(row, column.id) for column in table.columns) for row in rows),
    )


def _with_bases(words: str, bases: str) -> str:
    return f"{words} ({bases})" if bases else str(words)


def _pieces(runs: Iterable[Run]) -> Pieces:
    return tuple(r if isinstance(r, Piece) else Piece(r.text, *r.format) for r in runs)
