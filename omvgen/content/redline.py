"""Two plans as one document with tracked changes: pairs of old and new blocks.

Reject every change and the old plan's document is left, accept them and the new
one's. Blocks are held against each other under the question that they belong to,
by what they are and by their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, takewhile

from omvgen.content import labels
from omvgen.content.answers import table_block, text_blocks
from omvgen.content.blocks import (
    Control,
    Document,
    Field,
    Heading,
    ListItem,
    ParagraphStyle,
    PlainBlock,
    Table,
    Text,
    Together,
    leaves,
    plain,
)
from omvgen.content.outline import unknown_title
from omvgen.content.plain_blocks import plain_blocks
from omvgen.content.plain_changes import compared_fields
from omvgen.content.plan import plan_document
from omvgen.diff.matching import Item, aligned, gaps_between, matches
from omvgen.diff.model import Changes
from omvgen.diff.words import likeness, weights
from omvgen.form.form import Column, Form, FormTable
from omvgen.form.kinds import AnswerKind
from omvgen.locale import speaking
from omvgen.plan.plan import Plan
from omvgen.plan.renamed import with_current_ids


@dataclass(frozen=True)
class StepBlock:
    """A block that holds no others. One that is `kept` stays on the page of the next."""

    block: PlainBlock
    kept: bool = False


_END = StepBlock(Text(()))
Step = tuple[StepBlock | None, StepBlock | None]
"""A block as it was and as it is; None where there was, or is, none."""


@dataclass(frozen=True)
class Redline:
    """A document with its changes: `document` is the new one, whose header it has.

    Changes are those of `author`, made on `day`, which the new plan's document
    data give; None when they do not.
    """

    document: Document
    steps: tuple[Step, ...]
    author: str
    day: date | None


def redline(old: Plan, new: Plan, form: Form, changes: Changes) -> Redline:
    """The blocks of the old plan's document, paired with those of the new one's.

    `changes` are theirs: a comment on the title names the plans and counts the changes.
    `form` is the new plan's. Questions that it gained since the old plan are absent from
    the old document, and those that it lost stand there under their ids.
    """
    old = with_current_ids(old, form)
    new = with_current_ids(new, form)
    before, after = _old_document(old, new, form), plan_document(new, form)
    # A page that shows secret words in its deletions is as secret as the old page was.
    marks = tuple(dict.fromkeys([*after.marks, *before.marks]))
    with speaking(form.language):
        remark = _remark(changes)
    document = replace(after, marks=marks, fingerprint="", remark=remark)
    was, is_ = ([*_step_blocks(plain_blocks(side.blocks))] for side in (before, after))
    if isinstance(was[-1].block, Table) or isinstance(is_[-1].block, Table):
        # After a table Word has a paragraph of its own at the end.
        was, is_ = [*was, _END], [*is_, _END]
    steps = last_paired([*_steps(was, is_)])
    return Redline(document, tuple(steps), after.author, after.date)


def _remark(changes: Changes) -> tuple[str, ...]:
    compared = compared_fields(labels.plan_words(changes.old), labels.plan_words(changes.new))
    lines = (
        *(f"{one.label}: {plain(one.value)}" for one in compared),
        labels.unchanged_sentence(changes),
        labels.counts_line(changes),
        labels.public_note(changes),
        labels.secrecy_warning(changes),
    )
    return tuple(line for line in lines if line)


def _old_document(old: Plan, new: Plan, form: Form) -> Document:
    document = plan_document(old, _form_then(old, new, form))
    with speaking(form.language):
        unknown = tuple(_unknown(old, new, form))
    place = next(
        place
        for place, block in enumerate(document.blocks)
        if any(isinstance(b, Heading) and b.anchor == form.log.id for b in leaves((block,)))
    )
    blocks = (*document.blocks[:place], *unknown, *document.blocks[place:])
    return replace(document, blocks=blocks)


def _form_then(old: Plan, new: Plan, form: Form) -> Form:
    """The form without the questions that it has gained since the old plan.

    A workbook has a publicity on every row: a question that is not in the plan was not on it.
    """
    if (old.form_id, old.form_version) == (new.form_id, new.form_version):
        return form
    sections = (
        replace(section, questions=tuple(q for q in section.questions if q.id in old.answers))
        for section in form.sections
    )
    return replace(form, sections=tuple(s for s in sections if s.questions or s.role))


def _unknown(old: Plan, new: Plan, form: Form) -> Iterator[PlainBlock]:
    """The old plan's answers and tables that the form no longer has."""
    answers = [id_ for id_ in old.answered if id_ not in form.questions and not new.text(id_)]
    tables = [id_ for id_ in old.tables if id_ not in form.tables and not new.rows(id_)]
    if answers or tables:
        yield Heading(unknown_title(), 1)
    for id_ in sorted(answers):
        yield Heading(id_, 2)
        yield from text_blocks(old.answer(id_).text, old.answer(id_).bases)
    for id_ in tables:
        rows = old.rows(id_)
        columns = dict.fromkeys(column for row in rows for column in row)
        known = tuple(Column(column, column, AnswerKind.SHORT) for column in columns)
        yield table_block(FormTable(id_, id_, known), rows)


