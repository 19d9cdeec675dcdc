"""Numbers in formats with places for digits: `#,##0.00` of 1234,5 is `1 234,50`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from omvgen.workbook.xlsx.format_token import NO_BREAK, Token

_EXACTLY = Context(prec=640)  # digits of the largest number, in percent, with all decimals


def show_digits(tokens: tuple[Token, ...], value: float) -> str | None:
    """The section's text for a number that is not negative, its digits in their places.

    Words stand among and around them. None when the number cannot be rounded to them.
    """
    first, point, end, last = _places(tokens)
    grouped, scale = _commas(tokens, first, point)
    percents = sum(token == ("sign", "%") for token in tokens)
    number = Decimal(repr(value)).scaleb(2 * percents - 3 * scale)
    decimals = [t.text for t in tokens[point:end] if t.kind == "digit"]
    wholes = [t.text for t in tokens[first:point] if t.kind == "digit"]
    exponent = 0
    if end < last:
        number, exponent = _scaled(number, len(wholes), len(decimals))
    try:
        number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _EXACTLY)
    except InvalidOperation:
        return None
    whole, _, rest = f"{number:f}".partition(".")
    return "".join(
        [
            _words(tokens[:first]),
            _whole(tokens[first:point], whole.lstrip("0"), grouped=grouped),
            _after_point(tokens[point:end], rest),
            _exponent(tokens[end:last], exponent),
            _words(tokens[last:]),
        ]
    )


def _places(tokens: tuple[Token, ...]) -> tuple[int, int, int, int]:
    """Where the digits begin, their decimal point is, they end, and the exponent ends."""
    digits = [place for place, token in enumerate(tokens) if token.kind == "digit"]
    power = next((p for p, t in enumerate(tokens) if t.kind == "exponent"), None)
    last = digits[-1] + 1
    end = last if power is None else power
    point = next((p for p, t in enumerate(tokens[:end]) if t == ("sign", ".")), None)
    if point is None:
        point = end
        # Commas that scale, and a point without decimals, stand right after the last digit.
        while power is None and point < len(tokens) and tokens[point] == ("sign", ","):
            point += 1
        end = max(end, point)
        if tokens[point : point + 1] == (("sign", "."),):
            end = point + 1
    return min(digits[0], point), point, end, max(end, last)


def _commas(tokens: tuple[Token, ...], first: int, point: int) -> tuple[bool, int]:
    """Whether thousands are parted, and by how many thousands the number is divided.

    A comma between digits parts thousands; one right after the last digit before the
    point, or right after the last digit of all, divides.
    """
    wholes = [p for p in range(first, point) if tokens[p].kind == "digit"]
    last = max(p for p, token in enumerate(tokens) if token.kind == "digit")
    commas = {p for p, token in enumerate(tokens) if token == ("sign", ",")}
    grouped = bool(wholes) and any(wholes[0] < p < wholes[-1] for p in commas)
    scale = 0
    for end in {last, *wholes[-1:]}:
        place = end + 1
        while place in commas:
            place, scale = place + 1, scale + 1
    return grouped, scale


def _scaled(number: Decimal, wholes: int, decimals: int) -> tuple[Decimal, int]:
    """The number between 1 and the places before the point, and its power of ten."""
    if not number:
        return number, 0
    power = number.adjusted()
    step = max(wholes, 1)
    exponent = power if step == 1 else power - power % step
    scaled = number.scaleb(-exponent)
    if scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).adjusted() >= step:
        exponent += step  # 9,999 rounds to 10,00
        scaled = number.scaleb(-exponent)
    return scaled, exponent


def _whole(tokens: tuple[Token, ...], digits: str, *, grouped: bool) -> str:
    """The digits before the point, from the right into their places; the first takes the rest."""
    places = sum(token.kind == "digit" for token in tokens)
    shown: list[str] = []
    position = 0
    for token in reversed(tokens):
        if token.kind == "literal":
            shown.append(token.text)
        elif token.kind == "space":
            shown.append(" ")
        if token.kind != "digit":
            continue
        places -= 1
        taken = 1 if places else max(1, len(digits) - position)
        for _ in range(taken):
            digit = digits[-1 - position] if position < len(digits) else _padding(token.text)
            if grouped and digit and position and position % 3 == 0:
                shown.append(NO_BREAK)
            shown.append(digit)
            position += 1
    return "".join(reversed(shown))


def _padding(place: str) -> str:
    return {"0": "0", "?": NO_BREAK}.get(place, "")


def _after_point(tokens: tuple[Token, ...], digits: str) -> str:
    """The decimal comma and the digits after it; `#` shows no zero at the end."""
    significant = len(digits.rstrip("0"))
    shown, position = [], 0
    for token in tokens:
        if token.kind == "digit":
            if position < significant:
                shown.append(digits[position])
            else:
                shown.append(_padding(token.text))
            position += 1
        elif token.kind in ("literal", "space"):
            shown.append(token.text)
        elif token == ("sign", "."):
            shown.append(",")
        elif token == ("sign", "%"):
            shown.append("%")
    text = "".join(shown)
    return "" if text == "," and position else text  # all of its places are empty


def _exponent(tokens: tuple[Token, ...], exponent: int) -> str:
    if not tokens:
        return ""
    sign = "-" if exponent < 0 else "+" if tokens[0].text[1] == "+" else ""
    places = sum(token.kind == "digit" for token in tokens)
    return f"E{sign}{abs(exponent):0{places}d}"


def _words(tokens: tuple[Token, ...]) -> str:
    """What stands before or after the digits."""
    return "".join(
        t.text for t in tokens if t.kind in ("literal", "space") or t in (("sign", "%"),)
    )
