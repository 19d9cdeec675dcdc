"""How messages quote the text of a plan."""

from __future__ import annotations

from omvgen.checks.identity_codes import without_identity_codes

_LONGEST = 40  # characters


def excerpt(text: str) -> str:
    """The text in one line of at most 40 characters, without personal identity codes."""
    line = " ".join(without_identity_codes(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def line_number(text: str, position: int) -> int:
    """The number of the line in which the position is, from 1."""
    return text.count("\n", 0, position) + 1
