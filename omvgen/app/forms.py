"""The forms of steps: their fields as a page shows them, and the command lines they give."""

from __future__ import annotations

from dataclasses import dataclass

from omvgen.app.fields import Field, Input, InvalidValue
from omvgen.app.folder import Folder
from omvgen.app.steps import Step, shown


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
    offered = field.offered(folder)
    if field.input in (Input.FILE, Input.FILES):
        offered = [one for one in offered if one[0] != workbook]
    value = field.suggest(folder, workbook) if field.suggest else field.default
    return Choice(field, tuple(offered), value)
