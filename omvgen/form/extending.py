"""A form that extends another: an organisation's own questions beside the official ones.

Its data name the other form (`extends`) and have only what they add: sections, questions
of a section that is there, tables of a question that is there. Nothing of the other form
changes or goes, so that its plans are plans of the extended form too.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.item import Json
from omvgen.form.schema_faults import fault

FindBase = Callable[[str], Json | None]
"""Gives the data of the form with the id, None when there is no such form."""

_ADDED_TO = {"sections": "questions", "questions": "tables"}


def extension_schema(schema: Json) -> Json:
    """The schema of a form, for one that has only what it adds to another."""
    schema = copy.deepcopy(schema)
    schema["required"] = ["id", "version", "extends", "sections"]
    schema["$defs"]["section"]["required"] = ["id"]
    question = schema["$defs"]["question"]
    question["required"] = ["id"]
    del question["allOf"]  # whether it chooses from a list is known with its kind
    return schema


def extension_faults(data: Json, find_base: FindBase) -> Iterator[Finding]:
    """What the form cannot add to its base. The data follow `extension_schema`."""
    name = data["extends"]
    base = None if name == data["id"] else find_base(name)
    if base is None or "extends" in base:
        yield fault(Code.FORM_BASE_NOT_FOUND, data, [], name="extends", base=name)
        return
    for path, node, official in _both(data, base, [], "sections"):
        for key, value in node.items():
            if key not in ("questions", "tables") and official.get(key) != value:
                yield fault(
                    Code.FORM_OFFICIAL_CHANGED, data, path, name=key, id=node["id"], base=name
                )


def _both(
    data: Json, base: Json, path: list[Any], level: str
) -> Iterator[tuple[list[Any], Json, Json]]:
    """The parts that both forms have, by id, with their paths in the data."""
    official = {node["id"]: node for node in base.get(level, ())}
    for place, node in enumerate(data.get(level, ())):
        if node["id"] in official:
            here = [*path, level, place]
            yield here, node, official[node["id"]]
            if level in _ADDED_TO:
                yield from _both(node, official[node["id"]], here, _ADDED_TO[level])


def whole(data: Json, find_base: FindBase) -> Json:
    """The data of the whole form: that of its base, with what it adds.

    The parts that it adds are the same objects as in the data.
    """
    base = find_base(data["extends"]) if "extends" in data else None
    if base is None:
        return data
    sections = _joined(base["sections"], data["sections"], "sections")
    # The signature stays at the end.
    sections.sort(key=lambda section: section.get("role") == "confirmation")
    return {**base, **data, "sections": sections}


def _joined(official: list[Json], added: list[Json], level: str) -> list[Json]:
    """The official parts in their order, each with what is added to it, then the new ones."""
    known = {node["id"] for node in official}
    below = _ADDED_TO.get(level, "")
    parts = []
    for node in official:
        same = [other for other in added if below and other["id"] == node["id"]]
        extra = [part for other in same for part in other.get(below, ())]
        parts.append(node | {below: _joined(node.get(below, []), extra, below)} if extra else node)
    return parts + [node for node in added if node["id"] not in known]
