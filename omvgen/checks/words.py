"""How messages show what stands in the workbook."""

from __future__ import annotations

from omvgen.checks.hetu import without_codes

_LONGEST = 40


def shown(text: str) -> str:
    """The text as a message may show it: one line, not long, no personal identity codes."""
    line = " ".join(without_codes(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def line_of(text: str, position: int) -> int:
    """The number of the line on which the position stands, from 1."""
    return text.count("\n", 0, position) + 1
