"""OMV6xx: against last year, the change log and the confirmations."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
