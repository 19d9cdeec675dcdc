"""Does a document say what a workbook says: its parts held against each other.

Both sides are documents read back by the one reader: what it does not see is
seen on neither. White space does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from omvgen.content.plan import SIGNED
from omvgen.diff.matching import matches
from omvgen.diff.model import Segment
from omvgen.diff.words import text_segments
from omvgen.form.form import Form
from omvgen.plan.text import plain
from omvgen.word.readback import ReadBack, Said, fold
from omvgen.writers.docx.properties import FINGERPRINT

# The properties that tell of the plan, in the order in which they are shown. Others
# tell who saved the document and when.
METADATA = (
    *("title", "subject", "creator", "identifier", "version", "language", "contentStatus"),
    FINGERPRINT,
)


class State(StrEnum):
    """How the document's part stands to the workbook's."""

    SAME = "same"
    DIFFERS = "differs"
    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"  # the same words, in another place of the document


@dataclass(frozen=True)
class Part:
    """A part by its tag, or a property by its name; `tag` is empty for all other text."""

    tag: str
    state: State
    workbook: str = ""
    document: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words that differ: deleted ones are the workbook's, inserted the document's."""
        return text_segments(plain(self.workbook), plain(self.document))


@dataclass(frozen=True)
class Comparison:
    """What a document says beside what its workbook says.

    `extra` is text that the document has besides the plan, such as a stamp, and
    `unsaid` the properties that it lacks: programs leave them out, so neither is a
    difference. `by_heading` are the tags of parts that had to be found by the words
    around them, `metadata` the properties, `header` lines of the page header that
    the document does not have.
    """

    parts: tuple[Part, ...]
    metadata: tuple[Part, ...]
    extra: tuple[str, ...]
    unsaid: tuple[str, ...]
    header: tuple[str, ...]
    by_heading: tuple[str, ...]

    @property
    def differences(self) -> tuple[Part, ...]:
        return tuple(p for p in (*self.parts, *self.metadata) if p.state is not State.SAME)

    @property
    def same(self) -> bool:
        return not self.differences


def is_pdf(data: bytes) -> bool:
    """Whether the file is a PDF, whose words are not read."""
    return data.startswith(b"%PDF-")


def compare_read(workbook: ReadBack, document: ReadBack, form: Form) -> Comparison:
    """The document beside the one that would be made of the workbook now."""
    document = _completed(workbook, document)
    loose = _found_loose(workbook, document)
    moved, missing, extra = _around(workbook, document, loose)
    parts = [*_parts(workbook, document, form, loose, moved)]
    rest = [said for said in extra if said.in_plan or missing]
    if missing or rest:
        state = State.DIFFERS if missing and rest else State.MISSING if missing else State.ADDED
        parts.append(Part("", state, _joined(missing), _joined(rest)))
    unsaid = [key for key in METADATA if key in workbook.properties.keys() - document.properties]
    header = _header(document)
    return Comparison(
        tuple(parts),
        tuple(_metadata(workbook, document)),
        tuple(said.text.strip() for said in extra if said not in rest),
        tuple(unsaid),
        tuple(line for line in _header(workbook) if line not in header),
        (*document.by_heading, *loose),
    )


def _header(side: ReadBack) -> list[str]:
    """The lines of the header, without the brackets around the number of pages."""
    return [line for text in side.header if (line := fold(text.replace("()", "")))]


def _parts(
    workbook: ReadBack, document: ReadBack, form: Form, loose: list[str], moved: set[str]
) -> Iterator[Part]:
    """Every part of either, those of the workbook first."""
    by_hand = {key for key, question in form.questions.items() if question.role in SIGNED}
    for tag, text in workbook.parts.items():
        said = document.parts.get(tag)
        if tag in loose or (tag in by_hand and not text and said is not None):
            yield Part(tag, State.SAME, text, text if said is None else said)
        elif said is None:
            yield Part(tag, State.MISSING if fold(text) else State.SAME, text)
        elif fold(said) != fold(text):
            yield Part(tag, State.DIFFERS, text, said)
        else:
            yield Part(tag, State.MOVED if tag in moved else State.SAME, text, said)
    for tag in document.parts.keys() - workbook.parts.keys():
        yield Part(tag, State.ADDED, "", document.parts[tag])


def _metadata(workbook: ReadBack, document: ReadBack) -> Iterator[Part]:
    for key in METADATA:
        ours, theirs = workbook.properties.get(key, ""), document.properties.get(key, "")
        if theirs:
            state = State.SAME if ours == theirs else State.DIFFERS if ours else State.ADDED
            yield Part(key, state, ours, theirs)


def _found_loose(workbook: ReadBack, document: ReadBack) -> list[str]:
    """Parts that stand in the document word for word, though nothing tells where they begin."""
    lines = {said.folded for said in document.said if not said.tag}
    return [
        tag
        for tag, text in workbook.parts.items()
        if tag not in document.parts and text and set(_lines(text)) <= lines
    ]


def _around(
    workbook: ReadBack, document: ReadBack, loose: list[str]
) -> tuple[set[str], list[Said], list[Said]]:
    """Parts that have moved; other text that the document lacks, and that it has besides.

    A part has moved when it stands below another line than in the workbook's document.
    """
    ours, our_places = _laid_out(workbook, loose)
    theirs, their_places = _laid_out(document, [])
    pairs = matches([said.folded for said in ours], [said.folded for said in theirs])
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    moved = {
        tag
        for tag in our_places.keys() & their_places.keys()
        if bisect_left(old, our_places[tag]) != bisect_left(new, their_places[tag])
    }
    return moved, _without(ours, old), _without(theirs, new)


def _without(lines: list[Said], places: Iterable[int]) -> list[Said]:
    known = set(places)
    return [said for place, said in enumerate(lines) if place not in known]


def _laid_out(side: ReadBack, loose: list[str]) -> tuple[list[Said], dict[str, int]]:
    """The lines of no part, and how many of them stand before each part."""
    lines: list[Said] = []
    places: dict[str, int] = {}
    for said in side.said:
        if said.tag and said.tag not in loose:
            places.setdefault(said.tag, len(lines))
        else:
            lines += [Said(text, "", said.in_plan) for text in said.text.split("\n") if fold(text)]
    return lines, places


def _completed(workbook: ReadBack, document: ReadBack) -> ReadBack:
    """The document, what follows a part taken into it where the workbook's has it there.

    LibreOffice keeps of some controls that around their first paragraph.
    """
    cut = {tag: _cut_off(workbook.parts.get(tag, ""), text) for tag, text in document.parts.items()}
    said = list(document.said)
    for place, stretch in enumerate(document.said, start=1):
        rest = cut.get(stretch.tag, [])
        after = said[place : place + len(rest)]
        if rest == [s.folded for s in after] and not any(s.tag for s in after):
            said[place : place + len(rest)] = [replace(s, tag=stretch.tag) for s in after]
    return replace(document, said=tuple(said))


def _cut_off(whole: str, text: str) -> list[str]:
    """The lines of the whole after those of the text, when it begins with them."""
    ours, theirs = _lines(whole), _lines(text)
    return ours[len(theirs) :] if ours[: len(theirs)] == theirs else []


def _lines(text: str) -> list[str]:
    return [fold(line) for line in text.split("\n") if fold(line)]


def _joined(stretches: list[Said]) -> str:
    return "\n".join(said.text.strip() for said in stretches)
