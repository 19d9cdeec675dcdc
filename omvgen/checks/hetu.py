"""Personal identity codes in running text.

A code is found with every separator of the decree 690/2022 (in force from
1.1.2023), with the dashes that word processors put for a hyphen, and with
spaces around it. python-stdnum decides whether it is one: date, individual
number and control character must fit. Temporary codes (900–999) count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LIKELY = re.compile(
    r"(?<!\w)(?P<birth>\d{6})\s?(?P<sign>[-+A-FU-Y\u2010-\u2015\u2212])\s?(?P<rest>\d{3}[0-9A-Y])(?!\w)",
    re.IGNORECASE,
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def codes(text: str) -> Iterator[re.Match[str]]:
    """The places of the text where a personal identity code stands."""
    for match in _LIKELY.finditer(text):
        from stdnum.fi import hetu  # the import is slow, and hardly any text needs it

        code = match["birth"] + _DASHES.sub("-", match["sign"]) + match["rest"]
        if hetu.is_valid(code, allow_temporary=True):
            yield match


def without_codes(text: str) -> str:
    """The text with each personal identity code replaced by `…`."""
    for match in reversed(list(codes(text))):
        text = text[: match.start()] + "…" + text[match.end() :]
    return text
