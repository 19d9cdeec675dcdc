"""Plan ↔ JSON data, and the JSON Schema of a form's plans.

The data is what `omvgen export` writes and `omvgen template --answers` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from omvgen.form.form import Form, FormTable, Question
from omvgen.form.item import FormItem, Json
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import split_bases
from omvgen.plan.links import link_address
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, Script, clean, plain, rich

_MARKS = ("bold", "italic", "underline", "strike")


def plan_to_json(plan: Plan, form: Form) -> Json:
    """The plan of the form as data that `json.dumps` takes. `plan_from_json` is its inverse."""
    return {
        "form": {"id": plan.form_id, "version": plan.form_version},
        "document": _texts_to_json(plan.document, form.fields),
        "answers": {
            key: _answer_to_json(answer, form.questions.get(key))
            for key, answer in plan.answers.items()
        },
        "tables": {
            key: _rows_to_json(rows, form.tables.get(key)) for key, rows in plan.tables.items()
        },
        "log": _rows_to_json(plan.log, form.log),
    }


def plan_from_json(data: Json) -> Plan:
    """The plan in the data, every text made canonical.

    The data must follow `plan_schema` in its shape; what its texts say is not
    checked here, so a plan with faults can be carried as well.
    """
    answers = {key: _answer_from_json(answer) for key, answer in data["answers"].items()}
    return Plan(
        form_id=data["form"]["id"],
        form_version=data["form"]["version"],
        document=_row(data.get("document", {})),
        answers={key: answer for key, answer in answers.items() if answer != Answer()},
        tables={key: _rows(rows) for key, rows in data.get("tables", {}).items()},
        log=_rows(data.get("log", [])),
    )


def _row(data: Json) -> Row:
    cells = {
        key: clean("\n".join(text) if isinstance(text, list) else text)
        for key, text in data.items()
    }
    return {key: text for key, text in cells.items() if text}


def _rows(data: list[Json]) -> tuple[Row, ...]:
    return tuple(row for row in map(_row, data) if row)


def _rows_to_json(rows: Iterable[Row], table: FormTable | None) -> list[Json]:
    columns = {column.id: column for column in table.columns} if table else {}
    return [_texts_to_json(row, columns) for row in rows]


def _texts_to_json(texts: Row, items: Mapping[str, FormItem]) -> Json:
    """The texts by the id of their field or column, several choices as an array."""
    return {
        key: text.split("\n") if _takes_several(items.get(key)) else text
        for key, text in texts.items()
    }


def _takes_several(item: FormItem | None) -> bool:
    return item is not None and item.takes_several


def _answer_to_json(answer: Answer, question: Question | None) -> Json:
    data: Json = {"text": rich_to_json(answer.text)}
    if _takes_several(question):
        data["text"] = answer.text.plain.split("\n") if answer.text else []
    if answer.publicity is not None:
        data["publicity"] = answer.publicity.value
    if answer.bases:
        data["bases"] = list(answer.bases)
    if answer.note:
        data["note"] = answer.note
    return data


def _answer_from_json(data: Json) -> Answer:
    publicity = data.get("publicity")
    return Answer(
        text=rich_from_json(data.get("text", "")),
        publicity=Publicity(publicity) if publicity else None,
        bases=split_bases(";".join(map(clean, data.get("bases", ())))),
        note=clean(data.get("note", "")),
    )


def rich_to_json(text: RichText) -> str | list[Json]:
    """A string when nothing is formatted, otherwise a list of runs."""
    if not any(any(run.format) for run in text.runs):
        return text.plain
    return [
        {"text": run.text}
        | {mark: True for mark in _MARKS if getattr(run, mark)}
        | ({"link": run.link} if run.link else {})
        | ({"script": run.script.value} if run.script else {})
        for run in text.runs
    ]


def rich_from_json(data: str | list[str] | list[Json]) -> RichText:
    """A text, or an array of its runs or of the choices that it names, a line each."""
    if isinstance(data, str):
        return plain(data)
    if all(isinstance(part, str) for part in data):
        return plain("\n".join(map(str, data)))
    return rich(map(_run_from_json, data))


def _run_from_json(data: Any) -> Run:
    script = data.get("script")
    known = {"link": link_address(data.get("link", "")), "script": script and Script(script)}
    return Run(**data | known)


def plan_schema(form: Form) -> Json:
    """The JSON Schema (2020-12) of this form's plans.

    It holds what can be said of one text alone: known ids, formats, choices.
    What depends on other answers, and what is required, are rules in `checks`.
    """
    return _plan_schema(form, _rich_schema) | {
        "$defs": {
            "run": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string"},
                    "link": {"type": "string"},
                    "script": {"enum": [script.value for script in Script]},
                }
                | {mark: {"type": "boolean"} for mark in _MARKS},
            },
            "richText": {
                "oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/run"}}]
            },
        },
    }


def plain_schema(form: Form) -> Json:
    """The same of plans whose texts have no formatting: a text is a string."""
    return _plan_schema(form, FormItem.schema)


def _plan_schema(form: Form, answer_text: Callable[[Question], Json]) -> Json:
    form_id = {"enum": [form.id, form.extends]} if form.extends else {"const": form.id}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title,
        "type": "object",
        "required": ["form", "answers"],
        "additionalProperties": False,
        "properties": {
            "form": {
                "type": "object",
                "required": ["id", "version"],
                "properties": {"id": form_id, "version": {"type": "string"}},
            },
            "document": _object({f.id: f.schema() for f in form.document_fields}),
            "answers": _object(
                {q.id: _answer_schema(answer_text(q)) for q in form.questions.values()}
            ),
            "tables": _object({key: _table_schema(t) for key, t in form.tables.items()}),
            "log": _table_schema(form.log),
        },
    }


def _object(properties: Json) -> Json:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _answer_schema(text: Json) -> Json:
    return _object(
        {
            "text": text,
            "publicity": {"enum": [value.value for value in Publicity]},
            "bases": {"type": "array", "items": {"type": "string"}},
            "note": {"type": "string"},
        }
    )


def _rich_schema(question: Question) -> Json:
    """The same text with formatting is as good: a bold telephone number is one all the same."""
    if not question.exact:
        return {"$ref": "#/$defs/richText"}
    if question.takes_several:
        return question.schema()
    runs = {"type": "array", "items": {"$ref": "#/$defs/run"}}
    return {"if": {"type": "string"}, "then": question.schema(), "else": runs}


def _table_schema(table: FormTable) -> Json:
    columns = {column.id: column.schema() for column in table.columns}
    return {"type": "array", "items": _object(columns)}
