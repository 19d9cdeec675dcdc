"""Is a form's file fit for use: every fault of it, and what to do about each.

The schema says what can be said of one value; the rules here say what depends on
others. Sources: Excel's limits on sheet names and lists (a list typed into a
validation holds 255 characters).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.form.faults import schema_faults, where
from omvgen.locale import mark, tr
from omvgen.plan.model import Publicity

Json = dict[str, Any]

# Sheets that every workbook has, and the name that Excel keeps to itself.
RESERVED_SHEETS = (
    *("Ohje", "Yhteenveto", "Asiakirjan tiedot", "Muutosloki"),
    *("Siirretyt vastaukset", "Siirtymättömät", "History"),
)
LONGEST_LIST = 255
_AT = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
# What tomllib says, by its first words, and what that means to the writer.
_TOML_WORDS = {
    "Cannot overwrite": mark("sama tieto on annettu kahdesti"),
    "Cannot declare": mark("sama ryhmä on aloitettu kahdesti"),
    "Unterminated string": mark("lainausmerkki puuttuu tekstin lopusta"),
    "Expected '=' after": mark("nimen jälkeen puuttuu yhtäsuuruusmerkki"),
    "Invalid value": mark("arvo puuttuu, tai teksti ei ole lainausmerkeissä"),
    "Unclosed array": mark("luettelon lopettava hakasulje puuttuu"),
    "Unclosed inline table": mark("ryhmän lopettava aaltosulje puuttuu"),
    "Illegal character '\\n'": mark("lainausmerkki puuttuu tekstin lopusta"),
    "Illegal character": mark("tekstissä on merkki, jota siinä ei saa olla"),
    "Unescaped '\\'": mark("kenoviiva on kirjoitettava kahdesti"),
}


def read_checked(path: Path) -> Json:
    """The data of a form that can be used.

    Raises `ReadError`: OMV174–OMV176 when the file cannot be read, OMV177 with the
    first of its faults otherwise.
    """
    data = read_form_file(path)
    first = next(form_faults(data), None)
    if first is not None:
        values = {"file": path.name, "first": first.message, "remedy": first.remedy}
        raise ReadError(Finding("OMV177", values=values))
    return data


def read_form_file(path: Path) -> Json:
    """The file's data as TOML has it, unchecked. Raises `ReadError` (OMV174–OMV176)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = os_reason(error)
        raise ReadError(Finding("OMV174", values={"file": str(path), "reason": reason})) from error
    except UnicodeDecodeError as error:
        raise ReadError(Finding("OMV175", values={"file": path.name})) from error
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(_toml_fault(path, str(error))) from error


def _toml_fault(path: Path, said: str) -> Finding:
    at = _AT.search(said)
    line = at["line"] if at else None
    place = tr("rivillä {line}", line=line) if line else tr("lopussa")
    known = (words for start, words in _TOML_WORDS.items() if said.startswith(start))
    reason = tr(next(known, mark("merkintä ei ole TOMLin mukainen")))
    return Finding("OMV176", values={"file": path.name, "place": place, "reason": reason})


def form_faults(data: Json) -> Iterator[Finding]:
    """Every fault of the form; those that depend on other values only when the shape is right."""
    schema = json.loads(files("omvgen.form").joinpath("form.schema.json").read_text("utf-8"))
    faults = list(schema_faults(data, schema))
    yield from faults
    if not faults:
        for rule in _RULES:
            yield from rule(data)


def _ids_once(data: Json) -> Iterator[Finding]:
    """Questions and tables share one space of ids, former ones included; sections have theirs."""
    sections = [(path, node["id"]) for path, node in _nodes(data, "sections")]
    others = [
        (path, value)
        for level in ("questions", "tables")
        for path, node in _nodes(data, level)
        for value in (node["id"], *node.get("renamed_from", ()))
    ]
    for group in (sections, others):
        yield from _once(data, group, tr("tunniste"))


