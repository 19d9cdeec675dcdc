"""Answers and tables as blocks: what an official reads under each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.content.blocks import (
    Control,
    ListItem,
    ParagraphStyle,
    PlainBlock,
    Role,
    Span,
    Spans,
    Table,
    TableColumn,
    Text,
    make_table,
    with_role,
    words,
)
from omvgen.form.form import Form, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.bases import row_bases, shown_bases
from omvgen.plan.paragraphs import Paragraph, paragraphs
from omvgen.plan.passages import Passage, has_secret, passages
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, slice_runs

_DEEPEST = 20  # secret passages within one another; nobody writes even three
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def answer_blocks(plan: Plan, form: Form, question: Question) -> Iterator[Control]:
    """The answer's text and each of its tables, or a line that there is no answer."""
    answer = plan.answer(question.id)
    whole = answer.publicity is Publicity.SECRET
    text = tuple(_words(question, answer))
    tables = [
        Control(
            table.id, table.title, (table_block(table, rows, answer.bases, whole_secret=whole),)
        )
        for table in question.tables
        if (rows := plan.rows(table.id))
    ]
    if text or tables:
        text = (*_publicity(answer), *text)
    else:
        text = (Text(words(missing_words(question)), ParagraphStyle.MISSING),)
    if text:
        yield Control(question.id, question_title(form, question), text)
    yield from tables


def _words(question: Question, answer: Answer) -> Iterator[PlainBlock]:
    """The answer's words: paragraphs and lists, and several choices as a list."""
    whole = answer.publicity is Publicity.SECRET
    text = answer.text.plain
    if text and question.takes_several and question.holds(text):
        for choice in text.split("\n"):
            yield ListItem(words(choice, Role.SECRET if whole else Role.PLAIN))
    else:
        yield from text_blocks(answer.text, answer.bases, whole_secret=whole)


def missing_words(question: Question) -> str:
    """What stands in place of an answer that there is not."""
    return tr("Vastaus puuttuu") if question.required else tr("Ei vastausta")


def question_title(form: Form, question: Question) -> str:
    """The question as it is listed: its number and its words."""
    return f"{form.numbers[question.id]} {question.text}"


def _publicity(answer: Answer) -> Iterator[PlainBlock]:
    """That the answer is secret, and by which provisions; nothing when it is public."""
    if answer.publicity in (Publicity.PARTLY, Publicity.SECRET):
        yield Text(
            words(_with_bases(tr(answer.publicity), shown_bases(answer.bases))),
            ParagraphStyle.PUBLICITY,
        )


def text_blocks(
    text: RichText, bases: tuple[str, ...] = (), *, whole_secret: bool = False
) -> Iterator[PlainBlock]:
    """The text's paragraphs and lists, its secret parts marked with their provisions."""
    spans = marked(text.runs, bases)
    for paragraph in paragraphs(RichText(with_role(spans, Role.SECRET) if whole_secret else spans)):
        yield _block(paragraph)


def _block(paragraph: Paragraph) -> Text | ListItem:
    spans, mark = _spans(paragraph.runs), paragraph.mark
    if paragraph.kind == "text":
        return Text(spans)
    if paragraph.kind == "bullet":
        return ListItem(spans, level=paragraph.level)
    if paragraph.kind == "number":
        return ListItem(spans, f"1{mark[-1]}", paragraph.level, int(mark[:-1]))
    if mark[0] in _ALPHABET:
        return ListItem(spans, f"a{mark[-1]}", paragraph.level, _ALPHABET.index(mark[0]) + 1)
    # Word cannot count å, ä and ö: such a mark stays as it was typed.
    return Text((*words(f"{mark} "), *spans))


def marked(runs: Iterable[Run], bases: tuple[str, ...] = (), depth: int = 0) -> Spans:
    """The runs as spans; `[[…]]` becomes a label with the provisions before the secret words.

    A passage without a provision of its own is secret by `bases`, its row's. One that
    stands too deep within others stays as it is written: all of it is secret by theirs.
    """
    runs = tuple(runs)
    text = "".join(run.text for run in runs)
    spans: list[Span] = []
    for passage in passages(text):
        stretch = slice_runs(runs, passage.text_start, passage.text_end)
        if passage.secret:
            own = (passage.basis,) if passage.basis else bases
            within = marked(stretch, own, depth + 1) if depth < _DEEPEST else _spans(stretch)
            spans += _secret_passage(text, passage, within, shown_bases(own))
        else:
            spans += _spans(stretch)
    return tuple(spans)


def secret_label(bases: str) -> str:
    """The mark of secret words, such as `Salassa pidettävä (JulkL 24 § 1 mom. 7 k)`."""
    return _with_bases(tr("Salassa pidettävä"), bases)


def _secret_passage(text: str, passage: Passage, spans: Spans, bases: str) -> Iterator[Span]:
    """The passage between labels: that it is secret, and where that ends.

    A screen reader does not tell the shade that shows its extent. So the end has a label
    too, where more text follows that could be taken for a part of the passage.
    """
    starts_line = not text[: passage.start].rpartition("\n")[2].strip()
    first = paragraphs(RichText(spans))[:1]
    # The mark of a list must stay at the start of its line.
    gap = "\n" if starts_line and first and first[0].kind != "text" else " "
    yield Span(f"{secret_label(bases)}:{gap}", role=Role.SECRET_LABEL)
    yield from with_role(spans, Role.SECRET)
    rest = text[passage.end :]
    if "\n" not in text[passage.text_start : passage.text_end]:
        rest = rest.partition("\n")[0]
    if any(map(str.isalnum, rest)):
        yield Span(tr(" (salassa pidettävä osuus päättyy)"), role=Role.SECRET_LABEL)


def bracketed(text: RichText, bases: tuple[str, ...] = (), depth: int = 0) -> RichText:
    """The text for places without a shade for secret words: `[Salassa pidettävä (…): words]`.

    As in a document, a passage without a provision of its own is secret by `bases`.
    """
    if not has_secret(text.plain) or depth == _DEEPEST:
        return text
    runs: list[Run] = []
    for passage in passages(text.plain):
        stretch = slice_runs(text.runs, passage.text_start, passage.text_end)
        if passage.secret:
            own = (passage.basis,) if passage.basis else bases
            label = _with_bases(tr("Salassa pidettävä"), shown_bases(own))
            within = bracketed(RichText(stretch), own, depth + 1).runs
            runs += [Run(f"[{label}: "), *within, Run("]")]
        else:
            runs += stretch
    return RichText(tuple(runs))


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
    """The rows under the printed columns, with a caption and a description for screen readers.

    A row that would show nothing is left out.
    `bases` are the provisions of its question, for passages whose row names none.
    """

    def cell(row: Row, column_id: str) -> Spans:
        spans = marked((Run(row.get(column_id, "")),), row_bases(table, row) or bases)
        return with_role(spans, Role.SECRET) if whole_secret else spans

    shown = table.printed_columns
    columns = (TableColumn(c.title, c.kind.traits.number) for c in shown)
    cells = [
        tuple(cell(row, column.id) for column in shown)
        for row in rows
        if any(row.get(column.id) for column in shown)
    ]
    return make_table(table.title, columns, cells)


def _with_bases(text: str, bases: str) -> str:
    return f"{text} ({bases})" if bases else str(text)


def _spans(runs: Iterable[Run]) -> Spans:
    return tuple(r if isinstance(r, Span) else Span(r.text, *r.format) for r in runs)
