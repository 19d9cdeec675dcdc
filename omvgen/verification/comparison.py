"""Compares a document with the document that would be built of the workbook now.

Both are read back by the same reader, so that what it does not see is missing on both
sides. White space does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from omvgen.content.plan import RECORD_ID, SIGNED
from omvgen.diff.matching import matches
from omvgen.diff.model import Segment
from omvgen.diff.words import text_segments
from omvgen.form.form import Form
from omvgen.plan.text import plain
from omvgen.word.readback import ReadBack, Said, fold
from omvgen.writers.docx.properties import FINGERPRINT

# The properties that belong to the plan, in the order in which they are shown. Others
# record who saved the document and when.
METADATA = (
    *("title", "subject", "creator", "identifier", "version", "language", "contentStatus"),
    FINGERPRINT,
)


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


@dataclass(frozen=True)
class Comparison:
    """The result of comparing a document with its workbook.

    `metadata` are the properties. What programs add or leave out is no difference:
    `extra_text` that is outside the plan, such as a stamp, `missing_properties`, and
    `missing_header` lines. `by_heading` are the tags of parts whose content control is
    gone, so that they were found by the words around them.
    """

    parts: tuple[ComparedPart, ...]
    metadata: tuple[ComparedPart, ...]
    extra_text: tuple[str, ...]
    missing_properties: tuple[str, ...]
    missing_header: tuple[str, ...]
    by_heading: tuple[str, ...]

    @property
    def differences(self) -> tuple[ComparedPart, ...]:
        """The parts and properties that are not the same."""
        return tuple(p for p in (*self.parts, *self.metadata) if p.state is not State.SAME)

    @property
    def same(self) -> bool:
        return not self.differences


def is_pdf(data: bytes) -> bool:
    """Whether the file is a PDF, whose text is not compared."""
    return data.startswith(b"%PDF-")


def compare_read(workbook: ReadBack, document: ReadBack, form: Form) -> Comparison:
    """Compares the document with the one that would be built of the workbook now."""
    document = _with_cut_off_lines(workbook, document)
    untagged = _found_untagged(workbook, document)
    moved, missing, extra = _compare_other_text(workbook, document, untagged)
    parts = [*_parts(workbook, document, form, untagged, moved)]
    in_plan = [stretch for stretch in extra if stretch.in_plan or missing]
    if missing or in_plan:
        both = missing and in_plan
        state = State.DIFFERS if both else State.MISSING if missing else State.ADDED
        parts.append(ComparedPart("", state, _joined(missing), _joined(in_plan)))
    absent = workbook.properties.keys() - document.properties
    header = _header(document)
    return Comparison(
        parts=tuple(parts),
        metadata=tuple(_metadata(workbook, document)),
        extra_text=tuple(s.text.strip() for s in extra if s not in in_plan),
        missing_properties=tuple(key for key in METADATA if key in absent),
        missing_header=tuple(line for line in _header(workbook) if line not in header),
        by_heading=(*document.by_heading, *untagged),
    )


def _header(side: ReadBack) -> list[str]:
    """The lines of the header, without the brackets around the number of pages."""
    return [line for text in side.header if (line := fold(text.replace("()", "")))]


def _parts(
    workbook: ReadBack, document: ReadBack, form: Form, untagged: list[str], moved: set[str]
) -> Iterator[ComparedPart]:
    """Every part of either side, those of the workbook first."""
    by_hand = {key for key, question in form.questions.items() if question.role in SIGNED}
    by_hand.add(RECORD_ID)
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


def _metadata(workbook: ReadBack, document: ReadBack) -> Iterator[ComparedPart]:
    for key in METADATA:
        ours, theirs = workbook.properties.get(key, ""), document.properties.get(key, "")
        if theirs:
            state = State.SAME if ours == theirs else State.DIFFERS if ours else State.ADDED
            yield ComparedPart(key, state, ours, theirs)


def _found_untagged(workbook: ReadBack, document: ReadBack) -> list[str]:
    """The tags of parts that the document has line by line, but without tag or heading."""
    lines = {stretch.folded for stretch in document.said if not stretch.tag}
    return [
        tag
        for tag, text in workbook.parts.items()
        if tag not in document.parts and text and set(_lines(text)) <= lines
    ]


def _compare_other_text(
    workbook: ReadBack, document: ReadBack, untagged: list[str]
) -> tuple[set[str], list[Said], list[Said]]:
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


def _without(lines: list[Said], places: Iterable[int]) -> list[Said]:
    matched = set(places)
    return [line for place, line in enumerate(lines) if place not in matched]


def _other_lines(side: ReadBack, untagged: list[str]) -> tuple[list[Said], dict[str, int]]:
    """The lines that belong to no part, and how many of them stand before each part."""
    lines: list[Said] = []
    places: dict[str, int] = {}
    for stretch in side.said:
        if stretch.tag and stretch.tag not in untagged:
            places.setdefault(stretch.tag, len(lines))
        else:
            texts = (text for text in stretch.text.split("\n") if fold(text))
            lines += [Said(text, "", stretch.in_plan) for text in texts]
    return lines, places


def _with_cut_off_lines(workbook: ReadBack, document: ReadBack) -> ReadBack:
    """The document, with lines that a content control has lost counted to their part again.

    LibreOffice shrinks some controls to their first paragraph. The lines that follow are
    those of the part when the workbook's document has them there.
    """
    cut = {tag: _cut_off(workbook.parts.get(tag, ""), text) for tag, text in document.parts.items()}
    stretches = list(document.said)
    for place, stretch in enumerate(document.said, start=1):
        rest = cut.get(stretch.tag, [])
        after = stretches[place : place + len(rest)]
        if rest == [s.folded for s in after] and not any(s.tag for s in after):
            stretches[place : place + len(rest)] = [replace(s, tag=stretch.tag) for s in after]
    return replace(document, said=tuple(stretches))


def _cut_off(whole: str, text: str) -> list[str]:
    """The lines of the whole after those of the text, when it begins with them."""
    ours, theirs = _lines(whole), _lines(text)
    return ours[len(theirs) :] if ours[: len(theirs)] == theirs else []


def _lines(text: str) -> list[str]:
    return [fold(line) for line in text.split("\n") if fold(line)]


def _joined(stretches: list[Said]) -> str:
    return "\n".join(stretch.text.strip() for stretch in stretches)
