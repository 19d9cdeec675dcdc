"""OMV3xx: formats, what an answer of a certain kind must look like."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
