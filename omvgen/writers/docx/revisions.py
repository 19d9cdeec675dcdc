"""Tracked changes: what was inserted and deleted in paragraphs, and paragraphs that were.

ISO/IEC 29500-1, 17.13.5. A paragraph that came or went has its content and its
mark in revisions; a changed one keeps its mark, and within it words came and went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate, count, groupby, pairwise
from typing import Literal

from lxml import etree

from omvgen.diff.model import Segment, SegmentKind
from omvgen.diff.words import likeness, weights, word_segments
from omvgen.writers.docx.runs import text_content
from omvgen.writers.docx.xml import Element, el, name

Mark = Literal["w:ins", "w:del"]
INSERTED: Mark = "w:ins"
DELETED: Mark = "w:del"

_PARAGRAPH, _RUN, _LINK = name("w:p"), name("w:r"), name("w:hyperlink")
_PROPERTIES, _RUN_PROPERTIES = name("w:pPr"), name("w:rPr")
_BOOKMARKS = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
_DELETED_TEXT = {
    name("w:t"): name("w:delText"),
    name("w:instrText"): name("w:delInstrText"),
}
_CHARACTERS = {name("w:tab"): "\t", name("w:br"): "\n"}
# Where a paragraph stands on its page is not what it says.
_LAYOUT = {name("w:keepNext"), name("w:pageBreakBefore"), _RUN_PROPERTIES}
_FIRST_ID = 1_000_000  # bookmarks count from 1, and all of them share their ids
_STEP, _STEPS = timedelta(minutes=5), 12


@dataclass(frozen=True)
class Stretch:
    """A part of a paragraph with one look: text, or something that is not text.

    What is not text is a single character that no text can hold. `link` is the
    `w:hyperlink` around it.
    """

    text: str
    run: Element
    link: Element | None

    @property
    def target(self) -> tuple[tuple[str, str], ...]:
        """Where the link leads; nothing when there is none."""
        return () if self.link is None else tuple(sorted(self.link.attrib.items()))


class Revisions:
    """Marks what came and went as done by `author` on `day`.

    LibreOffice takes revisions of one author and moment that touch for one, and
    loses the paragraph's end between them: so each block has a moment of its own
    within the day's first hour (`next_block`). Without a day none is given.
    """

    def __init__(self, author: str, day: date | None) -> None:
        self._author = author
        self._midnight = datetime.combine(day, time()) if day else None
        self._block = 0
        self._ids = count(_FIRST_ID)

    def next_block(self) -> None:
        """What is marked from here on is a block of its own."""
        self._block = (self._block + 1) % _STEPS

    def came(self, element: Element) -> Element:
        """The paragraph or table, all of it inserted."""
        return self._whole(element, INSERTED)

    def went(self, element: Element) -> Element:
        """The paragraph or table, all of it deleted."""
        return self._whole(element, DELETED)

    def row(self, row: Element, mark: Mark) -> Element:
        """The row of a table, inserted or deleted with its text."""
        properties = row.find(name("w:trPr"))
        if properties is None:
            properties = el("w:trPr")
            row.insert(0, properties)
        properties.append(self._revision(mark))
        for paragraph in row.iter(_PARAGRAPH):
            self._whole(paragraph, mark)
        return row

    def changed(self, old: Element, new: Element) -> Element:
        """The new paragraph with what the old one had and it has not, and the other way round.

        Its own properties are noted as changed where they differ.
        """
        known: dict[bytes, str] = {}
        before, after = _stretches(old, known), _stretches(new, known)
        bookmarks = list(new.iterchildren(*_BOOKMARKS))
        properties = new.find(_PROPERTIES)
        if not same_properties(old, new):
            was = el("w:pPr", *(deepcopy(e) for e in old.find(_PROPERTIES)))
            properties.append(self._revision("w:pPrChange", was))
        new[:] = [properties, *self._content(_compared(before, after))]
        if bookmarks:
            new.insert(1, bookmarks[0])
            new.extend(bookmarks[1:])
        return new

    def _whole(self, element: Element, mark: Mark) -> Element:
        if element.tag != _PARAGRAPH:
            for row in element.iterchildren(name("w:tr")):
                self.row(row, mark)
            return element
        properties = element.find(_PROPERTIES)
        properties.append(el("w:rPr", self._revision(mark)))
        stretches = _stretches(element, {})
        bookmarks = list(element.iterchildren(*_BOOKMARKS)) if mark is INSERTED else []
        element[:] = [properties, *bookmarks[:1]]
        element.extend(self._content((mark, stretch, None) for stretch in stretches))
        element.extend(bookmarks[1:])
        return element

    def _content(self, parts: Iterable[_Compared]) -> Iterator[Element]:
        """Runs in their revisions, those in their links."""
        for target, linked in groupby(parts, key=lambda part: part[1].target):
            together = list(linked)
            content = [
                element
                for mark, group in groupby(together, key=lambda part: part[0])
                for element in self._marked(mark, [self._run(*part) for part in group])
            ]
            if target:
                link = el("w:hyperlink", *content)
                for key, value in target:
                    link.set(key, value)
                yield link
            else:
                yield from content

    def _marked(self, mark: Mark | None, runs: list[Element]) -> list[Element]:
        return runs if mark is None else [self._revision(mark, *runs)]

    def _run(self, mark: Mark | None, stretch: Stretch, was: Element | None) -> Element:
        """The stretch as a run; `was` is how it looked, where it looked otherwise."""
        run = deepcopy(stretch.run)
        if not _is_opaque(stretch.text):
            properties = run.find(_RUN_PROPERTIES)
            run[:] = [*([] if properties is None else [properties]), *text_content(stretch.text)]
        if mark is DELETED:
            for text in run.iter(*_DELETED_TEXT):
                text.tag = _DELETED_TEXT[text.tag]
        if was is not None:
            properties = run.find(_RUN_PROPERTIES)
            if properties is None:
                properties = el("w:rPr")
                run.insert(0, properties)
            properties.append(self._revision("w:rPrChange", deepcopy(was)))
        return run

    def _revision(self, tag: str, *content: Element) -> Element:
        moment = None
        if self._midnight:
            moment = f"{self._midnight + self._block * _STEP:%Y-%m-%dT%H:%M:%SZ}"
        return el(tag, *content, id=next(self._ids), author=self._author, date=moment)


_Compared = tuple[Mark | None, Stretch, Element | None]
"""What happened to a stretch, the stretch, and its former look when only that changed."""


def same_properties(old: Element, new: Element) -> bool:
    """Whether two paragraphs are of one style, list and indent."""
    return _properties(old) == _properties(new)


def text_of(element: Element) -> str:
    """The text of a paragraph, with nothing for what is not text."""
    return "".join(s.text for s in _stretches(element, {}) if not _is_opaque(s.text))


def _properties(paragraph: Element) -> list[bytes]:
    properties = paragraph.find(_PROPERTIES)
    return [etree.tostring(e, method="c14n") for e in properties if e.tag not in _LAYOUT]


def _compared(old: list[Stretch], new: list[Stretch]) -> Iterator[_Compared]:
    """What became of each stretch of the old paragraph, and what is new in the new one."""
    was, now = ("".join(stretch.text for stretch in side) for side in (old, new))
    if was == now or likeness(weights(was), weights(now)):
        segments = word_segments(was, now)
    else:
        segments = (Segment(SegmentKind.DELETE, was), Segment(SegmentKind.INSERT, now))
    gone = _dealt(old, [len(segment.old) for segment in segments])
    come = _dealt(new, [len(segment.new) for segment in segments])
    for segment, before, after in zip(segments, gone, come, strict=True):
        if segment.kind is SegmentKind.EQUAL:
            yield from _same_words(before, after)
        else:
            yield from ((DELETED, stretch, None) for stretch in before)
            yield from ((INSERTED, stretch, None) for stretch in after)


def _same_words(old: list[Stretch], new: list[Stretch]) -> Iterator[_Compared]:
    """Stretches of one text, cut where either look changes."""
    cuts = sorted({*_ends(old), *_ends(new)})
    sizes = [end - start for start, end in pairwise([0, *cuts])]
    for (before,), (after,) in zip(_dealt(old, sizes), _dealt(new, sizes), strict=True):
        if before.target != after.target:
            yield DELETED, before, None
            yield INSERTED, after, None
        elif _look(before.run) == _look(after.run):
            yield None, after, None
        else:
            properties = before.run.find(_RUN_PROPERTIES)
            yield None, after, el("w:rPr") if properties is None else properties


def _ends(stretches: list[Stretch]) -> Iterator[int]:
    return accumulate(len(stretch.text) for stretch in stretches)


def _dealt(stretches: list[Stretch], sizes: list[int]) -> Iterator[list[Stretch]]:
    """The stretches dealt out in order, so many characters at a time."""
    waiting = stretches[::-1]
    for size in sizes:
        part: list[Stretch] = []
        left = size
        while left:
            stretch = waiting.pop()
            if len(stretch.text) > left:
                waiting.append(replace(stretch, text=stretch.text[left:]))
                stretch = replace(stretch, text=stretch.text[:left])
            part.append(stretch)
            left -= len(stretch.text)
        yield part


def _look(run: Element) -> bytes:
    properties = run.find(_RUN_PROPERTIES)
    found: bytes = b"" if properties is None else etree.tostring(properties, method="c14n")
    return found


def _stretches(paragraph: Element, known: dict[bytes, str]) -> list[Stretch]:
    """The runs of the paragraph. `known` gives one sign to what is the same and not text."""
    found = []
    for child in paragraph.iterchildren(_RUN, _LINK):
        link = child if child.tag == _LINK else None
        for run in [child] if link is None else child.iterchildren(_RUN):
            text = _text(run)
            if text is None:
                xml = etree.tostring(run, method="c14n")
                # A lone surrogate: no text that can be written has one.
                text = known.setdefault(xml, chr(0xD800 + len(known)))
            if text:
                found.append(Stretch(text, run, link))
    return found


def _is_opaque(text: str) -> bool:
    return "\ud800" <= text[:1] <= "\udfff"


def _text(run: Element) -> str | None:
    """The text of a run, None when it holds something else."""
    parts = []
    for child in run:
        if child.tag == name("w:t"):
            parts.append(child.text or "")
        elif child.tag in _CHARACTERS and not child.attrib:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag != _RUN_PROPERTIES:
            return None
    return "".join(parts)
