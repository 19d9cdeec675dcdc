"""The words of a PDF held against those of the document that its workbook gives.

A PDF shows its words at places of a page: that they are those of the workbook is found
answer by answer, and that nothing else is seen is not. So a PDF of which nothing more is known
than its words is never said to be the same.
"""

from __future__ import annotations

import io
import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from omvgen.diff.matching import matches
from omvgen.form.form import Form
from omvgen.patterns import pattern
from omvgen.verification.comparison import PAGES, ComparedPart, Comparison, State
from omvgen.word.readback import ReadBack, UnreadPart
from omvgen.word.sorting import fold

_MOST_PAGES = 500
_MOST_DRAWING = 2_000_000  # bytes of a page; one of ours has some 50,000
_LONGEST = 30.0  # seconds; a plan of 16 pages takes half a second
_FOUND = 0.6  # of the words, below which it is another document, or its letters cannot be read
_WORD = pattern(r"[^\W_]+")
_NUMBER = pattern(r"\d+")
_HEADER_LINES = 6  # of a page, at its top and at its end


def pdf_pages(data: bytes) -> tuple[str, ...]:
    """The text of each page; none when it cannot be read, or without pypdf."""
    try:
        from pypdf import PdfReader
    except ImportError:
        return ()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks mean nothing to staff
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if len(reader.pages) > _MOST_PAGES:
            return ()
        pages, begun = [], monotonic()
        for page in reader.pages:
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > _MOST_DRAWING:
                return ()
            pages.append(page.extract_text())
            if monotonic() - begun > _LONGEST:
                return ()
    except Exception:  # pypdf has no one exception for what a broken file causes
        return ()
    return tuple(pages)


class _Word(NamedTuple):
    """A word as it is compared and as it is shown, and the tag of its part."""

    key: str
    shown: str
    tag: str = ""


def compare_words(pages: Sequence[str], workbook: ReadBack, form: Form) -> Comparison | None:
    """How the words on the pages differ from the workbook's document.

    None when most of its words are not there: it is another document, or a picture of one.
    """
    ours = list(_words_of(workbook))
    theirs, running = _words_on(pages)
    pairs = matches([word.key for word in ours], [word.key for word in theirs])
    if len(pairs) < _FOUND * len(ours):
        return None
    old, new = [one for one, _ in pairs], [one for _, one in pairs]
    parts, explained = [], set(new)
    for tag, (start, end) in _ranges(ours).items():
        before, after = bisect_left(old, start), bisect_left(old, end)
        first = new[before - 1] + 1 if before else 0
        last = new[after] if after < len(new) else len(theirs)
        found = theirs[first:last]
        explained.update(range(first, last))
        parts.append(_compared(tag, ours[start:end], found, workbook, form))
    rest = [word for place, word in enumerate(theirs) if place not in explained]
    said = {word.key for word in ours}
    rest += [word for word in running if word.key not in said]
    known = {word.key for line in workbook.header for word in _words(line)}
    extra = _shown(word for word in rest if word.key not in known and not word.key.isdigit())
    return Comparison(
        parts=tuple(parts),
        metadata=(),
        not_compared=(UnreadPart(PAGES),),
        extra_text=(extra,) if extra else (),
        comments=(),
        inserted=(),
        missing_properties=(),
        missing_header=(),
        by_heading=(),
    )


def _compared(
    tag: str, ours: list[_Word], theirs: list[_Word], workbook: ReadBack, form: Form
) -> ComparedPart:
    """A part by its words; where a line or page breaks in them does not matter."""
    text = workbook.parts.get(tag, "")
    here, there = [word.key for word in ours], [word.key for word in theirs]
    rows = {table.id for question in form.questions.values() for table in question.tables}
    # The head of a table is there again on each page.
    repeated = tag in rows and set(there) <= set(here) and not Counter(here) - Counter(there)
    if "".join(here) == "".join(there) or repeated:
        return ComparedPart(tag, State.SAME, text, text)
    state = State.DIFFERS if there else State.MISSING
    return ComparedPart(tag, state, _shown(ours), _shown(theirs))


def _ranges(words: Sequence[_Word]) -> dict[str, tuple[int, int]]:
    """From which word on, and up to which, each part stands."""
    found: dict[str, tuple[int, int]] = {}
    for place, word in enumerate(words):
        if word.tag:
            found[word.tag] = (found.get(word.tag, (place, 0))[0], place + 1)
    return found


def _words_of(workbook: ReadBack) -> Iterator[_Word]:
    for stretch in workbook.stretches:
        yield from (word._replace(tag=stretch.tag) for word in _words(stretch.text))


class _Shown(NamedTuple):
    """The words of the pages; apart from these, those of headers and footers, each line once."""

    words: list[_Word]
    running: list[_Word]


def _words_on(pages: Sequence[str]) -> _Shown:
    """What the pages show. Headers and footers are lines that most pages have at the same place."""
    lines = [page.splitlines() for page in pages]
    seen = Counter(edge for page in lines for edge in _edges(page).values())
    running = {edge for edge, count in seen.items() if count > max(1, len(pages) // 2)}
    words: list[_Word] = []
    for page in lines:
        left_out = {place for place, edge in _edges(page).items() if edge in running}
        for place, line in enumerate(page):
            words += [] if place in left_out else _words(line)
    return _Shown(words, [word for _, line in sorted(running) for word in _words(line)])


def _edges(page: list[str]) -> dict[int, tuple[int, str]]:
    """The lines at the top and the end of a page: how far in, and without page numbers."""
    ends = {place - len(page): place for place in range(len(page))[-_HEADER_LINES:]}
    places = {**ends, **{place: place for place in range(min(_HEADER_LINES, len(page)))}}
    return {place: (far, _NUMBER.sub("", fold(page[place]))) for far, place in places.items()}


def _words(text: str) -> Iterator[_Word]:
    return (_Word(word.casefold(), word) for word in _WORD.findall(fold(text)))


def _shown(words: Iterable[_Word]) -> str:
    return " ".join(word.shown for word in words)
