"""OMV5xx: dates and tables."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
