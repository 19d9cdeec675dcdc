"""Compares how two documents with the same words are seen: letters, paragraphs, tables, pages.

A paragraph is held against that of the same letters in the other document, in order; words that
differ are no matter here. What nobody sees of formatting, `omvgen.word.traits` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any, NamedTuple

from omvgen.word.looks import Look
from omvgen.word.properties import Traits, is_same
from omvgen.word.readback import HEADERS, ReadBack, SeenParagraph
from omvgen.word.traits import SEEN, Aspect, Trait

_LEFT_OUT = frozenset({Aspect.DESCRIPTION})  # what programs may leave out unseen


class LookDifference(NamedTuple):
    """What is seen otherwise than in the workbook's document.

    `tag` is that of the part where it is, empty for all other text; `text` the paragraph, empty
    for what holds for pages or for all of the document. `ours` and `theirs` are the values of
    `trait`, which may be the usual one that a document does not say.
    """

    tag: str
    text: str
    trait: Trait
    ours: str
    theirs: str
    in_header: bool = False


_SEEN_EMPTY = ("spacing", "mark", "breaks", "ground", "pBdr", "textDirection")
# What a paragraph has by its own words.
_OF_TEXT = frozenset(
    {"blank", "label", "fields", "breaks", "tooltip", "tabs", "suff", "lvlJc", "mark"}
)
_MOST_TRIED = 1000  # paragraphs of the same letters
_MORE_EMPTY = 3  # paragraphs that nobody minds


_Pair = tuple[SeenParagraph, SeenParagraph]


class _Unlike(NamedTuple):
    trait: Trait
    ours: str
    theirs: str


def look_differences(
    workbook: ReadBack, document: ReadBack, by_hand: set[str]
) -> tuple[LookDifference, ...]:
    """What is seen otherwise in the document, each aspect of a part once.

    `by_hand` are the tags of what may be filled in by hand, in any format.
    """
    found: dict[tuple[str, bool, Aspect], LookDifference] = {}
    for one in (*_all(workbook, document), *_of_other_words(workbook, document, by_hand)):
        found.setdefault((one.tag, one.in_header, one.trait.aspect), one)
    return tuple(found.values())


def _all(workbook: ReadBack, document: ReadBack) -> Iterator[LookDifference]:
    for ours, theirs in _pairs(workbook.looks, document.looks):
        for unlike in _of_paragraphs(ours, theirs):
            tag = ours.tag or theirs.tag
            yield LookDifference(tag, theirs.look.text, *unlike, in_header=theirs.in_header)
    for of, regions in document.regions.items():
        for unlike in _unlike(SEEN[of[-1]], workbook.regions.get(of, {}), regions):
            yield LookDifference("", "", *unlike)
    ours_sections, sections = (side.sections or ({},) for side in (workbook, document))
    for number, section in enumerate(sections):
        ours_section = ours_sections[min(number, len(ours_sections) - 1)]
        for unlike in _unlike(SEEN["sectPr"], ours_section, section):
            yield LookDifference("", "", *unlike)
    for unlike in _unlike(SEEN["settings"], workbook.settings, document.settings):
        yield LookDifference("", "", *unlike)
    if not _lists_more(workbook, document):
        yield from _of_fields(workbook, document)
    for in_header, in_table in product((False, True), repeat=2):
        yield from _of_empty(workbook, document, in_header=in_header, in_table=in_table)


def _lists_more(workbook: ReadBack, document: ReadBack) -> bool:
    """Whether the document alone has a list of changes, which cannot be compared then."""
    listed, ours = (any(s.since for s in side.stretches) for side in (document, workbook))
    return listed and not ours


def _of_fields(workbook: ReadBack, document: ReadBack) -> Iterator[LookDifference]:
    """Fields that are there more or less often; in headers, which programs part, at all."""
    for key in sorted(workbook.instructions.keys() | document.instructions.keys()):
        ours, theirs = workbook.instructions.get(key, 0), document.instructions.get(key, 0)
        root, instruction = key
        in_header = root in HEADERS
        if bool(ours) != bool(theirs) or (ours != theirs and not in_header):
            trait = SEEN["pPr"]["fields"]
            old, new = (instruction if count else "" for count in (ours, theirs))
            yield LookDifference("", "", trait, old, new, in_header)


def _of_empty(
    workbook: ReadBack, document: ReadBack, *, in_header: bool, in_table: bool
) -> Iterator[LookDifference]:
    """Paragraphs without a word that are seen: by their height, a line, a break, their number."""

    def empty(side: ReadBack) -> list[Traits]:
        return [
            _height(one.look)
            for one in side.looks
            if (one.in_header, one.look.in_table) == (in_header, in_table)
            and not (one.look.letters or one.look.counted or one.look.listed)
        ]

    ours, theirs = empty(workbook), empty(document)
    if len(theirs) > len(ours) + (0 if in_table else _MORE_EMPTY):
        trait = SEEN["pPr"]["blank"]
        yield LookDifference("", "", trait, str(len(ours)), str(len(theirs)), in_header)
    known = _once([*ours, *(_height(one.look) for one in workbook.looks)])
    for look in _once(theirs):
        unlike = [next(_unlike(SEEN["pPr"], one, look), None) for one in known]
        first = unlike[0] if unlike else None
        if first and all(unlike):
            yield LookDifference("", "", *first, in_header=in_header)


def _once(looks: list[Traits]) -> list[Traits]:
    return list({tuple(sorted(look.items())): look for look in looks}.values())


def _height(look: Look) -> Traits:
    """What is seen of a paragraph without words."""
    found = look.around["pPr"]
    return {key: one for key, one in found.items() if key.partition(".")[0] in _SEEN_EMPTY}


def _pairs(ours: tuple[SeenParagraph, ...], theirs: tuple[SeenParagraph, ...]) -> Iterator[_Pair]:
    """Paragraphs of the same letters, the first with the first and so on.

    Where one side has more of them (which is a difference of words), each of the other side is
    held against one that is alike, if there is any.
    """
    known = _by_letters(ours)
    for key, new in _by_letters(theirs).items():
        old = known.get(key, [])
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
        elif len(old) < len(new):
            yield from (_alike((one, other) for other in new) for one in old)
        else:
            yield from (_alike((other, one) for other in old) for one in new)


def _alike(pairs: Iterable[_Pair]) -> _Pair:
    """The first pair whose paragraphs are seen alike, or else the first."""
    first, *rest = islice(pairs, _MOST_TRIED)
    return next((pair for pair in (first, *rest) if not any(_of_paragraphs(*pair))), first)


def _of_other_words(
    workbook: ReadBack, document: ReadBack, by_hand: set[str]
) -> Iterator[LookDifference]:
    """Paragraphs that have no counterpart: one cut in two, or with words that differ.

    Each has to be seen as some paragraph of its part is.
    """
    known = _by_letters(workbook.looks)
    ours: dict[Any, dict[Any, Look]] = {}
    for one in workbook.looks:
        for part in (_part(one), _part(one)[:2]) if one.look.letters else ():
            ours.setdefault(part, {}).setdefault(_traits(one.look), one.look)
    tried: set[Any] = set()
    skipped = {*by_hand, ""} if _lists_more(workbook, document) else by_hand
    for one in document.looks:
        key = _part(one), _traits(one.look)
        if key in tried or one.tag in skipped or (one.in_header, one.look.key) in known:
            continue
        tried.add(key)
        alike = ours.get(key[0]) or ours.get(key[0][:2], {})
        unlike = [next(_loosely(look, one.look), None) for look in alike.values()]
        first = unlike[0] if unlike else None
        if one.look.letters and first and all(unlike):
            yield LookDifference(one.tag, one.look.text, *first, in_header=one.in_header)


def _part(one: SeenParagraph) -> tuple[str, bool, bool, bool]:
    return one.tag, one.in_header, one.look.in_table, one.look.listed


def _traits(look: Look) -> Any:
    """The traits of a paragraph, by which equal ones are known."""
    around = tuple((kind, *sorted(found.items())) for kind, found in sorted(look.around.items()))
    return around, frozenset(tuple(sorted(found.items())) for _, found in look.runs)


def _loosely(ours: Look, theirs: Look) -> Iterator[_Unlike]:
    """By what the one is seen otherwise than the other, whatever the words of both."""
    for kind in sorted(ours.around.keys() | theirs.around.keys()):
        traits = (
            {key: found for key, found in side.around.get(kind, {}).items() if key not in _OF_TEXT}
            for side in (ours, theirs)
        )
        yield from _unlike(SEEN[kind], *traits)
    for _, run in theirs.runs:
        unlike = [next(_unlike(SEEN["rPr"], other, run), None) for _, other in ours.runs]
        if unlike[0] and all(unlike):
            yield unlike[0]


def _by_letters(paragraphs: tuple[SeenParagraph, ...]) -> dict[Any, list[SeenParagraph]]:
    found: dict[Any, list[SeenParagraph]] = {}
    for one in paragraphs:
        if one.look.letters:
            found.setdefault((one.in_header, one.look.key), []).append(one)
    return found


def _of_paragraphs(ours: SeenParagraph, theirs: SeenParagraph) -> Iterator[_Unlike]:
    old, new = ours.look, theirs.look
    for kind in sorted(old.around.keys() | new.around.keys()):
        yield from _unlike(SEEN[kind], old.around.get(kind, {}), new.around.get(kind, {}))
    if old.label is not None and new.label is not None:
        yield from _unlike(SEEN["rPr"], old.label, new.label)
    if len(old.counted) == len(new.counted):  # programs leave such numbers out
        for one, other in zip(old.counted, new.counted, strict=True):
            yield from _unlike(SEEN["rPr"], one, other)
    yield from _of_blanks(old, new)
    compared = None
    for one, other in _side_by_side(old.runs, new.runs):
        if compared != (id(one), id(other)):
            yield from _unlike(SEEN["rPr"], one, other)
        compared = id(one), id(other)


def _of_blanks(ours: Look, theirs: Look) -> Iterator[_Unlike]:
    """White space that is seen as nothing in our paragraph is: it may be as high as a page."""
    known = [*ours.blanks, *(look for _, look in ours.runs)]
    for blank in theirs.blanks if known else ():
        unlike = [next(_unlike(SEEN["rPr"], one, blank), None) for one in known]
        if unlike[0] and all(unlike):
            yield unlike[0]


def _side_by_side(
    ours: tuple[tuple[int, Traits], ...], theirs: tuple[tuple[int, Traits], ...]
) -> Iterator[tuple[Traits, Traits]]:
    """The traits of both sides of each stretch of letters in which neither changes."""
    left, right = ([look for count, look in side for _ in range(count)] for side in (ours, theirs))
    yield from zip(left, right, strict=True)


def _unlike(
    traits: Mapping[str, Trait], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[_Unlike]:
    """The traits by which the two are seen otherwise."""
    for key in sorted(ours.keys() | theirs.keys()):
        trait, old, new = traits[key], ours.get(key), theirs.get(key)
        if is_same(trait, old, new) or (new is None and trait.aspect in _LEFT_OUT):
            continue
        yield _Unlike(trait, *(trait.usual if one is None else one for one in (old, new)))
