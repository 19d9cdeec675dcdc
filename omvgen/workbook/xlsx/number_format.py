"""Number formats: the text that Excel (Finnish) shows of a number in a cell.

A cell holds a bare number and a format code (ECMA-376 part 1, 18.8.31); what a person
sees and means is the two together. A code is parsed once into sections of tokens, and
`show_number` fills one section with the number.

Deliberate differences from what the cell shows, because a plan is read without it:
- a date with day, month and year in digits is d.m.yyyy, whatever the order of its
  parts (SFS 2487:2024), and a percent sign stands apart from its number (`25 %`);
- a negative number that only a colour tells from a positive one keeps its minus sign;
- a number that rounds to zero has no minus sign; padding by spaces is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.workbook.xlsx.date_format import DATE_TOKENS, show_moment
from omvgen.workbook.xlsx.date_names import language_of
from omvgen.workbook.xlsx.format_token import NO_BREAK, Token

# Number formats that have no code in the file (ECMA-376, 18.8.30).
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 48: "##0.0E+0", 49: "@",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d.m.yyyy h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
} | dict.fromkeys((5, 6), "#,##0 €;-#,##0 €") | dict.fromkeys((7, 8), "#,##0.00 €;-#,##0.00 €") | (
    dict.fromkeys((41, 42), "#,##0;-#,##0;-") | dict.fromkeys((43, 44), "#,##0.00;-#,##0.00;-")
) | dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "d.m.yyyy")  # fmt: skip

_LONGEST_CODE = 255  # characters, as in Excel
_EXACT = 1e15  # Excel keeps fifteen digits
_TOKEN = pattern(
    r"""
    (?P<quoted>"[^"]{0,255}+")
  | \\(?P<escaped>.)
  | _(?P<width>.)                       # a space as wide as the character
  | \*(?P<fill>.)                       # fills the cell with the character
  | \[(?P<bracket>[^\]]{0,255}+)\]       # a colour, a condition, a currency, an elapsed time
  | (?P<general>General|Standard|Yleinen)
  | (?P<exponent>[Ee][+-])
  | (?P<ampm>AM/PM|A/P)
  | (?P<date>[yY]+|[vV]+|[mMkK]+|[dDpP]+|[hHtT]+|[sS]+|e+|g+|b+)
  | (?P<digit>[0\#?])
  | (?P<sign>[.,%/@])
  | (?P<unknown>[A-Za-z])               # words are in quotes in files
  | (?P<literal>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = pattern(r"(<=|>=|<>|=|<|>)\s*(-?\d{1,20}(?:[.,]\d{1,20})?)")
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
}
# What the system's own long date and time are in Finnish, whatever the code goes on to say.
_SYSTEM = {"$-f800": "dddd d. mmmm yyyy", "$-x-sysdate": "dddd d. mmmm yyyy",
           "$-f400": "h:mm:ss", "$-x-systime": "h:mm:ss"}  # fmt: skip
_SYSTEM_CODE = pattern(r"\[(\$-(?:f[48]00|x-sys(?:date|time)))\]", re.IGNORECASE)
# How Finnish Excel's own letters for dates are called in files: p.k.vvvv t.mm.
_FINNISH_LETTERS = str.maketrans("pkvt", "dmyh")
_ELAPSED = pattern(r"h+|m+|s+|t+", re.IGNORECASE)


class Section(NamedTuple):
    """One part of a format code: for positive, negative or zero numbers, or for text."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether the section has a token of one of the kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether numbers are shown as a date, a time or a duration."""
        return self.has("date", "elapsed") and not self.has("general")

    def covers(self, value: float) -> bool:
        """Whether the section's own condition holds for the value."""
        assert self.condition is not None
        sign, limit = self.condition
        return _COMPARISONS[sign](value, limit)

    @property
    def only_negative(self) -> bool:
        """Whether the section's own condition holds for negative numbers alone."""
        return self.condition is not None and (
            (self.condition[0] == "<" and self.condition[1] <= 0)
            or (self.condition[0] in ("<=", "=") and self.condition[1] < 0)
        )


class Shown(NamedTuple):
    """What a cell shows of a number.

    `bare` is the number without its format: a date in full, as d.m.yyyy with the time
    that is shown, any other number as the format General has it. `is_date`: it is a date
    or a time. `is_known`: the format code was understood; otherwise the text is bare.
    """

    text: str
    bare: str
    is_date: bool = False
    is_known: bool = True


def show_number(value: float, code: str, *, epoch_1904: bool = False) -> Shown:
    """The text that a cell with the format code shows of the number.

    `epoch_1904`: days are counted from 1.1.1904 and not from 1.1.1900. A number that
    is no day of the calendar (negative, or after 9999) is given as it is.
    """
    sections = parse(code)
    bare = plain_number(value)
    unknown = Shown(bare, bare, is_known=False)
    if not sections:
        return unknown
    section, absolute = _choose(_for_numbers(sections), value)
    if section is None or (not section.tokens and len(sections) == 1):
        return unknown
    if section.has("unknown"):
        return unknown
    if section.is_date:
        moment = show_moment(section.tokens, value, epoch_1904=epoch_1904)
        return Shown(*moment, is_date=True) if moment else unknown
    text = _fill(section, abs(value))
    if value < 0 and _needs_minus(sections, section, absolute=absolute):
        text = "-" + text if text != _fill(section, 0.0) else text
    return Shown(text, bare)


def show_text(text: str, code: str) -> str:
    """The text that a cell with the format code shows of a text: `"Huone "@` of `A`."""
    sections = parse(code)
    section = sections[3] if len(sections) == 4 else sections[-1] if sections else None
    if section is None or (len(sections) < 4 and not section.has("text")):
        return text
    shown = (text if t.kind == "text" else t.text for t in section.tokens if t.kind in _SHOWN)
    return "".join(shown) if section.tokens else ""


def plain_number(value: float) -> str:
    """The number as the format General shows it, in the formula bar's precision."""
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        return f"{digits.replace('.', ',')}E{int(power):+03d}"
    return text.replace(".", ",")


_SHOWN = {"literal", "space", "text"}


@cache
def parse(code: str) -> tuple[Section, ...]:
    """The sections of a format code; none when it is longer than any of Excel's."""
    if len(code) > _LONGEST_CODE:
        return ()
    if system := _SYSTEM_CODE.match(code):
        code = _SYSTEM[system[1].lower()]
    parts: list[list[Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "literal" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket" and (found := _CONDITION.fullmatch(text.strip())):
            conditions[-1] = (found[1], float(found[2].replace(",", ".")))
        elif token := _token(kind, text):
            parts[-1].append(token)
    return tuple(
        Section(tuple(tokens), condition)
        for tokens, condition in zip(parts[:4], conditions, strict=False)
    )


def _token(kind: str, text: str) -> Token | None:
    """The token that a match of the code makes, None for what shows nothing."""
    token: Token | None = Token(kind, text)
    if kind == "quoted":
        token = Token("literal", text[1:-1])
    elif kind == "escaped":
        token = Token("literal", text)
    elif kind == "width":
        token = Token("space", " ")
    elif kind == "fill":
        token = None
    elif kind == "bracket":
        token = _bracket(text)
    elif kind == "date":
        letters = text.lower().translate(_FINNISH_LETTERS)
        token = Token("date" if letters[0] in DATE_TOKENS else "unknown", letters)
    elif text == "@" and kind == "sign":
        token = Token("text", text)
    return token


def _bracket(text: str) -> Token | None:
    if text.startswith("$"):
        currency, _, locale = text[1:].partition("-")  # [$€-40B]
        if currency:
            return Token("literal", currency)
        language = language_of(locale)
        return Token("language", language) if language else None
    if _ELAPSED.fullmatch(text):
        return Token("elapsed", text.lower().translate(_FINNISH_LETTERS))
    return None  # a colour, or a kind of digits


def _for_numbers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections without that of texts: the fourth, or one with `@` after others."""
    if 1 < len(sections) < 4 and sections[-1].has("text"):
        return sections[:-1]
    return sections[:3]


def _choose(sections: tuple[Section, ...], value: float) -> tuple[Section | None, bool]:
    """The section for the number, and whether the sign is the section's own to show."""
    conditional = [section for section in sections if section.condition is not None]
    if conditional:
        for section in conditional:
            if section.covers(value):
                return section, section.only_negative
        rest = [section for section in sections if section.condition is None]
        if len(sections) == 3 and len(rest) == 2:  # the second is for negative numbers
            return (rest[0], True) if value < 0 else (rest[1], False)
        return (rest[-1] if rest else None), False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _needs_minus(sections: tuple[Section, ...], section: Section, *, absolute: bool) -> bool:
    """Whether a negative number must be given its sign, if it does not round to zero."""
    if not section.has("digit", "general", "text"):
        return False
    return not absolute or (section is not sections[0] and section.tokens == sections[0].tokens)


def _fill(section: Section, value: float) -> str:
    """The section's text for a number that is not negative."""
    tokens = section.tokens
    if section.has("general", "text"):
        number = plain_number(value)
        shown = (
            t.text if t.kind in ("literal", "space") else number
            for t in tokens
            if t.kind in ("literal", "space", "general", "text")
        )
        return _tidy("".join(shown))
    if not section.has("digit"):
        return _tidy("".join(t.text for t in tokens if t.kind not in ("exponent", "language")))
    # Numbers with places for digits are rare in plans, and fractions are rarer.
    if any(token == ("sign", "/") for token in tokens):
        from omvgen.workbook.xlsx.fraction_format import show_fraction

        return _tidy(show_fraction(tokens, value))
    from omvgen.workbook.xlsx.digits_format import show_digits

    shown_digits = show_digits(tokens, value)
    return _tidy(plain_number(value) if shown_digits is None else shown_digits)


def _tidy(text: str) -> str:
    """Without padding at the ends; a percent sign apart from its number."""
    return re.sub(r"(?<=\d)[ \xa0]?%", f"{NO_BREAK}%", text.strip(" \xa0"))
