"""Faults of a .docx that neither Microsoft's validator nor ooxml-integrity finds.

One fault a function; each yields what is wrong and where. Written without the
program's own code, over lxml alone.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NS = {"w": W, "r": OFFICE, "v": "urn:schemas-microsoft-com:vml"}
STORIES = ("document", "header", "footer", "footnotes", "endnotes", "comments")
REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "comment")
Parts = dict[str, Any]
"""The name of each part of XML → its root."""


def lint(data: bytes) -> list[str]:
    """Every fault that is found in the .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts: Parts = {
            name: etree.fromstring(package.read(name))
            for name in names
            if name.endswith((".xml", ".rels"))
        }
    found = [f"{name}: twice in the package" for name in _twice(names)]
    for check in (_bookmarks, _core, _controls, _revisions, _fields, _cells, _anchors, _shapes):
        found += check(parts)
    found += _relationships(parts, set(names))
    found += _styles(parts)
    return [*found, *_numbering(parts)]


def _stories(parts: Parts) -> Iterator[tuple[str, Any]]:
    for name, root in parts.items():
        if name.startswith("word/") and name.rpartition("/")[2].startswith(STORIES):
            yield name, root


def _find(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=NS))


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]


def _bookmarks(parts: Parts) -> Iterator[str]:
    """Starts and ends are paired in order, ids and names stand once in the document."""
    names: list[str] = []
    for part, root in _stories(parts):
        starts = _find(root, "//w:bookmarkStart/@w:id")
        names += [name.lower() for name in _find(root, "//w:bookmarkStart/@w:name")]
        if sorted(starts) != sorted(_find(root, "//w:bookmarkEnd/@w:id")):
            yield f"{part}: bookmarks are not paired"
        yield from (f"{part}: bookmark id {i} twice" for i in _twice(starts))
        open_: set[str] = set()
        for mark in _find(root, "//w:bookmarkStart | //w:bookmarkEnd"):
            (number,) = _find(mark, "@w:id")
            if mark.tag.endswith("Start"):
                open_.add(number)
            elif number not in open_:
                yield f"{part}: bookmark {number} ends before it starts"
    yield from (f"bookmark {name} twice" for name in _twice(names))
    yield from (f"bookmark name {name} too long" for name in names if len(name) > 40)


def _core(parts: Parts) -> Iterator[str]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in parts:
            yield from (f"{name}: {tag} twice" for tag in _twice(e.tag for e in parts[name]))
    if "docProps/custom.xml" in parts:
        for key in ("pid", "name"):
            values = [element.get(key) for element in parts["docProps/custom.xml"]]
            yield from (f"custom property {key} {value} twice" for value in _twice(values))


def _controls(parts: Parts) -> Iterator[str]:
    """Ids and our tags stand once, none is longer than Word takes, none is empty."""
    ids, tags = [], []
    for part, root in _stories(parts):
        for control in _find(root, "//w:sdt"):
            ids += _find(control, "w:sdtPr/w:id/@w:val")
            tags += _find(control, "w:sdtPr/w:tag/@w:val")
            titles = _find(control, "w:sdtPr/w:alias/@w:val")
            for said in (*titles, *tags[-1:]):
                if len(said.encode("utf-16-le")) > 2 * 64:
                    yield f"{part}: control {said} has a name that is too long"
            if not _find(control, "w:sdtContent/*"):
                yield f"{part}: control {tags[-1:]} is empty"
    yield from (f"control id {i} twice" for i in _twice(ids))
    yield from (f"control tag {tag} twice" for tag in _twice(tags))


def _revisions(parts: Parts) -> Iterator[str]:
    path = " | ".join(f"//w:{tag}/@w:id" for tag in REVISIONS)
    ids = [i for _, root in _stories(parts) for i in _find(root, path)]
    yield from (f"revision id {i} twice" for i in _twice(ids))


