"""Provisions that a secrecy basis may name, and what a list of them looks like.

Sources: the act on openness (621/1999, JulkL) 24 § 1 mom., points 1–32, of which
points 17 and 20 as amended by 604/2018; the act on information management
(906/2019, TihL) 18 § for security classes.
"""

from __future__ import annotations

import re

# The provisions that a plan of this kind may need, for the list in the workbook.
COMMON_BASES = (
    "JulkL 24 § 1 mom. 7 k",
    "JulkL 24 § 1 mom. 8 k",
    "JulkL 24 § 1 mom. 15 k",
    "JulkL 24 § 1 mom. 17 k",
    "JulkL 24 § 1 mom. 20 k",
    "JulkL 24 § 1 mom. 24 k",
    "JulkL 24 § 1 mom. 25 k",
    "JulkL 24 § 1 mom. 26 k",
    "JulkL 24 § 1 mom. 31 k",
    "JulkL 24 § 1 mom. 32 k",
)

_SPACES = re.compile(r"[\s\xa0]+")


def split_bases(text: str) -> tuple[str, ...]:
    """The provisions of a cell, which are parted by `;` or line breaks, each tidied."""
    parts = (_SPACES.sub(" ", part).strip() for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def join_bases(bases: tuple[str, ...]) -> str:
    return "; ".join(bases)
