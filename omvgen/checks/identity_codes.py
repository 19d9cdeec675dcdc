"""Finnish personal identity codes (henkilötunnus) in running text.

A code is found with every separator of the decree 690/2022 (in force from
1.1.2023), with the dashes that word processors put for a hyphen, with spaces
around it, in full-width letters, and within other words. python-stdnum decides
whether it is one: date, individual number and control character must fit.
Temporary codes (900–999) count as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from omvgen.patterns import pattern

_GAP = r"[\s\u200c\u200d]{0,3}"
_DASH = r"\u02d7\u2010-\u2015\u2043\u2212"
_LIKELY = pattern(
    rf"(?<!\d)(?P<birth>\d{{6}}){_GAP}(?P<sign>[-+A-FU-Y\uff0b\uff0d\uff21-\uff26\uff35-\uff39{_DASH}])"
    rf"{_GAP}(?P<rest>\d{{3}}[\dA-Y\uff21-\uff39])(?!\d)",
    re.IGNORECASE,
)
_DASHES = pattern(f"[{_DASH}]")


def identity_codes(text: str) -> Iterator[re.Match[str]]:
    """The matches of each personal identity code in the text."""
    for match in _LIKELY.finditer(text):
        from stdnum.fi import hetu  # the import is slow, and hardly any text needs it

        code = match["birth"] + _DASHES.sub("-", match["sign"]) + match["rest"]
        if hetu.is_valid(unicodedata.normalize("NFKC", code), allow_temporary=True):
            yield match


def without_identity_codes(text: str) -> str:
    """The text with each personal identity code replaced by `…`."""
    for match in reversed(list(identity_codes(text))):
        text = text[: match.start()] + "…" + text[match.end() :]
    return text
