"""Findings: what a check says of one place, and the one catalogue of their words."""
