"""OMV3xx: the plan as JSON against the schema of its form, in the reader's words.

jsonschema finds the faults, when there are any; `_findings` turns each into a
finding. One table says which code belongs to which format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from omvgen.checks.conforming import plainly_follows
from omvgen.checks.mending import mended
from omvgen.checks.words import shown
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Column, Form, Question
from omvgen.form.formats import PATTERNS
from omvgen.locale import tr
from omvgen.plan.as_json import Json, plain_schema, plan_to_json
from omvgen.plan.plan import Plan

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FORMAT_CODES = {
    "postal_code": "OMV301",
    "phone": "OMV302",
    "email": "OMV303",
    "business_id": "OMV304",
    "date": "OMV305",
    "case_number": "OMV307",
    "year": "OMV308",
    "version": "OMV309",
    "integer": "OMV310",
    "decimal": "OMV311",
}
_CHOICE, _UNKNOWN, _OTHER = "OMV306", "OMV312", "OMV313"


def _unless_empty(holds: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) or not value or holds(value)


FORMATS = {name: _unless_empty(holds) for name, holds in PATTERNS.items()}


def follows_the_schema(plan: Plan, form: Form) -> Iterator[Finding]:
    """Formats, dates, choices and unknown ids: what one text alone can get wrong."""
    data, schema = plain_json(plan), plain_schema(form)
    if not plainly_follows(data, schema, FORMATS):
        for error in _faults(data, schema):
            yield from _findings(error, form)


def _faults(data: Json, schema: Json) -> Iterator[ValidationError]:
    from jsonschema import Draft202012Validator, FormatChecker  # the import is slow

    formats = FormatChecker(formats=())
    for name, holds in FORMATS.items():
        formats.checks(name)(holds)
    yield from Draft202012Validator(schema, format_checker=formats).iter_errors(data)


def plain_json(plan: Plan) -> Json:
    """The plan as JSON without formatting: a bold telephone number is one all the same."""
    data = plan_to_json(plan)
    for question_id, answer in data["answers"].items():
        answer["text"] = plan.text(question_id)
    return data


def _findings(error: ValidationError, form: Form) -> Iterator[Finding]:
    path = list(error.absolute_path)
    if error.validator == "additionalProperties":
        for name in set(error.instance) - set(error.schema["properties"]):
            yield Finding(_UNKNOWN, place=_place([*path, name]), values={"name": name})
        return
    item, place = _item(path, form), _place(path)
    if item is None or not isinstance(error.instance, str):
        name = "/".join(map(str, path))
        yield Finding(_OTHER, place=place, values={"name": name})
    elif error.validator == "format":
        suggestion = mended(error.validator_value, error.instance)
        yield Finding(
            FORMAT_CODES[error.validator_value], place=place, values=_words(error, suggestion)
        )
    else:
        suggestion = _meant(error.instance, item.choices)
        words = _words(error, suggestion) | {"choices": ", ".join(item.choices)}
        yield Finding(_CHOICE, place=place, values=words)


def _words(error: ValidationError, suggestion: str) -> dict[str, str]:
    sentence = " " + tr("Ehdotus: {text}", text=suggestion) if suggestion else ""
    return {"value": shown(error.instance), "suggestion": sentence}


def _meant(text: str, choices: tuple[str, ...]) -> str:
    """The choice that the text's first word or line surely means, or nothing."""
    first = text.split("\n", 1)[0].casefold().strip(" .,;:!")
    found = [c for c in choices if first == c.casefold()]
    found = found or [
        c for c in choices if first.startswith((f"{c.casefold()},", f"{c.casefold()} "))
    ]
    return found[0] if len(found) == 1 else ""


def _item(path: list[Any], form: Form) -> Question | Column | None:
    """What the form says of the text that the path leads to."""
    match path:
        case ["answers", question_id, "text"]:
            return form.questions.get(question_id)
        case ["document", field_id]:
            return form.fields.get(field_id)
        case ["tables", table_id, int(), column_id]:
            return form.tables[table_id].column(column_id)
        case ["log", int(), column_id]:
            return form.log.column(column_id)
    return None


def _place(path: list[Any]) -> Place | None:
    match path:
        case ["answers", question_id, *_]:
            return Place("answer", question_id)
        case ["document", field_id]:
            return Place("field", field_id)
        case ["tables", table_id]:
            return Place("table", table_id)
        case ["tables", table_id, int(n), column_id]:
            return Place("table", table_id, part=column_id, row=n)
        case ["log", int(n), column_id]:
            return Place("log", "muutosloki", part=column_id, row=n)
    return None


RULES = (follows_the_schema,)
