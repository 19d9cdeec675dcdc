"""Boxes to tick, as forms have them: `☒ Kyllä ☐ Ei`, `( ) Kyllä (x) Ei`, `Kyllä [x] Ei [ ]`."""

from __future__ import annotations

from collections.abc import Sequence

from omvgen.patterns import pattern

_BOX = pattern(r"([☒☑✓✔✗✘]|[(\[]\s?[xX]\s?[)\]])|[☐□◻]|[(\[]\s?[)\]]")


def ticked_choice(text: str, choices: Sequence[str]) -> str:
    """The only ticked one of all the choices; empty when the text is anything else.

    The boxes stand before the choices or behind them, all in one way.
    """
    boxes = list(_BOX.finditer(text))
    ends = [box.end() for box in boxes]
    starts = [box.start() for box in boxes]
    if not boxes:
        return ""
    if starts[0] == 0:
        spans = zip(ends, [*starts[1:], len(text)], strict=True)
    elif ends[-1] == len(text):
        spans = zip([0, *ends[:-1]], starts, strict=True)
    else:
        return ""
    names = {choice.casefold(): choice for choice in choices}
    found = [names.get(text[start:end].strip(" .,/\n\t\xa0").casefold()) for start, end in spans]
    ticked = [choice for choice, box in zip(found, boxes, strict=True) if box[1]]
    if len(ticked) != 1 or sorted(map(str, found)) != sorted(choices):
        return ""
    return ticked[0] or ""
