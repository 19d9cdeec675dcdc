"""Compares a document with the document that would be built of the workbook now.

Both are read back by the same reader, so that what it does not see is missing on both
sides. White space does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from omvgen.content.plan import RECORD_ID, SIGNED
from omvgen.diff.matching import matches
from omvgen.diff.model import Segment
from omvgen.diff.words import text_segments
from omvgen.form.form import Form
from omvgen.plan.text import plain
from omvgen.verification.looks import LookDifference, look_differences
from omvgen.word.readback import Emphasised, ReadBack, UnreadPart
from omvgen.word.sorting import Stretch, fold
from omvgen.writers.docx.properties import FINGERPRINT

# The properties that belong to the plan, in the order in which they are shown. Others
# record who saved the document and when.
METADATA = (
    *("title", "subject", "creator", "identifier", "version", "language", "contentStatus"),
    FINGERPRINT,
)


HEADER = "document.header"
"""What stands for a part's tag where the headers and footers differ."""

PAGES = "pages"
"""The name, among what was not compared, of all that the pages of a PDF show besides words."""

SINCE = "since"
"""The name, among what was not compared, of the changes since the previous version."""


class State(StrEnum):
    """How a part of the document compares with that of the workbook."""

    SAME = "same"
    DIFFERS = "differs"
    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"  # the same words in another place of the document


@dataclass(frozen=True)
class ComparedPart:
    """One part by its tag, or a property by its name, with both texts.

    `tag` is empty for all text that belongs to no part.
    """

    tag: str
    state: State
    workbook: str = ""
    document: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The differing words: deleted are those of the workbook, inserted of the document."""
        return text_segments(plain(self.workbook), plain(self.document))


class Verdict(StrEnum):
    """The three answers to the question whether a document says what its workbook says."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Comparison:
    """The result of comparing a document with its workbook.

    `metadata` are the properties. `not_compared` is what could not be read or held
    against the workbook. The rest is named and no difference: `comments`, tracked
    insertions (`inserted`, which are in the text too), `missing_properties`, which some
    programs leave out, and of a document that nobody has saved since it was made the
    list of changes and the header of a reference document (`extra_text`,
    `missing_header`). `by_heading` are the tags of parts whose content control is gone,
    so that they were found by the words around them. `looks` is what is seen otherwise,
    though it says the same.
    """

    parts: tuple[ComparedPart, ...]
    metadata: tuple[ComparedPart, ...]
    not_compared: tuple[UnreadPart, ...]
    extra_text: tuple[str, ...]
    comments: tuple[str, ...]
    inserted: tuple[str, ...]
    missing_properties: tuple[str, ...]
    missing_header: tuple[str, ...]
    by_heading: tuple[str, ...]
    looks: tuple[LookDifference, ...] = ()

    @property
    def differences(self) -> tuple[ComparedPart, ...]:
        """The parts and properties that are not the same."""
        return tuple(p for p in (*self.parts, *self.metadata) if p.state is not State.SAME)

    @property
    def verdict(self) -> Verdict:
        """A difference that was found counts before what could not be compared."""
        if self.differences or self.looks:
            return Verdict.DIFFERS
        return Verdict.NOT_COMPARED if self.not_compared else Verdict.SAME

    @property
    def same(self) -> bool:
        return self.verdict is Verdict.SAME

    @property
    def lacks_previous(self) -> bool:
        """Whether its list of changes was not compared for want of the previous version."""
        return any(part.name == SINCE for part in self.not_compared)


def is_pdf(data: bytes) -> bool:
    """Whether the file is a PDF, whose text is not compared."""
    return data.startswith(b"%PDF-")


def compare_read(workbook: ReadBack, document: ReadBack, form: Form) -> Comparison:
    """Compares the document with the one that would be built of the workbook now."""
    document = _with_cut_off_lines(workbook, document)
    workbook = _with_contents_of(document, workbook)
    untagged = _found_untagged(workbook, document)
    moved, missing, extra = _compare_other_text(workbook, document, untagged)
    since = [stretch for stretch in extra if stretch.since]
    extra = [stretch for stretch in extra if not stretch.since]
    header_gone, header_added = _lacking(_header(workbook.header), _header(document.header))
    parts = [
        *_parts(workbook, document, form, untagged, moved),
        *_differing("", _joined(missing), _joined(extra)),
    ]
    if not document.untouched:  # as it was made, it looks as the plan that it names
        parts = list(_with_emphasis(parts, workbook, document, form))
    not_compared = _not_compared(workbook, document)
    named = []
    if document.untouched:  # what is there comes from the options that it was made with
        named = [*map(str.strip, (s.text for s in since)), *header_added]
        not_compared = [one for one in not_compared if not one.in_header]
    else:
        if not (header_gone or header_added):
            header_gone, header_added = _on_other_pages(workbook, document)
        parts += _differing(HEADER, "\n".join(header_gone), "\n".join(header_added))
        not_compared += [UnreadPart(SINCE)] if since else []
    absent = workbook.properties.keys() - document.properties
    return Comparison(
        parts=tuple(parts),
        metadata=tuple(_metadata(workbook, document)),
        not_compared=tuple(not_compared),
        extra_text=tuple(named),
        comments=document.comments,
        inserted=document.inserted,
        missing_properties=tuple(key for key in METADATA if key in absent),
        missing_header=tuple(header_gone) if document.untouched else (),
        by_heading=(*document.by_heading, *untagged),
        looks=() if document.untouched else look_differences(workbook, document, _by_hand(form)),
    )


