"""A Word document as its parts: which there are, how they lead to one another, what they hold.

Open Packaging Conventions (ISO/IEC 29500-2): a part is led to by a relationship of
another, and `[Content_Types].xml` says what it is. Parts to which nothing leads are
not saved; those that nobody touches stay as they were, byte for byte.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count
from typing import NamedTuple

from omvgen.document.word.xml import NAMESPACES, Element, el, name, parse, serialize

ROOT = ""
"""The package itself, as what leads to its first parts."""

_TYPES = "[Content_Types].xml"
_OFFICE, _OPC = NAMESPACES["r"], NAMESPACES["rel"]
_FORMATS = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_FORMATS}.wordprocessingml"
DOCUMENT = f"{_OFFICE}/officeDocument"
DOCUMENT_TYPE, TEMPLATE_TYPE = f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"
_NO_RELATIONS = f'<Relationships xmlns="{_OPC}"/>'.encode()


class PartKind(NamedTuple):
    """A kind of part: the relationship that leads to it, its type, and what it is called.

    `first` is the number in the name of the first one.
    """

    relation: str
    content_type: str
    pattern: str
    first: str = ""


STYLES = PartKind(f"{_OFFICE}/styles", f"{_WORD}.styles+xml", "word/styles{}.xml")
SETTINGS = PartKind(f"{_OFFICE}/settings", f"{_WORD}.settings+xml", "word/settings{}.xml")
NUMBERING = PartKind(f"{_OFFICE}/numbering", f"{_WORD}.numbering+xml", "word/numbering{}.xml")
HEADER = PartKind(f"{_OFFICE}/header", f"{_WORD}.header+xml", "word/header{}.xml", "1")
PICTURE = PartKind(f"{_OFFICE}/image", "image/png", "word/media/image{}.png", "1")
CORE_PROPERTIES = PartKind(
    f"{_OPC}/metadata/core-properties",
    "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/core.xml",
)
CUSTOM_PROPERTIES = PartKind(
    f"{_OFFICE}/custom-properties", f"{_FORMATS}.custom-properties+xml", "docProps/custom.xml"
)


class Package:
    """The parts of one Word document, to be read and changed before they are saved.

    Raises `LookupError` when a part is missing to which another leads, and
    `ValueError` when it is no Word document.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = dict(parts)
        self._trees: dict[str, Element] = {}
        self._ids: dict[str, set[str]] = {}
        self.main = self.related(ROOT, DOCUMENT) or ""
        if self.content_type(self.main) != DOCUMENT_TYPE:
            raise ValueError(self.main)
        self.names()

    def tree(self, part: str) -> Element:
        """The part as a tree, which is saved with what is done to it."""
        if part not in self._trees:
            self._trees[part] = parse(self._parts[part])
        return self._trees[part]

    def data(self, part: str) -> bytes:
        """The part as it would be saved now."""
        return serialize(self._trees[part]) if part in self._trees else self._parts[part]

    def names(self) -> tuple[str, ...]:
        """The parts to which something leads, each once."""
        found: dict[str, None] = {}
        waiting = [ROOT]
        while waiting:
            for _, target in self._internal(waiting.pop()):
                if target not in self._parts:
                    raise LookupError(target)
                if target not in found:
                    found[target] = None
                    waiting.append(target)
        return tuple(found)

    def content_type(self, part: str) -> str:
        """What the part is, empty when nothing says so."""
        types = self.tree(_TYPES)
        for said in types.iterchildren(name("ct:Override")):
            if said.get("PartName") == f"/{part}":
                return str(said.get("ContentType"))
        ending = posixpath.splitext(part)[1].removeprefix(".").lower()
        for said in types.iterchildren(name("ct:Default")):
            if said.get("Extension", "").lower() == ending:
                return str(said.get("ContentType"))
        return ""

    def related(self, source: str, relation: str) -> str | None:
        """The first part to which a relationship of that kind leads from the source."""
        return next((part for kind, part in self._internal(source) if kind == relation), None)

    def target(self, relation_id: str) -> str | None:
        """The part to which the document's relationship of that id leads."""
        for one in self._relations(self.main):
            if one.get("Id") == relation_id:
                return _resolved(self.main, one.get("Target", ""))
        return None

    def existing(self, kind: PartKind, empty: bytes) -> Element:
        """The tree of the document's part of that kind, made of `empty` when it has none."""
        part = self.related(self.main, kind.relation)
        return self.tree(part or self.add(kind, empty)[0])

    def add(self, kind: PartKind, data: bytes) -> tuple[str, str]:
        """A new part to which the document leads: its name, and the relationship's id."""
        names = (kind.pattern.format(number) for number in chain([kind.first], count(2)))
        part = next(one for one in names if one not in self._parts)
        self._put(part, kind.content_type, data)
        folder = posixpath.dirname(self.main)
        target = posixpath.relpath(f"/{part}", f"/{folder}")
        return part, self._relate(self.main, kind.relation, target)

    def replace(self, kind: PartKind, data: bytes) -> None:
        """The package's part of that kind, such as its properties, will be this."""
        self.unrelate(ROOT, {kind.relation.rpartition("/")[2]})
        self._put(kind.pattern, kind.content_type, data)
        self._relate(ROOT, kind.relation, kind.pattern)

    def link(self, address: str) -> str:
        """The id of a new relationship of the document that leads to the address."""
        return self._relate(self.main, f"{_OFFICE}/hyperlink", address, TargetMode="External")

    def unrelate(self, source: str, kinds: Container[str]) -> None:
        """Takes away the source's relationships of those kinds, by the last word of each."""
        for one in self._relations(source):
            if one.get("Type", "").rpartition("/")[2] in kinds:
                one.getparent().remove(one)

    def saved(self) -> dict[str, bytes]:
        """The parts as they are now, those alone to which something leads."""
        kept = self.names()
        for said in list(self.tree(_TYPES).iterchildren(name("ct:Override"))):
            if said.get("PartName", "").lstrip("/") not in kept:
                said.getparent().remove(said)
        relations = (_relations_of(part) for part in (ROOT, *kept))
        there = [part for part in (_TYPES, *relations, *kept) if part in self._parts]
        return {part: self.data(part) for part in there}

    def _put(self, part: str, content_type: str, data: bytes) -> None:
        self._parts[part] = data
        self._trees.pop(part, None)
        if self.content_type(part) != content_type:
            said = el("ct:Override")
            said.set("PartName", f"/{part}")
            said.set("ContentType", content_type)
            self.tree(_TYPES).append(said)

    def _relations(self, source: str) -> list[Element]:
        part = _relations_of(source)
        if part not in self._parts:
            return []
        if self.tree(part).tag != name("rel:Relationships"):
            raise ValueError(part)
        return list(self.tree(part))

    def _internal(self, source: str) -> Iterator[tuple[str, str]]:
        """Kind and target of each relationship of the source within the package."""
        for one in self._relations(source):
            if one.get("TargetMode") != "External":
                yield one.get("Type", ""), _resolved(source, one.get("Target", ""))

    def _relate(self, source: str, relation: str, target: str, **more: str) -> str:
        part = _relations_of(source)
        self._parts.setdefault(part, _NO_RELATIONS)
        if source not in self._ids:
            self._ids[source] = {one.get("Id", "") for one in self._relations(source)}
        taken = self._ids[source]
        id_ = next(id_ for n in count(len(taken) + 1) if (id_ := f"rId{n}") not in taken)
        taken.add(id_)
        one = el("rel:Relationship")
        for key, value in {"Id": id_, "Type": relation, "Target": target, **more}.items():
            one.set(key, value)
        self.tree(part).append(one)
        return id_


def _relations_of(source: str) -> str:
    """The part that holds the source's relationships."""
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(source: str, target: str) -> str:
    """The name of the part at the target, which may be said from the source's folder."""
    whole = posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(whole).lstrip("/")
