"""OMV2xx: completeness, what is asked and not answered."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
