"""OMV3xx: the plan as JSON against the schema of its form, in the reader's words.

jsonschema says what is wrong, and `_findings` turns each of its errors into a finding.
It takes a quarter of the time of a whole `validate` to import, and most plans are in
order: so it is asked only when a text is not as its item asks (docs/performance.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form, FormTable
from omvgen.form.formats import FORMATS
from omvgen.form.item import FormItem, Json, named_choices, named_twice
from omvgen.form.kinds import Choices
from omvgen.locale import tr
from omvgen.plan.as_json import plain_schema, plan_to_json
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Plan, Row
from omvgen.plan.text import plain

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_UNKNOWN, _OTHER, _TWICE = Code.ANSWER_NOT_IN_FORM, Code.VALUE_INVALID, Code.CHOICE_REPEATED
_MOST = 5  # findings of one place: a text with more wrong choices is wrong as a whole
_LONGEST = 250  # letters of a text that may be meant as choices: of all that Excel's list holds


def follows_the_schema(plan: Plan, form: Form) -> Iterator[Finding]:
    """Formats, dates, choices and unknown ids: what one text alone can get wrong."""
    if is_in_order(plan, form):
        return
    named = Counter[Place | None]()
    for error in schema_errors(plan, form):
        for finding in _findings(error, form):
            named[finding.place] += 1
            if named[finding.place] <= _MOST:
                yield finding


def is_in_order(plan: Plan, form: Form) -> bool:
    """Whether the form knows every text of the plan, and each is as its item asks."""
    return form.takes(plan.form_id) and all(
        item is not None and item.holds(text) for item, text in _texts(plan, form)
    )


def _texts(plan: Plan, form: Form) -> Iterator[tuple[FormItem | None, str]]:
    """Every text with its question, field or column; with None when the form has none."""
    for id_, answer in plan.answers.items():
        yield form.questions.get(id_), answer.text.plain
    for id_, text in plan.document.items():
        yield form.fields.get(id_), text
    for table_id, rows in plan.tables.items():
        yield from _cells(form.tables.get(table_id), rows)
    yield from _cells(form.log, plan.log)


def _cells(table: FormTable | None, rows: Iterable[Row]) -> Iterator[tuple[FormItem | None, str]]:
    columns = {column.id: column for column in table.columns} if table else {}
    yield from ((columns.get(id_), text) for row in rows for id_, text in row.items())


def schema_errors(plan: Plan, form: Form) -> Iterator[ValidationError]:
    """What jsonschema finds wrong in the plan as JSON, formatting apart."""
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=())
    for name, text_format in FORMATS.items():
        formats.checks(name)(_unless_empty(text_format.holds))
    validator = Draft202012Validator(plain_schema(form), format_checker=formats)
    yield from validator.iter_errors(_plain_json(plan, form))


def _unless_empty(holds: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) or not value or holds(value)


def _plain_json(plan: Plan, form: Form) -> Json:
    """The plan as JSON without formatting: a bold telephone number is one all the same."""
    answers = {id_: replace(a, text=plain(a.text.plain)) for id_, a in plan.answers.items()}
    return plan_to_json(replace(plan, answers=answers), form)


def _findings(error: ValidationError, form: Form) -> Iterator[Finding]:
    path, wrong = list(error.absolute_path), error.instance
    item, place = _item(path, form), _place(path, form)
    if error.validator == "additionalProperties":
        for name in set(wrong) - set(error.schema["properties"]):
            yield Finding(_UNKNOWN, place=_place([*path, name], form), values={"name": name})
    elif error.validator == "uniqueItems":
        for name in named_twice("\n".join(wrong)):
            yield Finding(_TWICE, place=place, values={"value": excerpt(name)})
    elif item is None or not isinstance(wrong, str):
        yield Finding(_OTHER, place=place, values={"name": "/".join(map(str, path))})
    elif item.kind.traits.choices is Choices.NONE:
        text_format = FORMATS[error.validator_value]
        words = _words(wrong, text_format.mended(wrong))
        words["example"] = _example(form) if item.format == "case_number" else ""
        yield Finding(text_format.code, place=place, values=words)
    else:
        yield from _wrong_choices(wrong, item, place)


def _example(form: Form) -> str:
    """The form's example of a case number, as the end of a sentence."""
    return tr(", esimerkiksi {text}", text=form.case_number) if form.case_number else ""


def _wrong_choices(text: str, item: FormItem, place: Place | None) -> Iterator[Finding]:
    """What the text names that is no choice of the list, each with the nearest that is one."""
    wrong, between = [text], ", "
    if item.takes_several:
        names = dict.fromkeys(named_choices(text))
        wrong, between = [name for name in names if name not in item.choices] or wrong, "; "
    for name in wrong:
        words = _words(name, _meant(name, item)) | {"choices": between.join(item.choices)}
        yield Finding(item.kind.traits.code, place=place, values=words)


def _words(wrong: str, suggestion: str) -> dict[str, str]:
    sentence = " " + tr("Ehdotus: {text}", text=suggestion) if suggestion else ""
    return {"value": excerpt(wrong), "suggestion": sentence}


def _meant(text: str, item: FormItem) -> str:
    """The choices that the first line surely means, or nothing; no choice holds a comma."""
    line = text.partition("\n")[0]
    if has_secret(line) or len(line) > _LONGEST:
        return ""  # without the mark a secret choice would be suggested as a public one
    parts = line.split(",") if item.takes_several else [line]
    meant = [_nearest(part, item.choices) for part in parts]
    return "; ".join(meant) if all(meant) else ""


def _nearest(text: str, choices: tuple[str, ...]) -> str:
    """The choice with which the text begins, or else the one most like it, if any is."""
    from difflib import get_close_matches  # only for what is wrong

    first = text.casefold().strip(" .,;:!")
    names = {choice.casefold(): choice for choice in choices}
    found = [name for name in names if first == name]
    found = found or [name for name in names if first.startswith((f"{name},", f"{name} "))]
    found = found or get_close_matches(first, names, n=1)
    return names[found[0]] if len(found) == 1 else ""


def _item(path: list[Any], form: Form) -> FormItem | None:
    """What asks for the text that the path leads to."""
    match path:
        case ["answers", question_id, "text", *_]:
            return form.questions.get(question_id)
        case ["document", field_id, *_]:
            return form.fields.get(field_id)
        case ["tables", table_id, int(), column_id, *_]:
            return form.tables[table_id].column(column_id)
        case ["log", int(), column_id, *_]:
            return form.log.column(column_id)
    return None


def _place(path: list[Any], form: Form) -> Place | None:
    match path:
        case ["answers", question_id, *_]:
            return Place("answer", question_id)
        case ["document", field_id, *_]:
            return Place("field", field_id)
        case ["tables", table_id]:
            return Place("table", table_id)
        case ["tables", table_id, int(n), column_id, *_]:
            return Place("table", table_id, part=column_id, row=n)
        case ["log", int(n), column_id, *_]:
            return Place("log", form.log.id, part=column_id, row=n)
    return None


RULES = (follows_the_schema,)
