"""Tracked changes of a Word document, accepted or rejected in its tree (ECMA-376-1, 17.13.5).

A tree without them is what the readers of text walk, so that none of them has to know which
words count.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from omvgen.plan.transfer import PARAGRAPH_SIGN, Revision
from omvgen.word.elements import attribute, child, local
from omvgen.writers.docx.xml import Element

_INSERTED = {"ins": True, "moveTo": True, "del": False, "moveFrom": False}
_CELLS = {"cellIns": True, "cellDel": False}
_FORMATTING = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
    | {"tblPrExChange", "tblGridChange", "numberingChange"}
)
_OF_NO_FORMAT = frozenset({"rPr", "sectPr", *_INSERTED, *_CELLS})
_PLAIN_NAMES = {"delText": "t", "delInstrText": "instrText"}
PLACE = "omvgen-place"
"""The attribute in which a paragraph or row of a tree carries where it stands, in words."""


class _Change(NamedTuple):
    """A tracked change. `subject` is what was put in or taken out: words, a mark, a row, a cell."""

    element: Element
    subject: Element
    inserted: bool
    accepted: bool

    @property
    def revision(self) -> Revision:
        place = next(
            (e.get(PLACE) for e in (self.subject, *self.subject.iterancestors()) if e.get(PLACE)),
            "",
        )
        text = PARAGRAPH_SIGN if local(self.subject) == "p" else _all_text(self.subject)
        return Revision(
            attribute(self.element, "author") or "",
            attribute(self.element, "date") or "",
            self.inserted,
            text,
            place or "",
            self.accepted,
        )


def resolve_changes(root: Element, author: str | None = None) -> tuple[Revision, ...]:
    """Accepts the changes of the author (all for None) and rejects the others, in place.

    Returns each change of the words, neighbours of one author as one.
    """
    changes = [change for e in root.iter() if (change := _change(e, author))]
    revisions = [change.revision for change in changes]
    for element in [e for e in root.iter() if local(e) in _FORMATTING]:
        if not _is_accepted(element, author):
            _restore_format(element)
        element.getparent().remove(element)
    for change in reversed(changes):
        if change.subject is change.element and change.inserted == change.accepted:
            _unwrap(change.element)
        elif change.inserted == change.accepted:
            change.element.getparent().remove(change.element)
        elif local(change.subject) != "p":
            remove(change.subject)
    ended = [c.subject for c in changes if local(c.subject) == "p" and c.inserted != c.accepted]
    for paragraph in reversed(ended):  # from the last one, so that no word moves twice
        _join_with_next(paragraph)
    for paragraph in ended:
        if paragraph.getparent() is not None and not _all_text(paragraph):
            remove(paragraph)
    for table in [e for e in root.iter() if local(e) == "tbl"]:
        if not any(local(e) in ("tr", "sdt", "customXml") for e in table):
            table.getparent().remove(table)
    return tuple(_joined(revision for revision in revisions if revision.text.strip()))


def remove(element: Element) -> None:
    """Takes the element out of its tree; what follows it stays."""
    element.getparent().remove(element)


def _change(element: Element, author: str | None) -> _Change | None:
    kind = local(element)
    if kind not in _INSERTED and kind not in _CELLS:
        return None
    parent = element.getparent()
    properties = local(parent) if parent is not None else ""
    subject = element
    if properties == "rPr":  # of a paragraph's mark
        above = parent.getparent()
        if above is None or local(above) != "pPr":
            return None
        subject = above.getparent()
    elif properties in ("trPr", "tcPr"):
        subject = parent.getparent()
    elif properties in ("pPr", "numPr"):
        return None
    inserted = (_INSERTED | _CELLS)[kind]
    return _Change(element, subject, inserted, _is_accepted(element, author))


def _is_accepted(element: Element, author: str | None) -> bool:
    return author is None or (attribute(element, "author") or "").casefold() == author.casefold()


def _unwrap(element: Element) -> None:
    """Puts what the element holds in its place; deleted words are words again."""
    for one in element.iter():
        plain = _PLAIN_NAMES.get(local(one))
        if plain:
            one.tag = one.tag[: -len(local(one))] + plain
    for one in list(element):
        element.addprevious(one)
    remove(element)


def _restore_format(change: Element) -> None:
    """The formatting as it was before the change, which holds it."""
    properties = change.getparent()
    for one in list(properties):
        if one is not change and local(one) not in _OF_NO_FORMAT:
            properties.remove(one)
    for place, one in enumerate([one for old in change for one in old]):
        properties.insert(place, one)


def _join_with_next(paragraph: Element) -> None:
    """The paragraph without its end: its words begin the next one, whose format both have."""
    if paragraph.getparent() is None:
        return
    words = [e for e in paragraph if local(e) != "pPr"]
    following = paragraph.getnext()
    while following is not None and local(following).startswith(("bookmark", "comment", "move")):
        following = following.getnext()
    if following is not None and local(following) == "p":
        properties = child(following, "pPr")
        place = 0 if properties is None else 1
        for offset, one in enumerate(words):
            following.insert(place + offset, one)
        remove(paragraph)


def _all_text(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter() if local(e) in ("t", "delText"))


def _joined(revisions: Iterator[Revision]) -> Iterator[Revision]:
    def key(one: Revision) -> tuple[object, ...]:
        return one.author, one.date, one.inserted, one.place, one.accepted

    for (author, date, inserted, place, accepted), group in groupby(revisions, key):
        text = "".join(one.text for one in group)
        yield Revision(author, date, inserted, text, place, accepted)  # type: ignore[arg-type]