def _step_blocks(blocks: Iterable[PlainBlock]) -> Iterator[StepBlock]:
    """The blocks without controls: changes would run across their edges."""
    for block in blocks:
        match block:
            case Control():
                yield from _step_blocks(block.blocks)
            case Together():
                inner = [*_step_blocks(block.blocks)]
                yield from (replace(step, kept=True) for step in inner[:-1])
                yield from inner[-1:]
            case _:
                yield StepBlock(block)


def _steps(old: list[StepBlock], new: list[StepBlock]) -> Iterator[Step]:
    """Heading by heading, then block by block."""
    before, after = _under_headings(old), _under_headings(new)
    pairs = matches([*map(_heading, before)], [*map(_heading, after)])
    paired = [*((before[i], after[j]) for i, j in pairs), None]
    gaps = gaps_between(pairs, len(before), len(after))
    for (gone, come), pair in zip(gaps, paired, strict=True):
        yield from ((step, None) for group in before[gone] for step in group)
        yield from ((None, step) for group in after[come] for step in group)
        if pair is not None:
            both = aligned(*pair, _substance, _weight, _likeness)
            yield from _replaced(both)


def _replaced(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, where blocks that gave way to others of their kind are one step.

    A paragraph that stays, with other words in it, is read and resolved more easily
    than one that went and one that came.
    """
    for whole, group in groupby(steps, key=lambda step: None not in step):
        if whole:
            yield from group
            continue
        together = list(group)
        old = [before for before, _ in together if before]
        new = [after for _, after in together if after]
        alike = takewhile(
            lambda pair: _kind(pair[0]) == _kind(pair[1]), zip(old, new, strict=False)
        )
        pairs = list(alike)
        yield from pairs
        yield from ((block, None) for block in old[len(pairs) :])
        yield from ((None, block) for block in new[len(pairs) :])


def _kind(step: StepBlock) -> Hashable:
    return _weight(step).kind


def _under_headings(blocks: list[StepBlock]) -> list[list[StepBlock]]:
    """Each heading with what follows it; first what stands before all of them."""
    groups: list[list[StepBlock]] = [[]]
    for block in blocks:
        if isinstance(block.block, Heading):
            groups.append([])
        groups[-1].append(block)
    return groups


def _heading(group: list[StepBlock]) -> Hashable:
    """What the group stands under: the same in both documents, which are of one form."""
    first = group[0].block if group else None
    return (first.level, first.text) if isinstance(first, Heading) else None


def _substance(step: StepBlock) -> Hashable:
    """The block but for its number: what comes before it decides that."""
    match step.block:
        case Heading():
            return step.block._replace(number="", page_break=False, anchor="")
        case ListItem():
            return step.block._replace(value=0)
    return step.block


@dataclass(frozen=True)
class _Weight:
    """What a block is, its words, and whether what it is makes it the same block."""

    kind: Hashable
    words: Counter[str]
    known: bool


def _weight(step: StepBlock) -> _Weight:
    match block := step.block:
        case Text():
            return _Weight(
                block.style, weights(plain(block.spans)), block.style is not ParagraphStyle.BODY
            )
        case ListItem():
            return _Weight((block.mark, block.level), weights(plain(block.spans)), known=False)
        case Field():
            return _Weight((block.kind, block.label), weights(plain(block.value)), known=True)
        case Table():
            return _Weight(block.caption, Counter(), known=True)
    # Of any other kind a document has one in a place.
    return _Weight(type(block).__name__, Counter(), known=True)


def _likeness(old: _Weight, new: _Weight) -> float:
    if old.kind != new.kind:
        return 0
    return likeness(old.words, new.words) + (1 if old.known else 0)


def last_paired(
    pairs: Sequence[tuple[Item | None, Item | None]],
) -> list[tuple[Item | None, Item | None]]:
    """The last item of both sides as a pair.

    The mark of the last paragraph of a body or a cell can be neither inserted nor deleted.
    """
    last_old = next(old for old, _ in reversed(pairs) if old is not None)
    last_new = next(new for _, new in reversed(pairs) if new is not None)
    rest = (
        (None if old is last_old else old, None if new is last_new else new) for old, new in pairs
    )
    return [*(pair for pair in rest if pair != (None, None)), (last_old, last_new)]
