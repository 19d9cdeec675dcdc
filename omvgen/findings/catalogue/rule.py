"""What the catalogue says of one code."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.findings.model import Severity


class Rule(NamedTuple):
    """`title` names the rule in lists; `message` says what is wrong, `remedy` what to do.

    `why` is for `docs/checks.md`: the reason for the rule and its source.
    """

    code: str
    severity: Severity
    title: str
    message: str
    remedy: str
    why: str = ""
