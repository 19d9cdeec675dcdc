"""OMV409: personal data that must not be in a plan."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.identity_codes import identity_codes
from omvgen.checks.quoting import line_number
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place


def personal_identity_code(text: str, place: Place) -> Iterator[Finding]:
    """Data protection act (1050/2018) 29 § 4 mom. The message never holds the code."""
    for match in identity_codes(text):
        values = {"line": line_number(text, match.start())}
        yield Finding(Code.PERSONAL_IDENTITY_CODE, place=place, values=values)


RULES = (personal_identity_code,)