def _differing(tag: str, ours: str, theirs: str) -> list[ComparedPart]:
    """A part of which only the lines that differ are known; nothing when there are none."""
    if not ours and not theirs:
        return []
    both = ours and theirs
    state = State.DIFFERS if both else State.MISSING if ours else State.ADDED
    return [ComparedPart(tag, state, ours, theirs)]


def _not_compared(workbook: ReadBack, document: ReadBack) -> list[UnreadPart]:
    """What of the document cannot be compared, or else pictures that it lacks.

    A logo of the reference document is there on both sides.
    """
    ours = [one for one in workbook.unread if one.picture]
    unlike = [one for one in document.unread if not any(_is_same(one, other) for other in ours)]
    lacking = [one for one in ours if not any(_is_same(other, one) for other in document.unread)]
    return unlike or lacking


def _is_same(part: UnreadPart, ours: UnreadPart) -> bool:
    """Whether both are a picture that looks the same."""
    if part.picture is None or ours.picture is None:
        return False
    return replace(ours, picture=part.picture) == part and part.picture.looks_like(ours.picture)


def _header(texts: Iterable[str]) -> list[str]:
    """The lines of a header, without the brackets around the number of pages."""
    return [line for text in texts if (line := fold(text.replace("()", "")))]


def _on_other_pages(workbook: ReadBack, document: ReadBack) -> tuple[list[str], list[str]]:
    """The lines that some pages of the document lack and have more than the workbook's."""
    gone: dict[str, None] = {}
    added: dict[str, None] = {}
    ours = workbook.pages[-1:]
    for theirs in document.pages if ours else ():
        for old, new in zip(ours[0], theirs, strict=True):
            less, more = _lacking(_header(old), _header(new))
            gone |= dict.fromkeys(less)
            added |= dict.fromkeys(more)
    return list(gone), list(added)


