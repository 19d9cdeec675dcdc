"""Guidance in cells: lists to choose from, prompts, and marks on what is missing."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation

from omvgen.form.form import Column, Question
from omvgen.form.item import FormItem
from omvgen.form.kinds import Choices
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import COMMON_BASES, join_bases
from omvgen.workbook.template import styles
from omvgen.workbook.template.room import units

# Limits of Excel's data validation, in UTF-16 units.
MAX_LIST, MAX_PROMPT, MAX_PROMPT_TITLE = 255, 255, 32

# Words that mark a row, and the numbers of the number formats that show them.
MISSING, UNDECIDED = "puuttuu", "julkisuus?"
_MARK_FORMATS = {MISSING: 200, UNDECIDED: 201}

BASIS_HELP = "Valitse säännös luettelosta tai kirjoita se itse. Erota useat puolipisteellä (;)."
NOT_IN_LIST = "Valitse jokin luettelon vaihtoehdoista."
DETAILS_HELP = "Kirjoita lisätieto tähän soluun."


def listed(choices: tuple[str, ...]) -> str:
    """The choices as a list validation takes them; no choice may hold a comma."""
    return f'"{",".join(choices)}"'


def offer(
    sheet: Any,
    cells: str,
    source: str = "",
    *,
    title: str = "",
    help_text: str = "",
    strict: bool = True,
) -> None:
    """A list to choose from, a prompt, or both, on the cells (`D4`, `E4:E9 E12`).

    A list that is not `strict` takes other values too.
    """
    rule = DataValidation(
        type="list" if source else None,
        formula1=source or None,
        allow_blank=True,
        showErrorMessage=bool(source) and strict,
        errorTitle="Tarkista valinta" if source and strict else None,
        error=NOT_IN_LIST if source and strict else None,
        showInputMessage=bool(help_text),
        promptTitle=shortened(title, MAX_PROMPT_TITLE) if help_text else None,
        prompt=shortened(help_text, MAX_PROMPT) or None,
        sqref=cells,
    )
    sheet.add_data_validation(rule)


def shortened(text: str, limit: int) -> str:
    """The text, cut at the last word that the limit leaves room for."""
    if units(text) <= limit:
        return text
    words = text.split(" ")
    while words and units(" ".join(words)) > limit - 1:
        words.pop()
    return (" ".join(words) or text[: limit // 2]) + "…"


def answer_prompt(question: Question) -> str:
    """The prompt of the answer's cell: its help, and which provisions may apply."""
    return " ".join(filter(None, [_how_to_answer(question), secrecy_prompt(question)]))


def secrecy_prompt(question: Question) -> str:
    if not question.secrecy_hint:
        return ""
    bases = join_bases(question.secrecy_hint)
    return f"Vastauksessa voi olla salassa pidettävää ({bases}). Valitse julkisuus."


def column_prompt(column: Column) -> str:
    if column.format == "secrecy_basis":
        return BASIS_HELP
    return _how_to_answer(column)


def _how_to_answer(item: FormItem) -> str:
    """The item's own help, or that of its format or kind; a list to choose several of always."""
    traits, text_format = item.kind.traits, item.text_format
    usual = text_format.help if text_format else traits.help
    if item.takes_several:
        return " ".join(filter(None, [item.help, usual.format(choices="; ".join(item.choices))]))
    return item.help or usual


def offer_choices(
    sheet: Any, cells: str, item: FormItem, title: str = "", prompt: str = ""
) -> None:
    """The item's choices and the prompt on the cells, when there is either.

    Excel's list puts one choice into a cell; where several may stand, others may be typed.
    """
    source = listed(item.choices) if item.choices else ""
    strict = item.kind.traits.choices is Choices.ONE
    if source or prompt:
        offer(sheet, cells, source, title=title, help_text=prompt, strict=strict)


def basis_choices(hints: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The provisions to choose from, the likely ones first, as many as a list takes.

    One that a list would take for two, since it holds a comma, is left out; it
    can be typed like any other.
    """
    choices = [base for base in dict.fromkeys((*hints, *COMMON_BASES)) if "," not in base]
    while units(listed(tuple(choices))) > MAX_LIST:
        choices.pop()
    return tuple(choices)


PUBLICITY_CHOICES = tuple(value.value for value in Publicity)


def mark_when(sheet: Any, cells: str, formula: str, words: str = "") -> None:
    """Marks the cells when the formula holds: with a fill, and with words after the cell's text.

    The words are a number format, so the cell's text stays as it is.
    """
    shown = NumberFormat(_MARK_FORMATS[words], f'@" {words}"') if words else None
    look = DifferentialStyle(
        font=Font(bold=True, color=styles.RED),
        fill=PatternFill(bgColor=styles.YELLOW, fill_type="solid"),
        numFmt=shown,
    )
    rule = Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)
