"""Looks through a finished file for what was withheld from it. Begins in `leaks.py`.

It knows what was withheld, and what the plan marks as secret (`marked`); it looks for
that whole and in pieces (`probes`) in everything that the file says (`extract`). It knows
nothing of how `publish` decides.
"""
