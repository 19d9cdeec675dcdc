"""A sheet's comments: those that are there stay, ours are added, ours of an earlier run go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook.layout import NOTE_AUTHOR
from omvgen.workbook.patch.annotate.notes import Note, Place, plain
from omvgen.workbook.patch.xml import text_element
from omvgen.workbook.template.room import MAX_UNITS, units
from omvgen.workbook.template.styles import FONT
from omvgen.workbook.xlsx.sheet_model import Spot, cell_place
from omvgen.workbook.xlsx.strings import MAIN, unescape

_COMMENTS, _AUTHORS, _AUTHOR = f"{MAIN}comments", f"{MAIN}authors", f"{MAIN}author"
_LIST, _COMMENT, _TEXT = f"{MAIN}commentList", f"{MAIN}comment", f"{MAIN}text"
_NOTE_SIZE = "9"
_GAP = "\n\n"


@dataclass(frozen=True)
class Commented:
    """What became of the comments: `texts` are all that there are now, by cell.

    `grown` are the cells of other people's, under which ours was written, and
    `renewed` those whose note of an earlier run was taken away.
    """

    texts: Mapping[Place, str]
    grown: frozenset[Place]
    renewed: frozenset[Place]


def new_comments() -> etree._Element:
    """A list of comments with none in it."""
    root = etree.Element(_COMMENTS, nsmap={None: MAIN[1:-1]})
    etree.SubElement(root, _AUTHORS)
    etree.SubElement(root, _LIST)
    return root


def has_ours(root: etree._Element) -> bool:
    """Whether notes of an earlier run are among the comments."""
    return any(author.text == NOTE_AUTHOR for author in root.iterfind(f"{_AUTHORS}/{_AUTHOR}"))


def add_notes(root: etree._Element, notes: Mapping[Place, Note]) -> Commented:
    """Puts the notes into the tree of a comments part. Raises `Damaged`."""
    authors, comments = root.find(_AUTHORS), root.find(_LIST)
    if root.tag != _COMMENTS or authors is None or comments is None:
        raise Damaged("comments")
    ours = _our_number(authors)
    renewed = _take_away(comments, ours)
    others: dict[Place | None, etree._Element] = {}
    for comment in comments.iterchildren(_COMMENT):
        others.setdefault(cell_place(comment.get("ref", "")), comment)
    grown = set()
    for place, note in sorted(notes.items()):
        comment = others.get(place)
        if comment is None:
            _put(comments, place, note, ours)
        elif units(_words(comment) + plain(note)) < MAX_UNITS:
            # Of a thread Excel shows only its own messages; other programs show this too.
            _write_under(comment, note)
            grown.add(place)
    texts = {cell_place(c.get("ref", "")): _words(c) for c in comments.iterchildren(_COMMENT)}
    known = {place: text for place, text in texts.items() if place is not None}
    return Commented(known, frozenset(grown), renewed)


def _our_number(authors: etree._Element) -> str:
    names = [author.text for author in authors.iterchildren(_AUTHOR)]
    if NOTE_AUTHOR not in names:
        etree.SubElement(authors, _AUTHOR).text = NOTE_AUTHOR
        names.append(NOTE_AUTHOR)
    return str(names.index(NOTE_AUTHOR))


def _take_away(comments: etree._Element, author: str) -> frozenset[Place]:
    """Removes the author's comments. Returns their cells."""
    gone = set()
    for comment in list(comments.iterchildren(_COMMENT)):
        if comment.get("authorId") == author:
            place = cell_place(comment.get("ref", ""))
            comments.remove(comment)
            if place is not None:
                gone.add(place)
    return frozenset(gone)


def _put(comments: etree._Element, place: Place, note: Note, author: str) -> None:
    comment = etree.SubElement(comments, _COMMENT, ref=Spot("", *place).ref, authorId=author)
    etree.SubElement(comment, _TEXT).extend(_runs(note))


def _write_under(comment: etree._Element, note: Note) -> None:
    """The note after the words that are there, which get an empty line under them."""
    text = comment.find(_TEXT)
    if text is None:
        text = etree.SubElement(comment, _TEXT)
    bare = text.find(f"{MAIN}t")
    if bare is not None:  # beside runs, text without one is not shown by every program
        run = etree.Element(f"{MAIN}r")
        text.replace(bare, run)
        run.append(bare)
    place = len(text.findall(f"{MAIN}r"))  # hints of pronunciation follow the runs
    text[place:place] = _runs(note, before=_GAP)


def _runs(note: Note, before: str = "") -> list[etree._Element]:
    """The note as runs of text; `before` parts it from what stands above."""
    runs = []
    for said in note:
        runs.append(_run(before + said.heading, bold=True))
        if said.text:
            runs.append(_run(f"\n{said.text}", bold=False))
        before = _GAP
    return runs


def _run(text: str, *, bold: bool) -> etree._Element:
    run = etree.Element(f"{MAIN}r")
    look = etree.SubElement(run, f"{MAIN}rPr")
    if bold:
        etree.SubElement(look, f"{MAIN}b")
    etree.SubElement(look, f"{MAIN}sz", val=_NOTE_SIZE)
    etree.SubElement(look, f"{MAIN}color", indexed="81")  # the system's colour for tips
    etree.SubElement(look, f"{MAIN}rFont", val=FONT)
    etree.SubElement(look, f"{MAIN}family", val="2")
    run.append(text_element(text))
    return run


def _words(comment: etree._Element) -> str:
    return unescape("".join(t.text or "" for t in comment.iter(f"{MAIN}t")))
