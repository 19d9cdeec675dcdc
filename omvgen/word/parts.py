"""The parts of a Word document's package, and those that nobody here can read.

What a package holds beside the known kinds of part (an embedded file, a font, a macro, a
part that nothing leads to) may change what is seen of the document.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from omvgen.package import Damaged, parse_xml
from omvgen.patterns import pattern
from omvgen.word.elements import local
from omvgen.writers.docx.xml import Element

_MAIN = "officeDocument"  # how the kind of relationship ends that leads to the text
_CORE, _CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_NOTES = pattern(r"word/(?:footnotes|endnotes)\.xml")
# Kinds of relationship whose parts are read here, or show nothing in the document. A
# picture is reported where it is placed.
_KNOWN = frozenset(
    {_MAIN, "image", "hyperlink", "styles", "stylesWithEffects", "numbering", "settings"}
    | {"webSettings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes"}
    | {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
    | {"core-properties", "extended-properties", "custom-properties", "thumbnail"}
    | {"origin", "signature", "certificate", "customXml", "customXmlProps", "customXmlData"}
    | {"glossaryDocument", "attachedTemplate", "printerSettings", "classificationlabels"}
)
_MAY_LEAD_OUT = frozenset({"hyperlink", "attachedTemplate"})

# What the kind of content of a part has in its name; another program would not read the part.
_TYPES = {kind: f".{kind}+xml" for kind in ("styles", "numbering", "settings", "fontTable")}
_TYPES |= {kind: f".{kind}+xml" for kind in ("theme", "header", "footer", "footnotes", "endnotes")}
_TYPES |= {"comments": ".comments+xml", _MAIN: ".main+xml"}
_ONCE = ("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes")


@dataclass(frozen=True)
class Relation:
    """A relationship: the last word of its type, its id, and where it leads."""

    kind: str
    id: str
    target: str
    external: bool


@dataclass(frozen=True)
class Parts:
    """The parts of a document by their names. Reading one raises `Unreadable`."""

    parts: Mapping[str, bytes]

    @cached_property
    def main(self) -> str:
        """The part with the text: `word/document.xml`, or what Word online calls it."""
        self._require("_rels/.rels")
        for relation in self.relations(""):
            if relation.kind == _MAIN:
                return relation.target
        raise ValueError("no document")

    def root(self, part: str) -> Element:
        """The root of a part, without comments, which would part a text in two."""
        self._require(part)
        root = parse_xml(self.parts[part], part)
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The part's relationships; those of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.parts:
            return ()
        found = []
        for e in self.root(rels):
            target, external = e.get("Target", ""), e.get("TargetMode") == "External"
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = e.get("Type", "").rpartition("/")[2]
            found.append(Relation(kind, e.get("Id", ""), target if external else inside, external))
        return tuple(found)

    def of_main(self, kind: str) -> Element | None:
        """The root of the first part of the kind that the document leads to."""
        names = self.names_of(kind)
        return self.root(names[0]) if names else None

    def names_of(self, *kinds: str) -> tuple[str, ...]:
        """The names of the parts of the kinds that the document leads to and that are there."""
        relations = self.relations(self.main)
        return tuple(r.target for r in relations if r.kind in kinds and r.target in self.parts)

    @property
    def notes(self) -> tuple[str, ...]:
        """The parts with footnotes and endnotes."""
        named = filter(_NOTES.fullmatch, self.parts)
        return tuple(sorted({*named, *self.names_of("footnotes", "endnotes")}))

    @property
    def properties(self) -> dict[str, str]:
        """Core properties by their local name, custom ones by theirs, empty ones left out."""
        found: dict[str, str] = {}
        if _CORE in self.parts:
            found |= {local(e): e.text or "" for e in self.root(_CORE)}
        if _CUSTOM in self.parts:
            custom = self.root(_CUSTOM)
            found |= {e.get("name", ""): "".join(e.itertext()) for e in custom}
        return {key: text.strip() for key, text in found.items() if text.strip()}

    def unknown(self) -> Iterator[str]:
        """What the package holds that is of no known kind: kinds of relationship and parts."""
        reached = {"[Content_Types].xml", *self.notes}
        for name in self.parts:
            if name.endswith(".rels"):
                reached.add(name)
                folder, own = posixpath.split(name.removesuffix(".rels"))
                for relation in self.relations(posixpath.join(posixpath.dirname(folder), own)):
                    reached.add(relation.target)
                    leads_out = relation.external and relation.kind not in _MAY_LEAD_OUT
                    if relation.kind not in _KNOWN or leads_out:
                        yield relation.kind
                    elif not relation.external and not self._is_typed(relation):
                        yield "[Content_Types].xml"
        kinds = Counter(relation.kind for relation in self.relations(self.main))
        yield from (kind for kind in _ONCE if kinds[kind] > 1)  # programs take either
        yield from (name for name in self.parts if name not in reached and name[-1:] != "/")

    def _is_typed(self, relation: Relation) -> bool:
        """Whether the part is said to be what the relationship says, as programs ask."""
        wanted = _TYPES.get(relation.kind)
        return wanted is None or wanted in self._types.get(relation.target.lower(), wanted)

    @cached_property
    def _types(self) -> dict[str, str]:
        """What kind of content each part is said to have, by its name in lower case."""
        root = self.root("[Content_Types].xml")
        default, found = {}, {}
        for element in root:
            kind = element.get("ContentType", "")
            if local(element) == "Default":
                default[element.get("Extension", "").lower()] = kind
            else:
                found[element.get("PartName", "").lstrip("/").lower()] = kind
        names = (name.lower() for name in self.parts)
        return {name: default.get(name.rpartition(".")[2], "") for name in names} | found

    def _require(self, part: str) -> None:
        if part not in self.parts:
            raise Damaged(part)
