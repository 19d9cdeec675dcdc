"""What the catalogue says of one code."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.severity import Severity


class Rule(NamedTuple):
    """The words of a finding, in Finnish, marked for translation.

    `title` names the rule in lists; `message` says what is wrong, `remedy` what to
    do; `why`, for docs/checks.md, the reason and its source. In message and remedy
    `{names}` are filled from the finding's values; `{cell}` and `{sheet}` are always
    there, and so are the workbook's own words (`model.WORKBOOK_WORDS`).
    """

    code: Code
    severity: Severity
    title: str
    message: str
    remedy: str
    why: str = ""
