"""What a document that omvgen built says of its plan, whoever edited it since.

Its parts are known as `word/sorting.py` has it. What omvgen itself writes around them
(headings, captions, marks, the signature block) is no text of the plan: it is known by
building the document of the plan that was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from omvgen.content.blocks import ParagraphStyle
from omvgen.content.front import sender
from omvgen.content.plan import RECORD_ID, SIGNED, plan_document
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import speaking, tr
from omvgen.patterns import pattern
from omvgen.plan.bases import split_bases
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, plain, rich, slice_runs
from omvgen.plan.transfer import Evidence, Ledger, LeftOver, Placed, wording_of
from omvgen.plan.wording import Wording
from omvgen.word.document_reading import DocumentReading, remarks_of
from omvgen.word.document_text import TextLine
from omvgen.word.first_page import (
    LETTERHEAD,
    document_type,
    field_of_line,
    page_marks,
    public_words,
)
from omvgen.word.own_tables import is_doubtful, plain_lines, rows_in, visible
from omvgen.word.secret_marks import with_marks
from omvgen.word.shown import source_of
from omvgen.word.sorting import LOG, PartNames, Sorter, Stretch, fold, titles
from omvgen.word.source import Comment, Source, SourceBlock, SourceTable, SourceText, Styled
from omvgen.word.source_text import flat
from omvgen.workbook.vocabulary import rows_as_in_plan
from omvgen.writers.docx.body import METADATA_STYLES, STYLES
from omvgen.writers.docx.properties import FINGERPRINT

_OWN_STYLES = frozenset(
    {STYLES[ParagraphStyle.METADATA], *METADATA_STYLES.values()}
    | {STYLES[ParagraphStyle.PUBLICITY], "tietorivi"}
)
_CAPTION = "caption"
_CAPTION_NUMBER = pattern(r"\w+ \d+ ")  # such as `Taulukko 5`
_LIST_NUMBER = pattern(r"\A\s*+(?:\d{1,3}\.){1,9}\s++")
_PAGE = pattern(r"\d+ \(\d+\)")
_PUBLICITY = pattern(r"(?P<word>[^()]*?)(?: \((?P<bases>.*)\))?", re.DOTALL)


def read_own(source: Source, form: Form) -> DocumentReading | None:
    """What the document says of the form's plan; None when it is none that omvgen built.

    Of a public copy only what is whole in it is read: where something was withheld, the
    document says nothing.
    """
    with speaking(form.language):
        names = PartNames.of(form)
        if not _is_own(source, names):
            return None
        sorted_ = _Sorting(form, names).sorted(source.blocks)
        return _reading(source, form, sorted_)


def printed(plan: Plan, form: Form) -> DocumentReading:
    """What the document that omvgen builds of the plan says when it is read.

    Lists have plain marks, empty lines and notes are gone, an answer's publicity is told
    only where something is secret.
    """
    reading = read_own(source_of(plan_document(plan, form)), form)
    assert reading is not None
    return reading


@dataclass
class _Sorted:
    """The blocks of a document by the tags of their parts.

    `strays` are those outside of every part, with the question above them (or nothing) and
    how many blocks of its answer they follow. `by_heading` are the parts whose control is gone,
    `again` are blocks of controls of the same tag at a second place, `doubted` the questions
    whose control stands below another question's heading, and these.
    """

    parts: dict[str, list[SourceBlock]] = field(default_factory=dict)
    strays: list[tuple[str, int, SourceBlock]] = field(default_factory=list)
    by_heading: frozenset[str] = frozenset()
    again: dict[str, list[SourceBlock]] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)

    def take_second_places(self, form: Form) -> None:
        """Takes what a copied control says otherwise than the first one for a stray.

        Word keeps the tag of a control that a person copies with its text.
        """
        for tag, blocks in self.again.items():
            part = self.parts[tag]
            if plain_lines(blocks) != plain_lines(part):
                under = tag if tag in form.questions else ""
                self.strays += [(under, len(part), block) for block in blocks]


@dataclass
class _Sorting:
    """Sorts the blocks of a document of the form."""

    form: Form
    names: PartNames

    def sorted(self, blocks: Sequence[SourceBlock]) -> _Sorted:
        """Each block under the part of the plan that it belongs to."""
        lines = [_line(block, self.names) for block in blocks]
        controlled = frozenset(filter(None, map(self.names.tag, lines)))
        sorter = Sorter(self.names, controlled, self._whole_headings(lines))
        known = titles(self.form).keys() | {RECORD_ID}
        found = _Sorted()
        own = ""  # the tag of the control around the line
        trail: list[tuple[str, str | None]] = []  # it, and the question that a heading begins
        for block, line, following in zip_longest(blocks, lines, lines[1:]):
            last, own, before = own, self.names.tag(line), sorter.under
            stretches = list(sorter(line, following))
            if any(one.since for one in stretches):
                continue
            begun = sorter.under if sorter.under != before else ""
            trail.append((own, begun if begun or line.heading else None))
            tag = next((one.tag for one in stretches if one.tag in known), "")
            if not tag and isinstance(block, SourceText):
                tag = self._of_first_page(block, controlled, found)
            if tag and not _is_caption(block, tag, self.form):
                again = own == tag and (tag in found.again or (tag != last and tag in found.parts))
                places = found.again if again else found.parts
                places.setdefault(tag, []).append(_own_part(block, stretches))
            if len(stretches) > 1 and stretches[0].folded not in self.names.labels:
                found.strays.append(("", 0, SourceText(plain(stretches[0].text))))
            if not tag:
                place = len(found.parts.get(sorter.under, ()))
                found.strays.append((sorter.under, place, block))
        found.take_second_places(self.form)
        found.doubted.update(self._doubted(trail))
        # A part whose control is empty says that it is empty.
        for tag in controlled & known:
            found.parts.setdefault(tag, [])
        found.by_heading = frozenset(sorter.by_heading)
        return found

    def _of_first_page(self, block: SourceText, controlled: frozenset[str], found: _Sorted) -> str:
        """The tag of a line without a control that its style tells, or nothing."""
        if block.style == LETTERHEAD:
            found.parts.setdefault("document.document_type", [document_type(block)])
        field = field_of_line(block, controlled)
        return f"document.{field}" if field in self.form.fields else ""

    def _doubted(self, trail: Iterable[tuple[str, str | None]]) -> Iterator[str]:
        """The questions whose control stands below the heading of another one, and that one."""
        above = ""
        for own, begun in trail:
            above = above if begun is None else begun
            if above and own in self.form.questions:
                one, other = (fold(self.form.questions[each].text) for each in (above, own))
                if one != other and other in self.names.questions:
                    yield from (above, own)

    def _whole_headings(self, lines: Sequence[TextLine]) -> frozenset[str]:
        """The texts, folded, that are headings or labels as often as the form has them.

        A heading that lost its style in an edit is known by its words alone.
        """
        counts = Counter(fold(line.text) for line in lines if line.heading)
        labelled = {self.names.labelled(line.text) for line in lines} & self.form.questions.keys()
        counts.update(fold(self.form.questions[tag].text) for tag in labelled)
        asked = self.names.questions
        return frozenset(
            text for text, count in counts.items() if count >= len(asked.get(text, (text,)))
        )


def _is_own(source: Source, names: PartNames) -> bool:
    texts = list(flat(source.blocks))
    tags = {names.tag_of(text.controls) for text in texts} & (names.tags | {LOG})
    styled = any(text.style in _OWN_STYLES for text in texts)
    headed = any(text.heading and fold(text.text.plain) in names.questions for text in texts)
    named = any(key == FINGERPRINT for key, _ in source.properties)
    return bool(tags) or ((named or styled) and headed)


def _reading(source: Source, form: Form, found: _Sorted) -> DocumentReading:
    public = _is_public(source)
    silent = _withheld_parts(found, form) if public else frozenset[str]()
    parts = {tag: blocks for tag, blocks in found.parts.items() if tag not in silent}
    plan, left = _plan_of(parts, form)
    own_words = _own_words(_plan_of(found.parts, form)[0] if silent else plan, form, found)
    unsure: dict[str, list[SourceBlock]] = {tag: [] for tag in found.doubted}
    unsure |= {id_: [] for id_, t in form.tables.items() if is_doubtful(parts.get(id_, ()), t)}
    for under, place, block in reversed(found.strays):
        if _is_structure(block, own_words) or (public and isinstance(block, SourceTable)):
            continue
        question = form.questions.get(under)
        if question and question.role not in SIGNED and under not in silent and _seen(block):
            parts.setdefault(under, []).insert(place, block)
            unsure.setdefault(under, []).append(block)
        else:
            left = [block, *left]
    if unsure:
        plan, _ = _plan_of(parts, form)
    plan = _with_comments(plan, parts, form)
    left += [text for text in source.margins if not _is_header(text, own_words)]
    return DocumentReading(
        source.file,
        plan,
        Ledger(
            tuple(_placed(source.file, form, parts, unsure, found.by_heading)),
            0,
            (),
            tuple(_left_over(block) for block in left if _text_of(block)),
            source.unreadable,
            source.revisions,
        ),
        frozenset(_said(parts, form)) - silent,
        dict(source.properties).get(FINGERPRINT, ""),
        (Finding(Code.SOURCE_IS_PUBLIC_COPY, values={"file": source.file}),) if public else (),
        remarks_of(source, _commented(form, found)),
    )


# ---- parts to a plan ------------------------------------------------------------------------


def _plan_of(
    parts: Mapping[str, Sequence[SourceBlock]], form: Form
) -> tuple[Plan, list[SourceBlock]]:
    """The plan that the parts say, and what in them is none of its text."""
    left: list[SourceBlock] = []
    answers, tables = {}, {}
    document_bases = split_bases(plain_lines(parts.get("document.bases", ())))
    document = {}
    for key in form.fields:
        texts, unseen = visible(parts.get(f"document.{key}", ()))
        left += unseen
        if text := with_marks(texts, document_bases).plain:
            document[key] = text
    for question in form.questions.values():
        blocks = parts.get(question.id, ())
        if question.role in SIGNED:
            left += blocks
            continue
        texts, unseen = visible(blocks)
        left += unseen
        answer = _answer(texts, question)
        if answer != Answer():
            answers[question.id] = answer
        for table in question.tables:
            rows, others = rows_in(parts.get(table.id, ()), table, answer.bases)
            tables[table.id] = rows
            left += others
    log, others = rows_in(parts.get(LOG, ()), form.log, document_bases)
    left += others
    log = rows_as_in_plan(log, form.log, form.language)
    return Plan(form.id, form.version, document, answers, tables, log), left


def _answer(texts: Sequence[SourceText], question: Question) -> Answer:
    publicity: Publicity | None = None
    bases: tuple[str, ...] = ()
    said = _PUBLICITY.fullmatch(texts[0].text.plain) if texts else None
    words = {tr(extent): extent for extent in (Publicity.PARTLY, Publicity.SECRET)}
    if said and said["word"] in words:
        publicity, bases = words[said["word"]], split_bases(said["bases"] or "")
        texts = texts[1:]
    if len(texts) == 1 and _is_missing(texts[0]):
        texts = ()
    text = with_marks(texts, bases, whole_secret=publicity is Publicity.SECRET)
    if question.takes_several:
        choices = "\n".join(line[mark_length(line) :] for line in text.plain.split("\n"))
        text = plain(choices) if question.holds(choices) else text
    return Answer(text, publicity, bases)


def _is_missing(text: SourceText) -> bool:
    """Whether it is the sentence that there is no answer."""
    body = text.style == STYLES[ParagraphStyle.BODY]
    return not body and text.text.plain in (tr("Vastaus puuttuu"), tr("Ei vastausta"))


# ---- what is no text of the plan ------------------------------------------------------------


def _own_words(plan: Plan, form: Form, found: _Sorted) -> frozenset[str]:
    """Each text, folded, that the document of the plan has beside the plan's own."""
    signed = {q.id: found.parts.get(q.id, ()) for q in form.questions.values() if q.role in SIGNED}
    texts = {id_: plain_lines(blocks) for id_, blocks in signed.items()}
    answers = {id_: Answer(plain(text)) for id_, text in texts.items() if text}
    whole = replace(plan, answers={**plan.answers, **answers})
    built = source_of(plan_document(whole, form, draft=True))
    known = {fold(text.text.plain) for text in flat(built.blocks)}
    labels = {fold(f.text) for f in (*form.fields.values(), *form.questions.values())}
    known |= {fold(text) for text in (sender(whole, form), *plan.document.values())}
    marks = {*page_marks(), tr("Sisällys"), tr("Vahvistuksen tunniste")}
    return frozenset({*known, *labels, *map(fold, marks)})


