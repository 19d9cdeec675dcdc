"""Decides what of a plan may be given out. Begins in `publish.py`."""
