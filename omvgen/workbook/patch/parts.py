"""The parts of a workbook that will change, collected before anything is written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from omvgen.package import Package, part_name
from omvgen.workbook.xlsx.spreadsheetml import RELATIONSHIPS_URI

_TYPES_PART = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Parts:
    """A package, and the new content of some of its parts.

    A part is either replaced (`put`) or edited as a tree (`edit`). Callers parse
    what may be damaged before they edit, so that no part is changed by half.
    """

    package: Package
    _whole: dict[str, bytes | None] = field(default_factory=dict)
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    def changed(self) -> dict[str, bytes | None]:
        """The new and the changed parts, by name; None for those that are removed."""
        return self._whole | {part: as_bytes(tree) for part, tree in self._trees.items()}

    def edit(self, part: str) -> etree._Element:
        """The part's tree, to be changed in place. Raises `Unreadable`."""
        if part not in self._trees:
            self._trees[part] = self.package.tree(part)
        return self._trees[part]

    def put(self, part: str, data: bytes) -> None:
        """Replaces the part."""
        self._whole[part] = data

    def remove(self, part: str, owner: str) -> None:
        """Takes the part out, its type, and the relationship that the owner has to it."""
        self._whole[part] = None
        rels = _rels_of(owner)
        targets = {key: r.target for key, r in self.package.relationships(owner).items()}
        for element in list(self.edit(rels)):
            if targets.get(element.get("Id", "")) == part:
                self.edit(rels).remove(element)
        for element in list(self.edit(_TYPES_PART)):
            if part_name(element.get("PartName", "")) == part_name(part):
                self.edit(_TYPES_PART).remove(element)

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """Adds a part, and returns its name: the pattern with the first free number.

        A pattern is such as `xl/comments{}.xml`. The name of a part that is listed and
        missing is not free, since references to it would lead to the new part.
        """
        types = self.edit(_TYPES_PART)
        listed = {part_name(child.get("PartName", "")) for child in types}
        number = 1
        while (part := pattern.format(number)) in self.package or part.lower() in listed:
            number += 1
        self.put(part, data)
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type
        )
        return part

    def relate(self, part: str, kind: str, target: str) -> str:
        """Adds a relationship from the part to the target. Returns its id."""
        rels = _rels_of(part)
        if rels in self.package:
            root = self.edit(rels)
        else:
            new = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
            root = self._trees.setdefault(rels, new)
        taken = {relation.get("Id") for relation in root}
        number = len(taken) + 1
        while (relation_id := f"rId{number}") in taken:
            number += 1
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=relation_id,
            Type=f"{RELATIONSHIPS_URI}/{kind}",
            Target=f"/{target}",
        )
        return relation_id


def _rels_of(part: str) -> str:
    """The part with the relationships of this one."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def as_bytes(tree: etree._Element) -> bytes:
    """The tree as the bytes of a part."""
    written: bytes = etree.tostring(
        tree.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return written