def _is_structure(block: SourceBlock, own_words: frozenset[str]) -> bool:
    if isinstance(block, SourceTable):
        return False
    text = fold(block.text.plain)
    numbered = _CAPTION_NUMBER if block.style == _CAPTION else _LIST_NUMBER
    return text in own_words or numbered.sub("", text) in own_words


def _is_header(text: SourceText, own_words: frozenset[str]) -> bool:
    """Whether a line of a header or footer is one that omvgen writes: all its columns are."""
    return all(
        fold(column) in own_words
        or own_words.issuperset(map(fold, re.split(" {2,}", column)))  # date and number
        or own_words.issuperset(map(fold, column.split(", ")))  # the marks of the document
        or _PAGE.fullmatch(fold(column))
        for column in text.text.plain.split("\t")
        if fold(column)
    )


def _is_caption(block: SourceBlock, tag: str, form: Form) -> bool:
    table = form.log if tag == LOG else form.tables.get(tag)
    if table is None or not isinstance(block, SourceText):
        return False
    return block.style == _CAPTION or fold(block.text.plain).endswith(f" {fold(table.title)}")


def _is_public(source: Source) -> bool:
    """Whether the document is a copy from which secret parts were withheld."""
    mark, heading = public_words()[:2]
    texts = {text.text.plain for text in flat(source.blocks)}
    return not texts.isdisjoint((mark, heading)) or mark in dict(source.properties).values()


