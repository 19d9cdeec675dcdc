"""Publish: a plan as it may be given out, decided by an allow-list."""
