"""The forms of steps: their fields as a page shows them, and the command lines they give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from omvgen.app.folder import Folder
from omvgen.app.steps import Field, InvalidValue, Kind, Step, shown
from omvgen.form.dates import format_date


@dataclass(frozen=True)
class Choice:
    """A field with what can be chosen for it, values and words, and what is chosen at first."""

    field: Field
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True)
class Form:
    """A step's form before anybody has filled it in. `line` is empty while something is missing."""

    step: Step
    choices: tuple[Choice, ...]
    line: str


def initial(step: Step, folder: Folder, workbook: str = "") -> Form:
    """The step's form as it is shown first."""
    choices = tuple(_choice(field, folder, workbook) for field in step.fields)
    values = {one.field.name: [one.value] for one in choices}
    try:
        line = shown(step.line(folder, workbook, values))
    except InvalidValue:
        line = ""
    return Form(step, choices, line)


def _choice(field: Field, folder: Folder, workbook: str) -> Choice:
    if field.kind is Kind.CHOICE:
        return Choice(field, field.choices, field.default)
    if field.kind not in (Kind.FILE, Kind.FILES):
        is_day = field.option == "--date"
        return Choice(field, (), format_date(date.today()) if is_day else field.default)
    names = [name for name in folder.names(field.endings) if name != workbook]
    options = tuple((name, name) for name in names)
    if field.name == "previous":
        return Choice(field, options, folder.earlier(workbook))
    newest = next((name for name in names if name.startswith("output/")), "")
    return Choice(field, options, newest if field.name == "document" else "")