def _fields(parts: Parts) -> Iterator[str]:
    """Each field begins, separates and ends in this order, within one story."""
    for part, root in _stories(parts):
        open_: list[str] = []
        for kind in _find(root, "//w:fldChar/@w:fldCharType"):
            if kind == "begin":
                open_.append(kind)
            elif not open_ or (kind == "separate" and open_[-1] != "begin"):
                yield f"{part}: a field has a {kind} out of place"
            elif kind == "separate":
                open_[-1] = kind
            else:
                open_.pop()
        if open_:
            yield f"{part}: a field is not closed"


def _cells(parts: Parts) -> Iterator[str]:
    for part, root in _stories(parts):
        for cell in _find(root, "//w:tc"):
            if not len(cell) or etree.QName(cell[-1]).localname != "p":
                yield f"{part}: a cell does not end in a paragraph"


def _anchors(parts: Parts) -> Iterator[str]:
    for part, root in _stories(parts):
        marks = set(_find(root, "//w:bookmarkStart/@w:name"))
        for anchor in _find(root, "//w:hyperlink/@w:anchor"):
            if anchor not in marks:
                yield f"{part}: a link leads to {anchor}, which is not there"


def _shapes(parts: Parts) -> Iterator[str]:
    for part, root in _stories(parts):
        yield from (f"{part}: shape id {i} twice" for i in _twice(_find(root, "//v:*/@id")))
        for kind in _find(root, "//v:shape/@type"):
            if not _find(root, f"//v:shapetype[@id='{kind.removeprefix('#')}']"):
                yield f"{part}: a shape is of the type {kind}, which is not there"


def _relationships(parts: Parts, names: set[str]) -> Iterator[str]:
    """Every relationship leads to a part, every part is led to, every r:id is known."""
    reached = {"[Content_Types].xml"}
    for name in names:
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name)[:-5])
        ids = [e.get("Id") for e in parts[name]]
        yield from (f"{name}: {i} twice" for i in _twice(ids))
        for element in parts[name].iterchildren(f"{{{PACKAGE}}}Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target")))[1:]
                reached.add(target)
                if target not in names:
                    yield f"{name}: {element.get('Target')} is not there"
        if source in parts:
            used = set(_find(parts[source], "//@r:id | //@r:embed | //@r:link"))
            yield from (f"{source}: {i} leads nowhere" for i in used - set(ids))
    yield from (f"{name}: nothing leads to it" for name in sorted(names - reached))


def _styles(parts: Parts) -> Iterator[str]:
    if "word/styles.xml" not in parts:
        return
    styles = parts["word/styles.xml"]
    yield from (f"style {i} twice" for i in _twice(_find(styles, "//w:style/@w:styleId")))
    yield from (
        f"two styles are named {name}"
        for name in _twice(
            " ".join(_find(style, "@w:type | w:name/@w:val"))
            for style in _find(styles, "//w:style")
        )
    )
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tag, kind in kinds.items():
        known = set(_find(styles, f"//w:style[@w:type='{kind}']/@w:styleId"))
        for part, root in _stories(parts):
            used = set(_find(root, f"//w:{tag}/@w:val"))
            yield from (f"{part}: no {kind} style {style}" for style in used - known)
    every = set(_find(styles, "//w:style/@w:styleId"))
    for tag in ("basedOn", "next", "link"):
        used = set(_find(styles, f"//w:style/w:{tag}/@w:val"))
        yield from (f"a style's {tag} is {style}, which is not there" for style in used - every)


def _numbering(parts: Parts) -> Iterator[str]:
    lists = parts.get("word/numbering.xml")
    nums = set() if lists is None else set(_find(lists, "//w:num/@w:numId"))
    for part, root in _stories(parts):
        used = set(_find(root, "//w:numPr/w:numId/@w:val")) - {"0"}
        yield from (f"{part}: no list {number}" for number in used - nums)
    if lists is not None:
        yield from (f"list {n} twice" for n in _twice(_find(lists, "//w:num/@w:numId")))
        kinds = _find(lists, "//w:abstractNum/@w:abstractNumId")
        yield from (f"kind of list {n} twice" for n in _twice(kinds))
        wanted = set(_find(lists, "//w:num/w:abstractNumId/@w:val"))
        yield from (f"no kind of list {n}" for n in wanted - set(kinds))
