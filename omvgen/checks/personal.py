"""OMV4xx: personal data that has no place in a plan."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.hetu import codes
from omvgen.checks.words import line_of
from omvgen.findings.model import Finding, Place


def no_personal_identity_codes(text: str, place: Place) -> Iterator[Finding]:
    """The data protection act (1050/2018) 29 § 4 mom. The message never holds the code."""
    for match in codes(text):
        yield Finding("OMV409", place=place, values={"line": line_of(text, match.start())})


RULES = (no_personal_identity_codes,)
