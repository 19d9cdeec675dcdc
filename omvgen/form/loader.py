"""TOML → Form. A form of one's own is checked first; the built-in one by the tests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from omvgen.form.model import Column, Form, FormTable, Question, Section

BUILT_IN = "auttamisjarjestelma.toml"
HERE = Path(__file__).parent


def load_form(path: Path | None = None) -> Form:
    """The form in the file, or the built-in one.

    Raises `OmvgenError` when the file cannot be used (see `form.check`).
    """
    if path is None:
        data = tomllib.loads(HERE.joinpath(BUILT_IN).read_text("utf-8"))
    else:
        from omvgen.form.check import read_checked  # jsonschema, only for a form of one's own

        data = read_checked(path)
    return form_from_data(data)


def form_from_data(data: dict[str, Any]) -> Form:
    """The parsed TOML of a form, joined with what every plan has. No checks here."""
    common = tomllib.loads(HERE.joinpath("common.toml").read_text("utf-8"))
    return Form(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        heading=data.get("heading", data["title"]),
        language=data["language"],
        source=data.get("source", ""),
        document_title=data.get("document_title", data["title"]),
        sections=tuple(_section(number, s) for number, s in enumerate(data["sections"], start=1)),
        document_fields=tuple(_question(field) for field in common["document"]),
        log=_table(common["log"]),
    )


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
    return Question(**_frozen(data) | {"tables": tables})


def _table(data: dict[str, Any]) -> FormTable:
    columns = tuple(Column(**_frozen(column)) for column in data["columns"])
    return FormTable(data["id"], data["title"], columns, data.get("role"))


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
