"""OMV4xx: secrecy and personal data."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