def _withheld_parts(found: _Sorted, form: Form) -> frozenset[str]:
    """The parts of a public copy that may hold less than the plan does."""
    withheld = re.compile(rf"\[{re.escape(tr(Publicity.SECRET))}(?:, [^\]]*)?\]")
    marked = {
        tag
        for tag, blocks in found.parts.items()
        if any(withheld.search(text.text.plain) for text in flat(blocks))
    }
    return frozenset(marked | form.tables.keys() | {LOG, "document.bases", "document.publicity"})


# ---- the ledger -----------------------------------------------------------------------------


def _placed(
    file: str,
    form: Form,
    parts: Mapping[str, Sequence[SourceBlock]],
    unsure: Mapping[str, Sequence[SourceBlock]],
    by_heading: frozenset[str],
) -> Iterator[Placed]:
    for tag, blocks in parts.items():
        id_ = form.log.id if tag == LOG else tag.removeprefix("document.")
        text = plain_lines(blocks)
        if not text or (id_ in form.questions and form.questions[id_].role in SIGNED):
            continue
        place = next((f"{file}, {block.place}" for block in blocks if block.place), file)
        evidence = Evidence.TEXT if tag in by_heading else Evidence.CONTROL
        yield Placed(wording_of(form, id_), place, text, evidence, unsure=tag in unsure)


