"""A sheet's comments: other people's stay, ours of an earlier run go, new ones are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook.layout import NOTE_AUTHOR
from omvgen.workbook.patch.annotate.notes import Note, plain
from omvgen.workbook.styles import FONT
from omvgen.workbook.text_fit import MAX_UNITS, units
from omvgen.workbook.xlsx.cells import Position, Spot, cell_position
from omvgen.workbook.xlsx.spreadsheetml import MAIN, MAIN_URI
from omvgen.workbook.xlsx.strings import text_element, unescape

_COMMENTS, _AUTHORS, _AUTHOR = f"{MAIN}comments", f"{MAIN}authors", f"{MAIN}author"
_LIST, _COMMENT, _TEXT = f"{MAIN}commentList", f"{MAIN}comment", f"{MAIN}text"
_NOTE_SIZE = "9"
_GAP = "\n\n"


@dataclass(frozen=True)
class Commented:
    """The comments after the notes were added.

    `texts` has the text of every comment, by cell. `grown` are the cells where our
    note was written under another person's comment, `renewed` those whose note of
    an earlier run was removed.
    """

    texts: Mapping[Position, str]
    grown: frozenset[Position]
    renewed: frozenset[Position]


def new_comments() -> etree._Element:
    """The root of a comments part without comments."""
    root = etree.Element(_COMMENTS, nsmap={None: MAIN_URI})
    etree.SubElement(root, _AUTHORS)
    etree.SubElement(root, _LIST)
    return root


def has_ours(root: etree._Element) -> bool:
    """Whether notes of an earlier run are among the comments."""
    return any(author.text == NOTE_AUTHOR for author in root.iterfind(f"{_AUTHORS}/{_AUTHOR}"))


def add_notes(root: etree._Element, notes: Mapping[Position, Note]) -> Commented:
    """Adds the notes to the tree of a comments part. Raises `Damaged` before any change."""
    authors, comments = root.find(_AUTHORS), root.find(_LIST)
    if root.tag != _COMMENTS or authors is None or comments is None:
        raise Damaged("comments")
    ours = _our_number(authors)
    renewed = _remove_by(comments, ours)
    others: dict[Position | None, etree._Element] = {}
    for comment in comments.iterchildren(_COMMENT):
        others.setdefault(cell_position(comment.get("ref", "")), comment)
    grown = set()
    for place, note in sorted(notes.items()):
        comment = others.get(place)
        if comment is None:
            _put(comments, place, note, ours)
        elif units(_words(comment) + plain(note)) < MAX_UNITS:
            # In a threaded comment Excel does not show this; other programs do.
            _write_under(comment, note)
            grown.add(place)
    texts = {cell_position(c.get("ref", "")): _words(c) for c in comments.iterchildren(_COMMENT)}
    known = {place: text for place, text in texts.items() if place is not None}
    return Commented(known, frozenset(grown), renewed)


def _our_number(authors: etree._Element) -> str:
    names = [author.text for author in authors.iterchildren(_AUTHOR)]
    if NOTE_AUTHOR not in names:
        etree.SubElement(authors, _AUTHOR).text = NOTE_AUTHOR
        names.append(NOTE_AUTHOR)
    return str(names.index(NOTE_AUTHOR))


def _remove_by(comments: etree._Element, author: str) -> frozenset[Position]:
    """Removes the author's comments. Returns their cells."""
    gone = set()
    for comment in list(comments.iterchildren(_COMMENT)):
        if comment.get("authorId") == author:
            place = cell_position(comment.get("ref", ""))
            comments.remove(comment)
            if place is not None:
                gone.add(place)
    return frozenset(gone)


def _put(comments: etree._Element, place: Position, note: Note, author: str) -> None:
    comment = etree.SubElement(comments, _COMMENT, ref=Spot("", *place).ref, authorId=author)
    etree.SubElement(comment, _TEXT).extend(_runs(note))


def _write_under(comment: etree._Element, note: Note) -> None:
    """Writes the note under the comment's own text, after an empty line."""
    text = comment.find(_TEXT)
    if text is None:
        text = etree.SubElement(comment, _TEXT)
    bare = text.find(f"{MAIN}t")
    if bare is not None:  # not every program shows a text beside runs
        run = etree.Element(f"{MAIN}r")
        text.replace(bare, run)
        run.append(bare)
    place = len(text.findall(f"{MAIN}r"))  # phonetic hints follow the runs
    text[place:place] = _runs(note, before=_GAP)


def _runs(note: Note, before: str = "") -> list[etree._Element]:
    """The note as runs of text, the first of which begins with `before`."""
    runs = []
    for item in note:
        runs.append(_run(before + item.heading, bold=True))
        if item.text:
            runs.append(_run(f"\n{item.text}", bold=False))
        before = _GAP
    return runs


def _run(text: str, *, bold: bool) -> etree._Element:
    run = etree.Element(f"{MAIN}r")
    properties = etree.SubElement(run, f"{MAIN}rPr")
    if bold:
        etree.SubElement(properties, f"{MAIN}b")
    etree.SubElement(properties, f"{MAIN}sz", val=_NOTE_SIZE)
    etree.SubElement(properties, f"{MAIN}color", indexed="81")  # the system's colour for tooltips
    etree.SubElement(properties, f"{MAIN}rFont", val=FONT)
    etree.SubElement(properties, f"{MAIN}family", val="2")
    run.append(text_element(text))
    return run


def _words(comment: etree._Element) -> str:
    return unescape("".join(t.text or "" for t in comment.iter(f"{MAIN}t")))
