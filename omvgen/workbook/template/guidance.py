"""Guidance in cells: lists to choose from, prompts, and marks on what is missing.

All texts come from the catalogue in the language in use, which is the form's.
"""

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
from omvgen.locale import language, mark, tr
from omvgen.plan.bases import COMMON_BASES, basis_in, shown_bases
from omvgen.workbook import styles
from omvgen.workbook.text_fit import units

# Limits of Excel's data validation, in UTF-16 units.
MAX_LIST, MAX_PROMPT, MAX_PROMPT_TITLE = 255, 255, 32

# Words after a question's number, and the number formats that show them.
MISSING, UNDECIDED = mark("puuttuu"), mark("julkisuus?")
_MARK_FORMATS = {MISSING: 200, UNDECIDED: 201}


def listed(choices: tuple[str, ...]) -> str:
    """The choices as the formula of a list validation; no choice may hold a comma."""
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
    """Gives the cells (`D4`, `E4:E9 E12`) a list to choose from, a prompt, or both.

    `source` is a formula, see `listed`. A list that is not `strict` takes other
    values too.
    """
    rule = DataValidation(
        type="list" if source else None,
        formula1=source or None,
        allow_blank=True,
        showErrorMessage=bool(source) and strict,
        errorTitle=tr("Tarkista valinta") if source and strict else None,
        error=tr("Valitse jokin luettelon vaihtoehdoista.") if source and strict else None,
        showInputMessage=bool(help_text),
        promptTitle=shortened(title, MAX_PROMPT_TITLE) if help_text else None,
        prompt=shortened(help_text, MAX_PROMPT) or None,
        sqref=cells,
    )
    sheet.add_data_validation(rule)


def shortened(text: str, limit: int) -> str:
    """The text, cut after the last word that fits the limit with an ellipsis."""
    if units(text) <= limit:
        return text
    words = text.split(" ")
    while words and units(" ".join(words)) > limit - 1:
        words.pop()
    return (" ".join(words) or text[: limit // 2]) + "…"


def answer_prompt(question: Question) -> str:
    """The prompt of an answer's cell: its help, and the provisions that may apply."""
    return " ".join(filter(None, [_how_to_answer(question), secrecy_prompt(question)]))


def secrecy_prompt(question: Question) -> str:
    """The prompt that the answer may be secret; empty when the form gives no hint of it."""
    if not question.secrecy_hint:
        return ""
    bases = shown_bases(question.secrecy_hint)
    return tr("Vastauksessa voi olla salassa pidettävää ({bases}). Valitse julkisuus.", bases=bases)


def basis_prompt(hints: tuple[str, ...] = ()) -> str:
    """The prompt of a cell for provisions; `hints` are those that often apply there."""
    prompt = tr("Valitse säännös luettelosta tai kirjoita se itse. Erota useat puolipisteellä (;).")
    if not hints:
        return prompt
    return f"{prompt} {tr('Tässä kohdassa yleensä: {bases}.', bases=shown_bases(hints))}"


def column_prompt(column: Column) -> str:
    """The prompt of the cells of a table's column."""
    return basis_prompt() if column.format == "secrecy_basis" else _how_to_answer(column)


def _how_to_answer(item: FormItem) -> str:
    """The item's own help, or that of its format or kind; both when it takes several choices."""
    usual = item.text_format.help if item.text_format else item.kind.traits.help
    if item.takes_several:
        several = tr(usual, choices="; ".join(item.choices))
        return " ".join(filter(None, [item.help, several]))
    return item.help or (tr(usual) if usual else "")


def offer_choices(
    sheet: Any, cells: str, item: FormItem, title: str = "", prompt: str = ""
) -> None:
    """Gives the cells the item's choices and the prompt, when there is either.

    Excel's list puts one choice into a cell. Where several may be chosen, others
    may be typed.
    """
    source = listed(item.choices) if item.choices else ""
    strict = item.kind.traits.choices is Choices.ONE
    if source or prompt:
        offer(sheet, cells, source, title=title, help_text=prompt, strict=strict)


def basis_choices(hints: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The provisions of the list, the hinted ones first, as many as a list can hold.

    A provision with a comma is left out, since Excel would take it for two choices;
    it can be typed.
    """
    bases = (basis_in(language(), basis) for basis in (*hints, *COMMON_BASES))
    choices = [basis for basis in dict.fromkeys(bases) if "," not in basis]
    while units(listed(tuple(choices))) > MAX_LIST:
        choices.pop()
    return tuple(choices)


def mark_when(sheet: Any, cells: str, formula: str, words: str = "") -> None:
    """Fills the cells when the formula holds, and shows the words after their text.

    `words` is `MISSING`, `UNDECIDED` or empty. They are shown by a number format, so
    the cells' texts stay as they are.
    """
    shown = NumberFormat(_MARK_FORMATS[words], f'@" {tr(words)}"') if words else None
    style = DifferentialStyle(
        font=Font(bold=True, color=styles.RED),
        fill=PatternFill(bgColor=styles.YELLOW, fill_type="solid"),
        numFmt=shown,
    )
    rule = Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)