def _lacking(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """The lines of each side, in order, that the other does not have as often."""
    gone, added = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    return list(gone.elements()), list(added.elements())


def _parts(
    workbook: ReadBack, document: ReadBack, form: Form, untagged: list[str], moved: set[str]
) -> Iterator[ComparedPart]:
    """Every part of either side, those of the workbook first."""
    by_hand = _by_hand(form)
    for tag, text in workbook.parts.items():
        other = document.parts.get(tag)
        if tag in untagged or (tag in by_hand and not text and other is not None):
            yield ComparedPart(tag, State.SAME, text, text if other is None else other)
        elif other is None:
            yield ComparedPart(tag, State.MISSING if fold(text) else State.SAME, text)
        elif fold(other) != fold(text):
            yield ComparedPart(tag, State.DIFFERS, text, other)
        else:
            yield ComparedPart(tag, State.MOVED if tag in moved else State.SAME, text, other)
    for tag in document.parts.keys() - workbook.parts.keys():
        yield ComparedPart(tag, State.ADDED, "", document.parts[tag])


def _with_emphasis(
    parts: list[ComparedPart], workbook: ReadBack, document: ReadBack, form: Form
) -> Iterator[ComparedPart]:
    """The parts; those whose words are the same differ when their emphasis does.

    Lines are compared wherever they stand, for some programs cut controls short. What may be
    filled in by hand may be in any format.
    """
    by_hand = _by_hand(form)
    ours, theirs = (Counter(fold(e.marked) for e in s.emphasis) for s in (workbook, document))
    gone, added = ours - theirs, theirs - ours
    lacking: dict[str, tuple[list[Emphasised], list[Emphasised]]] = {}
    for place, (side, marked) in enumerate(((workbook, gone), (document, added))):
        for line in side.emphasis:
            if fold(line.marked) in marked:
                lacking.setdefault(line.tag, ([], []))[place].append(line)
    for part in parts:
        lines = lacking.pop(part.tag, None)
        if lines and part.state is State.SAME and part.tag not in by_hand:
            yield _emphasised(part.tag, *lines)
        else:
            yield part
    if "" in lacking:
        yield _emphasised("", *lacking[""])


def _emphasised(tag: str, ours: list[Emphasised], theirs: list[Emphasised]) -> ComparedPart:
    """The lines of both sides with their emphasis; a side that has none has the words."""
    old = [line.marked for line in ours] or [line.text for line in theirs]
    new = [line.marked for line in theirs] or [line.text for line in ours]
    return ComparedPart(tag, State.DIFFERS, "\n".join(old), "\n".join(new))


def _by_hand(form: Form) -> set[str]:
    """The tags of what may be filled in on paper or in Word."""
    signed = {key for key, question in form.questions.items() if question.role in SIGNED}
    return {*signed, RECORD_ID}


def _metadata(workbook: ReadBack, document: ReadBack) -> Iterator[ComparedPart]:
    for key in METADATA:
        ours, theirs = workbook.properties.get(key, ""), document.properties.get(key, "")
        if theirs:
            state = State.SAME if ours == theirs else State.DIFFERS if ours else State.ADDED
            yield ComparedPart(key, state, ours, theirs)


def _found_untagged(workbook: ReadBack, document: ReadBack) -> list[str]:
    """The tags of parts that the document has line by line, but without tag or heading."""
    lines = {stretch.folded for stretch in document.stretches if not stretch.tag}
    return [
        tag
        for tag, text in workbook.parts.items()
        if tag not in document.parts and text and set(_lines(text)) <= lines
    ]


def _compare_other_text(
    workbook: ReadBack, document: ReadBack, untagged: list[str]
) -> tuple[set[str], list[Stretch], list[Stretch]]:
    """Tags of parts that have moved, and the other text that the document lacks and adds.

    A part has moved when it follows another line than in the workbook's document.
    """
    ours, our_places = _other_lines(workbook, untagged)
    theirs, their_places = _other_lines(document, [])
    pairs = matches([line.folded for line in ours], [line.folded for line in theirs])
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    moved = {
        tag
        for tag in our_places.keys() & their_places.keys()
        if bisect_left(old, our_places[tag]) != bisect_left(new, their_places[tag])
    }
    return moved, _without(ours, old), _without(theirs, new)


def _without(lines: list[Stretch], places: Iterable[int]) -> list[Stretch]:
    matched = set(places)
    return [line for place, line in enumerate(lines) if place not in matched]


def _other_lines(side: ReadBack, untagged: list[str]) -> tuple[list[Stretch], dict[str, int]]:
    """The lines that belong to no part, and how many of them stand before each part."""
    lines: list[Stretch] = []
    places: dict[str, int] = {}
    for stretch in side.stretches:
        if stretch.tag and stretch.tag not in untagged:
            places.setdefault(stretch.tag, len(lines))
        else:
            texts = (text for text in stretch.text.split("\n") if fold(text))
            lines += [replace(stretch, text=text, tag="") for text in texts]
    return lines, places


def _with_contents_of(document: ReadBack, workbook: ReadBack) -> ReadBack:
    """The workbook's document, without entries of the contents that a program left out.

    Programs fill them anew, from headings that are compared.
    """
    if not document.contents_left_out:
        return workbook
    listed = {stretch.folded for stretch in document.stretches if stretch.listed}
    kept = (s for s in workbook.stretches if not s.listed or s.folded in listed)
    return replace(workbook, stretches=tuple(kept))


def _with_cut_off_lines(workbook: ReadBack, document: ReadBack) -> ReadBack:
    """The document, with lines that a content control has lost counted to their part again.

    LibreOffice shrinks some controls to their first paragraph. The lines that follow are
    those of the part when the workbook's document has them there.
    """
    cut = {tag: _cut_off(workbook.parts.get(tag, ""), text) for tag, text in document.parts.items()}
    stretches = list(document.stretches)
    for place, stretch in enumerate(document.stretches, start=1):
        rest = cut.get(stretch.tag, [])
        after = stretches[place : place + len(rest)]
        if rest == [s.folded for s in after] and not any(s.tag for s in after):
            stretches[place : place + len(rest)] = [replace(s, tag=stretch.tag) for s in after]
    return replace(document, stretches=tuple(stretches))


def _cut_off(whole: str, text: str) -> list[str]:
    """The lines of the whole after those of the text, when it begins with them."""
    ours, theirs = _lines(whole), _lines(text)
    return ours[len(theirs) :] if ours[: len(theirs)] == theirs else []


def _lines(text: str) -> list[str]:
    return [fold(line) for line in text.split("\n") if fold(line)]


def _joined(stretches: list[Stretch]) -> str:
    return "\n".join(stretch.text.strip() for stretch in stretches)
