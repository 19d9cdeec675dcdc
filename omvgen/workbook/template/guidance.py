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

from omvgen.form.model import Column, Question
from omvgen.locale import mark, tr
from omvgen.plan.bases import COMMON_BASES, join_bases
from omvgen.workbook import styles
from omvgen.workbook.text_fit import units

# Limits of Excel's data validation, in UTF-16 units.
MAX_LIST, MAX_PROMPT, MAX_PROMPT_TITLE = 255, 255, 32

# Words after a question's number, and the number formats that show them.
MISSING, UNDECIDED = mark("puuttuu"), mark("julkisuus?")
_MARK_FORMATS = {MISSING: 200, UNDECIDED: 201}

_FORMAT_HELP = {
    "date": mark("Päivä, kuukausi ja vuosi ilman etunollia, esimerkiksi 30.1.2026."),
    "integer": mark("Kokonaisluku, esimerkiksi 3."),
    "decimal": mark("Luku, desimaalit pilkulla, esimerkiksi 1,8."),
    "postal_code": mark("Viisi numeroa, esimerkiksi 00520."),
    "phone": mark("Esimerkiksi 029 500 0000."),
    "email": mark("Esimerkiksi etunimi.sukunimi@organisaatio.fi."),
    "business_id": mark("Y-tunnus, esimerkiksi 1234567-1."),
    "case_number": mark("Asianumero, esimerkiksi MIGDno-2026-99002."),
    "table": mark("Vastaa kysymysten alla olevaan taulukkoon."),
    "year": mark("Vuosi neljällä numerolla, esimerkiksi 2026."),
    "version": mark("Versio, esimerkiksi 2.0."),
}


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
    own = question.help or _format_help(question)
    return " ".join(filter(None, [own, secrecy_prompt(question)]))


def secrecy_prompt(question: Question) -> str:
    """The prompt that the answer may be secret; empty when the form gives no hint of it."""
    if not question.secrecy_hint:
        return ""
    bases = join_bases(question.secrecy_hint)
    return tr("Vastauksessa voi olla salassa pidettävää ({bases}). Valitse julkisuus.", bases=bases)


def basis_prompt(hints: tuple[str, ...] = ()) -> str:
    """The prompt of a cell for provisions; `hints` are those that often apply there."""
    prompt = tr("Valitse säännös luettelosta tai kirjoita se itse. Erota useat puolipisteellä (;).")
    if not hints:
        return prompt
    return f"{prompt} {tr('Tässä kohdassa yleensä: {bases}.', bases=join_bases(hints))}"


def column_prompt(column: Column) -> str:
    """The prompt of the cells of a table's column."""
    return basis_prompt() if column.format == "secrecy_basis" else _format_help(column)


def _format_help(item: Question | Column) -> str:
    return tr(_FORMAT_HELP.get(item.format or item.kind, ""))


def basis_choices(hints: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The provisions of the list, the hinted ones first, as many as a list can hold.

    A provision with a comma is left out, since Excel would take it for two choices;
    it can be typed.
    """
    choices = [base for base in dict.fromkeys((*hints, *COMMON_BASES)) if "," not in base]
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
