"""The parts of a number format's code, which each kind of number shows in its own way."""

from __future__ import annotations

from typing import NamedTuple

NO_BREAK = "\xa0"


class Token(NamedTuple):
    """A stretch of a format code: what kind it is, and its text or the text that it shows."""

    kind: str
    text: str
