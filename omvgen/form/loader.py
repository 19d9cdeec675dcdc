"""Loads a form from TOML.

The file of an organisation's own form is checked first; the built-in form is checked by
the tests.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from omvgen.form.form import A_YEAR, Column, Form, FormTable, Question, Section
from omvgen.form.kinds import AnswerKind
from omvgen.form.shipped import COMMON, HERE, shipped_data
from omvgen.form.texts import languages, with_texts_in
from omvgen.locale import LANGUAGES, in_language, primary_language

BUILT_IN = "auttamisjarjestelma"
TRANSLATED = ("text", "title", "help")
"""The words of `COMMON` that are in the form's language. Choices stay as plans have them."""


def load_form(path: Path | None = None) -> Form:
    """The form in the file, or the built-in one.

    Raises `OmvgenError` when the file cannot be used (see `form_file`).
    """
    if path is None:
        return shipped_form(BUILT_IN)
    from omvgen.form.form_file import read_checked

    return form_from_data(read_checked(path))


@cache
def shipped_form(name: str) -> Form:
    """The shipped form with the id, read once in a process, however many workbooks are read."""
    return form_from_data(shipped_data(name) or {})


def form_in(form: Form, tag: str) -> Form:
    """The form in the language: its texts as far as it has them, and all words of ours.

    It is the form itself when that is its language, or none that omvgen or the form knows.
    """
    language = primary_language(tag)
    if not form.data or language == primary_language(form.language):
        return form
    if language not in (*LANGUAGES, *languages(form.data)):
        return form
    return form_from_data(form.data, language)


def has_texts_in(form: Form, tag: str) -> bool:
    """Whether the form's own texts are in the language, too."""
    return bool(form.data) and primary_language(tag) in languages(form.data)


def form_from_data(by_language: dict[str, Any], tag: str = "") -> Form:
    """The form of the parsed TOML, with the fields and the change log that every plan has.

    Its texts are those of the language `tag`, by default of the form's own. The data must
    have been checked (`form_file.form_faults`).
    """
    data = with_texts_in(by_language, tag or by_language["language"])
    common = tomllib.loads(HERE.joinpath(COMMON).read_text("utf-8"))
    common = _with_own_words(_in_language(data["language"], common), data)
    return Form(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        heading=str(data.get("heading", data["title"])),
        language=data["language"],
        source=data.get("source", ""),
        document_title=str(data.get("document_title", data["title"])),
        sections=tuple(_section(number, s) for number, s in enumerate(data["sections"], start=1)),
        document_fields=tuple(_question(field) for field in common["document"]),
        log=_table(common["log"]),
        data=by_language,
        verified=data.get("verified", True),
        unsure=data.get("unsure", ""),
        extends=data.get("extends", ""),
        case_number=data.get("case_number", ""),
        confirm_every_months=data.get("confirm_every_months", A_YEAR),
        report_every_months=data.get("report_every_months", 0),
        request_ground=_request_ground(common, data),
    )


def _with_own_words(common: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The data of `COMMON` with the form's own help for fields and grounds of a change."""
    helps, grounds = data.get("fields", {}), data.get("grounds")
    fields = [
        field | {"help": helps.get(field["id"], field["help"])} for field in common["document"]
    ]
    columns = [
        column | {"choices": grounds} if grounds and column["id"] == "ground" else column
        for column in common["log"]["columns"]
    ]
    return common | {"document": fields, "log": common["log"] | {"columns": columns}}


def _request_ground(common: dict[str, Any], data: dict[str, Any]) -> str:
    """The form's own, or the usual one if the form has no grounds of its own."""
    usual = "" if "grounds" in data else common["request_ground"]
    return str(data.get("request_ground", usual))


def _in_language(language: str, data: Any) -> Any:
    """The data of `COMMON` with their words in the language."""
    if isinstance(data, list):
        return [_in_language(language, item) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: in_language(language, value) if key in TRANSLATED else _in_language(language, value)
        for key, value in data.items()
    }


def _section(number: int, data: dict[str, Any]) -> Section:
    return Section(
        id=data["id"],
        number=number,
        sheet=data["sheet"],
        title=data["title"],
        questions=tuple(_question(question) for question in data["questions"]),
        role=data.get("role"),
        statement=data.get("statement"),
        renamed_from=tuple(data.get("renamed_from", ())),
    )


def _question(data: dict[str, Any]) -> Question:
    tables = tuple(_table(table) for table in data.get("tables", ()))
    return Question(**_item(data) | {"tables": tables})


def _table(data: dict[str, Any]) -> FormTable:
    columns = tuple(Column(**_item(column)) for column in data["columns"])
    return FormTable(data["id"], data["title"], columns, data.get("role"))


def _item(data: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a question or a column, lists as tuples."""
    frozen = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
    return frozen | {"kind": AnswerKind(data["kind"])}
