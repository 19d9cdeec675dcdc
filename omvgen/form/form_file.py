"""Reads the file of an organisation's own form, and finds every fault in it.

The JSON Schema checks each value alone; the rules here check values against each other.
Sources: Excel's limits on sheet names and lists (a list typed into a validation holds
255 characters).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.form.extending import (
    FindBase,
    extension_faults,
    extension_schema,
    whole,
)
from omvgen.form.item import Json
from omvgen.form.kinds import AnswerKind, Choices
from omvgen.form.publicity import Publicity
from omvgen.form.schema_faults import fault, schema_faults, where
from omvgen.form.sheets import reserved_names
from omvgen.form.shipped import HERE, shipped_data
from omvgen.form.texts import languages, with_texts_in
from omvgen.form.toml_file import read_toml
from omvgen.locale import in_language, tr

LONGEST_LIST = 255


def read_checked(path: Path) -> Json:
    """The data of a form without faults, whole when it extends a shipped one.

    Raises `ReadError`: OMV174–OMV176 when the file cannot be read, OMV177 with the
    first of its faults when it has some.
    """
    return checked(read_form_file(path), path.name)


def checked(data: Json, file: str, find_base: FindBase = shipped_data) -> Json:
    """The whole form of the data. Raises `ReadError` (OMV177) when it has faults."""
    refuse(form_faults(data, find_base), file)
    return whole(data, find_base)


def refuse(faults: Iterator[Finding], file: str) -> None:
    """Raises `ReadError` (OMV177) with the first of the faults that is an error, if one is."""
    first = next((fault for fault in faults if fault.severity is Severity.ERROR), None)
    if first is not None:
        where = f"{first.location}: " if first.location.cell else ""
        values = {"file": file, "first": where + first.message, "remedy": first.remedy}
        raise ReadError(Finding(Code.FORM_FILE_UNUSABLE, values=values))


def read_form_file(path: Path) -> Json:
    """The data of the TOML file, unchecked. Raises `ReadError` (OMV174–OMV176)."""
    return read_toml(
        path,
        unreadable=Code.FORM_FILE_UNREADABLE,
        not_text=Code.FORM_FILE_NOT_TEXT,
        syntax_error=Code.FORM_FILE_SYNTAX_ERROR,
    )


def form_faults(data: Json, find_base: FindBase = shipped_data) -> Iterator[Finding]:
    """Every fault of the form. Values are compared only when each is right by itself.

    `find_base` gives the data of the form that this one extends, None when there is none.
    """
    schema = json.loads(HERE.joinpath("form.schema.json").read_text("utf-8"))
    if "extends" in data:
        faults = list(schema_faults(data, extension_schema(schema)))
        faults = faults or list(extension_faults(data, find_base))
        if faults:
            yield from faults
            return
        data = whole(data, find_base)
    faults = list(schema_faults(data, schema))
    yield from faults
    if not faults:
        found = (fault for tag in languages(data) for fault in _faults_in(data, tag, schema))
        yield from {(fault.code, fault.message): fault for fault in found}.values()


def _faults_in(data: Json, tag: str, schema: Json) -> Iterator[Finding]:
    """The faults that the form has with its texts in the language."""
    several = len(languages(data)) > 1
    texts = with_texts_in(data, tag) if several else data
    faults = list(schema_faults(texts, schema)) if several else []
    yield from faults
    if not faults:
        for rule in _RULES:
            yield from rule(texts)


def _ids_once(data: Json) -> Iterator[Finding]:
    """No two questions or tables have one id, former ids included; nor have two sections."""
    sections = [(path, node["id"]) for path, node in _nodes(data, "sections")]
    others = [
        (path, value)
        for level in ("questions", "tables")
        for path, node in _nodes(data, level)
        for value in (node["id"], *node.get("renamed_from", ()))
    ]
    for group in (sections, others):
        yield from _once(data, group, "id", tr("tunniste"))


def _columns_once(data: Json) -> Iterator[Finding]:
    for path, table in _nodes(data, "tables"):
        columns = list(enumerate(table["columns"]))
        for key, what in (("id", tr("tunniste")), ("title", tr("otsikko")), ("role", "role")):
            group = [([*path, "columns", n], column[key]) for n, column in columns if key in column]
            yield from _once(data, group, key, what)


def _sheets_once(data: Json) -> Iterator[Finding]:
    group = [(path, section["sheet"]) for path, section in _nodes(data, "sections")]
    yield from _once(data, group, "sheet", tr("välilehden nimi"))
    reserved = reserved_names(data["language"])
    for path, sheet in group:
        if sheet.strip().casefold() in map(str.casefold, reserved):
            values = {"value": sheet, "reserved": ", ".join(reserved)}
            yield fault(Code.FORM_SHEET_NAME_RESERVED, data, path, name="sheet", **values)


def _roles_once(data: Json) -> Iterator[Finding]:
    for level in ("sections", "questions", "tables"):
        group = [(path, node["role"]) for path, node in _nodes(data, level) if "role" in node]
        yield from _once(data, group, "role", "role")


def _lists_fit(data: Json) -> Iterator[Finding]:
    for level in ("questions", "columns"):
        for path, node in _nodes(data, level):
            length = len(",".join(node.get("choices", ())))
            if length > LONGEST_LIST:
                values = {"length": length, "limit": LONGEST_LIST}
                yield fault(Code.FORM_CHOICES_TOO_LONG, data, path, name="choices", **values)


def _roles_fit(data: Json) -> Iterator[Finding]:
    """The kind, choices or format of a column fit its role."""
    words = [in_language(data["language"], value).casefold() for value in Publicity]
    fits: dict[str, Callable[[Json], bool]] = {
        "publicity": lambda c: (
            tuple(map(Publicity.named, c.get("choices", ()))) == tuple(Publicity)
        ),
        "basis": lambda c: c.get("format") == "secrecy_basis",
        "ends": lambda c: c["kind"] == AnswerKind.DATE,
        "due": lambda c: c["kind"] == AnswerKind.DATE,
        "version": lambda c: c["kind"] == AnswerKind.SHORT,
    }
    expected = {
        "publicity": 'kind = "choice", choices = ' + json.dumps(words, ensure_ascii=False),
        "basis": 'format = "secrecy_basis"',
        "ends": 'kind = "date"',
        "due": 'kind = "date"',
        "version": 'kind = "short"',
    }
    for path, column in _nodes(data, "columns"):
        role = column.get("role")
        if role and not fits[role](column):
            values = {"role": role, "expected": expected[role]}
            yield fault(Code.FORM_COLUMN_ROLE_MISMATCH, data, path, name="role", **values)


def _keys_fit(data: Json) -> Iterator[Finding]:
    """Only kinds with a list have choices, and only those that take one of it have details."""
    kinds = {
        "choices": [kind for kind in AnswerKind if kind.traits.choices is not Choices.NONE],
        "details": [kind for kind in AnswerKind if kind.traits.choices is Choices.ONE],
    }
    for level in ("questions", "columns"):
        for path, node in _nodes(data, level):
            for name, fitting in kinds.items():
                if node.get(name) and node["kind"] not in fitting:
                    expected = "kind = " + " / ".join(f'"{kind}"' for kind in fitting)
                    values = {"name": name, "expected": expected}
                    yield fault(Code.FORM_VALUES_CONFLICT, data, path, **values)


def _request_is_a_ground(data: Json) -> Iterator[Finding]:
    """The authority's request is one of the form's own grounds of a change."""
    request, grounds = data.get("request_ground"), data.get("grounds", ())
    if request and request not in grounds:
        values = {"name": "request_ground", "expected": f"grounds = {', '.join(grounds)}"}
        yield fault(Code.FORM_VALUES_CONFLICT, data, [], **values)


_RULES = (
    _ids_once,
    _columns_once,
    _sheets_once,
    _roles_once,
    _lists_fit,
    _roles_fit,
    _keys_fit,
    _request_is_a_ground,
)


def _once(data: Json, group: list[tuple[list[Any], str]], key: str, what: str) -> Iterator[Finding]:
    """A finding for each value that the group has already, in whatever case."""
    seen: dict[str, list[Any]] = {}
    for path, value in group:
        first = seen.setdefault(value.casefold().strip(), path)
        if first is not path:
            words = {"what": what, "value": value, "other": where(data, first)}
            yield fault(Code.FORM_VALUE_REPEATED, data, path, name=key, **words)


def _nodes(data: Json, level: str) -> Iterator[tuple[list[Any], Json]]:
    """Every section, question, table or column of the form, with its path in the data."""
    parent = {"questions": "sections", "tables": "questions", "columns": "tables"}.get(level)
    whole: list[tuple[list[Any], Json]] = [([], data)]
    for path, node in _nodes(data, parent) if parent else whole:
        for n, child in enumerate(node.get(level, ())):
            yield [*path, level, n], child
