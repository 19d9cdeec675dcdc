"""The parts of a workbook that are to change, gathered before anything is written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from omvgen.package import Package, part_name

_TYPES_PART = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Both the prefix of relationship types and the namespace of attributes that name one."""


@dataclass(frozen=True)
class Parts:
    """A package, and what some of its parts will be.

    A part is either given whole (`put`) or opened as a tree (`edit`), which is
    written with what was done to it. Whatever may turn out damaged is parsed
    before a part is opened to be changed.
    """

    package: Package
    _whole: dict[str, bytes] = field(default_factory=dict)
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    def changed(self) -> dict[str, bytes]:
        """The parts that are new or not as they were."""
        return self._whole | {part: as_bytes(tree) for part, tree in self._trees.items()}

    def edit(self, part: str) -> etree._Element:
        """The part's tree, to be changed in place. Raises `Unreadable`."""
        if part not in self._trees:
            self._trees[part] = self.package.tree(part)
        return self._trees[part]

    def put(self, part: str, content: bytes) -> None:
        """The part will be these bytes."""
        self._whole[part] = content

    def add(self, pattern: str, content: bytes, content_type: str) -> str:
        """A new part, named by the pattern with the first number that is free, such as
        `xl/comments{}.xml`. Returns its name.

        The name of a part that is missing is not free: what leads to it would lead to ours.
        """
        types = self.edit(_TYPES_PART)
        missed = {part_name(child.get("PartName", "")) for child in types}
        number = 1
        while (part := pattern.format(number)) in self.package or part.lower() in missed:
            number += 1
        self.put(part, content)
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type
        )
        return part

    def relate(self, part: str, kind: str, target: str) -> str:
        """A relationship from the part to another one. Returns its id."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
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
            Type=f"{RELATION_TYPES}/{kind}",
            Target=f"/{target}",
        )
        return relation_id


def as_bytes(tree: etree._Element) -> bytes:
    """The tree as a part."""
    written: bytes = etree.tostring(
        tree.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return written
