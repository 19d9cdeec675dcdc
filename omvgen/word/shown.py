"""A document as its readers would find it, without a file: blocks of content as a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from omvgen.content.blocks import (
    Block,
    Control,
    Document,
    Field,
    Heading,
    Letterhead,
    ListItem,
    Role,
    SignatureLine,
    Span,
    Spans,
    Table,
    Text,
    Title,
    Together,
    split_lines,
    words,
)
from omvgen.plan.links import link_address
from omvgen.plan.text import Run, rich
from omvgen.word.numbering import INDENT
from omvgen.word.pieces import Names
from omvgen.word.source import Source, SourceBlock, SourceTable, SourceText, Styled
from omvgen.writers.docx.body import FIELDS, text_style
from omvgen.writers.docx.controls import short_title
from omvgen.writers.docx.runs import ROLE_STYLES


def source_of(document: Document, file: str = "") -> Source:
    """The document's blocks as `read_source` finds them in its .docx."""
    return Source(file, tuple(_sources(document.blocks, ())))


def _sources(blocks: Iterable[Block], controls: tuple[Names, ...]) -> Iterator[SourceBlock]:
    for block in blocks:
        match block:
            case Control():
                yield from _sources(
                    block.blocks, (*controls, Names(block.tag, short_title(block.title)))
                )
            case Together():
                yield from _sources(block.blocks, controls)
            case Field():
                yield from _field(block, controls)
            case SignatureLine():
                yield from _field(block.field, controls)
            case Table():
                yield _text(words(block.caption), "caption", controls)
                header = tuple((_text(words(c.title), "", controls),) for c in block.columns)
                rows = (
                    tuple(
                        tuple(_text(line, "", controls) for line in split_lines(cell) if line)
                        for cell in row
                    )
                    for row in block.rows
                )
                yield SourceTable((header, *rows), 1, controls)
            case Heading():
                yield SourceText(
                    rich((Run(block.text),)), block.level, controls=controls, number=block.number
                )
            case Letterhead():
                kind = words(block.document_type, Role.STRONG)
                spans = (*words(f"{block.sender}\t"), *kind)
                yield _text(spans, "lähettäjä ja asiakirjan tyyppi", controls)
            case Title():
                yield _text(words(block.text), "title", controls)
            case Text():
                yield _text(block.spans, text_style(block), controls)
            case ListItem():
                mark = block.number.replace("•", "-")
                indent = f"{INDENT * block.level}{mark} " if mark else ""
                yield _text((*words(indent), *block.spans), "list paragraph", controls)
            case _:  # contents, and lists of changes, say nothing of a plan
                pass


def _field(block: Field, controls: tuple[Names, ...]) -> Iterator[SourceText]:
    """The label and the value apart where the value has a control, else as one line."""
    style = FIELDS[block.kind]
    if controls:
        yield _text(words(block.label), style, ())
        yield _text(block.value, style, controls)
    else:
        yield _text((*words(f"{block.label}\t"), *block.value), style, ())


def _text(spans: Spans, style: str, controls: tuple[Names, ...]) -> SourceText:
    text = rich(_run(span) for span in spans)
    styles: list[Styled] = []
    start = 0
    for role, group in groupby(spans, key=lambda span: span.role):
        end = start + sum(len(span.text) for span in group)
        if role in ROLE_STYLES:
            styles.append(Styled(start, min(end, len(text.plain)), ROLE_STYLES[role]))
        start = end
    bold = bool(spans) and all(span.bold or span.role is Role.STRONG for span in spans)
    return SourceText(text, bold=bold, controls=controls, style=style, styles=tuple(styles))


def _run(span: Span) -> Run:
    link = link_address(span.link or "")
    bold = span.bold or span.role is Role.STRONG
    underline = span.underline and link is None
    return Run(span.text, bold, span.italic, underline, span.strike, link, span.script)
