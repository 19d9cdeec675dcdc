"""Fractions in number formats: `# ?/?` of 2,5 is `2 1/2`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

Tokens = Sequence[tuple[str, str]]
_MOST_DIGITS = 7  # of a denominator, as in Excel


def show_fraction(tokens: Tokens, value: float) -> str:
    """The section's text for a number that is not negative, with a fraction in it.

    `tokens` are pairs of a kind and a text (`format_token.Token`), one of them the
    sign `/`. The fraction is the nearest with as many digits below the line as the
    section has places there, or with the denominator that the section names.
    """
    slash = next(place for place, token in enumerate(tokens) if token == ("sign", "/"))
    top = slash
    while top and tokens[top - 1][0] == "digit":
        top -= 1
    below = slash + 1
    while below < len(tokens) and _is_denominator(tokens[below]):
        below += 1
    mixed = any(kind == "digit" for kind, _ in tokens[:top])
    number = Fraction(repr(value)) if value < 1e15 else Fraction(int(value))
    whole = floor(number) if mixed else 0
    part = _nearest(number - whole, "".join(text for _, text in tokens[slash + 1 : below]))
    numerator, denominator = part
    if mixed and numerator == denominator:
        whole, numerator = whole + 1, 0
    before = _with_digits(tokens[:top], str(whole) if whole or not numerator else "")
    after = "".join(text for kind, text in tokens[below:] if kind in ("literal", "space"))
    fraction = f"{numerator}/{denominator}" if numerator or not mixed else ""
    return f"{before if fraction else before.rstrip()}{fraction}{after}"


def _is_denominator(token: tuple[str, str]) -> bool:
    kind, text = token
    return kind == "digit" or (kind == "literal" and text.isdigit())


def _nearest(part: Fraction, places: str) -> tuple[int, int]:
    """The numerator and the denominator of the fraction that the section shows."""
    if places.strip("?#") and places.strip("?#0"):
        denominator = int("".join(c for c in places if c.isdigit()))
        return floor(part * denominator + Fraction(1, 2)), denominator
    most = 10 ** min(len(places), _MOST_DIGITS) - 1
    near = part.limit_denominator(max(most, 1))
    return near.numerator, near.denominator


def _with_digits(tokens: Tokens, digits: str) -> str:
    """The whole number in its places, words around it kept."""
    places = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    shown = []
    for place, (kind, text) in enumerate(tokens):
        if places and place == places[-1]:
            zeros = sum(tokens[p][1] == "0" for p in places)
            shown.append(digits.zfill(zeros) if zeros else digits)
        elif kind in ("literal", "space"):
            shown.append(text)
    return "".join(shown)
