"""The conflicts of a merged workbook side by side, and the command line that decides them."""

from __future__ import annotations

from dataclasses import dataclass

from omvgen.app.fields import Values, argument_of
from omvgen.locale import tr
from omvgen.plan.transfer import wording_of
from omvgen.workbook.reading.conflicts import options_of
from omvgen.workbook.reading.result import Reading


@dataclass(frozen=True)
class Option:
    """What may be chosen: the word for it, whose text it is, and the text."""

    word: str
    name: str
    text: str


@dataclass(frozen=True)
class ConflictForm:
    """A conflict with its options. `chosen` is the option that was chosen in the workbook."""

    number: int
    title: str
    options: tuple[Option, ...]
    chosen: str


def conflict_forms(reading: Reading) -> list[ConflictForm]:
    """The conflicts of the workbook, numbered from 1 as `omvgen merge --choose` has them."""
    forms = []
    for number, choice in enumerate(reading.conflicts, start=1):
        conflict = choice.conflict
        wording = wording_of(reading.form, conflict.place.id)
        sides = (side.name or tr("tämä työkirja") for side in conflict.sides)
        names = (tr("työkirjassa nyt"), *sides, tr("kaikki peräkkäin"))
        options = options_of(conflict, reading.form.language).items()
        shown = (
            Option(word, name, "\n".join(text.plain for text in texts))
            for (word, texts), name in zip(options, names, strict=True)
        )
        title = f"{wording.number} {wording.text}".strip()
        forms.append(ConflictForm(number, title, tuple(shown), choice.words))
    return forms


def chosen_line(reading: Reading, workbook: str, values: Values) -> tuple[str, ...]:
    """The command line that takes the choices of the form; what was not chosen stays open."""
    line = ["merge", argument_of(workbook)]
    for form in conflict_forms(reading):
        chosen = next(iter(values.get(f"choice-{form.number}", ())), "")
        if chosen in {option.word for option in form.options}:
            line += ["--choose", f"{form.number}={chosen}"]
    return tuple(line)
