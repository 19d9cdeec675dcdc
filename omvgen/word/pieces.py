"""Stretches of a paragraph in one formatting, joined to text that names how they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from omvgen.locale import mark, tr
from omvgen.patterns import pattern
from omvgen.word.elements import child, value
from omvgen.word.formatting import EMPHASIS, Mark
from omvgen.word.properties import Traits
from omvgen.writers.docx.xml import Element

_MARKS = {
    Mark.HIDDEN: mark("piilotettu"),
    Mark.STRUCK: mark("yliviivattu"),
    Mark.SUPERSCRIPT: mark("yläindeksi"),
    Mark.SUBSCRIPT: mark("alaindeksi"),
    Mark.RIGHT_TO_LEFT: mark("oikealta vasemmalle"),
    Mark.SYMBOLS: mark("symboleina"),
    Mark.BOLD: mark("lihavoitu"),
    Mark.ITALIC: mark("kursivoitu"),
    Mark.UNDERLINED: mark("alleviivattu"),
}
LINK_STYLES = ("hyperlink", "internet link", "internetlink")
"""Character styles of a link, as programs name them, lower-cased."""

NO_WIDTH = pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs without width: programs put them where a word may be broken."""

# Signs that turn the order of the letters around; those without width alone do not.
_TURNS = pattern("[\u202a-\u202e\u2066-\u2069]")


class Names(NamedTuple):
    """How a content control is called: its tag and its title, either of which may be empty."""

    tag: str
    title: str


def names_of(control: Element) -> tuple[Names, ...]:
    """The names of the control; none when it has neither."""
    properties = child(control, "sdtPr")
    names = Names(value(properties, "tag"), value(properties, "alias"))
    return (names,) if names.tag or names.title else ()


class Piece(NamedTuple):
    """A stretch of a paragraph in one formatting, and the controls around it.

    `linked` says that it is a link's text, `target` that it is the address after one,
    `link_style` that it looks like a link. `look` has the traits of its letters; `counted` says
    that programs count them anew.
    """

    controls: tuple[Names, ...]
    text: str
    marks: tuple[Mark, ...] = ()
    linked: bool = False
    target: bool = False
    link_style: bool = False
    look: Traits | None = None
    counted: bool = False


def with_whole_links(pieces: list[Piece]) -> list[Piece]:
    """The pieces, the address of a link once: programs cut one link into several."""
    kept: list[Piece] = []
    target: Piece | None = None  # the address after the link that goes on
    for piece in reversed(list(_with_ends(pieces))):
        if piece.target:
            if target and piece.text == target.text:
                continue
            target = piece
        elif not piece.linked:
            target = None
        kept.append(piece)
    return kept[::-1]


def _with_ends(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, the address of a link after all words that look like it.

    LibreOffice closes a link at the end of a paragraph too early, when another one stands
    right before it: the words that are left out keep its look.
    """
    target: Piece | None = None
    for piece in pieces:
        if target and piece.link_style and not piece.linked:
            marks = tuple(one for one in piece.marks if one is not Mark.UNDERLINED)
            yield piece._replace(marks=marks, linked=True)
            continue
        if target:
            yield target
        target = piece if piece.target else None
        if not piece.target:
            yield piece
    if target:
        yield target


def joined(pieces: list[Piece], *, emphasis: bool = False) -> str:
    """The text of the pieces, each stretch that stands otherwise marked in words.

    With `emphasis` those that only stand out from their paragraph are marked as well.
    White space belongs to the words before it.
    """
    if not emphasis:
        pieces = [p._replace(marks=tuple(m for m in p.marks if m not in EMPHASIS)) for p in pieces]
    marked: list[tuple[tuple[Mark, ...], str]] = []
    for piece in pieces:
        blank = not piece.text.strip() and marked
        marked.append((marked[-1][0] if blank else piece.marks, piece.text))
    text = ""
    for marks, group in groupby(marked, key=lambda one: one[0]):
        words = "".join(one[1] for one in group)
        text += _marked(words, marks) if words.strip() else words
    return text


def _marked(text: str, marks: tuple[Mark, ...]) -> str:
    bare = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    for one in marks:
        bare = f"[{tr(_MARKS[one])}: {bare}]"
    return before + bare + after


def runs_from_right(text: str) -> bool:
    """Whether the letters run from right to left by themselves, the first and the last too."""
    letters, ends = text.strip(), {"R", "AL", "NSM"}
    outer = {*map(unicodedata.bidirectional, letters[:1] + letters[-1:])}
    return outer <= ends and {*map(unicodedata.bidirectional, letters)} <= ends | {"WS", "ON", "CS"}


def with_named_turns(text: str) -> str:
    """The text, signs that turn its direction named in words."""
    return _TURNS.sub(_named_turn, text)


def _named_turn(sign: re.Match[str]) -> str:
    return tr("[kääntää suunnan: U+{code}]", code=f"{ord(sign[0]):04X}")