def _columns_once(data: Json) -> Iterator[Finding]:
    for path, table in _nodes(data, "tables"):
        columns = list(enumerate(table["columns"]))
        for key, what in (("id", tr("tunniste")), ("title", tr("otsikko")), ("role", "role")):
            group = [([*path, "columns", n], column[key]) for n, column in columns if key in column]
            yield from _once(data, group, what)


def _sheets_once(data: Json) -> Iterator[Finding]:
    group = [(path, section["sheet"]) for path, section in _nodes(data, "sections")]
    yield from _once(data, group, tr("välilehden nimi"))
    reserved = {name.casefold() for name in RESERVED_SHEETS}
    for path, sheet in group:
        if sheet.strip().casefold() in reserved:
            values = {"value": sheet, "reserved": ", ".join(RESERVED_SHEETS)}
            yield Finding("OMV186", values={"where": where(data, path), **values})


def _roles_once(data: Json) -> Iterator[Finding]:
    for level in ("sections", "questions", "tables"):
        group = [(path, node["role"]) for path, node in _nodes(data, level) if "role" in node]
        yield from _once(data, group, "role")


def _lists_fit(data: Json) -> Iterator[Finding]:
    for level in ("questions", "columns"):
        for path, node in _nodes(data, level):
            length = len(",".join(node.get("choices", ())))
            if length > LONGEST_LIST:
                values = {"length": length, "limit": LONGEST_LIST}
                yield Finding("OMV187", values={"where": where(data, path), **values})


def _roles_fit(data: Json) -> Iterator[Finding]:
    """A column can only do what its role says when its kind allows it."""
    words = [value.value.casefold() for value in Publicity]
    fits: dict[str, Callable[[Json], bool]] = {
        "publicity": lambda c: [choice.casefold() for choice in c.get("choices", ())] == words,
        "basis": lambda c: c.get("format") == "secrecy_basis",
        "ends": lambda c: c["kind"] == "date",
    }
    expected = {
        "publicity": 'kind = "choice", choices = ' + json.dumps(words, ensure_ascii=False),
        "basis": 'format = "secrecy_basis"',
        "ends": 'kind = "date"',
    }
    for path, column in _nodes(data, "columns"):
        role = column.get("role")
        if role and not fits[role](column):
            values = {"role": role, "expected": expected[role]}
            yield Finding("OMV188", values={"where": where(data, path), **values})


def _keys_fit(data: Json) -> Iterator[Finding]:
    """Choices and their details belong to the kind `choice` alone."""
    for level in ("questions", "columns"):
        for path, node in _nodes(data, level):
            for name in ("choices", "details"):
                if node.get(name) and node["kind"] != "choice":
                    values = {"name": name, "expected": 'kind = "choice"'}
                    yield Finding("OMV189", values={"where": where(data, path), **values})


_RULES = (_ids_once, _columns_once, _sheets_once, _roles_once, _lists_fit, _roles_fit, _keys_fit)


def _once(data: Json, group: list[tuple[list[Any], str]], what: str) -> Iterator[Finding]:
    """A finding for each value that an earlier one of the group already has, case apart."""
    seen: dict[str, list[Any]] = {}
    for path, value in group:
        first = seen.setdefault(value.casefold().strip(), path)
        if first is not path:
            words = {"what": what, "value": value, "other": where(data, first)}
            yield Finding("OMV185", values={"where": where(data, path), **words})


def _nodes(data: Json, level: str) -> Iterator[tuple[list[Any], Json]]:
    """Every section, question, table or column of the form with the way to it."""
    parent = {"questions": "sections", "tables": "questions", "columns": "tables"}.get(level)
    whole: list[tuple[list[Any], Json]] = [([], data)]
    for path, node in _nodes(data, parent) if parent else whole:
        for n, child in enumerate(node.get(level, ())):
            yield [*path, level, n], child