def _said(parts: Mapping[str, Sequence[SourceBlock]], form: Form) -> Iterator[str]:
    for tag in parts:
        id_ = form.log.id if tag == LOG else tag.removeprefix("document.")
        question = form.questions.get(id_)
        if tag != RECORD_ID and (question is None or question.role not in SIGNED):
            yield id_
            if question:  # a table without rows leaves no trace in a document
                yield from (table.id for table in question.tables)


def _with_comments(plan: Plan, parts: Mapping[str, Sequence[SourceBlock]], form: Form) -> Plan:
    """The plan with the comments on each answer as lines of its note."""
    answers = dict(plan.answers)
    for id_ in form.questions:
        tags = (id_, *(table.id for table in form.questions[id_].tables))
        lines = [
            one.note for tag in tags for text in flat(parts.get(tag, ())) for one in text.comments
        ]
        if lines:
            answers[id_] = replace(plan.answer(id_), note="\n".join(lines))
    return replace(plan, answers=answers)


def _commented(form: Form, found: _Sorted) -> Iterator[tuple[str, Comment]]:
    """Each comment with the part that it stands in or below."""
    for tag, blocks in found.parts.items():
        on = form.log.id if tag == LOG else tag.removeprefix("document.")
        yield from ((on, one) for text in flat(blocks) for one in text.comments)
    for under, _, block in found.strays:
        yield from ((under, one) for text in flat((block,)) for one in text.comments)


def _left_over(block: SourceBlock) -> LeftOver:
    text = block.text if isinstance(block, SourceText) else plain(_text_of(block))
    return LeftOver(Wording("", "", sheet=block.place), Answer(text))


# ---- blocks ---------------------------------------------------------------------------------


def _line(block: SourceBlock, names: PartNames) -> TextLine:
    """The block as a line to sort, without the number of a heading that lost its style."""
    if isinstance(block, SourceTable):
        return TextLine("", block.controls, row=True)
    heading = bool(block.heading)
    text = block.text.plain
    bare = _LIST_NUMBER.sub("", text)
    text = bare if fold(bare) in names.questions else text
    return TextLine(text, block.controls, heading=heading)


def _own_part(block: SourceBlock, stretches: Sequence[Stretch]) -> SourceBlock:
    """The block, or of a field that stands on one line the value after its label."""
    if len(stretches) == 1 or isinstance(block, SourceTable):
        return block
    whole = block.text.plain
    start = len(whole) - len(stretches[-1].text)
    styles = (
        Styled(max(one.start - start, 0), one.end - start, one.style)
        for one in block.styles
        if one.end > start
    )
    text = RichText(slice_runs(block.text.runs, start, len(whole)))
    return replace(block, text=rich(text.runs), styles=tuple(styles))


def _text_of(block: SourceBlock) -> str:
    return plain_lines((block,))


def _seen(block: SourceBlock) -> bool:
    return isinstance(block, SourceTable) or not (block.hidden or block.placeholder)
