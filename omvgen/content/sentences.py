"""The sentences in which a text changed, old and new words marked, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from omvgen.content.blocks import Role, Span, Spans
from omvgen.diff.excerpt import ELLIPSIS, excerpt
from omvgen.diff.model import Change, Nature, Segment, SegmentKind
from omvgen.locale import mark, ntr, tr
from omvgen.patterns import pattern
from omvgen.plan.paragraphs import mark_length

_BETWEEN = pattern(r"(?<=[.!?…])[ \xa0]+(?=[A-ZÅÄÖ\"”'’\[(])|\n+")
_WORDS_OF_A_SENTENCE = 3  # at the least; "Oy." is none
_SIGNS = " \n.,;:"  # a change of these alone is none to tell of
_LONG = 300  # characters of a sentence that is shown in part
_ROLES = {
    SegmentKind.EQUAL: Role.PLAIN,
    SegmentKind.DELETE: Role.DELETED,
    SegmentKind.INSERT: Role.INSERTED,
}
_NATURES = {
    Nature.VALUE: mark("Tieto muuttui"),
    Nature.REWRITTEN: mark("Teksti kirjoitettu uudelleen"),
    Nature.REORDERED: mark("Järjestys muuttui, sisältö on sama"),
    Nature.TYPOGRAPHY: mark("Vain kirjoitusasu muuttui"),
}


def what_happened(change: Change) -> str:
    """What happened to a text that was and still is there, such as `Lisätty uusi virke`."""
    if change.formatting_only:
        return tr("Vain muotoilu muuttui: lihavointi, linkki tai muu sellainen")
    if change.nature in _NATURES:
        return tr(_NATURES[change.nature])
    gone, come = (
        [s.text for s in change.segments if s.kind is kind and any(map(str.isalnum, s.text))]
        for kind in (SegmentKind.DELETE, SegmentKind.INSERT)
    )
    if not any(sign.isalpha() for text in (*gone, *come) for sign in text):
        return ntr("Luku muuttui", "Lukuja muuttui", max(len(gone), len(come)))
    if gone and come:
        return tr("Sanoja muuttui")
    count = _sentences(gone or come)
    if gone:
        return (
            ntr("Poistettu virke", "Poistettu virkkeitä", count)
            if count
            else tr("Poistettu sanoja")
        )
    return (
        ntr("Lisätty uusi virke", "Lisätty uusia virkkeitä", count)
        if count
        else tr("Lisätty sanoja")
    )


def _sentences(texts: list[str]) -> int:
    """How many sentences the texts are; 0 when one of them is only a part of a sentence."""
    found = [sentence.strip() for text in texts for sentence in _BETWEEN.split(text.strip())]
    whole = (
        text[0].isupper() and text[-1] in ".!?…" and len(text.split()) >= _WORDS_OF_A_SENTENCE
        for text in found
        if text
    )
    return len(found) if all(whole) else 0


def changed_sentences(segments: tuple[Segment, ...]) -> Spans:
    """The sentences that differ, old and new words in their roles; `…` where others lie between."""
    shown: list[Span] = []
    skipped = False
    for sentence in _cut(segments):
        if any(s.kind is not SegmentKind.EQUAL and s.text.strip(_SIGNS) for s in sentence):
            text = "".join(segment.text for segment in sentence)
            item = mark_length(text)
            if shown:
                listed = item and not shown[-1].text.rstrip().endswith((":", ";"))
                shown.append(Span(f" {ELLIPSIS} " if skipped else "; " if listed else " "))
            shown += _spans(_without_start(sentence, item))
            skipped = False
        else:
            skipped = True
    return tuple(shown)


def _cut(segments: tuple[Segment, ...]) -> Iterator[tuple[Segment, ...]]:
    """The segments of each sentence and line, white space between sentences left out."""
    whole = "".join(segment.text for segment in segments)
    edges = [(0, 0), *(match.span() for match in _BETWEEN.finditer(whole)), (len(whole),) * 2]
    pieces = [(start, end) for (_, start), (end, _) in pairwise(edges)]
    position, waiting = 0, iter(segments)
    segment = next(waiting, None)
    for start, end in pieces:
        sentence = []
        while segment is not None and position < end:
            low, high = max(start - position, 0), min(end - position, len(segment.text))
            if low < high:
                sentence.append(Segment(segment.kind, segment.text[low:high]))
            if position + len(segment.text) > end:
                break
            position += len(segment.text)
            segment = next(waiting, None)
        yield tuple(sentence)


def _without_start(sentence: tuple[Segment, ...], length: int) -> tuple[Segment, ...]:
    """The sentence without its first characters, which are the mark of a list item."""
    kept = []
    for segment in sentence:
        if text := segment.text[length:]:
            kept.append(Segment(segment.kind, text))
        length = max(length - len(segment.text), 0)
    return tuple(kept)


def _spans(sentence: tuple[Segment, ...]) -> Iterator[Span]:
    """A sentence; of a long one what differs and the words around it."""
    if sum(len(segment.text) for segment in sentence) > _LONG:
        sentence = excerpt(sentence)
    last = ""  # of a deleted stretch, which the inserted one after it must not touch
    for segment in sentence:
        text = segment.text.replace("\n", " ")
        if last and segment.kind is SegmentKind.INSERT and " " not in (last[-1], text[0]):
            yield Span(" ")
        yield Span(text, role=_ROLES[segment.kind])
        last = text if segment.kind is SegmentKind.DELETE else ""
