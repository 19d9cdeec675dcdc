"""Turns what jsonschema finds wrong in a form into findings in Finnish.

One table has a function for each keyword of JSON Schema. `where` names the place by the
numbers and ids that the form's writer knows: `osio 4 (henkilosto), kohta 2 (…)`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.item import Json
from omvgen.locale import mark, tr

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LEVELS = {
    "sections": mark("osio {n}"),
    "questions": mark("kohta {n}"),
    "tables": mark("taulukko {n}"),
    "columns": mark("sarake {n}"),
}
_TYPES = {
    "string": mark("tekstiä lainausmerkeissä"),
    "boolean": mark("true tai false"),
    "array": mark("luettelo hakasulkeissa"),
    "object": mark("ryhmä tietoja"),
    "integer": mark("kokonaisluku ilman lainausmerkkejä"),
}
# What the patterns of the schema require, by the name of the key.
_PATTERNS = {
    "id": mark("Käytä tunnisteessa vain pieniä kirjaimia a–z ja alaviivoja, esimerkiksi omv_nimi."),
    "sheet": mark("Välilehden nimessä ei saa olla merkkejä ' [ ] : * ? / \\."),
    "language": mark("Kirjoita kielen tunnus, esimerkiksi fi-FI."),
    "choices": mark(
        "Vaihtoehdossa ei saa olla pilkkua eikä lainausmerkkiä. Jos vaihtoehtoja saa valita useita "
        "(multi_choice), siinä ei saa olla myöskään puolipistettä, rivinvaihtoa, välilyöntiä "
        "alussa tai lopussa eikä luettelomerkkiä alussa."
    ),
}
_PATTERNS["renamed_from"] = _PATTERNS["id"]
# Any other pattern is that of the languages of a text.
_BY_LANGUAGE = mark("Kirjoita jokaisen tekstin eteen sen kielen tunnus, esimerkiksi text.sv.")


def schema_faults(data: Json, schema: Json) -> Iterator[Finding]:
    """Each fault of the form against its schema, once, in the order of the form."""
    from jsonschema import Draft202012Validator  # slow to import, and only needed here

    errors = Draft202012Validator(schema).iter_errors(data)
    once: dict[tuple[str, str], Finding] = {}
    for error in sorted(errors, key=_in_form_order):
        for finding in _TABLE.get(str(error.validator), _other)(error, data):
            once.setdefault((finding.code, finding.message), finding)
    yield from once.values()


def _in_form_order(error: ValidationError) -> list[str]:
    return [f"{step:5}" if isinstance(step, int) else step for step in error.absolute_path]


def where(data: Json, path: list[Any]) -> str:
    """The place that the path leads to: `osio 4 (henkilosto), kohta 2 (…)`."""
    names, node = [], data
    for step, n in pairwise([*path, None]):
        node = node[step]
        if step in _LEVELS and isinstance(n, int):
            part = node[n]
            known = part.get("id") if isinstance(part, dict) else None
            names.append(tr(_LEVELS[step], n=n + 1) + (f" ({known})" if known else ""))
    return ", ".join(names) or tr("lomake")


def fault(code: Code, data: Json, path: list[Any], **values: Any) -> Finding:
    """A finding about the part of the form that the path leads to.

    `node` is the innermost group of keys there: a form workbook finds its row by it.
    """
    node: Any = data
    inner = data
    for step in path:
        node = node[step]
        inner = node if isinstance(node, dict) else inner
    return Finding(code, values={"where": where(data, path), "node": inner, **values})


def _missing(error: ValidationError, data: Json) -> Iterator[Finding]:
    for name in error.validator_value:
        if name not in error.instance:
            how = tr("Lisää rivi, joka alkaa: {name} =", name=name)
            yield _finding(Code.FORM_VALUE_MISSING, error, data, name=name, how=how)


def _unknown(error: ValidationError, data: Json) -> Iterator[Finding]:
    known = list(error.schema["properties"])
    for name in error.instance:
        if name not in known:
            yield _finding(
                Code.FORM_KEY_UNKNOWN, error, data, name=name, suggestion=_meant(name, known)
            )


def _type(error: ValidationError, data: Json) -> Iterator[Finding]:
    # A text, or texts by language: the first of these is what a person meant to write.
    kinds = error.validator_value
    expected = tr(_TYPES.get(kinds if isinstance(kinds, str) else kinds[0], ""))
    yield _finding(Code.FORM_VALUE_WRONG_TYPE, error, data, expected=expected)


def _value(error: ValidationError, data: Json) -> Iterator[Finding]:
    choices = error.validator_value
    yield _finding(
        Code.FORM_VALUE_NOT_ALLOWED,
        error,
        data,
        value=_shown(error.instance),
        choices=", ".join(choices),
        suggestion=_meant(str(error.instance), choices),
    )


def _pattern(error: ValidationError, data: Json) -> Iterator[Finding]:
    expected = tr(_PATTERNS.get(_name(error), _BY_LANGUAGE))
    yield _finding(
        Code.FORM_VALUE_MALFORMED, error, data, value=_shown(error.instance), expected=expected
    )


def _length(error: ValidationError, data: Json) -> Iterator[Finding]:
    limit = (
        tr("enintään {n}", n=error.validator_value)
        if str(error.validator).startswith("max")
        else tr("vähintään {n}", n=error.validator_value)
    )
    yield _finding(Code.FORM_VALUE_WRONG_LENGTH, error, data, expected=limit)


def _range(error: ValidationError, data: Json) -> Iterator[Finding]:
    low, high = error.schema["minimum"], error.schema["maximum"]
    expected = tr("kokonaisluku väliltä {low}–{high}", low=low, high=high)
    yield _finding(Code.FORM_VALUE_WRONG_TYPE, error, data, expected=expected)


def _twice(error: ValidationError, data: Json) -> Iterator[Finding]:
    expected = tr("luettelo, jossa jokainen arvo on vain kerran")
    yield _finding(Code.FORM_VALUE_WRONG_TYPE, error, data, expected=expected)


def _keyless(error: ValidationError, data: Json) -> Iterator[Finding]:
    how = tr("Merkitse key = true sarakkeisiin, joista taulukon rivin tunnistaa.")
    yield _finding(Code.FORM_TABLE_WITHOUT_KEY, error, data, name="key", how=how)


def _other(error: ValidationError, data: Json) -> Iterator[Finding]:
    yield _finding(
        Code.FORM_VALUE_WRONG_TYPE, error, data, expected=tr("lomakkeen kuvauksen mukainen")
    )


_TABLE: dict[str, Callable[[ValidationError, Json], Iterator[Finding]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _value,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "minimum": _range,
    "maximum": _range,
    "uniqueItems": _twice,
    "contains": _keyless,
}


def _finding(code: Code, error: ValidationError, data: Json, **values: str) -> Finding:
    return fault(code, data, list(error.absolute_path), **{"name": _name(error), **values})


def _name(error: ValidationError) -> str:
    """The key whose value is at fault: the last one of the path that is no index."""
    return next((s for s in reversed(error.absolute_path) if isinstance(s, str)), "")


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"


def _meant(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return " " + tr("Tarkoititko: {word}?", word=close[0]) if close else ""
